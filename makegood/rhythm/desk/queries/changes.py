"""What is asked of the partner before signing: each finding with its wording, and whether it goes in.

All of it comes from rows that lie ready: the clauses as they were judged, their wording in the words of this contract
(`Contract.told`), what the person chose, and what they confirmed. No page opens a paper.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from makegood.engagements.record.forgetting import GONE
from makegood.rhythm.desk.models import Contract, Desk, Paper, PaperState, Wanted
from makegood.rhythm.desk.queries.findings import Finding
from makegood.rhythm.desk.queries.items import Checked, Item
from makegood.rhythm.desk.queries.opens import Open, blanks_of, questions_of
from makegood.rhythm.desk.queries.values import checked
from makegood.rhythm.desk.queries.wording import Wording, worded, wording_of
from makegood.rules.clauses.judging import by_number
from makegood.rules.markup.change import Choices, choices_to_json
from makegood.rules.markup.wording import AMOUNT, PEOPLE
from makegood.rules.templates.positions import Position, Stance, doubt_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The page "before you sign". `choices` go into a Word file made now, `made_of` names what it would rest on."""

    contract: Contract
    paper: str
    judged: bool
    notes: Sequence[str]
    lawyer: str
    red: Sequence[Finding]
    unsure: Sequence[Finding]
    weak: Sequence[Finding]
    missing: Sequence[Finding]
    present: Sequence[Finding]
    blanks: Sequence[Open]
    questions: Sequence[Open]
    choices: Choices
    made_of: str
    papers: Sequence[Mapping[str, Any]]
    """All that were read together, each with what it counts for; empty where it was one alone."""
    order: Sequence[Mapping[str, str]]
    wording: Wording | None
    """Whose positions tick and word; None: Makegood's."""

    @property
    def asked(self) -> list[Finding]:
        """All that can be asked for, in the order of the page."""
        return [*self.red, *self.unsure, *self.weak, *self.missing]

    @property
    def together(self) -> int:
        """How many papers bind; 0 where one was read alone."""
        return sum(one["binds"] for one in self.papers)

    @property
    def going_in(self) -> list[Finding]:
        return [one for one in self.asked if one.goes_in]

    @property
    def left_open(self) -> int:
        """What is blank or contradictory."""
        return len(self.blanks) + len(self.questions)

    @property
    def is_stale(self) -> bool:
        return bool(self.contract.made_of) and self.contract.made_of != self.made_of

    @property
    def sentence(self) -> str:
        """What is so."""
        open_ = len(self.blanks) + len(self.questions)
        wanted = [one for one in self.missing if one.goes_in]
        if not self.judged:
            return "This paper could not be judged"
        if self.red:
            sentences = {one.quote for one in self.red}  # one sentence may be against you twice
            these = "these" if self.papers else "this"
            return f"Don't sign {these} yet: {counted(len(sentences), 'sentence')} to change first"
        if open_:
            return f"Don't sign this yet: {counted(open_, 'thing')} left open"
        if wanted:
            return f"Before you sign: {counted(len(wanted), 'protection')} to ask for"
        if self.unsure:
            return f"Before you sign: {counted(len(self.unsure), 'sentence')} to read yourself"
        return "Nothing was found that speaks against signing"


