# ruff: noqa: E501  (one row a kind: a table is read by its columns)
"""Lock-out code, by shape: a condition on a fixed date or on a licence server that ends the program, a fixed password
that opens an account, and code that is hidden in a string and run. Every pattern is bounded and runs in linear time."""

from __future__ import annotations

import re

LIMIT = 40
SAYS = {
    "stops-on-a-date": "The program stops working after a fixed date.",
    "asks-for-a-licence": "The program stops when a licence or payment status is not as somebody else wants it.",
    "fixed-password": "A password that stands in the code is accepted here.",
    "hidden-code": "Code is hidden in an encoded text and run.",
}

_CONDITION = re.compile(rb"^[ \t}]*(?:el)?(?:if|unless|else if)\b[^\n]{0,300}", re.MULTILINE)
_NOW = re.compile(
    rb"(?i)\b(?:today|now|utcnow|time)\(|Date\.now|new Date\b|\bNow\b|Time\.(?:now|current)|Date\.(?:today|current)"
)
_DATE = re.compile(
    rb"\b20[2-4]\d[ \t]{0,2}(?:,[ \t]{0,2}(?:time\.)?\w{1,9}[ \t]{0,2},|[-/.]\d{1,2}[-/.])[ \t]{0,2}\d{1,2}\b|\b1[6-9]\d{8}(?:\d{3})?\b"
)
_NAMED = re.compile(rb"\b([A-Za-z_]\w{2,50})[ \t]{0,4}:?=[ \t]{0,4}([^\n]{1,120})")
_ORDER = re.compile(rb"[<>]|(?i:\bis_?(?:after|before)|\.after\b|\.before\b|compare)")
_ENDS = re.compile(
    rb"\b(?:sys\.exit|os\._exit|exit|quit|die|abort|panic|halt|raise|throw|process\.exit|os\.Exit|log\.Fatal\w?"
    rb"|System\.exit|Environment\.Exit|SystemExit)\b"
)
_HARD = re.compile(
    rb"\b(?:sys\.exit|os\._exit|exit|die|panic|halt|process\.exit|os\.Exit|log\.Fatal\w?|System\.exit|Environment\.Exit|SystemExit)\b"
)
_HARMLESS = re.compile(
    rb"(?i)promo|coupon|discount|offer\b|\bsale|campaign|token|cookie|session|deprecat|voucher|holiday|birth|invalid date"
    rb"|certificate|cache"
)
_LICENCE = re.compile(rb"(?i)licen[cs]e|activation|subscription|unpaid|[\"']paid[\"']|kill_?switch")
_ASKS = re.compile(
    rb"\b(?:requests\.|httpx\.|urlopen|fetch\(|axios|http\.(?:Get|Post|get)|HttpClient|file_get_contents|curl_exec"
    rb"|Net::HTTP|Faraday|RestTemplate|HttpURLConnection|Http::)"
)
_PASSWORD = re.compile(
    rb"(?i:\b|\$|_)(?:password|passwd|passphrase|pwd|pass_word)(?:\)|\])?[ \t]{0,2}={2,3}[ \t]{0,2}[\"']([^\"'\s]{6,80})[\"']"
    rb"|[\"']([^\"'\s]{6,80})[\"'][ \t]{0,2}={2,3}[ \t]{0,2}[\w.$>\[-]{0,40}(?i:password|passwd)\b"
    rb"|(?i:compare_digest|hash_equals|ConstantTimeCompare|secure_compare|timingSafeEqual)\([^\n\"']{0,80}(?i:password|passwd)[^\n\"']{0,40}b?[\"']([^\"'\s]{6,80})[\"']"
    rb"|(?i:password|passwd)\.(?:equals|Equals)\([ \t]{0,2}\"([^\"\s]{6,80})\"|\"([^\"\s]{6,80})\"\.equals\([\w.()]{0,40}(?i:password)"
)
_NO_PASSWORD = re.compile(
    rb"(?i)(?:.*(?:password|passwd|change|secret|example|default|placeholder|required|invalid|hidden|confirm|undefined)"
    rb".*|[*.x\-]+|string|number|object|function|boolean)"
)
_REFUSES = re.compile(rb"(?i)raise|throw|warn|error|fatal|insecure|default|exit")
_HIDDEN = re.compile(
    rb"\b(?:eval|exec|assert|create_function|instance_eval)[ \t]{0,2}\([ \t]{0,2}(?:compile\()?(?:base64\.b64decode|base64_decode|gzinflate|gzuncompress"
    rb"|str_rot13|zlib\.decompress|marshal\.loads|atob|window\.atob|Buffer\.from|Base64\.(?:strict_)?decode64|bytes\.fromhex|codecs\.decode)\b"
)


def locks(content: bytes, _reading: str) -> object:
    """`[[rule, line, text], ...]` of one source file, None without any."""
    found: list[list[object]] = []
    dated = {match[1] for match in _NAMED.finditer(content) if _DATE.search(match[2])}
    asks = _LICENCE.search(content) is not None and _ASKS.search(content) is not None
    for match in _CONDITION.finditer(content):
        body = content[match.end() : match.end() + 250].split(b"\n\n")[0]
        if len(found) < LIMIT and (rule := _stops(match[0], body, dated, asks)):
            found.append([rule, *_place(content, match.start() + len(match[0]) - len(match[0].lstrip()))])
    for rule, pattern in (("fixed-password", _PASSWORD), ("hidden-code", _HIDDEN)):
        for match in pattern.finditer(content):
            if len(found) < LIMIT and _counts(rule, match, content):
                found.append([rule, *_place(content, match.start())])
    return found or None


def _stops(condition: bytes, body: bytes, dated: set[bytes], asks: bool) -> str | None:
    whole = condition + b"\n" + b"\n".join(body.split(b"\n")[:4])
    if not _ENDS.search(whole) or _HARMLESS.search(whole):
        return None
    if _NOW.search(condition) and _ORDER.search(condition):
        names = set(re.findall(rb"[A-Za-z_]\w{2,50}", condition))
        if _DATE.search(condition) or names & dated:
            return "stops-on-a-date"
    told = b"\n".join(whole.split(b"\n")[:3])
    return "asks-for-a-licence" if asks and _LICENCE.search(told) and _HARD.search(told) else None


def _counts(rule: str, match: re.Match[bytes], content: bytes) -> bool:
    before = content[content.rfind(b"\n", 0, match.start()) + 1 : match.start()]
    if b"#" in before or b"//" in before or before.lstrip().startswith((b"*", b"--")):
        return False
    if rule != "fixed-password":
        return True
    literal = next(group for group in match.groups() if group)
    # A program that refuses the password of the manual compares with it, too.
    return not _NO_PASSWORD.fullmatch(literal) and not _REFUSES.search(content, match.end(), match.end() + 120)


def _place(content: bytes, at: int) -> list[object]:
    begin, end = content.rfind(b"\n", 0, at) + 1, content.find(b"\n", at)
    text = content[begin : end if end >= 0 else len(content)][:300].decode("utf-8", "backslashreplace")
    return [content.count(b"\n", 0, at) + 1, text.strip()]
