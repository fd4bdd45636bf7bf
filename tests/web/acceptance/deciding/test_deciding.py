"""Accepted only while the gate is open, and once; sent back with a letter, a clock and counted rounds."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from makegood.engagements.intents import Refused, confirmation_path
from makegood.engagements.models import Checkpoint, Engagement, Event, Strength
from makegood.phases.acceptance.models import Decision, SubmissionState, Verb
from makegood.phases.acceptance.queries.money.figures import figures
from tests.web.acceptance.deciding.opened import (
    HELD,
    MET,
    UNSEEN,
    accept,
    confirm,
    handed,
    inspected,
    opened,
    page,
    prepare_accept,
    prepare_send_back,
    send_back,
)
from tests.web.acceptance.handing import arrive, hand_in, sign, source
from tests.web.cast import Cast, signed_in


def test_what_meets_the_checklist_is_accepted_with_the_content_it_was_about(cast: Cast, engagement: Engagement) -> None:
    submission = accept(cast, opened(cast, engagement, MET))
    decision = submission.decision
    assert (decision.verb, decision.gate_state, decision.by) == (Verb.ACCEPTED, "open", cast.olivia)
    assert decision.content_digest == submission.content_digest
    act = json.loads(bytes(decision.event.payload or b""))["act"]
    assert (act["revision"], act["content_digest"]) == (submission.revision, submission.content_digest)
    assert Checkpoint.objects.filter(engagement=engagement, size=decision.event.index + 1).exists()


@pytest.mark.parametrize("outcomes", [HELD, UNSEEN, None])
def test_what_does_not_meet_it_cannot_be_accepted(
    cast: Cast, engagement: Engagement, outcomes: dict[str, str] | None
) -> None:
    submission = opened(cast, engagement, outcomes)
    with pytest.raises(Refused, match="Not everything agreed is met"):
        prepare_accept(cast, submission)
    path = reverse("acceptance:accept", args=[engagement.pk, submission.pk])
    assert signed_in(cast.olivia).post(path).status_code == 302
    assert not Decision.objects.exists()


def test_accepting_twice_accepts_once(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    one, other = prepare_accept(cast, submission), prepare_accept(cast, submission)
    assert confirm(one) == confirm(one)
    with pytest.raises(Refused, match="accepted already"):
        confirm(other)
    assert Decision.objects.count() == Event.objects.filter(kind="submission.accepted").count() == 1


def test_what_was_replaced_between_looking_and_confirming_is_not_accepted(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    intent = prepare_accept(cast, submission)
    later = handed(cast, submission.milestone, MET, revision="b" * 40)
    submission.refresh_from_db()
    assert submission.state == SubmissionState.REPLACED
    with pytest.raises(Refused, match="A later version was handed in"):
        confirm(intent)
    assert accept(cast, later).decision.verb == Verb.ACCEPTED


def test_while_a_later_version_is_being_fetched_nothing_is_decided(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    intent = prepare_accept(cast, submission)
    hand_in(cast, submission.milestone, source(engagement, cast))
    with pytest.raises(Refused, match="being fetched"):
        confirm(intent)


def test_a_gate_that_shut_between_looking_and_confirming_stops_it(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    intent = prepare_accept(cast, submission)
    assert submission.inspection is not None
    submission.inspection.verdicts.update(outcome="fail")
    with pytest.raises(Refused, match="Not everything agreed is met"):
        confirm(intent)


def test_what_was_inspected_by_another_revision_holds(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    assert submission.inspection is not None
    submission.inspection.revision = "f" * 40
    submission.inspection.save()
    decided = page(submission).decided
    assert decided is not None
    assert "not what was handed in" in decided.gate.because


def test_plain_files_open_nothing(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    submission.history = False
    submission.save()
    with pytest.raises(Refused):
        prepare_accept(cast, submission)


def test_sent_back_starts_the_clock_to_fix_it_and_the_next_round_is_a_retest(
    cast: Cast, engagement: Engagement
) -> None:
    first = send_back(cast, opened(cast, engagement, HELD))
    assert (first.decision.verb, first.decision.letter) == (Verb.REJECTED, "Please mend this.")
    assert first.decision.cure_until is not None
    assert "round 1 of 2" in page(first).cure_rounds.sentence()
    second = handed(cast, first.milestone, MET, revision="b" * 40)
    assert second.silence_at is not None
    clock = page(second).clock
    assert clock is not None
    assert clock.name == "retest"


def test_when_the_rounds_are_used_the_page_says_what_the_contract_allows(cast: Cast, engagement: Engagement) -> None:
    first = send_back(cast, opened(cast, engagement, HELD, cure_rounds=1))
    second = send_back(cast, handed(cast, first.milestone, HELD, revision="b" * 40))
    assert second.decision.cure_until is None
    answer = signed_in(cast.olivia).get(reverse("acceptance:submission", args=[engagement.pk, second.pk]))
    assert b"you may end this part of the agreement" in answer.content


def test_sending_back_what_meets_everything_needs_its_own_reason_that_both_see(
    cast: Cast, engagement: Engagement
) -> None:
    submission = opened(cast, engagement, MET)
    with pytest.raises(Refused, match="Say which promise"):
        prepare_send_back(cast, submission)
    send_back(cast, submission, "The order list cannot be printed.")
    answer = signed_in(cast.pat).get(reverse("acceptance:milestone", args=[engagement.pk, submission.milestone_id]))
    assert "Although every agreed item was met" in answer.content.decode()
    assert "The order list cannot be printed." in answer.content.decode()


def test_after_the_agreed_days_it_cannot_be_sent_back_any_more(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    intent = prepare_send_back(cast, submission)
    assert submission.silence_at is not None
    submission.silence_at = submission.at
    submission.save()
    with pytest.raises(Refused, match="silence counted as yes"):
        confirm(intent)


def test_a_password_is_enough_and_is_recorded_as_that(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    confirm(prepare_accept(cast, submission), Strength.PASSWORD)
    event = Event.objects.get(kind="submission.accepted")
    assert json.loads(bytes(event.payload or b""))["confirmed"]["strength"] == "password"


def test_what_was_never_complete_has_no_decision_to_make(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    submission = hand_in(cast, part, source(engagement, cast))
    with pytest.raises(Refused, match="Nothing has arrived"):
        prepare_accept(cast, submission)
    arrive(submission)
    inspected(page(submission).submission.inspection, MET)  # type: ignore[union-attr]
    assert accept(cast, submission).decision.gate_state == "open"


def test_the_two_figures_count_what_was_accepted(cast: Cast, engagement: Engagement) -> None:
    accept(cast, opened(cast, engagement, MET))
    ahead, exposed = figures([engagement])[engagement.pk]
    assert (ahead.key, exposed.key) == ("ahead", "exposed")
    assert exposed.says.endswith("left today: nothing is paid.")


def test_the_same_code_handed_in_for_another_part_is_said_before_it_is_accepted_again(
    cast: Cast, engagement: Engagement
) -> None:
    """The gate looks at code, and the code that was paid once passes again: the owner must be told (H8)."""
    part, other = sign(engagement)
    first = prepare_accept(cast, handed(cast, part, MET))
    olivia = signed_in(cast.olivia)
    assert "The very same code" not in olivia.get(confirmation_path(first)).content.decode()
    confirm(first)
    again = prepare_accept(cast, handed(cast, other, MET))
    assert json.loads(bytes(again.content))["accepted_for"] == ["Order desk"]
    assert "The very same code was accepted for" in olivia.get(confirmation_path(again)).content.decode()
