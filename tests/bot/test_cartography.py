"""The material of the cartography: the starter without a database, the database's own with one."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from bot.cartography import read
from bot.settings import Settings
from catalogue.assessment import Score
from catalogue.mapping.material import Demand
from catalogue.record import Record
from catalogue.starter import starter_records
from storage.actors import Actors
from storage.store import Store
from storage.work import Work

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def settings(folder: Path) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        database_url=f"sqlite:///{folder / 't.db'}",
        key_file=folder / "t.key",
    )


async def test_without_a_database_it_is_the_starter_and_no_file_is_made(tmp_path: Path) -> None:
    found = await read(settings(tmp_path))
    assert [entry.record for entry in found.entries] == list(starter_records())
    assert not any(tmp_path.iterdir())  # noqa: ASYNC240


async def test_a_database_tells_records_scores_and_what_was_granted(tmp_path: Path) -> None:
    used = settings(tmp_path)
    store = await Store.at(used.database_url, used.key_file)
    record = Record({"id": "SYN-1", "name": {"fr": "Exemple"}, "needs": ("violence",)})
    score = Score("SYN-1", "mission", date(2026, 11, 1), "means", 2)
    await store.write(lambda work: work.records.write([record], by="s1"))
    await store.write(lambda work: work.assessments.keep([score]))
    grant = partial(Actors.accredit, actor="SYN-1", need="violence", by="s9", at=NOON)
    await store.write(lambda work: grant(work.actors))
    await store.close()
    found = await read(used)
    assert [(entry.id, sorted(entry.actor.accredited)) for entry in found.entries] == [
        ("SYN-1", ["violence"])
    ]
    assert (list(found.scores), found.synthetic) == ([score], True)


async def test_a_database_tells_what_was_asked_for_without_small_numbers(tmp_path: Path) -> None:
    used = settings(tmp_path)
    store = await Store.at(used.database_url, used.key_file)

    def lacking(work: Work) -> None:
        for need, province, times in (("housing", "05.311", 12), ("food", "05.091", 3)):
            for _ in range(times):
                work.gaps.count(need, province, NOON)

    await store.write(lacking)
    await store.close()
    found = (await read(used)).demand
    assert found["housing", "05.311"] == Demand(12, 12)
    assert found["food", "05.091"] == Demand(None, None)
