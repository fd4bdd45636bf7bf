"""Double clicks, two tabs, the back button and retries have one effect: threads on real transactions."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from makegood.engagements import intents
from makegood.engagements.models import Checkpoint, Engagement, Event, Intent
from tests.web.authenticator import SoftPasskey
from tests.web.bell import RUNG, prepared
from tests.web.cast import Cast, make_cast, make_engagement, signed_in
from tests.web.engagements.people_of_tests import NORA, invite, kinds, person, role_of
from tests.web.engagements.test_confirm import challenge, code_of, with_app

pytestmark = pytest.mark.usefixtures("half_minute")
ABREAST = 6


@pytest.fixture
def world(transactional_db: None) -> tuple[Cast, Engagement]:
    del transactional_db
    RUNG.clear()
    cache.clear()
    cast = make_cast()
    return cast, make_engagement(cast)


def at_once(clients: list[Client], post: Callable[[Client], HttpResponse]) -> list[HttpResponse]:
    """All of them wait for each other and then post."""
    barrier = Barrier(len(clients))

    def one(client: Client) -> HttpResponse:
        barrier.wait()
        try:
            return post(client)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(one, clients))


def test_six_tabs_with_one_passkey_signature_have_one_effect(world: tuple[Cast, Engagement]) -> None:
    cast, engagement = world
    intent, key = prepared(cast, engagement), SoftPasskey().given_to(cast.olivia)
    signed, to = key.signed(challenge(intent)), intents.confirmation_path(intent)
    answers = at_once(
        [signed_in(cast.olivia) for _ in range(ABREAST)], lambda client: client.post(to, {"credential": signed})
    )
    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [(302, "/")] * ABREAST
    assert (RUNG, Event.objects.count(), Checkpoint.objects.count()) == (["well"], 1, 1)


def test_a_double_click_with_a_code_leads_to_the_same_page_twice(world: tuple[Cast, Engagement]) -> None:
    cast, engagement = world
    with_app(cast.olivia)
    intent = prepared(cast, engagement)
    code, to = code_of(cast.olivia), intents.confirmation_path(intent)
    answers = at_once([signed_in(cast.olivia) for _ in range(2)], lambda client: client.post(to, {"code": code}))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (RUNG, Event.objects.count()) == (["well"], 1)


def test_a_seat_is_taken_once_however_often_it_is_clicked(world: tuple[Cast, Engagement]) -> None:
    cast, engagement = world
    path, nora = invite(cast.olivia, engagement), person(NORA)
    answers = at_once([signed_in(nora) for _ in range(ABREAST)], lambda client: client.post(path))
    assert [answer.status_code for answer in answers] == [302] * ABREAST
    assert kinds(engagement) == ["seat.invited", "seat.taken"]
    assert role_of(nora, engagement) == {"bookkeeper"}


def test_one_code_does_not_confirm_two_acts_at_once(world: tuple[Cast, Engagement]) -> None:
    cast, engagement = world
    with_app(cast.olivia)
    code, clients = code_of(cast.olivia), [signed_in(cast.olivia) for _ in range(2)]
    paths = {id(client): intents.confirmation_path(prepared(cast, engagement)) for client in clients}
    answers = at_once(clients, lambda client: client.post(paths[id(client)], {"code": code}))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Intent.objects.filter(event=None).count() == 1
