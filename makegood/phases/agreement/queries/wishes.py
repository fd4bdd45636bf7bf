"""Counter-proposals in words: what is agreed now, and what is wished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from makegood.engagements.models import Engagement
from makegood.engine.catalogue import checks
from makegood.engine.check import Check, Limits
from makegood.engine.limits import measure_of
from makegood.engine.playbook import Criterion
from makegood.engine.verdict import Priority
from makegood.engine.weaker import differences
from makegood.phases.agreement.models import CounterProposal
from makegood.phases.agreement.queries.checklists import SAID, read, standard
from makegood.phases.agreement.queries.saying import Answered, answers_of
from makegood.phases.agreement.queries.sealed import document_of

WEIGHTS = {**{priority.value: said for priority, said in SAID.items()}, "none": "Leave it out"}


@dataclass(frozen=True, slots=True)
class Wish:
    """`about`: the promise or the term; `now` and `wants`: what stands there and what is wished, a line each.

    `is_below`: taken, the item would be agreed below standard.
    """

    row: CounterProposal
    about: str
    where: str
    now: tuple[str, ...]
    wants: tuple[str, ...]
    is_below: bool = False


def wishes_of(engagement: Engagement) -> list[Wish]:
    """Of all agreements of the engagement, the latest first. A fixed number of queries."""
    rows = (
        CounterProposal.objects.filter(agreement__engagement=engagement)
        .select_related("agreement__engagement", "milestone__rule_book", "by")
        .order_by("-made")
    )
    terms = {one.key: one for one in _terms(engagement)} if any(row.topic for row in rows) else {}
    return [_of_item(row) if row.check_id in checks() else _of_term(row, terms) for row in rows]


def _terms(engagement: Engagement) -> list[Answered]:
    latest = engagement.agreements.order_by("-number").first()
    return [] if latest is None else answers_of(document_of(latest))


def _of_term(row: CounterProposal, terms: Mapping[str, Answered]) -> Wish:
    term = terms.get(row.topic)
    return Wish(row, term.name if term else row.topic, "", (term.said,) if term else (), ())


def _of_item(row: CounterProposal) -> Wish:
    check, milestone = checks()[row.check_id], row.milestone
    wished = {name: measure_of(check, name).read(str(typed)) for name, typed in row.limits.items()}
    now, is_below = [], False
    criterion = read(milestone.rule_book).criteria.get(row.check_id) if milestone else None
    if criterion is not None:
        now = _said(check, SAID[criterion.priority] if row.priority else "", {n: criterion.limits[n] for n in wished})
        is_below = _is_below(row, criterion, wished)
    wants = _said(check, WEIGHTS.get(row.priority, ""), wished)
    return Wish(row, check.promise, milestone.title if milestone else "", tuple(now), tuple(wants), is_below)


def _said(check: Check, weight: str, limits: Limits) -> list[str]:
    lines = [f"{measure_of(check, name).label}: {measure_of(check, name).said(limits[name])}" for name in limits]
    return [weight, *lines] if weight else lines


def _is_below(row: CounterProposal, criterion: Criterion, wished: Limits) -> bool:
    usual = standard().criteria.get(row.check_id)
    if usual is None:
        return False
    if row.priority == "none":
        return True
    taken = replace(
        criterion,
        priority=Priority(row.priority) if row.priority else criterion.priority,
        limits={**criterion.limits, **wished},
    )
    return bool(differences(usual, taken))
