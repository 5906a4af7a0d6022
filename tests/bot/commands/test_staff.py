"""`tawjih staff`: invites are single-use links, a need is granted by name, leaving is for good."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bot.app import parts_of
from bot.commands import staff
from bot.ids import SecureIds
from casework.errors import OperatorError
from casework.hashes import invite_hash
from casework.person import StaffMember
from casework.sitting import Sitting
from casework.staffing import Wanted, accredit, invite, remove
from storage.keys import KeyRing
from storage.store import Store
from storage.work import Work
from tests.bot.commands.story import NOW, Operator, found, settings, store_in
from tests.storage.samples import chat

MINUTE = timedelta(minutes=1)
# The store dates its rows by the clock on the wall, whatever the day of the story.
WHENEVER = NOW + timedelta(days=36_500)
FOCAL = Wanted("focal", "ngo")
LINK = re.compile(r"https://tawjih\.example/\?start=join-([A-Za-z0-9_-]{22,40})")


async def test_an_invite_is_a_link_whose_token_is_kept_as_a_hash_alone(tmp_path: Path) -> None:
    async with store_in(tmp_path) as store:
        link = await staff.run(
            store, FOCAL, link="https://t.me/example_bot", ids=SecureIds(), now=NOW
        )
        payload = link.removeprefix("https://t.me/example_bot?start=")
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload)
        token = payload.removeprefix("join-")
        kept = await store.read(lambda work: work.staff.invite(invite_hash(work, token)))
        assert kept is not None
        assert (kept.role, kept.actor, kept.used_at) == ("focal", "ngo", None)
        assert kept.expires_at == NOW + timedelta(days=7)
    assert token.encode() not in found(tmp_path)


async def test_a_coordinator_is_invited_to_a_region_and_may_be_named_for_protection(
    tmp_path: Path,
) -> None:
    async with store_in(tmp_path) as store:
        wanted = Wanted("coordinator", region="05", protection=True, days=2)
        link = await staff.run(store, wanted, link="https://x", ids=SecureIds(), now=NOW)
        token = link.partition("join-")[2]
        kept = await store.read(lambda work: work.staff.invite(invite_hash(work, token)))
        assert kept is not None
        assert (kept.region, kept.protection) == ("05", True)
        lines = await store.read(lambda work: list(work.audit.lines(subject="05")))
        assert [line["action"] for line in lines] == ["invited.coordinator"]
        assert token not in repr(lines)


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        (Wanted("focal"), "actor_missing"),
        (Wanted("focal", "nobody"), "unknown_actor"),
        (Wanted("focal", "court"), "information_only"),
        (Wanted("focal", "ngo", region="05"), "focal_region"),
        (Wanted("focal", "ngo", protection=True), "focal_region"),
        (Wanted("coordinator", "ngo"), "coordinator_actor"),
        (Wanted("coordinator", region="05.091"), "unknown_region"),
        (Wanted("coordinator", region="x"), "unknown_region"),
        (replace(FOCAL, days=0), "bad_days"),
        (replace(FOCAL, days=31), "bad_days"),
    ],
)
async def test_an_invite_to_what_cannot_be_is_refused(
    tmp_path: Path, wanted: Wanted, key: str
) -> None:
    async with store_in(tmp_path) as store:
        with pytest.raises(OperatorError) as refused:
            await store.write(lambda work: invite(work, wanted, SecureIds(), NOW))
        assert refused.value.key == f"cli.staff.{key}"


async def test_a_sensitive_need_is_granted_by_name_and_logged(tmp_path: Path) -> None:
    async with store_in(tmp_path) as store:
        await store.write(lambda work: accredit(work, "ngo", "violence", NOW))
        actors = await store.read(lambda work: {a.id: a.accredited for a in work.actors.all()})
        assert actors["ngo"] == {"violence"}
        lines = await store.read(lambda work: list(work.audit.lines(subject="ngo")))
        assert [line["action"] for line in lines] == ["accredited.violence"]


@pytest.mark.parametrize(
    ("actor", "need", "key"),
    [
        ("nobody", "violence", "unknown_actor"),
        ("ngo", "nonsense", "unknown_need"),
        ("ngo", "food", "plain_need"),
        ("ngo", "trafficking", "not_served"),
    ],
)
async def test_nothing_else_can_be_granted(tmp_path: Path, actor: str, need: str, key: str) -> None:
    async with store_in(tmp_path) as store:
        with pytest.raises(OperatorError) as refused:
            await store.write(lambda work: accredit(work, actor, need, NOW))
        assert refused.value.key == f"cli.staff.{key}"


def sitting(store: Store, work: Work, folder: Path) -> Sitting:
    """A transaction of the operator's."""
    ring = KeyRing.load(settings(folder).key_file)
    return Sitting(work, parts_of(settings(folder), store, ring).around, NOW)


