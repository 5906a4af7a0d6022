"""`tawjih demo`: the program as a newcomer meets it, nothing set up and nothing left behind."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot import logs
from bot.commands.wording import worded
from bot.demo import demonstrate


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help=worded("cli.demo.port"))] = 8080,
) -> None:
    logs.set_up("WARNING")
    asyncio.run(demonstrate(port, lambda url: print(worded("cli.demo.ready", url=url), flush=True)))


demo.__doc__ = worded("cli.demo.help")
