"""Whatever Telegram does, neither the token nor what people write reaches the log."""

import asyncio
import json
import logging
from datetime import UTC, datetime

import pytest

from bot.channels.base import Rendered
from bot.channels.telegram.line import Line, connected
from bot.logs import PINNED
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.faults import REFUSALS, Fault, Kind
from tests.fakes.waiting import until

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
SECRET = "une phrase que personne ne doit lire"
KINDS = [*REFUSALS, "html", "html_ok", "half_body", "drop_before", "drop_after"]
QUERY = {"id": "1", "from": {"id": 4711, "is_bot": False, "first_name": SECRET},
         "chat_instance": "1", "data": SECRET}  # fmt: skip


class Full:
    """An inbox that stores nothing."""

    async def accept(self, letters: object) -> int:
        raise OSError(SECRET)


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture) -> None:
    """Log all there is, with the loggers pinned as the program pins them."""
    caplog.set_level(logging.DEBUG)
    for name in PINNED:
        caplog.set_level(logging.WARNING, logger=name)


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("kind", KINDS)
async def test_no_fault_of_telegram_puts_a_secret_into_the_log(
    kind: Kind, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    async with BotApi() as api, connected(TOKEN, api.url) as line:
        every = ("sendMessage", "editMessageText", "answerCallbackQuery", "setMyName", "getMe")
        api.faults.plan(Fault(kind, every, times=100))
        await tried(line, api)
    logged = caplog.text + "".join(capsys.readouterr())
    assert "courtesy" in logged
    assert SECRET not in logged
    assert TOKEN not in logged
    assert TOKEN.partition(":")[2] not in logged


async def tried(line: Line, api: BotApi) -> None:
    """Everything that talks to Telegram, once."""
    message = Rendered(SECRET, (), rtl=False, inline=True)
    await line.channel.send("4711", message)
    await line.channel.edit("4711", "1", message)
    await line.username()
    await line.introduce()
    await line.door.open(json.dumps({"update_id": 1, "callback_query": QUERY}).encode(), AT)
    await api.push({"message": {"text": SECRET, "chat": {"id": 4711, "type": "private"}}})
    polling = asyncio.create_task(line.poll(Full()))
    await until(lambda: line.trouble == "store")
    polling.cancel()
    await asyncio.wait([polling])
    await line.door.close()
