"""What was seen from outside reaches the decision: as a warning and a loss, and what is good to know not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from makegood.rules.desk.deciding import decide
from makegood.rules.desk.judgement import Decision
from makegood.rules.outlook.judging import judge
from tests.rules.desk.papers import CODE, dossier
from tests.rules.outlook.looks import NOW, PAGE, PARTIES, REGISTRATION, WELL


def test_a_domain_of_the_partner_s_is_a_loss_and_a_missing_header_no_reason() -> None:
    told = replace(REGISTRATION, registrant="Acme Software, Inc.", expires=NOW + timedelta(days=20))
    rows = judge(replace(WELL, registration=told, page=replace(PAGE, headers=())), PARTIES)
    judgement = decide(dossier(seen=(CODE, *rows)))
    assert judgement.state is Decision.OPEN
    names = {one.name: one for one in judgement.reasons}
    assert {"seen.domain.owner", "seen.domain.expiry"} <= set(names)
    assert "seen.address.hsts" not in names
    assert names["seen.domain.owner"].ask == ""
    assert "seen.domain.owner" in {one.name for one in judgement.loss}
