"""Messages as a reader sees them: texts in their language, names looked up, buttons signed.

What is said is decided in the dialogues; how a messenger lays it out is its channel's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.channels.base import Button, Rendered
from bot.names import Names
from bot.taps import sign
from casework.morocco_time import local
from conversations.messages import Chart, Message, Moment, Option, Ref, Text, Value
from locales import texts

FOOTER = (
    Option("back", Text("footer.back")),
    Option("/human", Text("footer.human")),
    Option("/exit", Text("footer.exit")),
)
"""The last row of a person's keyboard."""
WANTED = {"position": Text("button.position"), "phone": Text("button.phone")}
REPEATED = Text("staff.delivery.repeated")
MOMENTS = {"date": texts.date, "time": texts.clock, "datetime": texts.moment}

Draw = Callable[[str, Sequence[tuple[str, str, int]], bool], bytes]
"""A chart as a PNG: its title, its bars (label, what is read, height), right-to-left or not."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a message is rendered for: where its buttons will be tapped, and in which prompt."""

    language: str
    address: str
    version: int


class Renderer:
    """Implements `casework.ports.Wording`, and renders whole messages for the channels."""

    def __init__(self, names: Names, tap_key: bytes, draw: Draw) -> None:
        self._names, self._tap_key, self._draw = names, tap_key, draw

    def text(self, text: Text, language: str) -> str:
        """One text, its values looked up. Raises `locales.texts.MissingTextError`."""
        values = {name: self._value(each, language) for name, each in text.values.items()}
        return texts.text(texts.domain_of(text.key), text.key, language, **values)

    def render(
        self, message: Message, language: str, *, version: int, address: str, staff: bool
    ) -> Rendered:
        """The whole message, for the chat at `address`, where its prompt's `version` is shown.

        Raises `locales.texts.MissingTextError`, or ValueError for too long an option.
        """
        reader = Reader(language, address, version)
        inline = is_inline(message, staff=staff)
        rows = self._rows(message.options, message.columns, reader)
        if message.footer and not inline and not staff:
            rows += self._rows(FOOTER, len(FOOTER), reader)
        picture, told = self._picture(message.chart, language)
        return Rendered(
            text=self._told(message.parts, language),
            rows=tuple(rows),
            rtl=texts.is_rtl(language),
            inline=inline,
            wants=message.wants,
            wants_label=self.text(WANTED[message.wants], language) if message.wants else "",
            picture=picture,
            picture_alt=told,
            copy_of=message.copy_of,
            protect=staff,
            lang=language,
        )

    def notice(self, neutral: Text, language: str, *, repeated: bool = False) -> Rendered:
        """The neutral line alone; `repeated` adds that it may have come before."""
        lines = (neutral, REPEATED) if repeated else (neutral,)
        told = "\n".join(self.text(each, language) for each in lines)
        return Rendered(told, (), texts.is_rtl(language), inline=True, lang=language)

    def _told(self, parts: Sequence[Text], language: str) -> str:
        """Paragraphs, and lines within them."""
        told = [("\n" if part.under else "\n\n") + self.text(part, language) for part in parts]
        return "".join(told).removeprefix("\n").removeprefix("\n")

    def _rows(
        self, options: Sequence[Option], columns: int, reader: Reader
    ) -> list[tuple[Button, ...]]:
        buttons = [self._button(each, reader) for each in options]
        return [
            tuple(buttons[start : start + columns]) for start in range(0, len(buttons), columns)
        ]

    def _button(self, option: Option, reader: Reader) -> Button:
        label = self.text(option.label, reader.language)
        if option.url:
            return Button(label, "", option.url)
        tap = sign(self._tap_key, reader.address, option.value, version=reader.version)
        return Button(label, tap)

    def _picture(self, chart: Chart | None, language: str) -> tuple[bytes, str]:
        """The drawing, and the same in words."""
        if chart is None:
            return b"", ""
        bars = [(self._label(label, language), shown, high) for label, shown, high in chart.bars]
        title = self.text(chart.title, language)
        lines = (f"{label}: {shown}" if shown else label for label, shown, _ in bars)
        told = "\n".join([title, *lines])
        return self._draw(title, bars, texts.is_rtl(language)), told

    def _label(self, label: Text | Ref, language: str) -> str:
        return (
            self.text(label, language) if isinstance(label, Text) else self._shown(label, language)
        )

    def _value(self, value: Value, language: str) -> str | int:
        """A value as the texts want it: a number stays one, for it may choose a plural form."""
        if isinstance(value, tuple):
            return texts.listed([self._shown(each, language) for each in value], language)
        return value if isinstance(value, int) else self._shown(value, language)

    def _shown(self, value: Value, language: str) -> str:
        match value:
            case Ref():
                return self._names.of(value, language)
            case Moment():
                return MOMENTS[value.style](local(value.at), language)
            case Text():
                return self.text(value, language)
        return str(value)


def is_inline(message: Message, *, staff: bool) -> bool:
    """Whether the buttons stand under the message itself.

    So they do where it comes by itself, where it is edited later, and for staff; but a message of
    staff with no button takes away the keyboard that may be left from before they joined.
    """
    if message.neutral or message.card or any(each.url for each in message.options):
        return True
    return staff and bool(message.options)
