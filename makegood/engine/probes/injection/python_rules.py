"""Python: what is dangerous, what makes harmless, what hands on. Data, with the few calls that need a second look."""

from __future__ import annotations

import re

from makegood.engine import syntax
from makegood.engine.probes.injection.calls import ALL, Call, Calls, Rules, by_last_name, sinks

TEXT = frozenset(("text",))
SQL = frozenset(("sql",))
BOXED = frozenset(("boxed",))
_SHELL = re.compile(r"['\"](?:/bin/)?(?:sh|bash|zsh|cmd|cmd\.exe|powershell)['\"]\s*,\s*['\"][-/]c['\"]", re.IGNORECASE)


def runs_a_shell(flow: Calls, call: Call) -> bool:
    """`shell=True`, or a list that begins with a shell: else the arguments cannot become commands."""
    shell = call.argument("shell")
    if shell is not None and syntax.text(shell.node, 20) not in ("False", "0", "None"):
        return True
    first = call.argument(0)
    if first is None:
        return False
    written = syntax.text(first.node, 300)
    return bool(_SHELL.search(flow.written.get(written, "") if written.isidentifier() else written))


def loads_anything(_: Calls, call: Call) -> bool:
    """`yaml.load` builds any object unless it is told to be safe."""
    loader = call.argument("Loader") or call.argument(1)
    return loader is None or not any(safe in syntax.text(loader.node, 80) for safe in ("Safe", "Base"))


def resolves_entities(flow: Calls, _: Call) -> bool:
    """External entities are off by default: only a file that turns them on can be tricked."""
    return any("feature_external_ges" in line and "True" in line for line in flow.lines) or any(
        "resolve_entities=True" in line.replace(" ", "") for line in flow.lines
    )


def is_page(_: Calls, call: Call) -> bool:
    kind = call.argument("content_type") or call.argument("media_type") or call.argument("mimetype")
    return kind is None or "html" in syntax.text(kind.node, 80)


def is_html(_: Calls, call: Call) -> bool:
    kind = call.argument("content_type") or call.argument("mimetype")
    return kind is not None and "html" in syntax.text(kind.node, 80)


def is_client(flow: Calls, call: Call) -> bool:
    """The receiver was made by a library that calls other servers."""
    name = syntax.text(call.receiver, 80) if call.receiver is not None else ""
    return bool(_CLIENTS.search(flow.written.get(name, "")))


def is_upload(flow: Calls, call: Call) -> bool:
    """`request.files["a"].save(...)`: the receiver itself comes from outside."""
    return bool(flow.value(call.receiver))


def unpacks_links(flow: Calls, call: Call) -> bool:
    """Before `filter=`, tar files may name any place; zip files are cleaned by the library itself."""
    written = syntax.text(call.receiver, 300) if call.receiver is not None else ""
    return call.argument("filter") is None and "tarfile" in flow.written.get(written, written)


def asks_mongo(_: Calls, call: Call) -> bool:
    """JSON may hold an operator where a text was expected; a form cannot."""
    receiver = syntax.text(call.receiver, 200) if call.receiver is not None else ""
    given = call.argument(0)
    json = given is not None and any("json" in label.source for label in given.taint)
    return json and bool(re.search(r"mongo|\bdb\b|collection|coll\b", receiver, re.IGNORECASE))


def is_manager(_: Calls, call: Call) -> bool:
    """`Model.objects.raw`; `.raw` and `.extra` mean other things elsewhere."""
    return call.receiver is not None and "objects" in syntax.text(call.receiver, 2_000)


