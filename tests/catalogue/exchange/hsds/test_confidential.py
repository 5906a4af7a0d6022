"""Nothing hidden, and nothing for staff alone, is in any byte of a published file."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from catalogue.exchange.formats import PUBLISHED, format_of, speaking_format_of
from catalogue.exchange.leaving import leaving
from catalogue.exchange.merging import merged
from catalogue.exchange.neutral import is_guarded, with_needs_of_services
from catalogue.labels import need_label
from catalogue.needs import CONFIDENTIAL, sensitive_needs
from catalogue.record import Record, changes
from catalogue.schema import SPOKEN

KEPT_BACK = {"visibility": "hidden"}
FOR_STAFF = {"visibility": "staff"}
PLANTED = Record(
    {
        "id": "OPEN",
        "name": {"fr": "Association ouverte", "ar": "جمعية مفتوحة"},
        "needs": ("food", "emergency_shelter"),
        "tier": "information",
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
    """All that is in a file of what must not be told, unpacked."""
    return unpacked(ending, lang, folder, PLANTED, HIDDEN, STAFF)


def unpacked(ending: str, lang: str, folder: Path, *records: Record) -> bytes:
    """All that is in a file of these records, unpacked."""
    path = folder / f"x{ending}"
    speaking = speaking_format_of(path)
    if speaking:
        speaking.write(records, path, lang=lang, assured={})
    else:
        format_of(path).write(records, path)
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


REFUGE = Record(
    {
        "id": "REFUGE",
        "name": {"fr": "Association neutre", "ar": "جمعية محايدة"},
        "needs": ("food", "trafficking", "violence"),
    },
    {
        "service": (
            {"need": "addiction", "name": {"fr": "PLANTED-cure", "ar": "PLANTED-cure"}},
            {"need": "food", "name": {"fr": "Repas"}, "site": "PLANTED-street"},
        ),
        "site": (
            {
                "place": "05.091.01.01",
                "address": {"fr": "PLANTED-street", "ar": "PLANTED-street"},
                "access": {"fr": "PLANTED-door"},
                "latitude": 33.987654,
                "longitude": -6.876543,
            },
        ),
        "contact": ({"kind": "post", "value": "PLANTED-street"},),
        "link": ({"to": "REFUGE", "as": "partner", "need": "minor_return"},),
        "programme": ({"name": {"fr": "Appui"}, "needs": ("food", "child_protection")},),
    },
)


@pytest.mark.parametrize("lang", SPOKEN)
@pytest.mark.parametrize("ending", PUBLISHED)
def test_no_sensitive_need_has_a_name_and_its_actor_no_address(
    ending: str, lang: str, tmp_path: Path
) -> None:
    told = unpacked(ending, lang, tmp_path, REFUGE).decode().casefold()
    kept = (*sensitive_needs(), "planted", "33.98")
    assert [secret for secret in kept if secret in told] == []
    assert ending == ".geojson" or need_label(CONFIDENTIAL, lang).casefold() in told
    assert ending != ".geojson" or "refuge" not in told


@pytest.mark.parametrize(
    "served",
    [{"needs": ("emergency_shelter",)}, {"needs": ("food",), "hidden_services": ("violence",)}],
)
@pytest.mark.parametrize(("tier", "points"), [("referral", 0), ("information", 1)])
def test_a_shelter_is_on_no_map_and_a_police_station_is(
    served: dict[str, tuple[str, ...]], tier: str, points: int, tmp_path: Path
) -> None:
    own = {"id": "A", "name": {"fr": "Exemple"}, "tier": tier, **served}
    path = tmp_path / "x.geojson"
    format_of(path).write([Record(own, {"site": ({"place": "05.091"},)})], path)
    assert len(json.loads(path.read_bytes())["features"]) == points


@pytest.mark.parametrize("ending", PUBLISHED)
def test_our_own_public_file_is_taken_back_and_takes_no_sensitive_need_away(
    ending: str, tmp_path: Path
) -> None:
    unpacked(ending, "fr", tmp_path, REFUGE, PLANTED)
    draft = format_of(tmp_path / f"x{ending}").read(tmp_path / f"x{ending}")
    assert draft.faults == ()
    codes = [notice.code for notice in draft.notices]
    assert codes == ([] if ending == ".geojson" else ["hsds_confidential"])
    known = {each.id: each for each in (REFUGE, PLANTED)}
    assert [changes(known[t.id], merged(known[t.id], t)) for t in draft.told if t.id in known] == [
        ()
    ] * len(draft.told)


def test_a_file_without_services_guards_the_same_sites() -> None:
    site, service = {"place": "05.091"}, {"need": "violence"}
    whole = Record({"id": "A", "name": {"fr": "A"}}, {"site": (site,), "service": (service,)})
    (left,) = leaving([with_needs_of_services(whole)], ("site",))
    assert "service" not in left.parts
    assert is_guarded(left)
