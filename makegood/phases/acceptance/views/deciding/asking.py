"""What the views of deciding share: which round, and where it leads back to."""

from __future__ import annotations

import uuid

from makegood.engagements.permissions import Standing
from makegood.phases.acceptance.actions.deciding.answering import path_of
from makegood.phases.acceptance.queries.deciding.page import Page, page_of
from makegood.phases.acceptance.queries.handing_in.submissions import submission_of

ITEM = "acceptance/deciding/item.html"


def page_for(standing: Standing, submission_id: uuid.UUID) -> Page:
    """Raises Http404 for one of another engagement, too."""
    found = submission_of(standing.engagement, submission_id)
    return page_of(found.milestone, found)


def back_to(page: Page) -> str:
    assert page.submission is not None
    return path_of(page.submission)
