"""What touches the record itself is confirmed like money: with a passkey or a code (H16, H24)."""

from __future__ import annotations

from django.urls import reverse

from makegood.engagements import intents
from makegood.engagements.anchoring import change_key
from makegood.engagements.erasing import erase, hold
from makegood.engagements.intents import Content, Deed, Done, Question
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act

ERASE, HOLD, LIFT, KEY = "erasure.confirmed", "hold.confirmed", "hold.lift_confirmed", "key_change.confirmed"


def _question(title: str, sentence: str, button: str, *, final: bool) -> Question:
    return Question(title=title, sentence=sentence, button=button, cannot_be_undone=final)


def ask_to_erase(engagement: Engagement, content: Content) -> Question:
    del engagement
    return _question(
        f"Erase what entry {content['index']} says?",
        "What it says is destroyed for good. The entry stays, with who erased it and why, and the record verifies "
        "with this one named hole.",
        "Erase it",
        final=True,
    )


def ask_to_hold(engagement: Engagement, content: Content) -> Question:
    del engagement, content
    sentence = "From now on nothing of this engagement can be erased, until your side lifts the hold."
    return _question("Hold everything for a dispute?", sentence, "Hold everything", final=False)


def ask_to_lift(engagement: Engagement, content: Content) -> Question:
    del engagement, content
    return _question("Lift the hold?", "From now on entries can be erased again.", "Lift the hold", final=False)


def ask_to_change_key(engagement: Engagement, content: Content) -> Question:
    del engagement, content
    sentence = (
        "From the next entry on a new key signs. The old one signs that it hands over; what it signed stays valid."
    )
    return _question("Change the signing key?", sentence, "Change the key", final=True)


def _erase(intent: Intent, content: Content, event: Event) -> Done:
    del event
    index = content["index"]
    assert isinstance(index, int)
    erase(engagement=intent.engagement, index=index, why=str(content["why"]), by=intent.user)
    return _back(intent)


def _hold(intent: Intent, content: Content, event: Event) -> Done:
    del event
    hold(engagement=intent.engagement, on=True, why=str(content["why"]), by=intent.user)
    return _back(intent)


def _lift(intent: Intent, content: Content, event: Event) -> Done:
    del event
    hold(engagement=intent.engagement, on=False, why=str(content["why"]), by=intent.user)
    return _back(intent)


def _change_key(intent: Intent, content: Content, event: Event) -> Done:
    del content, event
    change_key(engagement=intent.engagement, by=intent.user)
    return _back(intent)


def _back(intent: Intent) -> Done:
    return Done(next=reverse("record", args=[intent.engagement_id]))


DEEDS = (
    Deed(kind=ERASE, act=Act.HOLD_EVIDENCE, needs=Strength.CODE, ask=ask_to_erase, perform=_erase, anchored=False),
    Deed(kind=HOLD, act=Act.SET_HOLD, needs=Strength.CODE, ask=ask_to_hold, perform=_hold, anchored=False),
    Deed(kind=LIFT, act=Act.SET_HOLD, needs=Strength.CODE, ask=ask_to_lift, perform=_lift, anchored=False),
    Deed(kind=KEY, act=Act.HOLD_EVIDENCE, needs=Strength.CODE, ask=ask_to_change_key, perform=_change_key),
)


def register() -> None:
    for deed in DEEDS:
        intents.register(deed)
