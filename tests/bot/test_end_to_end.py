"""The real program over HTTP, from the first word to the closed referral, in every language.

Once against our own Bot API server and once against the independent one, which checks our calls by
its own reading of the documentation.
"""

import asyncio
import socket
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from locales.texts import LANGUAGES
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.emulator import Emulator
from tests.fakes.members import Member, plain
from tests.fakes.program import Program
from tests.fakes.returnees import REFERENCE, SENTENCES, FocalPoint, Returnee
from tests.fakes.staffed import ADDRESSES, staff
from tests.fakes.waiting import until

WITHIN = 60.0


async def until_accepted(returnee: Returnee, focal: FocalPoint) -> None:
    """A referral sent and accepted."""
    await returnee.seeks_work(patience=WITHIN)
    before = len(returnee.screen.said())
    await focal.does("staff.card.accept", returnee.reference)
    await returnee.answered(before, within=WITHIN)


async def asked(returnee: Returnee, purpose: str) -> None:
    """The follow-up comes by itself behind a line that says nothing, and the person says yes."""
    question = returnee.says(f"follow_up.{purpose}", reference=returnee.reference)
    shown = await returnee.until(
        lambda screen: [each for each in screen.said() if question in plain(each.text)],
        within=WITHIN, wanted=question,
    )  # fmt: skip
    assert not REFERENCE.search(shown[0].versions[0])
    before = len(returnee.screen.said())
    await returnee.taps(returnee.says(f"follow_up.{purpose}.yes"))
    await returnee.answered(before, within=WITHIN)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("server", "spoken"), [(BotApi, "fr"), (Emulator, "ar")])
async def test_a_referral_is_closed_in_every_language(
    tmp_path: Path, server: type[BotApi | Emulator], spoken: str
) -> None:
    async with server() as api:
        program = Program(tmp_path, api.url, TAWJIH_LOG_LEVEL="DEBUG")
        await staff(program, spoken)
        await program.start()
        focal = FocalPoint(api, ADDRESSES["focal"], name="Focal")
        focal.language = spoken
        returnees = [Returnee(api, 20_000 + n) for n, _ in enumerate(LANGUAGES)]
        for returnee, language in zip(returnees, LANGUAGES, strict=True):
            returnee.language = language
        await asyncio.gather(*(until_accepted(each, focal) for each in returnees))

        program.passes(timedelta(days=3, hours=1))
        await asyncio.gather(*(asked(each, "day3") for each in returnees))
        for each in returnees:
            await focal.does("staff.card.outcome", each.reference)
            await focal.does("staff.outcome.got_help", each.reference)
        program.passes(timedelta(days=11))
        await asyncio.gather(*(asked(each, "day14") for each in returnees))
        assert await program.stop() == 0

    logged = program.log.read_text(encoding="utf-8")
    secrets = (TOKEN, TOKEN.partition(":")[2], "Nadia", "20001", *SENTENCES.values())
    assert [each for each in secrets if each in logged] == []

    with closing(sqlite3.connect(program.database)) as database:
        query = "SELECT state, outcome, person_says, provider_says, disputed FROM referral"
        closed = set(database.execute(query).fetchall())
        dead = database.execute(
            "SELECT (SELECT count(*) FROM inbox WHERE state = 'dead')"
            " + (SELECT count(*) FROM outbox WHERE state = 'dead')"
        ).fetchone()
    assert closed == {("completed", "got_help", "got_help", "got_help", 0)}
    assert dead == (0,)


def free_port() -> int:
    """A port that nobody uses now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.slow
async def test_what_comes_by_webhook_while_the_program_is_down_is_answered_later(
    tmp_path: Path,
) -> None:
    port = free_port()
    settings = {
        "TAWJIH_PORT": str(port),
        "TAWJIH_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "TAWJIH_TELEGRAM_WEBHOOK_SECRET": "a-secret-of-the-webhook",
    }
    async with BotApi() as api:
        program, person = Program(tmp_path, api.url, **settings), Member(api, 4711)
        await program.start()
        await until(lambda: api.webhook, within=WITHIN)
        await person.types("/start")
        await person.answered(0, within=WITHIN)
        await program.kill()

        before = len(person.screen.said())
        await person.types("/language")
        assert api.webhook_answers == [200, 0]
        await program.start()
        await until(lambda: api.ledger.done("setWebhook")[1:], within=WITHIN)
        await api.deliver_webhook()
        await person.answered(before, within=WITHIN)
        assert api.webhook_answers == [200, 0, 200]
        assert await program.stop() == 0
