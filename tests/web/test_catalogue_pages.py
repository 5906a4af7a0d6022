"""The catalogue at the desk: who finds and reads what, in which language, as which paper."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locales.texts import text
from tests.web.office import HOSTILE, Office, at_the_desk, office
from tests.web.shelves import (
    HIDDEN_ACTOR,
    HOME,
    SECRET,
    STAFF_NOTE,
    audited,
    csrf,
    fill,
    record,
    sees,
)


@pytest.fixture
async def there() -> AsyncIterator[Office]:
    async with office() as opened:
        await opened.parts.store.write(fill)
        yield opened


@pytest.mark.parametrize(
    ("who", "actor", "seen"),
    [
        ("s1", "EN", (True, False, True)),
        ("s2", "EN", (False, False, True)),
        ("s9", "EN", (True, True, True)),
        ("s8", "EN", (True, False, True)),
        ("s1", HIDDEN_ACTOR, (False, False, False)),
        ("s8", HIDDEN_ACTOR, (False, False, False)),
        ("s9", HIDDEN_ACTOR, (True, True, True)),
    ],
)
async def test_each_role_reads_what_is_theirs_and_no_more(
    there: Office, who: str, actor: str, seen: tuple[bool, bool, bool]
) -> None:
    async with at_the_desk(there, who) as client:
        page = await client.get(f"{HOME}/actor/{actor}")
        assert sees(page.text) == seen
        assert page.status_code == (200 if any(seen) else 404)


async def test_a_need_that_is_kept_back_is_named_to_nobody_but_who_looks_after_the_record(
    there: Office,
) -> None:
    for who, status in (("s1", False), ("s2", False), ("s8", False), ("s9", True)):
        async with at_the_desk(there, who) as client:
            path = f"{HOME}/actor/EN/edit/action" if who != "s2" else f"{HOME}/actor/EN"
            shown = (await client.get(f"{HOME}?need=trafficking")).text
            assert ('/actor/EN"' in shown) is status
            page = (await client.get(path)).text
            assert ('value="trafficking" checked' in page) is status


async def test_looks_at_another_organisations_staff_fields_are_in_the_audit(there: Office) -> None:
    async with at_the_desk(there, "s2") as client:
        await client.get(f"{HOME}/actor/EN")
        assert not await audited(there, "record_read", "EN")
    async with at_the_desk(there, "s9") as client:
        await client.get(f"{HOME}/actor/EN")
        assert await audited(there, "record_read", "EN")


async def test_without_a_session_the_catalogue_is_closed(there: Office) -> None:
    from_nobody = ("", "/actor/EN", "/actor/EN/edit/identity", "/proposals", "/papers/network")
    async with at_the_desk(there, "s1") as client:
        client.cookies.clear()
        for path in from_nobody:
            answer = await client.get(HOME + path)
            assert answer.status_code == 401
            assert "Exemple" not in answer.text


async def test_a_sentence_finds_what_the_chat_would_find_and_danger_shows_the_numbers(
    there: Office,
) -> None:
    async with at_the_desk(there, "s9") as client:
        page = (await client.get(HOME, params={"q": "bghit mankoul, ma 3andi ma naakel"})).text
        assert "Exemple EN" in page
        assert 'role="alert"' not in page
        page = (await client.get(HOME, params={"q": "mon mari me frappe"})).text
        assert 'role="alert"' in page
        assert "8350" in page
        assert "violence" not in re.sub(r'name="q" value="[^"]*"|href="[^"]*"', "", page)


async def test_a_paper_is_a_file_whose_name_says_nothing(there: Office) -> None:
    async with at_the_desk(there, "s9") as client:
        answer = await client.get(f"{HOME}/papers/network.docx?need=violence")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"] == 'attachment; filename="tawjih.docx"'
        assert answer.headers["cache-control"] == "no-store"
        assert answer.content[:2] == b"PK"
        assert (await client.get(f"{HOME}/papers/network.exe")).status_code == 404
        assert (await client.get(f"{HOME}/papers/other")).status_code == 404
    assert await audited(there, "paper_drawn", "")


async def test_papers_of_staff_fields_are_for_those_who_read_them(there: Office) -> None:
    for who, paper, status in (
        ("s1", "/actor/EN/papers/swot", 200),
        ("s2", "/actor/EN/papers/swot", 404),
        ("s2", "/actor/EN/papers/fiche", 200),
        ("s2", "/papers/capacity", 404),
        ("s2", "/papers/report", 404),
        ("s2", "/papers/gaps?need=food&place=04", 200),
        ("s9", "/papers/capacity", 200),
        ("s9", "/papers/shortlist", 404),
        ("s9", "/papers/shortlist?need=food", 200),
        ("s9", f"/actor/{HIDDEN_ACTOR}/papers/fiche", 404),
    ):
        async with at_the_desk(there, who) as client:
            answer = await client.get(HOME + paper)
            assert answer.status_code == status, paper
            assert STAFF_NOTE not in answer.text or who != "s2"
            assert SECRET not in answer.text
            assert HOSTILE not in answer.text


@pytest.mark.parametrize("lang", ["fr", "ar"])
async def test_the_pages_speak_both_languages_of_the_staff(there: Office, lang: str) -> None:
    async with at_the_desk(there, "s9") as client:
        form = {"csrf": await csrf(client), "lang": lang, "here": "/proposals"}
        answer = await client.post(f"{HOME}/language", data=form)
        assert answer.headers["location"] == f"{HOME}/proposals"
        for path in ("", "/proposals", "/actor/EN", "/actor/EN/edit/contact"):
            page = (await client.get(HOME + path)).text
            assert f'lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in page
        form["here"] = "//example.org"
        answer = await client.post(f"{HOME}/language", data=form)
        assert answer.headers["location"] == HOME


async def test_invented_actors_are_said_to_be_on_every_page(there: Office) -> None:
    async with at_the_desk(there, "s9") as client:
        banner = text("staff", "staff.catalogue.synthetic", "fr")
        assert banner not in (await client.get(HOME)).text
        invented = replace(record("EN"), values={**record("EN").values, "id": "SYN-1"})
        await there.parts.store.write(lambda work: work.records.write([invented], by="test"))
        for path in ("", "/proposals", "/actor/EN", "/actor/EN/edit/contact", "/papers/network"):
            assert banner in (await client.get(HOME + path)).text
        answer = await client.get("/actors")
        assert text("person", "web.catalogue.synthetic", "fr") in answer.text


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.text(max_size=120), place=st.text(max_size=20), page=st.text(max_size=8))
async def test_whatever_is_typed_is_shown_as_written_and_breaks_nothing(
    there: Office, typed: str, place: str, page: str
) -> None:
    told = {"q": f"{typed}<b>&\"'", "place": place, "page": page, "need": typed, "sort": place}
    async with at_the_desk(there, "s9") as client:
        for answer in (
            await client.get(HOME, params=told),
            await client.post("/actors", data=told),
        ):
            assert answer.status_code == 200
            assert "<b>&" not in answer.text
            assert HOSTILE not in answer.text


@pytest.mark.parametrize("actor", ["nobody", "%2e%2e", "EN%00", "<script>", "x" * 300])
async def test_an_actor_that_is_not_there_is_not_found(there: Office, actor: str) -> None:
    async with at_the_desk(there, "s9") as client:
        for path in ("", "/edit/identity", "/edit/<x>", "/papers/network"):
            assert (await client.get(f"{HOME}/actor/{actor}{path}")).status_code in (404, 405)
