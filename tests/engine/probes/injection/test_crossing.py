"""A value is followed from file to file: into a helper, a service, a repository class, and through two of them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from makegood.engine.probes.injection import crossing
from makegood.engine.probes.injection.probe import extract
from makegood.engine.repository.paths import language_of


def found(files: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """(kind, path, line) of each hit over all the files."""
    notes = {}
    for path, text in files.items():
        result = extract(text.encode(), language_of(path) or "")
        if isinstance(result, dict):
            notes[path] = crossing.read(result)
    return sorted((hit.kind, path, hit.line) for path, hit in crossing.joined(notes))


DELETE = "run(\"DELETE FROM u WHERE id = '%s'\" % request.form['i'])"
LOAD = "import pickle\ndef load(raw):\n    return pickle.loads(raw)\n"
FETCH = "import requests\ndef fetch(url):\n    return requests.get(url)\n"
QUOTED = "import os, shlex\ndef ping(h):\n    os.system('ping ' + shlex.quote(h))\n"
LISTED = "import subprocess\ndef ping(h):\n    subprocess.run(['ping', h])\n"
VIEW = "from flask import request\nfrom {module} import {name}\n\ndef page():\n    return {call}\n"
SHELL = "import os\n\ndef run(command):\n    os.system(command)\n"
PING = "import os\n\ndef ping(host):\n    os.system('ping ' + host)\n"
SQL = "def run(sql, values=()):\n    cursor.execute(sql, values)\n"
CLASS = (
    'class Repo:\n    def by_name(self, name):\n        return self.db.execute("SELECT * FROM u WHERE n = '
    '\'" + name + "\'")\n'
)


@pytest.mark.parametrize(
    ("module", "name", "call", "helper", "path", "expected"),
    [
        ("app.shell", "run", "run('ping ' + request.args['h'])", SHELL, "app/shell.py", ("command", "app/views.py", 5)),
        (".shell", "ping", "ping(request.args['h'])", PING, "app/shell.py", ("command", "app/shell.py", 4)),
        ("app", "shell", "shell.ping(request.args['h'])", PING, "app/shell.py", ("command", "app/shell.py", 4)),
        ("app.db", "run", DELETE, SQL, "app/db.py", ("sql", "app/views.py", 5)),
        ("app.repo", "Repo", "Repo().by_name(request.args['n'])", CLASS, "app/repo.py", ("sql", "app/repo.py", 3)),
        ("app.load", "load", "load(request.data)", LOAD, "app/load.py", ("unpickle", "app/views.py", 5)),
        ("app.call", "fetch", "fetch(request.args['u'])", FETCH, "app/call.py", ("ssrf", "app/views.py", 5)),
    ],
)  # fmt: skip
def test_in_python_a_helper_in_another_file(
    module: str, name: str, call: str, helper: str, path: str, expected: tuple[str, str, int]
) -> None:
    files = {"app/views.py": VIEW.format(module=module, name=name, call=call), path: helper}
    assert found(files) == [expected]


@pytest.mark.parametrize(
    ("module", "name", "call", "helper", "path"),
    [
        ("app.shell", "run", "run('ping localhost')", SHELL, "app/shell.py"),
        ("app.shell", "ping", "ping(int(request.args['h']))", PING, "app/shell.py"),
        ("app.db", "run", "run('SELECT * FROM u WHERE id = ?', [request.form['i']])", SQL, "app/db.py"),
        ("other.shell", "ping", "ping(request.args['h'])", PING, "app/shell.py"),
        ("app.shell", "ping", "ping(request.args['h'])", QUOTED, "app/shell.py"),
        ("app.shell", "ping", "ping(request.args['h'])", LISTED, "app/shell.py"),
    ],
)  # fmt: skip
def test_in_python_a_helper_that_gets_nothing_harmful(
    module: str, name: str, call: str, helper: str, path: str
) -> None:
    assert found({"app/views.py": VIEW.format(module=module, name=name, call=call), path: helper}) == []


def test_a_value_passes_two_files() -> None:
    files = {
        "app/views.py": VIEW.format(
            module="app.service", name="HostService", call="HostService().check(request.args['h'])"
        ),
        "app/service.py": "from app.shell import ping\n\nclass HostService:\n    def check(self, host):\n        "
        "return ping(host)\n",
        "app/shell.py": PING,
    }
    assert found(files) == [("command", "app/shell.py", 4)]


HANDLER = "exports.page = async (req, res) => {{\n  res.json(await {call});\n}};\n"


@pytest.mark.parametrize(
    ("head", "call", "path", "helper", "expected"),
    [
        (
            'const { run } = require("../lib/shell");\n', "run('ping ' + req.query.h)", "src/lib/shell.js",
            'const { exec } = require("child_process");\nfunction run(c) { return exec(c); }\nmodule.exports = { '
            'run };\n',
            ("command", "src/routes/a.js", 3),
        ),
        (
            'const db = require("../lib/db");\n', "db.find(req.params.id)", "src/lib/db.js",
            "exports.find = (id) => pool.query(`SELECT * FROM u WHERE id = ${id}`);\n", ("sql", "src/lib/db.js", 1),
        ),
        (
            'import { read } from "@/lib/files";\n', "read(req.query.n)", "src/lib/files.js",
            'import fs from "fs";\nexport function read(n) {\n  return fs.readFileSync("./data/" + n);\n}\n',
            ("path", "src/lib/files.js", 3),
        ),
    ],
)  # fmt: skip
def test_in_javascript_a_helper_in_another_file(
    head: str, call: str, path: str, helper: str, expected: tuple[str, str, int]
) -> None:
    assert found({"src/routes/a.js": head + HANDLER.format(call=call), path: helper}) == [expected]


def test_in_nest_a_service_that_is_injected() -> None:
    controller = (
        'import { Controller, Get, Query } from "@nestjs/common";\n@Controller("x")\nexport class X {\n'
        "  constructor(private readonly usersService: UsersService) {}\n"
        '  @Get()\n  find(@Query("n") n: string, @Req() req) {\n    return '
        "this.usersService.find(req.query.n);\n  }\n}\n"
    )
    service = "export class UsersService {\n  find(n: string) {\n    return exec(`id ${n}`);\n  }\n}\n"
    head = 'import { exec } from "child_process";\n'
    assert found({"src/users.controller.ts": controller, "src/users.service.ts": head + service}) == [
        ("command", "src/users.service.ts", 4)
    ]


def test_what_a_nameless_function_is_given_comes_from_nobody_known() -> None:
    helper = "export const plain = (text: string) => {\n  div.innerHTML = text\n  return div.innerHTML\n}\n"
    use = "import { plain } from './plain'\nwatch(songs, song => {\n  lines.value = plain(song.lyrics)\n})\n"
    asked = (
        "import { plain } from './plain'\nexport const f = () => plain(new URLSearchParams(location.search).get('q'))\n"
    )
    assert found({"src/plain.ts": helper, "src/lyrics.ts": use}) == []
    assert found({"src/plain.ts": helper, "src/page.ts": asked}) != []
