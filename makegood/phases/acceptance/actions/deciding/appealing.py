""" "We think this is wrong": a reason, a named neutral, a clock of two business days, and a ruling in the record."""

from __future__ import annotations

import uuid

from django.urls import reverse

from makegood.accounts.models import User
from makegood.accounts.passkeys import share_a_passkey
from makegood.engagements import intents
from makegood.engagements.events import now_in
from makegood.engagements.independence import why_not_independent
from makegood.engagements.intents import Content, Deed, Done, Question, Refused
from makegood.engagements.models import Engagement, Event, Intent, Role, Seat, Strength
from makegood.engagements.permissions import Act
from makegood.phases.acceptance.models import Appeal
from makegood.phases.acceptance.queries.deciding.page import Page, page_of
from makegood.phases.acceptance.queries.handing_in.submissions import submission_of
from makegood.rules.calendars.agreement import appeal_clock
from makegood.rules.calendars.business import said

MADE, RULED = "appeal.made", "appeal.ruled"
UPHELD, WITHDRAWN = "upheld", "withdrawn"
APOLOGY = "The finding was wrong and is withdrawn. We apologise to {partner} for it."


def neutrals_of(page: Page) -> list[User]:
    """Who may rule: the one that the agreement names, if they sit here; else any reviewer, whom the partner chooses.

    The owner invited them, so with the partner's choice both accept. Nobody of either side is among them.
    """
    seats = Seat.objects.live().filter(engagement=page.engagement).select_related("user")
    sides = [seat.user for seat in seats if seat.role in (Role.OWNER, Role.PARTNER)]
    reviewers = [
        seat.user
        for seat in seats
        if seat.role == Role.REVIEWER
        and seat.user not in sides
        and not any(share_a_passkey(seat.user, one) for one in sides)
    ]
    agreed = page.milestone.agreement
    named = [
        one
        for one in reviewers
        if (agreed.neutral_email and one.email == agreed.neutral_email.lower())
        or (not agreed.neutral_email and agreed.neutral_name and one.name == agreed.neutral_name)
    ]
    return named if agreed.neutral_name else reviewers


def content_to_appeal(page: Page, *, check: str, reason: str, neutral: User | None) -> dict[str, object]:
    """`check`: the item's id, or "script:<id>" of an acceptance script. Raises Refused with one sentence."""
    if not page.is_open or page.decided is None:
        raise Refused("This round was answered, or replaced by a later one.")
    found = next((one for one in page.reasons if check in (one.check, f"script:{one.script}")), None)
    if found is None or found.kind == "old":
        raise Refused("This item does not hold the payment, so there is nothing to appeal against.")
    assert page.submission is not None
    if Appeal.objects.filter(submission=page.submission, check_id=check).exists():
        raise Refused("There is an appeal on this item already; one ruling is the last word on this delivery.")
    name = str(neutral) if neutral else page.milestone.agreement.neutral_name
    if not name:
        raise Refused("The agreement names nobody who decides, and no reviewer sits here; ask the owner to invite one.")
    return {
        "submission": str(page.submission.pk),
        "title": page.milestone.title,
        "check": check,
        "promise": found.promise,
        "because": found.because,
        "reason": reason,
        "neutral": str(neutral.pk) if neutral else "",
        "neutral_name": name,
        "content_digest": page.submission.content_digest,
    }


def _ask_to_appeal(engagement: Engagement, content: Content) -> Question:
    return Question(
        title="Say that this is wrong?",
        sentence=(
            f"{content['neutral_name']} has two business days to rule. {engagement.owner_company} sees your reason."
        ),
        button="Say that it is wrong",
        points=(
            ("Promised", str(content["promise"])),
            ("What was found", str(content["because"])),
            ("Why it is wrong", str(content["reason"])),
        ),
        cannot_be_undone=False,
    )


