"""The draft is sealed and goes to the partner; it may be taken back until both have signed."""

from __future__ import annotations

import hashlib
import json

from makegood.engagements.events import now_in, record
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.record.anchoring import key_of
from makegood.phases.agreement.actions.opening import lock, open_draft
from makegood.phases.agreement.models import Agreement, AgreementState
from makegood.phases.agreement.queries.problems import problems_of
from makegood.phases.agreement.queries.sealed import sealed_bytes
from makegood.rules.keyholder import KeyholderGone
from makegood.rules.refusal import blocking


def seal(agreement: Agreement) -> None:
    """Writes the document and its digest from the rows as they are now. A signature under another digest is void."""
    agreement.sealed = sealed_bytes(agreement)
    agreement.digest = hashlib.sha256(agreement.sealed).hexdigest()
    agreement.save(update_fields=["sealed", "digest"])


def offer_agreement(*, standing: Standing, agreement: Agreement) -> Agreement:
    """Only whoever may sign for the owner sends it: from then on the partner sees prices and rules."""
    if not standing.may(Act.SIGN_AS_OWNER):
        raise Refused("Only the owner can send the agreement to the partner.")
    _know_the_key(standing.engagement)
    with open_draft(agreement) as draft:
        if stops := blocking(tuple(problems_of(draft))):
            raise Refused(stops[0].sentence)
        draft.offered = now_in(draft.engagement)
        draft.state = AgreementState.OFFERED
        draft.save(update_fields=["offered", "state"])
        seal(draft)
        record(
            engagement=draft.engagement,
            kind="agreement.offered",
            payload={**named(draft), "document": json.loads(bytes(draft.sealed))},
            actor=standing.user,
            subject=draft.pk,
        )
    return draft


def _know_the_key(engagement: Engagement) -> None:
    """The key of the ledger is part of what both sign (H1); asked for later, it would make another document."""
    try:
        key_of(engagement)
    except KeyholderGone as gone:
        raise Refused(
            "The process that keeps the signing keys does not answer, and its key is part of what both sign. Start "
            "Makegood again, then send the agreement."
        ) from gone


def take_back(*, standing: Standing, agreement: Agreement) -> Agreement:
    """The owner's side wants to change what lies with the partner. Signatures so far count for nothing."""
    with lock(agreement) as fresh:
        if fresh.state != AgreementState.OFFERED:
            raise Refused("This agreement does not lie with the partner.")
        reopen(fresh, standing)
    return fresh


def reopen(agreement: Agreement, standing: Standing) -> None:
    """Inside the caller's transaction: offered -> draft, seal gone."""
    payload = named(agreement)
    agreement.state, agreement.sealed, agreement.digest = AgreementState.DRAFT, b"", ""
    agreement.save(update_fields=["state", "sealed", "digest"])
    record(
        engagement=agreement.engagement,
        kind="agreement.taken_back",
        payload=payload,
        actor=standing.user,
        subject=agreement.pk,
    )


def named(agreement: Agreement) -> dict[str, object]:
    return {"agreement": str(agreement.pk), "number": agreement.number, "digest": agreement.digest}
