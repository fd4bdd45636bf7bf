"""What a delivery names and does not hold, each beside the look-alike that is right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.build import facts, probe
from tests.engine.building import Delivery, Special, submodule
from tests.engine.looking import Seen

Looked = Callable[..., Seen]
Files = dict[str, str | Special | None]

PACKAGE = '{\n "name": "shop",\n "private": true,\n "scripts": {\n  "start": "node src/server.js"\n }\n}\n'
WHOLE: Files = {
    "README.md": "# Shop\n\n```sh\nnpm install\nnpm start\n```\n",
    "package.json": PACKAGE,
    "src/server.js": "import { cart } from './cart.js';\ncart();\n",
    "src/cart.js": "export const cart = () => 3;\n",
}


def seen(repository: Delivery, looked: Looked, files: Files) -> Seen:
    repository.commit(files)
    return looked(probe.PROBE)


def places(found: Seen) -> list[tuple[str, str, int | None]]:
    names = (facts.BROKEN, facts.UNREADABLE, facts.MISSING)
    return [(one.rule, one.path, one.line) for name in names for one in found.findings(name)]


BROKEN: list[tuple[str, Files, tuple[str, str, int]]] = [
    ("a script of a guide", {"README.md": "# Shop\n\n```\nnpm run seed\n```\n"}, ("no-npm-script", "README.md", 4)),
    (
        "a script of a guide that is started by its short name",
        {"package.json": PACKAGE.replace('"start"', '"serve"'), "README.md": "# Shop\n\n```\nyarn start\n```\n"},
        ("no-npm-script", "README.md", 4),
    ),
    ("the tests of a guide", {"README.md": "# Shop\n\n```\npnpm test\n```\n"}, ("no-npm-script", "README.md", 4)),
    (
        "a script that starts a file",
        {"package.json": PACKAGE.replace("src/server.js", "src/main.js")},
        ("no-file", "package.json", 5),
    ),
    (
        "a script that calls a script",
        {"package.json": PACKAGE.replace("node src/server.js", "npm run compile && node src/server.js")},
        ("no-npm-script", "package.json", 5),
    ),
    (
        "a target of a Makefile",
        {"Makefile": "test:\n\tnode --test\n", "README.md": "Run `make setup` first.\n"},
        ("no-make-target", "README.md", 1),
    ),
    (
        "a sample of the settings",
        {"README.md": "```\n$ cp .env.example .env\n```\n"},
        ("no-file", "README.md", 2),
    ),
    (
        "requirements",
        {"INSTALL.md": "1. Install:\n\n       pip install -r requirements/dev.txt\n"},
        ("no-requirements", "INSTALL.md", 3),
    ),
    (
        "the second of two requirements",
        {"README.md": "```\npip install -r requirements.txt -r dev.txt\ncat dev.txt\n```\n", "requirements.txt": ""},
        ("no-requirements", "README.md", 2),
    ),
    (
        "requirements within requirements",
        {"requirements.txt": "flask==3.0\n-r requirements/base.txt\n"},
        ("no-part", "requirements.txt", 2),
    ),
    (
        "what a container copies",
        {"Dockerfile": "FROM node:20\nWORKDIR /app\nCOPY package.json yarn.lock ./\nCOPY . .\n"},
        ("nothing-to-copy", "Dockerfile", 3),
    ),
    (
        "what is copied and kept out",
        {"Dockerfile": "FROM node:20\nCOPY config ./config\n", "config/x.json": "{}", ".dockerignore": "config\n"},
        ("copied-but-ignored", "Dockerfile", 2),
    ),
    (
        "what a container starts",
        {"Dockerfile": 'FROM python:3.12\nCOPY . .\nCMD ["python", "worker.py"]\n'},
        ("no-file", "Dockerfile", 3),
    ),
    (
        "what a server loads",
        {"Procfile": "web: gunicorn shop.wsgi:application\n", "shop/__init__.py": ""},
        ("no-module", "Procfile", 1),
    ),
    (
        "the folder of a service",
        {"docker-compose.yml": "services:\n  web:\n    build:\n      context: ./frontend\n"},
        ("no-context", "docker-compose.yml", 4),
    ),
    (
        "the settings of a service",
        {"compose.yaml": "services:\n  web:\n    image: x\n    env_file: .env.production\n"},
        ("no-settings", "compose.yaml", 4),
    ),
    (
        "a file that is mounted",
        {"compose.yaml": "services:\n  web:\n    image: x\n    volumes:\n      - ./nginx/site.conf:/etc/site.conf\n"},
        ("nothing-to-mount", "compose.yaml", 5),
    ),
    (
        "a package on one machine",
        {"requirements.txt": "shopcore @ file:///home/dev/work/shopcore\n"},
        ("own-machine", "requirements.txt", 1),
    ),
    (
        "a package of a folder beside",
        {"package.json": PACKAGE.replace('"private"', '"dependencies": {\n  "ui": "file:../ui"\n },\n "private"')},
        ("no-part", "package.json", 4),
    ),
    (
        "a registry of one network",
        {".npmrc": "registry=http://npm.acme.local:4873/\n"},
        ("hidden-registry", ".npmrc", 1),
    ),
    ("settings of a compiler", {"tsconfig.json": '{\n "extends": "./tsconfig.base.json"\n}\n'},
     ("no-settings", "tsconfig.json", 2)),
    (
        "where a bundle begins",
        {"webpack.config.js": "module.exports = {\n  entry: './src/index.jsx',\n};\n"},
        ("no-entry", "webpack.config.js", 2),
    ),
    (
        "a project of a project",
        {"Web/Web.csproj": '<Project>\n<ProjectReference Include="..\\Core\\Core.csproj" />\n</Project>\n'},
        ("no-part", "Web/Web.csproj", 2),
    ),
    ("a part of a build", {"pom.xml": "<project><modules>\n<module>billing</module>\n</modules></project>"},
     ("no-part", "pom.xml", 2)),
    ("a replaced package", {"go.mod": "module acme.test/shop\n\nreplace acme.test/lib => ../lib\n"},
     ("no-part", "go.mod", 3)),
    ("a gem of a folder", {"Gemfile": 'source "x"\ngem "billing", path: "engines/billing"\n'},
     ("no-part", "Gemfile", 2)),
    ("a repository nobody names", {"libs/core": submodule("a" * 40)}, ("unnamed-repository", "libs/core", 0)),
    (
        "a repository strangers cannot fetch",
        {
            "libs/core": submodule("a" * 40),
            ".gitmodules": '[submodule "core"]\n\tpath = libs/core\n\turl = git@git.acme.test:x/core.git\n',
        },
        ("closed-repository", ".gitmodules", 3),
    ),
    (
        "marks of a merge",
        {"app/views.py": "def a():\n<<<<<<< HEAD\n    return 1\n=======\n    return 2\n>>>>>>> feature\n"},
        ("merge-mark", "app/views.py", 2),
    ),
    (
        "marks of a merge in a template",
        {"x.css": "<<<<<<< a\n=======\n>>>>>>> b\n"},
        ("merge-mark", "x.css", 1),
    ),
    ("a colon in Python", {"app/a.py": "def a()\n    return 1\n"}, ("syntax-error", "app/a.py", 1)),
    ("a brace in JavaScript", {"src/a.js": "function a() {\n  if (x) {\n    b();\n}\n"},
     ("syntax-error", "src/a.js", 2)),
    ("a value in TypeScript", {"src/a.ts": "const a: number = ;\n"}, ("syntax-error", "src/a.ts", 1)),
    ("a brace in Java", {"src/A.java": "class A {\n void a() {\n  b(;\n }\n}\n"}, ("syntax-error", "src/A.java", 3)),
    ("a value in Java, in a package called samples", {"src/main/java/org/samples/A.java": "class A {\n int a = ;\n}\n"},
     ("syntax-error", "src/main/java/org/samples/A.java", 2)),
    ("a bracket in PHP", {"src/a.php": "<?php\nfunction a() {\n return [1;\n}\n"}, ("syntax-error", "src/a.php", 3)),
    ("an end in Ruby", {"lib/a.rb": "class A\n  def a\n    b(\n  end\nend\n"}, ("syntax-error", "lib/a.rb", 3)),
    ("a brace in Go", {"a.go": "package a\n\nfunc a() {\n\tb(\n}\n"}, ("syntax-error", "a.go", 4)),
    ("a brace in C#", {"A.cs": "class A {\n  void B() {\n    C(;\n  }\n}\n"}, ("syntax-error", "A.cs", 3)),
    ("a broken manifest", {"composer.json": '{\n "name": "x",\n}\n'}, ("broken-manifest", "composer.json", 3)),
    (
        "a module of Python",
        {"shop/__init__.py": "", "shop/views.py": "import os\nfrom shop.services.mail import send\n",
         "shop/services/__init__.py": ""},
        ("missing-module", "shop/views.py", 2),
    ),
    (
        "a module beside",
        {"shop/__init__.py": "", "shop/urls.py": "from . import views\nfrom .forms import Form\n", "shop/views.py": ""},
        ("missing-module", "shop/urls.py", 2),
    ),
    ("a module of JavaScript", {"src/a.js": "const b = 1;\nconst c = require('./lib/c');\n"},
     ("missing-module", "src/a.js", 2)),
    ("another case of letters", {"src/a.ts": "import { C } from './Components/c';\n", "src/components/c.ts": ""},
     ("missing-module", "src/a.ts", 1)),
    ("a package of Go", {"go.mod": "module acme.test/shop\n", "main.go":
      'package main\n\nimport (\n\t"fmt"\n\t"acme.test/shop/internal/mail"\n)\n'}, ("missing-module", "main.go", 5)),
    (
        "a class of Java",
        {
            "src/main/java/com/acme/shop/A.java": "package com.acme.shop;\nimport com.acme.shop.mail.Sender;\n",
            "src/main/java/com/acme/shop/mail/Other.java": "package com.acme.shop.mail;\nclass Other {}\n",
        },
        ("missing-module", "src/main/java/com/acme/shop/A.java", 2),
    ),
    ("a file of Ruby", {"lib/a.rb": "require_relative 'a/version_two'\n"}, ("missing-module", "lib/a.rb", 1)),
    ("a file of PHP", {"a.php": "<?php\nrequire_once __DIR__ . '/inc/mail.php';\n"}, ("missing-module", "a.php", 2)),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_what_was_not_delivered_is_told_with_its_place(
    repository: Delivery, looked: Looked, files: Files, expected: tuple[str, str, int]
) -> None:
    found = places(seen(repository, looked, {**WHOLE, **files}))
    rule, path, line = expected
    assert (rule, path, line or None) in found


RIGHT: list[tuple[str, Files]] = [
    ("nothing is missing", {}),
    ("what a build makes", {"package.json": PACKAGE.replace("src/server.js", "dist/server.js")}),
    ("what git ignores", {".gitignore": "/gen-client\n", "src/a.ts": "import x from '../gen-client/x';\n"}),
    ("another manager's own words", {"README.md": "```\nnpm run start\nnpm ci\nnpm audit\nyarn add x\n```\n"}),
    ("a runner of its own", {"README.md": "```\nbun test\nyarn start\n```\n"}),
    ("a file the reader writes", {"README.md": "Create a file `hello.py`:\n\n```\npython hello.py\n```\n"}),
    ("a place that stands for any", {"README.md": "```\ncp path/to/env .env\nbash <yours>.sh\n./$N.sh\n```\n"}),
    ("prose", {"README.md": "    make changes? Check out the guide.\n"}),
    ("a stage before", {"Dockerfile": "FROM a AS b\nRUN x\nFROM c\nCOPY --from=b /out ./out\nCOPY src/*.js ./\n"}),
    ("a context above", {
        "deploy/Dockerfile": "FROM a\nCOPY src ./src\n",
        "compose.yaml": "services:\n  web:\n    build:\n      context: .\n      dockerfile: deploy/Dockerfile\n",
    }),
    ("a sample beside", {
        "compose.yaml": "services:\n  web:\n    image: x\n    env_file: .env\n", ".env.example": "A=1\n",
    }),
    ("what is only tried", {"shop/__init__.py": "", "shop/a.py":
      "try:\n    from shop._speed import fast\nexcept ImportError:\n    fast = None\n"}),
    ("a name that a package makes", {"shop/__init__.py": "db = 3\n", "shop/a.py": "from shop import db\n"}),
    ("a script of another language", {"bin/tool.py": "#!/usr/bin/env ruby\nputs(x)\nend\n"}),
    ("a package of the same name as Python's", {"shop/logging/__init__.py": "", "shop/logging/a.py":
      "from logging import handlers\n"}),
    ("newer Python", {"app/a.py": "type A = int\n\n\ndef a[T](x: T) -> T:\n    return x\n"}),
    ("a line of equals signs", {"docs.txt": "Head\n=======\n", "app/a.py": "x = '''\n=======\n'''\n"}),
    ("TypeScript that names what it becomes", {"src/a.ts": "import x from './b.js';\n", "src/b.ts": ""}),
    ("an example in a comment", {"src/a.js": "// import x from './y';\n/* require('./z') */\n"}),
    ("fixtures that are meant to be broken", {"tests/fixtures/bad.py": "def (\n"}),
    ("a text that a program fills in", {"generators/templates/a.js": "const {{name}} = {{{value}};\n"}),
    ("a public part", {"libs/core": submodule("a" * 40), ".gitmodules":
      '[submodule "core"]\n\tpath = libs/core\n\turl = https://git.acme.test/core.git\n'}),
    ("a template of a manifest", {"package.json": '{"name": "{{ cookiecutter.name }}", {% if x %}}'}),
    ("a library's front page", {
        "package.json": '{"name": "x", "version": "1.0.0"}', "README.md": "```\nnpm start\nnode app.js\n```\n",
        "src/server.js": None, "src/cart.js": None,
    }),
]  # fmt: skip


@pytest.mark.parametrize("files", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_what_only_looks_so_is_not_told(repository: Delivery, looked: Looked, files: Files) -> None:
    assert places(seen(repository, looked, {**WHOLE, **files})) == []


def test_documented_ways_are_told_with_what_one_command_does(repository: Delivery, looked: Looked) -> None:
    guide = "# Start\n\n```console\n$ docker compose up --build\n```\n\nor by hand:\n\n```\nnpm ci\n```\n"
    found = seen(repository, looked, {**WHOLE, "README.md": guide, "compose.yaml": "services: {}\n"})
    rows = found[facts.WAYS]
    assert isinstance(rows, list)
    assert [(row["line"], row["one"]) for row in rows] == [(4, True), (10, False)]


def test_tests_and_style_are_no_steps_to_set_it_up(repository: Delivery, looked: Looked) -> None:
    guide = "# Start\n\n```\ncomposer install\n./bin/phpunit\nnpm run lint\nphp -S localhost:8000 -t public/\n```\n"
    rows = seen(repository, looked, {**WHOLE, "README.md": guide})[facts.WAYS]
    assert isinstance(rows, list)
    assert [row["command"] for row in rows] == ["composer install", "php -S localhost:8000 -t public/"]
