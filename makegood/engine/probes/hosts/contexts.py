# ruff: noqa: E501  (one row a language: a table is read by its columns)
"""What a program does with an address: calls it, keeps it in its settings, or shows it to people."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from makegood.engine.syntax.lexing import Lexed

USES = 40
"""Places of a name that are looked at for a call."""
_CALLS = (
    rb"requests\.\w+\(|\bsession\.\w+\(|httpx\.|urlopen|urlretrieve|\bRequest\(|aiohttp|HTTPS?Connection|\.connect\(|create_connection|gethostbyname|getaddrinfo|\bSMTP(?:_SSL)?\(|\bFTP(?:_TLS)?\(|ServerProxy|endpoint_url|\bPoolManager|resolver",
    rb"\bfetch\(|\baxios|\bgot\(|\bky\b|superagent|https?\.(?:get|request)|sendBeacon|WebSocket\(|EventSource\(|\.open\(|\.src\s{0,2}=(?!=)|importScripts|\bimport\(|\$\.(?:ajax|get|post|getJSON|getScript)|createConnection|dns\.\w+\(|tls\.connect|\bio\(|hostname:|\bnew URL\(|\.setAttribute\([\"']src",
    rb"\.(?:get|post|put|patch|request|send|exchange|postFor\w+|getFor\w+|url|uri|baseUrl|baseURL|base_uri|(?:Post|Get|Put|Send)\w*Async|Upload\w+|Download\w+)\(",
    rb"file_get_contents|curl_init|CURLOPT_URL|fsockopen|\bfopen\(|stream_socket_client|Http::|->(?:get|post|put|request|withOptions)\(|wp_remote_\w+|readfile|\bcopy\(|base_uri|dns_get_record|new (?:\\?GuzzleHttp\\)?Client",
    rb"Net::HTTP|\bURI(?:\(|\.parse|\.open)|HTTParty|Faraday|RestClient|HTTP\.|Typhoeus|TCPSocket|Excon|\bURI\.join|Resolv",
    rb"HttpPost\(|HttpGet\(|\bURL\(|URI\.create|\.uri\(|\bSocket\(|Jsoup\.connect|getByName|HttpClient|WebClient|WebRequest|new Uri\(|BaseAddress|TcpClient|Dns\.|SmtpClient|RestClient|HttpRequestMessage",
    rb"http\.(?:Get|Post|PostForm|NewRequest\w*|Head)\(|net\.(?:Dial\w*|Lookup\w+)\(|smtp\.SendMail|url\.Parse|resty|tls\.Dial|NewRequest\w*\(",
    rb"\b(?:curl|wget|scp|rsync|ncat|nc|sftp|rclone|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b|git (?:push|remote)|ssh ",
)
CALL = re.compile(rb"|".join(_CALLS))
_SHELL = re.compile(rb"\b(?:curl|wget|scp|rsync|ncat|nc|sftp|rclone|ssh|iwr|irm|Invoke-WebRequest)\s")
_SENDS = re.compile(
    rb"\b(?:scp|rsync|sftp|ncat|nc)\s|\b(?:curl|wget)\b[^\n]*(?:\s-X\s{0,2}P|\s-d\b|--data|\s-F\b|--form|\s-T\b|--upload|--post|\$\()"
)
_NAME = re.compile(rb"([\w$.-]{1,80})[\"'\])]{0,2}\s{0,8}(?:=>|:=|\?\?=|\|\|=|=|:|\()")
_ASSIGNED = re.compile(
    rb"([\w$]{1,80})[\"'\])]{0,2}\s{0,4}(?::\s{0,2}[\w<>\[\]?. ]{1,30})?\s{0,4}(?:=>|:=|\?\?=|\|\|=|=|:)(?![=>])"
)
_WRAPS = frozenset(
    (b"_", b"__", b"t", b"gettext", b"gettext_lazy", b"mark_safe", b"format_html", b"str", b"trans", b"format")
)
_ANCHOR = re.compile(
    rb"(?i)@Licen[cs]e|<a\b[^>]{0,200}$|href\s{0,2}[=:]\s{0,2}[{\"'(]{0,2}$|<link\b[^>]{0,200}rel=.?canonical|url_for|redirect\w*\(|Redirect\w*\(|sendRedirect|\bLocation[\"'\])]{0,3}\s{0,2}[:=,(]|window\.open\(|location\.(?:href|assign|replace)"
)
_COMPARED = re.compile(
    rb"(?i)(?:start_?s?_?with\??|has_?(?:prefix|suffix)|end_?s?_?with\??|includes?\??|contains|match\w*|equals|in_array|indexOf|[=!]==?)\s{0,2}\(?\s{0,2}[brfu]{0,2}(?:[\"'][^\"'\n]{0,80}[\"'],\s{0,2})?$"
)
_LOADED = re.compile(
    rb"(?i)<(?:script|iframe|embed|object)\b[^>]{0,300}$|\.src\s{0,2}=\s{0,2}$|importScripts\($|getScript\($|import\($"
)
_SHOWN = re.compile(
    rb"(?i)(?:^|[^a-z])(?:href|help\w*|docs?\w*|documentation\w*|label|desc\w*|title|home_?page\w*|web_?site|links?|licen[cs]e_?url|terms\w*|contact\w*|authors?|bugs"
    rb"|repository|repo|name_?space\w*|xmlns|schema\w*|ns|xsi|dtd|canonical|og|site_?name|learn\w*|faq|privacy\w*|blog|social|twitter|facebook|instagram|linkedin|github|avatar\w*"
    rb"|images?|img|icons?|logos?|photos?|pictures?|thumb\w*|poster|placeholder|examples?|issuer|aud\w*|scopes?|see|source|sources|funding|message|msg|text|content|comment|tooltip"
    rb"|alt|claims?|type|vocab|context|ldap\w*|identifier|uri_?reference|format|generator|powered\w*|credits?|doc_url|more_?info|info|security|about|download_?page|readme|changelog|error|warn\w*"
    rb"|log|print\w*|echo|puts|raise|throw|assert\w*|println)$|_(?:doc|docs|link|help|page|image|logo|icon)$"
)
PURPOSE = re.compile(
    rb"(?i)telemetr|beacon|heart_?beat|phone_?home|call_?home|collect|licen[cs]|activat|updat|upgrade|version|back_?up|upload|report|track|stat(?:s|us|istic)|metric|analytic|usage|\bping|callback|hook|sync"
    rb"|mirror|exfil|relay|install|regist|command|remote|admin|control|flag|diag|crash|audit|notif|monitor|vendor|ingest|events?\b|gateway|proxy|dump|archive|mail|smtp|leads?\b|customer|orders?\b|export|push|kill|support|debug|\bc2\b|spy|report"
)


def context(lexed: Lexed, start: int, end: int, whole: bool) -> str:
    """`called`, `loaded` (a script or frame), `set` or `shown`, for a text between two offsets."""
    code = lexed.code
    before = _statement(code, start)
    if _SHELL.search(code, start, end):
        return "called"
    if not whole:
        return "shown"
    if _LOADED.search(before):
        return "loaded"
    given = [match[1].rpartition(b".")[2].lstrip(b"$") for match in _NAME.finditer(before)]
    last = next((name for name in reversed(given) if name not in _WRAPS), b"")
    if _COMPARED.search(before) or _ANCHOR.search(before) or (last and _SHOWN.search(last)):
        return "shown"
    assigned = _ASSIGNED.search(before.rpartition(b"\n")[2])
    if _in_call(before) or (assigned and _is_called(code, assigned[1], start)):
        return "called"
    return "set"


def sends(text: bytes) -> bool:
    """Whether a command line gives something away, not only fetches."""
    return _SENDS.search(text) is not None


def _statement(code: bytes, start: int) -> bytes:
    """The text before an offset, back to where the statement began, at most 260 bytes and four lines of it."""
    before = code[max(0, start - 260) : start]
    before = b"\n".join(before.split(b"\n")[-4:])
    for mark in (b";", b"}\n", b"\n\n", b"):\n", b"{\n"):
        before = before.rpartition(mark)[2] if mark != b"{\n" or CALL.search(before.rpartition(mark)[2]) else before
    return before


def _in_call(before: bytes) -> bool:
    for match in CALL.finditer(before):
        rest = before[match.end() :]
        opened = match[0].count(b"(") + rest.count(b"(") - rest.count(b")")
        if opened > 0 or (b"\n" not in rest and (match[0][-1:] in b"=: " or b"(" not in match[0] + rest)):
            return True
    return False


def _is_called(code: bytes, name: bytes, start: int) -> bool:
    """Whether a request of the same file names what the address was given to."""
    for at, given in _requests(code, name):
        if at != start:
            return not given or at > start
    return False


@lru_cache(maxsize=256)
def _requests(code: bytes, name: bytes) -> tuple[tuple[int, bool], ...]:
    """Where requests name it, and whether it is given something there. Kept: one name may hold a thousand addresses."""
    found = []
    for match in islice(re.finditer(rb"(?<![\w$])" + re.escape(name) + rb"(?![\w$])", code), USES):
        begin = max(code.rfind(b"\n", 0, max(0, match.start() - 100)), match.start() - 220)
        if CALL.search(code, max(0, begin), match.start()):
            given = code[match.end() : match.end() + 3].lstrip().startswith((b"=", b":"))
            found.append((match.start(), given))
    return tuple(found)
