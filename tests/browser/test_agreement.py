"""The pages of the agreement in each of its states, for both sides: no fault at two sizes, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from makegood.engagements.models import Engagement
from makegood.engagements.permissions import standing_of
from makegood.engine.verdict import Priority
from makegood.phases.agreement.actions.checklists import change_item
from makegood.phases.agreement.actions.drafting import answer_question
from makegood.phases.agreement.actions.proposing import propose_item
from makegood.phases.agreement.models import Agreement, Milestone
from tests.browser.looking import PHONE, Visitor, visitor
from tests.web.agreement.drafts import ask_for_another_account, make_draft, make_offer, make_signed
from tests.web.agreement.inspected import make_inspection
from tests.web.cast import Cast

CHECK = "tests.are_not_skipped"
SITUATION = {
    "scope_frozen": True, "criteria_written": True, "unknown_integrations": 0, "size_cents": 9_600_000, "weeks": 20,
    "owner_hours": 2,
}  # fmt: skip


def _weakened(cast: Cast, engagement: Engagement) -> Milestone:
    """The first part of a draft with one item below standard, and a look at the code today."""
    draft = make_draft(cast, engagement)
    answer_question(agreement=draft, question="situation", answers={"situation": SITUATION})
    part = draft.milestones.first()
    assert part is not None
    change_item(milestone=part, check_id=CHECK, priority=Priority.ADVISORY)
    make_inspection(engagement, {CHECK: "fail", "security.no_secrets": "pass", "tests.exist": "unknown"})
    return part


def _offer(cast: Cast, engagement: Engagement) -> Milestone:
    part = make_offer(cast, engagement).milestones.first()
    assert part is not None
    make_inspection(engagement, {CHECK: "fail", "security.no_secrets": "pass", "tests.exist": "unknown"})
    propose_item(
        standing=standing_of(cast.pat, engagement.pk), milestone=part, check_id=CHECK, priority="advisory",
        limits={"most_share": "10"}, reason="Some of them take an hour each, and we run them every night.",
    )  # fmt: skip
    return part


def _faults(seen: Visitor, state: str, root: str, pages: tuple[str, ...]) -> Iterator[str]:
    for place in pages:
        page = seen.opens(root + place)
        name = f"agreement-{state.replace(' ', '-')}-{place.replace('/', '-') or 'show'}"
        yield from (f"{place}: {wrong}" for wrong in seen.wrongs(name))
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        page.emulate_media(color_scheme="dark")
        yield from (f"{place} on a phone: {wrong}" for wrong in seen.wrongs(name, again=True))
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("state", ["draft", "offered", "offered to the partner", "signed", "another account"])
def test_the_pages_of_an_agreement_have_no_fault(
    browser: Browser, address: str, cast: Cast, engagement: Engagement, state: str
) -> None:
    who = cast.pat if state == "offered to the partner" else cast.olivia
    pages: tuple[str, ...]
    if state == "draft":
        part = _weakened(cast, engagement)
        item = f"parts/{part.pk}/checklist/{CHECK}"
        pages = ("", "question/model", "question/held_back", "question/situation", "parts", "parts/add", "whole",
                 f"parts/{part.pk}/checklist", item, f"parts/{part.pk}/checklist/restart")  # fmt: skip
    elif state.startswith("offered"):
        part = _offer(cast, engagement)
        proposal = Agreement.objects.get().counter_proposals.get()
        pages = ("", f"parts/{part.pk}/checklist", "proposals", "payee")
        mine = (f"parts/{part.pk}/checklist/{CHECK}/propose", "propose/silence", "payee/name")
        pages += mine if who == cast.pat else (f"proposals/{proposal.pk}",)
    else:
        make_signed(cast, engagement)
        pages = ("", "1")
        if state == "another account":
            ask_for_another_account(cast, engagement)
            pages = ("payee", "payee/call", "payee/refuse")
    with visitor(browser, address, who) as seen:
        wrongs = list(_faults(seen, state, f"/engagements/{engagement.pk}/agreement/", pages))
    assert not wrongs, "\n".join(wrongs)


def test_what_was_typed_is_kept_beside_the_sentence_that_says_what_is_wrong(
    browser: Browser, address: str, cast: Cast, engagement: Engagement
) -> None:
    make_draft(cast, engagement)
    with visitor(browser, address, cast.olivia) as seen:
        page = seen.opens(f"/engagements/{engagement.pk}/agreement/parts/add")
        page.get_by_label("Name of the part").fill("Reports")
        page.get_by_label("What it costs").fill("38k")
        page.get_by_role("button", name="Save the part").click()
        assert page.locator("#id_amount_cents_error").inner_text().endswith("such as 38,000 instead of 38k.")
        assert page.get_by_label("What it costs").input_value() == "38k"
        assert page.get_by_label("Name of the part").input_value() == "Reports"
        assert not seen.wrongs("part-wrong")
