"""The catalogue for everybody: what is public, found in any language, and nothing else."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bot.web.catalogue.throttle import Throttle
from catalogue.needs import needs
from catalogue.record import Record
from locales.texts import LANGUAGES, text
from storage.work import Work
from tests.web.conftest import browsing
from tests.web.office import HOSTILE, Office, office

NOTE, HIDDEN_CONTACT, STREET = "NOTE-INTERNE", "0511111111", "12 rue de l'Exemple"


@pytest.fixture
async def there() -> AsyncIterator[Office]:
    async with office() as opened:
        await opened.parts.store.write(fill)
        yield opened


@pytest.fixture
async def visitor(there: Office) -> AsyncIterator[httpx.AsyncClient]:
    async with browsing(there.site.app()) as client:
        yield client


def fill(work: Work) -> None:
    some = (
        record("CANTINE", needs=("food",)),
        record("EQUIPE", needs=("food",), visibility="staff"),
        record("ABRI", needs=("emergency_shelter",), visibility="hidden"),
        record("FOYER", needs=("emergency_shelter", "food")),
        record("ECOUTE", needs=("violence",)),
        record("TRIBUNAL", needs=("legal_aid", "violence"), tier="information"),
        record("DISCRET", needs=("food", "trafficking"), hidden_services=("trafficking",)),
    )
    work.records.write(some, by="test")


def record(name: str, **values: Any) -> Record:
    own = {
        "id": name,
        "name": {"fr": f"Acteur {name} {HOSTILE}", "ar": f"جهة {name}"},
        "note": NOTE,
        "people": 12,
        "perimeter": ("04",),
        **values,
    }
    parts = {
        "site": ({"place": "04", "address": {"fr": f"{STREET} {name}"}},),
        "contact": (
            {"kind": "phone", "value": "0500000000"},
            {"kind": "phone", "value": HIDDEN_CONTACT, "visibility": "staff"},
        ),
    }
    return Record(own, parts)


async def asked(visitor: httpx.AsyncClient, **form: str) -> str:
    answer = await visitor.post("/actors", data=form)
    assert answer.status_code == 200
    return answer.text


def shown(page: str) -> set[str]:
    return set(re.findall(r"(?:Acteur|جهة) ([A-Z]+)", page))


async def test_everybody_sees_what_is_public_and_nothing_else(visitor: httpx.AsyncClient) -> None:
    page = (await visitor.get("/actors")).text
    assert {"CANTINE", "TRIBUNAL", "DISCRET"} <= shown(page)
    assert not {"EQUIPE", "ABRI"} & shown(page)
    assert "0500000000" in page
    assert HIDDEN_CONTACT not in page
    assert NOTE not in page
    assert HOSTILE not in page


async def test_where_people_are_sheltered_is_never_told(visitor: httpx.AsyncClient) -> None:
    page = (await visitor.get("/actors")).text
    assert f"{STREET} CANTINE".replace("'", "&#39;") in page
    assert f"{STREET} TRIBUNAL".replace("'", "&#39;") in page
    for name in ("FOYER", "ECOUTE", "DISCRET", "ABRI"):
        assert f"Exemple {name}" not in page


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_sensitive_need_is_named_nowhere_on_the_page(
    visitor: httpx.AsyncClient, lang: str
) -> None:
    page = (await visitor.get("/actors", params={"lang": lang})).text
    for code, need in needs().items():
        if need.sensitive:
            assert code not in page
            assert need.labels["fr"] not in page
            assert need.labels["ar"] not in page
    assert needs()["violence"].staff_labels["ar" if lang in ("ar", "ary") else "fr"] in page


@pytest.mark.parametrize(
    "sentence",
    ["je cherche à manger", "bghit nakol, ma 3endi ma nakol", "أحتاج إلى الطعام", "خاصني الماكلة"],
)
async def test_a_sentence_in_any_language_finds_who_helps(
    visitor: httpx.AsyncClient, sentence: str
) -> None:
    found = shown(await asked(visitor, q=sentence, lang="fr"))
    assert "CANTINE" in found
    assert not {"EQUIPE", "ECOUTE"} & found


async def test_danger_shows_the_numbers_first(visitor: httpx.AsyncClient) -> None:
    page = await asked(visitor, q="mon mari me frappe", lang="fr")
    assert page.index("8350") < page.index("<form")
    assert "violence" not in re.sub(r'value="[^"]*"', "", page).lower()


async def test_a_hidden_service_is_not_found_by_its_need(visitor: httpx.AsyncClient) -> None:
    assert "DISCRET" not in shown(await asked(visitor, need="trafficking"))
    assert "DISCRET" not in shown(await asked(visitor, need="confidential"))
    assert "ECOUTE" in shown(await asked(visitor, need="confidential"))


async def test_what_is_typed_stands_in_no_address(visitor: httpx.AsyncClient) -> None:
    page = await asked(visitor, q="mon mari me frappe", lang="fr")
    assert not re.search(r'(href|action)="[^"]*(frappe|need=|q=)', page)
    answer = await visitor.get("/actors", params={"q": "ECOUTE", "need": "food"})
    assert "ECOUTE" in shown(answer.text)
    assert 'value="ECOUTE"' not in answer.text


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_page_speaks_four_languages(visitor: httpx.AsyncClient, lang: str) -> None:
    page = await asked(visitor, lang=lang)
    assert text("person", "web.catalogue.heading", lang) in page
    assert text("person", "reason.to_be_verified", lang) in page
    assert f'dir="{"rtl" if lang in ("ar", "ary") else "ltr"}"' in page


async def test_the_operator_can_close_it(there: Office) -> None:
    async with browsing(there.site.app(public_catalogue=False)) as client:
        assert (await client.get("/actors")).status_code == 404


def test_who_asks_too_often_waits() -> None:
    now = [0.0]
    throttle = Throttle(most=2, seconds=60, clock=lambda: now[0])
    assert [throttle.lets("one") for _ in range(3)] == [True, True, False]
    assert throttle.lets("other")
    now[0] = 60.0
    assert throttle.lets("one")
