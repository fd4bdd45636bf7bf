"""The agreement in sentences: the tasks of drafting with what was answered, and the terms of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from makegood.phases.agreement.models import Agreement
from makegood.phases.agreement.queries.sealed import document_of
from makegood.rules.calendars.business import counted_days, said_day
from makegood.rules.money.amount import formatted, percent


@dataclass(frozen=True, slots=True)
class Answered:
    """One term in words. `key`: the question that it answers; `means`: what it means for both, in a sentence."""

    key: str
    name: str
    said: str
    means: str = ""


def answers_of(document: Mapping[str, Any]) -> list[Answered]:
    """Every term of a document, in the order of the questions."""
    return list(_answers(document))


def _answers(document: Mapping[str, Any]) -> Iterator[Answered]:
    terms, pay = document["terms"], document["pay"]
    yield from _of_pay(pay)
    yield Answered(
        "acceptance", "Days to look at a delivery", counted_days(terms["acceptance_days"], "business"),
        "From the day on which a delivery is complete.",
    )  # fmt: skip
    yield Answered(
        "silence", "When the owner says nothing",
        "Silence counts as yes" if terms["silence_counts"] else "The delivery waits for the answer",
        "The owner is warned five and two days before." if terms["silence_counts"]
        else "The owner's lateness is shown, and the partner's dates move by as many days.",
    )  # fmt: skip
    yield Answered(
        "fixing", "Fix and check again",
        f"{_rounds(terms['cure_rounds'])}; {counted_days(terms['cure_days'], 'business')} to fix, "
        f"{counted_days(terms['retest_days'], 'business')} to look again",
        "After the last round the owner may end that part without paying for it.",
    )  # fmt: skip
    yield from _of_holding(terms)
    yield Answered(
        "warranty", "Warranty", _months(terms["warranty_months"]), "From launch; faults are mended for nothing."
    )
    yield Answered(
        "payment", "Days to pay", f"{counted_days(terms['payment_days'], 'business')} after the owner's yes",
        "The day is promised; if the owner is late, the partner's dates move by as many days.",
    )  # fmt: skip
    yield Answered(
        "unseen", "What we cannot see", f"Holds money for {counted_days(terms['unseen_days'], 'business')}",
        "A reviewer whom both accept may sign instead; after that it no longer counts against the partner.",
    )  # fmt: skip
    neutral = document["neutral"]
    who = " ".join(filter(None, (neutral["name"], f"({neutral['email']})" if neutral["email"] else "")))
    yield Answered(
        "neutral", "Who decides when you disagree", who or "Nobody is named",
        f"{'They answer' if who else 'Once somebody is named, they answer'} within "
        f"{counted_days(terms['appeal_days'], 'business')}.",
    )  # fmt: skip
    yield Answered(
        "people", "People named", "; ".join(document["people"]) or "Nobody is named",
        "They are swapped only with the owner's yes." if document["people"] else "",
    )  # fmt: skip
    yield Answered(
        "running", "Running their code", "Allowed, in a closed sandbox without network" if terms["allow_run"]
        else "Not allowed; it is only read",
    )  # fmt: skip


def _of_pay(pay: Mapping[str, Any]) -> Iterator[Answered]:
    if pay["model"] == "fixed":
        yield Answered("model", "How it is paid", "A fixed price, part by part")
        yield Answered("price", "Price", _money(pay["price_cents"]), "Nothing above it is ever released.")
        return
    yield Answered("model", "How it is paid", "By the hour, never more than two caps")
    yield Answered(
        "price", "Caps", f"{_money(pay['monthly_cap_cents'])} in one month, {_money(pay['total_cap_cents'])} in all",
        "Work above a cap is at the partner's own risk.",
    )  # fmt: skip


def _of_holding(terms: Mapping[str, Any]) -> Iterator[Answered]:
    launch, latest = terms["launch"], terms["held_back_latest_return"]
    planned = f"; launch planned for {said_day(date.fromisoformat(launch))}" if launch else ""
    until = f"returned by {said_day(date.fromisoformat(latest))} at the latest" if latest else "no latest day yet"
    yield Answered(
        "held_back", "Money held back", f"{percent(terms['held_back_share'])} of every payment, {until}{planned}",
        terms["held_back_rule"],
    )  # fmt: skip


def _money(cents: int | None) -> str:
    return "not set yet" if cents is None else formatted(cents)


def _rounds(rounds: int) -> str:
    return {0: "No round", 1: "1 round"}.get(rounds, f"{rounds} rounds")


def _months(months: int) -> str:
    return {0: "None", 1: "1 month"}.get(months, f"{months} months")


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list. `state`: answered, suggested (our suggestion stands), or to do."""

    key: str
    name: str
    state: str
    said: str


def tasks_of(draft: Agreement) -> list[Task]:
    """The questions with what stands there now; the first question, of what is known, is not a term."""
    said = [Answered("situation", "What you know already", ""), *answers_of(document_of(draft))]
    return [Task(one.key, one.name, _state(draft, one.key), draft.papers_open.get(one.key, one.said)) for one in said]


def _state(draft: Agreement, key: str) -> str:
    missing = {"price": not draft.total_cents, "held_back": draft.held_back_latest_return is None}
    if missing.get(key) or key in draft.papers_open:
        return "to do"
    if key in draft.answered:
        return "answered"
    empty = {
        "situation": not draft.situation,
        "neutral": not draft.neutral_name,
        "people": not draft.roster.strip(),
        "running": not draft.allow_run,  # whether it may run is the owner's to say; nothing is suggested unasked
    }
    return "optional" if empty.get(key) else "suggested"
