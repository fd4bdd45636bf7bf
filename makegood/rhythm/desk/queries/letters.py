"""The letters of a desk: drafts of the decision, those that the person looked over, and those that were sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from makegood.rhythm.desk.models import Contract, Desk, Letter, LetterState, PaidAnyway
from makegood.rules.calendars.business import plain_day
from makegood.rules.money.amount import formatted

TO = {
    "partner": "to the partner",
    "bookkeeper": "to the bookkeeper",
    "access": "for access to what is yours",
    "registrar": "to who keeps the domain",
    "host": "to who hosts it",
    "contract": "that goes back with the contract",
}
CONTRACT = "contract"
"""The slot of the letter with which a contract goes back; no decision drafts it."""
OLDER = "The Word file was made anew since you worded this letter: see that it still says the same."
DECIDED_ANEW = (
    "The decision was made anew since you worded this letter: see that it still says the same. The letter as the "
    "decision drafts it now stands below."
)
OPEN = (LetterState.DRAFT, LetterState.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One letter as it would go out. `row`: as the person keeps it; None: nobody has looked it over yet."""

    slot: str
    kind: str
    to: str
    subject: str
    text: str
    address: str
    before: tuple[str, ...]
    row: Letter | None
    proposed: Mapping[str, str] | None = None
    """The partner's address as a paper says it (`address`, with `text`, `place` and `file` of its words)."""
    newer: str = ""
    """What it would say now, where it was worded before the last decision."""
    enclosure: str = ""
    enclosure_name: str = ""
    beside: str = ""
    """Further files that go with it, as JSON: digest and name of each."""

    @property
    def enclosed(self) -> list[tuple[str, str]]:
        """(digest, name) of all that goes with it."""
        first = [(self.enclosure, self.enclosure_name)] if self.enclosure else []
        return [*first, *((one[0], one[1]) for one in json.loads(self.beside or "[]"))]

    @property
    def title(self) -> str:
        return f"The letter {TO.get(self.kind, '')}".strip()


def digest_of(draft: Draft | None) -> str:
    """Of everything that whoever gets the letter will read; empty where there is none."""
    if draft is None:
        return ""
    told = [draft.address, draft.subject, draft.text, *(digest for digest, _ in draft.enclosed)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def drafts_of(desk: Desk, rows: Sequence[Letter], anyway: Sequence[PaidAnyway]) -> list[Draft]:
    """Those of the last decision; where a bill is paid anyway, the bookkeeper is told that instead."""
    open_rows = {row.slot: row for row in rows if row.state in OPEN}
    told: list[Mapping[str, Any]] = list(desk.drafts)
    if anyway:
        told = [one for one in told if one["kind"] != "bookkeeper"] + [_pay_anyway(desk, anyway)]
    return [_anew(desk, one, _draft(desk, one, open_rows.get(one["slot"]))) for one in told]


def draft_of(desk: Desk, slot: str) -> Draft | None:
    rows = list(Letter.objects.filter(desk=desk, slot=slot))
    if slot == CONTRACT:
        return _back(desk, next((row for row in rows if row.state in OPEN), None))
    anyway = list(PaidAnyway.objects.filter(desk=desk).order_by("at"))
    return next((one for one in drafts_of(desk, rows, anyway) if one.slot == slot), None)


def _back(desk: Desk, row: Letter | None) -> Draft | None:
    """The letter with which the contract goes back, with the Word file as it was made last."""
    contract = Contract.objects.filter(desk=desk).first()
    if contract is None or contract.draft is None:
        return None
    draft = _draft(desk, contract.draft, row)
    older = row is not None and contract.made_at is not None and row.written < contract.made_at
    return replace(
        draft,
        before=(*((OLDER,) if older else ()), *draft.before),
        enclosure=contract.docx,
        enclosure_name=contract.draft["enclosure_name"] if contract.docx else "",
        beside=json.dumps([[one["digest"], one["name"]] for one in contract.others]),
    )


def _anew(desk: Desk, one: Mapping[str, Any], draft: Draft) -> Draft:
    row = draft.row
    older = row is not None and desk.judged_on is not None and row.written < desk.judged_on
    if not older or draft.text.split() == str(one["text"]).split():
        return draft
    return replace(draft, before=(DECIDED_ANEW, *draft.before), newer=one["text"])


def _draft(desk: Desk, one: Mapping[str, Any], row: Letter | None) -> Draft:
    return Draft(
        slot=one["slot"],
        kind=one["kind"],
        to=one["to"],
        subject=row.subject if row else one["subject"][:200],
        text=row.text if row else one["text"],
        address=row.address if row else desk.developer if one["kind"] in ("partner", "access", CONTRACT) else "",
        before=tuple(one["before"]),
        row=row,
        proposed=one.get("proposed"),
    )


def _pay_anyway(desk: Desk, anyway: Sequence[PaidAnyway]) -> Mapping[str, Any]:
    last = anyway[-1]
    partner = desk.engagement.partner
    lines = [f"{number}. {formatted(one.cents)} for {one.bill}." for number, one in enumerate(anyway, 1)]
    text = "\n".join(
        [
            plain_day(last.at),
            "",
            "Good day,",
            "",
            f"please pay to {partner}, to the account that you used before and to no other:",
            "",
            *lines,
            "",
            "The evidence does not carry this payment; I decided it all the same, and it is recorded as that. If the",
            "account is not the one that you paid to before, pay nothing and call me.",
            "",
            f"{last.by}",
            "",
        ]
    )
    subject = f"Pay {formatted(sum(one.cents for one in anyway))} to {partner}"
    return {
        "slot": "bookkeeper",
        "kind": "bookkeeper",
        "to": "Bookkeeping",
        "subject": subject,
        "text": text,
        "before": [],
    }
