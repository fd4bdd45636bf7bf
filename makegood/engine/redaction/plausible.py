"""How likely a literal is a real secret: from a placeholder that everybody types to what no person thought up."""

from __future__ import annotations

import math
import re
from collections import Counter
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise


class Strength(IntEnum):
    """PLACEHOLDER says "put yours here"; WEAK is a word or a name; PLAUSIBLE a password; RANDOM made by a machine."""

    PLACEHOLDER = 0
    WEAK = 1
    PLAUSIBLE = 2
    RANDOM = 3


# What people write where a secret would stand: documentation, samples, templates, generators.
_STAND_INS = re.compile(
    rb"(?i)example|sample|dummy|change[_-]?(?:me|this|it|that)|placeholder|your|xxxx|\*\*\*|\.\.\.|fixme|redacted|replace"
    rb"|insert[_-]|[_-]here\b|insecure|undefined|lorem|keyboard.?cat|correct.?horse|letmein|qwert|unsafe|todo[_-]"
    rb"|\bnot[_-]?(?:so|a|very|for)[_-]|dev[_-]?only|secret[_-]?key|super[_-]?secret|my[_-]?(?:super|secret|pass|key|token|api)"
    rb"|(?:^|[_\W\d])(?:test(?:ing|er|s)?|fake|mock|demo|foo|bar|baz|dev|local)(?:[_\W\d]|$)"
)
_ORDINARY = re.compile(
    rb"(?i)(?:(?:p[a4@][s$5]{2}[@_-]?w[o0]rd|passwd|pass|pw|pwd|s[e3]cr[e3]t|admin(?:istrator)?|root|test|foo|bar|hunter2|default|postgres"
    rb"|postgresql|mysql|mongo|redis|rabbit|django|rails|laravel|user(?:name)?|guest|welcome|token|string|value|super|hello|world"
    rb"|temp|some|new|old|the|a|my|key|api|app|db|database|dev|very|long|strong|secure)[\W_\d]{0,4}){1,4}"
)
_REFERENCE = re.compile(
    rb"^[$<{\[(%@#&!|>*^]|->|\(\)|\.\$|\$this|(?:^|\|)(?:required|nullable|sometimes|string|bail|confirmed|regex:|m(?:in|ax):[0-9])"
    rb"|^(?:pbkdf2_|bcrypt|argon2|scrypt|sha[0-9]{0,3}\$|md5\$|pk_|phc_|G-|UA-|GTM-|ca-pub|arn:|--|EJ\[|ENC\[|vault:|\{cipher\})|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|\$\{|\{\{|\$\(|%\(|%[sdv]|<%|#\{|\}\}|^(?:\.{0,2}/|~/|[A-Za-z]:\\|https?://)|^env[.:(]|^(?:process|os)\."
)
_SEQUENCES = (
    b"abcdefghijklmnopqrstuvwxyz" * 2,
    b"0123456789" * 3,
    b"9876543210" * 3,
    b"1234567890abcdef" * 2,
    b"qwertyuiop asdfghjkl zxcvbnm",
)
_HEX = re.compile(rb"[0-9a-fA-F]+")
_UUID = re.compile(rb"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_WORDS = re.compile(rb"[A-Za-z]*(?:[_.:/ -][A-Za-z]*)*[0-9]{0,4}[!?.]?")
_PARTS = re.compile(rb"[_.:/ -]")
_PATH = re.compile(rb"[\w@.-]{1,80}(?:/[\w@.-]{1,80}){1,20}\.?\w{0,8}")


@lru_cache(maxsize=20_000)
def strength(value: bytes) -> Strength:
    """The strength of a literal. Values above 400 bytes are judged by their first 400."""
    value = value[:400]
    if len(value) < 6 or _REFERENCE.search(value) or is_monotone(value) or _UUID.fullmatch(value):
        return Strength.PLACEHOLDER
    if looks_random(value):
        return Strength.RANDOM
    if _STAND_INS.search(value) or _ORDINARY.fullmatch(value) or any(character <= 32 for character in value):
        return Strength.PLACEHOLDER
    if (_WORDS.fullmatch(value) and kinds(value) < 4) or len(value) < 8:
        return Strength.WEAK
    return Strength.PLAUSIBLE if kinds(value) >= 2 and entropy(value) >= 2.5 else Strength.WEAK


def looks_random(value: bytes) -> bool:
    """Nobody thinks of it: long hexadecimal, or letters of both cases mixed with digits and few runs of letters."""
    if any(character <= 32 for character in value):
        return False
    if _HEX.fullmatch(value):
        return len(value) >= 32 and entropy(value) >= 3.0 and bool(re.search(rb"[0-9]", value))
    if len(value) < 16 or entropy(value) < 3.5 or kinds(value) < 2 or not re.search(rb"[0-9]", value):
        return False
    if _PATH.fullmatch(value) and value.count(b"/") > len(value) / 12 and b"." in value:
        return False
    return changes(value) >= 0.35


def changes(value: bytes) -> float:
    """The share of neighbours that are of another kind (lower, upper, digit, sign): 0.6 in random, 0.15 in words."""
    classes = [_kind(character) for character in value]
    return sum(a != b for a, b in pairwise(classes)) / max(1, len(classes) - 1)


def kinds(value: bytes) -> int:
    """How many of lower case, upper case, digits and signs occur."""
    return len({_kind(character) for character in value})


def _kind(character: int) -> int:
    if 97 <= character <= 122:
        return 0
    if 65 <= character <= 90:
        return 1
    return 2 if 48 <= character <= 57 else 3


def entropy(value: bytes) -> float:
    """Shannon's entropy in bits per byte."""
    size = len(value)
    return -sum(count / size * math.log2(count / size) for count in Counter(value).values()) if size else 0.0


def is_monotone(value: bytes) -> bool:
    """All the same, a short piece repeated, or a run of the alphabet or the digits."""
    lowered = value.lower()
    if len(set(lowered)) <= 3:
        return True
    if lowered in (lowered + lowered)[1:-1] or len(set(_PARTS.split(lowered))) == 1 < len(_PARTS.split(lowered)):
        return True
    pieces = [lowered[at : at + 5] for at in range(0, max(1, len(lowered) - 4), 3)]
    runs = sum(piece in sequence for piece in pieces for sequence in _SEQUENCES)
    return runs * 3 >= len(lowered) * 0.45


_DOCUMENTED = (
    b"AKIAIOSFODNN7EXAMPLE",
    b"AKIAI44QH8DHBEXAMPLE",
    b"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    b"je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
    b"Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
    b"C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==",
    b"4eC39HqLyjWDarjtT1zdp7dc",
    b"1a2b3c4d5e6f",
    b"QWxhZGRpbjpvcGVu",
    b"2YotnFZFEjr1zCsicMWpAA",  # this one and the next four: RFC 6749 and 6750
    b"tGzv3JOkF0XG5Qx2TlKWIA",
    b"SplxlOBeZQQYbYS6WxSbIA",
    b"czZCaGRSa3F0MzpnWDFmQmF0M2",
    b"mF_9.B5f-4.1JqM",
)


_SAYING_SO = (
    b"example",
    b"xxxx",
    b"sample",
    b"placeholder",
    b"your",
    b"dummy",
    b"fake",
    b"redacted",
    b"notreal",
    b"do_not",
)


def is_documented(value: bytes) -> bool:
    """A key that its provider prints in the manual (Amazon, Azure's emulators, Stripe), or one that says EXAMPLE."""
    lowered = value.lower()
    return any(key in value for key in _DOCUMENTED) or any(word in lowered for word in _SAYING_SO)
