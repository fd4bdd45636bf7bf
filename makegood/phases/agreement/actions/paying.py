"""Who is paid: named by the partner, frozen by both signatures, changed only slowly and after a call (H22)."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid

from django.urls import reverse
from django.utils import timezone

from makegood.engagements.events import now_in, record
from makegood.engagements.intents import Content, Deed, Done, Question, Refused
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act, Standing
from makegood.phases.agreement.actions.offering import seal
from makegood.phases.agreement.actions.opening import lock
from makegood.phases.agreement.models import Agreement, AgreementState, Payee, PayeeChange
from makegood.phases.agreement.queries.payees import box, payee_agreed, payee_change_waiting, purpose_of
from makegood.rules.ledger import leaf
from makegood.rules.money.guard import WAIT

HOURS = int(WAIT.total_seconds() // 3600)


def _sealed_payee(
    *, standing: Standing, name: str, bank: str, routing: str, number: str, phone: str, named: bool = False
) -> Payee:
    salt = secrets.token_hex(32)
    known = {"name": name, "bank": bank, "routing": routing, "number": number, "salt": salt}
    payee = Payee(
        engagement=standing.engagement,
        name=name,
        bank=bank,
        account_end=number[-4:],
        digest=hashlib.sha256(leaf.canonical(known)).hexdigest(),
        phone=phone,
        named=named,
        made_by=standing.user,
    )
    payee.account = box().seal(json.dumps({"routing": routing, "number": number, "salt": salt}), purpose_of(payee))
    payee.save()
    return payee


def name_payee(
    *, standing: Standing, agreement: Agreement, name: str, bank: str, routing: str, number: str, phone: str
) -> Payee:
    """Before the first signing. What lies with the partner gets a new seal, so signatures so far count for nothing."""
    if not standing.is_partner:
        raise Refused("Only the partner says who is paid.")
    with lock(agreement) as fresh:
        if payee_agreed(fresh.engagement, timezone.now()) is not None:
            raise Refused("The account is agreed already. A change of it waits 72 hours and needs a call-back.")
        if fresh.state != AgreementState.OFFERED:
            raise Refused("The agreement does not lie with you now; you can name the account when it does.")
        Payee.objects.filter(engagement=fresh.engagement, named=True).update(named=False)
        payee = _sealed_payee(
            standing=standing, name=name, bank=bank, routing=routing, number=number, phone=phone, named=True
        )
        seal(fresh)
        record(
            engagement=fresh.engagement,
            kind="payee.named",
            payload={**shown(payee), "agreement": str(fresh.pk), "digest": fresh.digest},
            actor=standing.user,
            subject=payee.pk,
        )
    return payee


def wish_for_payee(*, standing: Standing, name: str, bank: str, routing: str, number: str, phone: str) -> Payee:
    """The row of another account, which counts for nothing until it is confirmed, called back and waited for."""
    if not standing.is_partner:
        raise Refused("Only the partner says who is paid.")
    now = now_in(standing.engagement)
    if payee_agreed(standing.engagement, now) is None:
        raise Refused("No account is agreed yet, so there is none to change.")
    if payee_change_waiting(standing.engagement, now) is not None:
        raise Refused("A change of the account waits already. Take it back first.")
    return _sealed_payee(standing=standing, name=name, bank=bank, routing=routing, number=number, phone=phone)


def shown(payee: Payee) -> dict[str, object]:
    """What events and confirmations say of an account: never its numbers."""
    return {
        "payee": str(payee.pk),
        "payee_digest": payee.digest,
        "name": payee.name,
        "bank": payee.bank,
        "account_end": payee.account_end,
        "phone": payee.phone,
    }


def _ask_change(engagement: Engagement, content: Content) -> Question:
    return Question(
        title="Change the account",
        sentence=(
            f"Nothing is paid until {HOURS} hours have passed and {engagement.owner_company} has called the number it "
            "knew before."
        ),
        button="Ask for the change",
        points=(
            ("Name", str(content["name"])),
            ("Bank", str(content["bank"])),
            ("Account", f"ending in {content['account_end']}"),
        ),
        cannot_be_undone=False,
    )


def _change(intent: Intent, content: Content, event: Event) -> Done:
    engagement = event.engagement
    now = now_in(engagement)
    payee = Payee.objects.filter(
        engagement=engagement, pk=uuid.UUID(str(content["payee"])), made_by=intent.user, since=None, named=False
    ).first()
    current = payee_agreed(engagement, now)
    if payee is None or current is None or payee.digest != content["payee_digest"]:
        raise Refused("This account was not entered here by you. Please enter it again.")
    if hasattr(payee, "change") or payee_change_waiting(engagement, now) is not None:
        raise Refused("A change of the account waits already.")
    PayeeChange.objects.create(
        engagement=engagement,
        payee=payee,
        known_phone=current.phone,
        asked_by=intent.user,
        asked=now,
        not_before=now + WAIT,
        event=event,
    )
    return _to_payee(engagement)


def _waiting(engagement: Engagement, content: Content) -> PayeeChange:
    change = payee_change_waiting(engagement, now_in(engagement))
    if change is None or str(change.pk) != content["change"]:
        raise Refused("This change does not wait any more.")
    return change


def _ask_called_back(engagement: Engagement, content: Content) -> Question:
    return Question(
        title="Record the call",
        sentence=(
            f"You say that you called {engagement.partner} at the number known before, and that they confirmed the new "
            f"account. It counts from then on, but not before {HOURS} hours after it was asked for."
        ),
        button="Record the call",
        points=(
            ("You called", str(content["phone"])),
            ("You spoke to", str(content["spoke_to"])),
            ("New account", f"{content['name']}, ending in {content['account_end']}"),
        ),
    )


def _called_back(intent: Intent, content: Content, event: Event) -> Done:
    engagement = event.engagement
    change = _waiting(engagement, content)
    if change.called is not None:
        raise Refused("The call was recorded already.")
    if change.asked_by_id == intent.user_id:
        raise Refused("Whoever asked for the change cannot record the call.")
    now = now_in(engagement)
    _about(event, change)
    change.called, change.called_by, change.spoke_to = now, intent.user, str(content["spoke_to"])
    change.save(update_fields=["called", "called_by", "spoke_to"])
    counts = max(now, change.not_before)
    Payee.objects.filter(engagement=engagement, since__isnull=False, ended=None).update(ended=counts)
    change.payee.since = counts
    change.payee.save(update_fields=["since"])
    return _to_payee(engagement)


def _ask_refused(engagement: Engagement, content: Content) -> Question:
    return Question(
        title="Refuse the new account",
        sentence=f"The account that was agreed before counts again at once, and {engagement.partner} is told why.",
        button="Refuse it",
        points=(
            ("New account", f"{content['name']}, ending in {content['account_end']}"),
            ("Why", str(content["reason"])),
        ),
        cannot_be_undone=False,
    )


def _refused(intent: Intent, content: Content, event: Event) -> Done:
    del intent
    change = _waiting(event.engagement, content)
    _about(event, change)
    end_change(change, str(content["reason"]))
    return _to_payee(event.engagement)


def _about(event: Event, change: PayeeChange) -> None:
    event.subject = change.pk
    event.save(update_fields=["subject"])


def end_change(change: PayeeChange, reason: str) -> None:
    """The account agreed before counts again. Inside the caller's transaction."""
    change.refused, change.refused_because = now_in(change.engagement), reason
    change.save(update_fields=["refused", "refused_because"])
    if change.payee.since is not None:
        Payee.objects.filter(engagement=change.engagement, ended=change.payee.since).update(ended=None)
        change.payee.since = None
        change.payee.save(update_fields=["since"])


