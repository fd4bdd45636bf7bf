"""Signed in place of what could not be seen, appeals, and scripts that people try (H14)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Event, Role, Seat
from makegood.phases.acceptance.actions.deciding.attesting import LAPSED, watch_unseen
from makegood.phases.acceptance.models import Appeal, Submission
from makegood.phases.agreement.models import Milestone
from tests.web.acceptance.deciding.opened import HELD, MET, NO_TESTS, SECRETS, UNSEEN, handed, let_pass, opened, page
from tests.web.acceptance.deciding.saying import accepts, appeal, attest, rule, script, try_script
from tests.web.acceptance.handing import sign
from tests.web.authenticator import SoftPasskey
from tests.web.cast import Cast, signed_in


def state(submission: Submission) -> str:
    decided = page(submission).decided
    assert decided is not None
    return decided.gate.state.value


def seen_by(user: User, submission: Submission) -> str:
    path = reverse("acceptance:submission", args=[submission.milestone.agreement.engagement_id, submission.pk])
    return signed_in(user).get(path).content.decode()


def test_a_signature_counts_once_both_sides_accept_who_signs(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, UNSEEN)
    signed = attest(cast.rita, submission)
    assert state(submission) == "needs_evidence"
    shown = seen_by(cast.olivia, submission)
    assert "What could not be seen stops counting against the partner on" in shown
    assert "It is kept." in shown
    accepts(cast.olivia, signed)
    assert state(submission) == "needs_evidence"
    accepts(cast.pat, signed)
    assert state(submission) == "open"


def test_a_signature_that_it_is_not_kept_holds(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, UNSEEN)
    signed = attest(cast.rita, submission, holds=False)
    accepts(cast.olivia, signed)
    accepts(cast.pat, signed)
    assert state(submission) == "held"


def test_what_a_machine_saw_is_never_signed_over(cast: Cast, engagement: Engagement) -> None:
    with pytest.raises(Refused, match="only for what could not be seen"):
        attest(cast.rita, opened(cast, engagement, NO_TESTS))


def test_what_the_partner_does_not_show_is_not_signed_for_them(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    with pytest.raises(Refused, match="only for what could not be seen"):
        attest(cast.rita, handed(cast, part, UNSEEN, side="partner"))


def test_a_reviewer_at_the_partners_address_or_with_their_passkey_is_refused(
    cast: Cast, engagement: Engagement
) -> None:
    submission = opened(cast, engagement, UNSEEN)
    key = SoftPasskey().given_to(cast.pat)
    key.given_to(cast.rita)
    with pytest.raises(Refused, match="same passkey"):
        attest(cast.rita, submission)
    cast.rita.email = "rita@pixelworks.example"
    cast.rita.save()
    with pytest.raises(Refused, match="mail address of the partner"):
        attest(cast.rita, submission)


def test_who_left_the_partners_side_yesterday_leaves_no_independent_reviewer_behind(
    cast: Cast, engagement: Engagement
) -> None:
    submission = opened(cast, engagement, UNSEEN)
    made = appeal(cast, opened_too(cast, engagement), check=SECRETS)
    key = SoftPasskey().given_to(cast.stan)
    key.given_to(cast.rita)
    yesterday = timezone.now() - timedelta(days=1)
    Seat.objects.create(engagement=engagement, user=cast.stan, role=Role.PARTNER, begins=yesterday, until=yesterday)
    with pytest.raises(Refused, match="same passkey"):
        attest(cast.rita, submission)
    with pytest.raises(Refused, match="same passkey"):
        rule(cast.rita, made, "withdrawn")


def opened_too(cast: Cast, engagement: Engagement) -> Submission:
    """The second part, with a finding in it."""
    part = Milestone.objects.get(agreement__engagement=engagement, title="Reports")
    return handed(cast, part, HELD)


def test_what_nobody_signed_lapses_after_the_agreed_days_and_is_recorded_once(
    cast: Cast, engagement: Engagement
) -> None:
    submission = opened(cast, engagement, UNSEEN, unseen_days=5)
    watch_unseen()
    assert state(submission) == "needs_evidence"
    submission.silence_at = None
    let_pass(submission, 20)
    assert state(submission) == "open"
    shown = seen_by(cast.olivia, submission)
    assert "could not be seen and stopped counting when the agreed days ended." in shown
    assert "Not seen, and no longer counted against" in shown
    watch_unseen()
    watch_unseen()
    assert Event.objects.filter(kind=LAPSED).count() == 1


def test_what_the_partner_does_not_show_never_lapses(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    submission = handed(cast, part, UNSEEN, side="partner")
    submission.silence_at = None
    let_pass(submission, 20)
    assert state(submission) == "needs_evidence"


def test_a_finding_that_was_wrong_is_withdrawn_with_an_apology_in_the_record(
    cast: Cast, engagement: Engagement
) -> None:
    submission = opened(cast, engagement, HELD)
    rule(cast.rita, appeal(cast, submission, check=SECRETS), "withdrawn")
    assert state(submission) == "open"
    event = Event.objects.get(kind="appeal.ruled")
    assert b"We apologise to Pixel Works" in bytes(event.payload or b"")
    shown = signed_in(cast.pat).get(reverse("acceptance:submission", args=[engagement.pk, submission.pk]))
    assert "We apologise to Pixel Works" in shown.content.decode()


def test_a_finding_that_stands_keeps_holding_and_is_the_last_word(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    made = appeal(cast, submission, check=SECRETS)
    rule(cast.rita, made, "upheld")
    assert state(submission) == "held"
    with pytest.raises(Refused, match="a ruling already"):
        rule(cast.rita, made, "withdrawn")
    with pytest.raises(Refused, match="an appeal on this item already"):
        appeal(cast, submission, check=SECRETS)


def test_neither_side_rules_on_an_appeal(cast: Cast, engagement: Engagement) -> None:
    made = appeal(cast, opened(cast, engagement, HELD), check=SECRETS)
    path = reverse("acceptance:rule", args=[engagement.pk, made.pk])
    for person in (cast.olivia, cast.pat):
        assert signed_in(person).get(path).status_code == 404
    Seat.objects.create(engagement=engagement, user=cast.olivia, role=Role.REVIEWER)
    assert signed_in(cast.olivia).get(path).status_code == 404


def test_the_neutral_of_the_agreement_alone_rules(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD, neutral_name="Nora Neutral", neutral_email="nora@example.org")
    made = appeal(cast, submission, check=SECRETS)
    assert (made.neutral, made.neutral_name) == (None, "Nora Neutral")
    with pytest.raises(Refused, match="Only Nora Neutral"):
        rule(cast.rita, made, "withdrawn")
    cast.stan.email = "nora@example.org"
    cast.stan.save()
    Seat.objects.create(engagement=engagement, user=cast.stan, role=Role.REVIEWER)
    rule(cast.stan, made, "withdrawn")
    assert state(submission) == "open"


def test_an_appeal_has_two_business_days(cast: Cast, engagement: Engagement) -> None:
    made = appeal(cast, opened(cast, engagement, HELD), check=SECRETS)
    calendar = page(made.submission).terms.calendar
    assert calendar.is_business_day(calendar.day_of(made.answer_by))
    assert 2 <= (calendar.day_of(made.answer_by) - calendar.day_of(made.made)).days <= 7


def test_a_script_holds_the_payment_once_both_agreed(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    made = script(cast, submission.milestone, agreed=False)
    assert state(submission) == "open"
    accepts_script = signed_in(cast.pat).post(reverse("acceptance:agree_script", args=[engagement.pk, made.pk]))
    assert accepts_script.status_code == 302
    assert state(submission) == "needs_evidence"
    try_script(cast.rita, submission, made, "broken")
    assert state(submission) == "held"
    try_script(cast.rita, submission, made, "works")
    assert state(submission) == "open"


def test_the_owner_alone_agrees_to_no_script(cast: Cast, engagement: Engagement) -> None:
    """Or a payment could be held by what nobody agreed on."""
    submission = opened(cast, engagement, MET)
    made = script(cast, submission.milestone, agreed=False)
    signed_in(cast.olivia).post(reverse("acceptance:agree_script", args=[engagement.pk, made.pk]))
    assert state(submission) == "open"


def test_what_both_agreed_on_is_not_taken_away_by_one(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    made = script(cast, submission.milestone)
    signed_in(cast.pat).post(reverse("acceptance:drop_script", args=[engagement.pk, made.pk]))
    assert state(submission) == "needs_evidence"


def test_a_script_that_is_wrong_can_be_appealed_against(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    made = script(cast, submission.milestone)
    try_script(cast.olivia, submission, made, "broken")
    rule(cast.rita, appeal(cast, submission, check=f"script:{made.pk}"), "withdrawn")
    assert state(submission) == "open"
    assert Appeal.objects.count() == 1


def test_a_screenshot_is_kept_and_a_program_is_not(cast: Cast, engagement: Engagement) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    submission = opened(cast, engagement, MET)
    made = script(cast, submission.milestone)
    path = reverse("acceptance:try_script", args=[engagement.pk, submission.pk, made.pk])
    client: Client = signed_in(cast.rita)
    program = SimpleUploadedFile("shot.png", b"\x7fELF" + b"0" * 50)
    answer = client.post(path, {"result": "broken", "seen": "It says 500.", "picture": program})
    assert answer.status_code == 422
    assert "a program" in answer.content.decode()
    assert "It says 500." in answer.content.decode()
    assert client.post(path, {"result": "broken"}).status_code == 422
