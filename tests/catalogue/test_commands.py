"""`tawjih match`, `catalogue` and `lexicon`, entered as an operator enters them."""

import json
from io import StringIO

import pytest

from bot.commands.root import main
from bot.commands.wording import worded
from catalogue.starter import starter_actors
from locales.texts import has

KEYS = {"text", "lang", "needs", "place", "places", "danger", "danger_kind", "offers"}
OFFER = {
    "actor", "service", "name", "score", "distance_km", "referable", "why_not", "reasons",
}  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert _ended(list(arguments)) in (0, None)
    return capsys.readouterr().out


def _ended(arguments: list[str]) -> object:
    """What the command ends with; it may simply return."""
    try:
        main(arguments)
    except SystemExit as ended:
        return ended.code
    return 0


def test_match_gives_one_object_per_argument(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "match", "--json", "bghit chi khdma f bni mlal", "je veux mourir")
    work, danger = map(json.loads, out.splitlines())
    assert set(work) == KEYS
    assert [need["code"] for need in work["needs"]] == ["employment"]
    assert work["place"]["code"] == "05.091.01.01"
    assert set(work["place"]) == {"code", "name_fr", "name_ar", "level", "score"}
    assert set(work["offers"][0]) == OFFER
    assert all(isinstance(reason, str) for reason in work["offers"][0]["reasons"])
    assert (danger["danger"], danger["danger_kind"]) == (True, "suicide")


def test_match_reads_one_message_per_line_empty_ones_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("bonjour\n\nj'ai faim\n"))
    found = [json.loads(line) for line in run(capsys, "match", "--json").splitlines()]
    assert [each["text"] for each in found] == ["bonjour", "", "j'ai faim"]
    assert [len(each["needs"]) for each in found] == [0, 0, 1]


def test_actors_are_listed_by_a_name_in_any_spelling(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "catalogue", "list", "--json", "--name", "entraid nasional wjda")
    assert json.loads(out.splitlines()[0])["id"].startswith("EN")
    assert run(capsys, "catalogue", "list", "--json", "--name", "zzzz") == ""


def test_a_word_the_lexicon_does_not_know_is_shown_with_the_nearest_phrases(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = run(capsys, "lexicon", "check", "bghit lojment f wjda")
    (near,) = [line for line in out.splitlines() if "lojment" in line and "logement" in line]
    assert "(emergency_shelter)" in near
    assert not [line for line in out.splitlines() if "« wjda » n" in line]
    assert "sans logement (" not in run(capsys, "lexicon", "check", "je cherche un logement")


def test_match_shows_evidence_and_reasons_to_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "match", "--explain", "je cherche un logement à Oujda")
    assert "housing" in out
    assert "logement" in out
    assert "02.411.01.23" in out


def test_explained_every_score_is_the_sum_of_its_parts(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "match", "--json", "--explain", "khdma f casa w skna"))
    assert set(found) == {*KEYS, "signs", "scales", "left_out"}
    for offer in found["offers"]:
        assert set(offer) == {*OFFER, "account"}
        told = offer["account"]
        parts = sum(part["weight"] * part["worth"] for part in told["parts"].values())
        assert parts == pytest.approx(told["sum"], abs=0.002)
        score = told["sum"] * told["later_need"] * told["variety"]
        assert score == pytest.approx(offer["score"], abs=0.003)


def test_explained_every_need_has_the_signs_its_score_is_made_of(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = "mon mari kaydrebni, bghit chi khdma"
    found = json.loads(run(capsys, "match", "--json", "--explain", text))
    counting = [sign for sign in found["signs"] if sign["fate"] == "counts"]
    assert {need["code"] for need in found["needs"]} <= {
        *(sign["speaks_for"] for sign in counting),
        "violence",  # what the danger says of the need
    }
    assert {sign["danger"] for sign in counting} == {True, False}
    assert {sign["pattern"] for sign in counting} == {True, False}
    family = {s["fate"] for s in found["signs"] if s["speaks_for"] == "family_mediation"}
    assert "taken" in family


def test_explained_others_are_left_out_with_the_reason_for_a_person_to_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = run(capsys, "match", "--explain", "bghit chi khdma f casa")
    assert worded("cli.match.left_elsewhere")[:12] in out
    assert worded("cli.match.part_speed") in out


def test_a_sensitive_need_is_not_named_in_the_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "match", "--json", "je cherche un psychologue"))
    said = " ".join(reason for offer in found["offers"] for reason in offer["reasons"])
    assert found["offers"]
    assert "psycholog" not in said.lower()


def test_every_reason_has_a_sentence_in_four_languages() -> None:
    codes = (
        "offers_need", "same_commune", "near", "same_cercle", "same_province", "same_region",
        "national", "place_unknown", "accredited", "answers_fast", "full_until", "verified_on",
        "to_be_verified", "information_only",
    )  # fmt: skip
    for language in ("fr", "ar", "ary", "ary_Latn"):
        assert all(has("person", f"reason.{code}", language) for code in codes)


def test_the_catalogue_is_listed_and_filtered(capsys: pytest.CaptureFixture[str]) -> None:
    everyone = run(capsys, "catalogue", "list", "--json").splitlines()
    assert len(everyone) == len(starter_actors())
    assert {json.loads(line)["rung"] for line in everyone} == {"listed"}
    some = run(
        capsys, "catalogue", "list", "--json", "--need", "disability", "--area", "oujda"
    ).splitlines()
    ids = {json.loads(line)["id"] for line in some}
    assert "SAFAE" in ids
    assert "COAPH-OZ" not in ids


def test_a_record_is_shown_without_its_hidden_services(capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(run(capsys, "catalogue", "show", "bayti", "--json"))
    assert record["id"] == "BAYTI"
    assert "emergency_shelter" not in record["needs"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("catalogue", "show", "NOBODY"),
        ("catalogue", "list", "--need", "no_such_need"),
        ("catalogue", "list", "--area", "zzzzqqq"),
    ],
)
def test_what_is_not_known_is_said_in_one_line(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_the_lexicon_has_no_faults_and_a_phrase_is_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(run(capsys, "lexicon", "check").splitlines()) == 1
    out = run(capsys, "lexicon", "check", "bghit kridi bach n7el mechrou3")
    assert "business_finance" in out
    assert "mʃrw3" in out


def test_a_phrase_is_shown_with_its_alarms_and_patterns(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "lexicon", "check", "khdaw liya lpassport")
    assert "confinement" in out
    assert "take+they+me" in out
