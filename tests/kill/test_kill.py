"""The program is killed at random instants, under traffic, and nothing acknowledged is lost.

P1 and P2 of docs/reliability.md: the ledger of the Bot API server and the database are the judges,
real processes are killed with SIGKILL, and every pretend user must be answered. `KILLS=300` makes
it the full experiment, `KILL_SEED` another one.
"""

import asyncio
import os
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.bot_api import BotApi
from tests.fakes.members import Member
from tests.fakes.returnees import FocalPoint, Returnee
from tests.fakes.staffed import ADDRESSES, staff
from tests.fakes.waiting import until
from tests.kill.forked import ForkedProgram

KILLS = int(os.environ.get("KILLS", "32"))
SEED = int(os.environ.get("KILL_SEED", "2026"))
AT_ONCE = 10
PATIENCE = 120.0
CHATTERERS = 40
CHATTER_SECONDS = 0.25
LEASES_RUN_OUT = timedelta(seconds=61)


@dataclass
class Town:
    """Everybody who writes while the program is being killed."""

    api: BotApi
    returnees: list[Returnee] = field(default_factory=list)
    chatterers: list[Member] = field(default_factory=list)
    over: bool = False

    async def seek_work(self) -> None:
        """One returnee after another, until the kills are over."""
        while not self.over:
            returnee = Returnee(self.api, 20_000 + len(self.returnees))
            self.returnees.append(returnee)
            await returnee.seeks_work(patience=PATIENCE)

    async def chatter(self) -> None:
        """Short messages from many chats, four a second."""
        self.chatterers = [Member(self.api, 30_000 + n) for n in range(CHATTERERS)]
        while not self.over:
            for each in self.chatterers:
                await each.types("salam")
                await asyncio.sleep(CHATTER_SECONDS)
                if self.over:
                    break


@asynccontextmanager
async def alive(*coroutines: object) -> AsyncIterator[list[asyncio.Task[None]]]:
    """Tasks that are cancelled at the end."""
    tasks = [asyncio.create_task(each) for each in coroutines]  # type: ignore[arg-type]
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def kill_many(program: ForkedProgram, api: BotApi) -> int:
    """Kill and start again, sometimes long before it is ready; how many kills came mid-work."""
    chance, at_work = random.Random(SEED), 0
    for _ in range(KILLS):
        polls = api.updates.polls
        await program.start()
        if chance.random() < 0.9:
            await until(lambda seen=polls: api.updates.polls > seen, within=30)
            at_work += 1
        await asyncio.sleep(chance.random() * 0.9)
        await program.kill()
        program.passes(LEASES_RUN_OUT)
    return at_work


def rows(program: ForkedProgram, query: str) -> list[tuple[object, ...]]:
    """What the database holds, read without the program."""
    with closing(sqlite3.connect(program.database)) as database:
        return database.execute(query).fetchall()


def served(program: ForkedProgram) -> bool:
    """Whether nothing waits in either queue."""
    queues = "SELECT state FROM inbox UNION ALL SELECT state FROM outbox"
    return ("waiting",) not in rows(program, queues)


@pytest.mark.kill
@pytest.mark.slow
@pytest.mark.timeout(120 + 8 * KILLS)
async def test_no_kill_loses_an_update_or_doubles_a_referral(tmp_path: Path) -> None:
    async with BotApi() as api:
        program, town = ForkedProgram(tmp_path, api.url), Town(api)
        await staff(program)
        focal = FocalPoint(api, ADDRESSES["focal"], name="Focal")
        async with alive(focal.accepts(), town.chatter()):
            async with asyncio.TaskGroup() as seeking:
                for _ in range(AT_ONCE):
                    seeking.create_task(town.seek_work())
                at_work = await kill_many(program, api)
                town.over = True
                await program.start()
            await until(lambda: not api.updates.waiting and served(program), within=60)
        await program.kill()
        await program.close()
    judge(program, town, focal, at_work)


def judge(program: ForkedProgram, town: Town, focal: FocalPoint, at_work: int) -> None:
    """Compare what Telegram was told with what was kept and what was said."""
    acknowledged = {str(each) for each in town.api.updates.confirmed}
    done = {row[0] for row in rows(program, "SELECT update_id FROM inbox WHERE state = 'done'")}
    cases = Counter(row[0] for row in rows(program, "SELECT person FROM referral"))
    accepted = rows(program, "SELECT reference FROM referral WHERE state = 'accepted'")
    lost, doubled = acknowledged - done, [each for each, n in cases.items() if n > 1]
    unanswered = [each.chat for each in town.chatterers if each.sent and not each.screen.said()]
    print(
        f"\nkills {KILLS} ({at_work} at work), updates acknowledged {len(acknowledged)}, "
        f"lost {len(lost)}; referrals {cases.total()}, duplicated {len(doubled)}; "
        f"people without an answer {len(unanswered)}"
    )
    assert lost == set()
    assert doubled == []
    assert unanswered == []
    assert cases.total() == len(town.returnees) == len(accepted)
    assert [each.references() for each in town.returnees if len(each.references()) != 1] == []
    cards = {each.reference: len(focal.cards(each.reference)) for each in town.returnees}
    assert set(cards.values()) == {1}
