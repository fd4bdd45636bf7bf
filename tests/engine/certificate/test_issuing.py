"""Nothing is signed that does not follow from its facts, and what was let go is never called a pass (H1, H11, H12)."""

from __future__ import annotations

import copy
from datetime import date, timedelta

import pytest

from makegood.engine.certificate.binding import bound, changes
from makegood.engine.certificate.exact import NotExact, read_json
from makegood.engine.certificate.issuing import Asked, NotIssued, issue
from makegood.engine.gate import GateState
from makegood.engine.waiver import Waiver
from makegood.rules.signing import SigningKey, verified_by
from tests.engine.certificate.reports import DIGEST, KEY, NOW, SECRET, SKIPPED, as_bytes, changed, report

AT = NOW + timedelta(days=1)
MINE = [KEY.verifying_key]


def predicate(document: dict[str, object], **asked: object) -> dict[str, object]:
    made = issue(as_bytes(document), KEY, Asked(at=AT, **asked))  # type: ignore[arg-type]
    statement = read_json(made.envelope.payload)
    assert isinstance(statement, dict)
    return statement["predicate"]  # type: ignore[no-any-return]


def test_an_honest_report_is_signed_with_the_decision_that_its_facts_give() -> None:
    held, open = report(secrets=1), report(secrets=0)
    assert changes(held, MINE) == changes(open, MINE) == []
    assert issue(as_bytes(held), KEY, Asked(at=AT)).decision.state is GateState.HELD
    made = issue(as_bytes(open), KEY, Asked(at=AT))
    assert made.decision.state is GateState.OPEN
    assert verified_by(made.envelope, MINE) == MINE
    assert predicate(open)["verificationResult"] == "open"


def test_one_fail_flipped_to_pass_is_refused() -> None:
    flipped = changed(report(), security__no_secrets="pass")
    assert changes(flipped, MINE) == ["Not what this installation signed: the verdicts."]
    with pytest.raises(NotIssued, match=r"security\.no_secrets of shop: the report says pass, its facts give fail"):
        issue(as_bytes(flipped), KEY, Asked(at=AT))


def test_one_blocker_left_out_is_refused() -> None:
    dropped = report()
    rows = dropped["verdicts"]
    assert isinstance(rows, list)
    dropped["verdicts"] = [row for row in rows if row["check"] != "security.no_secrets"]
    assert changes(dropped, MINE)
    with pytest.raises(NotIssued, match=r"security\.no_secrets of shop is missing in the report"):
        issue(as_bytes(dropped), KEY, Asked(at=AT))


def test_a_decision_that_does_not_follow_is_refused() -> None:
    forged = report()
    forged["gate"] = {**forged["gate"], "state": "open"}  # type: ignore[dict-item]
    assert changes(forged, MINE)
    with pytest.raises(NotIssued, match="the gate is open; by its facts it is held"):
        issue(as_bytes(forged), KEY, Asked(at=AT))


def test_other_evidence_is_refused() -> None:
    forged = copy.deepcopy(report())
    row = next(row for row in forged["verdicts"] if row["evidence"])  # type: ignore[attr-defined]
    row["evidence"][0]["excerpt"] = "nothing = 1"
    assert changes(forged, MINE)
    with pytest.raises(NotIssued, match=r"The evidence at app\.py:3 is not what its digest says"):
        issue(as_bytes(forged), KEY, Asked(at=AT))


def test_other_facts_are_refused_although_the_verdicts_follow_from_them() -> None:
    honest, clean = report(secrets=1), report(secrets=0, signer=None)
    forged = {**clean, "binding": honest["binding"]}
    assert issue(as_bytes(forged), KEY, Asked(at=AT)).decision.state is GateState.OPEN
    assert changes(forged, MINE) == ["Not what this installation signed: the facts, the verdicts, the decision."]


def test_a_report_signed_again_with_a_fresh_key_is_refused() -> None:
    fresh = SigningKey.generate(KEY.name)
    forged = bound(report(secrets=0, signer=None), fresh)
    assert "not by this installation" in changes(forged, MINE)[0]


def test_a_report_whose_signature_was_taken_away_or_is_of_something_else_is_refused() -> None:
    assert "not signed" in changes(report(signer=None), MINE)[0]
    for binding in ({}, {"payload": "e30=", "payloadType": "x", "signatures": []}, []):
        assert changes({**report(), "binding": binding}, MINE)
    certificate = issue(as_bytes(report()), KEY, Asked(at=AT)).envelope.to_json()
    assert "no report" in changes({**report(), "binding": certificate}, MINE)[0]


