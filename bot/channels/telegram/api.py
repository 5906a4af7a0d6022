"""Calls to the Bot API and how each can fail. What is sent, and what follows, belongs elsewhere.

python-telegram-bot's `Bot` is used through a request class of our own, because its own one cannot
tell "never left" from "left, no answer", and logs bodies that it cannot read. Nothing here ever
puts an address (it holds the token), a text or a body into an exception or a log line.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import httpx
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest, RequestData

ANSWER_SECONDS = 15.0
CONNECT_SECONDS = 5.0
CONNECTIONS = 64
UPDATES_A_POLL = 100
KINDS_OF_UPDATE = ("message", "edited_message", "callback_query", "my_chat_member")


class Refused(TelegramError):
    """The server understood and said no: HTTP status, its description, its parameters."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any]) -> None:
        super().__init__(f"refused with {code}")
        self.code, self.description, self.parameters = code, description.lower(), parameters

    @property
    def retry_after(self) -> float:
        """Seconds the server asks to wait; 0 when it asks nothing."""
        return float(self.parameters.get("retry_after") or 0)


class NeverLeft(TelegramError):
    """No connection was made: nothing can have been shown."""


class NoAnswer(TelegramError):
    """The request left, and no answer that can be read came: it may have been done."""


class Request(HTTPXRequest):
    """The transport under `Bot`, with the failures sorted by what can be done about them."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> tuple[int, bytes]:
        """As the base class's; raises `Refused`, `NeverLeft` or `NoAnswer`."""
        try:
            code, body = await super().do_request(url, method, request_data, *args, **kwargs)
        except TelegramError as error:
            raise sorted_failure(error.__cause__) from None
        understood(code, body)
        return code, body


def sorted_failure(cause: BaseException | None) -> TelegramError:
    """What a failure of the connection means."""
    if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return NeverLeft(type(cause).__name__)
    return NoAnswer(type(cause).__name__)


def understood(code: int, body: bytes) -> Any:
    """The result an answer carries; raises `Refused`, or `NoAnswer` for what is no answer."""
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise NoAnswer(f"unreadable answer with {code}")
    if answer.get("ok") is True and code < 300:
        return answer.get("result")
    parameters = answer.get("parameters")
    raise Refused(
        int(answer.get("error_code") or code),
        str(answer.get("description") or ""),
        parameters if isinstance(parameters, dict) else {},
    )


def bot_for(token: str, api_url: str) -> Bot:
    """A `Bot` on the Bot API at that root; call `close` when done."""
    request = Request(
        connection_pool_size=CONNECTIONS,
        read_timeout=ANSWER_SECONDS,
        write_timeout=ANSWER_SECONDS,
        connect_timeout=CONNECT_SECONDS,
        pool_timeout=CONNECT_SECONDS,
    )
    return Bot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=request,
        get_updates_request=request,
    )


async def close(bot: Bot) -> None:
    """Close its connections (`Bot.shutdown` does so only after a `getMe` at start)."""
    await bot.request.shutdown()


class UpdatesApi:
    """`getUpdates` as raw values: python-telegram-bot would parse the whole batch or nothing."""

    def __init__(self, token: str, api_url: str, *, wait_seconds: int = 30) -> None:
        self._url = f"{api_url}/bot{token}/getUpdates"
        self._wait = wait_seconds
        timeout = httpx.Timeout(wait_seconds + ANSWER_SECONDS, connect=CONNECT_SECONDS)
        self._client = httpx.AsyncClient(timeout=timeout)

    async def fetch(self, offset: int | None) -> Sequence[Any]:
        """The next updates; waits for one. With `offset`, earlier ones are confirmed.

        Raises `Refused`, `NeverLeft` or `NoAnswer`.
        """
        asked: dict[str, Any] = {
            "timeout": self._wait,
            "limit": UPDATES_A_POLL,
            "allowed_updates": list(KINDS_OF_UPDATE),
        }
        if offset is not None:
            asked["offset"] = offset
        try:
            answer = await self._client.post(self._url, json=asked)
        except httpx.HTTPError as error:
            raise sorted_failure(error) from None
        result = understood(answer.status_code, answer.content)
        if not isinstance(result, list):
            raise NoAnswer("no list of updates")
        return result

    async def close(self) -> None:
        """Close its connection; a poll under way ends."""
        await self._client.aclose()
