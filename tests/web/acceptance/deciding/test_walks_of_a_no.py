"""Which signatures counted when a part was accepted: a keeper's certificate must answer as the sides did (H1, H14)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from makegood.engagements.models import Engagement, Event
from makegood.phases.acceptance.models import Attestation
from makegood.rules import keyholder
from tests.web.acceptance.deciding.opened import accept
from tests.web.acceptance.deciding.saying import accepts, approve, ask_waiver, says_no
from tests.web.acceptance.deciding.walked import SKIPPED, agreed, attest, dispute, finding, looked_at, rewrite
from tests.web.cast import Cast


@pytest.fixture
def _keys() -> Iterator[None]:
    process = keyholder.start(settings.MAKEGOOD_HOME)
    yield
    process.kill()
    process.wait()


pytestmark = pytest.mark.usefixtures("_keys")


def test_a_keeper_who_counts_what_was_refused_is_found(cast: Cast, engagement: Engagement, tmp_path: Path) -> None:
    """Pat let Rita sign once before, so an event of each side names her: it is not about what he said no to."""
    submission = looked_at(cast, agreed(engagement))
    accepts(cast.pat, attest(cast.rita, submission))
    second = attest(cast.rita, submission)
    says_no(cast.pat, second)
    accepts(cast.olivia, second)
    approve(cast.olivia, ask_waiver(cast.pat, submission, check=SKIPPED, fingerprint=finding(submission)))
    accept(cast, submission)
    row = Attestation.objects.latest("at")
    rewrite(row, partner_refusal=None, partner_reason="", partner_accepts=row.owner_accepts)
    found = " ".join(dispute(cast, engagement, tmp_path).faults)
    assert f"Event {row.event.index}: the ledger does not show that both sides let this signature count." in found


def test_a_keeper_who_keeps_a_no_that_was_taken_back_is_found(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    """What counted as not kept was told as refused, with a real no: it was named, so nothing was missing."""
    submission = looked_at(cast, agreed(engagement))
    signed = attest(cast.rita, submission)
    says_no(cast.pat, signed)
    for side in (cast.olivia, cast.pat):
        accepts(side, signed)
    approve(cast.olivia, ask_waiver(cast.pat, submission, check=SKIPPED, fingerprint=finding(submission)))
    accept(cast, submission)
    no = Event.objects.get(kind="attestation.refused_by_partner")
    rewrite(Attestation.objects.get(), partner_refusal=no, partner_reason="She never ran it.", partner_accepts=None)
    found = " ".join(dispute(cast, engagement, tmp_path).faults)
    for index in (Event.objects.get(kind="attestation.signed").index, no.index):
        assert f"Event {index}: the ledger does not show that a no stood when it was accepted." in found
