"""A deed of the tests' own: a bell is rung, which needs a code at least, and may be cracked. `RUNG` tells how often."""

from __future__ import annotations

from makegood.engagements import intents
from makegood.engagements.intents import Content, Deed, Done, Question, Refused
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act, standing_of
from tests.web.cast import Cast

RUNG: list[str] = []


def _ask(engagement: Engagement, content: Content) -> Question:
    return Question(
        title="Ring the bell?",
        sentence=f"The bell of {engagement} rings.",
        button="Ring it",
        points=(("How", str(content["how"])),),
    )


def _perform(intent: Intent, content: Content, event: Event) -> Done:
    del intent, event
    if content["how"] == "badly":
        raise Refused("The bell is cracked.")
    RUNG.append(str(content["how"]))
    return Done(next="/")


def bell(kind: str, needs: Strength) -> Deed:
    deed = Deed(kind=kind, act=Act.RELEASE, needs=needs, ask=_ask, perform=_perform)
    intents.register(deed)
    return deed


STRONG = bell("bell.rung", Strength.CODE)
WEAK = bell("bell.touched", Strength.PASSWORD)


def prepared(cast: Cast, engagement: Engagement, how: str = "well", deed: Deed = STRONG) -> Intent:
    standing = standing_of(cast.olivia, engagement.pk)
    return intents.prepare(standing=standing, kind=deed.kind, content={"how": how}, back="/")
