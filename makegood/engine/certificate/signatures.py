"""What the ledger says of signatures: which both sides let count, and to which a side said no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from makegood.rules.ledger.record import EventRecord

SIGNED = "attestation.signed"
LET_SIGN = {"attestation.accepted_by_owner": "the owner", "attestation.accepted_by_partner": "the partner"}
SAID_NO = {"owner": "attestation.refused_by_owner", "partner": "attestation.refused_by_partner"}
ABOUT = frozenset({SIGNED, *LET_SIGN, *SAID_NO.values()})


def act_of(event: EventRecord) -> Mapping[str, Any]:
    content = event.content()
    act = content.get("act", content)
    return act if isinstance(act, dict) else {}


@dataclass(frozen=True, slots=True)
class Answered:
    """Indices of events. `counting`: signatures that both sides let count; `in_vain`: those to which a side said no,
    with the events by which it did; `whole`: nothing of all this was erased, so no other signature counts.
    """

    counting: frozenset[int]
    in_vain: frozenset[int]
    whole: bool


@dataclass(slots=True)
class _Signature:
    """`let`: the kinds of event by which sides let it count; `no`: side -> the event by which it said no.

    `at_once`: it counted without being asked about, as the sides had let another one count.
    """

    index: int
    let: set[str]
    at_once: bool = False
    no: dict[str, int] = field(default_factory=dict)


def answered(events: Mapping[int, EventRecord], submission: object, before: int) -> Answered:
    """How both sides had answered what was signed about a hand-in when the event `before` was written.

    A side answers for all that somebody signed until then and it has not let count yet. Once both have let one
    signature count, what the same person signs later counts at once, unless a side's no to something of theirs stands.
    """
    by: dict[object, list[_Signature]] = {}
    about = sorted((one for one in events.values() if one.kind in ABOUT and one.index < before), key=_index)
    whole = all(one.payload is not None for one in about)
    for one in about:
        act = act_of(one)
        if act.get("submission") != submission:
            continue
        if one.kind == SIGNED:
            rows = by.setdefault(one.actor, [])
            known = any(row.let == set(LET_SIGN) for row in rows) and not any(row.no for row in rows)
            rows.append(_Signature(one.index, set(LET_SIGN) if known else set(), at_once=known))
            continue
        for row in by.get(act.get("reviewer"), ()):
            _answer(row, one)
    rows = [row for rows in by.values() for row in rows]
    # Of what was erased, it may be that a no was said, or taken back.
    counting = frozenset(row.index for row in rows if row.let == set(LET_SIGN) and (whole or not row.at_once))
    refused = [row for row in rows if row.no] if whole else []
    return Answered(counting, frozenset(at for row in refused for at in (row.index, *row.no.values())), whole)


def _answer(row: _Signature, event: EventRecord) -> None:
    side = event.kind.rpartition("_")[2]
    if event.kind in LET_SIGN:
        row.let.add(event.kind)
        row.no.pop(side, None)
    elif f"attestation.accepted_by_{side}" not in row.let:
        row.no[side] = event.index


def _index(event: EventRecord) -> int:
    return event.index