def joined(work: Work) -> None:
    work.staff.add(StaffMember("abcdef01" + "0" * 24, "focal", "ngo", "", NOW))
    work.staff.add(StaffMember("abcdef02" + "0" * 24, "coordinator", "", "05", NOW))
    work.chats.add(chat("c1", "abcdef01" + "0" * 24, staff=True))


async def test_who_is_removed_has_no_chat_and_no_access_any_more(tmp_path: Path) -> None:
    async with store_in(tmp_path) as store:
        await store.write(joined)
        gone = "abcdef01" + "0" * 24
        await store.write(lambda work: remove(sitting(store, work, tmp_path), "abcdef01"))
        left = await store.read(lambda work: [each.id[:8] for each in work.staff.all()])
        assert left == ["abcdef02"]
        assert await store.read(lambda work: work.chats.of_owner(gone)) == []
        freed = await store.read(lambda work: work.chats.get("c1"))
        assert freed is not None
        assert not freed.staff
        (exit_,) = await store.write(
            lambda work: work.outbox.claim(WHENEVER, limit=9, lease=MINUTE)
        )
        assert (exit_.kind, exit_.staff) == ("exit", False)


@pytest.mark.parametrize("member", ["abcdef", "", "zzzzzzzz", "abc"])
async def test_nobody_is_removed_by_half_a_name(tmp_path: Path, member: str) -> None:
    async with store_in(tmp_path) as store:
        await store.write(joined)
        with pytest.raises(OperatorError):
            await store.write(lambda work: remove(sitting(store, work, tmp_path), member))
        assert len(await store.read(lambda work: work.staff.all())) == 2


async def test_the_list_names_actors_and_regions_and_nobody(tmp_path: Path) -> None:
    async with store_in(tmp_path) as store:
        await store.write(joined)
        members, actors = await store.read(staff.everybody)
    console = Console(width=120, record=True, file=io.StringIO())
    console.print(staff.table(members, actors))
    told = console.export_text()
    assert "Association Exemple" in told
    assert "Béni Mellal-Khénifra" in told
    assert "abcdef010000" in told


async def test_without_telegram_the_link_leads_to_the_web_chat(tmp_path: Path) -> None:
    assert await staff.link(settings(tmp_path)) == "https://tawjih.example/"


async def test_a_bots_name_that_is_set_makes_a_link_into_telegram(tmp_path: Path) -> None:
    named = settings(tmp_path).model_copy(update={"bot_username": "example_bot"})
    assert await staff.link(named) == "https://t.me/example_bot"


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_the_command_prints_the_link_alone_and_saves_its_code(
    operator: Operator, suffix: str
) -> None:
    picture = operator.folder / f"code.{suffix}"
    ended = operator.types("staff", "invite", "--role", "coordinator", "--qr", str(picture))
    assert ended.returncode == 0, ended.stderr
    assert LINK.fullmatch(ended.stdout.strip())
    head = picture.read_bytes()[:200]
    assert head.startswith(b"\x89PNG") if suffix == "png" else b"<svg" in head


@pytest.mark.parametrize(
    "arguments",
    [
        ("staff", "invite", "--role", "nobody"),
        ("staff", "invite", "--role", "focal"),
        ("staff", "invite", "--role", "focal", "--actor", "NOBODY"),
        ("staff", "invite", "--role", "coordinator", "--qr", "code.gif"),
        ("staff", "invite", "--role", "coordinator", "--qr", "nowhere/at/all/code.png"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_bad_input_is_one_line_and_exit_code_two(
    operator: Operator, arguments: tuple[str, ...], lang: str
) -> None:
    operator.types("staff", "invite", "--role", "coordinator")
    ended = operator.types(*arguments, lang=lang)
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1
    assert ended.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [("staff", "list"), ("staff", "remove", "abcdef"), ("stats",)],
)
def test_where_there_is_no_database_none_is_made(
    operator: Operator, arguments: tuple[str, ...]
) -> None:
    ended = operator.types(*arguments)
    assert ended.returncode == 2
    assert "pas encore de base" in ended.stderr
    assert list(operator.folder.iterdir()) == []


def test_an_invite_that_cannot_be_makes_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OperatorError):
        staff.invite(role="coordinator", days=0)
    assert not [*tmp_path.iterdir()]