def take_back_payee_change(*, standing: Standing, agreement: Agreement) -> None:
    """By the partner, while it waits: the account agreed before counts again."""
    if not standing.is_partner:
        raise Refused("Only the partner takes its wish back.")
    with lock(agreement):
        change = payee_change_waiting(standing.engagement, now_in(standing.engagement))
        if change is None:
            raise Refused("No change of the account waits.")
        end_change(change, "Taken back by the partner.")
        record(
            engagement=standing.engagement,
            kind="payee.change_taken_back",
            payload={"change": str(change.pk), **shown(change.payee)},
            actor=standing.user,
            subject=change.pk,
        )


def _to_payee(engagement: Engagement) -> Done:
    return Done(next=reverse("agreement:payee", args=[engagement.pk]))


CHANGE_ASKED = Deed(
    kind="payee.change_asked", act=Act.CHANGE_PAYEE, needs=Strength.CODE, ask=_ask_change, perform=_change
)
CALLED_BACK = Deed(
    kind="payee.called_back", act=Act.CONFIRM_PAYEE, needs=Strength.CODE, ask=_ask_called_back, perform=_called_back
)
CHANGE_REFUSED = Deed(
    kind="payee.change_refused", act=Act.CONFIRM_PAYEE, needs=Strength.PASSWORD, ask=_ask_refused, perform=_refused
)
