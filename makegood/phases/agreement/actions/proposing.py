"""The partner's counter-proposals, and the owner's answers."""

from __future__ import annotations

from collections.abc import Mapping

from makegood.engagements.events import now_in, record
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Standing
from makegood.engine.catalogue import checks
from makegood.engine.limits import measure_of
from makegood.engine.verdict import Priority
from makegood.phases.agreement.actions.checklists import change_item, criterion_of
from makegood.phases.agreement.actions.offering import reopen
from makegood.phases.agreement.actions.opening import lock
from makegood.phases.agreement.models import Agreement, AgreementState, Answer, CounterProposal, Milestone
from makegood.phases.agreement.queries.checklists import rule_book_of

LEAVE_OUT = "none"
OPEN_LIMIT = 200


def propose_item(
    *,
    standing: Standing,
    milestone: Milestone,
    check_id: str,
    priority: str,
    limits: Mapping[str, str],
    reason: str,
) -> CounterProposal:
    """`priority`: "" where it may stay, "none" to leave the item out. `limits`: as typed, only those that differ."""
    return _propose(
        standing=standing,
        agreement=milestone.agreement,
        milestone=milestone,
        check_id=check_id,
        priority=priority,
        limits=dict(limits),
        reason=reason,
    )


def propose_term(*, standing: Standing, agreement: Agreement, topic: str, reason: str) -> CounterProposal:
    return _propose(standing=standing, agreement=agreement, topic=topic, reason=reason)


def _propose(*, standing: Standing, agreement: Agreement, **fields: object) -> CounterProposal:
    if not standing.is_partner:
        raise Refused("Counter-proposals are the partner's.")
    with lock(agreement) as fresh:
        if fresh.state != AgreementState.OFFERED:
            raise Refused("The agreement does not lie with you now, so nothing can be proposed.")
        if CounterProposal.objects.filter(agreement=fresh, answer=Answer.OPEN).count() >= OPEN_LIMIT:
            raise Refused(f"{OPEN_LIMIT} proposals wait for an answer already.")
        row = CounterProposal(agreement=fresh, by=standing.user, **fields)
        row.save()
        record(
            engagement=fresh.engagement,
            kind="proposal.made",
            payload={
                **_named(row),
                "priority": row.priority,
                "limits": row.limits,
                "reason": row.reason,
            },
            actor=standing.user,
            subject=row.pk,
        )
    return row


def answer_proposal(*, standing: Standing, proposal: CounterProposal, take: bool, reason: str = "") -> CounterProposal:
    """Taken: the item is changed, and the agreement is a draft again that gets a new seal. Refused: with a reason."""
    if not take and not reason.strip():
        raise Refused("Please say why, in a sentence; the partner reads it.")
    with lock(proposal.agreement) as agreement:
        row = CounterProposal.objects.select_for_update().get(pk=proposal.pk)
        if not row.is_open:
            raise Refused("This proposal was answered already.")
        if agreement.state not in (AgreementState.DRAFT, AgreementState.OFFERED):
            raise Refused("This agreement is signed and stays as it is.")
        if take:
            if agreement.state == AgreementState.OFFERED:
                reopen(agreement, standing)
            _apply(row)
        row.answer = Answer.TAKEN if take else Answer.REFUSED
        row.answer_reason, row.answered = reason, now_in(agreement.engagement)
        row.save(update_fields=["answer", "answer_reason", "answered"])
        record(
            engagement=agreement.engagement,
            kind="proposal.answered",
            payload={**_named(row), "answer": row.answer, "reason": reason},
            actor=standing.user,
            subject=row.pk,
        )
    return row


def _apply(row: CounterProposal) -> None:
    """What is proposed in words for a term is changed by hand."""
    if row.milestone is None:
        return
    item = criterion_of(rule_book_of(row.milestone), row.check_id)
    if row.priority == LEAVE_OUT:
        change_item(milestone=row.milestone, check_id=row.check_id, priority=None)
        return
    check = checks()[row.check_id]
    change_item(
        milestone=row.milestone,
        check_id=row.check_id,
        priority=Priority(row.priority) if row.priority else item.priority,
        limits={name: measure_of(check, name).read(str(typed)) for name, typed in row.limits.items()},
        fresh_days=item.fresh_days,
    )


def _named(row: CounterProposal) -> dict[str, object]:
    return {
        "proposal": str(row.pk),
        "agreement": str(row.agreement_id),
        "line": str(row.milestone.line) if row.milestone else "",
        "check": row.check_id,
        "topic": row.topic,
    }
