"""What keeps a draft from being sent, and what is only to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from makegood.engagements.actions.opening import has_working_name
from makegood.engine.catalogue import checks
from makegood.engine.playbook import Criterion
from makegood.engine.verdict import Priority
from makegood.phases.agreement.models import Agreement, Answer, CounterProposal
from makegood.phases.agreement.queries.agreements import caps_of, milestones_of, schedule_of, terms_of
from makegood.phases.agreement.queries.checklists import rule_book_of
from makegood.rules.calendars.agreement import terms_problems
from makegood.rules.money.caps import caps_problems
from makegood.rules.money.schedule import schedule_problems
from makegood.rules.refusal import Problem
from makegood.rules.wording import counted

BY_RUNNING = ("test_run.", "build_run.")

Objections = Callable[[Agreement], Iterable[Problem]]

_objections: list[Objections] = []


def register_objections(objections: Objections) -> None:
    """For later rooms, at start: what a changed agreement may not undo (a part that was paid must stay)."""
    _objections.append(objections)


def problems_of(agreement: Agreement) -> list[Problem]:
    """Those with `blocks` first. Names: those of rules.money and rules.calendars, and the ones below."""
    found = [
        *_of_names(agreement),
        *_of_papers(agreement),
        *_of_price(agreement),
        *terms_problems(terms_of(agreement)),
        *_of_holding(agreement),
        *_of_checklists(agreement),
        *_of_proposals(agreement),
        *(problem for object_to in _objections for problem in object_to(agreement)),
    ]
    return sorted(found, key=lambda problem: not problem.blocks)


def _of_names(agreement: Agreement) -> Iterator[Problem]:
    """Names: no_company, no_partner. An engagement that began at the desk has working names."""
    engagement = agreement.engagement
    if has_working_name(engagement.owner_company):
        yield Problem("no_company", "The name of your company is not said yet.")
    if engagement.partner_company is None and not engagement.partner_name:
        yield Problem("no_partner", "The name of the firm that builds it is not said yet.")


def _of_papers(agreement: Agreement) -> Iterator[Problem]:
    """Names: papers_say."""
    for said in agreement.papers_open.values():
        yield Problem("papers_say", said)


def _of_price(agreement: Agreement) -> Iterator[Problem]:
    """Names: no_price."""
    caps = caps_of(agreement)
    if caps is not None:
        yield from caps_problems(caps)
    elif not agreement.price_cents:
        yield Problem("no_price", "The price is not set yet.")
    if agreement.total_cents:
        yield from schedule_problems(schedule_of(agreement))


def _of_holding(agreement: Agreement) -> Iterator[Problem]:
    """Names: no_latest_return, return_before_launch."""
    launch, latest = agreement.launch, agreement.held_back_latest_return
    if latest is None:
        yield Problem("no_latest_return", "The day on which all money held back is returned at the latest is not set.")
    elif launch is not None and latest < launch:
        yield Problem("return_before_launch", "Money held back would be returned before the planned launch.")
    if not agreement.neutral_name:
        sentence = 'Nobody is named who decides when the partner says "we think this is wrong".'
        yield Problem("no_neutral", sentence, blocks=False)


def _of_checklists(agreement: Agreement) -> Iterator[Problem]:
    """Names: no_items, cannot_be_seen (flag), nothing_to_compare (flag)."""
    for place, milestone in enumerate(milestones_of(agreement)):
        book = rule_book_of(milestone)
        if not book.criteria:
            yield Problem("no_items", f"The checklist of {milestone.title} has no items.", str(milestone.line))
        unseen = [] if agreement.allow_run else [one for one in book.criteria.values() if _needs_running(one)]
        if unseen:
            sentence = (
                f"{milestone.title}: {counted(len(unseen), 'item')} can only be seen by running the code, which is not "
                "allowed; the payment would wait for it."
            )
            yield Problem("cannot_be_seen", sentence, str(milestone.line), blocks=False)
        if place == 0 and agreement.number == 1 and not book.first and book.criteria:
            sentence = f"{milestone.title} is the first delivery; what compares with an earlier one cannot be seen."
            yield Problem("nothing_to_compare", sentence, str(milestone.line), blocks=False)


def _needs_running(one: Criterion) -> bool:
    """Whether it would hold the payment and cannot be judged by reading."""
    facts = checks()[one.check].needs
    return one.priority is not Priority.ADVISORY and any(name.startswith(BY_RUNNING) for name in facts)


def _of_proposals(agreement: Agreement) -> Iterator[Problem]:
    """Names: proposals_open."""
    count = CounterProposal.objects.filter(agreement=agreement, answer=Answer.OPEN).count()
    if count:
        what = "1 proposal of the partner is" if count == 1 else f"{count} proposals of the partner are"
        yield Problem("proposals_open", f"{what} not answered.")
