"""Letters: kept as the person words them, and sent only after a clear question, once, by the worker."""

from __future__ import annotations

import hashlib
import json
import logging
import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta

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
from makegood.engagements.models import Event
from makegood.engagements.permissions import Standing
from makegood.inspections.filing import FilingRefused, read_kept
from makegood.rhythm.desk.actions.beginning import locked
from makegood.rhythm.desk.models import Desk, Letter, LetterState
from makegood.rhythm.desk.queries.delegating import why_it_waits
from makegood.rhythm.desk.queries.letters import OPEN, Draft, digest_of, draft_of
from makegood.rhythm.desk.queries.stationery import brand_for
from makegood.rules.calendars.business import plain_day
from makegood.rules.stationery.letter import letter_pdf
from makegood.rules.templates.placeholders import blank_in

log = logging.getLogger("makegood.desk")

LETTERS = durable.Queue("letters", at_once=2)
MOST_A_DAY = 20
"""From one desk: this is no way to send mails to strangers."""
MOST_ENCLOSED = 60_000_000
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BLANK = "There is still a blank in it: {}"
PDF = "application/pdf"
WAITS = "desk.letter_waits"
CHANGED = "The letter was changed since you read it. Read it as it is now, then send it."
ON_ITS_WAY = "This letter is being sent just now. Look again in a moment, then word another."


def keep_letter(*, desk: Desk, draft: Draft, address: str, subject: str, text: str, by: User) -> Letter:
    """Raises Refused while the one before is on its way: if that fails, it is the one in the making again."""
    told = {
        "kind": draft.kind, "address": address, "subject": subject, "text": text, "by": by,
        "enclosure": draft.enclosure, "enclosure_name": draft.enclosure_name,
        "beside": draft.beside,
    }  # fmt: skip
    with locked(desk) as fresh:
        if Letter.objects.filter(desk=fresh, slot=draft.slot, state=LetterState.SENDING).exists():
            raise Refused(ON_ITS_WAY)
        there = Letter.objects.filter(desk=fresh, slot=draft.slot, state__in=OPEN).first()
        if there is not None and (there.address, there.subject, there.text) == (address, subject, text):
            told["by"] = there.by  # who only looks has not worded it
        row, _ = Letter.objects.update_or_create(
            desk=fresh,
            slot=draft.slot,
            state__in=OPEN,
            defaults=told,
            create_defaults={**told, "slot": draft.slot, "desk": fresh},
        )
    return row


def ask_for_the_owners_word(*, letter: Letter, standing: Standing) -> None:
    """Owners are told that it waits for them: once for the same words."""
    with locked(letter.desk) as desk:
        if not why_it_waits(standing, letter) or desk.engagement.is_sample:
            return
        digest = hashlib.sha256(f"{letter.address}\n{letter.subject}\n{letter.text}".encode()).hexdigest()
        asked = Event.objects.filter(engagement=desk.engagement, kind=WAITS, subject=letter.pk).order_by("index").last()
        if asked is None or digest.encode() not in bytes(asked.payload or b""):
            payload = {"slot": letter.slot, "to": letter.kind, "letter": digest}
            record(engagement=desk.engagement, kind=WAITS, payload=payload, actor=standing.user, subject=letter.pk)


def letters_follow(desk: Desk, drafts: Sequence[Mapping[str, object]]) -> None:
    """A letter that was looked over and not worded goes on as the decision drafts it now; words of a person stay."""
    old, new = ({str(one["slot"]): one for one in told} for told in (desk.drafts, drafts))
    for row in Letter.objects.filter(desk=desk, state__in=OPEN, slot__in=old.keys() & new.keys()):
        before, now = old[row.slot], new[row.slot]
        if row.text.split() == str(before["text"]).split() and row.subject == str(before["subject"])[:200]:
            row.text, row.subject = str(now["text"]), str(now["subject"])[:200]
            row.save(update_fields=["text", "subject", "written"])


