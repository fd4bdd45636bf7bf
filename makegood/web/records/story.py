"""The dispute file's story: each entry in one sentence with who did it, for a reader who has no program at hand."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from makegood.engagements.models import Engagement, Event, Role, Seat
from makegood.inspections.models import State
from makegood.inspections.queries import inspections_of
from makegood.web.records.telling import told

CHUNK = 2000


def story_of(engagement: Engagement) -> str:
    """It proves nothing by itself: the ledger holds what happened, and knows people by their numbers only."""
    lines = (*_head(engagement), *_entries(engagement), *_actors(engagement), *_reports(engagement))
    return "\n".join(lines) + "\n"


def _head(engagement: Engagement) -> Iterator[str]:
    yield "WHAT HAPPENED, ENTRY BY ENTRY"
    yield ""
    yield f"In the words of the side that keeps the record; times are those of {engagement.time_zone}. Entry 1 is"
    yield "the first line of ledger.jsonl, event 0. What counts is that file, its signatures and your receipts."
    yield ""


def _entries(engagement: Engagement) -> Iterator[str]:
    zone = ZoneInfo(engagement.time_zone)
    events = Event.objects.filter(engagement=engagement).select_related("actor").order_by("index")
    for event in events.iterator(chunk_size=CHUNK):
        one = told(event)
        words = " ".join(filter(None, (one.sentence, one.how)))
        yield f"{one.number:>6}  {one.at.astimezone(zone):%Y-%m-%d %H:%M}  {words}"
        if one.reason:
            yield f"{'':26}{' '.join(one.reason.split())}"


def _actors(engagement: Engagement) -> Iterator[str]:
    """Which side each acted for, and nothing more of them."""
    sides = {Role.PARTNER: engagement.partner, Role.REVIEWER: "reviewer"}
    seats = Seat.objects.filter(engagement=engagement).select_related("user").order_by("pk")
    acted = set(Event.objects.filter(engagement=engagement).exclude(actor=None).values_list("actor_id", flat=True))
    people = {seat.user_id: f"{seat.user}, {sides.get(Role(seat.role), engagement.owner_company)}" for seat in seats}
    yield from ("", "WHO THE ACTORS IN THE LEDGER ARE", "")
    yield from (f"{actor}  {people.get(actor, 'nobody with a seat')}" for actor in sorted(acted, key=str))


def _reports(engagement: Engagement) -> Iterator[str]:
    yield from ("", "WHICH REPORT IS WHICH", "")
    done = inspections_of(engagement).filter(state=State.DONE).exclude(report_digest="")
    for row in done.order_by("asked"):
        yield f"evidence/{row.report_digest}"
        yield f"    {row}: {row.decision or 'a look, no delivery'}"
