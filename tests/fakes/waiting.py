"""Waiting in a test for something that becomes true; never for a fixed time."""

import asyncio
from collections.abc import Callable
from typing import Any


async def until(look: Callable[[], Any], within: float = 10.0) -> Any:
    """What `look` finds, as soon as it finds something. Raises TimeoutError."""
    async with asyncio.timeout(within):
        # What is looked at may be in another process or thread: there is no event to wait for.
        while not (found := look()):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        return found
