"""Console screens: buttons found by their words, what is new told once, and cleared for good."""

from __future__ import annotations

from bot.channels.base import Button, Rendered
from bot.channels.console import ConsoleChannel, Screen, Shown, plain

ROWS = ((Button("✅ Oui", "a"), Button("❌ Non", "b")),)


def rendered(
    text: str, *, inline: bool = True, rows: tuple[tuple[Button, ...], ...] = ()
) -> Rendered:
    return Rendered(text, rows, rtl=False, inline=inline)


def test_a_button_is_found_by_its_words_without_its_picture_or_by_number() -> None:
    screen = Screen([Shown("1", rendered("?", rows=ROWS))])
    assert screen.button("oui") == ROWS[0][0]
    assert screen.button("2") == ROWS[0][1]
    assert screen.button("3") is None
    assert screen.button("peut-être") is None
    assert plain("\u200f✅ \u2068واخا\u2069") == "واخا"


def test_buttons_of_pictures_alone_are_told_apart() -> None:
    faces = ((Button("😞", "0"), Button("😀", "4")),)
    screen = Screen([Shown("1", rendered("?", rows=faces))])
    assert screen.button("😀") == faces[0][1]


async def test_a_keyboard_stays_while_newer_buttons_stand_under_messages() -> None:
    channel = ConsoleChannel()
    keyboard = ((Button("Retour", "back"),),)
    await channel.send("person", rendered("?", inline=False, rows=keyboard))
    await channel.send("person", rendered("!", rows=ROWS))
    assert [each.label for each in channel.screens["person"].buttons()] == [
        "Retour", "✅ Oui", "❌ Non",
    ]  # fmt: skip


async def test_the_line_a_push_showed_is_remembered_until_what_it_hid_was_seen() -> None:
    channel = ConsoleChannel()
    (message,) = (await channel.send("focal", rendered("Tawjih · TJ-1"))).messages
    await channel.edit("focal", message, rendered("a card"))
    (shown,) = channel.screens["focal"].messages
    assert (shown.notice, shown.changed) == ("Tawjih · TJ-1", False)
    shown.fresh = False
    await channel.edit("focal", message, rendered("another card"))
    assert (shown.notice, shown.changed, shown.fresh) == ("", True, True)


async def test_the_same_again_changes_nothing() -> None:
    channel = ConsoleChannel()
    (message,) = (await channel.send("focal", rendered("a card"))).messages
    channel.screens["focal"].messages[0].fresh = False
    assert (await channel.edit("focal", message, rendered("a card"))).kind == "unchanged"
    assert not channel.screens["focal"].messages[0].fresh


async def test_after_a_quick_exit_one_line_stands() -> None:
    channel = ConsoleChannel()
    (message,) = (await channel.send("person", rendered("secret"))).messages
    await channel.delete("person", [message], rendered("Bonne journée"))
    assert [each.rendered.text for each in channel.screens["person"].messages] == ["Bonne journée"]
    assert (await channel.edit("person", message, rendered("more"))).kind == "gone"
