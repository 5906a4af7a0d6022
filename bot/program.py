"""The running program: every door of one installation, opened together and closed in order."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.routing import Route as WebRoute

from bot.app import Machine, Parts, opened, parts_of
from bot.channels.telegram.line import Line, connected
from bot.channels.telegram.webhook import Webhook
from bot.channels.web import WebDoor
from bot.clock import clock_for
from bot.delivery import Route
from bot.pace import Pace
from bot.settings import Settings
from bot.snapshots import RENEW_SECONDS
from bot.web import shifts
from bot.web.serving import Server, address_of, bound, told_by_signals
from bot.web.site import Site
from bot.workers import Door
from casework.morocco_time import check_zone
from scheduler.clockwork import tick
from scheduler.jobs import Job, jobs

WEBHOOK_PATH = "/telegram"


@dataclass(frozen=True, slots=True)
class Said:
    """What the operator is told while it starts: the database was made, where it listens."""

    made: Callable[[], None]
    ready: Callable[[str], None]


async def serve(settings: Settings, say: Said) -> None:
    """Run until told to end. Raises `casework.errors.OperatorError` for what cannot start."""
    check_zone()
    clock = clock_for(settings.clock_file)
    with contextlib.closing(bound(settings.host, settings.port)) as listening:
        async with opened(settings, clock) as (store, ring), line_of(settings) as line:
            if store.made:
                say.made()
            link = await link_of(settings, line, address_of(listening))
            parts = parts_of(settings, store, ring, clock=clock, bot_link=link)
            site = site_of(settings, parts)
            machine = Machine(parts, routes_of(settings, site, line), doors_of(site, line))
            server = Server(
                site.app(
                    webhook=webhook_of(settings, parts),
                    public_catalogue=settings.public_catalogue,
                ),
                site.stop,
            )
            await parts.snapshots.renew(store)
            say.ready(address_of(listening))
            renew = Job("catalogue", RENEW_SECONDS, partial(parts.snapshots.renew, store))
            ticking = tick((*jobs(store, parts.around), renew))
            await until_left(
                server, listening, machine.run(), listen(settings, parts, line), ticking
            )


@asynccontextmanager
async def line_of(settings: Settings) -> AsyncIterator[Line | None]:
    """The line to Telegram, or none without a token."""
    if settings.telegram_token is None:
        yield None
        return
    token = settings.telegram_token.get_secret_value()
    async with connected(token, settings.telegram_api_url) as line:
        yield line


async def link_of(settings: Settings, line: Line | None, address: str) -> str:
    """Where people reach the assistant: the bot's link, else the web chat."""
    name = settings.bot_username or (await line.username() if line else "")
    return f"https://t.me/{name}" if name else f"{settings.base_url or address}/"


def site_of(settings: Settings, parts: Parts) -> Site:
    """The web pages."""
    return Site(
        parts.store,
        parts.around,
        parts.renderer,
        intake=parts.intake,
        tap_key=parts.ring.tap_key,
        https=settings.base_url.startswith("https://"),
    )


def routes_of(settings: Settings, site: Site, line: Line | None) -> dict[str, Route]:
    """Where each channel's messages go, and how fast."""
    routes = {site.people.name: Route(site.people), shifts.CHANNEL: Route(site.desks)}
    if line is not None:
        pace = Pace(settings.telegram_pace, settings.telegram_chat_pace)
        routes[line.channel.name] = Route(line.channel, pace)
    return routes


def doors_of(site: Site, line: Line | None) -> dict[str, Door]:
    """How each channel reads what it stored."""
    doors: dict[str, Door] = {site.people.name: WebDoor(), shifts.CHANNEL: WebDoor()}
    if line is not None:
        doors[line.channel.name] = line.door
    return doors


def webhook_of(settings: Settings, parts: Parts) -> WebRoute | None:
    """The route that Telegram calls, where it is asked to."""
    if settings.telegram_webhook_secret is None or settings.telegram_token is None:
        return None
    secret = settings.telegram_webhook_secret.get_secret_value()
    # The bound method: of an object Starlette takes it that it is a whole application.
    answer = Webhook(parts.intake, secret).__call__
    return WebRoute(WEBHOOK_PATH, answer, methods=["POST"])


async def listen(settings: Settings, parts: Parts, line: Line | None) -> None:
    """Receive from Telegram: by webhook where one is set, else by long polling."""
    if line is None:
        return
    await line.introduce()
    if settings.telegram_webhook_url and settings.telegram_webhook_secret:
        secret = settings.telegram_webhook_secret.get_secret_value()
        await line.await_calls(f"{settings.telegram_webhook_url}{WEBHOOK_PATH}", secret)
    else:
        await line.poll(parts.intake)


def leave_on_fault(server: Server, ended: asyncio.Task[None]) -> None:
    """A part that fails ends the program: whoever watches it starts it again."""
    if not ended.cancelled() and ended.exception() is not None:
        server.leave()


async def until_left(
    server: Server, listening: socket.socket, *work: Coroutine[Any, Any, None]
) -> None:
    """Serve until the server is told to leave, or a part of the program ends by a fault."""
    tasks = [asyncio.create_task(each) for each in work]
    for task in tasks:
        task.add_done_callback(partial(leave_on_fault, server))
    with told_by_signals(server.leave):
        await server.serve([listening])
    for task in tasks:
        task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended
