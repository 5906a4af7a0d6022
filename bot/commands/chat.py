"""`tawjih chat`: talk with Tawjih in the terminal, or play a script from standard input."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated

import typer

from bot.app import parts_of
from bot.channels.base import Button
from bot.commands.wording import worded
from bot.ids import SeededIds
from bot.script import Line, read
from bot.settings import Settings
from bot.stage import Seen, Stage, StillClock
from casework.errors import OperatorError
from casework.morocco_time import local
from catalogue.starter import starter_records
from locales.texts import LANGUAGES
from storage.keys import KeyRing
from storage.store import Store

PAYLOADS = {"fr": "fr", "ar": "ar", "ary": "ary", "ary_Latn": "arl"}
"""What a `?start=` link carries for each language."""
CHANGED, CLEARED, NOTICE, PICTURE = "✎", "🧹", "🔔", "🖼"
"""A message that was changed; a screen whose messages are gone; what a push showed; a picture."""


def chat(
    lang: Annotated[str, typer.Option(help=worded("cli.chat.lang"))] = "",
    examples: Annotated[bool, typer.Option(help=worded("cli.chat.examples"))] = False,
) -> None:
    if lang and lang not in LANGUAGES:
        raise OperatorError("cli.chat.bad_lang", lang=lang)
    talk = converse if sys.stdin.isatty() else replay
    asyncio.run(talk(lang, examples=examples))


chat.__doc__ = worded("cli.chat.help")


async def replay(lang: str, *, examples: bool) -> None:
    """The script on standard input, to its end."""
    async for text in transcript(sys.stdin, lang, examples):
        print(text, flush=True)


async def converse(lang: str, *, examples: bool) -> None:
    """A conversation typed at a prompt; a line that cannot be read is told and forgotten."""
    print(worded("cli.chat.hello"))
    async with scratch(examples) as stage:
        async for text in played(stage, opening(lang)):
            print(text)
        for typed in asked():
            try:
                async for text in played(stage, [typed]):
                    print(text)
            except OperatorError as error:
                print(worded(error.key, **error.values))


def asked() -> Iterator[str]:
    """Lines typed at a prompt, until the end of input."""
    while True:
        try:
            yield input("> ")
        except (EOFError, KeyboardInterrupt):
            print()
            return


async def transcript(
    lines: Iterable[str], lang: str = "", examples: bool = False
) -> AsyncIterator[str]:
    """Every line of a conversation in a scratch database, with fixed clock and ids."""
    async with scratch(examples) as stage:
        for script in (opening(lang), lines):
            async for text in played(stage, script):
                yield text


@asynccontextmanager
async def scratch(examples: bool) -> AsyncIterator[Stage]:
    """A stage over a database in memory, which is gone afterwards."""
    clock, ring = StillClock(), KeyRing.fresh()
    store = await Store.open("sqlite://", ring, starter=starter_records(), clock=clock)
    try:
        stage = Stage(parts_of(Settings(), store, ring, clock=clock, ids=SeededIds()), clock)
        if examples:
            await stage.seat_examples()
        yield stage
    finally:
        await store.close()


def opening(lang: str) -> Iterable[str]:
    """How a conversation in a given language begins."""
    return [f"/start {PAYLOADS[lang]}"] if lang else ["/start"]


async def played(stage: Stage, script: Iterable[str]) -> AsyncIterator[str]:
    """Each line as it is said, then all that it brings about. Raises `OperatorError`."""
    for line in read(script):
        yield said(line, stage.tapped(line))
        last: datetime | None = None
        for seen in await stage.play(line):
            if line.directive == "clock" and seen.at != last:
                yield f"── {local(seen.at):%Y-%m-%d %H:%M}"
            last = seen.at
            yield printed(seen)


def said(line: Line, button: Button | None) -> str:
    """What was done: the label that was tapped in brackets, or what was written."""
    what = f"!{line.directive} {line.text}".strip() if line.directive else line.text
    return f"\n{line.who}> {f'[{button.label}]' if button else what}"


def printed(seen: Seen) -> str:
    """A message with its buttons, one row a line."""
    shown, rendered = seen.shown, seen.shown.rendered
    to = "" if seen.address == "person" else f" → {seen.address}"
    marks = [mark for mark, on in ((CHANGED, shown.changed), (CLEARED, seen.cleared)) if on]
    notice = f"{NOTICE} {shown.notice}\n" if shown.notice else ""
    picture = f"\n{PICTURE} {rendered.picture_alt}" if rendered.picture else ""
    body = f"{notice}{rendered.text}{picture}"
    lines = [" ".join([f"Tawjih{to}:", *marks]), *body.split("\n"), *buttons(seen)]
    return "\n  ".join(line if line.strip() else "" for line in lines)


def buttons(seen: Seen) -> Iterator[str]:
    """The rows that can be tapped; a keyboard stands under the newest message alone."""
    rendered = seen.shown.rendered
    if not rendered.inline and not seen.newest:
        return
    if rendered.wants:
        yield f"({rendered.wants_label})"
    for row in rendered.rows:
        yield " ".join(f"[{button.label}]" for button in row)
