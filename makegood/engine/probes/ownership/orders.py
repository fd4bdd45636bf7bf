# ruff: noqa: E501  (one row a language: a table is read by its columns)
"""Orders from outside that end the program: the answer of a server, a name in the DNS, a file, a variable, a route."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.engine.linear import Linear
from makegood.engine.probes.ownership.clocks import DESTROYS, HARD

ASKS = re.compile(
    rb"\b(?:requests\.|httpx\.|urlopen|fetch\(|axios|got\(|https?\.(?:Get|Post|get|request|NewRequest)|HttpClient|GetAsync|GetStringAsync|PostAsync|file_get_contents|curl_exec|Net::HTTP|HTTParty|Faraday|RestClient|RestTemplate|getForObject|getForEntity|HttpURLConnection|openConnection|Http::|URI\.open"
    rb"|client\.(?:get|post|send|Do)\(|gethostbyname|getaddrinfo|resolve(?:Txt|4)?\(|dns_get_record|Lookup(?:TXT|Host)|Resolv|GetHostEntry|getByName)"
)
_DENIED = re.compile(
    rb"(?i)licen[cs]|activation|unpaid|[\"'_.]paid|kill_?switch|suspend|revoked|entitle|deactivat|lock(?:ed)?_?out|blocked|[\"'_./]locked|[\"'_./]enabled|[\"'_./]disabled|[\"'_.]active[\"'\]) =!]|[\"']ok[\"']|[\"']yes[\"']|[\"']allow|vendor|overdue|may_?run|heart_?beat|phone_?home|remote_?(?:flag|config|control|switch)|instance_?status|tenant_?status|[\"']status[\"']|\.status\b|expired"
)
_TRANSPORT = re.compile(
    rb"(?i)status_?code|response\.(?:status|ok)\b|res(?:p|ponse)?\.(?:status|ok)\b|\.ok\b|isSuccessStatusCode|raise_for_status|StatusOK|http\.Status\w+|is_success|HTTPSuccess"
)
_DENY = re.compile(
    rb"(?i)\b(?:402|403|423|451|503)\b|ServiceUnavailable|PaymentRequired|Forbidden|raise RuntimeError|throw new (?:\w*Exception|Error)\("
)
_STRONG = re.compile(
    rb"(?i)licen[cs]e?[_ -]?(?:server|key|check|status|valid|invalid|expired|revoked)|kill_?switch|unpaid|[\"']paid[\"']|suspended|revoked|overdue|deactivat|lock_?out|entitle|contact (?:your|the) (?:vendor|supplier|developer|agency)|vendor|invoice"
)
_SWITCH = re.compile(
    rb"(?i)^[^\n]{0,120}\b(?:os\.environ|getenv|process\.env|ENV\[|ENV\.fetch|GetEnvironmentVariable|env\(|os\.path\.exists|\.exists\(|existsSync|File\.exist|file_exists|File\.Exists|Files\.exists|os\.Stat|is_file)[^\n]{0,160}",
    re.MULTILINE,
)
_KILLS = re.compile(
    rb"(?i)kill|lock_?(?:out|down|ed)|\.lock_|suspend|unpaid|revoked|deactivat|blocked|self_?destruct|dead_?man|disable_?(?:app|site|shop|all)|shut_?down_?(?:app|now|all)|poison|halt_?all"
)
_HARMLESS = re.compile(
    rb"(?i)mainten|pid_?file|\.pid\b|lockfile|\.lock[\"']|graceful|SIG(?:TERM|INT|KILL)|(?<!\.)test|taskkill|killall|kill_timeout|lock_timeout|usage:|argparse|argv"
)
_ROUTE = re.compile(
    rb"(?i)(?<![a-z])(?:route|get|post|put|delete|any|path|re_path|[a-z]{0,10}Mapping|HandleFunc|MapGet|MapPost|Handle|match|HttpGet|HttpPost)(?![a-z_])[^\n]{0,30}\(?[ \t]{0,2}[\"'][^\"'\n]{0,60}(?:kill|shut-?down|self-?destruct|lock-?down|lockout|wipe|nuke|halt|suspend|deactivate|disable-?(?:app|site|shop))[^\"'\n]{0,40}[\"']"
)
_MAY_END = Linear(
    rb"(?:%b)|(?:%b)" % (HARD.pattern, rb"(?i:" + _DENY.pattern[4:] + rb"|" + DESTROYS.pattern[4:] + rb")")
)
_MAY_ASK = Linear(ASKS.pattern)
_MAY_SWITCH = Linear(rb"(?i)environ|getenv|process\.env|\benv[\[.(]|environmentvariable|exist|is_file|os\.stat")
_MAY_ROUTE = Linear(rb"(?i)kill|shut-?down|destruct|lock-?down|lockout|wipe|nuke|halt|suspend|deactivate|disable")
_WINDOW = 14


def orders(code: bytes) -> Iterator[tuple[str, int]]:
    """(rule, offset) of each place that stops the program at somebody else's word."""
    if not _MAY_END.search(code):
        return
    if _MAY_ASK.search(code):
        yield from _asked(code)
    for match in _SWITCH.finditer(code) if _MAY_SWITCH.search(code) else ():
        body = _body(code, match.end(), 4)
        whole = match[0] + body
        if _KILLS.search(match[0]) and not _HARMLESS.search(whole) and (HARD.search(whole) or DESTROYS.search(whole)):
            yield "kill-switch", match.start() + len(match[0]) - len(match[0].lstrip())
    for match in _ROUTE.finditer(code) if _MAY_ROUTE.search(code) else ():
        body = _body(code, match.end(), 12)
        if (HARD.search(body) or DESTROYS.search(body)) and not re.search(rb"(?i)SIGTERM|SIGINT|actuator", body):
            yield "kill-switch", match.start()


