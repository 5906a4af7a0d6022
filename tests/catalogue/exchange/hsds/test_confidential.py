"""Nothing hidden, and nothing for staff alone, is in any byte of a published file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from catalogue.exchange.formats import PUBLISHED, format_of, speaking_format_of
from catalogue.record import Record
from catalogue.schema import SPOKEN

KEPT_BACK = {"visibility": "hidden"}
FOR_STAFF = {"visibility": "staff"}
PLANTED = Record(
    {
        "id": "OPEN",
        "name": {"fr": "Association ouverte", "ar": "جمعية مفتوحة"},
        "needs": ("food", "emergency_shelter"),
        "hidden_services": ("emergency_shelter",),
        "note": "PLANTED-note",
        "source": "PLANTED-source",
        "strengths": {"fr": ("PLANTED-strength",), "ar": ("PLANTED-strength",)},
        "budget": 424_242,
    },
    {
        "service": (
            {"need": "food", "name": {"fr": "Repas"}, "site": "PLANTED-front"},
            {"need": "violence", "name": {"fr": "PLANTED-service"}, **KEPT_BACK},
            {"need": "emergency_shelter", "name": {"fr": "PLANTED-shelter"}},
            {
                "need": "legal_aid",
                "name": {"fr": "PLANTED-desk", "ar": "PLANTED-desk"},
                **FOR_STAFF,
            },
        ),
        "site": (
            {"place": "05.091.01.01", "name": {"fr": "Accueil"}},
            {
                "place": "04.421.01.00",
                "name": {"fr": "PLANTED-front"},
                "address": {"fr": "PLANTED-street", "ar": "PLANTED-street"},
                "latitude": 33.987654,
                "longitude": -6.876543,
                **KEPT_BACK,
            },
            {"place": "01.511", "name": {"ar": "PLANTED-annex"}, **FOR_STAFF},
        ),
        "contact": (
            {"kind": "phone", "value": "PLANTED-0500000000", **KEPT_BACK},
            {"kind": "email", "value": "planted-staff@example.org", **FOR_STAFF},
            {"kind": "web", "value": "https://example.org/open", "certainty": "C"},
        ),
        "link": ({"to": "HIDDEN-ACTOR", "as": "parent"}, {"to": "STAFF-ACTOR", "as": "partner"}),
        "programme": ({"name": {"fr": "Appui"}, "needs": ("food", "emergency_shelter")},),
        "evidence": ({"field": "city", "source": "PLANTED-evidence"},),
    },
)
HIDDEN = Record({"id": "HIDDEN-ACTOR", "name": {"fr": "PLANTED-hidden"}, **KEPT_BACK})
STAFF = Record({"id": "STAFF-ACTOR", "name": {"fr": "PLANTED-for-staff"}, **FOR_STAFF})
SECRETS = (
    "planted", "hidden-actor", "staff-actor", "emergency_shelter", "violence", "33.98", "424242",
    "hébergement", "shelter", "إيواء",
)  # fmt: skip


def written(ending: str, lang: str, folder: Path) -> bytes:
    """All that is in a file, unpacked."""
    path = folder / f"x{ending}"
    speaking = speaking_format_of(path)
    if speaking:
        speaking.write([PLANTED, HIDDEN, STAFF], path, lang=lang, assured={})
    else:
        format_of(path).write([PLANTED, HIDDEN, STAFF], path)
    if ending != ".zip":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("lang", SPOKEN)
@pytest.mark.parametrize("ending", PUBLISHED)
def test_nothing_kept_back_is_in_a_published_file(ending: str, lang: str, tmp_path: Path) -> None:
    told = written(ending, lang, tmp_path).decode().casefold()
    assert [secret for secret in SECRETS if secret in told] == []
    assert "OPEN".casefold() in told


def test_the_same_words_are_found_where_they_may_stand(tmp_path: Path) -> None:
    """The test above can fail: without the marks that keep them back the words are there."""
    row = {name: value for name, value in PLANTED.rows("site")[1].items() if name != "visibility"}
    path = tmp_path / "x.json"
    format_of(path).write([Record(PLANTED.values, {"site": (row,)})], path)
    assert b"PLANTED-street" in path.read_bytes()