@pytest.mark.parametrize("part", ["facts", "gaps", "targets", "earlier", "playbook"])
def test_what_this_engine_would_not_have_said_is_refused(part: str) -> None:
    forged = copy.deepcopy(report())
    held = forged[part]
    if isinstance(held, list):
        held.append({**held[0], "more": 1})
    else:
        held["more"] = {}  # type: ignore[index]
    with pytest.raises(NotIssued):
        issue(as_bytes(forged), KEY, Asked(at=AT))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"playbook": {"name": "agreed", "version": 3, "digest": "x", "source": ""}}, "does not hold its checklist"),
        ({"playbook": {"name": "agreed", "version": 3, "digest": "x", "source": 7}}, "does not hold its checklist"),
        ({"only": ["no.such_check"]}, "a check that this engine does not have"),
        ({"started": "2026-11-20T09:00:00"}, "cannot be read"),
        ({"started": None}, "cannot be read"),
        ({"schema": "makegood.inspection/2"}, "This is not a report"),
    ],
)
def test_a_report_that_cannot_be_judged_again_is_refused(change: dict[str, object], why: str) -> None:
    with pytest.raises(NotIssued, match=why):
        issue(as_bytes({**report(), **change}), KEY, Asked(at=AT))


def test_a_verdict_that_stands_there_twice_is_refused() -> None:
    forged = copy.deepcopy(report())
    forged["verdicts"].append(forged["verdicts"][0])  # type: ignore[attr-defined,index]
    with pytest.raises(NotIssued, match="in another order, or one of them twice"):
        issue(as_bytes(forged), KEY, Asked(at=AT))


def test_another_checklist_under_the_same_name_is_refused() -> None:
    forged = copy.deepcopy(report())
    book = forged["playbook"]
    book["source"] = book["source"].replace("blocker", "advisory")  # type: ignore[index]
    assert changes(forged, MINE)
    with pytest.raises(NotIssued, match="not the one whose digest it names"):
        issue(as_bytes(forged), KEY, Asked(at=AT))


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"a": NaN}', b"[" * 100_000])
def test_what_is_no_report_is_refused(content: bytes) -> None:
    with pytest.raises(NotIssued):
        issue(content, KEY, Asked(at=AT))


def test_a_report_that_says_one_thing_twice_is_refused() -> None:
    with pytest.raises(NotExact, match="twice"):
        read_json(b'{"gate": "held", "gate": "open"}')


def waiver(check: str, fingerprint: str | None, until: date) -> Waiver:
    return Waiver(
        check=check, fingerprint=fingerprint, content_digest=DIGEST, reason_class="accepted risk", compensation="5 %",
        requested_by="pat", approved_by="olivia", until=until,
    )  # fmt: skip


def outcome(document: dict[str, object], check: str, *waivers: Waiver) -> dict[str, object]:
    rows = predicate(document, waivers=waivers)["verdicts"]
    assert isinstance(rows, list)
    return next(row for row in rows if row["check"] == check)


def test_what_was_waived_is_printed_as_waived_and_never_as_pass() -> None:
    document = report(secrets=0, skipped=9)
    granted = waiver("tests.are_not_skipped", SKIPPED.fingerprint, AT.date())
    row = outcome(document, "tests.are_not_skipped", granted)
    assert (row["outcome"], row["was"]) == ("waived", "fail")
    said = predicate(document, waivers=[granted])
    assert said["verificationResult"] == "open"
    assert said["waivers"][0]["approvedBy"] == "olivia"  # type: ignore[index]
    assert outcome(document, "tests.are_not_skipped")["outcome"] == "fail"


def test_a_waiver_that_ended_yesterday_waives_nothing() -> None:
    late = waiver("tests.are_not_skipped", SKIPPED.fingerprint, AT.date() - timedelta(days=1))
    assert outcome(report(secrets=0, skipped=9), "tests.are_not_skipped", late)["outcome"] == "fail"


def test_a_blocker_is_never_waived() -> None:
    granted = waiver("security.no_secrets", SECRET.fingerprint, AT.date())
    assert outcome(report(), "security.no_secrets", granted)["outcome"] == "fail"


def test_it_prints_what_is_agreed_below_standard_and_what_nobody_saw_or_linked() -> None:
    said = predicate(report(), not_linked=["https://shop.test/"], differences=["Another revision was submitted."])
    below = {row["check"]: row["because"] for row in said["belowStandard"]}  # type: ignore[attr-defined]
    assert "data" in below
    assert said["notLinked"] == ["https://shop.test/"]
    assert (said["verificationResult"], said["because"]) == ("held", "Another revision was submitted.")
    assert (
        said["notSeen"] == [{"subject": "shop", "fact": "tests.executed", "cause": "not_allowed", "side": "owner"}]
        or said["notSeen"]
    )
    assert said["timeInspected"] == "2026-11-20T09:00:00+00:00"
    assert said["policy"]["digest"]["sha256"]  # type: ignore[index]
