"""An outlook is kept whole, read again on another day, and told on a terminal with each request."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from makegood.connectors.outlook.record import Asked
from makegood.rules.outlook.outlook import Outlook
from makegood.rules.outlook.parties import Parties
from makegood.rules.outlook.telling import lines
from tests.rules.outlook.looks import NOW, PARTIES, REGISTRATION, WELL

ASKED = Asked("the registry of .com", "the registration of brightleaf.com", NOW, 0.25, 2_048, "Acme")
LOOK = replace(WELL, registration=replace(REGISTRATION, registrant="Acme Software"), requests=(ASKED,))


def test_an_outlook_is_the_same_after_it_was_kept() -> None:
    outlook = Outlook.of(LOOK, PARTIES)
    kept = json.loads(json.dumps(outlook.as_json()))
    assert kept["schema"] == "makegood.outlook/1"
    assert kept["losses"] == list(outlook.losses) != []
    assert Outlook.from_json(kept) == outlook
    for broken in ({**kept, "schema": "makegood.outlook/2"}, {**kept, "look": {**kept["look"], "page": 7}}):
        with pytest.raises((KeyError, TypeError, ValueError)):
            Outlook.from_json(broken)


def test_kept_answers_are_read_again_on_another_day_and_with_other_names() -> None:
    outlook = Outlook.of(LOOK, Parties())
    assert outlook.losses == ()
    later = outlook.on(NOW + timedelta(days=395), PARTIES)
    assert later.losses
    assert any("ends in 5 days" in row.sentence for row in later.seen)


def test_a_terminal_shows_the_loss_first_and_each_request_with_its_bytes() -> None:
    told = list(lines(Outlook.of(LOOK, PARTIES), 80))
    assert told[2] == "What you lose if they leave today"
    assert max(map(len, told)) <= 80
    assert "1 requests, 2,048 bytes, 0.2 seconds:" not in told
    assert "1 request, 2,048 bytes, 0.2 seconds:" in told
    assert any(line.startswith("- 12:00:00 the registry of .com") for line in told)
