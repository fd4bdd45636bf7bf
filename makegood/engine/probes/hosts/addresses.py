# ruff: noqa: E501  (one row a shape: a table is read by its columns)
"""The hosts that a file names, each with how it is written and what is done with it. Pure functions of bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from makegood.engine.linear import Linear
from makegood.engine.probes.hosts.assembled import texts
from makegood.engine.probes.hosts.contexts import PURPOSE, context, sends
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.generated import is_minified, ordinary_lines, says_generated
from makegood.engine.repository.paths import (
    is_documentation,
    is_example,
    is_generated,
    is_markup,
    is_test,
    is_vendored,
    other_language_of,
)
from makegood.engine.repository.tree import Entry
from makegood.engine.syntax.lexing import Lexed, lex

ROWS = 300
NEAR = 400
CONTEXTS = 2_000
"""Texts of one file that are looked at closely: its honest addresses are far fewer."""
_MAY = Linear(
    rb"(?i)://|ptth|uggc|\\x68|\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|base64|atob\(|b64decode|fromhex|charcode|unhex|pack\(|chr\(|[\"'][\w-]+\.[\w.-]{0,60}\.[a-z]{2,10}(?::\d+)?[\"'/]|@[\w-]+\.[\w.]{2,30}[\"':]|[\"']//[\w-]"
)
_URL = re.compile(
    rb"(?i)\b(?:https?|wss?|ftps?|sftp|ssh|tcp|udp|git|smtps?|ldaps?|amqps?|rediss?|mongodb(?:\+srv)?|postgres(?:ql)?|mysql)://(?:[^\s/@\"'<>]{1,200}@)?([\w*.-]{1,253})(:\d{1,5})?(/[^\s\"'<>`]{0,200})?"
)
_RELATIVE = re.compile(rb"//([\w-]+(?:\.[\w-]+)+)(:\d{1,5})?(/[^\s\"'<>`]{0,200})?")
_BARE = re.compile(
    rb"(?:[\w.+-]{1,64}@)?((?:[a-z0-9_*-]{1,63}\.){1,4}(?:com|org|net|io|co|dev|app|ai|cloud|info|biz|us|uk|de|fr|eu|nl|ch|at|it|es|pl|se|no|fi|dk|ru|su|cn|in|jp|br|au|ca|me|tv|cc|to|ly|xyz|online|site|tech|pro|top|test|example|invalid|onion)|\d{1,3}(?:\.\d{1,3}){3})(:\d{1,5})?([/:][^\s\"'<>`]{0,200})?\.?"
)
_HOSTLY = re.compile(
    rb"(?i)host|domain|server|endpoint|ur[il]|addr|base|relay|proxy|peer|upstream|target|remote|smtp|bucket|dsn|ip\b|recipients?|bcc|\bto\b|mail|connect|dial|lookup|resolve|socket|getbyname|invoke|ssh|scp|rsync"
)
_TAG = re.compile(
    rb"(?i)<(script|iframe|embed|object|img|link|form|source|video|audio|image|a|base|meta)\b([^>]{0,500}?)\b(src|href|action|data|content|data-src)\s{0,2}=\s{0,2}[\"']?((?:https?:)?//[^\s\"'<>]{3,300})"
)
_STYLE = re.compile(rb"(?i)rel\s{0,2}=\s{0,2}[\"']?(?:stylesheet|preload|modulepreload|import)")
_PIXEL = re.compile(
    rb"(?i)(?:width|height)\s{0,2}=\s{0,2}[\"']?[01][\"'\s>]|pixel|beacon|collect|track|display:\s?none"
)
_OWN = re.compile(
    rb"(?i)\b(?:allowed_hosts?|site_?ur[il]|site_?domain|app_?url|base_?url|root_?url|public_?url|server_?name|canonical_?host|csrf_trusted_origins|default_from_email|default_url_options)\b"
)
_MAILED = re.compile(rb"(?i)bcc|\bcc\b|\bto\b|recipient|send|mail\(|notify|report|deliver|copy")
_LINKED = frozenset((b"a", b"meta", b"base"))
_WHOLE = re.compile(rb"[\w+.:/?=&%*@~#\[\]{}$|,;-]*")
_ASIDE = re.compile(
    r"(?i)[\w]-\d+\.\d[\d.]*/|(?:^|/)(?:fixtures?|seeds?|seeders|factories|dummy|locales?|i18n|lang|translations?|stories|storybook|licen[cs]es?|swagger|openapi|mocks?|benchmarks?|cassettes?)/|\.(?:po|pot|arb|resx|xlf|lock|svg|map|csv|tsv|stories\.\w+)$|(?:^|/)(?:db/)?[^/]{0,40}(?:seed|dummy|fixture)[^/]{0,40}\.\w+$|(?:^|/)(?:openapi|swagger)[^/]*\.(?:ya?ml|json)$"
)
_HASH = re.compile(
    r"(?i)\.(?:ya?ml|toml|env|sh|bash|zsh|ps1|cfg|conf|mk|tf|hcl|service|cron|crontab|graphql|dockerfile)$|(?:^|/)(?:dockerfile|makefile|procfile|crontab|\.env)[^/]*$|(?:^|/)\.(?:npmrc|yarnrc|pypirc|condarc|gitmodules)$"
)
_BOXED = re.compile(r"(?i)\.(?:json|json5|jsonc)$")
_STYLED = re.compile(r"(?i)\.(?:css|scss|sass|less|styl)$")
_SEMICOLON = re.compile(r"(?i)\.(?:ini|properties)$|(?:^|/)(?:pip\.conf|nginx[^/]*\.conf)$")
_MARKED = re.compile(r"(?i)\.(?:xml|config|vue|svelte|csproj|props|targets|gradle|kts)$")
_METADATA = re.compile(
    r"(?i)(?:^|/)(?:package\.json|composer\.json|pyproject\.toml|setup\.(?:py|cfg)|[^/]+\.gemspec|pom\.xml|[^/]+\.csproj|cname|go\.mod|app\.json|manifest\.json)$"
)
_TOLD = re.compile(r"(?i)\.(?:md|markdown|mdx|rst|adoc|txt)$")
_HOST = re.compile(
    rb"(?i)\b(?:https?:)?//(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)|@([a-z0-9-]+(?:\.[a-z0-9-]+)+)|`((?:[a-z0-9-]+\.)+[a-z]{2,12})`"
)

_NAMES = re.compile(
    rb"(?m)^\s{0,4}\"name\"\s*:\s*\"([^\"\n]{3,80})\"|^name\s*=\s*[\"']([^\"'\n]{3,80})|^module[ \t]+(\S{3,120})|^#[ \t]+([^\n]{3,60})|<artifactId>([^<]{3,60})"
)


def wants(entry: Entry) -> str | None:
    """`told` for documents and metadata, whose hosts are said openly; else how the file is to be lexed."""
    path = entry.path
    if _METADATA.search(path) and not (is_vendored(path) or is_test(path)):
        return "package" if path.endswith("package.json") else "told"
    if _TOLD.search(path) and (is_documentation(path) or path.count("/") == 0) and not is_vendored(path):
        return "told"
    pipeline = path.startswith(".github/workflows/")
    if not pipeline and (is_vendored(path) or is_documentation(path)):
        return None
    if is_test(path) or is_generated(path) or is_example(path) or _ASIDE.search(path):
        return None
    return entry.language or _other(path)


def _other(path: str) -> str | None:
    if _BOXED.search(path):
        return "script"
    if _STYLED.search(path):
        return "style"
    if _SEMICOLON.search(path):
        return "semicolon"
    if _HASH.search(path) or other_language_of(path) in ("Shell", "PowerShell"):
        return "hash"
    return "markup" if is_markup(path) or _MARKED.search(path) else None


def addresses(content: bytes, reading: str) -> object:
    """`[[host, line, how, context, purpose?, sends?, text], ...]`; for `told` the hosts alone; None without any."""
    if reading in ("told", "package"):
        return _told(content, reading)
    if not _MAY.search(content):
        return None
    if is_minified(content) and reading in ("javascript", "script", "markup") and len(content) > 20_000:
        content = ordinary_lines(content)
    generated = says_generated(content)
    lexed = lex(content, reading)
    rows = _lines(lexed) if reading in ("hash", "semicolon", "script", "markup", "style") else _literals(lexed)
    found: dict[tuple[object, ...], list[object]] = {}
    for row in (*_tags(lexed, reading), *rows):
        if len(found) >= ROWS:
            break
        if not generated or row[3] == "called":  # stubs name their maker's packages, and only say so themselves
            found.setdefault((row[0], row[1]), row)
    return list(found.values()) or None


def _told(content: bytes, reading: str) -> dict[str, object]:
    hosts = {(match[1] or match[2] or match[3]).decode().casefold() for match in _HOST.finditer(content)}
    said = [match[match.lastindex or 0].decode("utf-8", "replace").strip() for match in _NAMES.finditer(content)]
    names = [part for name in said[:20] for part in (name, *re.split(r"[/.\s:]", name)[:4])]
    rows = [row for row in _lines(lex(content, "script")) if row[3] == "called"] if reading == "package" else []
    return {"hosts": sorted(hosts - {str(row[0]) for row in rows})[:2_000], "names": names, "rows": rows[:20]}


def _literals(lexed: Lexed) -> Iterator[list[object]]:
    for text in islice((text for text in texts(lexed) if b"." in text.value), CONTEXTS):
        value = text.value
        whole = _WHOLE.fullmatch(value.strip()) is not None
        if b"//" not in value and not (whole and _BARE.fullmatch(value.strip())):
            continue
        where = context(lexed, text.start, text.end, whole)
        for host, path, how in _hosts(value, whole, lexed, text.start, where):
            yield _row(lexed, text.start, host, path, how or text.how, where)


def _hosts(value: bytes, whole: bool, lexed: Lexed, start: int, where: str) -> Iterator[tuple[bytes, bytes, str]]:
    """Host, path, and `mail` where it is only the end of a mail address."""
    if b"//" in value:
        pattern = _RELATIVE if value.startswith(b"//") else _URL
        yield from ((found[1], found[3] or b"", "") for found in pattern.finditer(value))
    elif whole and b"." in value and (match := _BARE.fullmatch(value.strip())):
        line = lexed.code[max(lexed.code.rfind(b"\n", 0, start), start - 120, 0) : start]
        mailed = b"@" in value
        named = where == "called" and not mailed and match[1].count(b".") > 1
        if named or (_MAILED if mailed else _HOSTLY).search(line):
            yield match[1], match[3] or b"", "mail" if mailed else ""


def _lines(lexed: Lexed) -> Iterator[list[object]]:
    """Settings and scripts, where an address mostly stands without quotes."""
    code = lexed.code
    for match in islice(_URL.finditer(code), CONTEXTS):
        begin, end = code.rfind(b"\n", 0, match.start()) + 1, code.find(b"\n", match.end())
        line = code[begin : end if end >= 0 else len(code)][:1_000]
        whole = code[match.start() - 1 : match.start()] in (b'"', b"'", b" ", b"=", b"\t", b">", b":", b"-", b"@")
        where = context(lexed, match.start(), match.end(), whole)
        if where != "called" and context_of_line(line):
            where = "called"
        yield _row(lexed, match.start(), match[1], match[3] or b"", "plain", where)
    for match in re.finditer(rb"(?i)\b(?:scp|rsync|ssh|sftp)\b[^\n]{0,200}?[\w.-]{1,40}@([\w-]+(?:\.[\w-]+)+)", code):
        yield _row(lexed, match.start(), match[1], b"", "plain", "called")


def context_of_line(line: bytes) -> bool:
    return sends(line) or re.search(rb"(?i)\b(?:curl|wget|iwr|Invoke-\w+)\b", line) is not None


def _tags(lexed: Lexed, reading: str) -> Iterator[list[object]]:
    """What a page loads when it is opened: scripts, frames, styles, forms and pixels."""
    if reading in ("hash", "semicolon", "go", "java"):
        return
    for match in _TAG.finditer(lexed.code):
        tag, attribute = match[1].lower(), match[3].lower()
        address = _RELATIVE.search(match[4])
        if address is None or tag in _LINKED:
            continue
        where = "loaded" if tag in (b"script", b"iframe", b"embed", b"object") else "set"
        if tag == b"form" or (tag == b"img" and _PIXEL.search(lexed.code, match.start(), match.end() + 60)):
            where = "called"
        elif tag == b"link":
            rest = lexed.code[match.start() : match.end() + 100].partition(b">")[0]
            where = "loaded" if _STYLE.search(rest) else "shown"
        elif attribute == b"data" and tag != b"object":
            where = "shown"
        yield _row(lexed, match.start(4), address[1], address[3] or b"", "plain", where)


def _row(lexed: Lexed, at: int, host: bytes, path: bytes, how: str, where: str) -> list[object]:
    begin = max(lexed.code.rfind(b"\n", 0, at) + 1, at - NEAR)
    end = lexed.code.find(b"\n", at, at + NEAR)
    text = lexed.code[begin : end if end >= 0 else at + NEAR]
    if where == "set" and _OWN.search(text[: at - begin]):
        where = "own"
    about = PURPOSE.search(path) or PURPOSE.search(host) or PURPOSE.search(text[:400])
    shown = text.strip()[:300].decode("utf-8", "backslashreplace")
    given = sends(text) or b"POST" in text or b"post" in text
    return [
        host.strip(b".*").decode("latin-1").casefold(),
        lexed.line(at),
        how,
        where,
        bool(about),
        given,
        shown,
        path[:120].decode("utf-8", "backslashreplace"),
    ]


EXTRACTOR = Extractor(name="hosts.addresses", wants=wants, extract=addresses, folder=Path(__file__).parent)
