"""What the text of a handler does: refuses, writes, asks who is there, checks a signature, fetches a record."""

from __future__ import annotations

import re

from makegood.engine.probes.access.handler import Lookup
from makegood.engine.probes.access.words import checks

LOOKUPS = 12
REFUSING = frozenset(("denies", "forbids"))
_COMMENTS = {
    "python": re.compile(r"(?m)(?:^|(?<=\s))#.*$"),
    "script": re.compile(r"/\*[^*]{0,2000}\*/|(?m:(?:^|(?<=[\s;{}]))//.*$)"),
}
_CALLED = re.compile(r"([A-Za-z_$][\w$]{2,60})\(")
_DENIES = {
    "python": re.compile(
        r"is_authenticated|is_anonymous|\bis_staff\b|is_superuser|\bhas_perms?\b|has_object_permission"
        r"|check_(?:object_)?permissions|permission_denied|Unauthori[sz]ed|NotAuthenticated"
        r"|AuthenticationFailed|\b401\b|HTTP_401|redirect_to_login|LOGIN_URL|login_url|handle_no_permission"
        r"|(?:redirect|url_for|reverse)\((?:url_for\()?\s{0,9}['\"][\w/.:-]{0,40}(?:login|signin|sign_in|sign-in)"
        r"|jwt\.decode|verify_jwt_in_request|session\.get\(\s?['\"](?:\w{0,20}user|logged|uid|admin|account"
        r"|member|role)"
        r"|['\"](?:\w{0,12}user\w{0,6}|logged_?in|uid|admin|email|account\w{0,4})['\"] (?:not )?in (?:\w+\.)?session"
        r"|if not (?:\w+\.)?session\b|compare_digest|check_password|token_validator|if not (?:g|current)[._]user\b"
    ),
    "script": re.compile(
        r"\b401\b|isAuthenticated|[uU]nauthori[sz]ed|notAuthenticated"
        r"|!\s?(?:req|request|ctx|c)\.(?:session|user|auth|userId|isAuth|locals\.user|state\.user)"
        r"|redirect\(\s?[\"'`][\w/:-]{0,40}(?:login|signin|sign-in)"
        r"|jwt\.verify|jwtVerify|verifyIdToken|timingSafeEqual|constructEvent|\bcan\(|ability\.|res\.locals\.isAdmin"
        r"|if\s?\(\s?!\s?(?:session|user|currentUser|token|userId|auth|me)\b|getServerSession|\bgetSession\(|\bauth\(\)"
        r"|currentUser\(\)|getToken\(|requireUser|requireAuth|requireAdmin|withAuth|getCurrentUser|validateRequest"
        r"|auth\.protect\(|supabase\.auth\.getUser|getUser\(\)|verifySession|lucia\.|getAuth\(|authOptions|assertUser"
    ),
}
_FORBIDS = {
    "python": re.compile(r"PermissionDenied|Forbidden|\b403\b|HTTP_403"),
    "script": re.compile(r"\b403\b|[fF]orbidden|ForbiddenException|accessDenied"),
}
"""Refuses this visitor for this record, which tells nothing of whether anybody asked who they are."""
_WRITES = {
    "python": re.compile(
        r"\.(?:save|delete|create|bulk_create|bulk_update|get_or_create|update_or_create|insert|commit|remove"
        r"|add|rename_and_delete)\(|\.update\(\s?\w+=|\bos\.(?:remove|unlink)\(|request\.method == ['\"]POST"
        r"|require_POST"
        r"|send_mail\(|\.delay\("
    ),
    "script": re.compile(
        r"\.(?:save|create|insert\w{0,5}|update\w{0,5}|delete\w{0,5}|remove|destroy|upsert|findByIdAnd\w{1,12}"
        r"|findOneAnd\w{1,12}|query|execute|push|unlink\w{0,5})\("
    ),
}
_ASKER = {
    "python": re.compile(
        r"\brequest\.(?:user|profile|auth|team|tenant|account|org|organization|project|member|customer|company"
        r"|state\.user)"
        r"|\bcurrent_\w{0,20}user\b|\bcurrent_(?:account|tenant|organi[sz]ation|team|company|member|identity)\b"
        r"|\bg\.(?:user|tenant|account|current)|session\[['\"]|session\.get\(\s?['\"]|_for_user\(|get_jwt|identity\b"
        r"|\b(?:owner|user|tenant|author|customer|account|organi[sz]ation|team|company|created_by|member)(?:_id"
        r"|__id|_pk)?"
        r"\s?(?:!=|==|=\s?(?:request|self|current|user|me|g\.|session))|\.is_own(?:er|ed)|belongs_to"
        r"|\buser\.(?:id|pk)\b"
        r"|_id !=|\b(?!render|redirect|get_|messages|error|success|info|warning|add_message|TemplateResponse"
        r"|login|logout)"
        r"\w{3,60}\(\s?(?:self\.)?request,\s?[a-z]"
    ),
    "script": re.compile(
        r"\b(?:req|request|ctx|ctx\.state|c)\.(?:user|userId|auth|account|tenant|session|currentUser|state\.user|org)"
        r"|\bsession\.user|\bcurrentUser\b|\buserId\b|\buser\.(?:id|_id|sub|uid)\b|\bowner(?:Id)?\b|\btenantId\b"
        r"|res\.locals\.(?:user|session)|\b(?:organi[sz]ation|company|team|account)Id\b|\bsessionUser\b|request\.auth"
    ),
}
_COMPARES = re.compile(
    r"\.(?:owner|user|author|customer|account|tenant|project|team|organi[sz]ation|company|created_?by|creator)"
    r"\w{0,6}(?:\.\w{1,8}){0,2}(?:\(\))?\s?[!=]={1,2}"
    r"|[!=]={1,2}\s?(?:req|request|current_user|self\.request|ctx)\.(?:user|state|id|project|team)|\.equals\(req\.user"
)
_SESSION = re.compile(r"\brequest\.(?:user|session)\b|(?<![\w.])session\[|\bcurrent_user\b")
_HARMLESS = frozenset((
    "render", "render_template", "TemplateResponse", "redirect", "HttpResponse", "JsonResponse", "jsonify", "url_for",
    "reverse",
    "status", "json", "send", "sendFile", "dict", "print", "log", "format", "join", "function", "sendStatus",
    "end", "setHeader",
))  # fmt: skip
_DATA = re.compile(
    r"\.objects\b|\.query\b|\bselect\(|\.find\w{0,20}\(|\.filter\w{0,3}\(|\.execute\(|\.all\(|\.get_or_404"
    r"|get_object|\.(?:get|find|list|load|fetch|count)[A-Z]\w{0,40}\(|\.aggregate\("
)
_SIGNED = re.compile(
    r"(?i)signature|hmac|compare_digest|timingsafeequal|construct_?event|webhook_secret|verify_?sign|x-hub|svix"
)
_OWN = re.compile(
    r"(?i)user|owner|tenant|organi|account|team|project|session|author|customer|company|member|created_?by"
)
_FETCHES = {
    "python": (
        re.compile(r"get_object_or_404\(\s{0,40}([A-Z]\w{1,60})(?:\.\w{1,30})?\s{0,9},([^()]{0,200}(?:\([^()"
                   r"]{0,100}\))?[^()]{0,100})\)"),
        re.compile(
            r"\b([A-Z]\w{1,60})\.objects(?:\.\w{1,30}\([^()]{0,200}\)){0,3}\.(?:get|filter)"
            r"\(([^()]{0,300}(?:\([^()]{0,100}\))?[^()]{0,100})\)"
        ),
        re.compile(
            r"\b([A-Z]\w{1,60})\.query\.(?:get|get_or_404|filter_by|filter|first_or_404)"
            r"\(([^()]{0,300}(?:\([^()]{0,100}\))?[^()]{0,100})\)"
        ),
        re.compile(r"\b(?:session|db|conn)(?:\.session)?\.get(?:_or_404)?\(\s{0,40}([A-Z]\w{1,60})\s{0,9},([^()"
                   r"]{1,100})\)"),
        re.compile(
            r"(?:\.query|\bselect)\(\s{0,40}([A-Z]\w{1,60})\s{0,9}\)\s{0,40}\.(?:filter|filter_by|where)"
            r"\(([^()]{0,400}(?:\([^()]{0,100}\))?[^()]{0,200})\)"
        ),
    ),
    "script": (
        re.compile(
            r"\b(?:prisma|this\.prisma|db|this)?\.?([A-Za-z]\w{1,40}?)(?:Repository|Model|Repo|Collection)"
            r"?\.(?:findById|findByPk|findOne|findUnique|findFirst|findByIdAndUpdate"
            r"|findByIdAndDelete|findByIdAndRemove|findOneAndUpdate|findOneAndDelete|findUniqueOrThrow|findFirstOrThrow"
            r"|findOneBy|findOneOrFail|findOneByOrFail|deleteOne|updateOne|destroy|delete|update)\(((?:[^()]"
            r"|\([^()]{0,200}\)){0,400})\)"
        ),
    ),
}  # fmt: skip
_ADDRESS = {
    "python": re.compile(
        r"kwargs|request\.(?:GET|POST|data|args|form|query_params|json)|_id\b|\bid\b|\bpk\b|\bslug\b|\bcode\b|\buuid\b"
        r"|\bnumber\b|\bkey\b"
    ),
    "script": re.compile(r"\bparams\b|\.query\b|\.body\b|\b\w{0,20}[iI]d\b|\bslug\b|\buuid\b"),
}


