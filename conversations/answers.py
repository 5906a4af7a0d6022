"""The kinds of answer a step can take, and what of a Reading each takes, as short strings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from conversations.messages import Message
from conversations.view import Input, View

OF_AGE = 18
"""Years, by the law of Morocco (Family Code, article 209)."""
BACK = "back"
"""The option that leads to the step before; the engine adds no other meaning to it."""
PLAIN_OR_COLOUR = "\ufe0f"
"""Keyboards add this to a picture, or not, as they like."""
NUMBER = re.compile(r"(?<!\d)[1-9\u0661-\u0669]\d(?=[ .!]*$)")
"""An age from ten on at the end of an answer; of one digit it is how many children there are."""
FEW_WORDS = 4
"""A number at the end of a longer text counts something else."""
PHONE = re.compile(r"\+?[\d][\d .\-/()]{6,18}\d")


class Answer(Protocol):
    """Takes from what came in the value a step wants, or None when it is no answer."""

    def take(self, said: Input, view: View, prompt: Message) -> str | None: ...


def tapped(said: Input, prompt: Message) -> str | None:
    """The option of this prompt that was tapped or exactly typed."""
    values = {each.value for each in prompt.options}
    return said.choice if said.choice in values and not said.stale else None


def worded(said: Input, prompt: Message) -> str | None:
    """A yes or no said in words, where the prompt asks for one."""
    values = {each.value for each in prompt.options}
    return said.reading.control if said.reading.control in values & {"yes", "no"} else None


def typed(said: Input) -> str:
    """What was typed, on one line, or nothing. An edited text answered an earlier question."""
    return " ".join(said.text.split()) if said.kind == "text" else ""


def secret_of(text: str) -> str:
    """A chosen word or picture in the one form in which it is kept and compared."""
    return " ".join(text.casefold().split()).replace(PLAIN_OR_COLOUR, "")


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of the options shown."""

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        return tapped(said, prompt) or worded(said, prompt)


@dataclass(frozen=True, slots=True)
class Language:
    """One of the languages shown, or the one a free text is written in."""

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        if (choice := tapped(said, prompt)) is not None:
            return choice
        spoken = said.reading.lang
        return spoken if spoken in {each.value for each in prompt.options} else None


@dataclass(frozen=True, slots=True)
class Adult:
    """Yes or no; an age that is told says so too (one under 18 is the engine's, at any step).

    Here a bare number is an age; among other words only one of age, at the end: "oui 30".
    """

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        told = "yes" if (said.reading.stated_age or 0) >= OF_AGE else None
        return tapped(said, prompt) or told or worded(said, prompt) or _of_age(typed(said))


def _of_age(text: str) -> str | None:
    number = NUMBER.search(text)
    if number is None or len(text.split()) > FEW_WORDS:
        return None
    if int(number[0]) >= OF_AGE:
        return "yes"
    return "no" if number[0] == text else None


@dataclass(frozen=True, slots=True)
class Words:
    """Free text of at most `most` characters, or an option; a longer text is cut."""

    most: int = 300

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        return tapped(said, prompt) or typed(said)[: self.most] or None


@dataclass(frozen=True, slots=True)
class Needs:
    """Needs in own words (codes, space-separated), `?` and the unsure ones, or an option."""

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        if (choice := tapped(said, prompt)) is not None:
            return choice
        if said.reading.needs:
            return " ".join(said.reading.needs)
        return "? " + " ".join(said.reading.unsure) if said.reading.unsure else None


@dataclass(frozen=True, slots=True)
class Somewhere:
    """A place: its code, `?` and the candidates, `@` and `lat,lon` of a position, or an option.

    `~` and the nearest names where no place was understood.
    """

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        if (choice := tapped(said, prompt)) is not None:
            return choice
        if said.position is not None:
            return f"@{said.position[0]:.4f},{said.position[1]:.4f}"
        if said.reading.place:
            return said.reading.place
        if said.reading.places:
            return "? " + " ".join(said.reading.places)
        return "~ " + " ".join(said.reading.near) if said.reading.near else None


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number (digits and a leading +), typed or given by the messenger's button."""

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        if (choice := tapped(said, prompt)) is not None:
            return choice
        found = PHONE.search(said.phone or typed(said))
        return re.sub(r"[^\d+]", "", found[0]) if found else None
