"""A newer check judges what was signed only if both sign again (H11: engine 1.1 on a milestone signed at 1.0)."""

from __future__ import annotations

import pytest

from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.phases.acceptance.models import Decision, Submission
from makegood.phases.agreement.actions.offering import seal
from tests.web.acceptance.deciding.opened import MET, SECRETS, opened, page, prepare_accept
from tests.web.cast import Cast


@pytest.fixture
def submission(cast: Cast, engagement: Engagement) -> Submission:
    found = opened(cast, engagement, MET)
    seal(found.milestone.agreement)
    return found


def test_what_was_judged_as_signed_is_open(submission: Submission) -> None:
    decided = page(submission).decided
    assert decided is not None
    assert decided.is_open


def test_a_check_in_another_version_than_signed_opens_nothing(cast: Cast, submission: Submission) -> None:
    assert submission.inspection is not None
    submission.inspection.verdicts.filter(check_id=SECRETS).update(version=2)
    decided = page(submission).decided
    assert decided is not None
    assert not decided.is_open
    assert "was judged by version 2 of its check; both signed version 1" in decided.gate.because
    with pytest.raises(Refused):
        prepare_accept(cast, submission)
    assert not Decision.objects.exists()
