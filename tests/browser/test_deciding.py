"""The acceptance page as owner and partner see it, held and open, on both sizes."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from makegood.engagements.models import Engagement
from tests.browser.looking import visitor
from tests.browser.test_every_page import _look
from tests.web.acceptance.deciding.opened import HELD, MET, UNSEEN, accept, handed, opened, send_back
from tests.web.cast import Cast

STATES = {"held": HELD, "open": MET, "unseen": UNSEEN}


@pytest.mark.parametrize("state", STATES)
def test_the_acceptance_page_has_no_fault(
    browser: Browser, address: str, cast: Cast, engagement: Engagement, state: str
) -> None:
    submission = opened(cast, engagement, STATES[state])
    path = reverse("acceptance:milestone", args=[engagement.pk, submission.milestone_id])
    wrongs = []
    for who in ("olivia", "pat", "rita"):
        with visitor(browser, address, getattr(cast, who)) as seen:
            wrongs += _look(seen, path, f"deciding-{state}-{who}")
    assert not wrongs, "\n".join(wrongs)


def test_what_was_sent_back_and_accepted_later_has_no_fault(
    browser: Browser, address: str, cast: Cast, engagement: Engagement
) -> None:
    first = send_back(cast, opened(cast, engagement, HELD))
    back = reverse("acceptance:submission", args=[engagement.pk, first.pk])
    with visitor(browser, address, cast.pat) as seen:
        wrongs = _look(seen, back, "deciding-sent-back")
    second = accept(cast, handed(cast, first.milestone, MET, revision="b" * 40))
    path = reverse("acceptance:submission", args=[engagement.pk, second.pk])
    with visitor(browser, address, cast.olivia) as seen:
        wrongs += _look(seen, path, "deciding-accepted")
    assert not wrongs, "\n".join(wrongs)
