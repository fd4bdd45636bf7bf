"""Accepting a single finding anyway, until a day: asked for by one person, approved by the owner, another one (H12).

The limits are ours and not the agreement's, so that nobody can sign them away under pressure; each says why.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from makegood.accounts.models import User
from makegood.accounts.passkeys import share_a_passkey
from makegood.engagements import intents
from makegood.engagements.events import record
from makegood.engagements.intents import Content, Deed, Done, Question, Refused
from makegood.engagements.models import Engagement, Event, Intent, Role, Seat, Strength
from makegood.engagements.permissions import Act, Standing
from makegood.engine.check import Outcome
from makegood.engine.verdict import Priority, Verdict
from makegood.phases.acceptance.models import PunchItem, Waiver
from makegood.phases.acceptance.models.waiving import REASONS
from makegood.phases.acceptance.queries.deciding.findings import finding_with
from makegood.phases.acceptance.queries.deciding.page import Page, page_of
from makegood.phases.acceptance.queries.handing_in.submissions import submission_of
from makegood.rules.calendars.business import said_day
from makegood.rules.money.amount import formatted

ASKED, APPROVED, REFUSED = "waiver.requested", "waiver.approved", "waiver.refused"
MOST_WAIVERS = 5
"""Findings of one part: with more exceptions than that a part is not done, and belongs back."""
MOST_DEBT_SHARE = 10
"""Percent of the part's price, all its exceptions together: what the money held back by default can still carry."""
MOST_DAYS = 90
"""A quarter of a year: what nobody looked at again by then was forgotten, not accepted."""
NOT_LOOKED_AT = "not_looked_at"


def content_to_ask(
    page: Page, *, standing: Standing, check: str, fingerprint: str, given: Mapping[str, object]
) -> dict[str, object]:
    """`given`: reason_class, reason, compensation, debt_cents, until (a date). Raises Refused with one sentence."""
    if standing.is_owner:
        raise Refused("Somebody else asks for it, and you approve it: that is what makes it worth something.")
    verdict = verdict_of(page, check)
    summary = _finding(page, verdict, fingerprint, str(given["reason_class"]))
    until, debt = given["until"], given["debt_cents"]
    assert isinstance(until, date)
    assert isinstance(debt, int)
    refuse_over_the_limits(page, check=check, fingerprint=fingerprint, debt_cents=debt, until=until)
    assert page.submission is not None
    return {
        "submission": str(page.submission.pk),
        "title": page.milestone.title,
        "check": check,
        "promise": verdict.promise,
        "fingerprint": fingerprint,
        "finding": summary,
        "content_digest": page.submission.content_digest,
        "reason_class": given["reason_class"],
        "reason": given["reason"],
        "compensation": given["compensation"],
        "debt_cents": debt,
        "until": until.isoformat(),
    }


def verdict_of(page: Page, check: str) -> Verdict:
    """The verdict as people's words left it. Raises Refused where the item does not count, or the round is over."""
    if not page.is_open or page.decided is None:
        raise Refused("This round was answered, or replaced by a later one.")
    found = next((one for one in page.decided.verdicts if one.check == check), None)
    if found is None:
        raise Refused("This item does not hold the payment, so there is nothing to ask for.")
    return found


def _finding(page: Page, verdict: Verdict, fingerprint: str, reason_class: str) -> str:
    """What exactly is accepted. A blocker never is; what was not seen only as that."""
    if verdict.priority is Priority.BLOCKER:
        raise Refused("What must be right cannot be accepted anyway. It can be put right, or be paid for anyway.")
    if verdict.outcome is Outcome.UNKNOWN:
        if fingerprint or reason_class != NOT_LOOKED_AT:
            raise Refused('What could not be seen can only be accepted as "we go on without having looked".')
        return "Not looked at"
    if verdict.outcome is not Outcome.FAIL:
        raise Refused("This item does not hold the payment any more.")
    if reason_class == NOT_LOOKED_AT:
        raise Refused("It was looked at and found; choose another reason.")
    assert page.submission is not None
    place = finding_with(page.submission.inspection, verdict.check, fingerprint)
    if place is None:
        raise Refused("Choose the finding that is to be accepted; each is accepted by itself.")
    return place.summary