def counted(number: int, thing: str) -> str:
    """ "1 sentence", "3 sentences"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def contract_or_none(desk: Desk) -> Contract | None:
    contract = Contract.objects.select_related("paper", "earlier", "signed_by").filter(desk=desk).first()
    if contract is not None:
        contract.desk = desk
    return contract


def others_of(contract: Contract) -> list[Paper]:
    """Other contracts on the desk of which nobody knows yet whether they are versions of this one."""
    if contract.compared is not None or contract.paper_id is None:
        return []
    rows = Paper.objects.filter(desk=contract.desk_id, kind="contract", state=PaperState.READ, followed_by=None)
    told = (contract.desk.clauses or {}).get("papers", ())
    under = [one["name"] for one in told if one["role"] == "statement of work" and one["binds"]]
    return list(rows.exclude(pk=contract.paper_id).exclude(name__in=under)[:5])


def taken_for_versions(desk: Desk) -> list[Paper]:
    """Papers that we took for newer versions of others, and nobody has said whether they are."""
    rows = Paper.objects.filter(desk=desk, follows__isnull=False, follows_said=False)
    return list(rows.select_related("follows").defer("notes"))


def before_signing(desk: Desk, contract: Contract) -> Before:
    """Two queries: what was answered, and what was chosen."""
    found = checked(desk)
    rows = {row.clause: row for row in Wanted.objects.filter(contract=contract)}
    told: Mapping[str, Any] = desk.clauses or {"clauses": (), "judged": False, "paper": {"notes": ()}, "lawyer": ""}
    fills, price, wording = fills_of(found), price_of(found), wording_of(contract)
    papers = told.get("papers", ()) if len(told.get("papers", ())) > 1 else ()
    findings = [
        replace(
            _finding(one, contract, wording, rows, fills, price),
            main=desk.clauses_of,
            several=sum(paper["binds"] for paper in papers) > 1,
        )
        for one in told["clauses"]
    ]
    sure = [one for one in findings if one.is_sure]
    choices = choices_of(found, findings, rows)

    def of(state: str) -> list[Finding]:
        return [one for one in sure if one.state == state]

    return Before(
        contract=contract,
        paper=desk.clauses_of,
        judged=told["judged"],
        notes=told["paper"]["notes"],
        lawyer=told["lawyer"],
        red=of("red_flag"),
        unsure=[one for one in findings if not one.is_sure],
        weak=of("weak"),
        missing=sorted(of("missing"), key=lambda one: (not one.goes_in, one.number)),
        present=of("present"),
        blanks=blanks_of(desk, found),
        questions=questions_of(desk, found),
        choices=choices,
        made_of=fingerprint(contract, choices),
        papers=papers,
        order=told.get("order", ()) if papers else (),
        wording=wording,
    )


def _finding(
    one: Mapping[str, Any],
    contract: Contract,
    wording: Wording | None,
    rows: Mapping[int, Wanted],
    fills: Mapping[str, str],
    price: str,
) -> Finding:
    number = str(one["clause"])
    row = rows.get(int(number))
    position = wording.positions.get(int(number), Position()) if wording else Position()
    own = worded(position, contract.told)
    ours = filled(own or contract.told.get("riders", {}).get(number, one["rider"]), fills)
    words = row.words if row and row.words not in ("", GONE) else ours
    because = _because_out(position, wording, contract.told.get("left_out", {}).get(number, ""))
    is_sure = bool(one.get("sure", True))
    return Finding(
        told=one,
        ours=ours,
        stance=position.stance if one["state"] != "present" else Stance.OURS,
        whose=wording.whose if wording and own else "",
        doubt=doubt_of(int(number), position),
        words=words,
        goes_in=row.goes_in if row else not because and is_sure,
        because_out=because,
        stake=by_number()[int(number)].at_stake(price) if is_sure and one["state"] in ("red_flag", "missing") else "",
    )


def _because_out(position: Position, wording: Wording | None, usual: str) -> str:
    """Why it is not asked for by itself; what the practice says counts before what is usual."""
    if position.stance is Stance.FINE and wording is not None:
        return f"Fine for {wording.whose}."
    return "" if position.stance in (Stance.MUST, Stance.ASK) else usual


def filled(text: str, fills: Mapping[str, str]) -> str:
    """What nobody confirmed stays a blank."""
    for blank, said in fills.items():
        text = text.replace(blank, said)
    return text


def fills_of(found: Checked) -> dict[str, str]:
    """From what the person confirmed, and from nothing else."""
    items = [item for item in found.by_key.values() if item.answer and item.answer.said and not item.is_denied]
    amount = next((item.said for name in ("total_cap", "total") for item in items if item.name == name), "")
    people = "; ".join(item.said for item in items if item.name == "people")
    return {blank: said for blank, said in ((AMOUNT, amount), (PEOPLE, people)) if said}


def price_of(found: Checked) -> str:
    """ "" where the papers say none or several, and nobody said which counts."""
    item = found.by_key.get("total")
    return "" if item is None or item.is_denied else item.said


def choices_of(found: Checked, findings: Sequence[Finding], rows: Mapping[int, Wanted]) -> Choices:
    """What goes in, worded as the page shows it; what the person took out is left out everywhere."""
    asked = [one for one in findings if one.goes_in and one.state != "present"]
    names = {name: _name(found.by_key.get(name)) for name in ("owner", "partner")}
    out = [one for one in findings if not one.goes_in and (one.number in rows or not one.is_sure)]
    return Choices(
        only=frozenset(one.number for one in asked),
        without=frozenset(one.number for one in out if not one.because_out),
        wording={one.number: one.words for one in asked},
        firm=frozenset(one.number for one in asked if one.stance is Stance.MUST),
        soft=frozenset(one.number for one in asked if one.stance is Stance.ASK),
        owner=names["owner"],
        partner=names["partner"],
    )


def _name(item: Item | None) -> str:
    return item.said if item is not None and item.answer is not None and not item.is_denied else ""


def fingerprint(contract: Contract, choices: Choices) -> str:
    """What a Word file rests on: the paper, and all that was chosen."""
    told = {"paper": contract.paper.digest if contract.paper else "", "part": contract.part, **choices_to_json(choices)}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def same_words(one: str, other: str) -> bool:
    return re.sub(r"\s+", " ", one).strip() == re.sub(r"\s+", " ", other).strip()
