"""People saying things of a round, as their pages do."""

from __future__ import annotations

from datetime import timedelta

from bench.sarif import document
from makegood.accounts.models import User
from makegood.engagements import intents
from makegood.engagements.intents import Confirmed
from makegood.engagements.models import Strength
from makegood.engagements.permissions import standing_of
from makegood.phases.acceptance.actions.deciding import appealing, attesting, reporting, trying, waiving
from makegood.phases.acceptance.models import Appeal, Attestation, Report, Script, Submission, Waiver
from makegood.phases.agreement.models import Milestone
from tests.web.acceptance.deciding.opened import TESTS, fingerprint_of, page
from tests.web.cast import Cast


def perform(user: User, submission: Submission, kind: str, content: dict[str, object]) -> None:
    standing = standing_of(user, page(submission).engagement.pk)
    intent = intents.prepare(standing=standing, kind=kind, content=content, back="/")
    intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.CODE))


def ask_waiver(
    user: User,
    submission: Submission,
    *,
    check: str = TESTS,
    fingerprint: str | None = None,
    days: int = 30,
    debt_cents: int = 10_000,
    reason_class: str = "small_risk",
    mark: str = "",
) -> Waiver:
    now = page(submission)
    content = waiving.content_to_ask(
        now,
        standing=standing_of(user, now.engagement.pk),
        check=check,
        fingerprint=fingerprint_of(check) if fingerprint is None else fingerprint,
        given={
            "reason_class": reason_class,
            "reason": f"It is small{mark}.",
            "compensation": "",
            "debt_cents": debt_cents,
            "until": (now.now + timedelta(days=days)).date(),
        },
    )
    perform(user, submission, waiving.ASKED, content)
    return Waiver.objects.latest("requested")


def approve(user: User, waiver: Waiver) -> Waiver:
    waiver = waiving.waiver_of(waiver.submission.milestone.agreement.engagement, waiver.pk)
    content = waiving.content_to_approve(waiver, page(waiver.submission), approver=user)
    perform(user, waiver.submission, waiving.APPROVED, content)
    return Waiver.objects.get(pk=waiver.pk)


def attest(
    user: User, submission: Submission, *, check: str = TESTS, holds: bool = True, mark: str = ""
) -> Attestation:
    content = attesting.content_to_attest(page(submission), by=user, check=check, holds=holds, how=f"I ran it{mark}.")
    perform(user, submission, attesting.SIGNED, content)
    return Attestation.objects.latest("at")


def accepts(user: User, attestation: Attestation) -> None:
    engagement = attestation.submission.milestone.agreement.engagement
    attesting.accept_reviewer(attestation=attestation, standing=standing_of(user, engagement.pk))


def says_no(user: User, attestation: Attestation, reason: str = "She never ran it.") -> None:
    engagement = attestation.submission.milestone.agreement.engagement
    standing = standing_of(user, engagement.pk)
    attestation = attesting.attestation_of(engagement, attestation.pk)
    content = attesting.content_to_refuse(attestation, standing=standing, reason=reason)
    kind = attesting.REFUSED_BY["owner" if standing.is_owner else "partner"]
    perform(user, attestation.submission, kind, content)


def appeal(cast: Cast, submission: Submission, *, check: str = TESTS, mark: str = "") -> Appeal:
    now = page(submission)
    neutral = next(iter(appealing.neutrals_of(now)), None)
    content = appealing.content_to_appeal(now, check=check, reason=f"There are tests{mark}.", neutral=neutral)
    perform(cast.pat, submission, appealing.MADE, content)
    return Appeal.objects.latest("made")


def rule(user: User, appeal: Appeal, ruling: str) -> None:
    now = page(appeal.submission)
    found = appealing.appeal_of(now.engagement, appeal.pk)
    content = appealing.content_to_rule(found, now, ruling=ruling, reason="They are there.", by=user)
    perform(user, appeal.submission, appealing.RULED, content)


def script(cast: Cast, milestone: Milestone, *, must: bool = True, agreed: bool = True, mark: str = "") -> Script:
    engagement = milestone.agreement.engagement
    made = trying.propose_script(
        standing=standing_of(cast.olivia, engagement.pk),
        milestone=milestone,
        title=f"A customer orders twice{mark}",
        steps="Order.\nOrder again.",
        expected="Two orders stand there.",
        must=must,
    )
    if agreed:
        trying.agree_script(standing=standing_of(cast.pat, engagement.pk), script=made)
    return Script.objects.get(pk=made.pk)


def try_script(user: User, submission: Submission, script: Script, result: str) -> None:
    engagement = submission.milestone.agreement.engagement
    trying.record_result(
        standing=standing_of(user, engagement.pk),
        submission=submission,
        script=script,
        result=result,
        seen="It says 500.",
        picture="",
    )


def report(cast: Cast, submission: Submission, results: int = 2) -> Report:
    return reporting.take_report(submission=submission, chunks=[document(results)], name="scan.sarif", by=cast.rita)
