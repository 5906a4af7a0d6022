"""The web channel: tabs that wait, close, come back after our restart, and are forgotten."""

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Button, Rendered
from bot.channels.web import (
    KEPT,
    LONGEST,
    MOST_TABS,
    PATIENCE,
    TIDY,
    WebChannel,
    heard,
    packed,
    unpacked,
)

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
RID = "0123456789abcdef"


class Stopwatch:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def channel(watch: Stopwatch) -> WebChannel:
    return WebChannel(elapsed=watch)


def said(text: str) -> Rendered:
    return Rendered(text, ((Button("Oui", "sig.1.yes"),),), rtl=False, inline=False, lang="fr")


async def test_what_is_said_waits_until_the_tab_asks(channel: WebChannel) -> None:
    channel.open("a")
    outcome = await channel.send("a", said("Bonjour"))
    assert outcome.kind == "delivered"
    events = await channel.wait("a", 0, 0.1)
    assert events is not None
    assert [(each["do"], each["text"], each["id"]) for each in events] == [
        ("say", "Bonjour", outcome.messages[0])
    ]
    assert events[0]["rows"] == [[{"label": "Oui", "tap": "sig.1.yes", "url": ""}]]


async def test_a_waiting_tab_is_woken_by_what_is_said(channel: WebChannel) -> None:
    channel.open("a")
    waiting = asyncio.create_task(channel.wait("a", 0, 30))
    await asyncio.sleep(0)
    await channel.send("a", said("Bonjour"))
    events = await asyncio.wait_for(waiting, 1)
    assert events is not None
    assert events[0]["text"] == "Bonjour"


async def test_a_tab_is_told_each_thing_once(channel: WebChannel) -> None:
    channel.open("a")
    await channel.send("a", said("un"))
    await channel.send("a", said("deux"))
    assert [each["text"] for each in await channel.wait("a", 1, 0.01) or []] == ["deux"]
    assert await channel.wait("a", 2, 0.01) == []


async def test_an_edit_keeps_the_id_of_what_it_replaces(channel: WebChannel) -> None:
    channel.open("a")
    first = (await channel.send("a", said("…"))).messages[0]
    await channel.edit("a", first, said("contenu"))
    events = await channel.wait("a", 0, 0.01)
    assert events is not None
    assert [(each["do"], each["id"]) for each in events] == [("say", first), ("edit", first)]


async def test_one_tab_hears_nothing_of_another(channel: WebChannel) -> None:
    channel.open("a")
    channel.open("b")
    await channel.send("a", said("pour a"))
    assert await channel.wait("b", 0, 0.01) == []


async def test_a_closed_tab_is_unreachable_and_stays_closed(channel: WebChannel) -> None:
    channel.open("a")
    channel.close("a")
    assert (await channel.send("a", said("trop tard"))).kind == "unreachable"
    assert not channel.open("a")
    assert await channel.wait("a", 0, 0.01) is None


async def test_a_silent_tab_is_forgotten_after_ten_minutes(
    channel: WebChannel, watch: Stopwatch
) -> None:
    channel.open("a")
    watch.seconds = PATIENCE - 1
    assert (await channel.send("a", said("encore là"))).kind == "delivered"
    watch.seconds = PATIENCE + TIDY + 1
    assert (await channel.send("a", said("parti"))).kind == "unreachable"


async def test_a_tab_that_asks_is_not_forgotten(channel: WebChannel, watch: Stopwatch) -> None:
    channel.open("a")
    watch.seconds = PATIENCE - 1
    await channel.wait("a", 0, 0.001)
    watch.seconds = 2 * PATIENCE - 2
    assert (await channel.send("a", said("là"))).kind == "delivered"


async def test_after_our_restart_an_unknown_tab_is_waited_for(channel: WebChannel) -> None:
    outcome = await channel.send("from-before", said("où en étions-nous"))
    assert outcome.kind == "not_before"
    assert outcome.after > 0
    assert channel.open("from-before", after=7)
    await channel.send("from-before", said("la suite"))
    assert [each["n"] for each in await channel.wait("from-before", 7, 0.01) or []] == [8]


async def test_quick_exit_reaches_the_page_and_nothing_follows(channel: WebChannel) -> None:
    channel.open("a")
    outcome = await channel.delete("a", ["1"], said("ok"))
    assert outcome.kind == "delivered"
    assert [each["do"] for each in await channel.wait("a", 0, 0.01) or []] == ["exit"]
    assert (await channel.send("a", said("rappel"))).kind == "unreachable"


async def test_stopping_lets_every_waiting_request_return(channel: WebChannel) -> None:
    channel.open("a")
    waiting = asyncio.create_task(channel.wait("a", 0, 30))
    await asyncio.sleep(0)
    channel.stop()
    assert await asyncio.wait_for(waiting, 1) == []


async def test_what_a_tab_keeps_is_bounded(channel: WebChannel) -> None:
    channel.open("a")
    for number in range(KEPT + 50):
        await channel.send("a", said(str(number)))
    assert len(await channel.wait("a", 0, 0.01) or []) == KEPT


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"text": "salam"}, "text"),
        ({"text": "/mydata"}, "command"),
        ({"text": "/start fr"}, "command"),
        ({"tap": "abcdefghijklmnop.3.yes"}, "choice"),
        ({"lat": 32.3, "lon": -6}, "position"),
    ],
)
def test_each_thing_a_page_posts_is_one_kind_of_update(body: dict[str, object], kind: str) -> None:
    incoming = heard("web", "a", {"rid": RID, **body}, NOON)
    assert incoming is not None
    assert incoming.kind == kind
    assert unpacked(packed(incoming)) == incoming


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "salam"},
        {"rid": RID},
        {"rid": RID, "text": "   "},
        {"rid": RID, "text": 7},
        {"rid": "short", "text": "salam"},
        {"rid": RID, "tap": "with space"},
        {"rid": RID, "tap": "x" * 65},
        {"rid": RID, "lat": 91, "lon": 0},
        {"rid": RID, "lat": "32", "lon": "6"},
    ],
)
def test_what_our_pages_do_not_post_is_refused(body: dict[str, object]) -> None:
    assert heard("web", "a", body, NOON) is None


def test_a_command_carries_its_payload_and_a_long_text_is_cut() -> None:
    start = heard("web", "a", {"rid": RID, "text": "/start fr"}, NOON)
    assert start is not None
    assert (start.command, start.payload) == ("start", "fr")
    long = heard("web", "a", {"rid": RID, "text": "س" * 5000}, NOON)
    assert long is not None
    assert len(long.text) == LONGEST


def test_a_message_sent_again_is_the_same_update() -> None:
    first, again = (heard("web", "a", {"rid": RID, "text": "salam"}, NOON) for _ in range(2))
    assert first is not None
    assert again is not None
    assert first.update_id == again.update_id


json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["text", "tap", "lat", "lon", "lang", "command"]), json),
)
def test_no_posted_object_breaks_the_border(body: dict[str, object]) -> None:
    incoming = heard("web", "a", {"rid": RID, **body}, NOON)
    assert incoming is None or unpacked(packed(incoming)) == incoming


async def test_one_visitor_too_many_harms_nobody_else(
    channel: WebChannel, watch: Stopwatch
) -> None:
    for number in range(MOST_TABS):
        assert channel.open(str(number))
    assert not channel.open("one more")
    assert (await channel.send("0", said("encore"))).kind == "delivered"
    watch.seconds = PATIENCE + TIDY + 1
    assert channel.open("one more")
