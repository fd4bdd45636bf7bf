"""Python: values from outside are followed to dangerous places, and not where they were made harmless."""

from __future__ import annotations

import textwrap

import pytest

from makegood.engine.probes.injection.probe import extract

FLASK = "from flask import Flask, request, redirect, send_file\nimport os, subprocess, pickle, yaml, requests, shlex\n"
DJANGO = "from django.http import HttpResponse, HttpResponseRedirect\nfrom django.utils.safestring import mark_safe\n"


def found(head: str, body: str) -> list[tuple[str, int]]:
    """(kind, line within the body) of each hit."""
    code = head + textwrap.dedent(body)
    hits = extract(code.encode(), "python")
    return [(hit[0], hit[2] - head.count("\n")) for hit in hits.get("hits", [])] if isinstance(hits, dict) else []


def handler(*lines: str) -> str:
    return "\n".join(["@app.route('/x/<name>')", "def page(name):", *(f"    {line}" for line in lines)])


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("sql", ["q = f\"SELECT * FROM t WHERE a = '{request.args['a']}'\"", "db.execute(q)"]),
        ("sql", ["q = 'SELECT * FROM t WHERE a = %s' % request.form.get('a')", "db.execute(q)"]),
        ("sql", ["q = 'SELECT * FROM t WHERE a = {}'.format(name)", "db.execute(q)"]),
        ("sql", ["q = 'SELECT * FROM t'", "q += ' WHERE a = ' + name", "db.execute(q)"]),
        ("sql", ["q = f\"SELECT * FROM t WHERE a = '{name}'\"", "db.rows(q)"]),
        ("command", ["os.system('ping ' + request.args['host'])"]),
        ("command", ["subprocess.run('ping ' + name, shell=True)"]),
        ("command", ["subprocess.run(['sh', '-c', 'ping ' + name])"]),
        ("code", ["eval(request.get_json()['x'])"]),
        ("path", ["send_file(os.path.join('files', name))"]),
        ("ssrf", ["requests.get(request.args['url'])"]),
        ("ssrf", ["requests.get('https://' + name + '/x')"]),
        ("redirect", ["redirect(request.args.get('next') or '/')"]),
        ("unpickle", ["pickle.loads(request.cookies['c'])"]),
        ("unpickle", ["yaml.load(request.data, Loader=yaml.Loader)"]),
        ("sql", ["a = {}", "a['x'] = name", "db.execute('SELECT 1 FROM t WHERE x = ' + a['x'])"]),
        ("code", ["a = []", "a.append(name)", "for b in a:", "    eval(b)"]),
        ("code", ["eval([part for part in name.split(',')][0])"]),
        ("xss", ["return f'<h1>{name}</h1>'"]),
    ],
)
def test_what_a_visitor_sends_is_followed_to_the_danger(kind: str, lines: list[str]) -> None:
    assert found(FLASK, handler(*lines))[-1:] == [(kind, len(lines) + 2)]


@pytest.mark.parametrize(
    "lines",
    [
        ["db.execute('SELECT * FROM t WHERE a = %s', (name,))"],
        ["db.rows(f'hello {name}')"],
        ["db.execute('SELECT * FROM t LIMIT ' + str(int(name)))"],
        ["db.execute('SELECT * FROM t WHERE a = ' + conn.literal(name))"],
        ["os.system('ping ' + shlex.quote(name))"],
        ["subprocess.run(['ping', name])"],
        ["if name not in ALLOWED:", "    abort(404)", "eval(name)"],
        ["if name in ('a', 'b'):", "    eval(name)"],
        ["x = name if name in COLUMNS else 'id'", "db.execute('SELECT * FROM t ORDER BY ' + x)"],
        ["if not name.isdigit():", "    return None", "db.execute('SELECT * FROM t WHERE a = ' + name)"],
        ["send_file(os.path.basename(name))"],
        ["requests.get('https://api.example.com/items/' + name)"],
        ["requests.get(f'{BASE}/{name}')"],
        ["redirect('/user/' + name)"],
        ["redirect(request.headers['Referer'])"],
        ["yaml.load(request.data, Loader=yaml.SafeLoader)"],
        ["name = 'fixed'", "eval(name)"],
        ["a = {'x': name, 'y': 'fixed'}", "a['y'] = 'fixed'", "eval(a['y'])"],
        ["user = User.query.get(name)", "db.execute('SELECT * FROM t WHERE a = ' + user.key)"],
        ["return {'name': name}"],
    ],
)
def test_what_was_made_harmless_is_no_lead(lines: list[str]) -> None:
    assert found(FLASK, handler(*lines)) == []


