"""Checklists: made from a playbook, changed item by item, copied to other parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from makegood.engagements.intents import Refused
from makegood.engine import playbook, rule_book
from makegood.engine.catalogue import checks
from makegood.engine.check import Limit
from makegood.engine.facts import Origin
from makegood.engine.playbook import Criterion, Playbook
from makegood.engine.verdict import Priority
from makegood.phases.agreement.actions.opening import open_draft
from makegood.phases.agreement.models import Milestone, RuleBook
from makegood.phases.agreement.queries.checklists import OWN, below_standard, parsed, read, standard

NAME = "agreed"
CHANGED = ", changed in this agreement"


def give_checklist(milestone: Milestone, *, first: bool, base: str = "") -> None:
    """A checklist as a playbook of ours has it. `first`: there is no earlier delivery to compare with.

    Without `base` it is `delivery` where running their code is allowed, else `standard`.
    """
    chosen = base or ("delivery" if milestone.agreement.allow_run else "standard")
    content = _written(chosen, first=first)
    RuleBook.objects.update_or_create(milestone=milestone, defaults={"base": chosen, **_kept(content)})


def restart_checklist(*, milestone: Milestone, base: str, first: bool) -> None:
    if base not in playbook.names():
        raise Refused("Please choose one of the checklists offered.")
    with open_draft(milestone.agreement):
        give_checklist(milestone, first=first, base=base)


def adapt_to_running(milestone: Milestone, *, allow_run: bool) -> None:
    """A checklist nobody has touched follows the answer on running their code; a changed one stays."""
    book = milestone.rule_book
    was, becomes = ("standard", "delivery") if allow_run else ("delivery", "standard")
    first = read(book).first
    if book.base == was and bytes(book.content) == _written(was, first=first):
        give_checklist(milestone, first=first, base=becomes)


def change_item(
    *,
    milestone: Milestone,
    check_id: str,
    priority: Priority | None,
    limits: Mapping[str, Limit] | None = None,
    accepts: Iterable[Origin] | None = None,
    fresh_days: int | None = None,
    new_only: bool | None = None,
) -> None:
    """Sets one item; `priority` None takes it out. What is None stays (`fresh_days` None: age does not matter)."""
    with open_draft(milestone.agreement):
        book = read(RuleBook.objects.get(milestone=milestone))
        rows = with_item(
            book,
            check_id,
            priority=priority,
            limits=limits,
            accepts=accepts,
            fresh_days=fresh_days,
            new_only=new_only,
        )
        save_items(milestone, book, rows)


def with_item(
    book: Playbook,
    check_id: str,
    *,
    priority: Priority | None,
    limits: Mapping[str, Limit] | None = None,
    accepts: Iterable[Origin] | None = None,
    fresh_days: int | None = None,
    new_only: bool | None = None,
) -> dict[str, Criterion]:
    """The items of a checklist with one of them set, as `change_item` says."""
    rows = dict(book.criteria)
    if priority is None:
        rows.pop(check_id, None)
        return rows
    item = criterion_of(book, check_id)
    rows[check_id] = replace(
        item,
        priority=priority,
        limits={**item.limits, **(limits or {})},
        accepts=item.accepts if accepts is None else frozenset(accepts),
        fresh_days=fresh_days,
        new_only=item.new_only if new_only is None else new_only,
    )
    return rows


def criterion_of(book: Playbook, check_id: str) -> Criterion:
    """The item as it is in the checklist; for one that is not in it, as it would be in `standard`, or good to know."""
    known = book.criteria.get(check_id) or standard().criteria.get(check_id)
    if known is not None:
        return known
    check = checks().get(check_id)
    if check is None:
        raise Refused("There is no such item.")
    return Criterion(check=check.id, priority=Priority.ADVISORY, limits=dict(check.limits), accepts=check.accepts)


def give_own_checklist(*, milestone: Milestone, book: Playbook, title: str) -> None:
    """A checklist that is none of ours, whole; `title` says whose it is and stands in what both sign."""
    with open_draft(milestone.agreement):
        first = read(RuleBook.objects.get(milestone=milestone)).first
        content = rule_book.written(name=NAME, title=title, criteria=book.criteria.values(), first=first)
        RuleBook.objects.filter(milestone=milestone).update(base=OWN, **_kept(content))


def save_items(milestone: Milestone, book: Playbook, rows: Mapping[str, Criterion]) -> None:
    """A checklist that is somebody's own says that it was changed here: what was agreed is no more what they wrote."""
    is_own = RuleBook.objects.filter(milestone=milestone, base=OWN).exists()
    if is_own and dict(rows) != dict(book.criteria) and not book.title.endswith(CHANGED):
        book = replace(book, title=f"{book.title}{CHANGED}")
    content = rule_book.rewritten(book, rows.values())
    RuleBook.objects.filter(milestone=milestone).update(**_kept(content))


def copy_checklist(*, milestone: Milestone, to: Iterable[Milestone]) -> int:
    """Gives other parts of the same draft this part's checklist; whether they are first deliveries stays theirs."""
    with open_draft(milestone.agreement):
        source = RuleBook.objects.get(milestone=milestone)
        book, count = read(source), 0
        for other in to:
            if other.agreement_id != milestone.agreement_id or other.pk == milestone.pk:
                continue
            first = read(RuleBook.objects.get(milestone=other)).first
            content = rule_book.written(name=book.name, title=book.title, criteria=book.criteria.values(), first=first)
            RuleBook.objects.filter(milestone=other).update(base=source.base, **_kept(content))
            count += 1
    return count


def _written(base: str, *, first: bool) -> bytes:
    ours = playbook.load(base, checks())
    criteria = ours.criteria.values()
    return rule_book.written(name=NAME, title=ours.title, criteria=criteria, first=first or ours.first)


def _kept(content: bytes) -> dict[str, object]:
    """The columns of a rule book. Refuses, as the engine would, what cannot be loaded."""
    book = parsed(content)
    return {
        "content": content,
        "digest": hashlib.sha256(content).hexdigest(),
        "below_standard": [one.to_json() for one in below_standard(book)],
    }
