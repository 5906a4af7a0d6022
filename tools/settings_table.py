"""Prints docs/settings.md from the settings themselves (`make docs`); a test compares the two."""

from __future__ import annotations

from typing import Any

from bot.settings import PREFIX, Settings

HEAD = """# Settings

All settings are environment variables. Each has a sensible default: `tawjih run` works with none.
A malformed one is named in one line, and the program ends with exit code 2.
This page is made by `make docs` from `bot/settings.py`.

| variable | default | meaning |
|---|---|---|
"""


def shown(default: Any) -> str:
    """A default as an operator would type it."""
    if default in (None, "", {}):
        return "unset"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def page() -> str:
    """The whole page."""
    rows = (
        f"| `{PREFIX}{name.upper()}` | {shown(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    )
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(page(), end="")
