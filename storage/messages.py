"""Messages as plain JSON and back: what is to be said, kept without any sentence of a language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from conversations.messages import Chart, Message, Moment, Option, Ref, Text, Value


def message_to_json(message: Message) -> dict[str, Any]:
    """A plain value of a message, to be sealed."""
    return {
        "parts": [_value(part) for part in message.parts],
        "options": [[each.value, _value(each.label), each.url] for each in message.options],
        "columns": message.columns,
        "wants": message.wants,
        "neutral": _value(message.neutral) if message.neutral else None,
        "card": message.card,
        "chart": _chart(message.chart) if message.chart else None,
        "copy_of": message.copy_of,
        "footer": message.footer,
    }


def message_from_json(stored: Mapping[str, Any]) -> Message:
    """The message that `message_to_json` stored."""
    return Message(
        parts=tuple(_read(part) for part in stored["parts"]),
        options=tuple(Option(value, _read(label), url) for value, label, url in stored["options"]),
        columns=stored["columns"],
        wants=stored["wants"],
        neutral=_read(stored["neutral"]) if stored["neutral"] else None,
        card=stored["card"],
        chart=_read_chart(stored["chart"]) if stored["chart"] else None,
        copy_of=tuple(stored["copy_of"]) if stored["copy_of"] else None,
        footer=stored["footer"],
    )


def _chart(chart: Chart) -> dict[str, Any]:
    bars = [[_value(label), shown, height] for label, shown, height in chart.bars]
    return {"title": _value(chart.title), "bars": bars}


def _read_chart(stored: Mapping[str, Any]) -> Chart:
    bars = tuple((_read(label), shown, height) for label, shown, height in stored["bars"])
    return Chart(_read(stored["title"]), bars)


def _value(value: Value) -> Any:
    # A list is a tuple of values, a dictionary a value with a type; strings and numbers are bare.
    match value:
        case tuple():
            return [_value(each) for each in value]
        case Text():
            values = {name: _value(each) for name, each in value.values.items()}
            return {"text": value.key, "values": values, "under": value.under}
        case Ref():
            return {"ref": value.kind, "code": value.code}
        case Moment():
            return {"at": value.at.isoformat(), "style": value.style}
    return value


def _read(stored: Any) -> Any:
    match stored:
        case list():
            return tuple(_read(each) for each in stored)
        case {"text": key, "values": values, "under": under}:
            return Text(key, {name: _read(value) for name, value in values.items()}, under)
        case {"ref": kind, "code": code}:
            return Ref(kind, code)
        case {"at": at, "style": style}:
            return Moment(datetime.fromisoformat(at), style)
    return stored
