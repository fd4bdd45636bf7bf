"""Making the sample: the old one steps aside, the new one is shown when all of it is there."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from makegood.delivery.repository import DeliveryError
from makegood.engagements.models import Engagement, Seat
from makegood.inspections.copies.places import glances_of, mirror_of
from makegood.sample.story import tell

MAKING, FAILED = "sample.making", "sample.failed"
"""Files of MAKEGOOD_HOME: there while the sample is made, and where it could not be, with the reason in it."""
FORMER = " (former sample)"
TAKES = 600
"""Seconds after which whatever made the sample is no longer at it."""


class SampleRefused(Exception):
    """Why there is no sample: one sentence."""


def build_sample(say: Callable[[str], None]) -> Engagement:
    """Raises SampleRefused, and whatever else went wrong; then the old sample is still there, and the first page says
    why there is no new one."""
    if not _is_being_made():
        for half in Engagement.objects.staged():  # what an attempt that was broken off left on people's pages
            _step_aside(half)
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


def has_sample() -> bool:
    return Engagement.objects.filter(is_sample=True).exists()


def _step_aside(old: Engagement) -> None:
    """Nobody sees it any more, and its copy of the code goes; what its tree says stays, as of any other.

    A backup and the list of keys name every engagement: by its name it is told from the one that took its place.
    """
    Seat.objects.filter(engagement=old, ended=None).update(ended=timezone.now())
    name = old.name if old.name.endswith(FORMER) else f"{old.name}{FORMER}"
    Engagement.objects.filter(pk=old.pk).update(is_sample=False, name=name)
    for copy in (mirror_of(old), glances_of(old)):
        shutil.rmtree(Path(settings.MAKEGOOD_HOME) / "mirrors" / copy, ignore_errors=True)


def _is_being_made() -> bool:
    """By another process, right now."""
    with contextlib.suppress(OSError):
        return time.time() - (Path(settings.MAKEGOOD_HOME) / MAKING).stat().st_mtime < TAKES
    return False


@contextlib.contextmanager
def _marked() -> Iterator[None]:
    making, failed = (Path(settings.MAKEGOOD_HOME) / name for name in (MAKING, FAILED))
    making.touch()
    try:
        yield
    except Exception as wrong:
        failed.write_text(str(wrong) if isinstance(wrong, SampleRefused) else "", encoding="utf-8")
        raise
    else:
        failed.unlink(missing_ok=True)
    finally:
        making.unlink(missing_ok=True)
