"""A request is one line; a line never carries a token."""

from __future__ import annotations

import json
import logging

import pytest
from django.test import Client

from makegood.web.logs import Lines, loggable
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
