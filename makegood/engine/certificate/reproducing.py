"""Judging again what a report says it judged: every verdict from its facts, by the checklist that it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from makegood.engine import catalogue, dictionary
from makegood.engine.check import CheckRefused
from makegood.engine.facts import FactSheet
from makegood.engine.inspection import Inspection, Rules, conclude
from makegood.engine.people import NOBODY, People
from makegood.engine.playbook import PlaybookRefused, parse
from makegood.engine.record import SCHEMA as FACTS_SCHEMA
from makegood.engine.record import RecordRefused, sheets_from_json
from makegood.engine.reports.document import SCHEMA, to_json
from makegood.engine.waiver import Waiver

DIFFERENCES_SHOWN = 10


class CannotReproduce(Exception):
    """A report that this engine cannot judge again at all; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Reproduced:
    """What the engine made of a report's facts; `differences` are sentences, empty when every verdict came out."""

    rules: Rules
    sheets: Sequence[FactSheet]
    inspection: Inspection
    differences: tuple[str, ...]

    def decided(
        self,
        *,
        at: datetime,
        waivers: Sequence[Waiver] = (),
        differences: Sequence[str] = (),
        unproven: Sequence[str] = (),
        people: People = NOBODY,
    ) -> Inspection:
        """The same facts, the gate asked at that time."""
        return conclude(
            self.sheets,
            self.rules,
            now=at,
            signed=self.inspection.signed,
            waivers=waivers,
            differences=differences,
            unproven=unproven,
            people=people,
        )


def facts_file(report: Mapping[str, object]) -> dict[str, object]:
    """The report's facts as `inspect --save-facts` keeps them. Raises CannotReproduce."""
    targets, facts, earlier = report.get("targets"), report.get("facts"), report.get("earlier")
    gaps = report.get("gaps")
    if not (isinstance(targets, list) and isinstance(facts, dict) and isinstance(gaps, list)):
        raise CannotReproduce("The report holds no facts.")
    before = earlier if isinstance(earlier, dict) else {}
    sheets = [
        {
            **target,
            "facts": facts.get(target.get("subject"), {}),
            "gaps": [gap for gap in gaps if isinstance(gap, dict) and gap.get("subject") == target.get("subject")],
            "earlier": before.get(target.get("subject")),
        }
        for target in targets
        if isinstance(target, dict)
    ]
    return {"schema": FACTS_SCHEMA, "sheets": sheets}


def reproduce(report: Mapping[str, object]) -> Reproduced:
    """Raises CannotReproduce with one sentence."""
    if report.get("schema") != SCHEMA:
        raise CannotReproduce(f"This is not a report (it does not say schema {SCHEMA!r}).")
    rules = _rules(report)
    try:
        sheets = sheets_from_json(facts_file(report), rules.dictionary)
        started = datetime.fromisoformat(str(report.get("started")))
        if started.tzinfo is None:
            raise ValueError("no zone")
    except (RecordRefused, ValueError) as refused:
        raise CannotReproduce(f"The facts of the report cannot be read: {refused}") from None
    made = conclude(sheets, rules, now=started, signed=report.get("signed") is True)
    again = json.loads(json.dumps(to_json(made)))
    return Reproduced(rules, sheets, made, tuple(_differences(report, again)))


def _rules(report: Mapping[str, object]) -> Rules:
    playbook, only = report.get("playbook"), report.get("only", [])
    if not isinstance(playbook, dict) or not isinstance(only, list):
        raise CannotReproduce("The report holds no checklist.")
    source = playbook.get("source")
    if not isinstance(source, str) or not source:
        raise CannotReproduce("The report does not hold its checklist, so its verdicts cannot be judged again.")
    try:
        checks = catalogue.load()
        agreed = parse(source.encode(), checks, f"{playbook.get('name')}.toml")
    except (PlaybookRefused, CheckRefused, UnicodeEncodeError) as refused:
        raise CannotReproduce(str(refused)) from None
    if agreed.digest != playbook.get("digest"):
        raise CannotReproduce("The checklist in the report is not the one whose digest it names.")
    if any(id not in checks for id in only):
        raise CannotReproduce("The report asks for a check that this engine does not have.")
    return Rules(catalogue=checks, dictionary=dictionary.load_facts(), playbook=agreed, only=only)


def _differences(report: Mapping[str, object], again: Mapping[str, Any]) -> Iterator[str]:
    said, made = _by_check(report.get("verdicts")), _by_check(again["verdicts"])
    found = [sentence for key in {**made, **said} if (sentence := _difference(key, said, made))]
    yield from found[:DIFFERENCES_SHOWN]
    if len(found) > DIFFERENCES_SHOWN:
        yield f"And {len(found) - DIFFERENCES_SHOWN} verdicts more."
    if not found and report.get("verdicts") != again["verdicts"]:
        yield "The verdicts stand in another order, or one of them twice."
    if report.get("gate") != again["gate"]:
        gate = report.get("gate")
        state = gate.get("state") if isinstance(gate, dict) else "nothing"
        yield f"The report says that the gate is {state}; by its facts it is {again['gate']['state']}."
    for part in ("facts", "targets", "gaps", "earlier", "playbook"):
        if report.get(part) != again[part]:
            yield f"The {part} of the report hold what this engine does not know."


Verdicts = dict[tuple[str, str], dict[str, object]]


def _by_check(rows: object) -> Verdicts:
    if not isinstance(rows, list):
        return {}
    return {(str(row.get("check")), str(row.get("subject"))): row for row in rows if isinstance(row, dict)}


def _difference(key: tuple[str, str], said: Verdicts, made: Verdicts) -> str | None:
    check, subject = key
    if key not in said:
        return f"{check} of {subject} is missing in the report; its facts give {made[key]['outcome']}."
    if key not in made:
        return f"{check} of {subject} is in the report, and nothing gives it."
    if said[key] == made[key]:
        return None
    if said[key].get("outcome") != made[key]["outcome"]:
        return (
            f"{check} of {subject}: the report says {said[key].get('outcome')}, its facts give {made[key]['outcome']}."
        )
    changed = next((name for name in made[key] if said[key].get(name) != made[key][name]), "more than it should")
    return f"{check} of {subject}: the report says another {changed} than its facts give."
