"""The payment decision of one submission: the engine's verdicts, and what people added to them under their names.

The engine's gate decides (design section 4). Here only what it is asked with is put together: waivers that live,
findings withdrawn after an appeal, experts' signatures in place of what we could not see, scripts that people tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from django.db.models import Q, Window
from django.db.models.functions import RowNumber

from makegood.engine import playbook
from makegood.engine.catalogue import checks
from makegood.engine.check import Outcome
from makegood.engine.evidence import Evidence
from makegood.engine.gaps import Cause, Side
from makegood.engine.gate import Gate, GateState, decide
from makegood.engine.playbook import Playbook
from makegood.engine.verdict import Priority, Verdict
from makegood.engine.waiver import Waiver, is_waived
from makegood.engine.wording import counted
from makegood.inspections.models import Inspection, Lead, State
from makegood.inspections.models import Verdict as VerdictRow
from makegood.phases.acceptance.models import Appeal, Attestation, Script, ScriptResult, Submission
from makegood.phases.acceptance.models import Waiver as WaiverRow
from makegood.phases.agreement.queries import judged_differently
from makegood.rules.calendars.agreement import Terms, attestation_clock

SHOWN = 50
"""Places of one check that come with its verdict; the page of the inspection has all."""
SCRIPT = "script:"
"""Before a script's id, where an appeal is about it and not about a check."""
PLAIN_FILES = "It came as plain files without a history, and what rests on history was not seen."


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The gate's word for one submission now. `verdicts`: those that count, as people's words left them.

    `waived`: ids of checks accepted anyway; `withdrawn`, `signed`, `lapsed`: ids changed by appeals, by signatures, and
    by the end of the agreed days; `broken`, `untried`: acceptance scripts that must work and do not, or were not tried.
    """

    gate: Gate
    verdicts: tuple[Verdict, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    waived: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    broken: tuple[Script, ...] = ()
    untried: tuple[Script, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.gate.state is GateState.OPEN


def decide_submission(submission: Submission, rule_book: bytes, terms: Terms, now: datetime) -> Decided:
    """The decision by the signed rule book, at `now` (events.now_in: the later of the clock and the last event)."""
    inspection = submission.inspection
    if inspection is None or inspection.state != State.DONE:
        return Decided(gate=_waiting(inspection))
    book = playbook.parse(rule_book, checks(), "rule book")
    waivers = waivers_of(submission)
    rows = _rows(inspection, book)
    seen = engine_verdicts(inspection, book, rows, whole={waiver.check for waiver in waivers if waiver.fingerprint})
    verdicts, changed = _with_people(seen, submission, terms, now)
    digests = {verdict.subject: submission.content_digest for verdict in verdicts}
    gate = decide(
        verdicts,
        book,
        now=now,
        digests=digests,
        waivers=waivers,
        differences=_differences(submission, inspection, book, seen),
        unproven=[] if submission.history else [PLAIN_FILES],
    )
    broken, untried = _scripts(submission)
    return Decided(
        gate=_with_scripts(gate, broken, untried),
        verdicts=tuple(verdicts),
        places=_counted(rows),
        waived=tuple(v.check for v in verdicts if is_waived(v, submission.content_digest, waivers, now.date())),
        broken=broken,
        untried=untried,
        **changed,
    )


def _rows(inspection: Inspection, book: Playbook) -> list[VerdictRow]:
    return list(VerdictRow.objects.filter(inspection=inspection, check_id__in=_weighty(book)).order_by("id"))


def engine_verdicts(
    inspection: Inspection, book: Playbook, rows: Sequence[VerdictRow], *, whole: Iterable[str]
) -> list[Verdict]:
    """The verdicts that count as the engine's own type, with their first SHOWN places: one query, however many.

    All places of the checks in `whole`, of which somebody accepted places: the check is let go only with all of them.
    """
    failed = [row.check_id for row in rows if row.outcome == Outcome.FAIL]
    found = Lead.objects.filter(inspection=inspection, check_id__in=failed)
    number = Window(RowNumber(), partition_by="check_id", order_by="id")
    first = found.annotate(number=number).filter(number__lte=SHOWN).values("pk")
    leads = found.filter(Q(pk__in=first) | Q(check_id__in=whole)).order_by("check_id", "id")
    places = {check: tuple(map(_evidence, group)) for check, group in groupby(leads, key=lambda lead: lead.check_id)}
    return [_verdict(row, book, places.get(row.check_id, ())) for row in rows]


def _counted(rows: Iterable[VerdictRow]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row.check_id] += row.places
    return found


def _weighty(book: Playbook) -> list[str]:
    return [id for id, criterion in book.criteria.items() if criterion.priority is not Priority.ADVISORY]


def _evidence(lead: Lead) -> Evidence:
    return Evidence(
        summary=lead.summary,
        path=lead.path or None,
        line=lead.line,
        commit=lead.commit or None,
        fingerprint=lead.fingerprint or None,
    )


def _verdict(row: VerdictRow, book: Playbook, places: tuple[Evidence, ...]) -> Verdict:
    check = checks()[row.check_id]
    criterion = book.criteria[row.check_id]
    return Verdict(
        check=row.check_id,
        version=row.version,
        subject=row.subject,
        outcome=Outcome(row.outcome),
        because=row.because,
        promise=check.promise,
        why=check.why,
        remedy=check.remedy,
        priority=criterion.priority,
        cause=Cause(row.cause) if row.cause else None,
        side=Side(row.side) if row.side else None,
        limits=criterion.limits,
        standards=check.standards,
        evidence=places,
        oldest_fact=row.oldest_fact,
    )


def _with_people(
    verdicts: Sequence[Verdict], submission: Submission, terms: Terms, now: datetime
) -> tuple[list[Verdict], dict[str, tuple[str, ...]]]:
    withdrawn = {appeal.check_id: appeal for appeal in Appeal.objects.filter(submission=submission, ruling="withdrawn")}
    signed = _attested(submission)
    until = submission.complete_at and attestation_clock(submission.complete_at, terms).ends
    over = until is not None and now > until
    said: list[Verdict] = []
    changed: dict[str, list[str]] = {"withdrawn": [], "signed": [], "lapsed": []}
    for verdict in verdicts:
        not_theirs = verdict.outcome is Outcome.UNKNOWN and verdict.side in (Side.OURS, Side.OWNER)
        if appeal := withdrawn.get(verdict.check):
            because = f"Withdrawn after an appeal: {appeal.ruling_reason}"
            said.append(replace(verdict, outcome=Outcome.NOT_APPLICABLE, because=because, evidence=()))
            changed["withdrawn"].append(verdict.check)
        elif not_theirs and (attested := signed.get(verdict.check)):
            outcome = Outcome.PASS if attested.holds else Outcome.FAIL
            because = f"A named expert signed it, {attested.by}: {attested.how}"
            said.append(replace(verdict, outcome=outcome, because=because, cause=None, side=None))
            changed["signed"].append(verdict.check)
        elif not_theirs and over:
            because = (
                f"It could not be seen because of {_whose(verdict)}, and the agreed days are over. {verdict.because}"
            )
            said.append(replace(verdict, outcome=Outcome.NOT_APPLICABLE, because=because))
            changed["lapsed"].append(verdict.check)
        else:
            said.append(verdict)
    return said, {name: tuple(ids) for name, ids in changed.items()}


def _whose(verdict: Verdict) -> str:
    return "the owner" if verdict.side is Side.OWNER else "Makegood"


def _attested(submission: Submission) -> Mapping[str, Attestation]:
    """Signatures by a reviewer whom both accept, for this very content; the latest counts."""
    rows = Attestation.objects.filter(
        submission=submission,
        content_digest=submission.content_digest,
        partner_accepts__isnull=False,
        owner_accepts__isnull=False,
    )
    return {row.check_id: row for row in rows.select_related("by").order_by("at")}


def waivers_of(submission: Submission) -> list[Waiver]:
    rows = WaiverRow.objects.filter(submission=submission, approved__isnull=False)
    return [
        Waiver(
            check=row.check_id,
            fingerprint=row.fingerprint or None,
            content_digest=row.content_digest,
            reason_class=row.reason_class,
            compensation=row.compensation,
            requested_by=str(row.requested_by_id),
            approved_by=str(row.approved_by_id),
            until=row.until,
        )
        for row in rows
    ]


def _differences(submission: Submission, inspection: Inspection, book: Playbook, seen: Sequence[Verdict]) -> list[str]:
    """How what was inspected differs from what was handed in and agreed (H8, H11), a sentence each."""
    found = []
    if inspection.revision != submission.revision or inspection.content_digest != submission.content_digest:
        found.append("What was inspected is not what was handed in.")
    if inspection.rule_book_digest != book.digest.removeprefix("sha256:"):
        found.append("It was inspected by another checklist than the one that both signed.")
    return found + judged_differently(submission.milestone.agreement, {one.check: one.version for one in seen})


def _scripts(submission: Submission) -> tuple[tuple[Script, ...], tuple[Script, ...]]:
    """Agreed scripts that must work: those that do not, and those that nobody tried on this submission."""
    withdrawn = set(
        Appeal.objects.filter(submission=submission, ruling="withdrawn", check_id__startswith=SCRIPT).values_list(
            "check_id", flat=True
        )
    )
    agreed = Script.objects.filter(milestone__line=submission.milestone.line, must=True, agreed=True, dropped=None)
    scripts = [script for script in agreed if f"{SCRIPT}{script.pk}" not in withdrawn]
    results = ScriptResult.objects.filter(submission=submission).order_by("at", "id")
    latest = {result.script_id: result.result for result in results}
    broken = tuple(script for script in scripts if latest.get(script.pk) == "broken")
    untried = tuple(script for script in scripts if latest.get(script.pk) in (None, "not_tried"))
    return broken, untried


def _with_scripts(gate: Gate, broken: Sequence[Script], untried: Sequence[Script]) -> Gate:
    if broken:
        said = f"{counted(len(broken), 'acceptance script')} that must work did not: {_titles(broken)}."
        because = said if gate.state is GateState.OPEN else f"{gate.because} {said}"
        return replace(gate, state=GateState.HELD, because=because)
    if untried and gate.state is not GateState.HELD:
        said = f"{counted(len(untried), 'acceptance script')} that must work was not tried yet: {_titles(untried)}."
        because = said if gate.state is GateState.OPEN else f"{gate.because} {said}"
        return replace(gate, state=GateState.NEEDS_EVIDENCE, because=because)
    return gate


def _titles(scripts: Iterable[Script]) -> str:
    return ", ".join(script.title for script in scripts)


def _waiting(inspection: Inspection | None) -> Gate:
    if inspection is None:
        because = "Nothing was inspected yet."
    elif inspection.is_live:
        because = "The inspection is still under way."
    else:
        because = f"The inspection did not end with a result. {inspection.note}".strip()
    return Gate(state=GateState.NEEDS_EVIDENCE, because=because)
