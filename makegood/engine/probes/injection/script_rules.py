"""JavaScript and TypeScript: what is dangerous, what makes harmless, what hands on."""

from __future__ import annotations

import re

from makegood.engine import syntax
from makegood.engine.probes.injection.calls import ALL, Call, Calls, Rules, by_last_name, sinks, words

TEXT = frozenset(("text",))
SQL = frozenset(("sql",))
BOXED = frozenset(("boxed",))


def has_shell(_: Calls, call: Call) -> bool:
    return any("shell:true" in syntax.text(argument.node, 400).replace(" ", "") for argument in call.arguments)


def expands_entities(_: Calls, call: Call) -> bool:
    return any("noent:true" in syntax.text(argument.node, 400).replace(" ", "") for argument in call.arguments)


def answers(_: Calls, call: Call) -> bool:
    """`res.send`, `reply.send`, `res.status(400).send`: not the `send` of a mail or a queue."""
    written = syntax.text(call.receiver, 300) if call.receiver is not None else ""
    return written.startswith(("res.", "res", "response", "reply", "this.res", "ctx"))


def without_root(flow: Calls, call: Call) -> bool:
    """With `root`, Express refuses to leave that folder."""
    return answers(flow, call) and not any("root" in syntax.text(argument.node, 300) for argument in call.arguments[1:])


def takes_text(_: Calls, call: Call) -> bool:
    """A visitor's whole object as a filter, or a password asked for in one; others are cast by their schema."""
    first = call.argument(0)
    written = syntax.text(call.receiver, 200) if call.receiver is not None else ""
    if not _MODEL.search(written):
        return False
    if first is not None and re.search(r"\bpass(?:word|wd)?\b\s?:", syntax.text(first.node, 600)):
        return True
    return first is not None and first.node.type in ("member_expression", "identifier")


_MODEL = re.compile(r"(?:^|\.)[A-Z]\w*$|[cC]ollection\b|\.models?\b|\w(?:Model|Coll|DAO|Dao)$|^db\.\w+$")
_FILES = words(
    "readFile readFileSync createReadStream createWriteStream writeFile writeFileSync unlink unlinkSync readdir"
    " readdirSync rm rmSync appendFile appendFileSync copyFile rename"
)
_SINKS = (
    *sinks("sql", "*.query *.execute *.all *.get *.run *.each *.exec *.raw *.prepare *.one *.any *.none", needs=SQL),
    *sinks("sql", "*.many *.oneOrNone *.manyOrNone *.result *.literal", needs=SQL),
    *sinks("sql", "*.$queryRawUnsafe *.$executeRawUnsafe *.whereRaw *.havingRaw *.orderByRaw *.joinRaw"),
    *sinks("sql", "sequelize.query models.sequelize.query db.sequelize.query pool.query", refuses=BOXED),
    *sinks("sql", "connection.query mysql.query client.query", refuses=BOXED),
    *sinks("nosql", "*.find *.findOne *.findOneAndUpdate *.findOneAndDelete", refuses=TEXT, when=takes_text),
    *sinks("nosql", "*.deleteMany *.deleteOne *.updateMany *.countDocuments", refuses=TEXT, when=takes_text),
    *sinks("command", "child_process.exec child_process.execSync shelljs.exec shell.exec"),
    *sinks("command", "child_process.spawn child_process.spawnSync child_process.execFile", at=(0, 1), when=has_shell),
    *sinks("code", "eval Function vm.runInNewContext vm.runInContext vm.runInThisContext vm.Script vm2.run"),
    *sinks("template", "pug.compile pug.render jade.compile ejs.render ejs.compile handlebars.compile"),
    *sinks("template", "Handlebars.compile _.template lodash.template nunjucks.renderString mustache.render"),
    *(
        sink
        for owner in ("fs", "fs.promises", "fs/promises", "fs-extra", "fsp")
        for sink in sinks("path", " ".join(f"{owner}.{name}" for name in _FILES), refuses=BOXED)
    ),
    *sinks("path", "*.sendFile *.sendfile *.download", refuses=BOXED, when=without_root),
    *sinks("ssrf", "fetch node-fetch axios axios.get axios.post axios.put axios.delete got got.get", refuses=BOXED),
    *sinks("ssrf", "request request.get request.post needle needle.get superagent.get", refuses=BOXED),
    *sinks("ssrf", "http.get https.get http.request https.request", refuses=BOXED),
    *sinks("xss", "*.send *.write *.end", needs=frozenset(("html", "asked")), refuses=BOXED, when=answers),
    *sinks("xss", "document.write document.writeln"),
    *sinks("xss", "*.insertAdjacentHTML", at=(1,)),
    *sinks("redirect", "*.redirect", at=(0, 1), refuses=BOXED, when=answers),
    *sinks("redirect", "*.location", refuses=BOXED, when=answers),
    *sinks("unpickle", "node-serialize.unserialize serialize.unserialize funcster.deepDeserialize cryo.parse"),
    *sinks(
        "xxe", "libxmljs.parseXml libxmljs.parseXmlString libxmljs2.parseXml libxml.parseXml", when=expands_entities
    ),
)