def refuse_over_the_limits(page: Page, *, check: str, fingerprint: str, debt_cents: int, until: date) -> None:
    today = page.terms.calendar.day_of(page.now)
    if until <= today:
        raise Refused("The day until which it is accepted must lie ahead.")
    if until > today + timedelta(days=MOST_DAYS):
        raise Refused(f"At most {MOST_DAYS} days ahead; it can be asked for again then.")
    assert page.submission is not None
    rows = Waiver.objects.filter(submission=page.submission, approved__isnull=False)
    debts: dict[tuple[str, str], int] = {}
    for row in rows:
        if (row.check_id, row.fingerprint) != (check, fingerprint):
            debts[row.check_id, row.fingerprint] = max(debts.get((row.check_id, row.fingerprint), 0), row.debt_cents)
    if len(debts) >= MOST_WAIVERS:
        raise Refused(f"{MOST_WAIVERS} findings of this part are accepted anyway already; that is the most.")
    most = page.milestone.amount_cents * MOST_DEBT_SHARE // 100
    if sum(debts.values()) + debt_cents > most:
        raise Refused(
            f"All that is accepted anyway may cost {formatted(most)} to put right at most: {MOST_DEBT_SHARE} % of "
            "the part's price."
        )


def _points(content: Content) -> tuple[tuple[str, str], ...]:
    return (
        ("Promised", str(content["promise"])),
        ("What was found", str(content["finding"])),
        ("Why", f"{dict(REASONS)[str(content['reason_class'])]}: {content['reason']}"),
        ("Instead", str(content["compensation"]) or "nothing"),
        ("Costs to put right", formatted(int(str(content["debt_cents"])))),
        ("Accepted until", said_day(date.fromisoformat(str(content["until"])))),
    )


def _ask_for_it(engagement: Engagement, content: Content) -> Question:
    return Question(
        title="Ask for this finding to be accepted anyway?",
        sentence=f"{engagement.owner_company} decides. It counts for this very delivery only, and until that day.",
        button="Ask for it",
        points=_points(content),
        cannot_be_undone=False,
    )


def _request(intent: Intent, content: Content, event: Event) -> Done:
    submission = submission_of(intent.engagement, uuid.UUID(str(content["submission"])))
    page = page_of(submission.milestone, submission)
    verdict = verdict_of(page, str(content["check"]))
    _finding(page, verdict, str(content["fingerprint"]), str(content["reason_class"]))
    waiver = Waiver.objects.create(
        submission=submission,
        check_id=str(content["check"]),
        fingerprint=str(content["fingerprint"]),
        content_digest=str(content["content_digest"]),
        reason_class=str(content["reason_class"]),
        reason=str(content["reason"]),
        compensation=str(content["compensation"]),
        debt_cents=int(str(content["debt_cents"])),
        until=date.fromisoformat(str(content["until"])),
        requested_by=intent.user,
        requested=event.at,
        request_event=event,
    )
    event.subject = waiver.pk
    event.save(update_fields=["subject"])
    return Done(next=_path(intent.engagement, submission.pk))


