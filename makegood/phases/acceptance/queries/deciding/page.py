"""What the acceptance page of a part or of one round shows: the decision, its reasons in order, clocks, and rounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from makegood.engagements.events import now_in
from makegood.engagements.models import Engagement
from makegood.engine.check import Outcome
from makegood.engine.gaps import Side
from makegood.engine.gate import stopped_counting
from makegood.engine.people import SCRIPT
from makegood.engine.reports.story import GRAVE
from makegood.engine.verdict import Priority, Verdict
from makegood.inspections.models import State
from makegood.inspections.queries import SIDES
from makegood.phases.acceptance.models import Decision, Submission, SubmissionState, Verb
from makegood.phases.acceptance.queries.deciding.decided import Decided, decide_submission
from makegood.phases.acceptance.queries.deciding.rows import Rows
from makegood.phases.acceptance.queries.handing_in.receipts import clock_of
from makegood.phases.acceptance.queries.handing_in.submissions import ACCEPTED, handed_in_for, that_counts, verb_of
from makegood.phases.acceptance.queries.money.lateness import moved_by_lateness
from makegood.phases.agreement.models import Milestone
from makegood.phases.agreement.queries import terms_of
from makegood.rules.calendars.agreement import Rounds, Terms, attestation_clock, cure_clock
from makegood.rules.calendars.business import counted_days
from makegood.rules.calendars.clock import Clock, ClockState

HEAVY = ("inspection__rule_book", "inspection__gaps", "inspection__tools", "inspection__letter", "address_head")
WEIGHT = {Priority.BLOCKER: "must be right", Priority.REQUIRED: "should be right", None: "must work"}
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that holds the payment. `check` is empty for an acceptance script; `kind`: fail, unknown or old.

    `priority` is None for an acceptance script; `side`: on whose side it lies that something was not seen.
    """

    check: str
    promise: str
    because: str
    kind: str
    priority: Priority | None = None
    places: int = 0
    side: Side | None = None
    script: str = ""

    @property
    def weight(self) -> str:
        return WEIGHT.get(self.priority, WEIGHT[None])

    @property
    def whose(self) -> str:
        return SIDES[self.side] if self.side else ""

    @property
    def appeal_id(self) -> str:
        """What an appeal names: the check, or the script."""
        return self.check or f"{SCRIPT}{self.script}"

    @property
    def may_be_waived(self) -> bool:
        return bool(self.check) and self.priority is Priority.REQUIRED and self.kind != "old"

    @property
    def may_be_attested(self) -> bool:
        return self.kind == "unknown" and self.side in (Side.OURS, Side.OWNER)


@dataclass(kw_only=True)
class Page:
    """One round of one part, and all its rounds. `submission` is None where nothing was handed in yet."""

    milestone: Milestone
    rounds: Sequence[Submission]
    submission: Submission | None
    now: datetime
    decided: Decided | None = None
    reasons: Sequence[Reason] = field(default_factory=tuple)

    @property
    def engagement(self) -> Engagement:
        return self.milestone.agreement.engagement

    @property
    def decision(self) -> Decision | None:
        return getattr(self.submission, "decision", None) if self.submission else None

    @cached_property
    def rows(self) -> Rows:
        """What people said of this round."""
        return Rows(self.milestone, self.submission)

    @cached_property
    def terms(self) -> Terms:
        return terms_of(self.milestone.agreement)

    @property
    def newer(self) -> Submission | None:
        """A later round than this one, which is what counts then."""
        return self.rounds[-1] if self.rounds and self.rounds[-1] != self.submission else None

    @property
    def accepted_round(self) -> Submission | None:
        return next((one for one in self.rounds if verb_of(one) in ACCEPTED), None)

    @property
    def is_open(self) -> bool:
        """To be decided by the owner now: with them, not decided, and no round of the part accepted."""
        return (
            self.submission is not None
            and self.submission.state == SubmissionState.COMPLETE
            and self.decision is None
            and self.accepted_round is None
        )

    @property
    def may_accept(self) -> bool:
        return self.is_open and self.decided is not None and self.decided.is_open and not self.silence_is_over

    @property
    def is_inspected(self) -> bool:
        inspection = self.submission.inspection if self.submission else None
        return inspection is not None and inspection.state == State.DONE

    @property
    def silence_is_over(self) -> bool:
        until = self.submission.silence_at if self.submission else None
        return until is not None and self.now > until

    @cached_property
    def clock(self) -> Clock | None:
        """Whose turn it is until when: the owner's answer, or the partner's fix."""
        if self.submission is None or self.accepted_round is not None:
            return None
        if self.decision is not None and self.decision.verb == Verb.REJECTED:
            clock = cure_clock(self.decision.at, self.terms)
            return moved_by_lateness(clock, self.engagement) if self.cure_rounds.may_cure_again else None
        return clock_of(self.submission)

    @property
    def clock_sentence(self) -> str:
        if self.clock is None:
            return ""
        left = self.clock.days_left(self.now)
        running = self.clock.state(self.now) is ClockState.RUNNING
        says = self.clock.sentence(self.now)
        return f"{says[:-1]}: {counted_days(left, 'business')} left." if running and left else says

    @property
    def unseen_sentence(self) -> str:
        """Until when what could not be seen, and is not the partner's to mend, holds the money."""
        at = self.submission.complete_at if self.submission else None
        if at is None or not self.is_open or not any(one.may_be_attested for one in self.reasons):
            return ""
        return attestation_clock(at, self.terms).sentence(self.now)

    @property
    def cure_rounds(self) -> UsedRounds:
        used = sum(1 for one in self.rounds if verb_of(one) == Verb.REJECTED)
        return UsedRounds(Rounds(used, self.milestone.agreement.cure_rounds))

    @property
    def shown(self) -> Sequence[Reason]:
        return self.reasons[:SHOWN]

    @property
    def more(self) -> Sequence[Reason]:
        return self.reasons[SHOWN:]

    @property
    def counts(self) -> tuple[int, int]:
        """(met, all) of the items that must or should be right; what is accepted anyway or nobody saw is not met."""
        verdicts = self.decided.verdicts if self.decided else ()
        met = (one.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE) and not stopped_counting(one) for one in verdicts)
        return sum(met), len(verdicts)

    @property
    def lapsed(self) -> Sequence[str]:
        """What was promised, could not be seen, and stopped counting against the partner."""
        return [one.promise for one in self.decided.verdicts if stopped_counting(one)] if self.decided else []


