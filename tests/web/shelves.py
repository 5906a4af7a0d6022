"""An office with a catalogue worth looking at, and how its forms are filled by a browser."""

import html
import re
from typing import Any

import httpx

from catalogue.record import Record
from storage.work import Work
from tests.storage import samples
from tests.web.office import HOSTILE, OTHER_ACTOR, Office, seat

CSRF = re.compile(r'name="csrf" value="([^"]+)"')
HOME = "/desk/catalogue"
SECRET, STAFF_NOTE, CONTACT = "ADRESSE-CACHEE", "NOTE-INTERNE", "0500000000"
HIDDEN_ACTOR = "ABRI"


def fill(work: Work) -> None:
    """What an actor tells staff alone and nobody at all, a hidden actor, more people."""
    for name in ("EN", OTHER_ACTOR, HIDDEN_ACTOR):
        work.records.write([record(name)], by="test")
    seat(work, samples.coordinator("s8", region="12"))
    seat(work, samples.coordinator("s7", region="04"))


def record(name: str, **values: Any) -> Record:
    own = {
        "id": name,
        "name": {"fr": f"Exemple {name} {HOSTILE}"},
        "needs": ("food", "violence", "trafficking"),
        "hidden_services": ("trafficking",),
        "perimeter": ("04",),
        "note": f"{STAFF_NOTE}-{name}",
        "visibility": "hidden" if name == HIDDEN_ACTOR else "public",
        **values,
    }
    return Record(
        own,
        {
            "site": (
                {"place": "04", "name": {"fr": "Siège"}, "visibility": "public"},
                {"place": "04", "name": {"fr": SECRET}, "visibility": "hidden"},
            ),
            "contact": ({"kind": "phone", "value": CONTACT, "certainty": "A"},),
        },
    )


async def csrf(client: httpx.AsyncClient, path: str = HOME) -> str:
    found = CSRF.search((await client.get(path)).text)
    assert found
    return found[1]


def field(page: str, name: str) -> str:
    """What stands in a hidden box of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return html.unescape(found[1])


async def filled(client: httpx.AsyncClient, path: str, **typed: str) -> dict[str, str]:
    """A form as a browser would send it, with some boxes typed over."""
    page = (await client.get(path)).text
    boxes = re.findall(r'<input id="[^"]*" name="([^"]+)" value="([^"]*)"', page)
    areas = re.findall(r'<textarea id="[^"]*" name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.S)
    chosen = re.findall(r'<select id="[^"]*" name="([^"]+)".*?</select>', page, re.S)
    form = {name: html.unescape(value) for name, value in (*boxes, *areas)}
    for name in chosen:
        block = re.search(rf'name="{re.escape(name)}".*?</select>', page, re.S)
        picked = re.search(r'value="([^"]*)" selected', block[0]) if block else None
        form[name] = picked[1] if picked else ""
    ticked = re.findall(r'type="checkbox" name="([^"]+)" value="([^"]+)" checked', page)
    many: dict[str, Any] = {}
    for name, value in ticked:
        many.setdefault(name, []).append(value)
    return {**form, **many, "csrf": field(page, "csrf"), "was": field(page, "was"), **typed}


async def now(there: Office, actor: str = "EN") -> Record:
    found = await there.parts.store.read(lambda work: work.records.get(actor))
    assert found is not None
    return found


async def audited(there: Office, action: str, subject: str) -> bool:
    return await there.parts.store.read(lambda work: work.audit.noted(action, subject))


def sees(page: str) -> tuple[bool, bool, bool]:
    """What a page shows: a staff field, a hidden row, a public contact."""
    return STAFF_NOTE in page, SECRET in page, CONTACT in page
