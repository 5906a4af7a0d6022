"""Reading commands: the starter without a database, the database's own catalogue with one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.commands.catalogue_source import current
from bot.settings import Settings
from catalogue.record import record_of
from catalogue.starter import starter_actors
from storage.store import Store


def settings(folder: Path, *, starter: bool = True) -> Settings:
    return Settings(
        database_url=f"sqlite:///{folder / 'x.db'}",
        key_file=folder / "x.key",
        keys_url=None,
        telegram_token=None,
        clock_file=None,
        starter_catalogue=starter,
    )


async def test_without_a_database_the_starter_is_read_and_no_file_made(tmp_path: Path) -> None:
    found = await current(settings(tmp_path))
    assert {each.id for each in found.actors} == {each.id for each in starter_actors()}
    assert not any(tmp_path.iterdir())  # noqa: ASYNC240


async def test_a_setting_leaves_the_starter_out(tmp_path: Path) -> None:
    assert not (await current(settings(tmp_path, starter=False))).actors


async def test_with_a_database_its_own_catalogue_is_read(tmp_path: Path) -> None:
    mine = replace(starter_actors()[0], id="MINE")
    used = settings(tmp_path)
    store = await Store.at(used.database_url, used.key_file, starter=[record_of(mine)])
    await store.write(lambda work: work.actors.verified("MINE", date(2026, 11, 1), "test"))
    await store.close()
    found = await current(used)
    assert [each.id for each in found.actors] == ["MINE"]
    assert found.actors[0].verified_on == date(2026, 11, 1)
