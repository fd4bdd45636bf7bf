"""We called them back: what the partner said of their account, on a number known before, confirmed like any payment."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from makegood.engagements.intents import Content, Deed, Done, Question, Refused, register
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act
from makegood.rhythm.desk.actions.beginning import locked, touch
from makegood.rhythm.desk.actions.deciding import ask_for_decision
from makegood.rhythm.desk.models import CalledBack, Desk, Paper
from makegood.rhythm.desk.queries.decision import is_stopped
from makegood.rules.reading.kinds import BILLS

CALLED = "desk.called_back"
CHANGED = "Something on your desk changed since the decision. Ask for it anew, then record the call."
NOTHING_STOPS = "The last decision stops no payment for other bank details. Look at it again."


def content_of_call(*, desk: Desk, phone: str, spoke_to: str, theirs: bool, account_end: str) -> Content:
    """Raises Refused where the last decision stops nothing, and where it is older than what lies on the desk."""
    if not is_stopped(desk):
        raise Refused(NOTHING_STOPS)
    if desk.judged_at != desk.changed:
        raise Refused(CHANGED)
    return {
        "desk": str(desk.pk),
        "judged": desk.judged,
        "phone": phone,
        "spoke_to": spoke_to,
        "theirs": theirs,
        "account_end": account_end,
    }


def _ask(engagement: Engagement, content: Content) -> Question:
    end = content["account_end"]
    said = (
        f"The new account is theirs; it ends in {end}" if content["theirs"] else f"It did not change; it ends in {end}"
    )
    return Question(
        title="Record the call",
        sentence=(
            f"You say that you called {engagement.partner} yourself, on a number you already had. From then on every "
            "bill that names another account is stopped."
        ),
        button="We called them back",
        points=(("You called", str(content["phone"])), ("You spoke to", str(content["spoke_to"])), ("They said", said)),
    )


def _perform(intent: Intent, content: Content, event: Event) -> Done:
    desk = Desk.objects.get(pk=str(content["desk"]), engagement=intent.engagement_id)
    with locked(desk) as fresh:
        if fresh.judged != content["judged"] or not is_stopped(fresh):
            raise Refused("There is a newer decision since. Please look at it first.")
        if fresh.judged_at != fresh.changed:  # a paper that came meanwhile was in nobody's call
            raise Refused(CHANGED)
        papers = Paper.objects.filter(desk=fresh)
        if not content["theirs"]:
            # a bill that names another account than theirs stays stopped
            papers = papers.exclude(kind__in=[one.value for one in BILLS])
        CalledBack.objects.create(
            desk=fresh,
            phone=str(content["phone"]),
            spoke_to=str(content["spoke_to"]),
            theirs=bool(content["theirs"]),
            account_end=str(content["account_end"]),
            about=list(papers.values_list("name", flat=True)),
            by=intent.user,
            at=timezone.now(),
            event=event,
        )
        touch(fresh)
        ask_for_decision(desk=fresh, by=intent.user)
    return Done(next=reverse("desk:decision", args=[intent.engagement_id]))


def register_deeds() -> None:
    register(Deed(kind=CALLED, act=Act.CONFIRM_PAYEE, needs=Strength.CODE, ask=_ask, perform=_perform))
