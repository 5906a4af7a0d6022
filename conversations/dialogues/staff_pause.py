"""Full until …: an actor takes no new referral for a while, and takes them again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from conversations.answers import tapped, typed
from conversations.dialogues.staff_doors import done, guarded, leave, left, on_day, staff_says
from conversations.effects import PauseActor
from conversations.messages import Message, option
from conversations.steps import RESUME, STAY, Go, Step
from conversations.view import Input, View

SPANS = {"week": 7, "two_weeks": 14, "month": 30}
LONGEST = timedelta(days=366)
WRITTEN = re.compile(r"(\d{1,2})[ ./-](\d{1,2})(?:[ ./-](\d{4}))?")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Day:
    """A day typed as 24/12, 24/12/2026 or 2026-12-24 (given as ISO), an option, or `?`."""

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        if (choice := tapped(said, prompt)) is not None:
            return choice
        day = read_day(typed(said), view.today)
        return (day.isoformat() if day else "?") if typed(said) else None


def read_day(written: str, today: date) -> date | None:
    """The day that was written; without a year the next one of that date."""
    try:
        if ISO.fullmatch(written):
            return date.fromisoformat(written)
        if (found := WRITTEN.fullmatch(written)) is None:
            return None
        day, month, year = (int(part) if part else 0 for part in found.groups())
        read = date(year or today.year, month, day)
        return read if year or read > today else date(today.year + 1, month, day)
    except ValueError:
        return None


def ask(view: View) -> Message:
    spans = (option(span, f"staff.pause.{span}") for span in SPANS)
    if view.paused_until is None:
        return staff_says("staff.pause.ask", *spans, leave())
    resume = option("resume", "staff.pause.resume")
    until = on_day(view.paused_until)
    return staff_says("staff.pause.is_on", resume, *spans, leave(), until=until)


def take(view: View, value: str) -> Go:
    """A span, a day within a year, or the end of the pause."""
    if value == "leave":
        return left()
    if value == "resume":
        return done("staff.pause.ended", PauseActor(None))
    until = view.today + timedelta(SPANS[value]) if value in SPANS else read_day(value, view.today)
    if until is None or not view.today < until <= view.today + LONGEST:
        return Go(STAY, say=(staff_says("staff.pause.no_day"),))
    return done("staff.pause.begun", PauseActor(until), until=on_day(until))


STEPS = (guarded(Step("staff.pause", ask, Day(), take, (STAY, RESUME), back=False), "focal"),)
COMMANDS = {"pause": "staff.pause"}
