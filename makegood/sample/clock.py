"""The days of the sample: while the story is lived, the house's clock shows the day that is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from unittest import mock


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """`django.utils.timezone.now` begins at `moment` and goes on by a second each time it is asked."""
    steps = count()

    def now() -> datetime:
        return moment + timedelta(seconds=next(steps))

    with mock.patch("django.utils.timezone.now", now):
        yield