PATH = frozenset(("path",))
_CLIENTS = re.compile(
    r"(?:httpx\.)?\b(?:Async)?Client\(|requests\.[sS]ession\(|\b(?:aiohttp\.)?ClientSession\(|PoolManager\("
)
_SINKS = (
    *sinks("sql", "*.execute *.executemany *.executescript *.mogrify RawSQL django.db.models.expressions.RawSQL"),
    *sinks("sql", "sqlalchemy.text sqlalchemy.sql.text sqlalchemy.sql.expression.text"),
    *sinks("sql", "pandas.read_sql pandas.read_sql_query pd.read_sql pd.read_sql_query"),
    *sinks("sql", "*.raw *.extra", at=(0, "where"), when=is_manager),
    # A project's own few lines around its driver: what they are given is SQL because it reads as SQL.
    *sinks("sql", "*.query *.rows *.row *.one *.all *.fetch *.fetchrow *.fetchval *.fetch_all *.fetch_one", needs=SQL),
    *sinks("sql", "*.select *.run *.run_query *.query_db query_db run_query execute_query", needs=SQL),
    *sinks("command", "os.system os.popen commands.getoutput subprocess.getoutput subprocess.getstatusoutput"),
    *sinks("command", "asyncio.create_subprocess_shell"),
    *sinks(
        "command",
        "subprocess.run subprocess.call subprocess.Popen subprocess.check_output subprocess.check_call",
        at=(0, "args"),
        when=runs_a_shell,
    ),
    *sinks("code", "eval exec compile builtins.eval builtins.exec"),
    *sinks("template", "flask.render_template_string jinja2.Template *.from_string mako.template.Template"),
    *sinks("template", "django.template.Template"),
    *sinks("path", "open io.open codecs.open aiofiles.open os.open", refuses=BOXED),
    *sinks("path", "os.remove os.unlink os.listdir os.scandir os.rmdir os.makedirs os.mkdir", refuses=BOXED),
    *sinks("path", "shutil.rmtree shutil.copy shutil.copyfile shutil.move flask.send_file", refuses=BOXED),
    *sinks("path", "*.save", refuses=BOXED, when=is_upload),
    *sinks("path", "*.extractall", at=("receiver",), when=unpacks_links),
    *sinks("path", "aiohttp.web.FileResponse sanic.response.file bottle.static_file", refuses=BOXED),
    *sinks("path", "fastapi.responses.FileResponse starlette.responses.FileResponse", refuses=BOXED),
    *sinks("path", "*.open *.read_text *.read_bytes *.write_text *.write_bytes", at=("receiver",), needs=PATH),
    *sinks("path", "*.unlink *.mkdir *.rmdir *.iterdir", at=("receiver",), needs=PATH),
    *sinks("ssrf", "requests.get requests.post requests.put requests.patch requests.delete", at=(0, "url")),
    *sinks("ssrf", "httpx.get httpx.post httpx.put httpx.patch httpx.delete requests.head", at=(0, "url")),
    *sinks("ssrf", "requests.request httpx.request", at=(1, "url")),
    *sinks("ssrf", "*.get *.post *.put *.patch *.delete *.head *.stream", at=(0, "url"), when=is_client),
    *sinks("ssrf", "*.request", at=(1, "url"), when=is_client),
    *sinks("ssrf", "httpx.stream", at=(1, "url")),
    *sinks("ssrf", "urllib.request.Request urllib.request.urlretrieve wget.download"),
    *sinks("ssrf", "urllib.request.urlopen urllib2.urlopen urllib.urlopen"),
    *sinks("xss", "django.utils.safestring.mark_safe markupsafe.Markup flask.Markup jinja2.Markup"),
    *sinks("xss", "django.http.HttpResponse", at=(0, "content"), refuses=BOXED, when=is_page),
    *sinks("xss", "fastapi.responses.HTMLResponse starlette.responses.HTMLResponse", refuses=BOXED, when=is_page),
    *sinks("xss", "flask.make_response", needs=frozenset(("text", "html")), refuses=BOXED),
    *sinks("redirect", "flask.redirect werkzeug.utils.redirect django.shortcuts.redirect", at=(0, "location", "to")),
    *sinks(
        "xss",
        "flask.Response werkzeug.Response",
        at=(0, "response"),
        needs=frozenset(("html",)),
        refuses=BOXED,
        when=is_page,
    ),
    *sinks("xss", "aiohttp.web.Response", at=("text", "body"), refuses=BOXED, when=is_html),
    *sinks("xss", "django.utils.html.format_html", needs=TEXT),
    *sinks(
        "redirect",
        "aiohttp.web.HTTPFound aiohttp.web.HTTPSeeOther aiohttp.web.HTTPMovedPermanently",
        at=(0, "location"),
    ),
    *sinks("redirect", "aiohttp.web.HTTPTemporaryRedirect aiohttp.web.HTTPPermanentRedirect", at=(0, "location")),
    *sinks(
        "nosql",
        "*.find_one *.find *.update_one *.delete_one *.find_one_and_update *.count_documents",
        refuses=TEXT,
        when=asks_mongo,
    ),
    *sinks("redirect", "django.http.HttpResponseRedirect"),
    *sinks("redirect", "fastapi.responses.RedirectResponse starlette.responses.RedirectResponse", at=(0, "url")),
    *sinks("unpickle", "pickle.loads pickle.load cPickle.loads _pickle.loads pickle.Unpickler dill.loads"),
    *sinks("unpickle", "jsonpickle.decode marshal.loads cloudpickle.loads yaml.unsafe_load yaml.full_load shelve.open"),
    *sinks("unpickle", "yaml.load yaml.load_all", when=loads_anything),
    *sinks("xxe", "xml.dom.minidom.parseString xml.dom.pulldom.parseString *.parseString", when=resolves_entities),
    *sinks("xxe", "lxml.etree.fromstring lxml.etree.parse lxml.etree.XML", when=resolves_entities),
    *sinks("ldap", "*.search *.search_s *.search_ext_s", at=(1, 2, "search_filter", "filterstr"), needs=TEXT),
    *sinks("xpath", "*.xpath *.iterfind *.findtext lxml.etree.XPath elementpath.select", needs=TEXT),
)

