"""What counts of a part: a later round that could not be fetched changes nothing, and hides nothing from anybody."""

from __future__ import annotations

import pytest

from makegood.engagements.figures import course_of
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Standing, standing_of, standings_of
from makegood.inspections.models import Inspection, State
from makegood.phases.acceptance.actions.handing_in.completing import leave_incomplete
from makegood.phases.acceptance.models import Submission, Verb
from makegood.phases.acceptance.queries.deciding.waiting import waiting_about_decisions
from makegood.phases.acceptance.queries.handing_in.arriving import waiting_about_code
from makegood.phases.acceptance.queries.handing_in.submissions import parts_of
from tests.web.acceptance.handing import arrive, decided, hand_in, sign, source
from tests.web.cast import Cast, signed_in


@pytest.fixture
def rounds(cast: Cast, engagement: Engagement) -> tuple[Submission, Submission]:
    """The first with the owner and inspected; the second on its way."""
    part, _ = sign(engagement)
    first = arrive(hand_in(cast, part, source(engagement, cast)))
    Inspection.objects.update(state=State.DONE, gate_state="held")
    return first, hand_in(cast, part, source(engagement, cast))


def _sentences(standing: Standing) -> list[str]:
    standings = standings_of(standing.user)
    return [one.sentence for ask in (waiting_about_decisions, waiting_about_code) for one in ask(standings)]


def _fail(second: Submission) -> None:
    leave_incomplete(submission=second, problem="It does not answer.")


def test_the_owner_still_hears_that_silence_is_about_to_count(
    cast: Cast, engagement: Engagement, rounds: tuple[Submission, Submission]
) -> None:
    first, second = rounds
    olivia, pat = standing_of(cast.olivia, engagement.pk), standing_of(cast.pat, engagement.pk)
    for fail in (False, True):
        if fail:
            _fail(second)
        assert any("Silence counts as yes" in sentence for sentence in _sentences(olivia))
        step = next(step for step in course_of(olivia).steps if "Order desk" in step.title)
        assert step.state.startswith("To be decided")
        part = parts_of(first.milestone.agreement)[0]
        assert (part.last, part.newer) == (first, second)
    assert any("could not be fetched, so round 1 counts." in sentence for sentence in _sentences(pat))
    page = signed_in(cast.pat).get(f"/engagements/{engagement.pk}/submissions/").content.decode()
    assert "could not be fetched; this one counts" in page


def test_an_accepted_part_stays_accepted_and_nothing_of_it_waits(
    cast: Cast, engagement: Engagement, rounds: tuple[Submission, Submission]
) -> None:
    first, second = rounds
    decided(first, Verb.ACCEPTED)
    _fail(second)
    part = parts_of(first.milestone.agreement)[0]
    assert (part.is_accepted, part.last) == (True, first)
    assert not [one for one in _sentences(standing_of(cast.pat, engagement.pk)) if "could not be fetched" in one]
    step = next(one for one in course_of(standing_of(cast.olivia, engagement.pk)).steps if "Order desk" in one.title)
    assert step.state == "Accepted"


def test_what_was_sent_back_is_still_due_while_its_fix_cannot_be_fetched(
    cast: Cast, engagement: Engagement, rounds: tuple[Submission, Submission]
) -> None:
    first, second = rounds
    decision = decided(first, Verb.REJECTED)
    decision.cure_until = decision.at
    decision.save()
    _fail(second)
    sentences = _sentences(standing_of(cast.pat, engagement.pk))
    assert any("was sent back; your fix is due" in sentence for sentence in sentences)
    assert any("could not be fetched" in sentence for sentence in sentences)
