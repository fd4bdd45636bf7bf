"""Both sides sign the same bytes. The second signature locks the agreement, its rule books and the payee (H11, H22)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable

from django.urls import reverse

from makegood.engagements.events import now_in, record
from makegood.engagements.intents import Content, Deed, Done, Question, Refused
from makegood.engagements.models import Engagement, Event, Intent, Stage, Strength
from makegood.engagements.permissions import Act
from makegood.phases.agreement.actions.offering import named
from makegood.phases.agreement.models import (
    Agreement,
    AgreementState,
    Answer,
    CounterProposal,
    Payee,
    Side,
    Signature,
)
from makegood.phases.agreement.queries.agreements import signatures_of
from makegood.phases.agreement.queries.sealed import Sealed, sealed_bytes, sealed_of
from makegood.rules.money.amount import formatted
from makegood.rules.wording import counted

BELOW_SHOWN = 6
CHANGED = "The agreement was changed after you opened this page. Please look at it as it is now, and sign that."


def content_for(agreement: Agreement) -> dict[str, object]:
    """What the person signs: the digest names every byte of the document."""
    return named(agreement)


def _agreement(engagement: Engagement, content: Content) -> Agreement:
    row = Agreement.objects.filter(engagement=engagement, pk=uuid.UUID(str(content["agreement"]))).first()
    if row is None:
        raise Refused("This agreement was dropped meanwhile.")
    return row


def ask_to_sign(side: Side) -> Callable[[Engagement, Content], Question]:
    def ask(engagement: Engagement, content: Content) -> Question:
        agreement = _agreement(engagement, content)
        if agreement.digest != content["digest"]:
            return Question(title="This was changed meanwhile", sentence=CHANGED, button="Sign")
        sealed = sealed_of(agreement)
        return Question(
            title=f"Sign agreement {agreement.number} for {_company(engagement, side)}",
            sentence=_consequence(agreement, side),
            button="Sign the agreement",
            points=_points(sealed),
        )

    return ask


def _company(engagement: Engagement, side: Side) -> str:
    return engagement.owner_company.name if side == Side.OWNER else engagement.partner


def _consequence(agreement: Agreement, side: Side) -> str:
    other = Side.PARTNER if side == Side.OWNER else Side.OWNER
    company = _company(agreement.engagement, other)
    has_signed = other in signatures_of(agreement)
    when = f"{company} has signed. With your signature" if has_signed else f"When {company} has signed, too,"
    return f"{when} prices, days and checklists are locked; a change is a new agreement that both sign."


def _points(sealed: Sealed) -> tuple[tuple[str, str], ...]:
    payee = sealed.document["payee"] or {}
    return (
        ("Price" if sealed.is_fixed else "Never more than", formatted(sealed.total_cents)),
        ("Parts", ", ".join(f"{part.title} ({formatted(part.amount_cents)})" for part in sealed.parts[:8])),
        ("Paid to", f"{payee.get('name', 'nobody yet')}, account ending in {payee.get('account_end', '')}"),
        ("Agreed below standard", _below(sealed)),
        ("Document", f"SHA-256 {sealed.digest}"),
    )


def _below(sealed: Sealed) -> str:
    """What is agreed weaker than usual, on the very page of the signature (H11)."""
    told = [f"{part.title}: {what} {how}" for part in sealed.parts for what, how in part.below]
    more = [f"And {counted(len(told) - BELOW_SHOWN, 'point')} more."] if len(told) > BELOW_SHOWN else []
    return " ".join([*told[:BELOW_SHOWN], *more]) or "Nothing"


def sign(side: Side) -> Callable[[Intent, Content, Event], Done]:
    def perform(intent: Intent, content: Content, event: Event) -> Done:
        agreement = _agreement(event.engagement, content)
        done = Done(next=reverse("agreement:show", args=[event.engagement_id]))
        if agreement.state in (AgreementState.SIGNED, AgreementState.REPLACED):
            raise Refused("This agreement is signed by both already.")
        _refuse_what_differs(agreement, str(content["digest"]))
        signed = signatures_of(agreement)
        if side in signed:
            raise Refused(f"{signed[side].user} has signed for {_company(event.engagement, side)} already.")
        if any(other.user_id == intent.user_id for other in signed.values()):
            raise Refused("One person cannot sign for both sides.")
        Signature.objects.create(
            agreement=agreement,
            side=side,
            user=intent.user,
            digest=agreement.digest,
            at=now_in(event.engagement),
            event=event,
        )
        if signed:
            _lock(agreement, event)
        return done

    return perform


def _refuse_what_differs(agreement: Agreement, digest: str) -> None:
    if agreement.state != AgreementState.OFFERED:
        raise Refused("The owner has taken the agreement back to change it. There is nothing to sign now.")
    if agreement.digest != digest:
        raise Refused(CHANGED)
    if sealed_of(agreement).document["payee"] is None:
        raise Refused(f"{agreement.engagement.partner} has not said yet who is paid; that is part of what you sign.")
    if hashlib.sha256(sealed_bytes(agreement)).hexdigest() != digest:
        raise Refused(
            "Since it was sent, something it rests on has changed (a newer version of the checks, a company's name, or "
            "the account). Please have the owner take it back and send it again."
        )


def _lock(agreement: Agreement, event: Event) -> None:
    """Both have signed: this agreement counts, the one before is kept as replaced."""
    engagement = event.engagement
    now = now_in(engagement)
    Agreement.objects.filter(engagement=engagement, state=AgreementState.SIGNED).update(state=AgreementState.REPLACED)
    agreement.state, agreement.signed = AgreementState.SIGNED, now
    agreement.save(update_fields=["state", "signed"])
    Payee.objects.filter(engagement=engagement, named=True).update(named=False, since=now)
    CounterProposal.objects.filter(agreement=agreement, answer=Answer.OPEN).update(
        answer=Answer.REFUSED, answer_reason="Both sides signed without it.", answered=now
    )
    if engagement.stage == Stage.DRAFT:
        engagement.stage = Stage.RUNNING
        engagement.save(update_fields=["stage"])
    record(
        engagement=engagement,
        kind="agreement.locked",
        payload=named(agreement),
        actor=None,
        subject=agreement.pk,
        anchored=True,
    )


SIGNED_BY_OWNER = Deed(
    kind="agreement.signed_by_owner",
    act=Act.SIGN_AS_OWNER,
    needs=Strength.PASSWORD,
    ask=ask_to_sign(Side.OWNER),
    perform=sign(Side.OWNER),
)
SIGNED_BY_PARTNER = Deed(
    kind="agreement.signed_by_partner",
    act=Act.SIGN_AS_PARTNER,
    needs=Strength.PASSWORD,
    ask=ask_to_sign(Side.PARTNER),
    perform=sign(Side.PARTNER),
)
