"""What a dialogue says, before any language: keys, values, options. No sentence stands here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Literal

NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Ref:
    """A name kept elsewhere, looked up in the reader's language when the message is rendered."""

    kind: Literal["need", "staff_need", "place", "actor"]
    code: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (UTC, aware) that the reader sees in Morocco's time and their own language."""

    at: datetime
    style: Literal["date", "time", "datetime"] = "date"


@dataclass(frozen=True, slots=True)
class Text:
    """One text of `locales/`: its key and the values of its placeholders.

    A key starting with `staff.` is of the staff's domain, any other of the person's. A value `n`
    chooses the plural form. Values may be texts themselves; a tuple is joined as a list. `under`:
    it stands right under the part before, with no blank line between.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    under: bool = False


type_value = str | int | Ref | Moment | Text
Value = type_value | tuple[type_value, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A button. `value` is at most 40 ASCII characters.

    A value starting with `@` is an action that holds at any time (`@accept:K7QX2M`); any other
    belongs to the prompt it was shown with. With `url` it opens a page instead.
    """

    value: str
    label: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars to be drawn as a picture: label, what is shown (`< 5`), height (it never tells more).

    A bar that shows nothing is a heading over those that follow.
    """

    title: Text
    bars: tuple[tuple[Text | Ref, str, int], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What one chat is told in one go.

    `parts` are paragraphs (`lines` makes one of several). `neutral` is a first line that says
    nothing: it is sent alone and the parts are edited into it, so that no push shows them. `card`
    names a message that is edited when it is said again instead of being repeated. `wants` asks
    the channel for its own button.
    `copy_of` is a message of another chat to be passed on as it is (a voice note, with consent).
    """

    parts: tuple[Text, ...]
    options: tuple[Option, ...] = ()
    columns: int = 1
    wants: Literal["", "position", "phone"] = ""
    neutral: Text | None = None
    card: str = ""
    chart: Chart | None = None
    copy_of: tuple[str, str] | None = None
    footer: bool = True


def say(key: str, *options: Option, **values: Value) -> Message:
    """A message of one paragraph."""
    return Message((Text(key, values),), options)


def lines(*texts: Text) -> tuple[Text, ...]:
    """One paragraph of several texts, each on its line."""
    return texts[:1] + tuple(replace(each, under=True) for each in texts[1:])


def option(value: str, key: str, **values: Value) -> Option:
    """A button whose label is the text `key`."""
    return Option(value, Text(key, values))
