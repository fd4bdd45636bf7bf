from __future__ import annotations

from tests.engine.checks.sheet import judge_one

HAND = {"path": "deploy.sh", "line": 3, "what": "scp -r app live:/srv", "by": "person", "job": ""}
PIPELINE = {"path": "deploy.yml", "line": 30, "what": "bin/deploy", "by": "pipeline", "job": "deploy"}


def outcome(*rows: dict[str, object]) -> str:
    return judge_one("process.deploys_by_pipeline", {"pipeline.deployments": list(rows)}).outcome


def test_a_pipeline_that_deploys_passes_even_beside_a_script() -> None:
    assert outcome(PIPELINE) == "pass"
    assert outcome(HAND, PIPELINE) == "pass"


def test_a_script_on_somebodys_machine_fails_with_its_line() -> None:
    verdict = judge_one("process.deploys_by_pipeline", {"pipeline.deployments": [HAND]})
    assert verdict.outcome == "fail"
    assert (verdict.evidence[0].path, verdict.evidence[0].line) == ("deploy.sh", 3)


def test_nothing_shown_is_unknown() -> None:
    assert outcome() == "unknown"
