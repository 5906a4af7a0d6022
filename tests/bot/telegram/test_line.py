"""Courtesies and the profile: taps answered at once, groups left, a menu in each language."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.base import Incoming
from bot.channels.telegram.line import Line, connected
from bot.channels.telegram.profile import COMMANDS
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.emulator import Emulator
from tests.fakes.faults import Fault

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
USER = {"id": 4711, "is_bot": False, "first_name": "Nadia"}
PRIVATE = {"id": 4711, "type": "private", "first_name": "Nadia"}
GROUP = {"id": -100, "type": "supergroup", "title": "Family"}
BOT = {"id": 700001, "is_bot": True, "first_name": "Tawjih"}


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def line(api: BotApi) -> AsyncIterator[Line]:
    async with connected(TOKEN, api.url) as opened:
        yield opened


async def opened(line: Line, **body: Any) -> Incoming | None:
    found = await line.door.open(json.dumps({"update_id": 1, **body}).encode(), AT)
    await line.door.close()
    return found


def message(chat: dict[str, Any], **content: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": 1, "chat": chat, "from": USER, **content}


async def test_a_tap_is_answered_at_once(api: BotApi, line: Line) -> None:
    api.rules.queries["77"] = api.now()
    query = {"id": "77", "from": USER, "chat_instance": "1", "data": "x",
             "message": message(PRIVATE, text="?")}  # fmt: skip
    found = await opened(line, callback_query=query)
    assert found is not None
    assert found.kind == "choice"
    assert [call.fields["callback_query_id"] for call in api.ledger.done()] == ["77"]


async def test_an_old_tap_still_counts(api: BotApi, line: Line) -> None:
    query = {"id": "old", "from": USER, "chat_instance": "1", "data": "x",
             "message": message(PRIVATE, text="?")}  # fmt: skip
    found = await opened(line, callback_query=query)
    assert found is not None
    assert "query is too old" in api.ledger.calls[0].description


async def test_a_group_hears_one_neutral_line_and_is_left(api: BotApi, line: Line) -> None:
    assert await opened(line, message=message(GROUP, text="bghit khdma")) is None
    (said,) = api.screens.of(-100).said()
    assert "Écrivez-moi en privé" in said.text
    assert "راسلوني" in said.text
    assert api.rules.left == [-100]


@pytest.mark.parametrize(("status", "calls"), [("member", 2), ("left", 0), ("kicked", 0)])
async def test_its_own_leaving_is_not_answered(
    api: BotApi, line: Line, status: str, calls: int
) -> None:
    member = {"user": BOT, "status": status, "until_date": 0}
    change = {"chat": GROUP, "from": USER, "date": 1, "old_chat_member": member,
              "new_chat_member": member}  # fmt: skip
    assert await opened(line, my_chat_member=change) is None
    assert len(api.ledger.calls) == calls


async def test_the_profile_is_set_once_in_each_language(api: BotApi, line: Line) -> None:
    await line.introduce()
    assert {language for _, language in api.profile} == {"", "ar"}
    menu = json.loads(api.profile["Commands", "ar"]["commands"])
    assert [each["command"] for each in menu] == list(COMMANDS)
    before = len(api.ledger.done("setMyCommands", "setMyName"))
    await line.introduce()
    assert len(api.ledger.done("setMyCommands", "setMyName")) == before == 4


async def test_a_refused_profile_stops_nothing(api: BotApi, line: Line) -> None:
    api.faults.plan(Fault("flood", ("setMyName",), after=3600))
    await line.introduce()
    assert await line.username() == "tawjih_test_bot"


async def test_without_telegram_the_name_is_unknown() -> None:
    async with connected(TOKEN, "http://127.0.0.1:9") as line:
        assert await line.username() == ""


async def test_a_webhook_is_asked_for_until_telegram_agrees(api: BotApi, line: Line) -> None:
    api.faults.plan(Fault("server_error", ("setWebhook",)))
    await line.await_calls("https://program.example/telegram", "a-secret")
    assert api.webhook == ("https://program.example/telegram", "a-secret")


async def test_the_other_server_takes_the_profile_too() -> None:
    async with Emulator() as api, connected(TOKEN, api.url) as line:
        assert await line.username() == "tawjih_test_bot"
        await line.introduce()
        refused = [each for each in api.requests if each["status"] != 200]
        assert refused == []
