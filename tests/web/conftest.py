"""The cast and their engagement, for every web test."""

from __future__ import annotations

import pytest

from makegood.engagements.models import Engagement
from tests.web.cast import Cast, make_cast, make_engagement
from tests.web.keyless import key_process_may_be_missing

__all__ = ["key_process_may_be_missing"]


@pytest.fixture
def cast(db: None) -> Cast:
    del db
    return make_cast()


@pytest.fixture
def engagement(cast: Cast) -> Engagement:
    return make_engagement(cast)
