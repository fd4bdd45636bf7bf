"""What a name says: that it guards, that it is meant for everybody, that it is about people, money or the office."""

from __future__ import annotations

import re
from functools import lru_cache

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GUARDS = _words(
    "login logged loggedin signin auth authed authn authz authenticate authenticated authentication authenticator"
    " authorize authorized authorise authorised authorization authorisation authorizer permission permissions permit"
    " permitted perms admin admins administrator staff superuser role roles rbac acl jwt oauth oauth2 bearer protect"
    " protected guard guards secured passport principal privilege restricted restrict owner ownership member scopes"
    " scope apikey entitled entitlement identified unauthorized private"
)
_NEVER = _words(
    "csrf xsrf anonymous allowany exempt optional guest skip without limit limiter ratelimit throttle throttled cors"
    " unauthenticated schema validator validation rules serializer public cache logout never redirect everyone"
)
_PAIRS = re.compile(
    r"(?:current|require|requires|required|ensure|check|verify|verified|validate|active|valid|only|signed|load|fetch"
    r"|get|set|attach|extract|parse|decode|resolve)_(?:the_|a_|is_|has_|valid_|active_|current_|access_)?"
    r"(?:user|token|session|access|account|apikey|api_key|key|tenant|identity|me|in|signature)(?:_|$)"
    r"|(?:user|token|session|account|api_key|tenant|api)_(?:required|only|needed|check|guard)|^can_|^can$|user_passes"
    r"|current_(?:\w+_)?user|has_(?:\w+_)?key$|is_user$|with_user$|with_session$|session_user"
)
_VERBS = re.compile(
    r"(?:^|_)(?:require|requires|required|ensure|check|verify|verified|validate|assert|enforce|authorize|authorise"
    r"|authenticate|has|is|can|deny|guard|protect|permit|must|allow|allowed)(?:_|$)"
)
_CALLED = re.compile(
    r"(?:require|ensure|check|verify|validate|assert|enforce|authenticate)_(?:the_|is_|valid_|current_|logged_"
    r"|active_)?"
    r"(?:user|token|session|access|account|api_key|tenant|identity|in|login|admin)"
)
_PUBLIC = re.compile(
    r"(?:^|_)(?:log_?in|log_?out|sign_?in|sign_?up|sign_?out|log_?on|log_?off|regist(?:er|ration)\w{0,4}"
    r"|forg[eo]t\w{0,8}"
    r"|reset_?pass\w{0,6}|password_?reset\w{0,8}|recover\w{0,3}|oauth2?|openid|sso|saml|oidc|authenticate"
    r"|callbacks?|webhooks?"
    r"|hooks?|ipn|health\w{0,6}|unsubscribe\w{0,2}|captcha|csrf|bounces?|graphql|public|well_known|receive\w{0,2}"
    r"|incoming|inbound|ping|pings|heartbeat|echo|csp_report|telemetry|refresh|anonymous|magic_link"
    r"|set_language|i18n"
    r"|opt_out|(?:notification|delivery|message|sms|call)_status)(?:_|$)"
    r"|^(?:verify|confirm|activate|accept|token|tokens|session|sessions|reset|create_session|obtain_\w{1,20}"
    r"|search|root|home"
    r"|index|main|welcome|hello|error|not_found|handler\d{3})$"
    r"|(?:verify|confirm|activate|validate|resend)_(?:\w{1,20}_)?(?:email|phone|code|token|account|mail|user"
    r"|registration|address)"
    r"|(?:email|account|phone)_(?:verif|confirm|activat)|^token_|_token$"
)
_SOFT = re.compile(
    r"(?:^|_)(?:auth|newsletter|subscribe|invit\w{0,7}|contact\w{0,3}|feedback|guest|cart|basket|consent|otp|mfa|totp"
    r"|two_factor"
    r"|stripe|paypal|twilio|slack|telegram|docs_search|unlock|cron_preview|preview|autocomplete|setup|install"
    r"|theme)(?:_|$)"
)
"""Often meant for everybody, but not where a neighbour of that name is guarded."""
_READ = re.compile(
    r"(?:^|_)(?:status|metrics|version|robots|sitemap|favicon|static|assets?|docs|openapi|swagger|schema|landing"
    r"|about|terms|privacy|faq"
    r"|help|pricing|errors?|shared?|embed|feed|rss|lang|language|locale|live\w{0,4}|ready\w{0,4}|test|debug"
    r"|suggest\w{0,5}"
    r"|badges?|config|countries|currencies|categor\w{1,3}|products?|posts?|articles?|blogs?|catalog\w{0,3}"
    r"|reviews?|comments?"
    r"|home|index|search|verify|confirm\w{0,6}|activate|token|session)(?:_|$)"
)
_SENSITIVE = re.compile(
    r"(?:^|_)(?:users?|admin\w{0,8}|accounts?|orders?|invoices?|payments?|customers?|clients?|patients?|profiles?"
    r"|reports?"
    r"|billing|messages?|documents?|subscriptions?|exports?|statistics|stats|dashboard|employees?|salar\w{1,3}|payroll"
    r"|transactions?|settings|roles?|permissions?|members?|staff|audit|logs?|backups?|keys?|secrets?|refunds?"
    r"|contracts?)(?:_|$)"
)


@lru_cache(maxsize=20_000)
def snake(name: str) -> str:
    """`requireAdminUser`, `/admin/users/:id` and `require-admin` with one underscore between the words."""
    return "_".join(part.lower() for part in _PARTS.findall(name[:200]))


@lru_cache(maxsize=20_000)
def guards(name: str) -> bool:
    """Whether the name of a decorator, base class, dependency or middleware says that it lets only some people in."""
    plain = snake(name)
    parts = frozenset(plain.split("_"))
    if parts & _NEVER and not plain.startswith("not_public"):
        return False
    if "not" in parts or "no" in parts or plain.startswith(("api_bearer", "api_unauthorized", "api_o_auth")):
        return False
    if "validate" in parts and not _PAIRS.search(plain):
        return False
    return bool(parts & _GUARDS) or bool(_PAIRS.search(plain))


@lru_cache(maxsize=20_000)
def checks(name: str) -> bool:
    """Whether the name of a function called within a handler says that it refuses some people."""
    plain = snake(name)
    parts = frozenset(plain.split("_"))
    if parts & _NEVER or "password" in parts:
        return False
    return (bool(parts & _GUARDS) and bool(_VERBS.search(plain))) or bool(_CALLED.search(plain))


@lru_cache(maxsize=20_000)
def is_open(name: str, route: str) -> bool:
    """Whether a handler is meant for everybody: signing in, a health probe, a signed call of another service."""
    return any(_PUBLIC.search(place) for place in (snake(name), snake(route)))


@lru_cache(maxsize=20_000)
def soft_words(name: str, route: str, writes: bool = True) -> frozenset[str]:
    """Words of its names that often mean everybody; a page to read has more of them than what writes."""
    places = (snake(name), snake(route))
    found = {match.group(0).strip("_") for place in places for match in _SOFT.finditer(place)}
    if not writes:
        found |= {match.group(0).strip("_") for place in places for match in _READ.finditer(place)}
        found |= {"/"} if not "".join(places) else set()
    return frozenset(found)


def is_sensitive(name: str, route: str) -> bool:
    """Whether the names speak of people, money or the office."""
    return bool(_SENSITIVE.search(snake(name)) or _SENSITIVE.search(snake(route)))


def is_office(name: str) -> bool:
    """Whether a guard lets in the people who run the application only."""
    return bool(
        frozenset(snake(name).split("_")) & _words("admin admins administrator staff superuser superadmin root")
    )
