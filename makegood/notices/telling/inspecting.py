"""What came in, what could not be fetched, and what the inspection found."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from makegood.engagements.models import Event, Role
from makegood.engine.gate import GateState
from makegood.engine.reports.story import DECISION
from makegood.inspections.models import Glance, Inspection
from makegood.notices.telling import BOTH_SIDES, OWNERS, PARTNERS, REVIEWERS, Content, Message, tells
from makegood.phases.acceptance.models import Answered, Link, Submission
from makegood.phases.acceptance.queries.deciding.page import decided_now
from makegood.phases.acceptance.queries.handing_in.addresses import said_of_address
from makegood.rules.wording import counted

WORKERS = BOTH_SIDES | REVIEWERS
INSPECTORS = OWNERS | REVIEWERS | frozenset({Role.ADVISOR.value})


def _handed_in(event: Event, act: Content) -> str:
    return reverse("acceptance:handed_in", args=[event.engagement_id, str(act["submission"])])


@tells("submission.complete")
def arrived(event: Event, act: Content) -> Iterator[Message]:
    """The mail is the receipt that stays with each side whatever becomes of this installation (H15)."""
    yield Message(
        roles=BOTH_SIDES,
        subject=f"{act['title']}, round {act['round']}, has arrived",
        text=(
            f"The code has arrived whole, and the acceptance clock runs from now.\n\n"
            f"Receipt {act['number']}\n"
            f"Revision: {act['revision']}\n"
            f"Content: {act['content_digest']}\n"
            f"Tag in the owner's copy: {act['tag']}\n"
            f"Entry {event.index + 1} of this engagement's record: a receipt for so many entries or more proves it.\n\n"
            "Keep this message: with the receipt on the page it shows what was handed in, and when."
        ),
        path=_handed_in(event, act),
    )


@tells("submission.address_compared")
def answers_otherwise(event: Event, act: Content) -> Iterator[Message]:
    """Only what speaks against the first look: what is the same is on the page."""
    row = Submission.objects.filter(pk=str(act["submission"])).select_related("milestone").first()
    told = act.get("link") == Link.CONTRADICTED or act["answered"] in (Answered.CHANGED, Answered.UNREACHABLE)
    if row is None or not told:
        return
    yield Message(
        roles=BOTH_SIDES,
        subject=f"{row}: the running address does not answer as it was handed in",
        text=f"{said_of_address(row)}\n\nIt is {act['address']}. The payment does not hang on it; who is shown "
        "something at this address should know that it may not be what was handed in.",
        path=_handed_in(event, act),
    )


@tells("submission.incomplete")
def not_fetched(event: Event, act: Content) -> Iterator[Message]:
    yield Message(
        roles=PARTNERS,
        subject="What you handed in could not be fetched",
        text=f"{act['because']} No clock has started. Mend it, then try again on the page.",
        path=_handed_in(event, act),
    )


@tells("inspection.done")
def inspected(event: Event, act: Content) -> Iterator[Message]:
    inspection = Inspection.objects.filter(pk=str(act["inspection"])).first()
    if inspection is None:
        return
    if inspection.is_glance:
        yield _looked_at(event, inspection)
        return
    held = len(inspection.holding)
    items = f", {counted(held, 'item', 'items')}" if held else ""
    state, more = _with_people(event, inspection)
    yield Message(
        roles=WORKERS,
        subject=f"Inspection done: {DECISION[state]}{items}",
        text=f"{inspection}. {inspection.sentence}{more}",
        path=reverse("inspections:show", args=[event.engagement_id, inspection.pk]),
    )


def _with_people(event: Event, inspection: Inspection) -> tuple[GateState, str]:
    """The decision as its page gives it then: what both agreed to try counts beside what was inspected."""
    state = GateState(inspection.gate_state)
    submission = Submission.objects.filter(inspection=inspection).first()
    if state is not GateState.OPEN or submission is None:
        return state, ""
    told = decided_now(submission, event.at)
    if told.gate.state is state:
        return state, ""
    untried = [trial.title for trial in told.untried]
    tries = f"Still to be tried, as both agreed: {', '.join(untried)}." if untried else told.gate.because
    return told.gate.state, f" {tries}"


def _looked_at(event: Event, inspection: Inspection) -> Message:
    return Message(
        roles=OWNERS,
        also_to=frozenset({inspection.asked_by_id} if inspection.asked_by_id else ()),
        subject="What is there today was looked at",
        text=f"{inspection}. Today's result now stands beside each item of the checklists. It is a look, not a "
        "delivery: it starts no clock and decides about no payment.",
        path=reverse("inspections:show", args=[event.engagement_id, inspection.pk]),
    )


@tells("glance.failed")
def not_looked_at(event: Event, act: Content) -> Iterator[Message]:
    by = Glance.objects.filter(pk=str(act["glance"])).values_list("by", flat=True)
    yield Message(
        roles=OWNERS,
        also_to=frozenset(by),
        subject="What is there today could not be looked at",
        text=f"{act['because']} It can be tried again on the page.",
        path=reverse("inspections:glance", args=[event.engagement_id, str(act["glance"])]),
    )


@tells("inspection.failed")
def failed(event: Event, act: Content) -> Iterator[Message]:
    yield Message(
        roles=INSPECTORS,
        subject="An inspection could not be done",
        text=f"{act['because']} Nothing of it counts; it can be tried again on the page.",
        path=reverse("inspections:show", args=[event.engagement_id, str(act["inspection"])]),
    )