_HARMLESS = (
    "parseInt", "parseFloat", "Number", "Boolean", "BigInt", "Number.parseInt", "Number.parseFloat", "Date",
    "Math.floor",
    "Math.round", "Math.min", "Math.max", "mongoose.Types.ObjectId", "ObjectId", "ObjectID", "crypto.createHash",
    "Date.parse",
    "bcrypt.hash", "bcrypt.hashSync", "bcrypt.compare", "isNaN", "Types.ObjectId", "jwt.sign", "jwt.verify",
    "*.toNumber",
    "security.hash", "*.digest", "uuid.validate", "Array.isArray", "Object.keys",
)  # fmt: skip
CLEARS = {
    **dict.fromkeys(_HARMLESS, ALL),
    **dict.fromkeys((
        "escape", "escapeHtml", "escapeHTML", "escape-html", "he.encode", "he.escape", "DOMPurify.sanitize",
        "sanitizeHtml",
        "sanitize-html", "xss", "validator.escape", "_.escape", "lodash.escape", "*.escapeHTML", "*.sanitizeHtml",
        "*.escapeHtml", "sanitize",
    ), frozenset(("xss",))),
    **dict.fromkeys(("encodeURIComponent", "encodeURI", "querystring.escape"),
                    frozenset(("xss", "redirect", "ssrf", "path", "command"))),
    **dict.fromkeys(("path.basename", "sanitize-filename", "sanitizeFilename"), frozenset(("path",))),
    **dict.fromkeys(("*.escape", "mysql.escape", "SqlString.escape", "*.escapeId", "pg-format", "*.escapeLiteral",
        "*.escapeIdentifier"), frozenset(("sql", "xss"))),
    "String": frozenset(("nosql",)),
    **dict.fromkeys(("shell-quote.quote", "shellescape", "shell-escape"), frozenset(("command",))),
    **dict.fromkeys(("mongo-sanitize", "mongoSanitize"), frozenset(("nosql",))),
}  # fmt: skip
_ON = (
    "JSON.parse", "JSON.stringify", "decodeURIComponent", "decodeURI", "unescape", "Object.assign", "Array.from",
    "Buffer.from",
    "Object.values", "Object.entries", "path.join", "path.resolve", "path.normalize", "atob", "btoa", "util.format",
    "querystring.parse", "_.merge", "lodash.merge", "URL", "structuredClone", "_.get", "lodash.get", "Promise.resolve",
    "url.parse", "URLSearchParams", "util.inspect", "qs.parse",
)  # fmt: skip
PASSES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_ON, ()),
    "*.join": ("text",),
    "*.concat": ("text",),
    "*.replace": (),
}
QUIET = frozenset((
    "includes", "indexOf", "startsWith", "endsWith", "test", "hasOwnProperty", "search", "lastIndexOf",
    "localeCompare", "every",
    "some", "findIndex", "save", "isValid", "length", "size", "user", "session", "isAuthenticated", "login",
    "logout", "forEach",
    "status", "then", "catch", "validate",
))  # fmt: skip
FILLS = frozenset(("push", "unshift", "append", "set", "add"))
RULES = Rules(sinks=by_last_name(_SINKS), clears=CLEARS, passes=PASSES, quiet=QUIET, fills=FILLS)

REQUESTS = frozenset(("req", "request", "ctx.request", "ctx.req", "this.req", "event", "ctx", "context.request"))
ASKED = frozenset((
    "query", "body", "params", "headers", "cookies", "files", "file", "signedCookies", "rawBody",
    "queryStringParameters",
    "pathParameters", "originalUrl", "url",
))  # fmt: skip
ASKING = frozenset(
    (
        "req.get",
        "req.header",
        "req.param",
        "req.json",
        "request.json",
        "request.formData",
        "ctx.get",
        "c.req.query",
        "c.req.param",
        "ctx.query",
    )
)
OF_THE_BROWSER = frozenset(("headers", "originalUrl", "url"))
"""Nobody can make a visitor's browser send these as they like: they redirect nobody but the sender."""
OF_THE_PAGE = frozenset((
    "location.hash", "location.search", "location.href", "window.location.hash", "window.location.search",
    "window.name",
    "window.location.href", "document.location.hash", "document.location.search", "document.location.href",
    "document.URL",
    "document.referrer", "document.documentURI",
))  # fmt: skip
PLAIN_TYPES = ("number", "boolean", "Date", "bigint", "ObjectId", "Types.ObjectId", "mongoose.Types.ObjectId")
NOT_FOLLOWED = frozenset(("req", "res", "request", "response", "next", "ctx", "err", "error", "reply"))
NOT_BOUND = frozenset((
    "req", "res", "request", "response", "next", "ctx", "err", "error", "reply", "db", "pool", "client",
    "connection", "conn",
    "table", "tableName", "column", "columns", "schema", "sql", "query", "queryInterface", "Sequelize", "knex", "field",
    "database", "options", "opts", "callback", "cb", "done", "statement", "trx", "transaction", "data", "rows",
    "result",
))  # fmt: skip
