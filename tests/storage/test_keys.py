"""The key ring and the three things that belong together: database, key file, store of keys."""

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.errors import DatabaseAddress, KeyFileFault, KeyMissing, Unreadable, WrongKey
from storage.keys import KeyRing
from storage.store import Store
from storage.vault import Vault
from storage.work import Work
from tests.storage.conftest import NOON, Opener
from tests.storage.samples import NAME, keep_somebody


def modes_in(folder: Path) -> dict[str, int]:
    return {each.name: each.stat().st_mode & 0o777 for each in folder.iterdir()}


def test_a_ring_is_read_back_as_it_was_made(tmp_path: Path) -> None:
    file = tmp_path / "tawjih.key"
    made = KeyRing.create(file)
    assert KeyRing.load(file) == made
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["tawjih.key"]


def test_a_ring_is_never_made_over_another(tmp_path: Path) -> None:
    file = tmp_path / "tawjih.key"
    made = KeyRing.create(file)
    with pytest.raises(KeyFileFault):
        KeyRing.create(file)
    assert KeyRing.load(file) == made


def test_a_ring_shows_no_key_when_printed() -> None:
    ring = KeyRing.fresh()
    assert str(ring.tap_key) not in repr(ring)
    assert repr(ring) == f"KeyRing(current={ring.current!r})"


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"version": 2}', "not json", '{"version": 1, "wrapping": 3}']
)
def test_a_damaged_key_file_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "tawjih.key"
    file.write_text(content)
    file.chmod(0o600)
    with pytest.raises(KeyFileFault) as fault:
        KeyRing.load(file)
    assert (fault.value.key, fault.value.values) == ("cli.key_damaged", {"path": str(file)})


def test_a_key_of_another_length_is_no_key(tmp_path: Path) -> None:
    file = tmp_path / "tawjih.key"
    ring = KeyRing.create(file).to_json()
    file.write_text(json.dumps(ring | {"tap": "c2hvcnQ="}))
    with pytest.raises(KeyFileFault):
        KeyRing.load(file)


def test_a_key_file_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tawjih.key"
    KeyRing.create(file)
    file.chmod(0o640)
    with pytest.raises(KeyFileFault) as fault:
        KeyRing.load(file)
    assert fault.value.key == "cli.key_open"


def test_lookups_differ_by_purpose_text_and_ring() -> None:
    ring = KeyRing.fresh()
    lookups = {
        ring.lookup("chat", "1"), ring.lookup("chat", "2"), ring.lookup("lane", "1"),
        KeyRing.fresh().lookup("chat", "1"),
    }  # fmt: skip
    assert len(lookups) == 4
    assert ring.lookup("chat", "1") in lookups


