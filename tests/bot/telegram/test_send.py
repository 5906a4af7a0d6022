"""Sending to Telegram: what is shown, and what becomes of each way it can fail."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.base import Button, Outcome, Rendered
from bot.channels.telegram.api import Refused, bot_for, close
from bot.channels.telegram.outcomes import outcome_of
from bot.channels.telegram.send import TelegramChannel
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.emulator import Emulator
from tests.fakes.faults import Fault, Kind
from tests.fakes.screens import Shown

CHAT = "4711"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def rendered(text: str = "Bonjour", *rows: tuple[str, ...], **more: object) -> Rendered:
    buttons = tuple(tuple(Button(label, f"tap-{label}") for label in row) for row in rows)
    return Rendered(**{"text": text, "rows": buttons, "rtl": False, "inline": False, **more})


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def channel(api: BotApi) -> AsyncIterator[TelegramChannel]:
    bot = bot_for(TOKEN, api.url)
    yield TelegramChannel(bot)
    await close(bot)


def shown(api: BotApi) -> list[Shown]:
    return api.screens.of(int(CHAT)).said()


@pytest.mark.parametrize("server", [BotApi, Emulator])
async def test_both_servers_take_every_call_we_make(server: type[BotApi | Emulator]) -> None:
    async with server() as api:
        bot = bot_for(TOKEN, api.url)
        channel = TelegramChannel(bot)
        prompt = rendered("Où ?", ("Ici", "Là"), wants="position", wants_label="Ma position")
        card = rendered("Carte", ("Accepter",), inline=True, protect=True, silent=True)

        first = await channel.send(CHAT, prompt)
        sent = await channel.send(CHAT, card)
        edited = await channel.edit(CHAT, sent.messages[0], rendered("Neuf", inline=True))
        picture = await channel.send(CHAT, rendered("Un", inline=True, picture=PNG))
        copied = await channel.send(CHAT, rendered("", copy_of=(CHAT, first.messages[0])))
        gone = await channel.delete(CHAT, [*first.messages, *sent.messages], rendered("Bien."))
        await close(bot)

        kinds = [each.kind for each in (first, sent, edited, picture, copied, gone)]
        assert kinds == ["delivered"] * 6
        screen = api.screens.of(int(CHAT))
        assert [each.text for each in screen.said()] == ["Un", "", "Bien."]
        assert screen.keyboard == []


async def test_a_prompt_is_the_keyboard_of_the_chat(api: BotApi, channel: TelegramChannel) -> None:
    await channel.send(CHAT, rendered("Où ?", ("Ici", "Là"), ("Retour",)))
    keyboard = api.screens.of(int(CHAT)).keyboard
    assert [[button["text"] for button in row] for row in keyboard] == [["Ici", "Là"], ["Retour"]]


async def test_rows_are_turned_for_who_reads_from_right_to_left(
    api: BotApi, channel: TelegramChannel
) -> None:
    await channel.send(CHAT, rendered("أين؟", ("هنا", "هناك"), rtl=True))
    assert [b["text"] for b in api.screens.of(int(CHAT)).keyboard[0]] == ["هناك", "هنا"]


async def test_a_message_without_buttons_takes_the_keyboard_away(
    api: BotApi, channel: TelegramChannel
) -> None:
    await channel.send(CHAT, rendered("Où ?", ("Ici",)))
    await channel.send(CHAT, rendered("Merci"))
    assert api.screens.of(int(CHAT)).keyboard == []


async def test_a_card_is_protected_and_shows_no_preview(
    api: BotApi, channel: TelegramChannel
) -> None:
    await channel.send(CHAT, rendered("Nom", ("Ok",), inline=True, protect=True, silent=True))
    (card,) = shown(api)
    assert card.protected
    assert card.silent
    assert '"is_disabled": true' in api.ledger.calls[0].fields["link_preview_options"]


async def test_a_long_text_is_sent_in_pieces_and_the_last_has_the_buttons(
    api: BotApi, channel: TelegramChannel
) -> None:
    text = "\n\n".join(f"{n} " + "é𝄞" * 600 for n in range(6))
    outcome = await channel.send(CHAT, rendered(text, ("Ok",), inline=True))
    assert outcome.kind == "delivered"
    assert "\n\n".join(each.text for each in shown(api)) == text
    assert [bool(each.inline) for each in shown(api)] == [False, False, True]


async def test_an_edit_that_changes_nothing_is_a_success(
    api: BotApi, channel: TelegramChannel
) -> None:
    sent = await channel.send(CHAT, rendered("Carte", inline=True))
    again = await channel.edit(CHAT, sent.messages[0], rendered("Carte", inline=True))
    assert again == Outcome("delivered", sent.messages)


async def test_an_edit_of_a_message_that_is_gone_sends_nothing(
    api: BotApi, channel: TelegramChannel
) -> None:
    assert await channel.edit(CHAT, "99", rendered("Carte", inline=True)) == Outcome("gone")
    assert shown(api) == []


async def test_a_long_edit_goes_on_below(api: BotApi, channel: TelegramChannel) -> None:
    sent = await channel.send(CHAT, rendered("Du nouveau", inline=True))
    text = "a" * 4000 + "\n\n" + "b" * 4000
    outcome = await channel.edit(CHAT, sent.messages[0], rendered(text, ("Ok",), inline=True))
    assert outcome.messages == (sent.messages[0], "2")
    assert "\n\n".join(each.text for each in shown(api)) == text


async def test_the_deletion_of_a_refused_batch_goes_one_by_one(
    api: BotApi, channel: TelegramChannel
) -> None:
    sent = [(await channel.send(CHAT, rendered(f"{n}"))).messages[0] for n in range(3)]
    api.screens.of(int(CHAT)).messages[1].at -= 49 * 3600
    outcome = await channel.delete(CHAT, sent, rendered("D'accord."))
    assert outcome.kind == "delivered"
    assert [each.text for each in shown(api)] == ["0", "D'accord."]


async def test_two_hundred_messages_are_deleted_in_batches(
    api: BotApi, channel: TelegramChannel
) -> None:
    ids = [str(n) for n in range(1, 202)]
    assert (await channel.delete(CHAT, ids, rendered("D'accord."))).kind == "delivered"
    assert len(api.ledger.done("deleteMessages")) == 3


async def test_no_goodbye_before_the_deletion_is_known(
    api: BotApi, channel: TelegramChannel
) -> None:
    await channel.send(CHAT, rendered("Secret"))
    api.faults.plan(Fault("flood", ("deleteMessages",), after=3))
    outcome = await channel.delete(CHAT, ["1"], rendered("D'accord."))
    assert outcome == Outcome("not_before", after=3.0)
    assert [each.text for each in shown(api)] == ["Secret"]


@pytest.mark.parametrize(
    ("kind", "outcome", "times_shown"),
    [
        ("flood", Outcome("not_before", after=7.0), 0),
        ("unauthorized", Outcome("not_before", after=60.0), 0),
        ("forbidden", Outcome("unreachable"), 0),
        ("not_found_chat", Outcome("unreachable"), 0),
        ("migrated", Outcome("unreachable"), 0),
        ("server_error", Outcome("unknown", after=5.0), 0),
        ("html", Outcome("unknown", after=5.0), 0),
        ("drop_before", Outcome("unknown", after=5.0), 0),
        ("drop_after", Outcome("unknown", after=5.0), 1),
        ("half_body", Outcome("unknown", after=5.0), 1),
        ("html_ok", Outcome("unknown", after=5.0), 1),
        ("no_such_method", Outcome("rejected"), 0),
    ],
)
async def test_each_fault_has_its_outcome(
    api: BotApi, channel: TelegramChannel, kind: Kind, outcome: Outcome, times_shown: int
) -> None:
    api.faults.plan(Fault(kind, after=7))
    assert await channel.send(CHAT, rendered()) == outcome
    assert len(shown(api)) == times_shown


async def test_a_server_that_cannot_be_reached_has_shown_nothing() -> None:
    bot = bot_for(TOKEN, "http://127.0.0.1:9")
    assert (await TelegramChannel(bot).send(CHAT, rendered())).kind == "not_before"
    await close(bot)


def test_a_method_that_a_server_does_not_have_is_never_tried_again() -> None:
    lacking = Refused(501, "Method not implemented: sendMessage", {})
    assert outcome_of(lacking) == Outcome("rejected")