PAGES = frozenset(("xss",))
_HARMLESS = (
    "int", "float", "bool", "len", "hash", "id", "isinstance", "uuid.UUID", "decimal.Decimal", "Decimal", "abs",
    "round",
    "datetime.datetime.strptime", "datetime.datetime.fromisoformat", "datetime.date.fromisoformat", "hashlib.sha256",
    "hashlib.md5", "hashlib.sha1", "hashlib.sha512", "ast.literal_eval", "werkzeug.security.generate_password_hash",
    "*.hexdigest", "bson.ObjectId", "bson.objectid.ObjectId", "ObjectId", "ipaddress.ip_address", "flask.jsonify",
    "flask.url_for", "django.urls.reverse", "type", "callable", "hasattr", "*.get_object_or_404",
)  # fmt: skip
CLEARS = {
    **dict.fromkeys(_HARMLESS, ALL),
    "str": frozenset(("nosql",)),
    **dict.fromkeys(("shlex.quote", "pipes.quote"), frozenset(("command",))),
    **dict.fromkeys((
        "html.escape", "markupsafe.escape", "flask.escape", "cgi.escape", "django.utils.html.escape", "escape",
        "django.utils.html.conditional_escape", "bleach.clean", "django.utils.html.strip_tags", "nh3.clean",
        "django.utils.html.format_html", "markdownify", "xml.sax.saxutils.escape",
    ), PAGES),
    **dict.fromkeys((
        "os.path.basename", "werkzeug.utils.secure_filename", "secure_filename", "werkzeug.utils.safe_join",
        "safe_join",
        "flask.safe_join", "django.utils._os.safe_join", "django.utils.text.get_valid_filename",
    ), PATH),
    **dict.fromkeys(("urllib.parse.quote", "urllib.parse.quote_plus", "urllib.parse.urlencode", "*.urlencode"),
                    frozenset(("xss", "redirect", "ssrf", "path", "command"))),
    **dict.fromkeys(("ldap.filter.escape_filter_chars", "ldap3.utils.conv.escape_filter_chars",
        "*.escape_filter_chars"),
                    frozenset(("ldap",))),
    **dict.fromkeys(("*.quote_name", "psycopg2.sql.Identifier", "psycopg.sql.Identifier", "psycopg2.sql.Literal",
                     "*.escape_string", "*.literal"), frozenset(("sql",))),
}  # fmt: skip
_ON = (
    "str", "bytes", "bytearray", "repr", "list", "tuple", "set", "dict", "sorted", "reversed", "iter", "next", "zip",
    "map",
    "filter", "min", "max", "sum", "enumerate", "os.path.join", "os.path.abspath", "os.path.realpath",
    "os.path.normpath",
    "os.path.expanduser", "urllib.parse.unquote", "urllib.parse.unquote_plus", "urllib.parse.urljoin",
    "base64.b64decode",
    "base64.urlsafe_b64decode", "base64.b64encode", "base64.urlsafe_b64encode", "base64.decodebytes",
    "binascii.unhexlify",
    "json.loads", "json.load", "json.dumps", "io.StringIO", "io.BytesIO", "StringIO", "BytesIO", "copy.copy",
    "copy.deepcopy", "getattr", "textwrap.dedent", "html.unescape", "re.sub", "codecs.decode", "string.Template",
    "functools.reduce", "collections.OrderedDict", "typing.cast", "ast.parse", "django.utils.encoding.force_str",
    "deque",
    "django.utils.encoding.smart_str", "zipfile.ZipFile", "tarfile.open", "urllib.parse.urlparse",
    "urllib.parse.urlsplit", "shlex.split", "Markup",
)  # fmt: skip
PASSES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_ON, ()),
    **dict.fromkeys(("pathlib.Path", "Path", "pathlib.PurePath", "*.joinpath"), ("path",)),
    **dict.fromkeys(("*.replace", "*.format_map", "*.substitute", "*.safe_substitute", "*.setdefault"), ()),
    "*.join": ("text",),
}
QUIET = frozenset((
    "isdigit", "isalpha", "isalnum", "startswith", "endswith", "count", "index", "find", "rfind", "is_valid", "save",
    "exists", "is_file", "is_dir", "close", "commit", "rollback", "is_authenticated", "has_key", "hexdigest",
    "user", "is_ajax", "is_secure", "validate", "validate_on_submit", "full_clean", "all", "filter", "first", "count",
))  # fmt: skip
FILLS = frozenset(("append", "extend", "insert", "add", "update", "appendleft", "write", "put", "set"))
RULES = Rules(sinks=by_last_name(_SINKS), clears=CLEARS, passes=PASSES, quiet=QUIET, fills=FILLS)

