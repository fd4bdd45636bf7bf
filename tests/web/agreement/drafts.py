"""Agreements for the tests: a draft that can be sent, one that lies with the partner, one that both signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from makegood.accounts.models import User
from makegood.engagements import intents
from makegood.engagements.intents import Confirmed
from makegood.engagements.models import Engagement, Strength
from makegood.engagements.permissions import standing_of
from makegood.phases.agreement.actions import drafting, offering, paying
from makegood.phases.agreement.actions.signing import SIGNED_BY_OWNER, SIGNED_BY_PARTNER, content_for
from makegood.phases.agreement.models import Agreement, PayeeChange, Side
from tests.web.cast import Cast

ACCOUNT = {
    "name": "Pixel Works LLC",
    "bank": "First Lakeside Bank",
    "routing": "071000013",
    "number": "000123456789",
    "phone": "(312) 555-0142",
}
OTHER = {"bank": "Other Bank", "routing": "021000021", "number": "99887766554"}


def account(mark: str = "", **other: str) -> dict[str, str]:
    return {**ACCOUNT, **other, "name": f"{ACCOUNT['name']}{mark}"}


def make_draft(cast: Cast, engagement: Engagement, mark: str = "") -> Agreement:
    """$96,000 in three parts, ready to be sent. `mark` goes into every text."""
    standing = standing_of(cast.olivia, engagement.pk)
    draft = drafting.begin_draft(standing=standing)
    if draft.milestones.exists():
        return draft
    answers = {
        "price_cents": 9_600_000,
        "held_back_latest_return": date(2027, 12, 31),
        "neutral_name": f"Rita Okafor{mark}",
    }
    drafting.answer_question(agreement=draft, question="price", answers=answers)
    for title, cents in (("Sign-in", 1_200_000), ("Orders", 4_600_000), ("Launch", 3_800_000)):
        drafting.add_part(
            agreement=draft, title=f"{title}{mark}", promise=f"{title} works{mark}.", amount_cents=cents, due=None
        )
    return Agreement.objects.get(pk=draft.pk)


def make_offer(cast: Cast, engagement: Engagement, mark: str = "", *, payee: bool = True) -> Agreement:
    draft = make_draft(cast, engagement, mark)
    offering.offer_agreement(standing=standing_of(cast.olivia, engagement.pk), agreement=draft)
    if payee:
        paying.name_payee(standing=standing_of(cast.pat, engagement.pk), agreement=draft, **account(mark))
    return Agreement.objects.get(pk=draft.pk)


def sign(cast: Cast, engagement: Engagement, side: Side, agreement: Agreement) -> None:
    """Signs what `agreement` holds, as its page showed it."""
    user, deed = (cast.olivia, SIGNED_BY_OWNER) if side == Side.OWNER else (cast.pat, SIGNED_BY_PARTNER)
    standing = standing_of(user, engagement.pk)
    intent = intents.prepare(standing=standing, kind=deed.kind, content=content_for(agreement), back="/")
    intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.PASSWORD))


def make_signed(cast: Cast, engagement: Engagement, mark: str = "") -> Agreement:
    offer = make_offer(cast, engagement, mark)
    sign(cast, engagement, Side.PARTNER, offer)
    sign(cast, engagement, Side.OWNER, offer)
    return Agreement.objects.get(pk=offer.pk)


def ask_for_another_account(cast: Cast, engagement: Engagement, mark: str = "") -> PayeeChange:
    """Confirmed by Pat; Olivia has not called yet."""
    standing = standing_of(cast.pat, engagement.pk)
    payee = paying.wish_for_payee(standing=standing, **account(mark, **OTHER))
    confirm(cast.pat, engagement, paying.CHANGE_ASKED.kind, paying.shown(payee))
    return PayeeChange.objects.get(payee=payee)


def confirm(user: User, engagement: Engagement, kind: str, content: Mapping[str, object]) -> str:
    """As with a code from an app."""
    standing = standing_of(user, engagement.pk)
    intent = intents.prepare(standing=standing, kind=kind, content=content, back="/")
    return intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.CODE))
