"""What people said of one round: waivers, signatures, appeals, scripts and how they went, explorations, reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from makegood.engagements.models import Event
from makegood.engine.catalogue import checks
from makegood.engine.people import SCRIPT
from makegood.phases.acceptance.models import (
    Appeal,
    Attestation,
    Charter,
    Script,
    ScriptResult,
    Waiver,
)
from makegood.phases.acceptance.queries.deciding.page import Page
from makegood.phases.acceptance.queries.deciding.reporting import Handed, handed_for
from makegood.phases.acceptance.queries.handing_in.submissions import ACCEPTED


@dataclass(frozen=True, slots=True)
class Asked:
    """A waiver with the promise it is about, and whether it holds today.

    `note`: what its end means, a sentence; `may_be_longer`: a longer time can be asked for.
    """

    waiver: Waiver
    promise: str
    state: str
    tone: str
    note: str = ""
    may_be_longer: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """A script and its last result on this round."""

    script: Script
    result: ScriptResult | None

    @property
    def state(self) -> str:
        if not self.script.agreed:
            return "Proposed"
        return self.result.get_result_display() if self.result else "Not tried yet"

    @property
    def tone(self) -> str:
        if not self.script.agreed or self.result is None or self.result.result == "not_tried":
            return "tag-wait"
        return "tag-good" if self.result.result == "works" else "tag-bad"


@dataclass(frozen=True, slots=True)
class Signed:
    attestation: Attestation
    promise: str

    @property
    def state(self) -> str:
        one = self.attestation
        if self.nos:
            sides = (("the owner", one.owner_refusal_id), ("the partner", one.partner_refusal_id))
            return f"Does not count: {' and '.join(side for side, no in sides if no)} said no"
        missing = [
            side
            for side, yes in (("the owner", one.owner_accepts), ("the partner", one.partner_accepts))
            if yes is None
        ]
        if missing:
            return f"Waits for {' and '.join(missing)}"
        return "Kept, signed" if one.holds else "Not kept, signed"

    @property
    def tone(self) -> str:
        one = self.attestation
        if self.nos or not (one.owner_accepts and one.partner_accepts):
            return "tag-bad" if self.nos else "tag-wait"
        return "tag-good" if one.holds else "tag-bad"

    @property
    def nos(self) -> list[tuple[Event, str]]:
        """The events by which a side said no, with their reasons; the owner's first."""
        one = self.attestation
        found = ((one.owner_refusal, one.owner_reason), (one.partner_refusal, one.partner_reason))
        return [(event, reason) for event, reason in found if event is not None]


@dataclass(frozen=True, slots=True)
class Appealed:
    appeal: Appeal
    promise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Lists, oldest first."""

    waivers: Sequence[Asked] = ()
    signed: Sequence[Signed] = ()
    appeals: Sequence[Appealed] = ()
    scripts: Sequence[Tried] = ()
    charters: Sequence[Charter] = ()
    reports: Sequence[Handed] = ()

    @property
    def asked(self) -> int:
        """How many waivers wait for the owner."""
        return sum(not row.waiver.approved and not row.waiver.refused for row in self.waivers)

    @property
    def expert_reports(self) -> list[Handed]:
        return [row for row in self.reports if row.report.signed]


def said_by_people(page: Page) -> Said:
    """Three queries beside those of the page's rows, however much was said."""
    rows, submission = page.rows, page.submission
    scripts = rows.scripts
    if submission is None:
        return Said(scripts=[Tried(script, None) for script in scripts])
    titles = {f"{SCRIPT}{script.pk}": script.title for script in scripts}
    latest = {row.script_id: row for row in rows.results}
    return Said(
        waivers=[_asked(row, page, rows.waivers) for row in rows.waivers],
        signed=[Signed(row, _promise(row.check_id, titles)) for row in rows.attestations],
        appeals=[Appealed(row, _promise(row.check_id, titles)) for row in rows.appeals],
        scripts=[Tried(script, latest.get(script.pk)) for script in scripts],
        charters=list(Charter.objects.filter(submission=submission).select_related("by").order_by("at")),
        reports=handed_for(submission),
    )


def _promise(check: str, titles: dict[str, str]) -> str:
    known = checks().get(check)
    return known.promise if known else titles.get(check, check)


def _asked(row: Waiver, page: Page, others: Sequence[Waiver]) -> Asked:
    promise = _promise(row.check_id, {})
    if row.refused:
        return Asked(row, promise, "Not accepted", "tag-bad")
    if not row.approved:
        return Asked(row, promise, "Waits for the owner", "tag-wait")
    if any(_is_longer(one, row) for one in others):
        return Asked(row, promise, "Accepted for longer", "tag-wait", note="A later yes took its place.")
    holds = row.rule.holds(page.terms.calendar.day_of(page.now))
    state, tone = ("Accepted anyway", "tag-good") if holds else ("Over", "tag-bad")
    return Asked(row, promise, state, tone, note=_end(page, holds=holds), may_be_longer=page.is_open)


def _is_longer(one: Waiver, row: Waiver) -> bool:
    same = (one.check_id, one.fingerprint) == (row.check_id, row.fingerprint)
    return same and bool(one.approved and row.approved) and (one.until, one.approved) > (row.until, row.approved)


def _end(page: Page, *, holds: bool) -> str:
    if page.is_open:
        return "After that day it holds the payment again." if holds else "That day is over, so it counts again."
    if page.decision is not None and page.decision.verb in ACCEPTED and not holds:
        return "That day is over. The part stays accepted; in what is delivered next it counts like any other finding."
    return ""
