"""What is said to whom of answers, waivers, signatures, appeals and reports: with money, days, people and the page."""

from __future__ import annotations

import pytest

from makegood.engagements.models import Engagement
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.phases.acceptance.actions.deciding import signing_reports, waiving
from makegood.phases.acceptance.actions.deciding.silence import watch_silence
from makegood.phases.acceptance.models import Submission
from tests.web.acceptance.deciding.opened import (
    HELD,
    MET,
    NO_TESTS,
    UNSEEN,
    accept,
    let_pass,
    opened,
    send_back,
)
from tests.web.acceptance.deciding.saying import accepts, appeal, approve, ask_waiver, attest, perform, report, rule
from tests.web.cast import Cast, signed_in


def told() -> dict[str, dict[str, str]]:
    """By person, their new messages: subject to text; and each leads to a page that its reader may open."""
    make_notices()
    found: dict[str, dict[str, str]] = {}
    for row in Notice.objects.filter(channel="page", read=None).select_related("to").order_by("event__index"):
        found.setdefault(str(row.to), {})[row.subject] = row.text
        assert signed_in(row.to).get(row.path).status_code == 200, (row.subject, row.path)
    Notice.objects.filter(channel="page").update(read="2026-01-01T00:00Z")
    return found


@pytest.fixture
def met(cast: Cast, engagement: Engagement) -> Submission:
    found = opened(cast, engagement, MET)
    told()
    return found


def test_the_partner_reads_what_they_may_ask_for_and_the_owner_keeps_a_receipt(cast: Cast, met: Submission) -> None:
    accept(cast, met)
    found = told()
    assert found["Pat"] == {
        "Acme Supplies accepted Order desk": (
            "Olivia accepted round 1. You can ask for $10,000 for Order desk now; a pay date runs."
        )
    }
    assert found["Olivia"]["You accepted Order desk"].startswith("Round 1, content cccccccccccc.")
    assert set(found) == {"Pat", "Olivia"}


def test_who_is_sent_something_back_reads_the_letter_and_the_day(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    told()
    send_back(cast, submission)
    ((subject, text),) = told()["Pat"].items()
    assert subject.startswith("Acme Supplies sent Order desk back: Your fix is due on ")
    assert text.startswith("Please mend this.\n\nYour fix is due on ")


def test_without_a_round_left_no_day_is_named(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD, cure_rounds=0)
    told()
    send_back(cast, submission)
    assert list(told()["Pat"]) == ["Acme Supplies sent Order desk back: No round to fix it is left."]


def test_silence_is_told_twice_before_and_once_after_with_what_it_means(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    told()
    for days, name, says in (
        (13, "Olivia", "Answer soon, or $10,000 for Order desk counts as accepted"),
        (10, "Pat", "Silence counted as yes for Order desk"),
    ):
        submission = let_pass(Submission.objects.get(pk=submission.pk), days)
        watch_silence()
        found = told()
        assert says in found[name]
    assert "so it counts as not proven" in found["Olivia"]["Silence counted as yes for Order desk"]
    assert Notice.objects.filter(urgent=True, subject__startswith="Silence").exists()


def test_a_waiver_goes_to_the_owner_with_its_last_day_in_words_and_the_answer_back(
    cast: Cast, engagement: Engagement
) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    told()
    asked = ask_waiver(cast.pat, submission)
    ((subject, text),) = told()["Olivia"].items()
    assert subject == "Pat asks you to accept a finding of Order desk anyway"
    assert text.endswith(f"Why: It is small. Until {asked.until:%A} {asked.until.day} {asked.until:%B %Y}.")
    approve(cast.olivia, asked)
    until = f"{asked.until.day} {asked.until:%B %Y}"
    found = told()
    assert list(found["Pat"]) == list(found["Rita"]) == [f"A finding of Order desk is accepted anyway until {until}"]
    again = ask_waiver(cast.rita, submission)
    told()
    waiving.refuse_waiver(waiver=again, answer="Please mend it.", by=cast.olivia)
    assert told()["Rita"] == {"A finding of Order desk is not accepted anyway": "Please mend it."}


def test_what_a_reviewer_signs_is_told_to_both_sides_and_their_leave_to_all(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, UNSEEN)
    told()
    signed = attest(cast.rita, submission)
    found = told()
    assert list(found["Olivia"]) == list(found["Pat"]) == ["Rita signed for Order desk what could not be seen"]
    accepts(cast.olivia, signed)
    found = told()
    assert list(found["Pat"]) == list(found["Rita"]) == ["Olivia lets Rita sign"]


def test_an_appeal_goes_to_who_rules_and_the_ruling_to_both_sides(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    told()
    made = appeal(cast, submission)
    found = told()
    assert list(found["Rita"]) == ["Pat thinks that a finding of Order desk is wrong"]
    assert "Rita rules within two business days." in found["Olivia"]["Pat thinks that a finding of Order desk is wrong"]
    rule(cast.rita, made, "withdrawn")
    assert list(told()["Pat"]) == ["Rita ruled: the finding of Order desk is withdrawn"]


def test_a_report_is_told_when_it_comes_and_when_it_is_signed(
    cast: Cast, engagement: Engagement, met: Submission
) -> None:
    handed = report(cast, met)
    assert list(told()["Olivia"]) == ["Rita handed in a report about Order desk"]
    content = signing_reports.content_to_sign(signing_reports.report_of(engagement, handed.pk), by=cast.rita)
    perform(cast.rita, met, signing_reports.SIGN.kind, content)
    ((subject, text),) = told()["Pat"].items()
    assert subject.startswith("Rita signed a report about Order desk: ")
    assert text.endswith("It informs; it holds no payment by itself.")
