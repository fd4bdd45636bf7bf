"""`makegood outlook`: exit statuses, one sentence for what cannot be looked at, JSON."""

from __future__ import annotations

import json

import pytest

from makegood.cli import main


def test_without_a_network_each_thing_is_a_gap_and_the_status_is_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outlook", "brightleaf.com", "--offline", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["offline"], told["look"]["requests"]) == ("makegood.outlook/1", True, [])
    assert {row["state"] for row in told["seen"]} == {"unknown"}


def test_the_names_of_both_sides_are_taken_along(capsys: pytest.CaptureFixture[str]) -> None:
    names = ["--owner", "Brightleaf LLC", "--owner", "brightleaf.com", "--partner", "Acme"]
    address = ["https://shop.vercel.app/x", "--domain", "brightleaf.com"]
    assert main(["outlook", *address, *names, "--offline"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "the address shop.vercel.app, which your customers know" in told
    assert told.endswith("Nobody was asked.")


@pytest.mark.parametrize("typed", ["10.0.0.1", "localhost", "bob@example.com", "*.example.com", "co.uk", ""])
def test_what_cannot_be_looked_at_is_one_sentence(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outlook", typed, "--offline"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("makegood: ")
    assert len(error.strip().splitlines()) == 1
