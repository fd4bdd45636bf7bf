"""A signed agreement of two parts, and hand-ins for them, for the tests of acceptance."""

from __future__ import annotations

from django.db import transaction

from makegood.engagements import intents
from makegood.engagements.events import record
from makegood.engagements.intents import Confirmed
from makegood.engagements.models import Engagement, Role, Strength
from makegood.engagements.permissions import standing_of
from makegood.phases.acceptance.actions.handing_in.completing import complete_submission
from makegood.phases.acceptance.actions.handing_in.submitting import HAND_IN
from makegood.phases.acceptance.models import CodeSource, Decision, Submission
from makegood.phases.agreement.models import Milestone
from tests.web.acceptance.built import signed_agreement_of
from tests.web.cast import Cast
from tests.web.inspections.looked import RULE_BOOK
from tests.web.rows import World

SIGNED = (("Order desk", 1_000_000), ("Reports", 3_000_000), ("Launch", 2_000_000))


def sign(engagement: Engagement, **terms: object) -> tuple[Milestone, Milestone]:
    """An agreement that counts, and the first two of its three parts, by the small checklist."""
    partner = engagement.seats.get(role=Role.PARTNER).user
    agreement = signed_agreement_of(engagement, partner, parts=SIGNED, rules=RULE_BOOK, **terms)
    first, second, _ = agreement.milestones.all()
    return first, second


def part_of(world: World, number: int) -> Milestone:
    """A part of the one agreement of a world. They are shared out: money has 0, deciding 1, handing in 2."""
    agreement = world.once("agreement", lambda world: sign(world.engagement)[0].agreement)
    return list(agreement.milestones.all())[number]


def source(engagement: Engagement, cast: Cast, url: str = "https://code.example.org/shop.git") -> CodeSource:
    return CodeSource.objects.create(engagement=engagement, url=url, kind="open", added_by=cast.pat)


def content(part: Milestone, origin: CodeSource | None = None, **more: object) -> dict[str, object]:
    given: dict[str, object] = {
        "milestone": str(part.pk),
        "title": part.title,
        "source": str(origin.pk) if origin else "",
        "url": origin.url if origin else "",
        "upload": "" if origin else "d" * 64,
        "upload_name": "" if origin else "shop.bundle",
        "revision": "",
        "address": "",
        "notes": "",
    }
    return {**given, **more}


def hand_in(cast: Cast, part: Milestone, origin: CodeSource | None = None, **more: object) -> Submission:
    """Prepared and confirmed by Pat; not fetched yet."""
    standing = standing_of(cast.pat, part.agreement.engagement_id)
    intent = intents.prepare(standing=standing, kind=HAND_IN.kind, content=content(part, origin, **more), back="/")
    intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.PASSWORD))
    intent.refresh_from_db()
    return Submission.objects.get(event=intent.event)


def received(revision: str = "a" * 40, number: int = 1) -> dict[str, object]:
    """What the worker's fetching gives."""
    tag = f"refs/makegood/delivered/{number}"
    return {"revision": revision, "digest": f"sha256:{'c' * 64}", "tag": tag, "history": True, "left_out": []}


def arrive(submission: Submission, revision: str = "a" * 40) -> Submission:
    complete_submission(submission=submission, received=received(revision, submission.number), head={})
    submission.refresh_from_db()
    return submission


def decided(submission: Submission, verb: str) -> Decision:
    engagement = submission.milestone.agreement.engagement
    with transaction.atomic():
        event = record(engagement=engagement, kind=f"test.{verb}", payload={}, actor=None)
        return Decision.objects.create(
            submission=submission, verb=verb, gate_state="open", because="", at=event.at, event=event
        )
