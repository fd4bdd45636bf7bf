"""An old backup in the place of the database is signed by nobody, until whoever keeps the keys says so (H2)."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from django.db import transaction

from makegood.engagements.events import record
from makegood.engagements.models import Checkpoint, Engagement, Event, Receipt
from makegood.engagements.record.anchoring import ledger_name, sign_checkpoints
from makegood.rules.keyholder.asking import command
from tests.waiting import PATIENCE
from tests.web.cast import Cast, make_engagement, signed_in

pytestmark = pytest.mark.usefixtures("keyholder")


def note(engagement: Engagement, cast: Cast, text: str) -> Event:
    with transaction.atomic():
        return record(
            engagement=engagement, kind="note.made", payload={"reason": text}, actor=cast.olivia, anchored=True
        )


def bring_back(engagement: Engagement, size: int, frontier: bytes) -> None:
    """The rows as they were in a backup of then."""
    Receipt.objects.filter(checkpoint__engagement=engagement, checkpoint__size__gt=size).delete()
    Checkpoint.objects.filter(engagement=engagement, size__gt=size).delete()
    Event.objects.filter(engagement=engagement, index__gte=size).delete()
    Engagement.objects.filter(pk=engagement.pk).update(tree_size=size, frontier=frontier)
    engagement.refresh_from_db()


def went_back(cast: Cast, engagement: Engagement) -> None:
    """Three entries were signed; then the backup of the first comes back and goes on differently."""
    note(engagement, cast, "released money")
    sign_checkpoints()
    frontier = bytes(Engagement.objects.get(pk=engagement.pk).frontier)
    for text in ("accepted", "waived"):
        note(engagement, cast, text)
    sign_checkpoints()
    bring_back(engagement, 1, frontier)


def test_an_old_copy_is_not_signed_and_its_page_says_why(cast: Cast, engagement: Engagement) -> None:
    other_engagement = make_engagement(cast)
    went_back(cast, engagement)
    for text in ("something else", "and more", "and longer than before", "longer still"):
        note(engagement, cast, text)
    note(other_engagement, cast, "of another engagement")
    assert sign_checkpoints() == 1  # another record does not wait for this one
    assert Checkpoint.objects.filter(engagement=engagement, note="").count() == 4
    page = signed_in(cast.pat).get(f"/engagements/{engagement.pk}/record/").content.decode()
    assert "3 entries of" in page
    assert "an old copy was put in its place" in page


def test_after_whoever_keeps_the_keys_said_so_it_is_signed_again(
    cast: Cast, engagement: Engagement, keyholder: Path
) -> None:
    went_back(cast, engagement)
    note(engagement, cast, "brought back after the fire")
    assert sign_checkpoints() == 0
    done = subprocess.run([*command(keyholder), "--went-back", ledger_name(engagement)], timeout=PATIENCE, check=False)
    assert done.returncode == 0
    assert sign_checkpoints() == 1
    assert "old copy" not in signed_in(cast.pat).get(f"/engagements/{engagement.pk}/record/").content.decode()
