"""The probe: leads with place and sentence; languages that are not read are gaps; the last acceptance is compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from makegood.engine.evidence import Lead
from makegood.engine.gaps import Cause
from makegood.engine.probes.access import facts
from makegood.engine.probes.access.probe import PROBE, extract
from tests.costing import at_most
from tests.engine.building import Delivery
from tests.engine.looking import look

GUARDED = "from flask import Flask\n@app.post('/pay')\n@login_required\ndef pay():\n    return ''\n"


def test_a_guard_taken_away_is_a_lead_with_place_sentence_and_number(tmp_path: Path) -> None:
    delivery = Delivery(tmp_path / "d")
    accepted = delivery.commit({"shop/app.py": GUARDED, "tests/test_app.py": GUARDED})
    delivery.commit({"shop/app.py": GUARDED.replace("@login_required\n", "")})
    seen = look(PROBE, delivery.path, tmp_path / "work", since=accepted)
    (lead,) = seen.findings(facts.LEADS)
    assert isinstance(lead, Lead)
    assert (lead.rule, lead.path, lead.line, lead.severity) == ("guard-removed", "shop/app.py", 3, "critical")
    assert lead.summary == "`pay` was guarded by login_required in the last accepted revision and is not now."
    assert seen[facts.ROUTES] == 1
    assert seen.gaps(facts.LEADS) == []


def test_a_language_that_is_not_read_is_a_gap(tmp_path: Path) -> None:
    delivery = Delivery(tmp_path / "d")
    delivery.commit({"app.py": GUARDED, "index.php": "<?php echo 1;", "main.go": "package main"})
    seen = look(PROBE, delivery.path, tmp_path / "work")
    (gap,) = seen.gaps(facts.LEADS)
    assert gap.cause is Cause.UNSUPPORTED
    assert "PHP" in gap.reason
    assert "Go" in gap.reason
    assert seen[facts.LEADS] == []


@pytest.mark.parametrize(
    ("reading", "text"),
    [
        ("python", "@app.post('/x')\ndef f(request):\n    get_object_or_404(A," * 900),
        ("python", "urlpatterns = [\n" + "path('x', " * 9_000),
        ("python", "if " + "user " * 20_000 + "\n jwt request"),
        ("javascript", "/**/" * 20_000 + "\nexport const x = 1; req res"),
        ("javascript", "router.get('/x', a, " * 4_000),
        ("typescript", "@Controller('x')\nexport class A {" + "@Get() a(){}\n" * 3_000),
    ],
)
def test_hostile_text_costs_no_more_than_its_length(reading: str, text: str) -> None:
    with at_most(2):
        extract(text.encode(), reading)
