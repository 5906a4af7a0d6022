"""What a visitor does before the demonstration: writes, taps buttons, and reads what is said."""

import re

from playwright.sync_api import FrameLocator, Locator, Page, expect

from locales.texts import domain_of, forms, nearest

PLACEHOLDER = re.compile(r"\{\w+\}|\n")


def words_of(key: str, lang: str) -> str:
    """The longest run of words of a text that no value interrupts."""
    domain = domain_of(key)
    return max(PLACEHOLDER.split(forms(domain, key, nearest(domain, lang))[0]), key=len).strip()


class Pane:
    """One conversation: a frame of the demonstration, or a page of its own."""

    def __init__(self, where: FrameLocator | Page, lang: str) -> None:
        self._where, self.lang = where, lang

    @property
    def root(self) -> Locator:
        """The document's root element."""
        return self._where.locator("html")

    @property
    def heard(self) -> Locator:
        """Everything that was said to whoever sits here."""
        return self._where.locator(".bubble.theirs:not(.thinking)")

    def write(self, text: str) -> None:
        """Type a message and send it."""
        self._where.locator("#input").fill(text)
        self._where.locator("#input").press("Enter")

    def tap(self, value: str) -> None:
        """Tap the newest button of that option, whatever its argument."""
        self.key(value).last.click()

    def key(self, value: str) -> Locator:
        """The buttons of that option, whatever its argument."""
        own, argued = f'[data-value="{value}"]', f'[data-value^="{value}:"]'
        return self._where.locator(f".key:enabled:is({own}, {argued})")

    def hears(self, key: str) -> Locator:
        """Wait until a text was said; the message that says it."""
        told = self.heard.filter(has_text=words_of(key, self.lang)).last
        expect(told).to_be_visible()
        return told

    def board(self) -> Locator:
        """What stands beside the conversation of a desk."""
        return self._where.locator("#board")


class Visitor:
    """Somebody before the three panes."""

    def __init__(self, page: Page, url: str, lang: str) -> None:
        self.page, self.lang = page, lang
        staff = "ar" if lang in ("ar", "ary") else "fr"
        page.goto(f"{url}/?lang={lang}")
        self.person = Pane(page.frame_locator("#person iframe"), lang)
        self.focal = Pane(page.frame_locator("#focal-frame"), staff)
        self.coordinator = Pane(page.frame_locator("#coordinator iframe"), staff)

    def jump(self) -> None:
        """Go on to the next thing that somebody is told."""
        before = self.page.locator("#now").inner_text()
        self.page.locator("#jump").click()
        expect(self.page.locator("#now")).not_to_have_text(before)
