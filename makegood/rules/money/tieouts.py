"""Does a payment request tie? Every figure that does not is a named problem with its sentence (docs/money.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from makegood.rules.money.amount import formatted
from makegood.rules.money.application import Application, Certified, Claim, figures
from makegood.rules.money.schedule import Schedule, schedule_problems
from makegood.rules.refusal import Problem


def tie_outs(schedule: Schedule, application: Application, last: Certified | None) -> tuple[Problem, ...]:
    """What does not tie; empty (or only flags, `blocks` False) when the request may be approved.

    Names, beside those of `schedule_problems`: line_unknown, line_missing, claim_twice, asked_below_zero,
    previous_differs, above_line, not_proven, number_differs, certificates_differ, above_contract, nothing_due,
    paid_anyway (flag), no_contributor_statement (flag).
    """
    return (
        *schedule_problems(schedule),
        *_of_the_list(schedule, application, last),
        *(problem for claim in application.claims for problem in _of_claim(schedule, claim, last)),
        *_of_the_whole(schedule, application, last),
    )


def _of_the_list(schedule: Schedule, application: Application, last: Certified | None) -> Iterator[Problem]:
    claimed = Counter(claim.line for claim in application.claims)
    known = [part.id for part in schedule.lines]
    for line, times in claimed.items():
        if line not in known:
            yield Problem("line_unknown", f"{schedule.title(line)} is not a part of the price.", line)
        if times > 1:
            yield Problem("claim_twice", f"{schedule.title(line)} is asked for {times} times in one request.", line)
    before = set(last.to_date) if last else set()
    for line in [*known, *sorted(before - set(known))]:
        if line not in claimed:
            yield Problem("line_missing", f"{schedule.title(line)} is missing from the request.", line)


def _of_claim(schedule: Schedule, claim: Claim, last: Certified | None) -> Iterator[Problem]:
    title, line = schedule.title(claim.line), claim.line
    before = last.to_date.get(line, 0) if last else 0
    if claim.previous_cents != before:
        yield Problem(
            "previous_differs",
            f"{title}: the request says {formatted(claim.previous_cents)} were certified before; "
            f"the last one left {formatted(before)}.",
            line,
        )
    if claim.this_cents < 0:
        yield Problem("asked_below_zero", f"{title}: {formatted(claim.this_cents)} cannot be asked for.", line)
    if claim.to_date_cents > (worth := schedule.worth(line)):
        yield Problem("above_line", _above_line(schedule, claim, worth), line)
    if claim.this_cents > 0 and not claim.proven:
        if claim.paid_anyway:
            sentence = f"{title}: {formatted(claim.this_cents)} are paid anyway, not proven."
            yield Problem("paid_anyway", sentence, line, blocks=False)
        else:
            sentence = f"{title}: {formatted(claim.this_cents)} are asked for before its checks passed."
            yield Problem("not_proven", sentence, line)


def _above_line(schedule: Schedule, claim: Claim, worth: int) -> str:
    sentence = (
        f"{schedule.title(claim.line)}: {formatted(claim.to_date_cents)} to date is "
        f"{formatted(claim.to_date_cents - worth)} more than its {formatted(worth)}."
    )
    unsigned = [change.id for change in schedule.changes if change.line == claim.line and not change.approved]
    return f"{sentence} Change order {', '.join(unsigned)} is not signed by both." if unsigned else sentence


def _of_the_whole(schedule: Schedule, application: Application, last: Certified | None) -> Iterator[Problem]:
    number, earned = (last.number, last.earned_cents) if last else (0, 0)
    if application.number <= number:
        yield Problem(
            "number_differs", f"This is request {application.number}, but request {number} was approved before."
        )
    if application.previous_earned_cents != earned:
        yield Problem(
            "certificates_differ",
            f"The request says {formatted(application.previous_earned_cents)} were certified before, less money held "
            f"back; the last one left {formatted(earned)}.",
        )
    ours = figures(schedule, application)
    if ours.completed > ours.contract:
        yield Problem(
            "above_contract",
            f"{formatted(ours.completed)} to date is more than the price of {formatted(ours.contract)}.",
        )
    if ours.due <= 0:
        yield Problem(
            "nothing_due", "Nothing is due with this request: what is to be held back uses up what was earned."
        )
    if application.contributors_through is None:
        yield Problem(
            "no_contributor_statement",
            "The partner has not stated that everyone who worked on this was paid and has assigned their work to you.",
            blocks=False,
        )
