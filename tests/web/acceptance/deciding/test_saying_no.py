"""A side says no to what a reviewer signed: it counts for nothing until the side lets them sign after all (H14)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from makegood.accounts.models import User
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Event
from makegood.engagements.permissions import standings_of
from makegood.engagements.record.erasing import erase
from makegood.engagements.record.forgetting import GONE
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.phases.acceptance.models import Attestation, Submission
from makegood.phases.acceptance.queries.deciding.waiting import waiting_about_decisions
from tests.web.acceptance.deciding.opened import SECRETS, TESTS, UNSEEN, handed, opened, page, send_back
from tests.web.acceptance.deciding.saying import accepts, attest, says_no
from tests.web.cast import Cast, signed_in

WHY = "She never ran it."


def state(submission: Submission) -> str:
    decided = page(submission).decided
    assert decided is not None
    return decided.gate.state.value


def seen_by(user: User, submission: Submission) -> str:
    path = reverse("acceptance:submission", args=[submission.milestone.agreement.engagement_id, submission.pk])
    return signed_in(user).get(path).content.decode()


def test_what_a_side_said_no_to_does_not_count_and_all_three_read_why(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, UNSEEN)
    signed = attest(cast.rita, submission)
    accepts(cast.olivia, signed)
    says_no(cast.pat, signed)
    assert state(submission) == "needs_evidence"
    for person in (cast.olivia, cast.pat, cast.rita):
        shown = seen_by(person, submission)
        assert "Does not count: the partner said no" in shown
        assert "Pat said no on" in shown
        assert WHY in shown


def test_letting_them_sign_takes_the_no_back_and_it_counts(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, UNSEEN)
    signed = attest(cast.rita, submission)
    says_no(cast.pat, signed)
    assert "takes your no back" in seen_by(cast.pat, submission)
    assert "Say no, with a reason" in seen_by(cast.olivia, submission)
    accepts(cast.olivia, signed)
    assert state(submission) == "needs_evidence"
    accepts(cast.pat, signed)
    assert state(submission) == "open"
    assert WHY not in seen_by(cast.olivia, submission)
    kinds = list(Event.objects.filter(subject=signed.pk).order_by("index").values_list("kind", flat=True))
    assert kinds[1:] == [
        "attestation.refused_by_partner",
        "attestation.accepted_by_owner",
        "attestation.accepted_by_partner",
    ]


def test_both_sides_may_say_no(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, UNSEEN)
    signed = attest(cast.rita, submission, holds=False)
    says_no(cast.olivia, signed, "Wrong version.")
    says_no(cast.pat, signed)
    shown = seen_by(cast.rita, submission)
    assert "Does not count: the owner and the partner said no" in shown
    assert shown.index("Wrong version.") < shown.index(WHY)


def test_who_let_them_sign_cannot_say_no_afterwards(cast: Cast, engagement: Engagement) -> None:
    signed = attest(cast.rita, opened(cast, engagement, UNSEEN))
    accepts(cast.pat, signed)
    with pytest.raises(Refused, match="let Rita sign already"):
        says_no(cast.pat, signed)


def test_after_the_round_nobody_says_no_or_takes_it_back(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, UNSEEN)
    signed = attest(cast.rita, submission)
    says_no(cast.pat, signed)
    send_back(cast, submission)
    for act in (accepts, says_no):
        with pytest.raises(Refused, match="This round was answered"):
            act(cast.pat, signed)
    path = reverse("acceptance:refuse_reviewer", args=[engagement.pk, signed.pk])
    answer = signed_in(cast.pat).get(path, follow=True)
    assert "This round was answered, or replaced by a later one." in answer.content.decode()


def test_what_is_signed_anew_after_a_no_is_asked_anew(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, UNSEEN)
    says_no(cast.pat, attest(cast.rita, submission))
    again = attest(cast.rita, submission)
    again.refresh_from_db()
    assert again.partner_refusal is None
    for side in (cast.olivia, cast.pat):
        accepts(side, again)
    assert state(submission) == "open"
    assert not Attestation.objects.exclude(partner_refusal=None).exists()


def test_a_no_without_a_reason_is_refused_beside_the_field(cast: Cast, engagement: Engagement) -> None:
    signed = attest(cast.rita, opened(cast, engagement, UNSEEN))
    path = reverse("acceptance:refuse_reviewer", args=[engagement.pk, signed.pk])
    assert signed_in(cast.pat).post(path, {"reason": " "}).status_code == 422


def test_more_signed_since_it_was_shown_is_not_refused_unseen(cast: Cast, engagement: Engagement) -> None:
    from makegood.engagements import intents
    from makegood.engagements.intents import Confirmed
    from makegood.engagements.models import Strength
    from makegood.engagements.permissions import standing_of
    from makegood.phases.acceptance.actions.deciding import attesting

    signed = attest(cast.rita, opened(cast, engagement, UNSEEN))
    standing = standing_of(cast.pat, engagement.pk)
    found = attesting.attestation_of(engagement, signed.pk)
    content = attesting.content_to_refuse(found, standing=standing, reason=WHY)
    intent = intents.prepare(standing=standing, kind=attesting.REFUSED_BY["partner"], content=content, back="/")
    attest(cast.rita, signed.submission, holds=False)
    with pytest.raises(Refused, match="signed something more"):
        intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.CODE))


def test_a_no_waits_for_nobody_and_is_told_to_the_others(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, UNSEEN)
    signed = attest(cast.rita, submission)
    says_no(cast.pat, signed)
    for person in (cast.olivia, cast.pat):
        assert not any("say whether they may" in one.sentence for one in waiting_about_decisions(standings_of(person)))
    make_notices()
    rows = Notice.objects.filter(event__kind="attestation.refused_by_partner", channel="page")
    assert {str(row.to) for row in rows} == {"Olivia", "Rita"}
    for row in rows:
        assert row.subject == "Pat says no to what Rita signed for Order desk"
        assert row.text.startswith(f"{WHY}\n\nIt counts for nothing, and stays unseen, as long as Pixel Works")
        assert signed_in(row.to).get(row.path).status_code == 200


def test_the_reason_is_erased_with_its_entry(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, UNSEEN)
    signed = attest(cast.rita, submission)
    says_no(cast.pat, signed)
    event = Event.objects.get(kind="attestation.refused_by_partner")
    engagement.refresh_from_db()
    erase(engagement=engagement, index=event.index, why="Rita asked.", by=cast.olivia)
    signed.refresh_from_db()
    assert signed.partner_reason == GONE
    assert WHY not in seen_by(cast.rita, submission)
    assert state(submission) == "needs_evidence"


def test_a_new_version_leaves_the_no_with_the_old_one(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, UNSEEN)
    signed = attest(cast.rita, submission)
    later = handed(cast, submission.milestone, UNSEEN, revision="b" * 40)
    with pytest.raises(Refused, match="replaced by a later one"):
        says_no(cast.pat, signed)
    assert "said no" not in seen_by(cast.pat, later)


def test_while_a_no_stands_what_is_signed_anew_does_not_count_by_itself(cast: Cast, engagement: Engagement) -> None:
    """The partner let one signature count and said no to another; the owner alone made the same word count anew."""
    submission = opened(cast, engagement, {SECRETS: "unknown", TESTS: "unknown"})
    accepts(cast.pat, attest(cast.rita, submission, check=SECRETS))
    refused = attest(cast.rita, submission, holds=False)
    says_no(cast.pat, refused)
    accepts(cast.olivia, refused)
    anew = attest(cast.rita, submission, holds=False)
    assert (anew.owner_accepts, anew.partner_accepts) == (None, None)
    assert state(submission) == "needs_evidence"
    accepts(cast.olivia, anew)
    assert state(submission) == "needs_evidence"
    accepts(cast.pat, anew)
    assert state(submission) == "held"
