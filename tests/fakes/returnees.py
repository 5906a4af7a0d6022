"""Pretend users who know what they want: a person who looks for work, a focal point who accepts."""

import asyncio
import re

from locales.texts import text
from tests.fakes.members import Member, plain
from tests.fakes.screens import Screen, Shown

SENTENCES = {
    "fr": "je cherche un travail à Béni Mellal",
    "ar": "أبحث عن عمل في بني ملال",
    "ary": "بغيت خدمة فبني ملال",
    "ary_Latn": "bghit chi khdma f bni mlal",
}
WISHES = (
    "welcome.adult.yes", "welcome.for_whom.self", "intake.confirm.yes", "facts.skip_all",
    "offers.choose", "contact.name.skip", "contact.reach.chat", "consent.yes",
)  # fmt: skip
"""The texts of what is tapped wherever it is offered; each is offered by one question only."""
ASKED_FOR_NEED = "intake.need.economic"
REFERENCE = re.compile(r"TJ-[2-9A-Z]{6}")
READING_SECONDS = 0.3
SENT = "sent"


class Returnee(Member):
    """Goes on until a referral is sent, whatever comes twice or late; then `reference` is set."""

    language = "fr"
    reference = ""
    steps = 0

    async def seeks_work(self, patience: float = 30.0) -> None:
        """In `language`. Raises `Unseen` if some step is never answered."""
        await self.types("/start")
        while not self.reference:
            await self.until(self._next, within=patience, wanted="the next question")
            act = await self._considered()
            self.steps += 1
            if act == SENT:
                self.reference = self.references()[-1]
            else:
                await self.types(act)

    async def _considered(self) -> str:
        """What to do once nothing more comes for a moment: nobody answers before reading.

        Who is answered slowly grows patient: to answer what is one message behind goes round in
        circles.
        """
        while True:
            newest = len(self.screen.messages)
            await asyncio.sleep(min(READING_SECONDS * (1 + self.steps / 15), 0.9))
            if newest == len(self.screen.messages) and (act := self._next(self.screen)):
                return act

    def references(self) -> list[str]:
        """Every reference they were told, each once."""
        return list(dict.fromkeys(REFERENCE.findall(self.reads())))

    def says(self, key: str, **values: str | int) -> str:
        """A text as this person reads it."""
        return plain(text("person", key, self.language, **values))

    def _next(self, screen: Screen) -> str:
        """What to do about the newest answer; nothing while there is none."""
        mine = [each.id for each in screen.messages.values() if not each.by_bot]
        news = [each for each in screen.said() if each.id > mine[-1]]
        if any(REFERENCE.search(each.text) for each in news):
            return SENT
        labels = [plain(button["text"]) for row in screen.keyboard for button in row]
        if not news or not labels:
            return ""
        if self.says(ASKED_FOR_NEED) in labels:
            return SENTENCES[self.language]
        wishes = [self.says(f"language.{self.language}"), *(self.says(w, rank=1) for w in WISHES)]
        return next((wish for wish in wishes if wish in labels), "")


class FocalPoint(Member):
    """Whoever answers for an actor."""

    language = "fr"

    async def accepts(self) -> None:
        """Accept every case on sight, each card once, until cancelled."""
        pressed: set[int] = set()
        while True:
            card: Shown = await self.until(lambda _: self._open(pressed), within=3600)
            pressed.add(card.id)
            await self.presses(card, button(card, self.says("staff.card.accept")))

    async def does(self, key: str, reference: str) -> None:
        """Tap the button of that text under what was last said of a case."""
        label = self.says(key)
        found = await self.until(
            lambda _: next((s for s in self.about(reference) if button(s, label)), None),
            within=30, wanted=f"[{label}] of {reference}",
        )  # fmt: skip
        await self.presses(found, button(found, label))

    def about(self, reference: str) -> list[Shown]:
        """The messages that name a case, newest first."""
        return [each for each in reversed(self.screen.said()) if reference in each.text]

    def cards(self, reference: str) -> list[Shown]:
        """The messages that tell more of a case than its reference."""
        need = self.says("staff.card.need", need="").strip()
        return [each for each in self.about(reference) if need in plain(each.text)]

    def says(self, key: str, **values: str | int) -> str:
        """A text as this member of staff reads it."""
        return plain(text("staff", key, self.language, **values))

    def _open(self, pressed: set[int]) -> Shown | None:
        label = self.says("staff.card.accept")
        waiting = (each for each in self.screen.said() if each.id not in pressed)
        return next((each for each in waiting if button(each, label)), None)


def button(shown: Shown, label: str) -> str:
    """What the button of that label under a message sends back; empty when there is none."""
    found = (each for row in shown.inline for each in row if label in plain(each["text"]))
    return next((each.get("callback_data", "") for each in found), "")
