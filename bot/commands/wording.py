"""Operator texts in the operator's language. Commands take their words from here."""

from __future__ import annotations

from bot.settings import operator_language
from locales.texts import has, text


def worded(key: str, **values: str | int) -> str:
    """A text of the domain `operator`."""
    return text("operator", key, operator_language(), **values)


def known(key: str) -> bool:
    """Whether there is such a text."""
    return has("operator", key, operator_language())
