# ruff: noqa: E501  (one row a language: a table is read by its columns)
"""Doors that only their builder knows: a fixed password, account, or word in a request that lets in. Bounded patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = rb"(?:pass(?:word|wd|phrase|code|_word)?|pwd|pw)"
_VAR = rb"(?i:\b|\$|_|\.)[\w.$>\[\"'-]{0,40}(?i:" + _WORD + rb")(?:[\"'\])]{1,3}|\.(?:strip|trim|Trim|to_s)\(\))?"
_LITERAL = rb"b?[\"']([^\"'\s]{4,90})[\"']"
_PASSWORD = re.compile(
    _VAR
    + rb"[ \t]{0,2}={2,3}[ \t]{0,2}"
    + _LITERAL
    + rb"|"
    + _LITERAL
    + rb"[ \t]{0,2}={2,3}[ \t]{0,2}[\w.$>\[\"'-]{0,40}(?i:"
    + _WORD
    + rb")\b"
    + rb"|(?i:compare_digest|hash_equals|ConstantTimeCompare|secure_compare|timingSafeEqual|strcmp|FixedTimeEquals|string\.Equals|StringUtils\.equals|Objects\.equals)\([^\n\"']{0,80}(?i:"
    + _WORD
    + rb")[^\n\"']{0,40}"
    + _LITERAL
    + rb"|(?i:"
    + _WORD
    + rb")\)?\.(?:equals|Equals|eql\?|equalsIgnoreCase|SequenceEqual)\([ \t]{0,2}"
    + _LITERAL
    + rb"|"
    + _LITERAL
    + rb"\.equals\([\w.()]{0,40}(?i:"
    + _WORD
    + rb")"
    + rb"|\b(?i:"
    + _WORD
    + rb")[ \t]{1,2}in[ \t]{1,2}[\[({][ \t]{0,2}"
    + _LITERAL
    + rb"|in_array\([ \t]{0,2}\$?[\w>-]{0,30}(?i:"
    + _WORD
    + rb")[ \t]{0,2},[ \t]{0,2}(?:\[|array\()[ \t]{0,2}"
    + _LITERAL
    + rb"|\[[ \t]{0,2}"
    + _LITERAL
    + rb"[^\]\n]{0,200}\]\.(?:includes|include\?|contains|indexOf)\([\w.]{0,40}(?i:"
    + _WORD
    + rb")\b"
)
_HASHED = re.compile(
    rb"(?i)(?:md5|sha\d{1,3}|hash|digest|hexdigest|encode)\w{0,12}\(?[^\n]{0,80}"
    + _WORD
    + rb"[^\n]{0,80}(?:={2,3}|equals\(|,)[ \t]{0,3}b?[\"']([0-9a-f]{32,128})[\"']|[\"']([0-9a-f]{32,128})[\"'][ \t]{0,2}={2,3}[^\n]{0,60}(?:md5|sha\d|hash|digest)[^\n]{0,80}"
    + _WORD
    + rb"|(?:checkpw|compareSync|\.compare|password_verify|\.Verify|\.matches|CompareHashAndPassword|check_password(?:_hash)?|Password\.new|valid_password\?)\([^\n]{0,120}[\"'](\$2[abxy]?\$[^\"'\n]{20,80}|\$argon2[^\"'\n]{10,120}|pbkdf2[^\"'\n]{10,160})"
)
_NAMED = re.compile(
    rb"\b([A-Za-z_]\w{2,50})[\"']?[ \t]{0,3}(?::[ \t]{0,2}[\w.&<>' ]{1,24})?[ \t]{0,3}:?=>?[ \t]{0,3}(?:\[\]byte\(|b)?[\"']([^\"'\s]{4,130})[\"'][ \t)]{0,3}[;,]?[ \t]{0,4}$",
    re.MULTILINE,
)
_BY_NAME = re.compile(
    _VAR
    + rb"[ \t]{0,2}={2,3}[ \t]{0,2}(?:self\.|this\.|[A-Z]\w{0,40}(?:\.|::))?([A-Za-z_]\w{2,50})\b|\b([A-Za-z_]\w{2,50})[ \t]{0,2}={2,3}[ \t]{0,2}[\w.$\[\"'-]{0,40}(?i:"
    + _WORD
    + rb")\b|(?:compare_digest|hash_equals|secure_compare|timingSafeEqual|equals|Equals|checkpw|compareSync|password_verify|CompareHashAndPassword|Verify|matches)\([^\n]{0,60}(?i:"
    + _WORD
    + rb")[^\n]{0,30}?[ ,(]((?:self\.)?[A-Z_]\w{2,50})\b"
)
_MASTER = re.compile(
    rb"(?i)master|back_?door|support|universal|override|god|vendor|bypass|emergency|maint|service_?p|hidden|secret_?p|dev_?p|root_?p|fallback|rescue|skeleton"
)
_NO_PASSWORD = re.compile(
    rb"(?i)(?:.*(?:password|passwd|change|secret|example|default|placeholder|required|invalid|hidden|confirm|undefined|correct|current|new_|old_).*|[*.x\-]+|string|number|object|function|boolean|null|none|true|false|text|type|login|email|user(?:name)?|field|value|hash|plain|bcrypt|basic|token|oauth\w*|saml|ldap|form|local|both|only|query|body)"
)
_REFUSES = re.compile(
    rb"(?i)raise|throw|warn|error|fatal|insecure|default|exit|weak|reject|return (?:false|null)|must|please|assert|expect"
)
_LETS_IN = re.compile(
    rb"(?i)return (?:true|user|account|member|admin|next|token|await|new |this\.|self\.)|(?<![\w.])(?:sign_?in|log_?in)\w{0,20}\("
)

_OUTSIDE = (
    rb"(?<![\w$])(?:request|req|ctx|self\.request|c|r|httpContext|HttpContext|Request|params|query|headers|cookies)(?:\.|\[|\()[^\n=!]{0,60}?[\"'.]([\w-]{2,40})[\"')\]]{0,3}"
    rb"|\$_(?:GET|POST|REQUEST|COOKIE|SERVER)\[[\"']([\w-]{2,40})[\"']\]|params\[:(\w{2,40})\]|\$request->(?:input|query|header|get|cookie)\([\"']([\w-]{2,40})[\"']\)|get(?:Parameter|Header)\([\"']([\w-]{2,40})[\"']\)|(?:Get|GetHeader|Query|FormValue|Cookie|PostForm|Param)\([\"']([\w-]{2,40})[\"']\)"
)
_ASKED = re.compile(
    rb"(?:"
    + _OUTSIDE
    + rb")[^\n\"'=!]{0,12}(?:={2,3}|\.equals\(|\.eql\?\(|,)[ \t]{0,2}[\"']([^\"'\n]{3,80})[\"']|[\"']([^\"'\n]{3,80})[\"'](?:[ \t]{0,2}={2,3}[ \t]{0,2}|\.equals\()(?:"
    + _OUTSIDE
    + rb")"
)
_ASKED_NAMED = re.compile(rb"(?:" + _OUTSIDE + rb")[^\n\"'=!]{0,12}(?:={2,3}|,)[ \t]{0,2}([A-Z_][A-Z0-9_]{3,50})\b")
_GRANTS = re.compile(
    rb"(?i)is_?admin|is_?staff|super_?user|\brole\b|login\w*\(|log_?in_?user|sign_?in|authenticat(?:ed|e\()|bypass|skip_?auth|impersonat|Auth::login|session\[|\$_SESSION|setAuthentication|ClaimsPrincipal|current_?user\s{0,2}=|req\.user\s{0,2}=|request\.user\s{0,2}=|g\.user\s{0,2}=|user_?id[\"'\]]{0,3}\s{0,2}=|generate_?token|create_?token|jwt\.sign|return (?:true|next|self\.get_response|chain|\$next)|next\(\)|doFilter|HasRole|admin"
)
_COMPARES = re.compile(rb"(?i)compare|equal|digest|strcmp|secure")
_DOOR = re.compile(
    rb"(?i)debug|back_?door|master|bypass|god|support|maint|override|unlock|secret|vendor|sudo|root|elevate|impersonat|dev_?(?:key|token|mode)|admin|magic|open_?sesame|x-[\w-]{0,30}(?:key|token|pass|debug|internal|support|override)|_k$|^k$|\bkey$|token$"
)
_ORDINARY = re.compile(
    rb"(?i)XMLHttpRequest|application/|text/|multipart|https?|websocket|Bearer|Basic|true|false|null|none|asc|desc|on|off|yes|no|all|json|xml|html|csv|pdf|GET|POST|PUT|PATCH|DELETE|OPTIONS|HEAD|utf-8|gzip|admin|user|staff|manager|owner|local\w*|production|development|\d{1,5}|[a-z]{1,9}|[A-Z]{1,9}|[a-z]+[_-][a-z]+"
)
_LOOKS_SECRET = re.compile(
    rb"(?=[^\n]*\d)(?=[^\n]*[A-Za-z])[\w!@#$%^&*+=./-]{8,80}|[\w-]{16,80}|(?=[^\n]*[A-Z])(?=[^\n]*[a-z])(?=[^\n]*[-_!@#$%])[\w!@#$%^&*+=./-]{8,80}"
)
_ACCOUNT = re.compile(
    rb"(?i)\b(?:user_?name|user|login|e?mail|user\.e?mail|account|\w{0,20}\.(?:email|username|login))[\"'\])]{0,2}(?:\.(?:lower|toLowerCase|downcase)\(\))?[ \t]{0,2}(?:={2,3}|\.equals(?:IgnoreCase)?\(|\.eql\?\(|\.(?:ends_?with\??|endswith|endsWith|EndsWith|end_with\?)\()[ \t]{0,2}[\"']((?:[\w.+-]{1,40})?@[\w-]{2,40}\.[\w.]{2,30}|support\w{0,20}|vendor\w{0,20}|backdoor|service_?desk|maint\w{0,20}|dev(?:eloper|ops|team)?|god|superadmin|\w{0,20}_support)[\"']"
)
_MADE = re.compile(
    rb"(?i)create_superuser\([^)\n]{0,200}[\"'][^\"'\n]{6,60}[\"'][ \t]{0,2}\)|create_superuser\([^)]{0,200}password[ \t]{0,2}=[ \t]{0,2}[\"'][^\"'\n]{4,60}[\"']"
    rb"|(?:User|Admin|Account|Member)\w{0,12}(?:\.|::|->)(?:create!?|find_or_create_by!?|firstOrCreate|updateOrCreate|upsert|new|insert\w{0,10}|build)\b(?=[^;]{0,300}(?:admin|role|is_?staff|superuser))[^;]{0,300}password[\"']?[ \t]{0,2}(?::|=>|=)[ \t]{0,2}(?:bcrypt\(|Hash::make\(|hash\w{0,12}\(|await [\w.]{1,30}\()?[\"'][^\"'\n]{6,60}[\"']"
)


def doors(code: bytes) -> Iterator[tuple[str, int]]:
    """(rule, offset) of each fixed way in."""
    lower = code.lower()
    if b"pass" in lower or b"pwd" in lower or b"pw" in lower:
        yield from _passwords(code)
    if b"password" in lower or b"superuser(" in lower:
        yield from (("fixed-account", match.start()) for match in _MADE.finditer(code))
    named = dict(_NAMED.findall(code))
    for match in _ASKED.finditer(code):
        literal = match[7] or match[8]
        name = next((group for group in (*match.groups()[:6], *match.groups()[8:]) if group), b"")
        if _opens(code, match, name, literal):
            yield "secret-word", match.start()
    for match in _ASKED_NAMED.finditer(code):
        literal = named.get(match[match.lastindex or 0], b"")
        name = next((group for group in match.groups()[:6] if group), b"")
        if literal and _opens(code, match, name, literal):
            yield "secret-word", match.start()
    for match in _ACCOUNT.finditer(code):
        after = _following(code, match.end(), 3)
        if (
            _GRANTS.search(after)
            and not _refuses(after)
            and not match[1].endswith((b"example.com", b"example.org", b"test.com"))
        ):
            yield "fixed-account", match.start()


def _opens(code: bytes, match: re.Match[bytes], name: bytes, literal: bytes) -> bool:
    begin = code.rfind(b"\n", 0, match.start()) + 1
    if b"=" not in match[0] and b"quals" not in match[0] and not _COMPARES.search(code, begin, match.start()):
        return False
    if _ORDINARY.fullmatch(literal) or name.lower() in (
        b"accept",
        b"content-type",
        b"origin",
        b"host",
        b"method",
        b"user-agent",
        b"x-requested-with",
        b"url",
        b"path",
        b"pathname",
    ):
        return False
    after = _following(code, match.end(), 4)
    if not _GRANTS.search(after):
        return False
    return bool(_DOOR.search(name)) or (
        bool(_LOOKS_SECRET.fullmatch(literal)) and b"/" not in literal and b" " not in literal
    )


def _following(code: bytes, at: int, lines: int) -> bytes:
    end = at
    for _ in range(lines):
        end = code.find(b"\n", end + 1)
        if end < 0:
            return code[at:]
    return code[at:end]


def _passwords(code: bytes) -> Iterator[tuple[str, int]]:
    for match in _PASSWORD.finditer(code):
        literal = next(group for group in match.groups() if group)
        # A program that refuses the password of the manual compares with it, too.
        if _may_open(literal, code[match.end() : match.end() + 120]):
            yield "fixed-password", match.start()
    for match in _HASHED.finditer(code):
        yield "fixed-password", match.start()
    named = dict(_NAMED.findall(code))
    for match in _BY_NAME.finditer(code):
        name = next(group for group in match.groups() if group).rpartition(b".")[2]
        literal = named.get(name, b"")
        if (
            literal
            and not _NO_PASSWORD.fullmatch(literal)
            and (_MASTER.search(name) or len(literal) >= 6)
            and not _refuses(code[match.end() : match.end() + 120])
        ):
            yield "fixed-password", match.start()


def _refuses(after: bytes) -> bool:
    """Whether somebody is turned away, and is not let in first."""
    refused, let_in = _REFUSES.search(after), _LETS_IN.search(after)
    return refused is not None and (let_in is None or refused.start() < let_in.start())


def _may_open(literal: bytes, after: bytes) -> bool:
    if _NO_PASSWORD.fullmatch(literal) or _refuses(after.split(b"\n\n")[0]):
        return False
    return (
        len(literal) >= 6
        or re.fullmatch(rb"[ \t]{0,2}[+.][ \t]{0,2}[\"'][^\"'\n]{1,40}[\"'][^\n]*(?:\n[^\n]*){0,4}", after) is not None
    )
