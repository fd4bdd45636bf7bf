"""Before money is released the owner's copy is asked again what was accepted (H8)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.inspections.copies.places import mirror_of
from makegood.inspections.origins import keep_upload
from makegood.phases.acceptance.actions.handing_in import receiving
from makegood.phases.acceptance.actions.money import releasing
from makegood.phases.acceptance.models import PaymentRequest, Submission
from makegood.phases.acceptance.queries.money.book import Book
from makegood.phases.acceptance.queries.money.books import book_of
from tests.engine.building import Delivery
from tests.web.acceptance.handing import decided, hand_in, sign
from tests.web.acceptance.money.test_release import ask, fresh, release
from tests.web.acceptance.test_taken_in import bundled
from tests.web.cast import Cast
from tests.web.inspections.looked import FIRST, SECOND


@pytest.fixture
def asked(cast: Cast, engagement: Engagement, tmp_path: Path) -> PaymentRequest:
    """A part was really taken into the copy, accepted, and asked for."""
    delivery = Delivery(tmp_path / "theirs.git")
    delivery.commit(FIRST)
    part, _ = sign(engagement)
    digest, name = keep_upload(engagement=engagement, chunks=[bundled(delivery)], name="shop.bundle", by=cast.pat)
    submission = hand_in(cast, part, upload=digest, upload_name=name)
    receiving.take_in(str(submission.pk))
    submission.refresh_from_db()
    decision = decided(submission, "accepted")
    decision.content_digest = submission.content_digest
    decision.save()
    return ask(cast, engagement, **{"Order desk": 1_000_000})


def book(engagement: Engagement) -> Book:
    found = book_of(engagement)
    assert found is not None
    return found


def mirror(engagement: Engagement) -> Path:
    return Path(settings.MAKEGOOD_HOME) / "mirrors" / mirror_of(engagement)


def move_the_tag(engagement: Engagement, tmp_path: Path) -> None:
    """As somebody with the disk in hand would: other code under the tag that was accepted."""
    other = Delivery(tmp_path / "other.git")
    revision = other.commit(SECOND)
    tag = Submission.objects.get().tag
    git = ["git", f"--git-dir={mirror(engagement)}"]
    subprocess.run([*git, "fetch", "-q", str(other.path), "main"], check=True, capture_output=True)
    subprocess.run([*git, "update-ref", tag, revision], check=True, capture_output=True)


def test_what_is_kept_as_it_was_accepted_is_released(cast: Cast, engagement: Engagement, asked: PaymentRequest) -> None:
    assert release(cast, engagement, asked).amount_cents == 900_000


def test_code_that_was_changed_after_it_was_accepted_is_not_paid(
    cast: Cast, engagement: Engagement, asked: PaymentRequest, tmp_path: Path
) -> None:
    move_the_tag(engagement, tmp_path)
    with pytest.raises(Refused, match="is not what was accepted for Order desk"):
        release(cast, engagement, asked)


def test_code_that_was_changed_between_looking_and_confirming_is_not_paid(
    cast: Cast, engagement: Engagement, asked: PaymentRequest, tmp_path: Path
) -> None:
    from tests.web.acceptance.money.test_release import do

    content = releasing.content_of_release(book=book(engagement), request=fresh(engagement, asked), anyway=False)
    move_the_tag(engagement, tmp_path)
    with pytest.raises(Refused, match="is not what was accepted"):
        do(cast, engagement, "olivia", releasing.RELEASED, content)
    assert not engagement.events.filter(kind=releasing.RELEASED).exists()


def test_a_copy_that_is_gone_is_said_and_paying_anyway_stays_open(
    cast: Cast, engagement: Engagement, asked: PaymentRequest
) -> None:
    shutil.rmtree(mirror(engagement))
    with pytest.raises(Refused, match="cannot be read in your copy"):
        release(cast, engagement, asked)
    assert release(cast, engagement, asked, reason="The disk broke.").anyway
