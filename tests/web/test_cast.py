"""Every path of the project, with the whole cast: who gets what (design section 1, H21).

A path without a row in `tests/web/<app>/paths.py` fails here; `tests/web/rows.py` says how a row is written.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Protocol

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from makegood.engagements.models import Engagement
from tests.web.cast import signed_in
from tests.web.rows import PEOPLE, Answers, Row, World, all_rows, make_world, rows_by_app, things_of, walk

ROWS, BY_APP = all_rows(), rows_by_app()
OF_AN_ENGAGEMENT = [row for row in ROWS if any(n == row.name and "engagement_id" in a for n, _, a in walk())]
OF_A_THING = [row for row in OF_AN_ENGAGEMENT if things_of(row)]
SIGN_IN = "/account/login/"
TOKEN = re.compile(rb"""(csrfmiddlewaretoken"? value="|X-CSRFToken"?: ?"|X-CSRFToken&quot;: ?&quot;)[A-Za-z0-9]+""")
CHANGING_HEADERS = {"Date", "X-Request-Id", "Set-Cookie"}


class Ask(Protocol):
    """A method of Django's test client."""

    def __call__(self, path: str, data: Mapping[str, object] = ..., /) -> HttpResponse: ...


def seen(response: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    """What can be told of an answer: without the token of the form that signs out, which is new in every answer."""
    body = b"".join(response) if response.streaming else response.content
    headers = {name: value for name, value in response.headers.items() if name not in CHANGING_HEADERS}
    return response.status_code, TOKEN.sub(b"token", body), headers


def refuse_what_is_wrong(wrong: list[str]) -> None:
    assert not wrong, "\n".join(wrong)


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
        with transaction.atomic():  # everybody finds the world as it was made
            got = getattr(client, method)(path, data).status_code
            transaction.set_rollback(True)
        if got not in expected(answers, person):
            yield f"{person} {method} {path}: {got}, not {sorted(expected(answers, person))}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
@pytest.mark.django_db
def test_each_of_the_cast_gets_what_the_row_says(row: Row) -> None:
    world = make_world()
    clients = {person: signed_in(user) for person, user in world.cast.everybody().items()}
    gets = list(_answers(row, "get", world, clients, row.get))
    refuse_what_is_wrong([*gets, *_answers(row, "post", world, clients, row.post)])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
@pytest.mark.django_db
def test_signed_out_every_inside_path_leads_to_sign_in(row: Row) -> None:
    path = row.path(make_world())
    answer = Client().get(path)
    if row.open_to_all is not None:
        assert answer.status_code == row.open_to_all
        return
    for led in (answer, Client().post(path)):
        assert (led.status_code, led.headers["Location"].partition("?")[0]) == (302, SIGN_IN)


@pytest.mark.django_db
def test_signed_out_a_path_that_is_not_there_leads_to_sign_in_too() -> None:
    for path in ("/engagements/", f"/engagements/{uuid.uuid4()}/", "/nothing/at/all", "/admin/", "/account/secret/"):
        assert Client().get(path).headers["Location"].startswith(f"{SIGN_IN}?next={path}")


@pytest.mark.parametrize("row", OF_AN_ENGAGEMENT, ids=lambda row: row.name)
@pytest.mark.django_db
def test_forbidden_and_missing_cannot_be_told_apart(row: Row) -> None:
    world = make_world()
    given = row.arguments(world)
    elsewhere = {**given, "engagement_id": uuid.uuid4()}
    for person in PEOPLE:
        if row.get is None or row.get[person] != 404:
            continue
        client = signed_in(getattr(world.cast, person))
        missing = seen(client.get(f"/engagements/{uuid.uuid4()}/"))
        assert missing[0] == 404
        assert seen(client.get(reverse(row.name, kwargs=given))) == missing
        assert seen(client.get(reverse(row.name, kwargs=elsewhere))) == missing
        assert seen(client.get("/nothing/at/all")) == missing


@pytest.mark.parametrize("row", OF_A_THING, ids=lambda row: row.name)
@pytest.mark.django_db
def test_a_thing_is_found_under_its_own_engagement_only(row: Row) -> None:
    world = make_world()
    given = row.arguments(world)
    own = things_of(row)
    other = Engagement.objects.get(pk=world.engagement.pk)
    other.pk = uuid.uuid4()
    other.save(force_insert=True)
    for seat in world.engagement.seats.all():
        seat.pk, seat.engagement = None, other
        seat.save(force_insert=True)
    strangers = [{**given, name: uuid.uuid4() if isinstance(given[name], uuid.UUID) else 10**9} for name in own]
    for person, user in world.cast.everybody().items():
        client = signed_in(user)
        for kwargs in ({**given, "engagement_id": other.pk}, *strangers):
            for ask, answers in ((client.get, row.get), (client.post, row.post)):
                if answers is not None:
                    assert ask(reverse(row.name, kwargs=kwargs)).status_code == 404, (person, kwargs)


MARK = "QZcanaryQZ"


@pytest.mark.parametrize("app", list(BY_APP))
@pytest.mark.django_db
def test_nothing_of_one_tenant_is_ever_in_an_answer_to_another(app: str) -> None:
    """H21: whatever the others are named, and all their things, carries a mark that must not be seen."""
    theirs, own = make_world(MARK), make_world()
    clients = {name: signed_in(user) for name, user in own.cast.everybody().items()} | {"nobody": Client()}
    for row in BY_APP[app]:
        paths = {row.path(theirs), row.path(own)}
        for who, client in clients.items():
            for path in paths if row.open_to_all is None else {row.path(own)}:
                _, body, headers = seen(client.get(path))
                assert MARK.lower().encode() not in body.lower(), (row.name, who)
                assert MARK.lower() not in str(headers).lower(), (row.name, who)


def test_the_cast_test_sees_a_path_without_a_row_and_a_wrong_answer() -> None:
    assert expected(None, "olivia") == {405, 404}
    with pytest.raises(AssertionError, match="olivia get"):
        refuse_what_is_wrong(["olivia get /: 200, not [404]"])