def _appeal(intent: Intent, content: Content, event: Event) -> Done:
    submission = submission_of(intent.engagement, uuid.UUID(str(content["submission"])))
    page = page_of(submission.milestone, submission)
    neutral = next((one for one in neutrals_of(page) if str(one.pk) == content["neutral"]), None)
    if content["neutral"] and neutral is None:
        raise Refused("Whom you chose does not sit here any more. Please choose again.")
    content_to_appeal(page, check=str(content["check"]), reason=str(content["reason"]), neutral=neutral)
    ends = appeal_clock(now_in(intent.engagement), page.terms).ends
    assert ends is not None
    appeal = Appeal.objects.create(
        submission=submission,
        check_id=str(content["check"]),
        reason=str(content["reason"]),
        neutral=neutral,
        neutral_name=str(content["neutral_name"]),
        by=intent.user,
        made=event.at,
        answer_by=ends,
        event=event,
    )
    event.subject = appeal.pk
    event.save(update_fields=["subject"])
    return Done(next=_path(submission.pk, intent.engagement))


def may_rule(appeal: Appeal, page: Page, user: User) -> bool:
    """The named neutral alone; where they sat down only after the appeal, they are found by the agreement's name."""
    if appeal.neutral_id:
        return appeal.neutral_id == user.pk and user in neutrals_of(page)
    return bool(page.milestone.agreement.neutral_name) and user in neutrals_of(page)


def content_to_rule(appeal: Appeal, page: Page, *, ruling: str, reason: str, by: User) -> dict[str, object]:
    """Raises Refused with one sentence."""
    if appeal.ruling:
        raise Refused("There is a ruling already.")
    if not may_rule(appeal, page, by):
        raise Refused(f"Only {appeal.neutral_name} rules on this.")
    if because := why_not_independent(page.engagement, by, "rule"):
        raise Refused(because)
    if page.accepted_round is not None or page.decision is not None:
        raise Refused("This round was answered meanwhile, so there is nothing left to rule on.")
    return {
        "appeal": str(appeal.pk),
        "submission": str(appeal.submission_id),
        "title": page.milestone.title,
        "check": appeal.check_id,
        "appealed": appeal.reason,
        "ruling": ruling,
        "reason": reason,
        "apology": APOLOGY.format(partner=page.engagement.partner) if ruling == WITHDRAWN else "",
    }


def _ask_to_rule(engagement: Engagement, content: Content) -> Question:
    del engagement
    withdrawn = content["ruling"] == WITHDRAWN
    return Question(
        title="Withdraw the finding?" if withdrawn else "Let the finding stand?",
        sentence=(
            "It no longer holds the payment, and the record says that it was wrong, with an apology."
            if withdrawn
            else "It keeps holding the payment."
        ),
        button="Withdraw it" if withdrawn else "Let it stand",
        points=(("They say", str(content["appealed"])), ("Your reason", str(content["reason"]))),
    )


def _rule(intent: Intent, content: Content, event: Event) -> Done:
    appeal = appeal_of(intent.engagement, uuid.UUID(str(content["appeal"])))
    page = page_of(appeal.submission.milestone, appeal.submission)
    ruling, reason = str(content["ruling"]), str(content["reason"])
    content_to_rule(appeal, page, ruling=ruling, reason=reason, by=intent.user)
    appeal.ruling, appeal.ruling_reason, appeal.ruled, appeal.neutral = ruling, reason, event.at, intent.user
    appeal.save(update_fields=["ruling", "ruling_reason", "ruled", "neutral"])
    event.subject = appeal.pk
    event.save(update_fields=["subject"])
    return Done(next=_path(appeal.submission_id, intent.engagement))


def appeal_of(engagement: Engagement, appeal_id: uuid.UUID) -> Appeal:
    """Raises Appeal.DoesNotExist for one of another engagement, too."""
    rows = Appeal.objects.select_related("submission__milestone__agreement__engagement", "by", "neutral")
    return rows.get(pk=appeal_id, submission__milestone__agreement__engagement=engagement)


def due_sentence(appeal: Appeal, page: Page) -> str:
    return f"The answer is due on {said(appeal.answer_by, page.terms.calendar)}."


def _path(submission_id: uuid.UUID, engagement: Engagement) -> str:
    return reverse("acceptance:submission", args=[engagement.pk, submission_id])


APPEAL = Deed(kind=MADE, act=Act.APPEAL, needs=Strength.PASSWORD, ask=_ask_to_appeal, perform=_appeal, anchored=False)
RULE = Deed(kind=RULED, act=Act.RULE_ON_APPEAL, needs=Strength.CODE, ask=_ask_to_rule, perform=_rule)


def register() -> None:
    intents.register(APPEAL)
    intents.register(RULE)
