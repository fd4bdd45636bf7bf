"""JavaScript and TypeScript: values from outside are followed to dangerous places."""

from __future__ import annotations

import pytest

from makegood.engine.probes.injection.probe import extract


def found(code: str, reading: str = "typescript") -> list[tuple[str, int]]:
    hits = extract(code.encode(), reading)
    return [(hit[0], hit[2]) for hit in hits.get("hits", [])] if isinstance(hits, dict) else []


def handler(*lines: str) -> str:
    head = "import { exec } from 'child_process'\nconst fs = require('node:fs')\n"
    return head + "\n".join(["app.get('/x', async (req, res) => {", *lines, "})"])


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("sql", ["db.query(`SELECT * FROM t WHERE a = '${req.query.a}'`)"]),
        ("sql", ["const { a } = req.body", 'pool.query("SELECT * FROM t WHERE a = \'" + a + "\'")']),
        ("sql", ["let c = req.query.q ?? ''", "c = c.x < 9 ? c : c.trim()", "m.query(`SELECT a FROM b WHERE c=${c}`)"]),
        ("sql", ["await prisma.$queryRawUnsafe(req.params.q)"]),
        ("nosql", ["orders.find({ $where: `this.id == '${req.params.id}'` })"]),
        ("nosql", ["User.findOne(req.body)"]),
        ("command", ["exec('ping ' + req.query.host)"]),
        ("code", ["eval(req.body.sum)"]),
        ("code", ["new Function(req.body.sum)"]),
        ("path", ["fs.readFile('./files/' + req.params.name, done)"]),
        ("path", ["res.sendFile(path.resolve('ftp/', req.params.file))"]),
        ("ssrf", ["await fetch(req.body.url)"]),
        ("xss", ["res.send(`<h1>${req.query.name}</h1>`)"]),
        ("redirect", ["res.redirect(req.query.url)"]),
        ("redirect", ["const { query: { url } } = req", "res.redirect(302, url)"]),
    ],
)  # fmt: skip
def test_what_a_visitor_sends_is_followed_to_the_danger(kind: str, lines: list[str]) -> None:
    assert found(handler(*lines)) == [(kind, len(lines) + 3)]


@pytest.mark.parametrize(
    "lines",
    [
        ["db.query('SELECT * FROM t WHERE a = $1', [req.query.a])"],
        ["db.query(`SELECT * FROM t LIMIT ${parseInt(req.query.n)}`)"],
        ["if (!ALLOWED.includes(req.query.o)) { return res.status(400).end() }", "eval(req.query.o)"],
        ["if (/^[a-z]+$/.test(req.query.o)) { eval(req.query.o) }"],
        ["res.json({ name: req.query.name })"],
        ["res.send(req.body)"],
        ["res.redirect('/users/' + req.params.id)"],
        ["res.redirect('https://' + req.headers.host + req.url)"],
        ["await fetch('https://api.example.com/' + req.params.id)"],
        ["await fetch(`${BASE}/${req.params.id}`)"],
        ["res.sendFile(req.params.name, { root: 'public' })"],
        ["User.findOne({ email: req.body.email })"],
        ["const user = await User.findById(req.params.id)", "db.query(`SELECT * FROM t WHERE a = '${user.key}'`)"],
        ["res.send(`<h1>${escapeHtml(req.query.name)}</h1>`)"],
        ["mail.send(`<h1>${req.query.name}</h1>`)"],
    ],
)
def test_what_was_made_harmless_is_no_lead(lines: list[str]) -> None:
    assert found(handler(*lines)) == []


def test_the_address_of_the_page_written_into_the_page_is_a_lead() -> None:
    assert found("const q = decodeURIComponent(location.hash)\nlist.innerHTML = '<b>' + q + '</b>'\n") == [("xss", 2)]


def test_a_new_page_for_the_same_visitor_is_no_open_redirect() -> None:
    assert found("fetch('/x' + location.search)\nwindow.open(location.href)\n") == []


def test_a_value_is_followed_through_a_function_of_the_same_file() -> None:
    code = """
const build = (word) => `SELECT * FROM t WHERE a = '${word}'`
exports.search = function (req, res) {
  db.query(build(req.query.q), (error, rows) => { res.json(rows) })
}
"""
    assert found(code, "javascript") == [("sql", 4)]


def test_a_handler_that_takes_its_request_apart_is_followed() -> None:
    code = "export const serve = ({ params }, res) => {\n  %s\n}\n"
    assert found(code % "res.sendFile(path.resolve('logs/', params.file))") == [("path", 2)]
    assert found(code % "if (!params.file.includes('/')) res.sendFile(path.resolve('logs/', params.file))") == []


def test_markup_with_the_address_inside_is_a_lead_in_tsx() -> None:
    code = "const q = location.search\nexport const A = () => <div dangerouslySetInnerHTML={{ __html: q }} />\n"
    assert found(code, "tsx") == [("xss", 2)]


def test_a_filter_built_from_a_parameter_is_a_lead_about_the_function() -> None:
    code = "function byLimit(limit) {\n  return c.find({ $where: `this.stocks > '${limit}'` })\n}\n"
    result = extract(code.encode(), "javascript")
    assert isinstance(result, dict)
    assert result["hits"] == [
        ["nosql", "$where", 2, "return c.find({ $where: `this.stocks > '${limit}'` })", "limit", 1, True]
    ]


@pytest.mark.parametrize(
    "head",
    [
        "var run = require('child_process').exec",
        "const util = require('util')\nconst run = util.promisify(require('node:child_process').exec)",
        "const { promisify } = require('util')\nconst { exec } = require('child_process')\nconst run = promisify(exec)",
        "const run = (line) => require('child_process').execSync(line)",
    ],
)
def test_a_command_is_known_under_the_name_that_it_was_given(head: str) -> None:
    code = f"{head}\napp.get('/x', async (req, res) => {{ run('ls ' + req.query.folder) }})"
    assert [kind for kind, _ in found(code, "javascript")] == ["command"]


def test_a_program_run_without_a_shell_takes_its_arguments_as_they_are() -> None:
    code = "var run = require('child_process').execFile\napp.get('/x', (req, res) => { run('ls', [req.query.folder]) })"
    assert found(code, "javascript") == []
