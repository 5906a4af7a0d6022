"""The desk: one way in, one session, one organisation's cases; everything through the engine."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from bot.taps import sign
from bot.web.site import Site
from casework.notices import send_card
from casework.sitting import Sitting
from locales.texts import text
from tests.web.conftest import browsing
from tests.web.office import HOSTILE, NAME, REFERENCE, Office, at_the_desk, office, shift_of

CSRF = re.compile(r'data-csrf="([^"]+)"')
TAP = re.compile(r'data-tap="([^"]+)"')
RID = "0123456789abcdef0{:03d}"


@pytest.fixture
async def there() -> AsyncIterator[Office]:
    async with office() as opened:
        yield opened


async def csrf_of(client: httpx.AsyncClient) -> dict[str, str]:
    found = CSRF.search((await client.get("/desk/")).text)
    assert found
    return {"x-csrf": found[1]}


async def taps_of(client: httpx.AsyncClient) -> dict[str, str]:
    """What stands on the board's buttons: the option's value → what it sends."""
    found = TAP.findall((await client.get("/desk/board")).text)
    return {tap.split(".", 2)[2]: tap for tap in found}


async def told(client: httpx.AsyncClient) -> str:
    answer = await client.post("/desk/wait", json={"after": 0}, headers=await csrf_of(client))
    return "\n".join(event["text"] for event in answer.json()["events"])


async def test_the_link_of_the_bot_opens_the_desk_once(there: Office) -> None:
    link = await there.link_for("s1")
    async with browsing(there.site.app()) as client:
        for _ in range(3):
            preview = await client.get(link)
            assert preview.status_code == 200
            assert text("staff", "staff.web.enter", "fr") in preview.text
        entered = await client.post(link)
        assert entered.status_code == 303
        assert entered.headers["location"] == "/desk/"
        assert REFERENCE in (await client.get("/desk/board")).text
        assert (await client.post(link)).status_code == 410


async def test_of_many_who_use_a_link_at_once_one_comes_in(there: Office) -> None:
    link = await there.link_for("s1")
    async with browsing(there.site.app()) as client:
        answers = await asyncio.gather(*(client.post(link) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [303, *[410] * 7]


async def test_a_link_is_too_old_after_a_quarter_of_an_hour(there: Office) -> None:
    link = await there.link_for("s1")
    there.passes(timedelta(minutes=15))
    async with browsing(there.site.app()) as client:
        assert (await client.post(link)).status_code == 410
        assert client.cookies.get("desk") is None


@pytest.mark.parametrize("https", [True, False])
async def test_the_session_is_out_of_reach_of_scripts_and_other_sites(
    there: Office, https: bool
) -> None:
    site = Site(
        there.parts.store,
        there.parts.around,
        there.parts.renderer,
        intake=there.parts.intake,
        tap_key=there.parts.ring.tap_key,
        https=https,
    )
    async with browsing(site.app()) as client:
        cookie = (await client.post(await there.link_for("s1"))).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/desk;" in cookie
    assert "max-age=28800" in cookie
    assert ("secure" in cookie) is https


async def test_without_a_session_nothing_is_shown(there: Office) -> None:
    async with browsing(there.site.app(), cookies={"desk": "x" * 32}) as client:
        for path in ("/desk/", "/desk/board"):
            answer = await client.get(path)
            assert answer.status_code == 401
            assert REFERENCE not in answer.text


async def test_a_session_is_over_after_eight_hours(there: Office) -> None:
    async with at_the_desk(there, "s1") as client:
        there.passes(timedelta(hours=8) - timedelta(seconds=1))
        assert (await client.get("/desk/")).status_code == 200
        there.passes(timedelta(seconds=1))
        assert (await client.get("/desk/")).status_code == 401
        assert (await client.get("/desk/board")).status_code == 401


async def test_one_tap_ends_the_session_at_the_server_too(there: Office) -> None:
    async with at_the_desk(there, "s1") as client:
        token = client.cookies["desk"]
        form = {"csrf": (await csrf_of(client))["x-csrf"]}
        left = await client.post("/desk/leave", data=form)
        assert left.status_code == 200
        assert 'desk="";' in left.headers["set-cookie"]
        assert await shift_of(there, token) is None
        chats = await there.parts.store.read(lambda work: work.chats.of_owner("s1"))
        assert [chat.channel for chat in chats if chat.blocked_at] == ["desk"]


async def test_who_has_left_the_staff_has_no_desk(there: Office) -> None:
    async with at_the_desk(there, "s1") as client:
        await there.parts.store.write(lambda work: work.staff.remove("s1"))
        assert (await client.get("/desk/")).status_code == 401


@pytest.mark.parametrize("headers", [{}, {"x-csrf": ""}, {"x-csrf": "é"}, {"x-csrf": "A" * 22}])
async def test_what_our_own_page_did_not_post_is_refused(
    there: Office, headers: dict[str, str]
) -> None:
    async with at_the_desk(there, "s1") as client:
        tap = (await taps_of(client))[f"@accept:{REFERENCE}"]
        encoded = {name: value.encode() for name, value in headers.items()}
        for path in ("/desk/say", "/desk/wait", "/desk/leave"):
            answer = await client.post(
                path, json={"rid": RID.format(1), "tap": tap, "after": 0}, headers=encoded
            )
            assert answer.status_code == 401
        await there.settle()
    assert (await there.referral()).state == "requested"


async def test_the_guard_of_another_session_does_not_serve(there: Office) -> None:
    async with at_the_desk(there, "s1") as one, at_the_desk(there, "s2") as other:
        body = {"rid": RID.format(1), "text": "/cases"}
        answer = await one.post("/desk/say", json=body, headers=await csrf_of(other))
        assert answer.status_code == 401


async def test_a_tap_on_the_board_does_what_the_same_tap_does_in_the_messenger(
    there: Office,
) -> None:
    async with at_the_desk(there, "s1") as client:
        tap = (await taps_of(client))[f"@accept:{REFERENCE}"]
        body = {"rid": RID.format(1), "tap": tap}
        for _ in range(2):
            answer = await client.post("/desk/say", json=body, headers=await csrf_of(client))
            assert answer.status_code == 204
        await there.settle()
        case = await there.referral()
        assert (case.state, case.version) == ("accepted", 1)
        assert NAME in await told(client)
        assert text("staff", "staff.state.accepted", "fr") in (await client.get("/desk/board")).text


async def test_a_name_stands_in_the_conversation_and_never_on_the_board(there: Office) -> None:
    async with at_the_desk(there, "s1") as client:
        tap = (await taps_of(client))[f"@accept:{REFERENCE}"]
        body = {"rid": RID.format(1), "tap": tap}
        await client.post("/desk/say", json=body, headers=await csrf_of(client))
        await there.settle()
        assert NAME in await told(client)
        for path in ("/desk/", "/desk/board"):
            assert "alert(2)" not in (await client.get(path)).text


async def test_hostile_text_is_shown_as_it_is_written_and_never_as_markup(there: Office) -> None:
    async with at_the_desk(there, "s9") as coordinator, at_the_desk(there, "s1") as focal:
        for page in (await coordinator.get("/desk/board"), await focal.get("/desk/")):
            assert HOSTILE not in page.text
            assert "&lt;img src=x" in page.text


async def test_another_actors_case_cannot_be_seen_or_moved(there: Office) -> None:
    async with at_the_desk(there, "s2") as client, at_the_desk(there, "s1") as owner:
        assert REFERENCE not in (await client.get("/desk/board")).text
        borrowed = (await taps_of(owner))[f"@accept:{REFERENCE}"]
        desk = await there.parts.store.read(lambda work: work.chats.of_owner("s2"))
        address = next(chat.address for chat in desk if chat.channel == "desk")
        key = there.parts.ring.tap_key
        forged = [
            sign(key, address, f"@{act}:{REFERENCE}", version=0) for act in ("accept", "open")
        ]
        for number, tap in enumerate([borrowed, *forged, "A" * 16 + f".0.@accept:{REFERENCE}"]):
            body = {"rid": RID.format(number), "tap": tap}
            await client.post("/desk/say", json=body, headers=await csrf_of(client))
        await there.settle()
        assert (await there.referral()).state == "requested"
        assert NAME not in await told(client)


async def test_a_coordinator_sees_the_case_of_their_region_without_its_person(
    there: Office,
) -> None:
    async with at_the_desk(there, "s9") as client:
        board = (await client.get("/desk/board")).text
        assert REFERENCE in board
        assert "04.091.01.01" not in board
        assert f"@reroute:{REFERENCE}" in await taps_of(client)
        assert f"@accept:{REFERENCE}" not in await taps_of(client)
        assert "&lt; 5" in board


async def test_the_desk_speaks_the_staffs_other_language(there: Office) -> None:
    async with at_the_desk(there, "s1") as client:
        form = {"csrf": (await csrf_of(client))["x-csrf"], "lang": "ar"}
        assert (await client.post("/desk/language", data=form)).status_code == 303
        page = (await client.get("/desk/")).text
        assert 'dir="rtl"' in page
        assert text("staff", "staff.web.cases", "ar") in (await client.get("/desk/board")).text
        form["lang"] = "xx"
        await client.post("/desk/language", data=form)
        assert 'dir="rtl"' in (await client.get("/desk/")).text


async def test_a_notice_goes_to_the_messenger_and_not_to_a_desk_left_open(there: Office) -> None:
    async with at_the_desk(there, "s1") as client:
        case, around = await there.referral(), there.parts.around
        await there.parts.store.write(
            lambda work: send_card(Sitting(work, around, there.clock.now()), case, again=False)
        )
        await there.settle()
        assert REFERENCE in there.messenger.screens["s1"].messages[-1].rendered.text
        assert REFERENCE not in await told(client)


async def test_the_pages_of_the_desk_carry_the_headers(there: Office) -> None:
    async with at_the_desk(there, "s1") as client:
        for path in ("/desk/", "/desk/board", "/desk/enter/x"):
            headers = (await client.get(path)).headers
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["cache-control"] == "no-store"
            assert headers["referrer-policy"] == "no-referrer"


async def test_health_tells_the_queues_and_no_more(there: Office) -> None:
    async with browsing(there.site.app()) as client:
        answer = await client.get("/healthz")
        assert answer.status_code == 200
        assert answer.json() == {"database": "ok", "backlog": 0, "oldest_seconds": 0, "dead": 0}
        await there.parts.store.close()
        answer = await client.get("/healthz")
        assert (answer.status_code, answer.json()) == (503, {"database": "failed"})
