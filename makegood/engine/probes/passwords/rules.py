"""How a line shows that a password is kept or compared in the clear.

After OWASP's Password Storage Cheat Sheet, CWE-256, CWE-522 and CWE-916. Each pattern runs over one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = r"(?:password|passwd|passphrase|pwd)"
_GIVEN = (
    r"(?:request\.(?:form|json|POST|data|values|args|get_json\(\))|req\.body|self\.cleaned_data|form\.cleaned_data"
    r"|\w*form\.\w*|cleaned_data|payload|ctx\.request\.body|\w*(?:data|body|dto|input|params|validated_data)(?=[.\[]))"
)
_TYPED = rf"(?:{_GIVEN}[\w.?]*(?:\.get\()?\[?[\"']?\.?{_WORD}[\"']?\]?\)?(?:\.data)?|(?:plain_?|raw_?)?{_WORD})"
_KEPT = r"(?:hashed_?password|password_?hash|passwordHash|hashedPassword|encrypted_?password|password_?digest)"


@dataclass(frozen=True, slots=True)
class Rule:
    """`hooks` are excused where the project hashes on its own when a row is saved."""

    name: str
    says: str
    pattern: re.Pattern[bytes]
    readings: tuple[str, ...]
    hooks: bool = False


PYTHON, SCRIPT = ("python",), ("javascript", "typescript", "tsx")
_COMPARED = "A password is compared as it was typed in, so it is kept in the clear."
_STORED = "A password is kept as it was typed in."
_FAST = "The password is hashed in a way that a thief undoes in minutes: no salt, no slowness."


def _rule(name: str, says: str, pattern: str, readings: tuple[str, ...], hooks: bool = False) -> Rule:
    return Rule(name, says, re.compile(pattern.encode()), readings, hooks)


RULES = (
    _rule(
        "compared-in-clear",
        _COMPARED,
        rf"\b(?!self\.|form\.|request\.|req\.|data\.|body\.)\w{{1,40}}(?:\.\w{{1,40}})?\.{_WORD}\s*(?:==|!=)\s*"
        rf"(?![\"']|None\b|self\.(?:confirm|repeat)|\w*[._]?(?:confirm|repeat|verify|again|re_?type)){_TYPED}\b",
        PYTHON,
    ),
    _rule(
        "compared-in-clear",
        _COMPARED,
        rf"\b{_GIVEN}[\w.\[\]\"'()]{{0,60}}{_WORD}[\"'\])]{{0,4}}(?:\.data)?\s*(?:==|!=|===|!==)\s*"
        rf"(?!form|req|self)\w{{1,40}}(?:\.\w{{1,40}}|\[[\"']\w{{1,40}}[\"']\])?(?:\.{_WORD}|\[[\"']{_WORD}[\"']\])",
        (*PYTHON, *SCRIPT),
    ),
    _rule(
        "compared-in-clear", _COMPARED, rf"\b{_WORD}\s*(?:==|!=)\s*(?!self|form|request)\w{{1,40}}\.{_WORD}\b", PYTHON
    ),
    _rule(
        "compared-in-clear",
        _COMPARED,
        rf"\b(?:user|account|customer|admin|member|found|existing\w*|result|row|doc|this)\w*\??\.{_WORD}\s*(?:===?|!==?)\s*"
        rf"(?!undefined|null|[\"'`]|\w*(?:confirm|repeat))(?:{_TYPED}|input\w*|entered\w*|candidate\w*|given\w*)",
        SCRIPT,
    ),
    _rule(
        "compared-in-clear",
        _COMPARED,
        rf"\b(?:{_WORD}|(?:entered|candidate|input)_?[Pp]assword)\s*(?:===?|!==?)\s*(?:user|account|customer|admin|this)\w*\??\.{_WORD}\b",
        SCRIPT,
    ),
    _rule(
        "compared-in-clear",
        _COMPARED,
        r"(?:compare|match|check|verify)\w{0,20}[pP]assword\w{0,20}\b[^\n]{0,100}=>\s*\w{1,40}\s*===?\s*\w{1,40}\s*;?\s*$",
        SCRIPT,
    ),
    _rule(
        "asked-in-clear",
        _COMPARED,
        rf"\bfilter(?:_by)?\((?=[^)\n]{{0,200}}\b(?:user|email|login|name))[^)\n]{{0,200}}\b{_WORD}\s*=\s*(?!None|make_|hash|\w*hash)",
        PYTHON,
    ),
    _rule(
        "asked-in-clear",
        _COMPARED,
        rf"\bobjects\.(?:get|filter)\([^)\n]{{0,200}}\b{_WORD}\s*=\s*(?!None|make_|hash|\w*hash)",
        PYTHON,
    ),
    _rule(
        "asked-in-clear",
        _COMPARED,
        rf"\bfindOne\(\s*\{{\s*(?:where:\s*\{{)?[^}}\n]{{0,200}}(?<![.\w]){_WORD}\s*(?:[,}}]|:\s*(?!hash|\w*[hH]ash|\{{))",
        SCRIPT,
    ),
    _rule(
        "asked-in-clear",
        _COMPARED,
        rf"(?i)\bwhere\s[^;\n]{{0,200}}\b(?:user\w*|email|login|name)\s*=[^;\n]{{0,100}}\band\s+{_WORD}\s*=",
        (*PYTHON, *SCRIPT, "php", "ruby", "java", "csharp", "go"),
    ),
    _rule("kept-in-clear", _STORED, rf"\b{_KEPT}[\"']?\s*[=:]\s*{_TYPED}\s*(?:[,)}};]|$)", (*PYTHON, *SCRIPT)),
    _rule(
        "kept-in-clear", _STORED, rf"\b{_KEPT}[\"']?\s*[=:]\s*\w{{1,40}}\.{_WORD}\s*(?:[,)}};]|$)", (*PYTHON, *SCRIPT)
    ),
    _rule(
        "kept-in-clear",
        _STORED,
        rf"\b\w*(?:user|account|customer|member|admin|obj|instance)\w*\.{_WORD}\s*=\s*{_GIVEN}",
        (*PYTHON, *SCRIPT),
        hooks=True,
    ),
    _rule(
        "kept-in-clear",
        _STORED,
        rf"\b(?:[A-Z]\w{{2,40}}|objects\.create)\([^\n]{{0,200}}\b{_WORD}\s*=\s*{_GIVEN}",
        PYTHON,
        hooks=True,
    ),
    _rule("hashed-fast", _FAST, rf"\bhashlib\.(?:md5|sha1|sha224|sha256|sha512)\([^\n]{{0,80}}\b\w*{_WORD}", PYTHON),
    _rule(
        "hashed-fast",
        _FAST,
        r"createHash\(\s*[\"'`](?:md5|sha-?1|sha-?256|sha-?512)[\"'`]\s*\)\s*\.update\([^\n]{0,60}[pP]assword",
        SCRIPT,
    ),
    _rule("hashed-fast", _FAST, r"\b(?:md5|sha1)\(\s*\w{0,40}[pP]assword", SCRIPT),
    _rule("hashed-fast", _FAST, r"\b(?:md5|sha1)\(\s*\$\w{0,40}(?i:password|passwd|pwd|pass)\b", ("php",)),
    _rule("hashed-fast", _FAST, rf"Digest::(?:MD5|SHA1|SHA256)\.(?:hex)?digest\([^\n]{{0,60}}{_WORD}", ("ruby",)),
)
SLOWED = re.compile(rb"(?i)pbkdf2|bcrypt|argon2|scrypt|pwnedpasswords")
"""Near by: what is hashed fast first is hashed slowly then, or only asked about at a list of stolen ones."""

EQUALISED = re.compile(
    rb"(?i)(?:secure_compare|compare_digest|timing_?safe_?equals?|hash_equals|constant_time_compare)\b[^\n]{0,200}"
    rb"(?:configured|expected|environ|\benv\b|getenv|settings|config)"
)
"""Both sides are hashed to be of one length; what they are compared with is a setting and no stored hash."""

CONFIRMS = re.compile(
    rb"(?i)confirm|repeat|password_?2|password_?1|re_?type|new_?password|old_?password\s*[!=]=\s*new|pwned|hmac|pbkdf2"
    rb"|type\s*==="
)
HOOKS = re.compile(
    rb"(?i)@password\.setter|@\w+\.setter\s+def password|\.pre\(\s*[\"']save[\"']|beforeCreate|beforeSave|BeforeInsert"
    rb"|set_password|hash_password|generate_password_hash|make_password|bcrypt|argon2|pwd_context|scrypt"
)
