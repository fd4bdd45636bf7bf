"""A small delivery that the real engine has looked at, twice: what the worker would find in its run folder."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from makegood.engagements.models import Engagement
from makegood.engine import catalogue, dictionary
from makegood.engine.home import Home
from makegood.engine.inspection import Inspector, Rules
from makegood.engine.playbook import parse
from makegood.engine.probe import Settings
from makegood.engine.record import sheets_to_json
from makegood.engine.target import recognise
from makegood.inspections import recording
from makegood.inspections.models import Inspection
from tests.engine.building import Delivery

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEY = "AKIA" + "Q7ZW4KLMNB2XRT5D"
RULE_BOOK = b"""schema = "makegood.playbook/1"
name = "small"
version = 1
title = "A small checklist"

[[criterion]]
check = "security.no_secrets"
priority = "blocker"

[[criterion]]
check = "tests.exist"
priority = "required"

[[criterion]]
check = "documents.start_here"
priority = "advisory"
"""
FIRST = {
    "README.md": "# Shop\n\nStart it with `python app.py`.\n",
    "app.py": f'import os\n\n\ndef price(cents):\n    return cents * 2\n\n\nAWS_KEY = "{KEY}"\n',
    "tests/test_app.py": "from app import price\n\n\ndef test_price():\n    assert price(2) == 4\n",
}
SECOND = {
    "app.py": 'import os\n\n\ndef price(cents):\n    return cents * 2\n\n\nAWS_KEY = os.environ["AWS_KEY"]\n',
    "tests/test_app.py": "from app import price\n\n\ndef test_price():\n    price(2)\n",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A facts file, and the revision that it is about; `since` is the one before."""

    revision: str
    since: str
    content: bytes


@cache
def both() -> tuple[Seen, Seen]:
    """The first delivery holds a key; the second one has taken it out, and an assertion with it."""
    folder = Path(tempfile.mkdtemp(prefix="makegood-looked-"))
    delivery = Delivery(folder / "shop.git")
    first = delivery.commit(FIRST)
    second = delivery.commit(SECOND)
    return look(folder, delivery, first), look(folder, delivery, second, first)


def look(folder: Path, delivery: Delivery, revision: str, since: str = "", rules: bytes = RULE_BOOK) -> Seen:
    checks, facts = catalogue.load(), dictionary.load_facts()
    playbook = parse(rules, checks, "small")
    wanted = {name for id in playbook.criteria for name in (*checks[id].needs, *checks[id].uses)} | {"git.rewritten"}
    inspector = Inspector(
        home=Home(state=folder / "home", cache=folder / "cache"),
        probes=[probe for probe in dictionary.declared_probes() if wanted & {name.name for name in probe.gives}],
        settings=Settings(offline=True, jobs=2, key=b"k" * 32),
        run_folder=folder / f"run-{revision[:8]}",
    )
    asked = Rules(catalogue=checks, dictionary=facts, playbook=playbook)
    looked = inspector.inspect([recognise(str(delivery.path))], asked, ref=revision, since=since or None)
    content = json.dumps(sheets_to_json(looked.sheets, facts)).encode()
    return Seen(revision, since, content)


def ask(engagement: Engagement, seen: Seen, **more: object) -> Inspection:
    """The row as `ask_for_inspection` makes it, without the durable run."""
    given: dict[str, object] = {
        "mirror": "one.git",
        "revision": seen.revision,
        "since": seen.since,
        "rule_book": RULE_BOOK,
        "rule_book_digest": recording.digest_of(RULE_BOOK),
        "occasion": "First part",
    }
    return Inspection.objects.create(engagement=engagement, **{**given, **more})


def finish(inspection: Inspection, seen: Seen) -> Inspection:
    """What the last step of the run does with what was seen."""
    looked = recording.judged(seen.content, rule_book=bytes(inspection.rule_book), now=NOW, seconds=42)
    recording.file_excerpts(inspection, looked)
    recording.write_down(inspection, looked, recording.file_reports(inspection, seen.content, looked))
    inspection.refresh_from_db()
    return inspection


def done(engagement: Engagement, seen: Seen | None = None, **more: object) -> Inspection:
    seen = seen or both()[0]
    return finish(ask(engagement, seen, **more), seen)
