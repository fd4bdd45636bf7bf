"""What a page says when something is wrong; without a database, too."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import NoReturn

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import OperationalError, ProgrammingError, connection
from django.forms import PasswordInput
from django.http import HttpRequest
from django.test import Client, RequestFactory
from pytest_django import Settings

from makegood.web import errors, views
from tests.web.cast import Cast, signed_in
from tests.web.test_masking import all_forms


def _raising(error: Exception) -> Callable[[HttpRequest], NoReturn]:
    def raises(*given: object) -> NoReturn:
        del given
        raise error

    return raises


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (OperationalError("could not connect to server"), 503, "The database does not answer"),
        (OperationalError("no such table: engagements_seat"), 503, "The data are of another version"),
        (OperationalError("no such column: engagements_seat.x"), 503, "The data are of another version"),
        (
            ProgrammingError('relation "engagements_seat" does not exist\nLINE 1'),
            503,
            "The data are of another version",
        ),
        (OperationalError('FATAL: database "x" does not exist'), 503, "The database does not answer"),
        (OperationalError("database or disk is full"), 503, "The disk of the server is full"),
        (OSError(errno.ENOSPC, "No space left on device"), 503, "The disk of the server is full"),
        (ValueError("a secret of the code"), 500, "Something went wrong on our side"),
    ],
)
def test_the_page_says_what_happened_and_what_to_do(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, says: str
) -> None:
    monkeypatch.setattr(views, "desk_of", _raising(error))
    client = signed_in(cast.olivia)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == status
    assert says in answer.content.decode()
    assert "nothing is half done" in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_what_was_put_into_words_is_shown_again_and_no_secret() -> None:
    words = {"why_not": "Not <i>yet", "password": "four words of mine", "door": "bill", "read_token": "a b c"}
    try:
        raise OperationalError("database or disk is full")
    except OperationalError:
        said = errors.broken(RequestFactory().post("/", words)).content.decode()
        without = errors.broken(RequestFactory().get("/")).content.decode()
    assert "Not &lt;i&gt;yet</textarea>" in said
    assert "Why not</label>" in said
    assert said.count("<textarea") == 1
    assert "What you had typed" not in without


def test_a_long_form_that_nobody_has_looked_at_is_not_read_for_its_words() -> None:
    for length, read in ((10, 1), (100_000, 0)):
        request = RequestFactory().post("/", {"why": "word " * length})
        assert len(errors.words_typed(request)) == read


def test_every_field_that_hides_what_is_typed_is_hidden_here_too() -> None:
    names = {
        name
        for form in all_forms()
        for name, field in form.base_fields.items()  # type: ignore[attr-defined]  # set by Django's metaclass
        if isinstance(field.widget, PasswordInput)
    }
    assert len(names) > 3
    assert [name for name in names if not any(part in name for part in errors.SECRET)] == []


def test_a_database_lost_before_the_session_is_read_gives_the_same_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(cast.olivia)
    client.raise_request_exception = False
    with monkeypatch.context() as lost:
        lost.setattr(connection, "cursor", _raising(OperationalError("server closed the connection")))
        answers = [client.get(path) for path in ("/", "/engagements/new/", "/nothing/at/all")]
    for answer in answers:
        assert answer.status_code == 503
        assert "The database does not answer" in answer.content.decode()
        assert "Content-Security-Policy" in answer.headers


def test_a_form_from_elsewhere_changes_nothing_and_says_so(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.olivia)
    answer = client.post("/account/logout/")
    assert answer.status_code == 403
    assert "Nothing was sent" in answer.content.decode()
    assert client.get("/account/").status_code == 200


def test_too_much_at_once_is_told_apart_from_nonsense() -> None:
    request = RequestFactory().post("/")
    assert errors.unreadable(request, RequestDataTooBig()).status_code == 413
    assert errors.unreadable(request, ValueError()).status_code == 400


def test_more_than_is_taken_at_once_stores_nothing(cast: Cast) -> None:
    answer = signed_in(cast.olivia).post("/engagements/new/", {"name": "x" * 3_000_000})
    assert answer.status_code == 413
    assert "Nothing was stored" in answer.content.decode()


def test_a_page_that_is_not_there_names_nobody(cast: Cast) -> None:
    answer = signed_in(cast.olivia).get("/nothing/at/all")
    assert answer.status_code == 404
    assert "olivia" not in answer.content.decode().lower()


@pytest.mark.django_db
def test_a_stranger_fills_no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django takes in a whole upload before anything asks who sends it."""

    def write(*_: object) -> None:
        raise AssertionError("the upload was written down")

    monkeypatch.setattr(TemporaryUploadedFile, "__init__", write)
    client = Client(enforce_csrf_checks=True)
    client.get("/account/login/")
    huge = SimpleUploadedFile("a.bin", b"\0" * 1_500_000)
    assert client.post("/account/login/", {"email": "stan@example.com", "file": huge}).status_code == 413
    assert client.post("/account/login/", {"email": "stan@example.com"}).status_code == 403


def test_more_than_any_file_may_have_is_not_even_read(cast: Cast) -> None:
    answer = signed_in(cast.pat).post("/engagements/new/", {"name": "x"}, headers={"content-length": "2000000000000"})
    assert answer.status_code == 413
    assert "more than we take at once" in answer.content.decode()


def test_another_name_of_the_machine_leads_to_the_address_that_is_right(settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.MAKEGOOD_ADDRESS = ["localhost"], "http://localhost:8000"
    answer = Client().get("/", headers={"host": "127.0.0.1:8000"})
    assert answer.status_code == 400
    assert '<a class="button quiet" href="http://localhost:8000">' in answer.content.decode()
    assert "127.0.0.1" not in answer.content.decode()
