"""A report with one fail and one pass, judged by the engine itself from literal facts."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime

from makegood.engine import catalogue, dictionary
from makegood.engine.certificate.binding import bound
from makegood.engine.deliverable import Deliverable, Kind
from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact, FactSheet
from makegood.engine.gaps import Cause, Gap
from makegood.engine.inspection import Rules, conclude
from makegood.engine.playbook import parse
from makegood.engine.reports.document import to_json
from makegood.rules.signing import SigningKey

KEY = SigningKey("installation-test", b"k" * 32)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
DIGEST = "sha256:" + "d" * 64
BOOK = b"""schema = "makegood.playbook/1"
name = "agreed"
version = 3
title = "As agreed"
[[criterion]]
check = "security.no_secrets"
priority = "blocker"
[[criterion]]
check = "tests.are_not_skipped"
priority = "required"
"""
SECRET = Finding.at("aws-access-key", "A key.", "app.py", line=3, text="key = '[masked]'", severity="critical")
SKIPPED = Finding.at("skipped", "This test is skipped.", "test_app.py", line=9, text="@skip")


def report(*, secrets: int = 1, skipped: int = 0, signer: SigningKey | None = KEY) -> dict[str, object]:
    """What inspect --json would have written; bound by `signer`, or by nobody."""
    checks, facts = catalogue.load(), dictionary.load_facts()
    rules = Rules(catalogue=checks, dictionary=facts, playbook=parse(BOOK, checks, "agreed.toml"))
    sheet = FactSheet(
        deliverable=Deliverable(
            kind=Kind.REPOSITORY, location="shop.git", name="shop", revision="ab" * 20, digest=DIGEST
        ),
        gaps=[Gap.of("tests.executed", Cause.NOT_ALLOWED, "Running was not allowed.", "Allow it.")],
    )
    sheet.add(_facts(secrets, skipped))
    made = json.loads(json.dumps(to_json(conclude([sheet], rules, now=NOW))))
    return made if signer is None else json.loads(json.dumps(bound(made, signer)))


def _facts(secrets: int, skipped: int) -> list[Fact]:
    values: dict[str, object] = {
        "secrets.in_tree": [SECRET] * secrets,
        "secrets.in_history": [],
        "secrets.files_read": 12,
        "tests.skipped": [SKIPPED] * skipped,
        "tests.cases": 100,
    }
    return [Fact(name=name, value=value, source="test", observed_at=NOW) for name, value in values.items()]


def changed(document: dict[str, object], **outcomes: str) -> dict[str, object]:
    """A copy in which verdicts of these checks (dots as __) say another outcome."""
    made = copy.deepcopy(document)
    for row in made["verdicts"]:  # type: ignore[attr-defined]
        outcome = outcomes.get(row["check"].replace(".", "__"))
        if outcome:
            row["outcome"] = outcome
    return made


def as_bytes(document: dict[str, object]) -> bytes:
    return json.dumps(document, indent=1).encode()
