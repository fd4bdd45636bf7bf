"""The payment decision of one submission: the engine's verdicts, and what people added to them under their names.

The engine's gate decides (design section 4). Here only what it is asked with is put together: waivers that live,
findings withdrawn after an appeal, experts' signatures in place of what we could not see, scripts that people tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from django.db.models import Q, Window
from django.db.models.functions import RowNumber

from makegood.engagements.models import Event
from makegood.engine.catalogue import checks
from makegood.engine.check import Outcome
from makegood.engine.evidence import Evidence
from makegood.engine.gaps import Cause, Side
from makegood.engine.gate import Gate, GateState, decide
from makegood.engine.people import People, Trial, Way, Word, with_people, with_scripts
from makegood.engine.playbook import Playbook
from makegood.engine.verdict import Priority, Verdict
from makegood.engine.waiver import Waiver, is_waived
from makegood.inspections.models import Inspection, Lead, State
from makegood.inspections.models import Verdict as VerdictRow
from makegood.phases.acceptance.models import Script, ScriptResult, Submission
from makegood.phases.acceptance.queries.deciding.rows import Rows, rows_of, was
from makegood.phases.acceptance.queries.deciding.signatures import attested, refused
from makegood.phases.acceptance.queries.handing_in import addresses
from makegood.phases.agreement.queries import judged_differently
from makegood.phases.agreement.queries.checklists import parsed
from makegood.rules.calendars.agreement import Terms, attestation_clock

SHOWN = 50
"""Places of one check that come with its verdict; the page of the inspection has all."""
PLAIN_FILES = "It came as plain files without a history, and what rests on history was not seen."


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The gate's word for one submission now. `verdicts`: those that count, as people's words left them.

    `waived`: ids of checks accepted anyway; `withdrawn`, `signed`, `lapsed`: ids changed by appeals, by signatures, and
    by the end of the agreed days; `broken`, `untried`: acceptance scripts that must work and do not, or were not tried;
    `differences`, `unproven`: what else held the gate, sentences (`engine.gate.decide`).
    """

    gate: Gate
    verdicts: tuple[Verdict, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    waived: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    broken: tuple[Trial, ...] = ()
    untried: tuple[Trial, ...] = ()
    differences: tuple[str, ...] = ()
    unproven: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.gate.state is GateState.OPEN


def decide_submission(
    submission: Submission, rule_book: bytes, terms: Terms, now: datetime, said: Rows | None = None
) -> Decided:
    """The decision by the signed rule book, at `now` (events.now_in: the later of the clock and the last event).

    `said`: what people said of it, where it is read already. A waiver's last day is a day of the engagement's time
    zone, and so is the day of `now`.
    """
    now = now.astimezone(terms.calendar.zone)
    inspection = submission.inspection
    if inspection is None or inspection.state != State.DONE:
        return Decided(gate=_waiting(inspection))
    book = parsed(rule_book)
    said = said or rows_of(submission)
    people = people_of(submission, terms, now, said)
    waivers = waivers_of(submission, said)
    rows = _rows(inspection, book)
    seen = engine_verdicts(inspection, book, rows, whole={waiver.check for waiver in waivers if waiver.fingerprint})
    verdicts, changed = with_people(seen, people, now)
    digests = {verdict.subject: submission.content_digest for verdict in verdicts}
    differences = _differences(submission, inspection, book, seen)
    unproven = _unproven(submission)
    gate = decide(
        verdicts,
        book,
        now=now,
        digests=digests,
        waivers=waivers,
        differences=differences,
        unproven=unproven,
    )
    return Decided(
        gate=with_scripts(gate, people),
        verdicts=tuple(verdicts),
        places=_counted(rows),
        waived=tuple(v.check for v in verdicts if is_waived(v, submission.content_digest, waivers, now.date())),
        withdrawn=changed[Way.WITHDRAWN],
        signed=changed[Way.SIGNED],
        lapsed=changed[Way.LAPSED],
        broken=people.broken,
        untried=people.untried,
        differences=tuple(differences),
        unproven=tuple(unproven),
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
    rows_of_leads = leads.values_list("check_id", "summary", "path", "line", "commit", "fingerprint")
    places = {check: tuple(map(_evidence, group)) for check, group in groupby(rows_of_leads, key=itemgetter(0))}
    return [_verdict(row, book, places.get(row.check_id, ())) for row in rows]


def _counted(rows: Iterable[VerdictRow]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row.check_id] += row.places
    return found


def _weighty(book: Playbook) -> list[str]:
    return [id for id, criterion in book.criteria.items() if criterion.priority is not Priority.ADVISORY]


def _evidence(lead: tuple[str, str, str, int | None, str, str]) -> Evidence:
    _, summary, path, line, commit, fingerprint = lead
    return Evidence(
        summary=summary, path=path or None, line=line, commit=commit or None, fingerprint=fingerprint or None
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


def people_of(submission: Submission, terms: Terms, now: datetime, said: Rows | None = None) -> People:
    """What people said of it up to `now`, as the engine's rule takes it (engine.people)."""
    said = said or rows_of(submission)
    until = submission.complete_at and attestation_clock(submission.complete_at, terms).ends
    over = until is not None and now > until
    lapse = Event.objects.filter(kind="attestation.lapsed", subject=submission.pk) if over else Event.objects.none()
    return People(
        withdrawn=_withdrawn(said, now),
        signed=attested(submission, said, now),
        refused=refused(submission, said, now),
        days_end=until if over else None,
        lapse_event=lapse.values_list("index", flat=True).first(),
        scripts=_scripts(said, now),
    )


def _withdrawn(said: Rows, now: datetime) -> tuple[Word, ...]:
    appeals = [one for one in said.appeals if one.ruling == "withdrawn" and was(one.ruled, now)]
    rulings = Event.objects.filter(kind="appeal.ruled", subject__in=[one.pk for one in appeals]) if appeals else ()
    events = {event.subject: event for event in rulings}
    return tuple(
        Word(
            about=one.check_id,
            by=str(one.neutral_id),
            event=(events.get(one.pk) or one.event).index,
            at=one.ruled or one.made,
            reason=one.ruling_reason,
        )
        for one in appeals
    )


def waivers_of(submission: Submission, said: Rows | None = None) -> list[Waiver]:
    rows = (said or rows_of(submission)).waivers
    approved = [(row.approved, row.pk, row) for row in rows if row.approved is not None]
    return [row.rule for _, _, row in sorted(approved, key=lambda one: one[:2])]


def _differences(submission: Submission, inspection: Inspection, book: Playbook, seen: Sequence[Verdict]) -> list[str]:
    """How what was inspected differs from what was handed in and agreed (H8, H11), a sentence each."""
    found = []
    if inspection.revision != submission.revision or inspection.content_digest != submission.content_digest:
        found.append("What was inspected is not what was handed in.")
    if inspection.rule_book_digest != book.digest.removeprefix("sha256:"):
        found.append("It was inspected by another checklist than the one that both signed.")
    return found + judged_differently(submission.milestone.agreement, {one.check: one.version for one in seen})


def _unproven(submission: Submission) -> list[str]:
    """Why nothing is called OK although everything that was seen is."""
    plain = [] if submission.history else [PLAIN_FILES]
    return [*plain, addresses.PENDING] if addresses.is_pending(submission) else plain


def _scripts(said: Rows, now: datetime) -> tuple[Trial, ...]:
    """Agreed scripts that must work, each with its last result on this submission."""
    latest = {row.script_id: row for row in said.results if row.event.at <= now}
    agreed = [script for script in said.scripts if script.must and script.agreed]
    return tuple(_trial(script, latest.get(script.pk)) for script in agreed)


def _trial(script: Script, last: ScriptResult | None) -> Trial:
    if last is None:
        return Trial(id=str(script.pk), title=script.title)
    event, by = last.event, str(last.by_id)
    return Trial(id=str(script.pk), title=script.title, result=last.result, by=by, event=event.index, at=event.at)


def _waiting(inspection: Inspection | None) -> Gate:
    if inspection is None:
        because = "Nothing was inspected yet."
    elif inspection.is_live:
        because = "The inspection is still under way."
    else:
        because = f"The inspection did not end with a result. {inspection.note}".strip()
    return Gate(state=GateState.NEEDS_EVIDENCE, because=because)