def test_a_number_in_the_address_is_no_lead() -> None:
    assert found(FLASK, "@app.route('/<int:n>')\ndef page(n):\n    eval(n)\n") == []


def test_a_value_is_followed_through_a_function_of_the_same_file() -> None:
    body = """
        def build(word):
            return "SELECT * FROM t WHERE a = '" + word + "'"

        def run(sql):
            db.execute(sql)

        def search(request):
            run(build(request.GET["q"]))
    """
    assert found(DJANGO, body) == [("sql", 6)]


def test_a_function_that_cleans_is_believed() -> None:
    body = """
        def clean(word):
            return int(word)

        def search(request):
            db.execute("SELECT * FROM t WHERE a = " + clean(request.GET["q"]))
    """
    assert found(DJANGO, body) == []


def test_a_django_page_made_of_the_request_is_a_lead_but_json_is_not() -> None:
    body = """
        def page(request):
            return HttpResponse("Hello " + request.GET["name"])

        def data(request):
            return HttpResponse("{%s}" % request.GET["name"], content_type="application/json")
    """
    assert found(DJANGO, body) == [("xss", 3)]


def test_a_command_built_from_a_parameter_nobody_here_fills_is_a_lead_about_the_function() -> None:
    code = b"def find(name):\n    cur.execute(\"SELECT * FROM users WHERE name = '%s'\" % name)\n"
    result = extract(code, "python")
    assert isinstance(result, dict)
    assert result["hits"] == [
        ["sql", "cur.execute", 2, "cur.execute(\"SELECT * FROM users WHERE name = '%s'\" % name)", "name", 1, True]
    ]


def test_a_table_name_or_a_number_as_parameter_is_no_lead() -> None:
    assert found("", "def find(table, n: int):\n    cur.execute(f'SELECT * FROM {table} WHERE id = {n}')\n") == []
    assert found("", "def rows(model_cls):\n    cur.execute(f'SELECT * FROM {model_cls._table}')\n") == []


def test_fastapi_text_parameters_come_from_the_visitor_and_dependencies_do_not() -> None:
    body = """
        @router.get("/find")
        def find(q: str, n: int, session: SessionDep):
            session.execute(text(f"SELECT * FROM t WHERE a = '{q}'"))
            session.execute(text(f"SELECT * FROM t WHERE a = '{n}'"))
    """
    assert found("from fastapi import APIRouter\nfrom sqlalchemy import text\n", body) == [("sql", 4)]


def test_a_loop_carries_a_value_to_the_line_above() -> None:
    body = handler("last = ''", "for part in parts:", "    eval(last)", "    last = name")
    assert found(FLASK, body) == [("code", 5)]


def test_deep_nesting_and_broken_text_end_without_harm() -> None:
    deep = FLASK + "x = " + "(" * 5_000 + "request.args" + ")" * 5_000 + "\n" * 200 + "eval(x)\n"
    assert isinstance(extract(deep.encode(), "python"), dict)
    assert isinstance(extract((FLASK + "def f(:\n  eval(request.args[\n" * 50).encode(), "python"), dict | None)


def test_a_packed_file_is_named_instead_of_followed() -> None:
    assert extract(b"eval(request.args)" * 1_000, "python") == "packed"
