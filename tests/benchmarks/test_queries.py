"""The labelled queries are well formed, their halves apart, and the shares counted as told."""

import subprocess
import sys
from collections import Counter

import pytest

from benchmarks.keywords import Keywords
from benchmarks.queries import HALVES, Query, Reading, figures, queries
from catalogue.lexicon import Trigger
from catalogue.needs import needs as taxonomy
from catalogue.places import gazetteer

KINDS = {"", "suicide", "violence", "confinement", "child", "other"}
LANGS = {"fr", "ar", "ary", "ary_Latn", "mixed"}


@pytest.mark.parametrize("half", HALVES)
def test_every_label_is_one_the_program_knows(half: str) -> None:
    places = {place.code for place in gazetteer().places()}
    for query in queries(half):
        assert query.text.strip(), query.key
        assert query.lang in LANGS, query.key
        assert query.danger in KINDS, query.key
        assert query.needs <= set(taxonomy()), query.key
        assert query.right_places | query.candidates <= places, query.key
        assert len(query.candidates) != 1, query.key


@pytest.mark.parametrize("half", HALVES)
def test_each_half_holds_every_need_four_times_in_all_written_forms(half: str) -> None:
    asked = Counter(code for query in queries(half) for code in query.needs)
    written = Counter(query.lang for query in queries(half))
    assert {code for code in taxonomy() if asked[code] < 4} == set()
    assert set(written) == LANGS
    assert min(written.values()) >= 60


def test_no_message_stands_in_both_halves_or_twice() -> None:
    texts = Counter(query.text.casefold() for half in HALVES for query in queries(half))
    keys = Counter(query.key for half in HALVES for query in queries(half))
    assert {text for text, times in texts.items() if times > 1} == set()
    assert {key for key, times in keys.items() if times > 1} == set()


def test_the_misread_of_the_test_half_cannot_be_printed() -> None:
    command = [sys.executable, "-m", "benchmarks.queries", "--errors", "test"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert refused.stdout == ""


def query(needs: str = "", *, place: str = "", candidates: str = "", danger: str = "") -> Query:
    return Query(
        key="q",
        lang="fr",
        text="",
        needs=frozenset(needs.split()),
        right_places=frozenset(place.split()),
        candidates=frozenset(candidates.split()),
        danger=danger,
    )


def reading(
    of: Query, needs: str = "", *, places: str = "", kind: str | None = None, sure: str = ""
) -> Reading:
    found = tuple(places.removeprefix("? ").split())
    return Reading(
        query=of,
        needs=frozenset(needs.split()),
        confident=frozenset(sure.split()),
        place=None if places.startswith("?") or not found else found[0],
        places=found,
        danger=kind is not None,
        danger_kind=kind,
    )


def shares(*readings: Reading) -> dict[str, float | None]:
    return {line["bench"].removeprefix("x."): line["value"] for line in figures("x", readings)}


def test_needs_are_counted_over_all_messages() -> None:
    measured = shares(
        reading(query("housing food"), "housing"),
        reading(query("debt"), "debt legal_aid"),
        reading(query()),
        reading(query(), "employment"),
    )
    assert measured["needs_precision"] == 0.5
    assert measured["needs_recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert measured["needs_f1"] == pytest.approx(4 / 7, abs=1e-4)
    assert measured["abstention"] == 0.5


def test_sensitive_needs_and_confident_mistakes_are_counted_apart() -> None:
    measured = shares(
        reading(query("violence food"), "violence", sure="violence"),
        reading(query("addiction"), "debt", sure="debt"),
    )
    assert measured["sensitive_recall"] == 0.5
    assert measured["wrong_confident"] == 0.5


def test_a_keyword_is_heard_as_it_is_written_only() -> None:
    peer = Keywords([Trigger("employment", "fr", "strong", "du travail")])
    assert peer.needs("Je cherche DU TRAVAIL") == {"employment"}
    assert peer.needs("je cherche du travaille") == frozenset()


def test_danger_counts_what_is_missed_misnamed_and_cried_for_nothing() -> None:
    measured = shares(
        reading(query(danger="violence"), kind="violence"),
        reading(query(danger="child"), kind="violence"),
        reading(query(danger="suicide")),
        reading(query(), kind="other"),
        reading(query()),
    )
    assert measured["danger_recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert measured["danger_kind"] == 0.5
    assert measured["danger_false"] == 0.5


def test_a_place_is_right_first_among_three_or_held_back_when_nobody_could_settle_it() -> None:
    measured = shares(
        reading(query(place="a"), places="a b"),
        reading(query(place="a"), places="b c a"),
        reading(query(place="a"), places="b c d a"),
        reading(query(candidates="a b"), places="? b a"),
        reading(query(candidates="a b"), places="a b"),
        reading(query(), places="a"),
        reading(query()),
    )
    assert measured["place_top1"] == pytest.approx(1 / 3, abs=1e-4)
    assert measured["place_top3"] == pytest.approx(2 / 3, abs=1e-4)
    assert measured["place_held_back"] == 0.5
    assert measured["place_false"] == 0.5


def test_a_share_of_nothing_is_told_as_none() -> None:
    assert shares()["danger_recall"] is None
