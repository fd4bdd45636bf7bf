"""A part that was handed in and inspected, with the outcomes that a test wants."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from makegood.engagements import intents
from makegood.engagements.intents import Confirmed
from makegood.engagements.models import Engagement, Intent, Strength
from makegood.engagements.permissions import standing_of
from makegood.inspections.changes import compared
from makegood.inspections.models import Inspection, Lead, State, Verdict
from makegood.phases.acceptance.actions.deciding import answering
from makegood.phases.acceptance.models import Submission
from makegood.phases.acceptance.queries.deciding.page import Page, page_of
from makegood.phases.agreement.models import Milestone
from tests.web.acceptance.handing import arrive, hand_in, sign, source
from tests.web.cast import Cast

SECRETS, TESTS = "security.no_secrets", "tests.exist"
MET = {SECRETS: "pass", TESTS: "pass"}
HELD = {SECRETS: "fail", TESTS: "pass"}
NO_TESTS = {SECRETS: "pass", TESTS: "fail"}
UNSEEN = {SECRETS: "pass", TESTS: "unknown"}


def fingerprint_of(check: str, mark: str = "") -> str:
    return f"{check}{mark}-print"[:64]


def inspected(inspection: Inspection | None, outcomes: dict[str, str], *, side: str = "ours", mark: str = "") -> None:
    """As the worker leaves the row: done, with one place for each failure."""
    assert inspection is not None
    for place, (check, outcome) in enumerate(outcomes.items()):
        unknown = outcome == "unknown"
        Verdict.objects.create(
            inspection=inspection,
            check_id=check,
            version=1,
            subject="shop",
            outcome=outcome,
            cause="tool_missing" if unknown else "",
            side=side if unknown else "",
            priority="blocker" if check == SECRETS else "required",
            because=f"{check} came out as {outcome}{mark}.",
            places=1 if outcome == "fail" else 0,
            position=place,
            oldest_fact=timezone.now(),
        )
        if outcome == "fail":
            Lead.objects.create(
                inspection=inspection,
                check_id=check,
                fingerprint=fingerprint_of(check),
                summary=f"What stands there{mark}",
                path="app.py",
                line=7,
            )
    inspection.state, inspection.ended, inspection.seconds = State.DONE, timezone.now(), 12
    inspection.gate_state = "open" if set(outcomes.values()) == {"pass"} else "held"
    inspection.compared = compared(inspection)
    inspection.save()


def handed(
    cast: Cast,
    part: Milestone,
    outcomes: dict[str, str] | None = None,
    *,
    revision: str = "a" * 40,
    side: str = "ours",
    mark: str = "",
) -> Submission:
    """Handed in by Pat, arrived and inspected; without outcomes the inspection still waits."""
    engagement = part.agreement.engagement
    origin = source(engagement, cast, f"https://code.example.org/shop{mark}.git")
    submission = arrive(hand_in(cast, part, origin), revision)
    if outcomes is not None:
        inspected(submission.inspection, outcomes, side=side, mark=mark)
    return Submission.objects.get(pk=submission.pk)


def opened(cast: Cast, engagement: Engagement, outcomes: dict[str, str] | None = None, **terms: object) -> Submission:
    """The first of two parts, in its first round."""
    part, _ = sign(engagement, **terms)
    return handed(cast, part, outcomes)


def page(submission: Submission) -> Page:
    found = Submission.objects.select_related("milestone__agreement__engagement").get(pk=submission.pk)
    return page_of(found.milestone, found)


def prepare_accept(cast: Cast, submission: Submission) -> Intent:
    now = page(submission)
    standing = standing_of(cast.olivia, now.engagement.pk)
    content = answering.content_to_accept(now)
    return intents.prepare(standing=standing, kind=answering.ACCEPTED, content=content, back="/")


def prepare_send_back(cast: Cast, submission: Submission, reason: str = "") -> Intent:
    now = page(submission)
    standing = standing_of(cast.olivia, now.engagement.pk)
    content = answering.content_to_send_back(now, letter="Please mend this.", reason=reason)
    return intents.prepare(standing=standing, kind=answering.REJECTED, content=content, back="/")


def confirm(intent: Intent, strength: Strength = Strength.CODE) -> str:
    standing = standing_of(intent.user, intent.engagement_id)
    return intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=strength))


def accept(cast: Cast, submission: Submission) -> Submission:
    confirm(prepare_accept(cast, submission))
    return Submission.objects.get(pk=submission.pk)


def send_back(cast: Cast, submission: Submission, reason: str = "") -> Submission:
    confirm(prepare_send_back(cast, submission, reason))
    return Submission.objects.get(pk=submission.pk)


def let_pass(submission: Submission, days: int) -> Submission:
    """So many days go by: everything that has a time moves back by them."""
    moved = timedelta(days=days)
    for name in ("at", "complete_at", "silence_at"):
        setattr(submission, name, getattr(submission, name) - moved if getattr(submission, name) else None)
    submission.save()
    engagement = submission.milestone.agreement.engagement
    engagement.refresh_from_db()
    return submission
