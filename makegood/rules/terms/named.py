"""What is the name of a side, and what the words beside it say of the side."""

from __future__ import annotations

import re
from dataclasses import dataclass

from makegood.rules.figures.blanks import has_blank
from makegood.rules.terms.roles import ROLE_WORDS
from makegood.rules.terms.value import rule

STATE = re.compile(
    r"\ba(?:n)?\s+(?P<state>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\s+(?:[a-z-]+\s+)?(?:corporation"
    r"|limited liability company|LLC|company|partnership|nonprofit|non-profit|[Cc]orp"
    r"|professional corporation|Limited Liability Company|Corporation)\b"
    r"|\b(?:laws of|incorporated in|organized in|registered in|formed in)\s+(?:the\s+)?(?:[Ss]tate\s+of\s+"
    r"|[Cc]ommonwealth of\s+)?(?P<state2>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
)
ADDRESS = re.compile(
    r"\b(?:(?:principal |registered )?(?:place of business|office|offices|address|headquarters)[a-z ]*?(?:is "
    r"|located |being )?(?:at|in|:|of)|located at|with (?:its )?(?:an )?(?:offices?|address) (?:located )?at"
    r"|residing at|whose address is|address is|having (?:its|an) (?:office"
    r"|address) at)\s+(?P<address>[^()\"“]+?)(?=\s*(?:\(|[,;]?\s+(?:and|hereinafter|hereafter)\b|$|\.\s|;"
    r"|[\"“]))"
)
NAME_END = re.compile(
    r",?\s+(?:a|an)\s+(?=[A-Z\[]?[a-z]*[\w\s]*(?:corporation|company|partnership|LLC|individual|sole|proprietor"
    r"|limited|nonprofit|non-profit|association|cooperative|firm|entity|agency|university|corp|foundation|\[))"
    r"|,\s+(?:with|located"
    r"|whose|having|organized|of|residing|acting|doing|at|incorporated|registered)\b|\s+(?:with|located|whose"
    r"|having|organized|residing|at|acting)\s"
    r"|\s*\((?!Pty|Private)|\s*[;|]|\s+[\u2013\u2014]\s+|\s+and\s+(?=[A-Z])",
    re.IGNORECASE,
)
ENTITY = re.compile(
    r"\b(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Company|Co|LLP|LP|GmbH|PLC|plc|S\.A|B\.V|Pty|PBC"
    r"|University|Department|Administration|Agency|City|County|State|Foundation|Institute)\b\.?"
)
ENDS_AS_FIRM = re.compile(rf"(?:{ENTITY.pattern})\W*$")
NO_NAME = rule(
    r"^(?:the|this|that|these|each|both|all|any|either|agreement|contract|parties|party|client|customer|contractor"
    r"|developer|consultant|provider|vendor|company|you|we|us|date|name|address|contact|phone|e-?mail|it|such"
    r"|services?|its?|will"
    r"|shall|agrees?|must|maintains?|provides?|retains?|warrants?|n/?a|wales)\b(?!.*\b(?:inc|llc|ltd|corp|company"
    r"|limited)\b)"
)


@dataclass(frozen=True, slots=True)
class Party:
    """A side: its name, the word the paper uses for it, and what is said of it."""

    name: str
    role: str
    state: str | None = None
    address: str | None = None

    def __str__(self) -> str:
        return self.name


def said_of(text: str) -> tuple[str | None, str | None]:
    """The state in which a side was formed, and its address."""
    state, address = STATE.search(text), ADDRESS.search(text)
    named = (state["state"] or state["state2"]) if state else None
    where = " ".join(address["address"].split()).strip(" ,.*") if address else None
    return named, where if where and not has_blank(where) and len(where) > 5 else None


def cleaned(text: str) -> str:
    """Without the words and signs about a name."""
    bare = re.sub(
        r"^(?:the|between|and|by|for(?: and on behalf of)?)\s+(?=[A-Z])",
        "",
        " ".join(text.split()),
        flags=re.IGNORECASE,
    )
    return bare.strip(" ,:;*_\"“”'‘’-").removesuffix(", a").strip()


def is_name(name: str) -> bool:
    """Whether the words may be the name of a firm or a person."""
    letters = [word for word in re.split(r"[\s,]+", name) if word]
    return (
        2 <= len(name) <= 90
        and bool(letters)
        and len(letters) <= 10
        and (name[0].isupper() or name[0].isdigit() or bool(ENDS_AS_FIRM.search(name)))
        and not has_blank(name)
        and not name.endswith(":")
        and "**" not in name
        and not re.search(r"[{%$€£]|\b(?:[Hh]as|HAS|[Hh]ave|HAVE) (?:been|BEEN)\b", name)
        and (not NO_NAME.match(name))
        and not set(re.findall(r"[^\W\d_]+", name.casefold())) <= ROLE_WORDS
    )