def send_letter(*, letter: Letter, standing: Standing, digest: str) -> None:
    """As this person has read it, by who may send it: `digest` is `digest_of` what they were shown. Twice is once; the
    event says to which side and by digest what. Raises Refused.
    """
    with locked(letter.desk) as desk:
        row = Letter.objects.select_for_update().get(pk=letter.pk)
        if row.state not in OPEN:
            return
        row.desk, by = desk, standing.user
        if because := why_it_waits(standing, row):
            raise Refused(because)
        if blank := blank_in(f"{row.subject}\n{row.text}"):
            raise Refused(BLANK.format(blank))
        if digest != digest_of(draft_of(desk, row.slot)):
            raise Refused(CHANGED)
        _refuse_again(row)
        if not row.address:
            raise Refused("Write the e-mail address that it goes to.")
        if desk.engagement.is_sample:
            raise Refused("This is the sample: its letters can be read and downloaded, and none is sent.")
        day = timezone.now() - timedelta(days=1)
        if Letter.objects.filter(desk=desk, asked__gt=day).count() >= MOST_A_DAY:
            raise Refused(f"{MOST_A_DAY} letters were sent from this desk within a day; send the next one tomorrow.")
        event = record(
            engagement=desk.engagement,
            kind="desk.letter_sent",
            payload={
                "to": row.kind,
                "letter": hashlib.sha256(row.text.encode()).hexdigest(),
                **({"enclosure": row.enclosure} if row.enclosure else {}),
                **({"worded_by": str(row.by_id)} if row.by_id != by.pk else {}),
            },
            actor=by,
            subject=row.pk,
        )
        row.state, row.event, row.problem = LetterState.SENDING, event, ""
        row.tries, row.asked, row.by = row.tries + 1, timezone.now(), by
        row.save()
        durable.enqueue_after_commit(post_letter, f"desk-letter-{row.run}", row.run)


def _refuse_again(row: Letter) -> None:
    """The back button leads to the letter as it was before it went out, and its buttons would send it once more."""
    told = {"address": row.address, "subject": row.subject, "text": row.text, "enclosure": row.enclosure,
            "beside": row.beside}  # fmt: skip
    same = Letter.objects.filter(desk=row.desk_id, state=LetterState.SENT, **told).order_by("-sent").first()
    if same is not None and same.sent is not None:
        raise Refused(
            f"This very letter went to {row.address} already, on {plain_day(same.sent)}. Word it anew to write again."
        )


@durable.workflow("desk.send", queue=LETTERS)
def post_letter(run: str) -> None:
    """`run`: the letter's id and the number of the try, with a point between."""
    try:
        problem = post(run)
    except Exception as broken:
        log.exception("The letter %s could not be sent", run)
        problem = f"It could not be sent because of a fault on our side ({type(broken).__name__})."
    note_sent(run, problem)


@durable.step()
def post(run: str) -> str:
    """Returns why it could not be sent. Begun again it has the same Message-ID, so that it arrives once."""
    row = _row(run)
    if row is None:
        return ""
    brand = brand_for(row.by, row.desk.engagement)
    mail = EmailMessage(
        subject=one_line(row.subject),
        body=f"{row.text}\n\n{brand.under()}" if brand else row.text,
        to=[row.address],
        reply_to=[row.by.email],
        headers={"Message-ID": lasting_id(f"letter {row.pk}")},
    )
    try:
        if row.enclosure:
            mail.attach(row.enclosure_name, read_kept(row.enclosure, limit=MOST_ENCLOSED), WORD)
        for digest, name in json.loads(row.beside or "[]"):
            mail.attach(name, read_kept(digest, limit=MOST_ENCLOSED), WORD)
        if brand:
            mail.attach(f"{slugify(row.subject)[:60] or 'letter'}.pdf", letter_pdf(brand, row.subject, row.text), PDF)
    except FilingRefused as gone:
        return f"What goes with it could not be enclosed: {gone}"
    failed = posted(mail)
    return f"It could not be sent: {failed}" if failed else ""


@durable.step(tries=3)
def note_sent(run: str, problem: str) -> None:
    with transaction.atomic():
        row = _row(run)
        if row is None:
            return
        row.state = LetterState.FAILED if problem else LetterState.SENT
        row.problem, row.sent = problem[:500], None if problem else timezone.now()
        row.save(update_fields=["state", "problem", "sent"])


@durable.tick("desk.send_again", every=60)
def send_again() -> None:
    """Letters whose run was never asked for: the process died between the commit and the enqueueing."""
    late = timezone.now() - durable.FORGOTTEN_AFTER
    waiting = Letter.objects.filter(state=LetterState.SENDING, asked__lt=late)[:200]
    durable.enqueue_forgotten(post_letter, {f"desk-letter-{row.run}": row.run for row in waiting})


def _row(run: str) -> Letter | None:
    """While this very try is under way."""
    id, number = durable.row_of(run)
    rows = Letter.objects.select_related("by", "desk__engagement").filter(
        pk=uuid.UUID(id), tries=number, state=LetterState.SENDING
    )
    return rows.first()
