"""Every kind of event that the house writes has its sentence on the record's page."""

from __future__ import annotations

import re
from pathlib import Path

import makegood
from makegood.web.records.telling import SAID

HOUSE = Path(makegood.__file__).parent
ROOMS = ("accounts", "engagements", "inspections", "phases", "rhythm", "notices", "web")
WRITTEN = re.compile(
    r'kind="([a-z_]+\.[a-z_]+)"|^[A-Z_]+(?:, [A-Z_]+)* = ((?:"[a-z_]+\.[a-z_]+"(?:, )?)+)$', re.MULTILINE
)
NO_EVENTS = {"sample.making", "sample.failed", "worker.alive", "worker.moved", "makegood.alarm", "makegood.test"}
"""Two files of MAKEGOOD_HOME, and what a webhook calls itself."""


def kinds() -> set[str]:
    found = set()
    for room in ROOMS:
        for path in (HOUSE / room).rglob("*.py"):
            for one, several in WRITTEN.findall(path.read_text(encoding="utf-8")):
                found |= {one} if one else set(re.findall(r'"([a-z_.]+)"', several))
    return found - NO_EVENTS


def test_each_kind_has_a_sentence() -> None:
    assert "payment.released" in kinds()
    assert "agreement.begun" in kinds()
    assert sorted(kinds() - set(SAID)) == []