def _asked(code: bytes) -> Iterator[tuple[str, int]]:
    """A request, and behind it, still in its function, a condition on the answer that ends the program."""
    until = 0
    for match in ASKS.finditer(code):
        if match.start() < until:
            continue
        begin = code.rfind(b"\n", 0, match.start()) + 1
        body = code[begin : match.end()] + _body(code, match.end(), _WINDOW)
        told = _TRANSPORT.sub(b"", body)
        before = code[max(0, begin - 400) : begin]
        hard = HARD.search(body) is not None and (_DENIED.search(told) or _STRONG.search(before))
        soft = _DENY.search(body) is not None and _STRONG.search(told)
        if (
            (hard or soft)
            and re.search(rb"\b(?:if|unless|elif|assert|\?|&&|\|\||except|catch|rescue)\b|\?|\|\|", body)
            and not _HARMLESS.search(told)
        ):
            until = match.start() + len(body)
            yield "asks-for-a-licence", _condition(code, begin, until)


def _condition(code: bytes, begin: int, end: int) -> int:
    """Where the condition stands that ends it: the last before the first hard word, else the request."""
    hard = HARD.search(code, begin, end) or _DENY.search(code, begin, end)
    found = begin
    for match in re.finditer(rb"\b(?:if|unless|elif)\b", code[begin : hard.end() + 80 if hard else end]):
        if hard is None or begin + match.start() <= hard.end() + 60:
            found = begin + match.start()
    return found


def _body(code: bytes, at: int, lines: int) -> bytes:
    """The following lines, up to where the next function begins."""
    end = at
    for _ in range(lines + 1):
        end = code.find(b"\n", end + 1)
        if end < 0:
            end = len(code)
            break
    part = code[at:end]
    cut = re.search(
        rb"\n[ \t]{0,4}(?:(?:async )?def |func |function |(?:public|private|protected|static) |export |class |end\n[ \t]*def )",
        part,
    )
    return part[: cut.start()] if cut else part
