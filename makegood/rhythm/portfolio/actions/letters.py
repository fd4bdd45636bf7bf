"""Monthly letters: drafted, worded, and sent by the worker once somebody of the practice has read and let them go."""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from makegood import durable
from makegood.accounts.lines import one_line
from makegood.accounts.models import User
from makegood.accounts.posting import lasting_id, posted
from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Standing
from makegood.rhythm.portfolio.models import LetterState, MonthlyLetter, Practice
from makegood.rhythm.portfolio.queries.branding import brand_of
from makegood.rhythm.portfolio.queries.drafting import owner_of
from makegood.rhythm.portfolio.queries.letters import (
    blank_in,
    may_read,
    on_paper,
    was_here,
    why_not_send,
)
from makegood.rhythm.portfolio.queries.monthly import draft_of
from makegood.rhythm.portfolio.queries.months import in_address

log = logging.getLogger("makegood.portfolio")

LETTERS = durable.Queue("monthly-letters", at_once=1)
MOST_A_DAY = 200
"""Of one practice."""


def draft_letter(*, standing: Standing, practice: Practice, month: date) -> MonthlyLetter:
    """The one that is there already when there is one. Raises Refused where no owner would read it."""
    owner = owner_of(standing.engagement)
    if owner is None:
        raise Refused("The owner is not at the table yet, so there is nobody to write to.")
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
        there = MonthlyLetter.objects.filter(practice=practice, engagement=standing.engagement, month=month).first()
        if there is not None:
            return there
        draft = draft_of(standing, practice, month, owner)
        return MonthlyLetter.objects.create(
            practice=practice,
            engagement=standing.engagement,
            month=month,
            subject=draft.subject,
            text=draft.text,
            acts=sorted(act.value for act in standing.acts),
            worded_by=standing.user,
        )


def draft_letters(*, standings: Sequence[Standing], practice: Practice, month: date) -> int:
    """For all who were clients then, have an owner and no letter; how many were drafted."""
    there = set(MonthlyLetter.objects.filter(practice=practice, month=month).values_list("engagement_id", flat=True))
    made = 0
    for standing in standings:
        if standing.engagement.pk in there or not was_here(standing.engagement, month):
            continue
        try:
            draft_letter(standing=standing, practice=practice, month=month)
        except Refused:
            continue
        made += 1
    return made


def word_letter(*, letter: MonthlyLetter, by: User, subject: str, text: str) -> None:
    """Raises Refused once it was let go."""
    with transaction.atomic():
        row = MonthlyLetter.objects.select_for_update().get(pk=letter.pk)
        if not row.is_open:
            raise Refused("This letter has gone out, so it stays as it is.")
        if (row.subject, row.text) == (subject, text):
            return  # who only looks has not worded it
        row.subject, row.text, row.worded_by = subject, text, by
        row.save(update_fields=["subject", "text", "worded_by", "worded"])


def draft_anew(*, letter: MonthlyLetter, standing: Standing) -> None:
    """As things are now, in place of what is there. Raises Refused once it was let go."""
    owner = owner_of(standing.engagement)
    if owner is None:
        raise Refused("The owner is not at the table, so there is nobody to write to.")
    with transaction.atomic():
        row = MonthlyLetter.objects.select_for_update().select_related("practice").get(pk=letter.pk)
        if not row.is_open:
            raise Refused("This letter has gone out, so it stays as it is.")
        draft = draft_of(standing, row.practice, row.month, owner)
        row.subject, row.text, row.worded_by = draft.subject, draft.text, standing.user
        row.acts = sorted(act.value for act in standing.acts)
        row.save(update_fields=["subject", "text", "acts", "worded_by", "worded"])


