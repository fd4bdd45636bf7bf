"""From sheets to the decision."""

from __future__ import annotations

from datetime import UTC, datetime

from makegood.engine import catalogue, dictionary, playbook
from makegood.engine.deliverable import Deliverable, Kind
from makegood.engine.facts import FactSheet
from makegood.engine.gate import GateState
from makegood.engine.inspection import Rules, conclude


def test_a_part_of_the_checklist_opens_nothing_and_blames_nothing_else() -> None:
    rules = Rules(
        catalogue=catalogue.load(),
        dictionary=dictionary.load_facts(),
        playbook=playbook.load("standard", catalogue.load()),
        only=["documents.operate"],
    )
    sheet = FactSheet(deliverable=Deliverable(kind=Kind.REPOSITORY, location="x", name="x", revision="a" * 40))
    gate = conclude([sheet], rules, now=datetime.now(UTC)).gate
    assert gate.state is GateState.NEEDS_EVIDENCE
    assert gate.because == "Only a part of the checklist was asked for; the whole of it decides."
