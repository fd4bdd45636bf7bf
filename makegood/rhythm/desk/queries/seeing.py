"""What can be seen beside the papers: of the code, and of who can get at it. Rows that page and decision share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from makegood.inspections.models import Glance, GlanceState, Inspection, State
from makegood.inspections.queries import inspections_of, last_glance, row_of
from makegood.rhythm.desk.models import Absent, Answer, Desk
from makegood.rules.desk import seen as rows
from makegood.rules.desk.seen import About, Seen, Side, Source
from makegood.rules.outlook.outlook import Outlook
from makegood.rules.outlook.parties import Parties

WORST_CLAUSES = 5
"""Red flags that stand on the page; the rest is folded."""


def seen_of(desk: Desk) -> list[Seen]:
    """Access to the code first: what one cannot get at, one cannot look at. Then what was seen from outside."""
    return [*_of_code(desk), *_of_outside(desk)]


def parties_of(desk: Desk) -> Parties:
    """Names of both sides as they are known by now: what was confirmed, what the bills say, and mail addresses."""
    said = dict(Answer.objects.filter(desk=desk, key__in=("owner", "partner")).values_list("key", "said"))
    papers = (desk.reading or {}).get("papers", ())
    senders = {paper["bill"]["sender"]["said"] for paper in papers if "sender" in paper.get("bill", {})}
    read = {
        name: {one["said"] for paper in papers for one in paper.get("values", {}).get(name, ())}
        for name in ("owner", "partner")
    }
    company = "" if desk.working_company else desk.engagement.owner_company.name
    owner = {company, said.get("owner", ""), desk.begun_by.email, *read["owner"]}
    partner = {desk.engagement.partner_name, said.get("partner", ""), desk.developer, *senders, *read["partner"]}
    return Parties(tuple(sorted(filter(None, owner))), tuple(sorted(filter(None, partner))))


def _of_outside(desk: Desk) -> Iterator[Seen]:
    """The clocks are read anew ("your domain ends in 23 days"); nobody is asked for it."""
    if desk.outlook is not None:
        yield from Outlook.from_json(desk.outlook).on(timezone.now(), parties_of(desk)).seen
    elif desk.is_looking:
        yield Seen(
            rule="address.look",
            about=About.ADDRESS,
            state=rows.State.UNKNOWN,
            sentence="The address is being looked at from outside.",
            why="It takes a minute at most; you may go on meanwhile.",
            source=Source(desk.address),
            side=Side.OURS,
        )
    elif desk.address:
        yield Seen(
            rule="address.look",
            about=About.ADDRESS,
            state=rows.State.UNKNOWN,
            sentence="The address could not be looked at from outside.",
            why="That is on our side and says nothing against anybody.",
            source=Source(desk.address),
            side=Side.OURS,
            next="Keep the address once more, and it is tried again.",
        )


def requests_of(desk: Desk) -> list[Mapping[str, Any]]:
    """Each thing that was asked of somebody for the look from outside."""
    look = (desk.outlook or {}).get("look", {})
    return list(look.get("requests", ()))


def inspection_of(desk: Desk) -> Inspection | None:
    """The newest that was done: of what was handed in, or of a look."""
    return inspections_of(desk.engagement).filter(state=State.DONE).first()


def is_looked_at(desk: Desk) -> bool:
    """Whether a look at the code or the address is under way, so that its page changes by itself."""
    glance = last_glance(desk.engagement)
    code = glance is not None and (
        glance.inspection.is_live
        if glance.inspection is not None
        else glance.state in (GlanceState.FETCHING, GlanceState.ARRIVED)
    )
    return desk.is_looking or code


def _of_code(desk: Desk) -> Iterator[Seen]:
    glance, inspection = last_glance(desk.engagement), inspection_of(desk)
    if inspection is not None:
        yield from _looked(inspection, Source(str(inspection), inspection.ended))
    if glance is not None and (inspection is None or glance.inspection_id != inspection.pk):
        yield from _of_glance(glance)
    elif inspection is None and desk.is_paying:
        yield _no_access(desk) if Absent.CODE in desk.absent else _not_looked()


def _of_glance(glance: Glance) -> Iterator[Seen]:
    """One that is under way, or came to nothing."""
    source = Source(f"{glance}", glance.at, glance.problem[:300])
    inspection = glance.inspection
    if glance.state == GlanceState.FAILED:
        yield Seen(
            rule="access.code",
            about=About.ACCESS,
            state=rows.State.UNKNOWN,
            sentence="The code could not be fetched from where you said it lies.",
            why=glance.problem,
            source=source,
            side=Side.OWNER,
            next="Check the link and what opens it, or ask the developer for read access.",
        )
    elif inspection is None or inspection.is_live:
        yield Seen(
            rule="code.look",
            about=About.CODE,
            state=rows.State.UNKNOWN,
            sentence="The code is being looked at.",
            why="Most looks take a few minutes; you may go on meanwhile.",
            source=source,
            side=Side.OURS,
        )
    elif inspection.state != State.DONE:
        yield Seen(
            rule="code.look",
            about=About.CODE,
            state=rows.State.UNKNOWN,
            sentence="The look at the code could not be finished.",
            why=inspection.note,
            source=source,
            side=Side.OURS,
            next="Try the look again.",
        )


def _no_access(desk: Desk) -> Seen:
    return Seen(
        rule="access.code",
        about=About.ACCESS,
        state=rows.State.BAD,
        sentence="You have no access to the code you pay for.",
        why=f"Nobody can check what you paid for, and nobody but {desk.engagement.partner} can go on with it.",
        source=Source("you said so"),
        side=Side.PARTNER,
        next="Ask today for read access to the repository with all its history.",
    )


def _not_looked() -> Seen:
    return Seen(
        rule="code.not_looked",
        about=About.CODE,
        state=rows.State.UNKNOWN,
        sentence="Nobody has looked at the code yet.",
        why="A bill shows that somebody wants money. Only the work shows that it is owed.",
        source=Source("nobody was asked"),
        side=Side.OWNER,
        next="Give a link to the code, or a copy of it. If you have neither, say so: that is the first finding.",
    )


def _looked(inspection: Inspection, source: Source) -> Iterator[Seen]:
    """That it could be looked at; then what must be right and is not, or could not be seen.

    Nobody promised what a look's checklist asks: it is ours, so it is not called a promise.
    """
    verdicts = inspection.verdicts.filter(priority="blocker", outcome__in=("fail", "unknown"))
    found = [row_of(verdict) for verdict in verdicts.order_by("outcome", "position")]
    wrong = sum(row.verdict.outcome == "fail" for row in found)
    looked = "It was looked at by our own checklist, as nothing else was agreed here"
    yield Seen(
        rule="code.look",
        about=About.CODE,
        state=rows.State.GOOD,
        sentence="The code is there, and a copy of it is yours now.",
        why=f"{looked}: {wrong} of what must be right in any software {'is' if wrong == 1 else 'are'} not."
        if inspection.is_glance
        else inspection.sentence,
        source=source,
        side=Side.NOBODY,
    )
    for row in found:
        bad = row.verdict.outcome == "fail"
        yield Seen(
            rule=row.verdict.check_id,
            about=About.CODE,
            state=rows.State.BAD if bad else rows.State.UNKNOWN,
            sentence=row.verdict.because,
            why=row.why,
            source=source,
            side=SIDES.get(row.verdict.side, Side.PARTNER),
            next=row.remedy,
            holds=True,
        )


SIDES = {"ours": Side.OURS, "owner": Side.OWNER, "partner": Side.PARTNER}


@dataclass(frozen=True, slots=True)
class Clauses:
    """What the contract says: `worst` stand on the page, `more` red flags and `missing` clauses are folded."""

    paper: str
    judged: bool
    notes: tuple[str, ...]
    worst: tuple[Mapping[str, Any], ...]
    more: tuple[Mapping[str, Any], ...]
    missing: tuple[Mapping[str, Any], ...]
    weak: tuple[Mapping[str, Any], ...]
    present: int
    lawyer: str
    papers: tuple[Mapping[str, Any], ...] = ()
    """All that were read together, where it was more than one; `order`: which goes before which."""
    order: tuple[Mapping[str, str], ...] = ()

    @property
    def together(self) -> int:
        """How many papers bind."""
        return sum(one["binds"] for one in self.papers)

    @property
    def red(self) -> int:
        return len(self.worst) + len(self.more)

    @property
    def sentences(self) -> int:
        """Against the owner; one may be so on several matters."""
        return len({one["quote"] for one in (*self.worst, *self.more)})


def clauses_of(desk: Desk) -> Clauses | None:
    """None where no paper with clauses was read."""
    told = desk.clauses
    if told is None:
        return None
    by: dict[str, list[Mapping[str, Any]]] = {}
    for finding in told["clauses"]:
        if finding.get("sure", True):
            by.setdefault(finding["state"], []).append(finding)
    red = by.get("red_flag", [])
    papers = tuple(told.get("papers", ())) if len(told.get("papers", ())) > 1 else ()
    return Clauses(
        paper=desk.clauses_of,
        judged=told["judged"],
        notes=tuple(told["paper"]["notes"]),
        worst=tuple(red[:WORST_CLAUSES]),
        more=tuple(red[WORST_CLAUSES:]),
        missing=tuple(by.get("missing", ())),
        weak=tuple(by.get("weak", ())),
        present=len(by.get("present", ())),
        lawyer=told["lawyer"],
        papers=papers,
        order=tuple(told.get("order", ())) if papers else (),
    )
