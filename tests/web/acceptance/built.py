"""A signed agreement, and parts of it accepted, without walking the pages that lead there."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from makegood.accounts.models import User
from makegood.connectors.secretbox import Secretbox
from makegood.engagements.events import record
from makegood.engagements.models import Engagement, Event, Stage
from makegood.phases.acceptance.models import Decision, Submission, SubmissionState, Verb
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone, Payee, PayModel, RuleBook
from makegood.phases.agreement.queries.sealed import sealed_bytes

PARTS = (("Sign-in", 1_000_000), ("Orders", 3_000_000), ("Reports", 2_000_000))
RULES = b'schema = "makegood.playbook/1"\nname = "agreed"\nversion = 1\ntitle = "Agreed"\nbase = "standard"\n'


def event_of(engagement: Engagement, kind: str, actor: User | None = None) -> Event:
    with transaction.atomic():
        return record(engagement=engagement, kind=kind, payload={}, actor=actor)


def signed_agreement_of(
    engagement: Engagement,
    partner: User,
    *,
    parts: tuple[tuple[str, int], ...] = PARTS,
    rules: bytes = RULES,
    **terms: object,
) -> Agreement:
    """Signed a month ago, with a payee who counts since then."""
    then = datetime.now(UTC) - timedelta(days=30)
    whole = sum(cents for _, cents in parts)
    fields: dict[str, object] = {
        "price_cents": whole,
        "held_back_latest_return": date.today() + timedelta(days=400),
        "signed": then,
        "pay_model": PayModel.FIXED,
        **terms,
    }
    agreement = Agreement.objects.create(engagement=engagement, state=AgreementState.DRAFT, **fields)
    for position, (title, cents) in enumerate(parts, start=1):
        milestone = Milestone.objects.create(
            agreement=agreement, position=position, title=title, amount_cents=cents, promise=f"{title} works."
        )
        RuleBook.objects.create(milestone=milestone, content=rules, digest=hashlib.sha256(rules).hexdigest())
    engagement.stage = Stage.RUNNING
    engagement.save()
    payee_of(engagement, partner, since=then)
    agreement.sealed = sealed_bytes(agreement)
    agreement.digest = hashlib.sha256(agreement.sealed).hexdigest()
    agreement.state = AgreementState.SIGNED
    agreement.save()
    return agreement


def payee_of(engagement: Engagement, partner: User, *, since: datetime | None, number: str = "000123456789") -> Payee:
    from django.conf import settings

    from makegood.phases.agreement.queries.payees import purpose_of

    payee = Payee(
        engagement=engagement,
        name="Pixel Works LLC",
        bank="First Bank",
        account_end=number[-4:],
        digest=hashlib.sha256(number.encode()).hexdigest(),
        phone="555-0100",
        made_by=partner,
        since=since,
    )
    text = f'{{"routing": "021000021", "number": "{number}", "salt": "00"}}'
    payee.account = Secretbox(settings.MAKEGOOD_HOME).seal(text, purpose_of(payee))
    payee.save()
    return payee


def accepted(
    milestone: Milestone, by: User, *, verb: Verb = Verb.ACCEPTED, gate_state: str = "open", round_: int = 1
) -> Decision:
    """Handed in and decided."""
    engagement = milestone.agreement.engagement
    event = event_of(engagement, "submission.made")
    digest = hashlib.sha256(str(milestone.pk).encode()).hexdigest()
    submission = Submission.objects.create(
        milestone=milestone,
        round=round_,
        state=SubmissionState.COMPLETE,
        revision="a" * 40,
        content_digest=digest,
        by=by,
        at=event.at,
        complete_at=event.at,
        event=event,
    )
    decided = event_of(engagement, "submission.accepted", by)
    return Decision.objects.create(
        submission=submission,
        verb=verb,
        gate_state=gate_state,
        because="All items are met.",
        content_digest=digest,
        by=by,
        at=decided.at,
        event=decided,
    )


def milestones(agreement: Agreement) -> list[Milestone]:
    return list(agreement.milestones.order_by("position"))
