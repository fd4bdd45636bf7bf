"""The last day of a finding that is accepted anyway, told to both sides: what, by whom, what is so now, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from makegood.engagements.models import Event
from makegood.engine.gaps import Side
from makegood.notices.telling import OWNERS, PARTNERS, Content, Message, tells
from makegood.phases.acceptance.models import Waiver
from makegood.phases.acceptance.queries.deciding.ends import Still
from makegood.phases.agreement.queries import calendar_of
from makegood.rules.calendars.business import said_day
from makegood.rules.money.amount import formatted

NEAR, OVER = "waiver.ends_soon", "waiver.ended"
STILL = {
    Still.SAME: "No newer inspection was done since.",
    Still.SO: "The newest inspection, of {day}, finds it, too.",
    Still.KEPT_NOT: "The newest inspection, of {day}, could look at it and says that it is not kept.",
    Still.UNSEEN: "The newest inspection, of {day}, could not look at it.",
    Still.UNASKED: "The newest inspection, of {day}, went by a checklist that does not ask about it.",
    Still.UNSURE: "The newest inspection, of {day}, does not name it, but looked in another way: it may be gone.",
}


@tells(NEAR, OVER)
def ending(event: Event, act: Content) -> Iterable[Message]:
    row = Waiver.objects.select_related("requested_by", "approved_by", "submission__milestone").get(
        pk=str(act["waiver"])
    )
    day = said_day(date.fromisoformat(str(act["until"])))
    over = event.kind == OVER
    what = "A finding of" if act["finding"] else "What was not looked at of"
    subject = f"{what} {act['title']} {'was' if over else 'is'} accepted anyway until {day}"
    after = _after(row, over=over, is_open=act["is_open"] is True)
    for roles, todo in ((OWNERS, _owners(event, act)), (PARTNERS, _partners(event, act))):
        yield Message(
            roles=roles,
            subject=f"{subject}{': that day is over' if over else ''}",
            text="\n\n".join((_what(row, act), _now(event, act), f"{after} {todo}")),
            path=reverse("acceptance:submission", args=[event.engagement_id, act["submission"]]) + "#accepted-anyway",
            urgent=True,
        )


def _what(row: Waiver, act: Content) -> str:
    found = f" Found: {act['finding']}" if act["finding"] else " It was not looked at."
    said = f"{act['promise']}{found}".strip()
    who = f"{row.requested_by} asked for it, and {row.approved_by} accepted it anyway."
    cost = f" It costs {formatted(row.debt_cents)} to put right." if row.debt_cents else ""
    return f"{said}{'' if said.endswith(('.', '!', '?')) else '.'} {who}{cost}"


def _now(event: Event, act: Content) -> str:
    said = STILL[Still(str(act["still"]))]
    looked = str(act["looked"])
    day = calendar_of(event.engagement).day_of(datetime.fromisoformat(looked)) if looked else None
    return said.format(day=said_day(day) if day else "a day that is not known")


def _after(row: Waiver, *, over: bool, is_open: bool) -> str:
    milestone = row.submission.milestone
    if is_open and over:
        return f"So it holds {formatted(milestone.amount_cents)} for {milestone.title} again."
    if is_open:
        return f"After that day it holds {formatted(milestone.amount_cents)} for {milestone.title} again."
    listed = (
        " What it costs stays on the list of what is still to fix until it is ticked off." if row.debt_cents else ""
    )
    return (
        f"The part stays accepted.{listed} In what is delivered next it counts like any other finding, and "
        "would have to be accepted anew."
    )


def _else(event: Event) -> str:
    return " Doing nothing lets it count again." if event.kind == NEAR else ""


def _side(act: Content) -> Side | None:
    """On whose side it lay that it was not seen; None for what was found."""
    side = act.get("side")
    return Side(str(side)) if side else None


def _owners(event: Event, act: Content) -> str:
    partner = event.engagement.partner
    if act["is_open"] is True:
        mended: str = {
            None: f"You can wait for {partner} to put it right, or send the part back",
            Side.PARTNER: f"You can wait for {partner} to let it be seen, or send the part back",
            Side.OWNER: "You can mend on your side what kept it from being seen, and inspect again",
            Side.OURS: "Makegood could not see it; you can inspect again",
        }[_side(act)]
        return f"{mended}. Where somebody asks for it, you can accept it for longer with a new signature.{_else(event)}"
    return f"You can look again at the newest code, and ask {partner} when it is put right."


def _partners(event: Event, act: Content) -> str:
    owner = event.engagement.owner_company.name
    if act["is_open"] is True:
        mended: str = {
            None: "You can put it right and hand in a new version",
            Side.PARTNER: "You can let it be seen, and hand in a new version",
            Side.OWNER: f"{owner} has to let it be seen",
            Side.OURS: "Makegood could not see it",
        }[_side(act)]
        return (
            f"{mended}. You can ask for a longer time: {owner} accepts it with a new signature, or not.{_else(event)}"
        )
    return f"You can put it right in what you deliver next, and tell {owner} when it is."
