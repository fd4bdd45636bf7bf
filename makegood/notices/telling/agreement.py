"""The agreement: sent, signed, locked; proposals and answers; and every step of another account (H22)."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from makegood.engagements.models import Event
from makegood.engine.catalogue import checks
from makegood.notices.telling import BOOKKEEPERS, BOTH_SIDES, OWNERS, PARTNERS, Content, Message, tells
from makegood.phases.agreement.models import Side, Signature


def _path(event: Event, name: str = "agreement:show") -> str:
    return reverse(name, args=[event.engagement_id])


def _owner(event: Event) -> str:
    return event.engagement.owner_company.name


@tells("agreement.offered")
def offered(event: Event, act: Content) -> Iterable[Message]:
    del act
    yield Message(
        roles=PARTNERS,
        subject=f"{_owner(event)} sent you the agreement for {event.engagement}",
        text=(
            "You see every price, day and check, and can propose something else. Say who is paid, and sign when it is "
            "right. Nothing is binding until both have signed."
        ),
        path=_path(event),
    )


@tells("agreement.taken_back")
def taken_back(event: Event, act: Content) -> Iterable[Message]:
    del act
    yield Message(
        roles=PARTNERS,
        subject=f"{_owner(event)} is changing the agreement for {event.engagement}",
        text="It was taken back; signatures so far count for nothing. You get it again when it is ready.",
        path=_path(event),
    )


@tells("agreement.signed_by_owner", "agreement.signed_by_partner")
def signed(event: Event, act: Content) -> Iterable[Message]:
    by_owner = event.kind == "agreement.signed_by_owner"
    other = Side.PARTNER if by_owner else Side.OWNER
    signed_before = Signature.objects.filter(
        agreement__engagement=event.engagement_id, digest=str(act.get("digest")), side=other
    )
    if signed_before.filter(event__index__lt=event.index).exists():
        return  # with this signature it is locked, which is told to both
    company = _owner(event) if by_owner else event.engagement.partner
    yield Message(
        roles=PARTNERS if by_owner else OWNERS,
        subject=f"{company} signed the agreement for {event.engagement}",
        text=f"{event.actor} signed agreement {act.get('number')}, SHA-256 {act.get('digest')}.",
        path=_path(event),
    )


@tells("agreement.locked")
def locked(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=BOTH_SIDES,
        subject=f"The agreement for {event.engagement} is signed by both",
        text=(
            "Prices, days and checklists are locked; a change is a new agreement that both sign. "
            f"Keep the digest of your copy: {act.get('digest')}"
        ),
        path=_path(event),
    )


@tells("proposal.made")
def proposed(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=OWNERS,
        subject=f"{event.engagement.partner} proposes something else for {event.engagement}",
        text=f"{_about(act)} {act.get('reason')}",
        path=_path(event, "agreement:proposals"),
    )


@tells("proposal.answered")
def answered(event: Event, act: Content) -> Iterable[Message]:
    taken = act.get("answer") == "taken"
    yield Message(
        roles=PARTNERS,
        subject=f"{_owner(event)} {'takes' if taken else 'refuses'} your proposal for {event.engagement}",
        text=f"{_about(act)} {act.get('reason')}".strip(),
        path=_path(event, "agreement:proposals"),
    )


def _about(act: Content) -> str:
    check = checks().get(str(act.get("check")))
    return check.promise if check else ""


@tells("payee.named")
def payee_named(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=OWNERS,
        subject=f"{event.engagement.partner} said who is paid for {event.engagement}",
        text=f"{_account(act)} It is part of what both sign.",
        path=_path(event),
    )


@tells("payee.change_asked")
def payee_change_asked(event: Event, act: Content) -> Iterable[Message]:
    partner = event.engagement.partner
    subject = f"Another account for {event.engagement}: nothing is paid until you have called"
    yield Message(
        roles=OWNERS,
        subject=subject,
        text=(
            f"{event.actor} of {partner} asked for another account. {_account(act)} Call {partner} at the number that "
            "stood in the agreement before, never at one from a message. Until then, and for 72 hours, nothing is paid."
        ),
        path=_path(event, "agreement:payee"),
        urgent=True,
    )
    yield Message(
        roles=PARTNERS,
        subject=f"Another account was asked for, for {event.engagement}",
        text=(
            f"{event.actor} asked for another account. {_account(act)} If that was none of you, take it back at once; "
            "until it is settled nothing is paid."
        ),
        path=_path(event, "agreement:payee"),
        urgent=True,
        copy_to_actor=True,
    )
    yield Message(
        roles=BOOKKEEPERS,
        subject=f"Do not pay anything for {event.engagement} now",
        text=f"{partner} asked for another account, and nobody has confirmed it yet. You are told when it is settled.",
        path=reverse("home"),
        urgent=True,
    )


@tells("payee.called_back")
def payee_called_back(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=BOTH_SIDES | BOOKKEEPERS,
        subject=f"The other account for {event.engagement} was confirmed on the phone",
        text=f"{event.actor} spoke to {act.get('spoke_to')}. {_account(act)} It counts 72 hours after it was asked.",
        path=reverse("engagements:show", args=[event.engagement_id]),
        copy_to_actor=True,
    )


@tells("payee.change_refused", "payee.change_taken_back")
def payee_change_ended(event: Event, act: Content) -> Iterable[Message]:
    why = f" Why: {act['reason']}" if act.get("reason") else ""
    yield Message(
        roles=BOTH_SIDES | BOOKKEEPERS,
        subject=f"The account for {event.engagement} stays as it was",
        text=f"The other account was not made to count. {_account(act)}{why}",
        path=reverse("engagements:show", args=[event.engagement_id]),
        copy_to_actor=True,
    )


def _account(act: Content) -> str:
    return f"{act.get('name')}, account ending in {act.get('account_end')}."
