"""A request is one line; a line never carries a token."""

from __future__ import annotations

import json
import logging

import pytest
from django.test import Client

from makegood.engagements.actions import seats
from makegood.web.logs import Lines, Plain, loggable, settings_for
from tests.web.cast import Cast, signed_in


def test_a_request_is_one_line_that_says_who_and_what(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="makegood.requests"):
        signed_in(cast.stan).get("/")
    (record,) = [row for row in caplog.records if row.name == "makegood.requests"]
    line = json.loads(Lines().format(record))
    assert (line["method"], line["path"], line["status"], line["user"]) == ("GET", "/", 200, str(cast.stan.pk))
    assert "example.com" not in json.dumps(line)


@pytest.mark.django_db
def test_tokens_stay_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="makegood.requests"):
        Client().get("/first-look/a-very-secret-token/")
    assert "very-secret" not in caplog.text
    assert loggable("/invitations/a-very-secret-token/") == "/invitations/..."


@pytest.mark.django_db
@pytest.mark.parametrize("form", [Lines(), Plain()])
def test_what_django_writes_down_of_refusals_and_errors_holds_no_token(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, form: logging.Formatter
) -> None:
    def breaks(token: str) -> None:
        raise RuntimeError(f"reading /invitations/{token}/")

    monkeypatch.setattr(seats, "invitation_of", breaks)
    with caplog.at_level(logging.WARNING):
        Client(enforce_csrf_checks=True).post("/invitations/a-very-secret-token/")
        Client(raise_request_exception=False).get("/invitations/a-very-secret-token/")
        Client(enforce_csrf_checks=True).post("/account/password/reset/key/2-a-very-secret-token/")
    said = "\n".join(form.format(record) for record in caplog.records)
    assert said.count("/invitations/...") >= 3
    assert "/account/password/reset/key/..." in said
    assert "very-secret" not in said


@pytest.mark.parametrize("form", ["plain", "json"])
def test_all_that_is_logged_goes_through_a_formatter_of_ours(form: str) -> None:
    formatters = settings_for(form)["formatters"]
    assert isinstance(formatters, dict)
    assert all(str(one["()"]).startswith("makegood.web.logs.") for one in formatters.values())
