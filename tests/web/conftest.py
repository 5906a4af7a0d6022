"""A site over HTTP without a socket: what every page test stands on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.types import ASGIApp

ADDRESS = "http://127.0.0.1:8080"


@asynccontextmanager
async def browsing(app: ASGIApp, **options: object) -> AsyncIterator[httpx.AsyncClient]:
    """A client that speaks to the site in this very process."""
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, **options) as client:  # type: ignore[arg-type]
        yield client
