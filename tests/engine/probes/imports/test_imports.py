"""Reports made by others: what counts as attested, what only as declared, what not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from makegood.engine.facts import Origin
from makegood.engine.probe import Settings
from makegood.engine.probes.imports import xml
from makegood.engine.probes.imports.probe import PROBE
from makegood.engine.probes.imports.report import Unreadable
from tests.engine.building import Delivery
from tests.engine.looking import Seen

JUNIT = """<testsuites name="pytest"><testsuite name="s">
<properties><property name="commit" value="{commit}"/></properties>
<testcase name="a"/>
<testcase name="b"><failure/><error/></testcase>
<testcase name="c"><skipped/></testcase>
</testsuite></testsuites>"""
COBERTURA = """<?xml version="1.0"?>
<!DOCTYPE coverage SYSTEM "http://cobertura.test/coverage-04.dtd">
<coverage version="7"><packages><package><classes><class filename="a.py"><lines>
<line number="1" hits="1"/><line number="2" hits="0"/><line number="3" hits="2"/><line number="1" hits="0"/>
</lines></class></classes></package></packages></coverage>"""
BOMB = """<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<testsuite name="&b;"/>"""


def sarif(commit: str | None, *, rules: bool = True, suppressed: bool = False) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": "sql-injection",
        "level": "error",
        "message": {"text": "request data reaches SQL"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": "app.py"}, "region": {"startLine": 3}}}],
    }
    if suppressed:
        result["suppressions"] = [{"kind": "inSource"}]
    driver: dict[str, object] = {
        "name": "Scanner",
        "version": "1.2",
        "rules": [{"id": "sql-injection"}] if rules else [],
    }
    run: dict[str, object] = {"tool": {"driver": driver}, "results": [result]}
    if commit:
        run["versionControlProvenance"] = [{"repositoryUri": "x", "revisionId": commit}]
    return {"version": "2.1.0", "runs": [run]}


def given(path: Path, content: object) -> Settings:
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return Settings(attested=(("Rita", path),))


def test_a_report_that_names_tool_rules_and_commit_is_attested(
    repository: Delivery, looked: Callable[..., Seen], tmp_path: Path
) -> None:
    commit = repository.commit({"app.py": "x = 1\n"})
    seen = looked(PROBE, settings=given(tmp_path / "r.sarif", sarif(commit)))
    assert seen.sheet.facts["imports.leads"].origin is Origin.ATTESTED
    assert seen.places("imports.leads") == [("app.py", 3)]


@pytest.mark.parametrize("report", [sarif("f" * 40), sarif(None)], ids=["another commit", "no commit"])
def test_a_report_about_another_commit_is_only_declared(
    repository: Delivery, looked: Callable[..., Seen], tmp_path: Path, report: object
) -> None:
    repository.commit({"app.py": "x = 1\n"})
    seen = looked(PROBE, settings=given(tmp_path / "r.sarif", report))
    assert seen.sheet.facts["imports.leads"].origin is Origin.DECLARED
    rows = seen["imports.reports"]
    assert isinstance(rows, list)
    assert "commit" in rows[0]["why_not"]


def test_a_report_without_rules_is_only_declared(
    repository: Delivery, looked: Callable[..., Seen], tmp_path: Path
) -> None:
    commit = repository.commit({"app.py": "x = 1\n"})
    seen = looked(PROBE, settings=given(tmp_path / "r.sarif", sarif(commit, rules=False)))
    assert seen.sheet.facts["imports.leads"].origin is Origin.DECLARED


def test_a_suppression_in_the_report_is_a_claim_and_is_not_applied(
    repository: Delivery, looked: Callable[..., Seen], tmp_path: Path
) -> None:
    commit = repository.commit({"app.py": "x = 1\n"})
    seen = looked(PROBE, settings=given(tmp_path / "r.sarif", sarif(commit, suppressed=True)))
    assert len(seen.findings("imports.leads")) == 1


def test_what_lies_in_the_delivery_is_declared(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit({"reports/junit.xml": JUNIT.format(commit="a" * 40), "coverage.xml": COBERTURA})
    seen = looked(PROBE)
    assert seen.sheet.facts["imports.tests_executed"].origin is Origin.DECLARED
    assert (seen["imports.tests_executed"], seen["imports.tests_failed"], seen["imports.tests_skipped"]) == (2, 1, 1)
    assert seen["imports.line_coverage"] == Decimal("0.6667")


def test_a_bill_of_materials_gives_its_parts(repository: Delivery, looked: Callable[..., Seen]) -> None:
    part = {"type": "library", "name": "left-pad", "version": "1.3.0", "licenses": [{"license": {"id": "MIT"}}]}
    repository.commit({"sbom.json": json.dumps({"bomFormat": "CycloneDX", "components": [part]})})
    rows = looked(PROBE)["imports.components"]
    assert isinstance(rows, list)
    assert (rows[0]["name"], rows[0]["licence"]) == ("left-pad", "MIT")


@pytest.mark.parametrize("content", ["", "[" * 100_000, "<a>", BOMB, '{"runs": 7}', "\x00\xff"])
def test_a_broken_report_is_a_gap_with_a_reason(
    repository: Delivery, looked: Callable[..., Seen], tmp_path: Path, content: str
) -> None:
    repository.commit({"app.py": "x = 1\n"})
    seen = looked(PROBE, settings=given(tmp_path / "broken", content))
    assert "counts for nothing" in seen.gaps("imports.reports")[0].reason


def test_xml_that_never_ends_is_refused() -> None:
    with pytest.raises(Unreadable):
        list(xml.elements(b"<a>" * 100))
