"""The probe: leads with place, sentence and number; what was not followed is a gap."""

from __future__ import annotations

from pathlib import Path

from makegood.engine.evidence import Lead
from makegood.engine.gaps import Cause
from makegood.engine.probes.injection import facts
from makegood.engine.probes.injection.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import look

BAD = "from flask import request\n\n\ndef page():\n    eval(request.args['a'])\n"


def test_a_lead_names_the_place_and_says_what_reaches_what(tmp_path: Path) -> None:
    delivery = Delivery(tmp_path / "d")
    delivery.commit({"shop/app.py": BAD, "tests/test_app.py": BAD, "node_modules/x/a.py": BAD})
    seen = look(PROBE, delivery.path, tmp_path / "work")
    (lead,) = seen.findings(facts.LEADS)
    assert isinstance(lead, Lead)
    assert (lead.rule, lead.path, lead.line, lead.severity) == ("code-injection", "shop/app.py", 5, "critical")
    assert lead.summary == "What a visitor sends (`request.args`, line 5) is run as program code (`eval`)."
    assert lead.detail["cwe"] == "CWE-94"
    assert seen[facts.FILES] == 1
    assert seen.gaps(facts.LEADS) == []


def test_a_language_that_is_not_followed_is_a_gap(tmp_path: Path) -> None:
    delivery = Delivery(tmp_path / "d")
    delivery.commit({"app.py": "x = 1\n", "index.php": "<?php echo 1;", "Main.java": "class Main {}", "run.sh": "ls"})
    seen = look(PROBE, delivery.path, tmp_path / "work")
    (gap,) = seen.gaps(facts.LEADS)
    assert gap.cause is Cause.UNSUPPORTED
    assert "PHP" in gap.reason
    assert "Java" in gap.reason
    assert seen[facts.LEADS] == []
