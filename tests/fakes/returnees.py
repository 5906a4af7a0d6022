"""Pretend users who know what they want: a person who looks for work, a focal point who accepts."""

import asyncio
import re

from tests.fakes.members import Member, plain
from tests.fakes.screens import Screen, Shown

SENTENCE = "je cherche un travail à Béni Mellal"
WISHES = (
    "Français", "18 ans ou plus", "Pour moi", "Oui, c'est ça", "Passer toutes",
    "Choisir le n° 1", "Sans nom", "Par cette conversation", "Oui, envoyer",
)  # fmt: skip
"""What is tapped wherever it is offered; each is offered by one question only."""
ASKED_FOR_NEED = "Travail, projet"
REFERENCE = re.compile(r"TJ-[2-9A-Z]{6}")
READING_SECONDS = 0.3
SENT = "C'est envoyé"


class Returnee(Member):
    """Goes on until a referral is sent, whatever comes twice or late; then `reference` is set."""

    reference = ""
    steps = 0

    async def seeks_work(self, patience: float = 30.0) -> None:
        """Raises `Unseen` if some step is never answered."""
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
        """What to do once nothing more comes for a moment: nobody answers before reading."""
        while True:
            newest = len(self.screen.messages)
            await asyncio.sleep(READING_SECONDS)
            if newest == len(self.screen.messages) and (act := self._next(self.screen)):
                return act

    def references(self) -> list[str]:
        """Every reference they were told, each once."""
        return list(dict.fromkeys(REFERENCE.findall(self.reads())))

    def _next(self, screen: Screen) -> str:
        """What to do about the newest answer; nothing while there is none."""
        mine = [each.id for each in screen.messages.values() if not each.by_bot]
        news = [each for each in screen.said() if each.id > mine[-1]]
        if any(SENT in plain(each.text) for each in news):
            return SENT
        labels = [plain(button["text"]) for row in screen.keyboard for button in row]
        if not news or not labels:
            return ""
        if any(ASKED_FOR_NEED in label for label in labels):
            return SENTENCE
        return next((label for wish in WISHES for label in labels if wish in label), "")


class FocalPoint(Member):
    """Accepts every case on sight, each card once."""

    async def accepts(self) -> None:
        """Go on until cancelled."""
        pressed: set[int] = set()
        while True:
            card: Shown = await self.until(lambda _: self._open(pressed), within=3600)
            pressed.add(card.id)
            await self.presses(card, button(card, "Accepter"))

    def cards(self, reference: str) -> list[Shown]:
        """The messages that tell more of a case than its reference."""
        said = [each for each in self.screen.said() if reference in each.text]
        return [each for each in said if "Besoin" in plain(each.text)]

    def _open(self, pressed: set[int]) -> Shown | None:
        waiting = (each for each in self.screen.said() if each.id not in pressed)
        return next((each for each in waiting if button(each, "Accepter")), None)


def button(shown: Shown, label: str) -> str:
    """What the button of that label under a message sends back; empty when there is none."""
    found = (each for row in shown.inline for each in row if label in plain(each["text"]))
    return next((each.get("callback_data", "") for each in found), "")
