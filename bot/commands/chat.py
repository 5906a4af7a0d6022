"""`tawjih chat`: talk with Tawjih in the terminal, or play a script from standard input."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterable
from typing import Annotated

import typer

from bot.app import parts_of
from bot.channels.console import Screen, Shown
from bot.commands.wording import worded
from bot.examples import add_examples
from bot.ids import SeededIds
from bot.script import Line, read
from bot.settings import Settings
from bot.stage import Stage, StillClock
from casework.errors import OperatorError
from catalogue.starter import starter_actors
from locales.texts import LANGUAGES
from storage.keys import KeyRing
from storage.store import Store

PAYLOADS = {"fr": "fr", "ar": "ar", "ary": "ary", "ary_Latn": "arl"}
"""What a `?start=` link carries for each language."""
NAMES = {"person": "Tawjih", "focal": "focal", "focal2": "focal2", "coordinator": "coordinator"}


def chat(
    lang: Annotated[str, typer.Option(help=worded("cli.chat.lang"))] = "",
    examples: Annotated[bool, typer.Option(help=worded("cli.chat.examples"))] = False,
) -> None:
    if lang and lang not in LANGUAGES:
        raise OperatorError("cli.chat.bad_lang", lang=lang)
    asyncio.run(converse(lang, examples=examples))


chat.__doc__ = worded("cli.chat.help")


async def converse(lang: str, *, examples: bool) -> None:
    """The whole conversation, until the script or the person ends it."""
    async for text in transcript(asked() if sys.stdin.isatty() else sys.stdin, lang, examples):
        print(text, flush=True)


def asked() -> Iterable[str]:
    """Lines typed at a prompt, until the end of input."""
    print(worded("cli.chat.hello"))
    while True:
        try:
            yield input("> ")
        except EOFError:
            return


async def transcript(
    lines: Iterable[str], lang: str = "", examples: bool = False
) -> AsyncIterator[str]:
    """Every line of a conversation in a scratch database, with fixed clock and ids."""
    clock, ids = StillClock(), SeededIds()
    ring = KeyRing.fresh()
    store = await Store.open("sqlite://", ring, starter=starter_actors(), clock=clock)
    try:
        parts = parts_of(Settings(), store, ring, clock=clock, ids=ids)
        stage = Stage(parts, clock)
        if examples:
            await store.write(lambda work: add_examples(work, parts.around, stage.channel.name))
        async for text in played(stage, opening(lang), lines):
            yield text
    finally:
        await store.close()


def opening(lang: str) -> Iterable[str]:
    """How a conversation in a given language begins."""
    return [f"/start {PAYLOADS[lang]}"] if lang else ["/start"]


async def played(stage: Stage, *scripts: Iterable[str]) -> AsyncIterator[str]:
    """Each line as it is said, then all that it brings about."""
    for script in scripts:
        for line in read(script):
            yield said(line)
            await stage.play(line)
            for address, shown, screen in stage.fresh():
                yield printed(address, shown, screen)


def said(line: Line) -> str:
    """What was done, as a script would write it."""
    what = f"!{line.directive} {line.text}".strip() if line.directive else line.text
    return f"\n{line.who}> {what}"


def printed(address: str, shown: Shown, screen: Screen) -> str:
    """A message with its buttons, one row a line."""
    head = f"{NAMES.get(address, address)}:"
    change = f" {worded('cli.chat.edited')}" if shown.changed else ""
    body = shown.rendered.text.replace("\n", "\n  ")
    alt = shown.rendered.picture_alt
    picture = f"\n  ({worded('cli.chat.picture', alt=alt)})" if shown.rendered.picture else ""
    rows = shown.rendered.rows if shown is screen.messages[-1] or shown.rendered.inline else ()
    return f"{head}{change}\n  {body}{picture}" + "".join(
        "\n  " + " ".join(f"[{button.label}]" for button in row) for row in rows
    )
