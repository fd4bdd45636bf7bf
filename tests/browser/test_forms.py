"""A form in a real browser: errors are read out, lead to their fields, and nothing typed is lost; once is enough."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from makegood.engagements.models import Engagement
from tests.browser.looking import PHONE, visitor
from tests.web.cast import Cast

NEW = "/engagements/new/"


def test_a_wrong_form_is_read_out_leads_to_the_field_and_keeps_what_was_typed(
    browser: Browser, address: str, cast: Cast
) -> None:
    with visitor(browser, address, cast.stan, PHONE) as seen:
        page = seen.opens(NEW)
        page.get_by_label("Who builds it?").fill("Pixel Works")
        page.get_by_label("Time zone").select_option("Asia/Kolkata")
        page.get_by_role("button", name="Open it").click()
        expect(page).to_have_title(re.compile("^Error: "))
        expect(page.locator(".error-summary")).to_be_focused()
        page.get_by_role("link", name="What is being built? Give it a name").click()
        field = page.get_by_label("What is being built?")
        expect(field).to_be_focused()
        assert field.get_attribute("name") == "name"
        described = field.get_attribute("aria-describedby") or ""
        assert field.get_attribute("aria-invalid") == "true"
        assert "Give it a name" in " ".join(page.locator(f"#{id}").inner_text() for id in described.split())
        assert page.get_by_label("Who builds it?").input_value() == "Pixel Works"
        assert page.get_by_label("Time zone").input_value() == "Asia/Kolkata"
        wrongs = seen.wrongs("form-with-errors")
    assert not wrongs, "\n".join(wrongs)


def test_a_double_click_and_the_back_button_open_one_engagement(browser: Browser, address: str, cast: Cast) -> None:
    with visitor(browser, address, cast.stan) as seen:
        page = seen.opens(NEW)
        page.get_by_label("What is being built?").fill("Customer portal")
        page.get_by_label("Who builds it?").fill("Pixel Works")
        page.get_by_label("Your company’s name").fill("Stan's Stands")
        page.get_by_role("button", name="Open it").dblclick()
        page.wait_for_url("**/engagements/*-*/")
        page.go_back()
        expect(page.get_by_role("button", name="Open it")).not_to_have_attribute("aria-busy", re.compile(""))
        page.goto(f"{address}/", wait_until="networkidle")
    assert Engagement.objects.filter(name="Customer portal").count() == 1


def test_by_keyboard_alone_an_engagement_is_opened(browser: Browser, address: str, cast: Cast) -> None:
    with visitor(browser, address, cast.stan) as seen:
        page = seen.opens(NEW)
        page.get_by_label("What is being built?").focus()
        page.keyboard.type("Customer portal")
        for word in ("Pixel Works", "Stan's Stands"):
            page.keyboard.press("Tab")
            page.keyboard.type(word)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert (page.evaluate("document.activeElement.innerText"), width) == ("Open it", "3px")
        page.keyboard.press("Enter")
        page.wait_for_url("**/engagements/*-*/")
    assert Engagement.objects.filter(name="Customer portal").exists()


def test_long_names_break_on_the_narrowest_phone(
    browser: Browser, address: str, cast: Cast, engagement: Engagement
) -> None:
    Engagement.objects.filter(pk=engagement.pk).update(name="Donaudampfschifffahrtselektrizitäten" * 4)
    with visitor(browser, address, cast.olivia, (320, 640)) as seen:
        wrongs = [
            wrong
            for path in ("/", f"/engagements/{engagement.pk}/", NEW)
            if seen.opens(path)
            for wrong in seen.wrongs()
        ]
    assert not wrongs, "\n".join(wrongs)


def test_on_paper_nothing_is_folded_and_there_is_nothing_to_click(
    browser: Browser, address: str, cast: Cast, engagement: Engagement
) -> None:
    with visitor(browser, address, cast.olivia) as seen:
        page = seen.opens(f"/engagements/{engagement.pk}/")
        page.evaluate(
            "document.querySelector('main').insertAdjacentHTML('beforeend',"
            "'<details><summary>The letter</summary><p id=\"folded\">Dear Pat</p></details>')"
        )
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert page.locator("#folded").is_visible()
        assert not page.get_by_role("button", name="Sign out").is_visible()
        assert not page.get_by_role("navigation", name="This engagement").is_visible()
        assert page.get_by_role("heading", level=1).is_visible()
