"""The webhook: secret, size, inbox, commit, and only then 200. What it says is read later."""

from __future__ import annotations

import hmac
import json

import structlog
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.telegram.letters import letters
from bot.channels.telegram.poll import Letterbox

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
MOST_BYTES = 1024 * 1024
log = structlog.get_logger(__name__)


class Webhook:
    """A route: `await webhook(request)` answers Telegram."""

    def __init__(self, intake: Letterbox, secret: str) -> None:
        self._intake, self._secret = intake, secret.encode()

    async def __call__(self, request: Request) -> Response:
        """200 once stored; 403, 413 and 400 for what is refused; 503 makes Telegram try again."""
        claimed = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(claimed, self._secret):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return Response(status_code=400)
        return await self._store(update)

    async def _store(self, update: object) -> Response:
        try:
            await self._intake.accept(letters([update]))
        # Whatever kept the store from committing: not acknowledged, so Telegram sends it again.
        except Exception as error:  # noqa: BLE001
            log.error("update_not_stored", error=type(error).__name__)
            return Response(status_code=503)
        return Response(status_code=200)


async def _body(request: Request) -> bytes | None:
    """The body, or None as soon as it grows too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)
