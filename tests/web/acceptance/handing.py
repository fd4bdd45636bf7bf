"""A signed agreement of two parts, and hand-ins for them, for the tests of acceptance."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from makegood.engagements import intents
from makegood.engagements.events import record
from makegood.engagements.intents import Confirmed
from makegood.engagements.models import Engagement, Strength
from makegood.engagements.permissions import standing_of
from makegood.inspections.actions import rule_book_digest
from makegood.phases.acceptance.actions.completing import complete_submission
from makegood.phases.acceptance.actions.submitting import HAND_IN
from makegood.phases.acceptance.models import CodeSource, Decision, Submission
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone, RuleBook
from tests.web.cast import Cast
from tests.web.inspections.looked import RULE_BOOK


def sign(engagement: Engagement, **terms: object) -> tuple[Milestone, Milestone]:
    """An agreement that counts, and its two parts."""
    agreement = Agreement.objects.create(
        engagement=engagement, state=AgreementState.SIGNED, signed=timezone.now(), **terms
    )
    first, second = (
        Milestone.objects.create(agreement=agreement, position=number, title=title, amount_cents=cents)
        for number, title, cents in ((1, "Order desk", 1_200_000), (2, "Reports", 800_000))
    )
    for part in (first, second):
        RuleBook.objects.create(milestone=part, content=RULE_BOOK, digest=rule_book_digest(RULE_BOOK))
    return first, second


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
