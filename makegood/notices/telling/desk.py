"""What was read on the desk and what was decided, to the owner's side: where it took long, or where word was wanted."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.urls import reverse

from makegood.accounts.models import User
from makegood.engagements.models import Event, Role, Seat
from makegood.engagements.permissions import Act, standings_of
from makegood.notices.telling import OWNERS, Content, Message, tells
from makegood.rhythm.desk.models import Desk, Letter
from makegood.rules.wording import counted

NOT_DONE = {
    "reading": ("Your papers could not be put together", "desk:papers"),
    "decision": ("The decision could not be made", "desk:decision"),
}


def _told(event: Event, act: Content, subject: str, text: str, page: str) -> Iterator[Message]:
    """To who asked for it and still sits on the owner's side; to the owner where it took long."""
    wanted = [uuid.UUID(str(one)) for one in act.get("tell", ())]  # type: ignore[attr-defined]  # a list of ids
    people = [
        user.pk
        for user in User.objects.filter(pk__in=wanted)
        for one in standings_of(user)
        if one.engagement.pk == event.engagement_id and one.may(Act.SEE_OWNERS_SIDE)
    ]
    if people or act.get("long"):
        path = reverse(page, args=[event.engagement_id])
        roles = OWNERS if act.get("long") else frozenset[str]()
        yield Message(roles=roles, also_to=frozenset(people), subject=subject, text=text, path=path)


@tells("desk.read")
def read(event: Event, act: Content) -> Iterator[Message]:
    papers, missed = int(str(act["papers"])), int(str(act["not_read"]))
    rest = f" {counted(missed, 'one', 'others')} could not be read; the page says why." if missed else ""
    text = f"{counted(papers, 'paper was', 'papers were')} read.{rest} Look over what was found, then ask what to do."
    yield from _told(event, act, "Your papers were read", text, "desk:check")


@tells("desk.decided")
def decided(event: Event, act: Content) -> Iterator[Message]:
    """One that a newer decision has replaced meanwhile is told as the newer one says it."""
    desk = Desk.objects.filter(pk=event.subject).first() if event.subject else None
    told = desk.judgement if desk else None
    if told:
        yield from _told(event, act, str(told["sentence"]), f"{told['because']}".strip(), "desk:decision")


@tells("desk.not_done")
def not_done(event: Event, act: Content) -> Iterator[Message]:
    subject, page = NOT_DONE[str(act["what"])]
    yield from _told(event, act, subject, "The fault is on our side. Please try again on the page.", page)


@tells("desk.letter_waits")
def letter_waits(event: Event, act: Content) -> Iterator[Message]:
    letter = Letter.objects.filter(pk=event.subject).only("subject").first() if event.subject else None
    if letter is not None:
        yield Message(
            roles=OWNERS,
            subject=f"{event.actor} has worded a letter for you: {event.engagement}",
            text=f"“{letter.subject}” goes out when you have read it and say so.",
            path=reverse("desk:letter", args=[event.engagement_id, str(act["slot"])]),
        )


@tells("desk.letter_sent")
def letter_sent(event: Event, act: Content) -> Iterator[Message]:
    """To the advisor who worded what the owner sent."""
    letter = Letter.objects.filter(pk=event.subject).only("subject").first() if event.subject else None
    worded_by = act.get("worded_by")
    if letter is not None and worded_by:
        advisors = Seat.objects.live().filter(
            engagement=event.engagement, user=uuid.UUID(str(worded_by)), role=Role.ADVISOR
        )
        yield Message(
            roles=frozenset(),
            also_to=frozenset(advisors.values_list("user_id", flat=True)),
            subject=f"{event.actor} sent your letter: {event.engagement}",
            text=f"“{letter.subject}” went out as it stood when {event.actor} read it.",
            path=reverse("desk:decision", args=[event.engagement_id]),
        )
