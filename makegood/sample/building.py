"""Making the sample: the old one steps aside, the new one is shown when all of it is there."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from makegood.delivery.repository import DeliveryError
from makegood.engagements.models import Engagement, Seat
from makegood.inspections.glancing import glances_of
from makegood.phases.acceptance.actions.completing import mirror_of
from makegood.sample.story import tell

MAKING = "sample.making"
"""A file of MAKEGOOD_HOME that is there while the sample is made: the first page says so."""


class SampleRefused(Exception):
    """Why there is no sample: one sentence."""


def build_sample(say: Callable[[str], None]) -> Engagement:
    """Raises SampleRefused; then the old sample is still there."""
    with _marked():
        try:
            engagement = tell(say)
        except DeliveryError as refused:
            raise SampleRefused(str(refused)) from None
        for old in Engagement.objects.filter(is_sample=True):  # those, too, that were made meanwhile
            _step_aside(old)
        engagement.is_sample = True
        engagement.save(update_fields=["is_sample"])
    return engagement


def _step_aside(old: Engagement) -> None:
    """Nobody sees it any more, and its copy of the code goes; what its tree says stays, as of any other."""
    Seat.objects.filter(engagement=old, ended=None).update(ended=timezone.now())
    Engagement.objects.filter(pk=old.pk).update(is_sample=False)
    for copy in (mirror_of(old), glances_of(old)):
        shutil.rmtree(Path(settings.MAKEGOOD_HOME) / "mirrors" / copy, ignore_errors=True)


@contextlib.contextmanager
def _marked() -> Iterator[None]:
    path = Path(settings.MAKEGOOD_HOME) / MAKING
    path.touch()
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
