"""Literals given to something that is called a password, a key or a token, in any of the languages and file forms."""

from __future__ import annotations

import base64
import re

from makegood.engine.redaction.plausible import Strength, is_documented, strength

_WORD = (
    r"passw(?:or)?d|passwd|passphrase|passwrt|pwd|secret|token|api_?-?key|apikey|access_?-?key|account_?-?key|auth_?-?key"
    r"|private_?-?key|encryption_?-?key|signing_?-?key|master_?-?key|credential|license_?-?key|service_?-?key|app_?-?key|salt"
)
_JOIN = r"(?:[ \t]*:[ \t]*[A-Za-z]{1,12}\??)?[\"'`\])]{0,3}[ \t]*(?:=>|:=|={1,3}|:|,|\|\||\?\?|\?:|or[ \t])[ \t]*"

ANCHOR = (
    rf"(?i:(?:{_WORD}))[\w-]*(?:{_JOIN}[bru@]?[\"'`][^0-9!#$%&*+/=?^~@\"'`\s]*[0-9!#$%&*+/=?^~@]"
    rf"|[ \t]*[=:][ \t]*[A-Za-z_-]*[0-9!#%&*+/?^~@]"
    rf"|[\"'][ \t]+(?i:value)[ \t]*=[ \t]*[\"'][A-Za-z_]*[0-9!#%&*+/?^~@]"
    r"|>[A-Za-z_]*[0-9!#%&*+/?^~@])"
)
"""RE2, over whole files. A literal of letters only is no find, so the anchor reaches to the first digit or sign."""

_EXACT = re.compile(
    rf"(?P<word>(?i:{_WORD}))(?P<rest>[\w.-]{{0,40}})".encode()
    + (
        rf"(?:(?P<join>{_JOIN})[bru@]?(?P<q>[\"'`])(?P<quoted>[^\"'`\r\n]{{6,400}})(?P=q)"
        r"|[ \t]{0,20}[=:][ \t]{0,20}(?P<bare>[^\s\"'`,;()<>{}\[\]\\]{6,400})(?=[\s;\\]|$)"
        r"|[\"'][ \t]{1,9}(?i:value)[ \t]*=[ \t]*[\"'](?P<xml>[^\"'\r\n]{6,400})[\"']"
        r"|>(?P<element>[^<>\s]{6,400})</)"
    ).encode()
)

# password_field, token_url, secret_name: the name says that the value is about a secret, and is none.
_ABOUT = frozenset(
    b"""name names field fields url urls uri path paths file filename dir folder label type types regex pattern
    length size min max header headers holder hint help error errors message msg text title desc description
    policy valid validator validators validation reset confirm confirmation format algorithm alg hash hashed
    hasher hashers digest expiry expires expiration ttl lifetime age endpoint class id ids ref arn prefix suffix
    count index selector css icon input strength rule rules require required version provider store manager
    service generator handler scope scopes issuer placeholder template izer izers ize ized ization link page
    form view route test changed at by set list state status key_id kind symbol mint address contract price
    decimals commit commits sha md checksum revision rev version integrity fingerprint uuid guid etag""".split()
)
_NEVER = frozenset(
    b"public publish publishable publishing csrf xsrf test tests fake dummy mock sample example invalid wrong".split()
)
_PUBLIC = frozenset(
    b"""public publish publishable publishing site anon csrf xsrf next continuation cancel cancellation lex syntax
    design i18n lang trans test tests fake dummy mock sample example invalid wrong bad hash hashed encrypted
    verification cache sort primary foreign forgot reset old new confirm confirmation forgotten incorrect weak
    expected no without""".split()
)
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{8,400}={0,2}")
_SETTER = re.compile(
    rb"(?i)(?:define|set|put|add|append|with|env|environ|property|config|option)\w{0,12}(?:\.(?:get|fetch))?\([ \t]*"
    rb"[\"'][\w. -]{0,60}$"
)
_WORDS = re.compile(rb"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


_GUARDED = re.compile(rb"[?+]")
"""`${PASSWORD:?must be set}` of shells and Compose files: what follows is a sentence."""


class Assigned:
    """One literal with its name: `start` and `end` are offsets, `quoted` tells code from plain configuration."""

    __slots__ = ("end", "name", "quoted", "start", "strength")

    def __init__(self, name: bytes, start: int, end: int, strength: Strength, *, quoted: bool) -> None:
        self.name, self.start, self.end, self.strength = name, start, end, strength
        self.quoted = quoted


def assigned(content: bytes, at: int) -> Assigned | None:
    """The literal given to the name whose word begins at `at`, None when it is no secret."""
    match = _EXACT.match(content, at, min(len(content), at + 1000))
    if match is None or _last_word(match["rest"]) in _ABOUT:
        return None
    group = next(name for name in ("quoted", "bare", "xml", "element") if match[name] is not None)
    before = content[max(0, content.rfind(b"\n", max(0, at - 80), at) + 1, at - 80) : at]
    name = re.search(rb"[\w.-]{0,40}$", before)
    head = name.group() if name else b""
    if (
        _last_word(head) in _PUBLIC
        or not _NEVER.isdisjoint(_words(head))
        or b"csrf" in head.lower()
        or b"arn:" in before
    ):
        return None
    if match["join"] is not None and b"," in match["join"] and not _SETTER.search(before):
        return None
    if group == "bare" and _GUARDED.match(match["bare"]) and b"${" in before[-42:]:
        return None
    value = match[group]
    found = _strength(match["word"].lower(), value)
    if found < Strength.PLAUSIBLE:
        return None
    return Assigned(
        head + match["word"] + match["rest"],
        match.start(group),
        match.end(group),
        found,
        quoted=group != "bare",
    )


def _strength(word: bytes, value: bytes) -> Strength:
    value = _decoded(value)
    found = Strength.PLACEHOLDER if is_documented(value) else strength(value)
    is_password = word.startswith((b"pass", b"pwd"))
    if found is Strength.PLAUSIBLE and not is_password and len(value) < 16:
        return Strength.WEAK
    return found


def _last_word(name: bytes) -> bytes:
    """`reset` of passwordReset, `url` of token_url."""
    return (_words(name) or [b""])[-1]


def _words(name: bytes) -> list[bytes]:
    return [word.lower() for word in _WORDS.findall(name)]


def _decoded(value: bytes) -> bytes:
    """What a base64 text says when it says something readable, as in the secrets of Kubernetes; else the text."""
    if len(value) % 4 or not _BASE64.fullmatch(value):
        return value
    plain = base64.b64decode(value)
    return plain if plain.isascii() and plain.decode("ascii").isprintable() and len(plain) > 5 else value
