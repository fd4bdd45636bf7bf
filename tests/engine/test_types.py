"""The small types: facts of the declared type, gaps with a side, findings with an identity, checks with sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from makegood.engine.check import Check, CheckRefused, failed, not_applicable, number, passed, unknown
from makegood.engine.evidence import EXCERPT_LIMIT, Evidence, Finding, Lead, fingerprint
from makegood.engine.facts import Fact, FactName, Facts, FactSheet, FactType, Origin
from makegood.engine.gaps import SIDE_OF, Cause, Gap, Side
from tests.engine.checks.sheet import DELIVERABLE

NOW = datetime(2026, 6, 1, tzinfo=UTC)
FINDING = Finding.at("rule", "It is here.", "app/x.py", line=3, text="  x = 1  ", severity="high", detail={"n": 1})


@pytest.mark.parametrize(
    ("type", "value", "document"),
    [
        (FactType.INTEGER, 3, 3),
        (FactType.DECIMAL, Decimal("0.10"), "0.10"),
        (FactType.TEXT, "é", "é"),
        (FactType.FLAG, True, True),
        (FactType.TEXTS, ["a"], ["a"]),
        (FactType.TABLE, [{"a": 1}], [{"a": 1}]),
        (FactType.FINDINGS, [FINDING], [FINDING.to_json()]),
        (FactType.LEADS, [Lead(rule="r", summary="s", path="p")], [Lead(rule="r", summary="s", path="p").to_json()]),
    ],
)
def test_a_value_survives_being_written_and_read(type: FactType, value: object, document: object) -> None:
    name = FactName("a.b", type, "", "A fact.")
    assert name.encode(value) == document
    assert name.decode(document) == value


@pytest.mark.parametrize(
    ("type", "value"),
    [
        (FactType.INTEGER, True),
        (FactType.INTEGER, 1.5),
        (FactType.DECIMAL, "much"),
        (FactType.DECIMAL, True),
        (FactType.TEXT, 3),
        (FactType.FLAG, 1),
        (FactType.TEXTS, ["a", 1]),
        (FactType.TABLE, {"a": 1}),
        (FactType.FINDINGS, "x"),
    ],
)
def test_a_value_of_another_type_is_refused(type: FactType, value: object) -> None:
    name = FactName("a.b", type, "", "A fact.")
    with pytest.raises(ValueError, match=r"a\.b"):
        name.decode(value)
    with pytest.raises(ValueError, match=r"a\.b"):
        name.encode(value)


def fact(origin: Origin, value: int) -> Fact:
    return Fact(name="a.b", value=value, source="s", observed_at=NOW, origin=origin)


def test_what_is_declared_never_replaces_what_was_observed() -> None:
    sheet = FactSheet(deliverable=DELIVERABLE)
    sheet.add([fact(Origin.DECLARED, 1), fact(Origin.ATTESTED, 2), fact(Origin.OBSERVED, 3)])
    sheet.add([fact(Origin.DECLARED, 4), fact(Origin.ATTESTED, 5)])
    assert sheet.facts["a.b"].value == 3


def test_a_judge_sees_only_what_its_check_declared() -> None:
    sheet = FactSheet(deliverable=DELIVERABLE)
    sheet.add([fact(Origin.OBSERVED, 3), replace(fact(Origin.OBSERVED, 4), name="a.c")])
    facts = Facts(sheet, ["a.b"], ["a.missing"])
    assert (dict(facts), facts.integer("a.b"), facts.get("a.missing")) == ({"a.b": 3}, 3, None)
    with pytest.raises(KeyError, match="did not declare"):
        facts["a.c"]


def test_every_cause_belongs_to_a_side() -> None:
    assert set(SIDE_OF) == set(Cause)
    assert Gap.of("a.b", Cause.TIMED_OUT, "Late.", "Wait.").side is Side.OURS
    assert Gap.of("a.b", Cause.TIMED_OUT, "Late.", "Wait.", Side.PARTNER).side is Side.PARTNER


def test_a_finding_keeps_its_identity_when_it_is_indented_or_moved() -> None:
    assert fingerprint("r", "p", "x =  1\n") == fingerprint("r", "p", "\tx = 1")
    assert len({fingerprint(*key) for key in (("r", "p", "x"), ("q", "p", "x"), ("r", "q", "x"), ("r", "p", "y"))}) == 4
    assert fingerprint("r", "bad\udcff", "\ud800")


def test_findings_and_evidence_survive_being_written_and_read() -> None:
    assert Finding.from_json(FINDING.to_json()) == FINDING
    evidence = FINDING.evidence()
    assert Evidence.from_json(evidence.to_json()) == evidence
    assert evidence.excerpt == "x = 1"
    assert Evidence.from_json({"summary": 3, "line": True, "path": []}) == Evidence(summary="3")


def test_an_excerpt_smuggles_no_file() -> None:
    assert len(Finding.at("r", "s", "p", text="x" * 10_000).excerpt or "") == EXCERPT_LIMIT


def check(**more: object) -> Check:
    sentence = "This is a plain sentence."
    given: dict[str, object] = {
        "id": "a.b", "version": 1, "phase": "acceptance", "promise": sentence, "why": sentence, "remedy": sentence,
        "needs": ("a.b",), "judge": lambda facts, limits: passed("Fine."),
    }  # fmt: skip
    return Check(**{**given, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [{"promise": ""}, {"why": "no full stop but quite long"}, {"remedy": "Short."}, {"phase": "x"}, {"needs": ()}],
)
def test_a_check_without_its_sentences_or_facts_is_refused(wrong: dict[str, object]) -> None:
    assert check().family == "a"
    with pytest.raises(CheckRefused, match=r"a\.b"):
        check(**wrong)


def test_judgements_carry_their_places_and_unknown_its_side() -> None:
    for made in (passed("x", [FINDING]), failed("x", [FINDING]), not_applicable("x", [FINDING.evidence()])):
        assert made.evidence == (FINDING.evidence(),)
        assert made.cause is made.side is None
    assert unknown("x", Cause.NO_ACCESS).side is Side.OWNER
    assert number({"most": "0.05"}, "most") == Decimal("0.05")
