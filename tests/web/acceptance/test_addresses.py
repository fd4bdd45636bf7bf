"""H8: the running address is looked at again after the inspection, and is never taken for the delivered code."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.urls import reverse

from makegood import durable
from makegood.connectors.outbound import Outbound
from makegood.engagements.models import Engagement, Event
from makegood.engine.gate import GateState
from makegood.phases.acceptance.actions import comparing, receiving
from makegood.phases.acceptance.actions.completing import complete_submission
from makegood.phases.acceptance.models import Submission
from makegood.phases.acceptance.queries.addresses import DIFFERENTLY, PENDING, not_linked, said_of_address
from tests.connectors.conftest import authority, to_the_tests
from tests.connectors.listening import HOST, Authority, answering, listening
from tests.connectors.listening import page as answer
from tests.web.acceptance.deciding.opened import MET, inspected, opened, page
from tests.web.acceptance.handing import hand_in, received, sign, source
from tests.web.cast import Cast, signed_in

__all__ = ["authority", "to_the_tests"]


@pytest.fixture(autouse=True)
def asked_here(monkeypatch: pytest.MonkeyPatch, to_the_tests: Outbound) -> None:
    monkeypatch.setattr(receiving, "outbound", lambda: to_the_tests)


def _handed(cast: Cast, engagement: Engagement, port: int) -> Submission:
    """Handed in with a running address, arrived, and inspected with everything met."""
    part, _ = sign(engagement)
    submission = hand_in(cast, part, source(engagement, cast), address=f"https://{HOST}:{port}/")
    head = receiving.look_at_address(str(submission.pk))
    complete_submission(submission=submission, received=received(), head=head)
    inspected(Submission.objects.get(pk=submission.pk).inspection, MET)
    return Submission.objects.get(pk=submission.pk)


@pytest.fixture
def address(authority: Authority, request: pytest.FixtureRequest) -> Iterator[int]:
    """The port of a server that gives the answers of the test's parameter, two requests for each look."""
    with listening(answering(*request.param), authority.serving()) as port:
        yield port


STAYS = [answer(b"<p>shop")]
SWAPPED = [answer(b"<p>shop"), answer(b"<p>shop"), answer(b"<p>last year's shop")]
stays = pytest.mark.parametrize("address", [STAYS], indirect=True)
swapped = pytest.mark.parametrize("address", [SWAPPED], indirect=True)


@stays
def test_nothing_is_ok_to_pay_before_the_address_was_looked_at_again(
    cast: Cast, engagement: Engagement, address: int
) -> None:
    submission = _handed(cast, engagement, address)
    decided = page(submission).decided
    assert decided is not None
    assert (decided.gate.state, decided.gate.because) == (GateState.NEEDS_EVIDENCE, PENDING)
    comparing.compare_address(str(submission.pk))
    assert page(submission).may_accept


@swapped
def test_content_swapped_after_the_hand_in_is_said_and_kept(cast: Cast, engagement: Engagement, address: int) -> None:
    submission = _handed(cast, engagement, address)
    comparing.compare_address(str(submission.pk))
    submission.refresh_from_db()
    assert said_of_address(submission) == DIFFERENTLY
    assert "body" in submission.address_parts
    said = json.loads(bytes(Event.objects.get(kind="submission.address_compared").payload or b""))
    assert (said["answered"], said["address"]) == ("changed", submission.address)
    for who in (cast.olivia, cast.pat):
        for name in ("submission", "handed_in"):
            shown = signed_in(who).get(reverse(f"acceptance:{name}", args=[engagement.pk, submission.pk]))
            assert DIFFERENTLY in shown.content.decode()


def test_an_address_that_is_gone_is_not_linked(cast: Cast, engagement: Engagement, authority: Authority) -> None:
    with listening(answering(*STAYS), authority.serving()) as port:
        submission = _handed(cast, engagement, port)
    comparing.compare_address(str(submission.pk))
    submission.refresh_from_db()
    assert said_of_address(submission).startswith(DIFFERENTLY)
    assert submission.address_answered == "unreachable"


@stays
def test_an_address_that_stays_is_still_not_shown_to_be_this_code(
    cast: Cast, engagement: Engagement, address: int
) -> None:
    submission = _handed(cast, engagement, address)
    comparing.compare_address(str(submission.pk))
    submission.refresh_from_db()
    assert "not linked to this code" in said_of_address(submission)
    assert not_linked(submission) == (submission.address,)


@swapped
def test_it_is_compared_once_however_often_it_is_run(cast: Cast, engagement: Engagement, address: int) -> None:
    submission = _handed(cast, engagement, address)
    found = comparing.ask_address(str(submission.pk))
    comparing.keep_comparison(str(submission.pk), found)
    comparing.keep_comparison(str(submission.pk), {"answered": "same", "parts": []})
    submission.refresh_from_db()
    assert submission.address_answered == "changed"
    assert Event.objects.filter(kind="submission.address_compared").count() == 1


@stays
def test_a_fault_of_ours_leaves_no_part_waiting(
    cast: Cast, engagement: Engagement, address: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = _handed(cast, engagement, address)
    monkeypatch.setattr(comparing, "head_of", lambda *_: 1 / 0)
    comparing.compare_address(str(submission.pk))
    submission.refresh_from_db()
    assert "fault on our side" in said_of_address(submission)
    assert page(submission).may_accept


@stays
def test_the_tick_asks_for_each_that_is_due_and_for_no_other(
    cast: Cast, engagement: Engagement, address: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(durable, "known", lambda _: set())
    monkeypatch.setattr(durable, "enqueue", lambda *given: asked.append(given))
    comparing.compare_addresses()
    assert asked == []
    submission = _handed(cast, engagement, address)
    comparing.compare_addresses()
    assert asked == [(comparing.compare_address, f"address-{submission.pk}", str(submission.pk))]
    comparing.compare_address(str(submission.pk))
    comparing.compare_addresses()
    assert len(asked) == 1


def test_without_an_address_nothing_is_said_or_awaited(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    assert page(submission).may_accept
    assert (said_of_address(submission), not_linked(submission)) == ("", ())
