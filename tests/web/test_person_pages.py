"""The person's pages: one tab, everything stored before it is acknowledged, nothing left behind."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Message

from bot.channels.base import Incoming, Rendered
from bot.channels.web import WebChannel
from bot.ids import SeededIds
from bot.web.pages import STATIC
from bot.web.passes import Passes
from bot.web.person import PersonPages
from bot.web.security import BODY_LIMIT, Guard
from bot.web.site import built
from locales.texts import LANGUAGES, text
from storage.errors import NoSpace
from tests.web.conftest import browsing

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
RID = "0123456789abcdef"


class Hand:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at


class Inbox:
    """What was accepted; `full` refuses as a store that cannot commit does."""

    def __init__(self) -> None:
        self.rows: dict[str, Incoming] = {}
        self.full = False

    async def accept(self, incoming: Incoming) -> None:
        if self.full:
            raise NoSpace
        self.rows.setdefault(incoming.update_id, incoming)


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def channel() -> WebChannel:
    return WebChannel()


@pytest.fixture
def guarded(clock: Hand, inbox: Inbox, channel: WebChannel) -> Guard:
    passes = Passes(b"k" * 32, "person", timedelta(hours=12))
    pages = PersonPages(channel, passes, inbox.accept, clock, SeededIds())
    static = Mount("/static", StaticFiles(directory=STATIC))
    return Guard(built([static, *pages.routes()]))


@pytest.fixture
async def client(guarded: Guard) -> AsyncIterator[httpx.AsyncClient]:
    async with browsing(guarded) as client:
        yield client


async def opened(client: httpx.AsyncClient) -> str:
    return str((await client.post("/chat/open", json={})).json()["pass"])


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_page_speaks_the_language_asked_for(client: httpx.AsyncClient, lang: str) -> None:
    answer = await client.get("/", params={"lang": lang})
    assert answer.status_code == 200
    assert text("person", "web.send", lang) in answer.text
    assert f'lang="{lang.replace("_", "-")}"' in answer.text
    direction = "rtl" if lang in ("ar", "ary") else "ltr"
    assert f'dir="{direction}"' in answer.text


async def test_without_a_wish_the_browser_decides(client: httpx.AsyncClient) -> None:
    answer = await client.get("/", headers={"accept-language": "ar-MA,fr;q=0.8"})
    assert 'dir="rtl"' in answer.text


async def test_what_is_said_is_stored_before_it_is_acknowledged(
    client: httpx.AsyncClient, inbox: Inbox
) -> None:
    given = await opened(client)
    answer = await client.post("/chat/say", json={"pass": given, "rid": RID, "text": "salam"})
    assert answer.status_code == 204
    assert [(row.channel, row.kind, row.text) for row in inbox.rows.values()] == [
        ("web", "text", "salam")
    ]
    assert given not in next(iter(inbox.rows.values())).address


async def test_what_is_said_twice_under_one_id_is_one_update(
    client: httpx.AsyncClient, inbox: Inbox
) -> None:
    given = await opened(client)
    for _ in range(3):
        await client.post("/chat/say", json={"pass": given, "rid": RID, "text": "salam"})
    assert len(inbox.rows) == 1


async def test_what_cannot_be_stored_is_not_acknowledged(
    client: httpx.AsyncClient, inbox: Inbox
) -> None:
    given = await opened(client)
    inbox.full = True
    answer = await client.post("/chat/say", json={"pass": given, "rid": RID, "text": "salam"})
    assert answer.status_code == 503
    inbox.full = False
    answer = await client.post("/chat/say", json={"pass": given, "rid": RID, "text": "salam"})
    assert answer.status_code == 204
    assert len(inbox.rows) == 1


async def test_the_answer_waits_for_the_tab(
    client: httpx.AsyncClient, inbox: Inbox, channel: WebChannel
) -> None:
    given = await opened(client)
    await client.post("/chat/say", json={"pass": given, "rid": RID, "text": "salam"})
    address = next(iter(inbox.rows.values())).address
    await channel.send(address, Rendered("<b>wa</b>", (), rtl=False, inline=False, lang="fr"))
    answer = await client.post("/chat/wait", json={"pass": given, "after": 0})
    assert [event["text"] for event in answer.json()["events"]] == ["<b>wa</b>"]


async def test_another_pass_hears_nothing(client: httpx.AsyncClient, channel: WebChannel) -> None:
    one, other = await opened(client), await opened(client)
    assert one != other
    forged = one[:-1] + ("A" if one[-1] != "A" else "B")
    answer = await client.post("/chat/wait", json={"pass": forged, "after": 0})
    assert answer.status_code == 410


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"pass": 3, "after": 0}', b'{"after": "x"}', b"\xff", b'"x"'],
)
async def test_rubbish_is_refused_without_an_error(client: httpx.AsyncClient, body: bytes) -> None:
    for path in ("/chat/say", "/chat/wait", "/chat/close"):
        answer = await client.post(path, content=body, headers={"content-type": "application/json"})
        assert answer.status_code in (204, 400, 410)


async def test_a_form_of_another_site_cannot_speak(client: httpx.AsyncClient, inbox: Inbox) -> None:
    given = await opened(client)
    body = json.dumps({"pass": given, "rid": RID, "text": "salam"})
    plain = await client.post("/chat/say", content=body, headers={"content-type": "text/plain"})
    assert plain.status_code == 410
    for headers in ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
        answer = await client.post(
            "/chat/say", content=body, headers={"content-type": "application/json", **headers}
        )
        assert answer.status_code == 403
    assert inbox.rows == {}


async def test_a_closed_tab_is_gone(client: httpx.AsyncClient) -> None:
    given = await opened(client)
    assert (await client.post("/chat/close", json={"pass": given})).status_code == 204
    answer = await client.post("/chat/say", json={"pass": given, "rid": RID, "text": "salam"})
    assert answer.status_code == 410


async def test_a_pass_is_over_after_half_a_day(client: httpx.AsyncClient, clock: Hand) -> None:
    given = await opened(client)
    clock.at += timedelta(hours=12)
    answer = await client.post("/chat/say", json={"pass": given, "rid": RID, "text": "salam"})
    assert answer.status_code == 410


async def test_a_body_that_is_too_large_is_refused_early(client: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(BODY_LIMIT // 1024 + 2):
            yield b" " * 1024

    told = await client.post("/chat/say", content=b" " * (BODY_LIMIT + 1))
    untold = await client.post(
        "/chat/say", content=endless(), headers={"content-type": "application/json"}
    )
    assert (told.status_code, untold.status_code) == (413, 413)


@pytest.mark.parametrize("path", ["/", "/calc", "/static/style.css", "/nowhere"])
async def test_every_answer_carries_the_headers(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "set-cookie" not in headers
    assert "strict-transport-security" not in headers


async def test_over_https_the_browser_is_told_to_stay_there() -> None:
    async with browsing(Guard(Starlette(), https=True)) as client:
        assert "strict-transport-security" in (await client.get("/")).headers


async def test_a_site_bound_to_loopback_answers_to_no_other_name() -> None:
    guarded = Guard(Starlette(), hosts=("127.0.0.1", "localhost"))
    async with browsing(guarded) as client:
        assert (await client.get("/")).status_code == 404
        for host in ("evil.example:8080", "", "127.0.0.1.evil.example", "[x", "]"):
            assert (await client.get("/", headers={"host": host})).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "http://[", "http://]", "null", ""])
async def test_a_post_from_an_origin_that_is_not_ours_is_refused(
    client: httpx.AsyncClient, origin: str
) -> None:
    assert (await client.post("/chat/open", headers={"origin": origin})).status_code == 403


async def test_a_visitor_who_hangs_up_in_the_middle_is_no_fault(
    guarded: Guard, inbox: Inbox
) -> None:
    scope = {
        "type": "http", "method": "POST", "path": "/chat/say", "query_string": b"",
        "headers": [(b"content-type", b"application/json"), (b"content-length", b"99")],
    }  # fmt: skip
    heard: list[Message] = [
        {"type": "http.request", "body": b"{", "more_body": True},
        {"type": "http.disconnect"},
    ]
    answered: list[Message] = []

    async def receive() -> Message:
        return heard.pop(0)

    async def send(message: Message) -> None:
        answered.append(message)

    await guarded(scope, receive, send)

    assert answered[0]["status"] == 400
    assert inbox.rows == {}


@pytest.mark.parametrize("path", ["/", "/calc"])
async def test_no_script_stands_in_the_page_and_nothing_comes_from_outside(
    client: httpx.AsyncClient, path: str
) -> None:
    page = (await client.get(path)).text
    assert "http://" not in page
    assert "https://" not in page
    assert "onclick" not in page
    assert "style=" not in page
    assert "<script>" not in page


async def test_a_deep_link_cannot_write_into_the_page(client: httpx.AsyncClient) -> None:
    page = (await client.get("/", params={"start": '"><script>alert(1)</script>'})).text
    assert "<script>alert" not in page
