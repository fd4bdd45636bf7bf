"""H8: the running address is looked at again after the inspection, and counts as this code only by its own files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from makegood import durable
from makegood.connectors.outbound import Outbound
from makegood.engagements.models import Engagement, Event
from makegood.engine.gate import GateState
from makegood.engine.repository.intake.receiving import receive_address
from makegood.engine.repository.served import Held
from makegood.inspections.copies.places import mirror_of, mirror_path
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.phases.acceptance.actions.handing_in import comparing, receiving
from makegood.phases.acceptance.actions.handing_in.completing import complete_submission
from makegood.phases.acceptance.models import Link, Submission
from makegood.phases.acceptance.queries.handing_in.addresses import DIFFERENTLY, PENDING, not_linked, said_of_address
from tests.connectors.conftest import authority, to_the_tests
from tests.connectors.listening import HOST, Authority, answering, listening
from tests.connectors.listening import page as answer
from tests.connectors.test_served import by_path
from tests.engine.building import Delivery
from tests.web.acceptance.deciding.opened import MET, inspected, opened, page
from tests.web.acceptance.handing import hand_in, received, sign, source
from tests.web.cast import Cast, signed_in


@pytest.fixture
def repository(tmp_path: Path) -> Delivery:
    return Delivery(tmp_path / "shop.git")


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

    def forgotten(workflow: object, runs: Mapping[str, str]) -> None:
        asked.extend((workflow, *run) for run in runs.items())

    monkeypatch.setattr(durable, "enqueue_forgotten", forgotten)
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


LONG = "body { color: #123456 }\n" * 20
PAGE = b"<link rel=stylesheet href=/static/a.css><script src=/static/b.js></script>"
FILES = {"shop/static/a.css": LONG, "shop/static/b.js": f"{LONG}1"}
SERVES = {"/": answer(PAGE), "/static/a.css": answer(LONG.encode()), "/static/b.js": answer(f"{LONG}1".encode())}


def _compared(
    cast: Cast, engagement: Engagement, repository: Delivery, authority: Authority, serves: Mapping[str, bytes]
) -> Submission:
    """Delivered for real, with an address that serves these; looked at before and after."""
    revision = repository.commit(FILES)
    mirror = mirror_path(mirror_of(engagement))
    receive_address(mirror, 1, str(repository.path), {"GIT_ALLOW_PROTOCOL": "file"})
    part, _ = sign(engagement)
    with listening(by_path(serves, []), authority.serving()) as port:
        submission = hand_in(cast, part, source(engagement, cast), address=f"https://{HOST}:{port}/")
        head = receiving.look_at_address(str(submission.pk))
        complete_submission(submission=submission, received=received(revision), head=head)
        comparing.compare_address(str(submission.pk))
    submission.refresh_from_db()
    return submission


def test_files_that_are_those_of_the_revision_link_the_address_to_it(
    cast: Cast, engagement: Engagement, repository: Delivery, authority: Authority
) -> None:
    submission = _compared(cast, engagement, repository, authority, SERVES)
    assert "2 files that it serves are byte for byte those handed in: linked to this code." in said_of_address(
        submission
    )
    assert not_linked(submission) == ()
    make_notices()
    assert not Notice.objects.filter(subject__contains="running address").exists()


def test_a_file_served_otherwise_contradicts_and_both_sides_are_told(
    cast: Cast, engagement: Engagement, repository: Delivery, authority: Authority
) -> None:
    other = {**SERVES, "/static/b.js": answer(f"{LONG} of last month".encode())}
    submission = _compared(cast, engagement, repository, authority, other)
    assert said_of_address(submission).startswith("The running address serves shop/static/b.js otherwise")
    assert not_linked(submission) == (submission.address,)
    make_notices()
    told = Notice.objects.filter(subject="Order desk, round 1: the running address does not answer as it was handed in")
    assert {notice.to for notice in told} == {cast.olivia, cast.pat}
    assert submission.address in told[0].text


def test_a_revision_that_the_address_names_itself_can_only_speak_against_it(
    cast: Cast, engagement: Engagement, repository: Delivery, authority: Authority
) -> None:
    says = {**SERVES, "/": answer(PAGE, headers=f"X-Revision: {'d' * 40}\r\n")}
    submission = _compared(cast, engagement, repository, authority, says)
    assert "says itself that it runs revision dddddddddddd" in said_of_address(submission)
    assert not_linked(submission) == (submission.address,)


@pytest.mark.parametrize(
    ("held", "named", "link"),
    [
        (Held(same=("a", "b")), [], Link.LINKED),
        (Held(same=("a", "b"), known=("a",)), [], Link.LINKED),
        (Held(same=("a", "b"), known=("a", "b")), [], Link.EITHER),
        (Held(same=("a",)), [], Link.NOTHING),
        (Held(), [], Link.NOTHING),
        (Held(same=("a", "b"), differ=("c",)), [], Link.CONTRADICTED),
        (Held(same=("a", "b")), ["d" * 40], Link.CONTRADICTED),
    ],
)
def test_what_files_show(held: Held, named: list[str], link: Link) -> None:
    assert comparing.link_of(held, named) == link


def test_an_address_that_changed_is_not_linked_whatever_it_serves() -> None:
    row = Submission(address="https://a.example/", address_link=Link.LINKED, address_answered="changed")
    assert not_linked(row) == ("https://a.example/",)


def test_what_both_versions_have_shows_neither() -> None:
    row = Submission(
        address="https://a.example/",
        address_link=Link.EITHER,
        address_answered="same",
        address_files={"same": ["a", "b"]},
        address_compared=timezone.now(),
    )
    assert "It may run either: not linked" in said_of_address(row)
