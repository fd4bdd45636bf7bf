"""Whose name is it: the owner's, the partner's, a company's that hides names, or somebody else's?"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from makegood.connectors.outlook.subject import site_of
from makegood.rules.outlook import providers

FORMS = frozenset(
    """ab ag aps as bv co company corp corporation gmbh inc incorporated kg limited llc llp lp ltd nv oy pbc plc pllc
    private pte pty sa sarl sas sl spa srl the""".split()
)
COMMON = frozenset(
    """agency american app apps associates business cloud code company consulting creative data dev design development
    digital east enterprise enterprises first general global group holding holdings home industries international lab
    labs management marketing media national net network north online partners prime products professional services
    shop smart software solutions south store studio studios system systems team tech technologies technology trading
    united usa ventures web west works world""".split()
)
"""Words that many companies share: one of them alone makes nobody likely."""

SHIELDS = re.compile(
    r"(?i)domains by proxy|whois ?guard|withheld for privacy|privacy ?protect|contact privacy|perfect privacy|"
    r"privacyguardian|whois ?privacy|whois ?proxy|identity protect|proxy protection|private by design|anonymize|"
    r"domain protection services|super privacy|jewella|privacy service|privacy hero|domain privacy|privacy, inc|"
    r"registration private|private registr|domain proxy|whois agent|myprivacy|see privacy|data protected"
)
EVERYBODY_S = frozenset(
    """163.com aol.com comcast.net duck.com fastmail.com gmail.com gmx.com gmx.de gmx.net googlemail.com hey.com
    hotmail.com icloud.com live.com mac.com mail.com mail.ru me.com msn.com outlook.com pm.me proton.me protonmail.com
    qq.com verizon.net web.de yahoo.co.uk yahoo.com yandex.com yandex.ru ymail.com zohomail.com""".split()
) | {*providers.NAMES, *providers.MAIL, *providers.WEB}
"""Domains at which anybody has an address: a partner who writes from outlook.com does not run your mail."""

ALIKE = 0.9
LONG = 8
_LETTERS = re.compile(r"[^\W_]+")


class Whose(StrEnum):
    OWNER = "owner"
    PARTNER = "partner"
    SHIELD = "shield"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Told:
    """`likely` is True where the names resemble each other and are not the same. `name` is the one that was known."""

    whose: Whose
    name: str = ""
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Parties:
    """What is known of both sides: names of companies and persons, domains, mail addresses, in any order."""

    owner: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Parties:
        """{"owner": [names], "partner": [names]}. What is no text is left out."""
        found = {side: data.get(side) for side in ("owner", "partner")}
        rows = {side: value if isinstance(value, list | tuple) else () for side, value in found.items()}
        texts = {side: tuple(text for text in row if isinstance(text, str)) for side, row in rows.items()}
        return cls(texts["owner"], texts["partner"])

    def whose(self, name: str) -> Told:
        """A company's or a person's name, as a registry tells it."""
        if SHIELDS.search(name):
            return Told(Whose.SHIELD, name)
        return self._one_side(name, _likeness)

    def whose_host(self, host: str) -> Told:
        """A name of a server: by the domain that it stands under."""
        return self._one_side(site_of(host), _likeness_of_site)

    def _one_side(self, name: str, likeness: Callable[[str, str], int]) -> Told:
        found = []
        for whose, known in ((Whose.OWNER, self.owner), (Whose.PARTNER, self.partner)):
            best = max(((likeness(name, one), one) for one in known), default=(0, ""))
            found.append((best[0], whose, best[1]))
        found.sort(reverse=True, key=lambda row: row[0])
        if found[0][0] == 0 or found[0][0] == found[1][0]:
            return Told(Whose.OTHER)
        return Told(found[0][1], found[0][2], likely=found[0][0] < 2)

    @property
    def partner_named(self) -> str:
        said = self.partner_said
        return said if said == "your partner" else f"your partner, {said}"

    @property
    def partner_said(self) -> str:
        """The partner's name for a sentence."""
        names = (name.rstrip(".") for name in self.partner if "@" not in name and not _is_domain(name))
        return next(names, "your partner")


def _likeness(name: str, known: str) -> int:
    """2: the same but for the form of the company; 1: they resemble each other; 0: neither."""
    if "@" in known or _is_domain(known):
        return 0
    one, other = _words(name), _words(known)
    ours, theirs = _without_forms(one), _without_forms(other)
    if not ours or not theirs:
        return 0
    if ours == theirs:
        return 2 if _forms(one) == _forms(other) or not _forms(one) or not _forms(other) else 1
    fewer, more = sorted((ours, theirs), key=len)
    if set(fewer) <= set(more) and _telling(more) in fewer:
        return 1
    joined = "".join(ours), "".join(theirs)
    is_close = difflib.SequenceMatcher(None, *joined).ratio() >= ALIKE
    return 1 if min(map(len, joined)) >= LONG and is_close else 0


def _likeness_of_site(site: str, known: str) -> int:
    """2: their own domain, 1: a domain that is called like them."""
    if "@" in known or _is_domain(known):
        own = site_of(known.rpartition("@")[2].strip().lower())
        return 2 if own == site and own not in EVERYBODY_S else 0
    words = _without_forms(_words(known))
    called = site.partition(".")[0].replace("-", "")
    return 1 if _telling(words) != "-" and len(called) > 3 and called in ("".join(words), "".join(_words(known))) else 0


def _telling(words: tuple[str, ...]) -> str:
    """The first word that not every second company has in its name; one that cannot be found is none."""
    return next((word for word in words if word not in COMMON and len(word) > 2), "-")


def _words(name: str) -> tuple[str, ...]:
    letters = unicodedata.normalize("NFKD", name[:300].replace("&", " and ")).casefold()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).replace(".", "").replace("'", "")
    return tuple(_LETTERS.findall(plain))


def _without_forms(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in FORMS)


def _forms(words: tuple[str, ...]) -> frozenset[str]:
    usual = {"incorporated": "inc", "corporation": "corp", "limited": "ltd", "company": "co"}
    return frozenset(usual.get(word, word) for word in words if word in FORMS) - {"the"}


def _is_domain(name: str) -> bool:
    return re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", name.strip().lower()) is not None
