"""Tests that need no key process: an agreement is then sent without the ledger's key in it."""

from __future__ import annotations

from contextlib import suppress

import pytest

from makegood.engagements.models import Engagement
from makegood.engagements.record import anchoring
from makegood.rules.keyholder import KeyholderGone


@pytest.fixture(autouse=True)
def key_process_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    let_it_be_missing(monkeypatch)


def let_it_be_missing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("makegood.phases.agreement.actions.offering.key_of", _known)


def _known(engagement: Engagement) -> None:
    with suppress(KeyholderGone):
        anchoring.key_of(engagement)
