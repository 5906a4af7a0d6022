"""The whole work with an actor of the starter catalogue: an invite made by `tawjih staff invite`
is opened in the messenger, the record is confirmed, and only then is the actor referred to.

On SQLite with the machine's own clock jumping, and on PostgreSQL.
"""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest

from locales.texts import LANGUAGES
from tests.e2e.jumping import LIBRARIES, NO_FAKETIME, JumpingProgram
from tests.fakes.bot_api import BOT, BotApi
from tests.fakes.emulator import Emulator
from tests.fakes.program import Program
from tests.fakes.returnees import FocalPoint, Returnee

WITHIN = 60.0
ACTOR = "ANAPEC"


async def join(program: Program, focal: FocalPoint) -> None:
    """Open the link that the command prints, once, and confirm the record."""
    printed = await program.runs("staff", "invite", "--role", "focal", "--actor", ACTOR)
    address, _, payload = printed.strip().partition("?start=")
    assert address == f"https://t.me/{BOT['username']}"
    await focal.types(f"/start {payload}")
    await focal.taps(focal.says(f"staff.language.{focal.language}"), WITHIN)
    await focal.taps(focal.says("staff.join.join"), WITHIN)
    await focal.taps(focal.says("staff.record.right"), WITHIN)
    await focal.sees(focal.says("staff.record.said_right"), WITHIN)

    stranger = FocalPoint(focal.server, 666, name="Autre")
    await stranger.types(f"/start {payload}")
    await stranger.sees(stranger.says("staff.join.no_invite"), WITHIN)


async def referred(returnee: Returnee, focal: FocalPoint) -> None:
    """A referral sent and accepted."""
    await returnee.seeks_work(patience=WITHIN)
    before = len(returnee.screen.said())
    await focal.does("staff.card.accept", returnee.reference)
    await returnee.answered(before, within=WITHIN)


async def followed(returnee: Returnee, purpose: str) -> None:
    """The question comes by itself; the person says yes."""
    question = returnee.says(f"follow_up.{purpose}", reference=returnee.reference)
    await returnee.sees(question, WITHIN)
    before = len(returnee.screen.said())
    await returnee.taps(returnee.says(f"follow_up.{purpose}.yes"), WITHIN)
    await returnee.answered(before, within=WITHIN)


async def play(program: Program, api: BotApi | Emulator) -> list[dict[str, object]]:
    """The story in four languages; the cases as `tawjih person export` tells them at the end."""
    focal = FocalPoint(api, 9001, name="Focal")
    await program.start()
    await join(program, focal)
    returnees = [Returnee(api, 20_000 + n) for n, _ in enumerate(LANGUAGES)]
    for returnee, language in zip(returnees, LANGUAGES, strict=True):
        returnee.language = language
    await asyncio.gather(*(referred(each, focal) for each in returnees))
    program.passes(timedelta(days=3, hours=1))
    await asyncio.gather(*(followed(each, "day3") for each in returnees))
    for each in returnees:
        await focal.does("staff.card.outcome", each.reference)
        await focal.does("staff.outcome.got_help", each.reference)
    program.passes(timedelta(days=11))
    await asyncio.gather(*(followed(each, "day14") for each in returnees))
    assert await program.stop() == 0
    return [await case(program, each.reference) for each in returnees]


async def case(program: Program, reference: str) -> dict[str, object]:
    """How a case ended."""
    told = json.loads(await program.runs("person", "export", reference, "--reason", "a test"))
    kept = ("actor", "state", "outcome", "person_says", "provider_says", "disputed")
    return {name: told["referral"][0][name] for name in kept}


CLOSED = {
    "actor": ACTOR,
    "state": "completed",
    "outcome": "got_help",
    "person_says": "got_help",
    "provider_says": "got_help",
    "disputed": False,
}


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(not LIBRARIES, reason=NO_FAKETIME)
async def test_a_follow_up_comes_when_the_machines_clock_jumps(tmp_path: Path) -> None:
    async with BotApi() as api:
        assert await play(JumpingProgram(tmp_path, api.url), api) == [CLOSED] * len(LANGUAGES)


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_the_whole_work_is_done_on_postgresql(tmp_path: Path, postgres_database: str) -> None:
    async with Emulator() as api:
        program = Program(tmp_path, api.url, TAWJIH_DATABASE_URL=postgres_database)
        assert await play(program, api) == [CLOSED] * len(LANGUAGES)
