"""A scanner is believed only when it reports the fault that we planted beside the partner's files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from makegood.engine.facts import FactName
from makegood.engine.gaps import Cause
from makegood.engine.probe import Probe, Settings
from makegood.engine.probes.scanners import facts, probe
from makegood.engine.sandbox import Grade, Sandbox
from makegood.engine.tools.semgrep import SEMGREP
from makegood.engine.tools.zizmor import ZIZMOR
from tests.engine.building import Delivery
from tests.engine.looking import Seen

TOOLS = Path(__file__).parents[3] / ".tools"
ready = pytest.mark.skipif(
    not (TOOLS / "bin" / "zizmor").exists() or Sandbox.probe().grade is Grade.NONE,
    reason=f"needs .tools (make setup) and the sandbox. {Sandbox.probe().reason}",
)
pytestmark = [pytest.mark.tools, pytest.mark.sandbox]

WORKFLOW = """on: pull_request_target
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: echo "${{ github.event.pull_request.title }}" # zizmor: ignore[template-injection]
"""
Looked = Callable[..., Seen]


def looking(scanner: object = ZIZMOR, name: FactName = facts.ZIZMOR) -> Probe:
    """The probe with one scanner only, which may be a spoilt one."""

    def look(scene: object) -> object:
        known = probe.SCANNERS
        try:
            probe.SCANNERS = ((scanner, name),)  # type: ignore[assignment]
            yield from probe.look(scene)  # type: ignore[arg-type]
        finally:
            probe.SCANNERS = known

    return replace(probe.PROBE, look=look)  # type: ignore[arg-type]


@ready
def test_a_fault_is_reported_at_its_delivered_path_although_the_file_says_ignore(
    repository: Delivery, looked: Looked
) -> None:
    repository.commit({".github/workflows/ci.yml": WORKFLOW, ".github/zizmor.yml": "rules: {}\n"})
    seen = looked(looking(), settings=Settings(tools=TOOLS))
    assert (".github/workflows/ci.yml", 6) in seen.places(facts.ZIZMOR)
    assert seen[facts.MARKS] == 1
    assert [tool.status for tool in seen.tools] == ["ran"]


@ready
def test_a_clean_file_is_clean_and_the_planted_fault_is_not_told(repository: Delivery, looked: Looked) -> None:
    clean = "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n"
    repository.commit({".github/workflows/ci.yml": clean})
    seen = looked(looking(), settings=Settings(tools=TOOLS))
    assert [finding for finding in seen.findings(facts.ZIZMOR) if "template" in finding.rule] == []
    assert seen.gaps(facts.ZIZMOR) == []


@ready
def test_a_scanner_that_misses_the_planted_fault_proves_nothing(repository: Delivery, looked: Looked) -> None:
    repository.commit({".github/workflows/ci.yml": WORKFLOW})
    muted = replace(ZIZMOR, control=replace(ZIZMOR.control, content="on: push\njobs: {}\n"))
    seen = looked(looking(muted), settings=Settings(tools=TOOLS))
    assert "planted" in seen.gaps(facts.ZIZMOR)[0].reason


@ready
def test_a_scanner_that_prints_garbage_or_hangs_is_a_gap(repository: Delivery, looked: Looked) -> None:
    repository.commit({".github/workflows/ci.yml": WORKFLOW})
    garbage = replace(ZIZMOR, command=lambda copy: ["-c", "echo garbage"], shell=True)
    hanging = replace(ZIZMOR, command=lambda copy: ["-c", "sleep 600"], shell=True, seconds=0.5)
    assert looked(looking(garbage), settings=Settings(tools=TOOLS)).gaps(facts.ZIZMOR)[0].cause is Cause.ERROR
    assert looked(looking(hanging), settings=Settings(tools=TOOLS)).gaps(facts.ZIZMOR)[0].cause is Cause.TIMED_OUT


def test_a_scanner_that_is_not_installed_is_a_gap_on_our_side(
    repository: Delivery, looked: Looked, tmp_path: Path
) -> None:
    repository.commit({".github/workflows/ci.yml": WORKFLOW})
    gap = looked(looking(), settings=Settings(tools=tmp_path)).gaps(facts.ZIZMOR)[0]
    assert (gap.cause, gap.side.value) == (Cause.TOOL_MISSING, "ours")


CODE = {
    "a.php": """<?php
$id = $_GET['id'];
mysqli_query($db, "SELECT a FROM t WHERE id = " . $id);
mysqli_query($db, "SELECT a FROM t WHERE id = " . intval($_GET['id']));
""",
    "a.rb": """class A
  def index
    User.where("name = '#{params[:name]}'")
    User.where("name = ?", params[:name])
    length = known_interval(params[:period])
    User.where("seen > '#{length}'")
  end
end
""",
    "A.java": """class A {
  void a(HttpServletRequest r, Statement s) {
    s.executeQuery("SELECT a FROM t WHERE a = '" + r.getParameter("a") + "'"); // nosemgrep
    s.executeQuery("SELECT a FROM t WHERE a = " + Integer.parseInt(r.getParameter("a")));
  }
}
""",
    "A.cs": """public class C : Controller {
  [HttpGet]
  public IActionResult A(string id) {
    return Ok(new SqlCommand("SELECT a FROM t WHERE a = '" + id + "'", db)); }
  [HttpGet]
  public IActionResult B(string id) { return Ok(new SqlCommand("SELECT a FROM t WHERE a = @id", db)); }
}
""",
    "a.go": """package main
func h(w http.ResponseWriter, r *http.Request) {
  db.Query("SELECT a FROM t WHERE a = '" + r.FormValue("a") + "'")
  db.Query("SELECT a FROM t WHERE a = ?", r.FormValue("a"))
}
""",
}


@ready
def test_our_rules_find_the_hole_and_not_its_safe_twin_in_five_languages(repository: Delivery, looked: Looked) -> None:
    repository.commit(CODE)
    seen = looked(looking(SEMGREP, facts.SEMGREP), settings=Settings(tools=TOOLS))
    assert seen.gaps(facts.SEMGREP) == []
    assert sorted(seen.places(facts.SEMGREP)) == [("A.cs", 4), ("A.java", 3), ("a.go", 3), ("a.php", 3), ("a.rb", 3)]


def test_marks_are_overwritten_with_as_many_letters() -> None:
    assert ZIZMOR.marks.sub(lambda match: b"x" * len(match.group()), b"# zizmor: ignore[a]") == b"# xxxxxxxxxxxxxx[a]"
    assert isinstance(ZIZMOR.marks, re.Pattern)
