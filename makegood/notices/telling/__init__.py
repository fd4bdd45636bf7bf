"""What each kind of event is to whom, in words: one file per room that the events come from.

    @tells("agreement.signed_by_owner")
    def signed(event: Event, act: Content) -> Iterable[Message]: ...

`act` is the event's payload (of a confirmed act: what was confirmed). A kind that nobody tells is told to nobody.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from makegood.engagements.models import Event, Role

Content = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to all who hold one of the roles, but for the person who did it.

    `path`: where it leads. `urgent`: goes by every channel that there is (alarms). `copy_to_actor`: a receipt.
    `also_to`: ids of people who are told whatever seat they have, or had.
    """

    roles: frozenset[str]
    subject: str
    text: str
    path: str
    urgent: bool = False
    copy_to_actor: bool = False
    also_to: frozenset[uuid.UUID] = frozenset()


Teller = Callable[[Event, Content], Iterable[Message]]

BOTH_SIDES = frozenset({Role.OWNER.value, Role.PARTNER.value})
OWNERS = frozenset({Role.OWNER.value})
PARTNERS = frozenset({Role.PARTNER.value})
BOOKKEEPERS = frozenset({Role.BOOKKEEPER.value})
REVIEWERS = frozenset({Role.REVIEWER.value})

_tellers: dict[str, Teller] = {}


def tells(*kinds: str) -> Callable[[Teller], Teller]:
    def declare(teller: Teller) -> Teller:
        for kind in kinds:
            if kind in _tellers:
                raise ValueError(f"{kind} is told twice")
            _tellers[kind] = teller
        return teller

    return declare


def messages_of(event: Event) -> list[Message]:
    """Nothing for an event whose payload was erased."""
    _load()
    teller = _tellers.get(event.kind)
    if teller is None or event.payload is None:
        return []
    payload = json.loads(bytes(event.payload))
    act = payload.get("act", payload) if isinstance(payload, dict) else {}
    return list(teller(event, act if isinstance(act, dict) else {}))


@cache
def _load() -> None:
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
