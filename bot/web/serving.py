"""Serves an application on an address of this machine until it is told to end. It knows no page."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from casework.errors import OperatorError

GRACE_SECONDS = 5
BACKLOG = 2048


def bound(host: str, port: int) -> socket.socket:
    """A socket bound to that address; port 0 picks a free one. Raises `OperatorError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise OperatorError("cli.port_taken", port=str(port)) from None
    return listening


def address_of(listening: socket.socket) -> str:
    """Where a browser finds it: `http://127.0.0.1:8080`."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Server(uvicorn.Server):
    """uvicorn under our own signals: what is open ends first, `stopping` is told so."""

    def __init__(self, app: ASGIApp, stopping: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
                lifespan="off",
            )
        )
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the requests that wait return, then end."""
        self._stopping()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the program's: uvicorn would raise them again before we have cleaned up."""
        yield

    def leave(self) -> None:
        """End soon."""
        self.should_exit = True


@contextmanager
def told_by_signals(leave: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and a polite kill call `leave` while this lasts."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, leave)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
