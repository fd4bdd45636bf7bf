"""One hole each, as tired people write them, in many frameworks: each is found. Beside them look-alikes: none is."""

from __future__ import annotations

import textwrap

import pytest

from makegood.engine.probes.injection.probe import extract
from makegood.engine.repository.paths import language_of

DJANGO = (
    "from django.http import HttpResponse, JsonResponse, FileResponse, HttpResponseRedirect\nfrom "
    "django.shortcuts import redirect\n"
)
FLASK = "from flask import Flask, request, redirect, send_file, Response, send_from_directory, render_template_string\n"
FAST = "from fastapi import FastAPI, Request, UploadFile\nfrom fastapi.responses import HTMLResponse, FileResponse\n"
AIO = "from aiohttp import web\nimport aiohttp\n"
EXPRESS = 'const express = require("express"); const fs = require("fs"); const path = require("path");\n'


def holes(path: str, head: str, body: str) -> list[str]:
    hits = extract((head + textwrap.dedent(body)).encode(), language_of(path) or "")
    return sorted({hit[0] for hit in hits.get("hits", [])}) if isinstance(hits, dict) else []


BREACHES = [
    ("sql", "a.py", DJANGO, "from django.db import connection\ndef find(request):\n    with connection.cursor() "
                            "as c:\n        c.execute(\"SELECT * FROM a WHERE n LIKE '%%%s%%'\" % request.GET['q'])\n"),
    ("sql", "a.py", DJANGO, "def find(request):\n    term = request.GET.get('q', '')\n    return "
                            "Order.objects.extra(where=[\"name LIKE '%\" + term + \"%'\"])\n"),
    ("sql", "a.py", DJANGO, "from django.db.models.expressions import RawSQL\ndef find(request):\n    return "
                            "Order.objects.annotate(x=RawSQL('select ' + request.GET['f'], []))\n"),
    ("sql", "a.py", DJANGO, "class Find(View):\n    def get(self, request):\n        order = "
                            "self.request.GET['order']\n        sql = f'SELECT * FROM a ORDER BY {order}'\n      "
                            "  return self.run(sql)\n    def run(self, sql):\n        cursor = "
                            "connection.cursor()\n        cursor.execute(sql)\n"),
    ("sql", "a.py", FLASK, "from sqlalchemy import text\n@app.route('/x')\ndef x():\n    return "
                           "db.session.execute(text(f\"SELECT * FROM u WHERE name = "
                           "'{request.args.get('name')}'\"))\n"),
    ("sql", "a.py", FAST, "@app.get('/x')\nasync def x(name: str):\n    return await "
                          "database.fetch_all(f\"SELECT * FROM u WHERE name = '{name}'\")\n"),
    ("sql", "a.py", FAST, "@app.get('/x/{name}')\nasync def x(name: str, conn=Depends(c)):\n    return await "
                          "conn.fetch('SELECT * FROM u WHERE name = ' + name)\n"),
    ("sql", "a.py", AIO, "async def x(request):\n    name = request.query['name']\n    async with pool.acquire() "
                         "as conn:\n        return await conn.fetchrow(\"SELECT * FROM u WHERE n = "
                         "'{}'\".format(name))\n"),
    ("sql", "a.py", AIO, "async def x(request):\n    data = await request.json()\n    cur.execute('DELETE FROM u "
                         "WHERE id = ' + data['id'])\n"),
    ("sql", "a.py", FLASK, "@app.post('/x')\ndef x():\n    body = request.get_json(silent=True) or {}\n    parts "
                           "= ['SELECT * FROM t WHERE 1=1']\n    if body.get('a'):\n        parts.append(\"AND a "
                           "= '\" + body['a'] + \"'\")\n    cur.execute(' '.join(parts))\n"),
    ("sql", "a.py", "", "class Repo:\n    def by_name(self, name):\n        sql = \"SELECT * FROM users WHERE "
                        "name = '%s'\" % name\n        return self.db.execute(sql).fetchall()\n"),
    ("command", "a.py", DJANGO, "import subprocess\ndef x(request):\n    subprocess.check_output('convert ' + "
                                "request.POST['f'] + ' out.png', shell=True)\n"),
    ("command", "a.py", FAST, "import os\n@app.post('/x')\ndef x(host: str):\n    os.popen(f'ping -c1 "
                              "{host}').read()\n"),
    ("code", "a.py", FLASK, "@app.route('/calc')\ndef calc():\n    return str(eval(request.values['e']))\n"),
    ("template", "a.py", FLASK, "@app.route('/h')\ndef h():\n    return render_template_string('<h1>Hello ' + "
                                "request.args['n'] + '</h1>')\n"),
    ("path", "a.py", DJANGO, "import os\ndef x(request, name):\n    return FileResponse(open(os.path.join(ROOT, "
                             "name), 'rb'))\n"),
    ("path", "a.py", FLASK, "@app.route('/f')\ndef f():\n    return send_file('/srv/files/' + request.args['name'])\n"),
    ("path", "a.py", FAST, "@app.get('/f/{name:path}')\ndef f(name: str):\n    return FileResponse(f'/srv/{name}')\n"),
    ("path", "a.py", FAST, "@app.post('/up')\nasync def up(file: UploadFile):\n    with open('/srv/up/' + "
                           "file.filename, 'wb') as out:\n        out.write(await file.read())\n"),
    ("path", "a.py", FLASK, "import os\n@app.post('/up')\ndef up():\n    f = request.files['f']\n    "
                            "f.save(os.path.join(UP, f.filename))\n"),
    ("path", "a.py", FLASK, "import zipfile\n@app.post('/up')\ndef up():\n    with "
                            "zipfile.ZipFile(request.files['f']) as z:\n        for n in z.namelist():\n         "
                            "   open(os.path.join('/srv', n), 'wb').write(z.read(n))\n"),
    ("path", "a.py", FLASK, "import tarfile\n@app.post('/up')\ndef up():\n    "
                            "tarfile.open(fileobj=request.files['f']).extractall('/srv')\n"),
    ("ssrf", "a.py", DJANGO, "import requests\ndef x(request):\n    return "
                             "HttpResponse(requests.get(request.GET['url']).content, content_type='image/png')\n"),
    ("ssrf", "a.py", FAST, "import httpx\n@app.get('/x')\nasync def x(url: str):\n    async with "
                           "httpx.AsyncClient() as client:\n        r = await client.get(url)\n    return r.text\n"),
    ("ssrf", "a.py", AIO, "async def x(request):\n    async with aiohttp.ClientSession() as session:\n        "
                          "async with session.get(request.query['url']) as r:\n            return await r.text()\n"),
    ("ssrf", "a.py", FLASK, "import requests\ns = requests.Session()\n@app.post('/hook')\ndef hook():\n    "
                            "s.post(request.json['callback'], json={})\n    return ''\n"),
    ("redirect", "a.py", DJANGO, "def go(request):\n    next = request.GET.get('next', '/')\n    return "
                                 "HttpResponseRedirect(next)\n"),
    ("redirect", "a.py", AIO, "async def go(request):\n    raise web.HTTPFound(request.query['to'])\n"),
    ("xss", "a.py", DJANGO, "from django.utils.safestring import mark_safe\ndef x(request):\n    return "
                            "render(request, 'x.html', {'n': mark_safe('<b>' + request.GET['n'] + '</b>')})\n"),
    ("xss", "a.py", DJANGO, "from django.utils.html import format_html\ndef x(request):\n    return "
                            "HttpResponse(format_html('<b>' + request.GET['n'] + '</b>'))\n"),
    ("xss", "a.py", FAST, "@app.get('/x', response_class=HTMLResponse)\ndef x(q: str):\n    return f'<h1>Results "
                          "for {q}</h1>'\n"),
    ("xss", "a.py", FLASK, "@app.route('/x')\ndef x():\n    return Response('<p>' + request.args['q'] + '</p>', "
                           "mimetype='text/html')\n"),
    ("xss", "a.py", AIO, "async def x(request):\n    return web.Response(text='<h1>' + request.query['n'] + "
                         "'</h1>', content_type='text/html')\n"),
    ("unpickle", "a.py", DJANGO, "import pickle, base64\ndef x(request):\n    cart = "
                                 "pickle.loads(base64.b64decode(request.COOKIES['cart']))\n"),
    ("unpickle", "a.py", FAST, "import yaml\n@app.post('/x')\nasync def x(request: Request):\n    return "
                               "yaml.load(await request.body(), Loader=yaml.Loader)\n"),
    ("nosql", "a.py", FLASK, "@app.post('/login')\ndef login():\n    return mongo.db.users.find_one({'name': "
                             "request.json['name'], 'password': request.json['password']})\n"),
    ("nosql", "a.py", FLASK, "@app.get('/x')\ndef x():\n    return list(db.items.find({'$where': \"this.name == "
                             "'\" + request.args['n'] + \"'\"}))\n"),
    ("ldap", "a.py", FLASK, "@app.get('/x')\ndef x():\n    conn.search('dc=x', '(uid=' + request.args['u'] + ')')\n"),
    ("sql", "a.js", EXPRESS, "app.get('/x', async (req, res) => { const r = await pool.query(`SELECT * FROM u "
                             "WHERE id = ${req.params.id}`); res.json(r); });"),
    ("sql", "a.ts", "", "export class Users { constructor(private ds: DataSource) {}\n async find(name: string) "
                        "{ return this.ds.query(`SELECT * FROM users WHERE name = '${name}'`); } }"),
    ("sql", "a.js", EXPRESS, "exports.list = async (req, res) => { const { sort } = req.query; const rows = "
                             "await knex('u').select().orderByRaw(sort); res.json(rows); };"),
    ("sql", "a.js", EXPRESS, "exports.list = async (req, res) => { const rows = await knex.raw('select * from u "
                             "where n = ' + req.body.n); res.json(rows); };"),
    ("sql", "a.ts", "", "export async function GET(request: Request) { const { searchParams } = new "
                        "URL(request.url); const q = searchParams.get('q'); return Response.json(await "
                        "prisma.$queryRawUnsafe(`SELECT * FROM a WHERE t LIKE '%${q}%'`)); }"),
    ("sql", "a.ts", "import { Controller, Get, Query } from '@nestjs/common';\n", "@Controller('x') export class "
                                                                                  "X { @Get() "
                                                                                  "find(@Query('name') name: "
                                                                                  "string) { return "
                                                                                  "this.db.query(\"SELECT * FROM "
                                                                                  "u WHERE n = '\" + name + "
                                                                                  "\"'\"); } }"),
    ("sql", "a.js", "const Router = require('koa-router');\n", "router.get('/x', async (ctx) => { ctx.body = "
                                                               "await db.query('SELECT * FROM u WHERE n = ' + "
                                                               "ctx.query.n); });"),
    ("sql", "a.ts", "import Fastify from 'fastify';\n", "fastify.get('/x', async (request, reply) => { const { "
                                                        "id } = request.params as any; return "
                                                        "client.query('SELECT * FROM u WHERE id = ' + id); });"),
    ("nosql", "a.js", EXPRESS, "exports.login = async (req, res) => { const user = await User.findOne({ email: "
                               "req.body.email, password: req.body.password }); res.json(user); };"),
    ("nosql", "a.js", EXPRESS, "exports.find = async (req, res) => { res.json(await Order.find(req.query)); };"),
    ("command", "a.js", EXPRESS, "const { exec } = require('child_process'); app.post('/x', (req, res) => { "
                                 "exec('ping ' + req.body.host, (e, out) => res.send(out)); });"),
    ("command", "a.ts", "import { execSync } from 'node:child_process';\n", "export async function POST(request: "
                                                                            "Request) { const body = await "
                                                                            "request.json(); execSync(`git clone "
                                                                            "${body.url}`); }"),
    ("code", "a.js", EXPRESS, "app.post('/x', (req, res) => { res.json(new Function('return ' + req.body.e)()); });"),
    ("code", "a.js", EXPRESS, "const vm = require('vm'); app.post('/x', (req, res) => { "
                              "vm.runInNewContext(req.body.code, {}); });"),
    ("path", "a.js", EXPRESS, "app.get('/f', (req, res) => { res.sendFile(path.join(__dirname, 'files', "
                              "req.query.name)); });"),
    ("path", "a.js", EXPRESS, "app.get('/f/:n', (req, res) => { fs.readFile('./files/' + req.params.n, (e, d) => "
                              "res.send(d)); });"),
    ("path", "a.ts", "import { promises as fs } from 'fs';\n", "export async function GET(request: Request, { "
                                                               "params }) { const f = await "
                                                               "fs.readFile(`./data/${params.slug}.md`); return "
                                                               "new Response(f); }"),
    ("ssrf", "a.js", "const axios = require('axios');\n", "exports.proxy = async (req, res) => { const r = await "
                                                          "axios.get(req.query.url); res.send(r.data); };"),
    ("ssrf", "a.ts", "", "export async function GET(request: Request) { const url = new "
                         "URL(request.url).searchParams.get('url'); const r = await fetch(url!); return new "
                         "Response(r.body); }"),
    ("redirect", "a.js", EXPRESS, "app.get('/go', (req, res) => res.redirect(req.query.to));"),
    ("xss", "a.js", EXPRESS, "app.get('/s', (req, res) => { res.send('<h1>Results for ' + req.query.q + '</h1>'); });"),
    ("xss", "a.tsx", "", "export default function P({ searchParams }) { return <div dangerouslySetInnerHTML={{ "
                         "__html: searchParams.bio }} />; }"),
    ("xss", "a.js", "", "document.getElementById('x').innerHTML = 'Hi ' + new "
                        "URLSearchParams(location.search).get('n');"),
    ("template", "a.js", EXPRESS, "const ejs = require('ejs'); app.post('/x', (req, res) => "
                                  "res.send(ejs.render(req.body.template, {})));"),
    ("unpickle", "a.js", EXPRESS, "const serialize = require('node-serialize'); app.get('/x', (req, res) => { "
                                  "serialize.unserialize(req.cookies.profile); });"),
]  # fmt: skip