REQUESTS = frozenset(("request", "self.request", "flask.request", "req", "info.context", "self.context.request"))
ASKED = frozenset((
    "args", "form", "values", "json", "data", "cookies", "headers", "files", "get_json", "get_data", "query_string",
    "stream",
    "environ", "view_args", "GET", "POST", "COOKIES", "META", "body", "FILES", "query_params", "path_params", "query",
    "match_info", "params", "raw_post_data",
))  # fmt: skip
"""What a request object gives, over Flask, Django, Django REST framework, Starlette, aiohttp, Pyramid."""
OF_THE_BROWSER = frozenset(("headers", "META", "environ"))
"""Nobody can make a visitor's browser send these: they redirect nobody but the sender."""
FRAMEWORKS = re.compile(
    rb"^\s{0,40}(?:from|import)\s+(?:flask|django|fastapi|starlette|rest_framework|werkzeug|quart|sanic|aiohttp"
    rb"|bottle|tornado"
    rb"|falcon|pyramid|ninja|litestar|connexion|flask_restful|flask_restx|chalice)\b",
    re.MULTILINE,
)
PLAIN_TYPES = re.compile(
    r"^(?:typing\.)?(?:Optional\[)?(?:int|float|bool|(?:uuid\.)?UUID\d?|(?:datetime\.)?(?:date|datetime|timedelta)"
    r"|Decimal|EmailStr|Literal\[.*)\b"
)
NOT_BOUND = frozenset((
    "self", "cls", "request", "req", "session", "db", "cursor", "conn", "connection", "cur", "table", "table_name",
    "column",
    "columns", "schema", "schema_name", "field", "fields", "model", "tables", "database", "engine", "using", "args",
    "kwargs",
    "apps", "schema_editor", "schemaname", "tablename", "dbname", "sql", "query", "statement", "stmt", "column_name",
    "ctx",
))  # fmt: skip
