"""The demonstration played to its end in a real browser, as a visitor would."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from locales.texts import is_rtl, text
from tests.browser.visitor import Visitor, words_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REFERENCE = re.compile(r"TJ-[2-9A-Z]{6}")
SENTENCES = {
    "fr": "je cherche un travail à Béni Mellal",
    "ary": "بغيت شي خدمة ف بني ملال",
    "ary_Latn": "bghit chi khdma f bni mlal",
}


def ask_for_work(visitor: Visitor) -> str:
    """From the first word to a referral; its reference."""
    person = visitor.person
    person.tap(visitor.lang)
    person.tap("yes")
    person.tap("self")
    expect(person.key("skip")).to_have_count(0)
    person.hears("intake.need")
    person.write(SENTENCES[visitor.lang])
    person.tap("yes")
    person.tap("skip_all")
    person.tap("pick:EX-TADLA")
    person.hears("contact.name")
    person.write("Samira")
    person.tap("chat")
    person.hears("consent.why")
    person.tap("yes")
    sent = person.hears("told.sent").inner_text()
    found = REFERENCE.search(sent)
    assert found
    person.tap("no")
    return found[0]


def state(visitor: Visitor, name: str) -> str:
    return text("staff", f"staff.state.{name}", visitor.focal.lang)


@pytest.mark.parametrize("lang", SENTENCES)
def test_a_request_is_made_accepted_followed_up_and_closed(
    page: Page, demo_url: str, images: Path, lang: str
) -> None:
    visitor = Visitor(page, demo_url, lang)
    person, focal, coordinator = visitor.person, visitor.focal, visitor.coordinator
    expect(page.locator(".banner")).to_have_text(text("person", "web.demo.banner", lang))

    reference = ask_for_work(visitor)
    direction = "rtl" if is_rtl(lang) else "ltr"
    for pane in (person, focal, coordinator):
        expect(pane.root).to_have_attribute("dir", direction)
        assert pane.root.evaluate("root => root.scrollWidth <= root.clientWidth")

    expect(focal.board()).to_contain_text(reference)
    expect(focal.board()).not_to_contain_text("Samira")
    expect(focal.heard.filter(has_text="Samira")).to_have_count(0)
    focal.tap("@accept")
    expect(focal.heard.filter(has_text="Samira")).to_have_count(1)
    expect(focal.board()).to_contain_text(state(visitor, "accepted"))
    person.hears("told.accepted")
    expect(coordinator.board()).to_contain_text(reference)
    expect(coordinator.board()).to_contain_text(state(visitor, "accepted"))
    expect(coordinator.board()).not_to_contain_text("Samira")
    page.screenshot(path=images / f"demo-{lang}.png")

    visitor.jump()
    asked = person.hears("follow_up.day3")
    assert reference in asked.inner_text()
    person.tap(f"@day3:{reference}:yes")
    expect(focal.board()).to_contain_text(state(visitor, "in_progress"))

    focal.tap("@outcome")
    focal.tap("got_help")
    focal.hears("staff.outcome.done")
    visitor.jump()
    person.hears("follow_up.day14")
    person.tap(f"@day14:{reference}:yes")
    person.hears("follow_up.day14.told.yes")
    expect(coordinator.board()).not_to_contain_text(reference)
    expect(coordinator.board().locator("table")).to_contain_text(state(visitor, "completed"))


def test_on_a_phone_the_panes_are_tabs_and_nothing_runs_off_the_side(
    page: Page, demo_url: str, images: Path
) -> None:
    page.set_viewport_size({"width": 360, "height": 720})
    visitor = Visitor(page, demo_url, "ary")
    visitor.person.tap("ary")
    visitor.person.hears("welcome.adult")
    page.screenshot(path=images / "phone.png")
    for name in ("focal", "coordinator", "person"):
        page.get_by_role("tab", name=text("person", f"web.demo.{name}", "ary")).click()
        expect(page.locator(".pane:visible")).to_have_count(1)
        expect(page.locator(f"#{name}")).to_be_visible()
    for root in (page.locator("html"), visitor.person.root):
        assert root.evaluate("root => root.scrollWidth <= root.clientWidth")


@pytest.mark.parametrize("lang", ["fr", "ar", "ary", "ary_Latn"])
def test_no_page_is_wider_than_a_phone(page: Page, demo_url: str, lang: str) -> None:
    page.set_viewport_size({"width": 360, "height": 720})
    page.goto(f"{demo_url}/?lang={lang}")
    for path in ("/", "/pane/person/", "/pane/coordinator/desk/", "/pane/person/calc"):
        page.goto(f"{demo_url}{path}?lang={lang}")
        expect(page.locator("iframe, .bubble.theirs, #pad").first).to_be_visible()
        assert page.locator("html").evaluate("root => root.scrollWidth <= root.clientWidth"), path
        assert page.locator("html").get_attribute("dir") == ("rtl" if is_rtl(lang) else "ltr")


def test_quick_exit_puts_an_ordinary_page_in_the_place_of_the_conversation(
    page: Page, demo_url: str
) -> None:
    page.goto(f"{demo_url}/pane/person/calc")
    page.goto(f"{demo_url}/pane/person/?lang=fr")
    expect(page.locator(".bubble.theirs").first).to_be_visible()
    page.locator("#leave").click()
    page.wait_for_url("**/calc")
    for key in "7×6=":
        page.locator(f'[data-key="{key}"]').click()
    expect(page.locator("#screen")).to_have_text("42")
    assert words_of("web.subtitle", "fr") not in page.content()
    page.go_back()
    page.wait_for_url("**/calc")
    expect(page.locator(".bubble")).to_have_count(0)


def test_escape_twice_leaves_as_well(page: Page, demo_url: str) -> None:
    page.goto(f"{demo_url}/pane/person/?lang=ary")
    expect(page.locator(".bubble.theirs").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/calc")


def test_a_position_from_the_browser_finds_the_place(page: Page, demo_url: str) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 32.3373, "longitude": -6.3498})
    visitor = Visitor(page, demo_url, "fr")
    person = visitor.person
    for value in ("fr", "yes", "self"):
        person.tap(value)
    person.hears("intake.need")
    person.write("je cherche un travail")
    frame = page.frame_locator("#person iframe")
    frame.locator(".key.strong", has_text="📍").click()
    expect(frame.locator("#keys .key", has_text="Béni Mellal").first).to_be_visible()