DECOYS = [
    ("a.py", DJANGO, "def find(request):\n    with connection.cursor() as c:\n        c.execute('SELECT * FROM a "
                     "WHERE n LIKE %s', ['%' + request.GET['q'] + '%'])\n"),
    ("a.py", DJANGO, "def find(request):\n    return Order.objects.raw('SELECT * FROM o WHERE n = %s', "
                     "[request.GET['q']])\n"),
    ("a.py", DJANGO, "def find(request):\n    return Order.objects.filter"
                     "(name__icontains=request.GET['q']).order_by('id')\n"),
    ("a.py", FLASK, "from sqlalchemy import text\n@app.route('/x')\ndef x():\n    return "
                    "db.session.execute(text('SELECT * FROM u WHERE name = :n'), {'n': request.args['n']})\n"),
    ("a.py", FLASK, "@app.route('/x')\ndef x():\n    sort = request.args.get('sort')\n    if sort not in "
                    "('name', 'date'):\n        sort = 'name'\n    cur.execute(f'SELECT * FROM u ORDER BY {sort}')\n"),
    ("a.py", FLASK, "COLUMNS = {'a': 'name', 'b': 'date'}\n@app.route('/x')\ndef x():\n    column = "
                    "COLUMNS.get(request.args['sort'], 'name')\n    cur.execute(f'SELECT * FROM u ORDER BY "
                    "{column}')\n"),
    ("a.py", FAST, "@app.get('/x/{id}')\nasync def x(id: int):\n    return await db.fetch_all(f'SELECT * FROM u "
                   "WHERE id = {id}')\n"),
    ("a.py", FLASK, "@app.route('/x')\ndef x():\n    n = int(request.args['n'])\n    cur.execute('SELECT * FROM "
                    "u LIMIT %d' % n)\n"),
    ("a.py", FLASK, "from psycopg2 import sql\n@app.route('/x')\ndef x():\n    cur.execute(sql.SQL('SELECT * "
                    "FROM {}').format(sql.Identifier(request.args['t'])))\n"),
    ("a.py", FLASK, "ids = [1]\ndef x():\n    marks = ','.join('?' * len(ids))\n    cur.execute(f'SELECT * FROM "
                    "u WHERE id IN ({marks})', ids)\n"),
    ("a.py", "", "def load(path):\n    cur.execute(f'PRAGMA user_version = {VERSION}')\n"),
    ("a.py", DJANGO, "import subprocess\ndef x(request):\n    subprocess.run(['convert', request.POST['f']], "
                     "check=True)\n"),
    ("a.py", FLASK, "import shlex, os\n@app.route('/x')\ndef x():\n    os.system('ping ' + "
                    "shlex.quote(request.args['h']))\n"),
    ("a.py", FLASK, "import ast\n@app.route('/x')\ndef x():\n    return str(ast.literal_eval(request.args['e']))\n"),
    ("a.py", FLASK, "from werkzeug.utils import secure_filename\n@app.post('/up')\ndef up():\n    f = "
                    "request.files['f']\n    f.save(os.path.join(UP, secure_filename(f.filename)))\n"),
    ("a.py", FLASK, "@app.route('/f/<path:n>')\ndef f(n):\n    return send_from_directory(ROOT, n)\n"),
    ("a.py", FAST, "from pathlib import Path\n@app.get('/f')\ndef f(name: str):\n    p = (ROOT / "
                   "name).resolve()\n    if not p.is_relative_to(ROOT):\n        raise HTTPException(404)\n    "
                   "return FileResponse(p)\n"),
    (
        "a.py",
        FAST,
        "from pathlib import Path\n@app.get('/f')\ndef f(name: str):\n    p = (ROOT / name).resolve()\n"
        "    if not str(p).startswith(str(ROOT)):\n        raise HTTPException(404)\n    return FileResponse(p)\n",
    ),
    ("a.py", FAST, "import uuid\n@app.post('/up')\nasync def up(file: UploadFile):\n    with "
                   "open(f'/srv/{uuid.uuid4()}.bin', 'wb') as out:\n        out.write(await file.read())\n"),
    ("a.py", FLASK, "from urllib.parse import urlparse\n@app.route('/x')\ndef x():\n    url = "
                    "request.args['url']\n    if urlparse(url).hostname not in ALLOWED:\n        abort(400)\n    "
                    "return requests.get(url).text\n"),
    ("a.py", FAST, "import httpx\n@app.get('/x')\nasync def x(city: str):\n    async with httpx.AsyncClient() as "
                   "client:\n        return (await client.get('https://api.test/w', params={'q': city})).json()\n"),
    ("a.py", DJANGO, "from django.utils.http import url_has_allowed_host_and_scheme\ndef go(request):\n    to = "
                     "request.GET['next']\n    if url_has_allowed_host_and_scheme(to, allowed_hosts=None):\n     "
                     "   return redirect(to)\n    return redirect('/')\n"),
    ("a.py", DJANGO, "def go(request, slug):\n    return redirect('detail', slug=slug)\n"),
    ("a.py", DJANGO, "from django.utils.html import format_html\ndef x(request):\n    return "
                     "HttpResponse(format_html('<b>{}</b>', request.GET['n']))\n"),
    ("a.py", DJANGO, "from django.utils.html import escape\ndef x(request):\n    return HttpResponse('<b>' + "
                     "escape(request.GET['n']) + '</b>')\n"),
    ("a.py", DJANGO, "def x(request):\n    return JsonResponse({'n': request.GET['n']})\n"),
    ("a.py", FLASK, "@app.route('/x')\ndef x():\n    return render_template('x.html', n=request.args['n'])\n"),
    ("a.py", FAST, "import yaml\n@app.post('/x')\nasync def x(request: Request):\n    return "
                   "yaml.safe_load(await request.body())\n"),
    ("a.py", FLASK, "@app.post('/login')\ndef login():\n    return mongo.db.users.find_one({'name': "
                    "str(request.json['name'])})\n"),
    ("a.py", FLASK, "@app.get('/x')\ndef x():\n    m = re.search('a', request.args['q'])\n    d = {}\n    "
                    "d.get(request.args['k'])\n    return cache.get(request.args['k'])\n"),
    ("a.py", FLASK, "@app.get('/x')\ndef x():\n    log.info('asked for %s', request.args['k'])\n    return "
                    "jsonify(a=request.args['k'])\n"),
    ("a.js", EXPRESS, "app.get('/x', async (req, res) => { res.json(await pool.query('SELECT * FROM u WHERE id = "
                      "$1', [req.params.id])); });"),
    ("a.js", EXPRESS, "app.get('/x', async (req, res) => { const id = parseInt(req.params.id, 10); "
                      "res.json(await pool.query(`SELECT * FROM u WHERE id = ${id}`)); });"),
    ("a.js", EXPRESS, "const SORT = ['a', 'b']; app.get('/x', async (req, res) => { const s = "
                      "SORT.includes(req.query.s) ? req.query.s : 'a'; res.json(await pool.query(`SELECT * FROM "
                      "u ORDER BY ${s}`)); });"),
    ("a.ts", "", "export async function GET(request: Request) { const q = new "
                 "URL(request.url).searchParams.get('q'); return Response.json(await prisma.$queryRaw`SELECT * "
                 "FROM a WHERE t = ${q}`); }"),
    ("a.ts", "", "const r = await sql`SELECT * FROM a WHERE id = ${req.params.id}`;"),
    ("a.js", EXPRESS, "exports.login = async (req, res) => { const user = await User.findOne({ email: "
                      "String(req.body.email) }); res.json(user); };"),
    ("a.js", EXPRESS, "exports.one = async (req, res) => { res.json(await Order.findById(req.params.id)); };"),
    ("a.js", EXPRESS, "exports.one = async (req, res) => { res.json(await Order.findOne({ _id: req.params.id, "
                      "user: req.user.id })); };"),
    ("a.js", EXPRESS, "const { execFile } = require('child_process'); app.post('/x', (req, res) => { "
                      "execFile('ping', [req.body.host], () => res.end()); });"),
    ("a.js", EXPRESS, "app.get('/f', (req, res) => { res.sendFile(path.basename(req.query.name), { root: FILES "
                      "}); });"),
    ("a.js", EXPRESS, "app.get('/f', (req, res) => { const p = path.resolve(ROOT, req.query.n); if "
                      "(!p.startsWith(ROOT)) return res.sendStatus(400); res.sendFile(p); });"),
    ("a.js", EXPRESS, "app.get('/f', (req, res) => { const p = path.resolve(ROOT, req.query.n); if "
                      "(p === req.query.n || (p !== ROOT && !p.startsWith(`${ROOT}${sep}`))) return res.end(); "
                      "res.sendFile(p); });"),
    ("a.js", "const axios = require('axios');\n", "exports.w = async (req, res) => { const r = await "
                                                  "axios.get('https://api.test/w', { params: { q: req.query.city "
                                                  "} }); res.json(r.data); };"),
    ("a.js", "const axios = require('axios');\n", "exports.w = async (req, res) => { const u = new "
                                                  "URL(req.query.url); if (!ALLOWED.includes(u.hostname)) return "
                                                  "res.sendStatus(400); const r = await axios.get(u.href); "
                                                  "res.json(r.data); };"),
    ("a.js", EXPRESS, "app.get('/go', (req, res) => res.redirect('/orders/' + req.params.id));"),
    ("a.js", EXPRESS, "app.get('/s', (req, res) => { res.json({ q: req.query.q }); });"),
    ("a.js", EXPRESS, "app.get('/s', (req, res) => { res.send('<h1>' + escapeHtml(req.query.q) + '</h1>'); });"),
    ("a.tsx", "", "export default function P({ html }) { return <div dangerouslySetInnerHTML={{ __html: "
                  "DOMPurify.sanitize(html) }} />; }"),
    ("a.js", "", "document.getElementById('x').textContent = new URLSearchParams(location.search).get('n');"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "path", "head", "body"), BREACHES)
def test_each_hole_is_found(kind: str, path: str, head: str, body: str) -> None:
    assert kind in holes(path, head, body)


@pytest.mark.parametrize(("path", "head", "body"), DECOYS)
def test_no_look_alike_is_a_lead(path: str, head: str, body: str) -> None:
    assert holes(path, head, body) == []
