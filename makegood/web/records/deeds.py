"""What touches the record itself is confirmed like money: with a passkey or a code (H16, H24)."""

from __future__ import annotations

from django.urls import reverse

from makegood.engagements import intents
from makegood.engagements.intents import Content, Deed, Done, Question
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act
from makegood.engagements.record.cosigning import cosign
from makegood.engagements.record.erasing import erase, hold
from makegood.engagements.record.keys import change_key, may_revoke, revoke_key
from makegood.phases.acceptance.actions.deciding.certifying import certify_anew
from makegood.rules.ledger.record import COSIGNED

ERASE, HOLD, LIFT = "erasure.confirmed", "hold.confirmed", "hold.lift_confirmed"
COSIGN = COSIGNED
KEY, REVOKE = "key_change.confirmed", "key_revocation.confirmed"


def _question(title: str, sentence: str, button: str, content: Content, *, final: bool) -> Question:
    """With what was typed, which stays on record; on the page that asks for it nothing was yet."""
    points = (("Your reason", str(content["why"])),) if "why" in content else ()
    return Question(title=title, sentence=sentence, button=button, points=points, cannot_be_undone=final)


def ask_to_erase(engagement: Engagement, content: Content) -> Question:
    del engagement
    return _question(
        f"Erase what entry {int(str(content['index'])) + 1} says?",
        "What it says is destroyed for good, here and on the pages that repeat it. The entry stays, with who erased it "
        "and why, and the record verifies with this one named hole. Mails that were sent, files that were handed in "
        "and signed certificates keep what they say.",
        "Erase it",
        content,
        final=True,
    )


def ask_to_hold(engagement: Engagement, content: Content) -> Question:
    del engagement
    sentence = "From now on nothing of this engagement can be erased, until your side lifts the hold."
    return _question("Hold everything for a dispute?", sentence, "Hold everything", content, final=False)


def ask_to_lift(engagement: Engagement, content: Content) -> Question:
    del engagement
    return _question(
        "Lift the hold?", "From now on entries can be erased again.", "Lift the hold", content, final=False
    )


def ask_to_change_key(engagement: Engagement, content: Content) -> Question:
    del engagement
    sentence = (
        "From the next entry on a new key signs. The old one signs that it hands over; what it signed stays valid."
    )
    return _question("Change the signing key?", sentence, "Change the key", content, final=True)


def ask_to_revoke(engagement: Engagement, content: Content) -> Question:
    key = may_revoke(engagement, str(content["key"]), entry_of(engagement, content))
    current = key.text() == engagement.ledger_key
    given = content["entry"]
    since = "From now on" if given is None else f"From entry {int(str(given)) + 1} on"
    sentence = (
        f"{since} nothing that it signs or signed counts: receipts over later entries prove nothing any more."
        f"{' A new key that nobody else ever had signs instead, beginning now.' if current else ''} Certificates that "
        "it signed since are signed anew."
    )
    return _question(f"Revoke the key {content['key']}?", sentence, "Revoke the key", content, final=True)


def ask_to_cosign(engagement: Engagement, content: Content) -> Question:
    del engagement
    return Question(
        title=f"Cosign the first {content['size']} entries?",
        sentence="You say that you hold the record as it stands. Whoever changes one of these entries later, the "
        "keeper of this server included, is contradicted by you.",
        button="Cosign",
        points=(("Record", str(content["ledger"])), ("Root over them", str(content["root"]))),
    )


def entry_of(engagement: Engagement, content: Content) -> int:
    """The first entry that the key no longer vouches for; the next one where that is left open."""
    given = content["entry"]
    return engagement.tree_size if given is None else int(str(given))


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
    return _to_keys(intent)


def _revoke(intent: Intent, content: Content, event: Event) -> Done:
    del event
    engagement = intent.engagement
    engagement.refresh_from_db(fields=["tree_size", "ledger_key"])
    entry = entry_of(engagement, content)
    revoke_key(engagement=engagement, key_id=str(content["key"]), entry=entry, why=str(content["why"]), by=intent.user)
    certify_anew(engagement=engagement)
    return _to_keys(intent)


def _cosign(intent: Intent, content: Content, event: Event) -> Done:
    cosign(engagement=intent.engagement, content=content, event=event)
    return Done(next=reverse("record_cosign", args=[intent.engagement_id]))


def _to_keys(intent: Intent) -> Done:
    return Done(next=reverse("record_keys", args=[intent.engagement_id]))


def _back(intent: Intent) -> Done:
    return Done(next=reverse("record", args=[intent.engagement_id]))


DEEDS = (
    Deed(kind=ERASE, act=Act.HOLD_EVIDENCE, needs=Strength.CODE, ask=ask_to_erase, perform=_erase, anchored=False),
    Deed(kind=HOLD, act=Act.SET_HOLD, needs=Strength.CODE, ask=ask_to_hold, perform=_hold, anchored=False),
    Deed(kind=LIFT, act=Act.SET_HOLD, needs=Strength.CODE, ask=ask_to_lift, perform=_lift, anchored=False),
    Deed(kind=KEY, act=Act.HOLD_EVIDENCE, needs=Strength.CODE, ask=ask_to_change_key, perform=_change_key),
    Deed(kind=COSIGN, act=Act.SEE_LEDGER, needs=Strength.CODE, ask=ask_to_cosign, perform=_cosign),
    Deed(kind=REVOKE, act=Act.HOLD_EVIDENCE, needs=Strength.CODE, ask=ask_to_revoke, perform=_revoke, anchored=False),
)


def register() -> None:
    for deed in DEEDS:
        intents.register(deed)
