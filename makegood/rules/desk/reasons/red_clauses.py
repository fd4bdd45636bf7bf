"""Sentences of the contract that bear on paying: acceptance, advance, ownership, suspension, lockout."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.clauses.clause import State
from makegood.rules.desk.case import Case
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source

PAYING = (
    "acceptance_is_written", "ip_is_transferred", "disputes_keep_work_going", "retainage_is_held", "no_self_help",
    "accounts_are_yours", "source_is_reachable", "spend_is_capped", "change_is_signed", "transition_is_owed",
    "warranty_covers",
)  # fmt: skip


def find(case: Case) -> Iterator[Reason]:
    """Red flags only. They are told and hold nothing: what was signed counts until it is changed."""
    for check in PAYING:
        finding = case.clause(check)
        if finding is None or finding.state is not State.RED_FLAG:
            continue
        yield Reason(
            name=finding.clause.id,
            effect=Effect.WARN,
            sentence=finding.because,
            why=finding.clause.why,
            cents=0,
            rests=Rests.PAPER,
            quotes=case.cite_clause(finding),
        )


SOURCE = Source("red_clauses", find)