def plain(text: str, dialect: str) -> str:
    """The text without its comments."""
    return _COMMENTS[dialect].sub("", text)


def marks_of(text: str, dialect: str) -> frozenset[str]:
    """`text` without comments."""
    found = []
    if _DENIES[dialect].search(text) or any(checks(name) for name in _CALLED.findall(text)[:200]):
        found.append("denies")
    if _FORBIDS[dialect].search(text):
        found.append("forbids")
    if _WRITES[dialect].search(text):
        found.append("writes")
    if _ASKER[dialect].search(text):
        found.append("asker")
    if dialect == "python" and _SESSION.search(text):
        found.append("session")
    if "asker" not in found and not _DATA.search(text) and set(_CALLED.findall(text)) <= _HARMLESS:
        found.append("page")
    if _COMPARES.search(text):
        found.append("compares")
    if _SIGNED.search(text):
        found.append("signed")
    return frozenset(found)


def lookups_of(text: str, line: int, dialect: str) -> tuple[Lookup, ...]:
    """Records fetched in the text, which begins on `line`."""
    found: list[Lookup] = []
    for pattern in _FETCHES[dialect]:
        for match in pattern.finditer(text):
            if len(found) >= LOOKUPS:
                return tuple(found)
            given = match.group(2)
            begin = text.rfind("\n", 0, match.start()) + 1
            end = text.find("\n", match.start())
            found.append(
                Lookup(
                    model=match.group(1).lower() if dialect == "script" else match.group(1),
                    line=line + text.count("\n", 0, match.start()),
                    text=text[begin : end if end >= 0 else None].strip()[:300],
                    by_address=bool(_ADDRESS[dialect].search(given)),
                    owned=bool(_OWN.search(given)),
                )
            )
    return tuple(found)
