"""The durable decision: what was read, said and seen becomes one dossier, which is judged, with the letters to it."""

from __future__ import annotations

import json
import logging
import uuid
import zoneinfo
from dataclasses import asdict

from django.db.models import F
from django.utils import timezone

from makegood import durable
from makegood.accounts.models import User
from makegood.engagements.events import is_newest, record
from makegood.engagements.models import Engagement
from makegood.inspections.filing import REPORT_LIMIT, FilingRefused, read_kept
from makegood.rhythm.desk.actions.beginning import locked
from makegood.rhythm.desk.actions.letters import letters_follow
from makegood.rhythm.desk.actions.reading import PAPERS, current_of
from makegood.rhythm.desk.actions.wording import say_not_done, word_of
from makegood.rhythm.desk.models import Desk, Paper
from makegood.rhythm.desk.queries.facts import facts_of
from makegood.rhythm.desk.queries.mended import with_mended_bills
from makegood.rhythm.desk.queries.seeing import inspection_of, seen_of
from makegood.rules.desk.calling import suspects
from makegood.rules.desk.case import Case
from makegood.rules.desk.deciding import decide
from makegood.rules.desk.dossier import ABSENT, Door, Dossier, reviewed
from makegood.rules.desk.judgement import Judgement
from makegood.rules.desk.letters.finding import address_in
from makegood.rules.desk.letters.letter import Letter, before_sending, letter_text, notice_in
from makegood.rules.desk.letters.writing import letters_of
from makegood.rules.desk.looking import NoReport, seen_in_report
from makegood.rules.desk.record import judgement_to_json
from makegood.rules.desk.seen import About, Seen
from makegood.rules.reading.kinds import FIGURES
from makegood.rules.reading.together import joined, read_together

log = logging.getLogger("makegood.desk")

ASKED = "desk.decision_asked"
FIRM, WORDS = "[name of the partner]", ("subject", "text")
OUR_SIDE = "The decision could not be made because of a fault on our side ({}). Please ask again."


def ask_for_decision(*, desk: Desk, by: User) -> None:
    """Once, while nothing has happened since the last question: two tabs are one question, too."""
    with locked(desk) as fresh:
        if fresh.is_judging and is_newest(fresh.engagement, ASKED, fresh.pk):
            return
        fresh.judging, fresh.judging_since, fresh.problem = fresh.judging + 1, timezone.now(), ""
        fresh.save(update_fields=["judging", "judging_since", "problem"])
        record(
            engagement=fresh.engagement,
            kind=ASKED,
            payload={"time": fresh.judging},
            actor=by,
            subject=fresh.pk,
        )
        durable.enqueue_after_commit(decide_desk, f"desk-decide-{fresh.judging_run}", fresh.judging_run)


@durable.workflow("desk.decide", queue=PAPERS)
def decide_desk(run: str) -> None:
    """`run`: the desk's id and the number of the decision, with a point between."""
    desk_id, number = durable.row_of(run)
    try:
        judge_desk(desk_id, number)
    except Exception as broken:
        log.exception("The desk %s could not be decided about", desk_id)
        leave_undecided(desk_id, number, OUR_SIDE.format(type(broken).__name__))


@durable.step(tries=2)
def judge_desk(desk_id: str, number: int) -> None:
    """A later question makes this one needless."""
    desk = Desk.objects.select_related("engagement__owner_company", "begun_by").get(pk=uuid.UUID(desk_id))
    if desk.judging != number or desk.judged >= number:
        return
    rested_on = desk.changed
    dossier = dossier_of(desk)
    judgement = decide(dossier)
    drafts = with_the_firm(drafts_of(dossier, judgement, str(desk.begun_by)), desk.engagement)
    with locked(desk) as fresh:
        if fresh.judging != number:
            return
        letters_follow(fresh, drafts)
        fresh.judgement, fresh.drafts, fresh.judged = judgement_to_json(judgement), drafts, number
        fresh.judged_at, fresh.judged_on = rested_on, timezone.now()
        fresh.suspects = [asdict(one) for one in suspects(Case(dossier), judgement)]
        record(
            engagement=fresh.engagement,
            kind="desk.decided",
            payload={"time": number, **word_of(fresh, fresh.judging_since)},
            actor=None,
            subject=fresh.pk,
        )
        fresh.save(update_fields=["judgement", "drafts", "judged", "judged_at", "judged_on", "suspects", "tells"])