def send_letter(*, letter: MonthlyLetter, standing: Standing, digest: str) -> None:
    """As this person has read it: `digest` is that of the words they were shown. Twice is once. Raises Refused."""
    with transaction.atomic():
        engagement = Engagement.objects.select_for_update().get(pk=letter.engagement_id)
        row = MonthlyLetter.objects.select_for_update().select_related("practice").get(pk=letter.pk)
        if not row.is_open:
            return
        owner = _refuse(row, standing, engagement, digest)
        row.address, row.reviewed_by, row.problem = owner.email, standing.user, ""
        row.event = record(
            engagement=engagement,
            kind="advisor.letter_sent",
            payload={"month": in_address(row.month), "letter": digest, "practice": row.practice.name},
            actor=standing.user,
            subject=row.pk,
        )
        row.state, row.tries, row.asked = LetterState.SENDING, row.tries + 1, timezone.now()
        row.save()
        durable.enqueue_after_commit(post_letter, f"monthly-letter-{row.run}", row.run)


def digest_of(letter: MonthlyLetter) -> str:
    return hashlib.sha256(f"{letter.subject}\n\n{letter.text}".encode()).hexdigest()


def _refuse(row: MonthlyLetter, standing: Standing, engagement: Engagement, digest: str) -> User:
    if engagement.is_sample:
        raise Refused("This is the sample: its letters can be read and downloaded, and none is sent.")
    if digest != digest_of(row):
        raise Refused("The letter was changed while you read it. Please read it again.")
    if not may_read(row, standing):
        raise Refused("You may no longer see all that this letter tells.")
    if because := why_not_send(row, standing.user):
        raise Refused(because)
    if blank := blank_in(row):
        raise Refused(f"There is still a blank in it: {blank}")
    owner = owner_of(engagement)
    if owner is None:
        raise Refused("The owner is not at the table, so there is nobody to write to.")
    day = timezone.now() - timedelta(days=1)
    if MonthlyLetter.objects.filter(practice=row.practice, asked__gt=day).count() >= MOST_A_DAY:
        raise Refused(f"{MOST_A_DAY} letters went out within a day; send the next one tomorrow.")
    return owner


@durable.workflow("portfolio.send", queue=LETTERS)
def post_letter(run: str) -> None:
    """`run`: the letter's id and the number of the try, with a point between."""
    try:
        problem = post(run)
    except Exception as broken:
        log.exception("The monthly letter %s could not be sent", run)
        problem = f"It could not be sent because of a fault on our side ({type(broken).__name__})."
    note_sent(run, problem)


@durable.step()
def post(run: str) -> str:
    """Returns why it could not be sent. Begun again it has the same Message-ID, so that it arrives once."""
    row = _row(run)
    if row is None or row.reviewed_by is None:
        return ""
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    mail = EmailMessage(
        from_email=formataddr((f"{one_line(row.practice.name)} by Makegood", address)),
        subject=one_line(row.subject),
        body=f"{row.text}\n\n{brand_of(row.practice).under()}",
        to=[row.address],
        reply_to=[row.reviewed_by.email],
        headers={"Message-ID": lasting_id(f"monthly letter {row.pk}")},
    )
    mail.attach(f"{slugify(row.subject)[:60] or 'letter'}.pdf", on_paper(row), "application/pdf")
    failed = posted(mail)
    return f"It could not be sent: {failed}" if failed else ""


@durable.step(tries=3)
def note_sent(run: str, problem: str) -> None:
    row = _row(run)
    if row is not None:
        MonthlyLetter.objects.filter(pk=row.pk).update(
            state=LetterState.FAILED if problem else LetterState.SENT,
            problem=problem[:500],
            sent=None if problem else timezone.now(),
        )


@durable.tick("portfolio.send_again", every=60)
def send_again() -> None:
    """Letters whose run was never asked for: the process died between the commit and the enqueueing."""
    late = timezone.now() - durable.FORGOTTEN_AFTER
    waiting = MonthlyLetter.objects.filter(state=LetterState.SENDING, asked__lt=late)[:200]
    durable.enqueue_forgotten(post_letter, {f"monthly-letter-{row.run}": row.run for row in waiting})


def _row(run: str) -> MonthlyLetter | None:
    """While this very try is under way."""
    id, number = durable.row_of(run)
    rows = MonthlyLetter.objects.filter(pk=uuid.UUID(id), tries=number, state=LetterState.SENDING)
    return rows.select_related("practice", "reviewed_by").first()