def content_to_approve(waiver: Waiver, page: Page, *, approver: User) -> dict[str, object]:
    """Raises Refused: another person than the one who asked, with another passkey, and of the owner's side alone."""
    if waiver.approved or waiver.refused:
        raise Refused("This was answered already.")
    if waiver.requested_by_id == approver.pk or share_a_passkey(waiver.requested_by, approver):
        raise Refused("Whoever asked cannot approve: it needs another person with another passkey.")
    partners = Seat.objects.live().filter(engagement=page.engagement, user=approver, role=Role.PARTNER)
    if partners.exists():
        raise Refused("Whoever sits on the partner's side cannot approve.")
    assert page.submission is not None
    if waiver.content_digest != page.submission.content_digest:
        raise Refused("This was asked for another delivery.")
    verdict = verdict_of(page, waiver.check_id)
    finding = _finding(page, verdict, waiver.fingerprint, waiver.reason_class)
    refuse_over_the_limits(
        page,
        check=waiver.check_id,
        fingerprint=waiver.fingerprint,
        debt_cents=waiver.debt_cents,
        until=waiver.until,
    )
    return {
        "waiver": str(waiver.pk),
        "submission": str(waiver.submission_id),
        "title": page.milestone.title,
        "check": waiver.check_id,
        "promise": verdict.promise,
        "fingerprint": waiver.fingerprint,
        "finding": finding,
        "content_digest": waiver.content_digest,
        "reason_class": waiver.reason_class,
        "reason": waiver.reason,
        "compensation": waiver.compensation,
        "debt_cents": waiver.debt_cents,
        "until": waiver.until.isoformat(),
        "requested_by": str(waiver.requested_by_id),
    }


def _ask_to_approve(engagement: Engagement, content: Content) -> Question:
    del engagement
    return Question(
        title="Accept this finding anyway?",
        sentence="It stops holding the payment until that day. What it costs goes on the list of what is still to fix.",
        button="Accept it anyway",
        points=_points(content),
    )


def _approve(intent: Intent, content: Content, event: Event) -> Done:
    waiver = waiver_of(intent.engagement, uuid.UUID(str(content["waiver"])))
    page = page_of(waiver.submission.milestone, waiver.submission)
    if content_to_approve(waiver, page, approver=intent.user)["finding"] != content["finding"]:
        raise Refused("Something changed since you looked. Please look again.")
    extends = Waiver.objects.filter(
        submission=waiver.submission,
        check_id=waiver.check_id,
        fingerprint=waiver.fingerprint,
        approved__isnull=False,
    ).exists()
    waiver.approved_by, waiver.approved, waiver.event = intent.user, event.at, event
    waiver.save(update_fields=["approved_by", "approved", "event"])
    if waiver.debt_cents and not extends:
        PunchItem.objects.create(
            milestone=waiver.submission.milestone,
            what=f"Accepted anyway: {content['promise']}"[:300],
            value_cents=waiver.debt_cents,
            added=event.at,
            added_by=intent.user,
        )
    event.subject = waiver.pk
    event.save(update_fields=["subject"])
    return Done(next=_path(intent.engagement, waiver.submission_id))


def refuse_waiver(*, waiver: Waiver, answer: str, by: User) -> None:
    with transaction.atomic():
        engagement = waiver.submission.milestone.agreement.engagement
        Engagement.objects.select_for_update().get(pk=engagement.pk)
        waiver.refresh_from_db()
        if waiver.approved or waiver.refused:
            raise Refused("This was answered already.")
        event = record(
            engagement=engagement,
            kind=REFUSED,
            payload={"waiver": str(waiver.pk), "submission": str(waiver.submission_id), "reason": answer},
            actor=by,
            subject=waiver.pk,
        )
        waiver.refused, waiver.answer, waiver.event = event.at, answer, event
        waiver.save(update_fields=["refused", "answer", "event"])


def waiver_of(engagement: Engagement, waiver_id: uuid.UUID) -> Waiver:
    """Raises Waiver.DoesNotExist for one of another engagement, too."""
    rows = Waiver.objects.select_related("submission__milestone__agreement__engagement", "requested_by")
    return rows.get(pk=waiver_id, submission__milestone__agreement__engagement=engagement)


def _path(engagement: Engagement, submission_id: uuid.UUID) -> str:
    return reverse("acceptance:submission", args=[engagement.pk, submission_id])


ASK = Deed(
    kind=ASKED,
    act=Act.REQUEST_WAIVER,
    needs=Strength.PASSWORD,
    ask=_ask_for_it,
    perform=_request,
    anchored=False,
)
APPROVE = Deed(kind=APPROVED, act=Act.APPROVE_WAIVER, needs=Strength.CODE, ask=_ask_to_approve, perform=_approve)


def register() -> None:
    intents.register(ASK)
    intents.register(APPROVE)
