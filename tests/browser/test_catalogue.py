"""The catalogue in a real browser, with no script at all: a correction sent, seen and approved."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from locales.texts import text

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ACTOR = "EX-TADLA"
PHONE = {"width": 360, "height": 720}


@pytest.fixture
def plain(page: Page, browser: Browser, demo_url: str) -> Iterator[Page]:
    """A second browser with the desks of the demonstration open, which runs no script."""
    page.goto(f"{demo_url}/?lang=fr")
    state = page.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state, viewport=PHONE)
    yield context.new_page()
    context.close()


def seat_of(page: Page, selector: str) -> str:
    """The address of a desk of the demonstration."""
    return page.locator(selector).get_attribute("src") or ""


def button(page: Page, key: str) -> None:
    """Press the button with this text."""
    page.get_by_role("button", name=text("staff", key, "fr"), exact=True).first.click()


def fits(page: Page) -> bool:
    """Whether nothing runs off the side of a phone."""
    root = page.locator("html")
    return bool(root.evaluate("root => root.scrollWidth <= root.clientWidth"))


def test_a_focal_points_correction_holds_once_a_coordinator_has_approved_it(
    page: Page, plain: Page, demo_url: str
) -> None:
    focal = f"{demo_url}/{seat_of(page, '#focal-frame')}"
    coordinator = f"{demo_url}/{seat_of(page, '#coordinator iframe')}"

    plain.goto(f"{focal}catalogue/actor/{ACTOR}/edit/identity")
    plain.get_by_label(text("cartography", "catalogue.field.acronym", "fr")).fill("NEUF")
    button(plain, "staff.catalogue.send")
    waits = text("staff", "staff.catalogue.done.proposed", "fr")
    expect(plain.locator(".done")).to_have_text(waits)
    expect(plain.locator("#main")).not_to_contain_text("NEUF")

    plain.goto(f"{coordinator}catalogue/proposals")
    expect(plain.locator("article")).to_contain_text("NEUF")
    button(plain, "staff.catalogue.approve")
    told = text("staff", "staff.catalogue.outcome.approved", "fr")
    expect(plain.locator(".done")).to_have_text(told)

    plain.goto(f"{coordinator}catalogue/actor/{ACTOR}")
    expect(plain.locator("#main")).to_contain_text("NEUF")


def test_no_page_of_the_catalogue_is_wider_than_a_phone(
    page: Page, plain: Page, demo_url: str
) -> None:
    home = f"{demo_url}/{seat_of(page, '#coordinator iframe')}catalogue"
    for lang in ("fr", "ar"):
        plain.goto(home)
        if plain.locator("html").get_attribute("lang") != lang:
            plain.locator(f'button[value="{lang}"]').click()
            expect(plain.locator("html")).to_have_attribute("lang", lang)
        for path in ("", f"/actor/{ACTOR}", f"/actor/{ACTOR}/edit/service", "/papers/grid"):
            plain.goto(home + path)
            expect(plain.locator("h1").first).to_be_visible()
            assert fits(plain), path


def test_the_keyboard_reaches_the_search_past_the_head(plain: Page, demo_url: str) -> None:
    plain.goto(f"{demo_url}/actors?lang=fr")
    plain.keyboard.press("Tab")
    expect(plain.locator(".skip")).to_be_focused()
    plain.keyboard.press("Enter")
    expect(plain).to_have_url(re.compile(r"#main$"))
    plain.get_by_role("searchbox").fill("bghit chi khdma f bni mlal")
    plain.get_by_role("searchbox").press("Enter")
    expect(plain.locator(".actors li").first).to_be_visible()
    assert fits(plain)