@durable.step(tries=3)
def leave_undecided(desk_id: str, number: int, problem: str) -> None:
    with locked(Desk.objects.only("engagement_id").get(pk=uuid.UUID(desk_id))) as desk:
        if desk.judging != number or desk.judged >= number:
            return
        desk.judged, desk.problem = number, problem
        say_not_done(desk, "decision", desk.judging_since)
        desk.save(update_fields=["judged", "problem", "tells"])


@durable.tick("desk.decide_again", every=60)
def decide_again() -> None:
    """Decisions whose run was never asked for: the process died between the commit and the enqueueing."""
    late = timezone.now() - durable.FORGOTTEN_AFTER
    waiting = Desk.objects.filter(judging__gt=F("judged"), judging_since__lt=late)
    waiting = waiting.defer("reading", "clauses", "judgement", "drafts")[:200]
    durable.enqueue_forgotten(decide_desk, {f"desk-decide-{desk.judging_run}": desk.judging_run for desk in waiting})


def dossier_of(desk: Desk) -> Dossier:
    """All that is known, as the rules take it."""
    papers = list(Paper.objects.filter(desk=desk))
    facts = facts_of(desk)
    reading = read_together(current_of(papers), facts)
    reading = joined(with_mended_bills(desk, reading.papers), facts)
    review, name, files = reviewed(reading)
    return Dossier(
        today=timezone.localdate(timezone=zoneinfo.ZoneInfo(desk.engagement.time_zone)),
        door=Door(desk.door),
        reading=reading,
        review=review,
        review_file=name,
        review_files=files,
        confirmed=facts,
        absent=frozenset(desk.absent) & frozenset(ABSENT),
        seen=_seen(desk),
        unread={paper.name: paper.because for paper in papers if paper.because and paper.kind not in FIGURES},
    )


def _seen(desk: Desk) -> tuple[Seen, ...]:
    """As the page shows it; of the code what its whole report tells, where that can be read."""
    rows, inspection = seen_of(desk), inspection_of(desk)
    if inspection is None or not inspection.report_digest:
        return tuple(rows)
    try:
        report = json.loads(read_kept(inspection.report_digest, limit=REPORT_LIMIT))
        return (*seen_in_report(report), *(row for row in rows if row.about is not About.CODE))
    except (FilingRefused, NoReport, ValueError) as unread:
        log.warning("The report of inspection %s was not read for desk %s: %s", inspection.pk, desk.pk, unread)
        return tuple(rows)


def drafts_of(dossier: Dossier, judgement: Judgement, signature: str) -> list[dict[str, object]]:
    """The letters as they are shown: each under a slot of its own."""
    counts: dict[str, int] = {}
    found = []
    proposed = address_in(Case(dossier), judgement)
    for letter in letters_of(dossier, judgement):
        counts[letter.kind] = counts.get(letter.kind, 0) + 1
        number = counts[letter.kind]
        draft = _draft(letter, signature, letter.kind if number == 1 else f"{letter.kind}-{number}")
        if proposed is not None and letter.kind in ("partner", "access"):
            draft["proposed"] = {"address": proposed[0], **asdict(proposed[1])}
        found.append(draft)
    return found


def with_the_firm(drafts: list[dict[str, object]], engagement: Engagement) -> list[dict[str, object]]:
    """What no paper names the engagement may know: an advisor's list says who builds it. Then nobody fills it in."""
    if not engagement.partner_company_id and not engagement.partner_name:
        return drafts
    return [{**one, **{name: str(one[name]).replace(FIRM, engagement.partner) for name in WORDS}} for one in drafts]


def _draft(letter: Letter, signature: str, slot: str) -> dict[str, object]:
    return {
        "slot": slot,
        "kind": letter.kind,
        "to": letter.to,
        "subject": letter.subject,
        "text": letter_text(letter, signature, width=0),
        "before": list(before_sending(letter)),
        "bill": letter.bill,
        "by": letter.by.isoformat() if letter.by else "",
        "parts": letter.parts,
        "notice": notice_in(letter),
    }