async def test_where_neither_stands_both_are_made(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "tawjih.key"
    store = await Store.at(database_url, file)
    assert store.made
    await store.write(keep_somebody)
    await store.close()
    again = await Store.at(database_url, file)
    assert not again.made
    assert await again.read(lambda work: work.people.facts("p1")["call_name"]) == NAME
    await again.close()


async def test_two_programs_started_at_once_share_what_one_of_them_made(
    database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "new.key"
    stores = await asyncio.gather(*(Store.at(database_url, file) for _ in range(4)))
    try:
        assert [each.made for each in stores].count(True) == 1
        assert KeyRing.ensure(file) == KeyRing.load(file)
    finally:
        for each in stores:
            await each.close()


async def test_a_database_without_its_key_file_is_refused(
    database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "tawjih.key"
    await (await Store.at(database_url, file)).close()
    file.unlink()
    with pytest.raises(KeyMissing) as refusal:
        await Store.at(database_url, file)
    assert refusal.value.key == "cli.key_missing"
    assert not file.exists()


async def test_a_database_made_for_another_key_is_refused(
    database_url: str, opened: Opener
) -> None:
    await opened(database_url)
    with pytest.raises(WrongKey):
        await opened(database_url, ring=KeyRing.fresh())


async def test_a_ring_with_another_key_of_lookups_is_refused(
    database_url: str, opened: Opener, ring: KeyRing
) -> None:
    await opened(database_url)
    mixed = KeyRing.from_json(ring.to_json() | {"lookup": KeyRing.fresh().to_json()["lookup"]})
    with pytest.raises(WrongKey):
        await opened(database_url, ring=mixed)


async def test_a_database_whose_store_of_keys_is_gone_is_refused(
    tmp_path: Path, opened: Opener
) -> None:
    url = f"sqlite:///{tmp_path / 'tawjih.db'}"
    await (await opened(url)).close()
    (tmp_path / "tawjih.db.keys").unlink()
    with pytest.raises(KeyMissing):
        await opened(url)


async def test_keys_left_by_a_removed_database_are_not_taken_over(
    tmp_path: Path, opened: Opener
) -> None:
    url = f"sqlite:///{tmp_path / 'tawjih.db'}"
    await (await opened(url)).close()
    (tmp_path / "tawjih.db").unlink()
    with pytest.raises(WrongKey) as refusal:
        await opened(url, ring=KeyRing.fresh())
    assert refusal.value.key == "cli.keys_foreign"
    assert (await opened(url)).made


async def test_keys_may_live_in_a_database_of_their_own(tmp_path: Path, opened: Opener) -> None:
    url, keys_url = f"sqlite:///{tmp_path / 'a.db'}", f"sqlite:///{tmp_path / 'elsewhere.db'}"
    store = await opened(url, keys_url=keys_url)
    await store.write(keep_somebody)
    assert not [name for name in modes_in(tmp_path) if name.endswith(".keys")]
    assert b"p1" in (tmp_path / "elsewhere.db").read_bytes()


async def test_files_are_readable_by_their_owner_alone(tmp_path: Path, opened: Opener) -> None:
    await opened(f"sqlite:///{tmp_path / 'tawjih.db'}")
    modes = modes_in(tmp_path)
    assert modes.keys() >= {"tawjih.db", "tawjih.db-wal", "tawjih.db.keys"}
    assert set(modes.values()) == {0o600}


@pytest.mark.parametrize(
    "url", ["mysql://host/name", "nonsense", "", "sqlite+pysqlcipher:///x", "postgresql://h:port/x"]
)
async def test_an_unknown_kind_of_database_is_named(url: str, ring: KeyRing) -> None:
    with pytest.raises(DatabaseAddress):
        await Store.open(url, ring)


@pytest.mark.parametrize("form", ["sqlite:///{}", "sqlite+aiosqlite:///{}"])
async def test_both_forms_of_an_address_open_the_same_database(
    tmp_path: Path, opened: Opener, form: str
) -> None:
    await (await opened(f"sqlite:///{tmp_path / 'tawjih.db'}")).close()
    assert not (await opened(form.format(tmp_path / "tawjih.db"))).made


async def test_a_renewed_ring_opens_all_and_wraps_anew(tmp_path: Path, opened: Opener) -> None:
    url, file = f"sqlite:///{tmp_path / 'tawjih.db'}", tmp_path / "tawjih.key"
    old = KeyRing.create(file)
    store = await opened(url, ring=old)
    await store.write(lambda work: [keep_somebody(work, f"p{n}") for n in range(5)])
    await store.close()
    old.renewed().save(file)
    renewed = KeyRing.load(file)
    store = await opened(url, ring=renewed)
    # Killed after two of six: the ring still holds both keys, and the rest follows later.
    assert await store.rewrap(limit=2) == 2
    assert await store.read(lambda work: work.people.facts("p4")["call_name"]) == NAME
    assert [await store.rewrap(), await store.rewrap()] == [4, 0]
    assert await store.read(lambda work: work.people.facts("p0")["call_name"]) == NAME
    await store.close()
    with pytest.raises(WrongKey):
        await opened(url, ring=old)


async def test_one_key_stands_when_two_make_it_at_once(store: Store) -> None:
    def race(work: Work) -> bool:
        vault: Vault = store._vault
        vault.make("p1", NOON)
        second = vault.make("p1", NOON)
        sealed = second.encrypt(b"0" * 12, b"said", b"")
        return vault.keys(["p1"])["p1"].decrypt(b"0" * 12, sealed, b"") == b"said"

    assert await store.write(race)


async def test_a_value_moved_to_another_place_does_not_open(store: Store) -> None:
    def swap(work: Work) -> None:
        keep_somebody(work)
        work.people._session.run(text("UPDATE chat SET address = proposed_name"))

    await store.write(swap)
    with pytest.raises(Unreadable):
        await store.read(lambda work: work.chats.get("c-p1"))
