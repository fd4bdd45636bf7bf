"""Every path of the project, with the whole cast: who gets what (design section 1, H21).

A path without a row in `tests/web/<app>/paths.py` fails here; `tests/web/rows.py` says how a row is written.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Protocol

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from makegood.engagements.models import Engagement
from tests.web.cast import Cast, make_cast, make_engagement, signed_in
from tests.web.keyless import let_it_be_missing
from tests.web.rows import PEOPLE, Answers, Row, World, all_rows, things_of, walk
from tests.web.telling_apart import seen

WITH_AN_ENGAGEMENT = {name for name, _, arguments in walk() if "engagement_id" in arguments}
# The narrower come first: pytest brings those tests together whose row has the same place in their lists, and they
# share its world.
ROWS = sorted(all_rows(), key=lambda row: (row.name not in WITH_AN_ENGAGEMENT, not things_of(row)))
OF_AN_ENGAGEMENT = [row for row in ROWS if row.name in WITH_AN_ENGAGEMENT]
OF_A_THING = [row for row in OF_AN_ENGAGEMENT if things_of(row)]
SIGN_IN = "/account/login/"


class Ask(Protocol):
    """A method of Django's test client."""

    def __call__(self, path: str, data: Mapping[str, object] = ..., /) -> HttpResponse: ...


def refuse_what_is_wrong(wrong: list[str]) -> None:
    assert not wrong, "\n".join(wrong)


@dataclass(frozen=True, slots=True)
class Asked:
    """One row, its world, and the cast signed in: made once for all that is asked of the row, and left as it was."""

    row: Row
    world: World
    cookies: Mapping[str, SimpleCookie]

    def client(self, person: str) -> Client:
        client = Client()
        client.cookies = deepcopy(self.cookies[person])
        return client

    def clients(self) -> dict[str, Client]:
        return {person: self.client(person) for person in PEOPLE}


@contextmanager
def forgotten() -> Iterator[None]:
    """What is made within is undone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def everybody(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Cast, dict[str, SimpleCookie]]]:
    """The cast, signed in: the same people for all rows."""
    del django_db_setup
    with django_db_blocker.unblock(), forgotten():
        cast = make_cast()
        yield cast, {name: signed_in(user).cookies for name, user in cast.everybody().items()}


@pytest.fixture(scope="module")
def _made(
    request: pytest.FixtureRequest, everybody: tuple[Cast, dict[str, SimpleCookie]], django_db_blocker: DjangoDbBlocker
) -> Iterator[Asked]:
    row: Row = request.param
    cast, cookies = deepcopy(everybody)
    with django_db_blocker.unblock(), forgotten(), pytest.MonkeyPatch.context() as patch:
        let_it_be_missing(patch)
        world = World(cast, make_engagement(cast))
        row.path(world)
        yield Asked(row, world, cookies)


@pytest.fixture
def asked(_made: Asked, db: None) -> Asked:
    """What a test makes of the world is forgotten with its transaction, and its objects with it."""
    del db
    return Asked(_made.row, deepcopy(_made.world), _made.cookies)


def of(rows: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("_made", rows, ids=lambda row: row.name, indirect=True)


def test_every_path_has_its_row() -> None:
    paths = [(name, str(pattern.pattern)) for name, pattern, _ in walk()]
    rows = Counter(row.name for row in ROWS)
    assert not [path for name, path in paths if not name], "a path needs a name"
    assert not sorted({name for name, _ in paths} - set(rows)), "no row says what the cast gets there"
    assert not sorted(set(rows) - {name for name, _ in paths}), "a row for a path that is not there"
    assert not [name for name, times in rows.items() if times > 1], "two rows for one path"


def expected(answers: Answers | None, person: str) -> set[int]:
    return {405, 404} if answers is None else {answers[person]}


def _answers(
    row: Row, method: str, world: World, clients: Mapping[str, Client], answers: Answers | None
) -> Iterator[str]:
    path, data = row.path(world), (dict(row.data(world)) if method == "post" else {})
    for person, client in clients.items():
        with forgotten():  # everybody finds the world as it was made
            got = getattr(client, method)(path, data).status_code
        if got not in expected(answers, person):
            yield f"{person} {method} {path}: {got}, not {sorted(expected(answers, person))}"


@of(ROWS)
def test_each_of_the_cast_gets_what_the_row_says(asked: Asked) -> None:
    row, world, clients = asked.row, asked.world, asked.clients()
    gets = list(_answers(row, "get", world, clients, row.get))
    refuse_what_is_wrong([*gets, *_answers(row, "post", world, clients, row.post)])


@of(ROWS)
def test_signed_out_every_inside_path_leads_to_sign_in(asked: Asked) -> None:
    row, path = asked.row, asked.row.path(asked.world)
    answer = Client().get(path)
    if row.open_to_all is not None:
        assert answer.status_code == row.open_to_all
        return
    for led in (answer, Client().post(path)):
        assert (led.status_code, led.headers["Location"].partition("?")[0]) == (302, SIGN_IN)


@of(OF_AN_ENGAGEMENT)
def test_forbidden_and_missing_cannot_be_told_apart(asked: Asked) -> None:
    row, given = asked.row, asked.row.arguments(asked.world)
    elsewhere = {**given, "engagement_id": uuid.uuid4()}
    for person in PEOPLE:
        if row.get is None or row.get[person] != 404:
            continue
        client = asked.client(person)
        missing = seen(client.get(f"/engagements/{uuid.uuid4()}/"))
        assert missing[0] == 404
        assert seen(client.get(reverse(row.name, kwargs=given))) == missing
        assert seen(client.get(reverse(row.name, kwargs=elsewhere))) == missing


@of(OF_AN_ENGAGEMENT[:1])
def test_a_missing_engagement_and_no_path_at_all_cannot_be_told_apart(asked: Asked) -> None:
    for client in asked.clients().values():
        assert seen(client.get(f"/engagements/{uuid.uuid4()}/")) == seen(client.get("/nothing/at/all"))


@of(OF_A_THING)
def test_a_thing_is_found_under_its_own_engagement_only(asked: Asked) -> None:
    row, world, given = asked.row, asked.world, asked.row.arguments(asked.world)
    own = things_of(row)
    other = Engagement.objects.get(pk=world.engagement.pk)
    other.pk = uuid.uuid4()
    other.save(force_insert=True)
    for seat in world.engagement.seats.all():
        seat.pk, seat.engagement = None, other
        seat.save(force_insert=True)
    strangers = [{**given, name: uuid.uuid4() if isinstance(given[name], uuid.UUID) else 10**9} for name in own]
    for person, client in asked.clients().items():
        for kwargs in ({**given, "engagement_id": other.pk}, *strangers):
            for ask, answers in ((client.get, row.get), (client.post, row.post)):
                if answers is not None and answers[person] != 404:  # to whom it is forbidden does not find its own
                    assert ask(reverse(row.name, kwargs=kwargs)).status_code == 404, (person, kwargs)


def test_the_cast_test_sees_a_path_without_a_row_and_a_wrong_answer() -> None:
    assert expected(None, "olivia") == {405, 404}
    with pytest.raises(AssertionError, match="olivia get"):
        refuse_what_is_wrong(["olivia get /: 200, not [404]"])
