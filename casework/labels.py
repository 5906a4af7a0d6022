"""A typed text that is the label of a button on the screen is a tap on that button."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from casework.ports import Wording
from conversations.messages import Message, Option, option

LANGUAGES = ("fr", "ar", "ary", "ary_Latn")
FOOTER = (
    option("back", "footer.back"),
    option("/human", "footer.human"),
    option("/exit", "footer.exit"),
)
"""What closes the keyboard of a person."""
LONGEST = 120
"""No label is longer: a longer text is not compared."""


def choice_of(text: str, prompt: Message, wording: Wording, language: str) -> str:
    """The value of the option whose label was typed, in whatever language; empty when none.

    The chat's own language is tried first: a keyboard may be older than a change of language.
    """
    wanted = plain(text)
    if not wanted or len(text) > LONGEST:
        return ""
    for each, label in _labels(prompt, wording, language):
        if plain(label) == wanted:
            return each.value
    return ""


def _labels(prompt: Message, wording: Wording, language: str) -> Iterator[tuple[Option, str]]:
    options = (*prompt.options, *(FOOTER if prompt.footer else ()))
    for spoken in dict.fromkeys((language, *LANGUAGES)):
        for each in options:
            yield each, wording.text(each.label, spoken)


def plain(text: str) -> str:
    """A label without marks of direction, pictures, case and doubled blanks.

    A label of pictures alone stays as it is.
    """
    whole = unicodedata.normalize("NFC", text)
    visible = "".join(char for char in whole if unicodedata.category(char) not in ("Cf", "Mn"))
    words = "".join(char if char.isalnum() else " " for char in visible)
    return " ".join(words.casefold().split()) or visible.strip()