@dataclass(frozen=True, slots=True)
class UsedRounds:
    """Sent back so often, and what the agreement allows now."""

    rounds: Rounds

    @property
    def may_cure_again(self) -> bool:
        """After the last rejection: whether the partner has a round left to fix it in."""
        return self.rounds.used <= self.rounds.agreed

    def sentence(self) -> str:
        used, agreed = self.rounds.used, self.rounds.agreed
        if not used:
            return f"{agreed} {'round' if agreed == 1 else 'rounds'} to fix and check again were agreed; none is used."
        if used <= agreed:
            return f"Fix and check again: round {used} of {agreed}."
        return Rounds(agreed, agreed).sentence()


def page_of(milestone: Milestone, submission: Submission | None = None) -> Page:
    """The page of a part (its last round that arrived), or of one of its rounds. As many queries, whatever is found.

    Raises agreement.queries.RuleBookDamaged where the checklist was changed outside of Makegood.
    """
    rounds = list(
        handed_in_for(milestone).select_related("inspection", "decision__by", "by").defer(*HEAVY).order_by("round")
    )
    _under(milestone, rounds)
    chosen = next((one for one in rounds if submission is not None and one.pk == submission.pk), that_counts(rounds))
    page = Page(milestone=milestone, rounds=rounds, submission=chosen, now=now_in(milestone.agreement.engagement))
    if chosen is not None and chosen.state in (SubmissionState.COMPLETE, SubmissionState.REPLACED):
        page.decided = decided_now(chosen, page.now, page.rows)
        page.reasons = tuple(_reasons(page.decided))
    return page


def _under(milestone: Milestone, rounds: Sequence[Submission]) -> None:
    """What was handed in under this agreement is of this very row; only an earlier agreement's are read."""
    for one in rounds:
        if one.milestone_id == milestone.pk:
            one.milestone = milestone
    earlier = [one for one in rounds if one.milestone_id != milestone.pk]
    parts = Milestone.objects.select_related("agreement__engagement", "rule_book")
    prefetch_related_objects(earlier, Prefetch("milestone", parts))


def decided_now(submission: Submission, now: datetime, rows: Rows | None = None) -> Decided:
    milestone = submission.milestone
    rule_book, terms = bytes(milestone.rule_book.content), terms_of(milestone.agreement)
    return decide_submission(submission, rule_book, terms, now, rows)


def _reasons(decided: Decided) -> Iterator[Reason]:
    """What must be right first, then what should be; what is wrong before what could not be seen."""
    unmet = [one for one in decided.verdicts if one.check not in decided.waived]
    failed = [one for one in unmet if one.outcome is Outcome.FAIL]
    unseen = [one for one in unmet if one.outcome is Outcome.UNKNOWN]
    old = [one for one in unmet if one.check in decided.gate.holding and one not in failed and one not in unseen]
    yield from (_reason(one, "fail", decided.places) for one in sorted(failed, key=_rank))
    for script in decided.broken:
        yield Reason("", script.title, "It was tried, and does not work.", "fail", script=script.id)
    yield from (_reason(one, "unknown", decided.places) for one in sorted(unseen, key=_rank))
    for script in decided.untried:
        yield Reason("", script.title, "Nobody has tried it yet.", "unknown", script=script.id)
    yield from (_reason(one, "old", decided.places) for one in sorted(old, key=_rank))


def _reason(verdict: Verdict, kind: str, places: Mapping[str, int]) -> Reason:
    because = "What was seen is older than agreed and must be looked at again." if kind == "old" else verdict.because
    return Reason(
        check=verdict.check,
        promise=verdict.promise,
        because=because,
        kind=kind,
        priority=verdict.priority or Priority.REQUIRED,
        places=places.get(verdict.check, 0),
        side=verdict.side,
    )


def _rank(verdict: Verdict) -> tuple[bool, int, str]:
    family = verdict.check.split(".")[0]
    return (
        verdict.priority is not Priority.BLOCKER,
        GRAVE.index(family) if family in GRAVE else len(GRAVE),
        verdict.check,
    )
