"""Tables as people write them: separators, encodings, labels, names for codes, parts."""

from datetime import date, datetime
from pathlib import Path

import pytest

from catalogue.exchange.draft import FileRefused
from catalogue.exchange.formats import format_of
from catalogue.exchange.headings import KINDS, labelled_columns
from catalogue.exchange.plan import planned
from catalogue.labels import code_label
from catalogue.needs import needs
from catalogue.schema import FIELDS, PARTS, SPOKEN
from catalogue.text import fold
from tests.catalogue.exchange.files import codes, read, read_text, text_file, workbook

SHARED = "id\tname_fr\tperimeter\tregion\tneeds\nA-1\tExemple\tnational\tnational\tfood;housing\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_out(separator: str, tmp_path: Path) -> None:
    text = f"id{separator}name_fr{separator}city\nA{separator}Écoute{separator}Rabat\n"
    assert read_text(tmp_path, text).told[0].values["name"] == {"fr": "Écoute"}


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("cp1252", ["read_in"])],
)
def test_the_encoding_is_found_out_and_an_old_one_told(
    encoding: str, told: list[str], tmp_path: Path
) -> None:
    draft = read_text(tmp_path, "id;name_fr\nA;Béni été\n", encoding=encoding)
    assert draft.told[0].values["name"] == {"fr": "Béni été"}
    assert [notice.code for notice in draft.notices] == told


def test_a_plain_table_of_actors_is_read_as_it_is(tmp_path: Path) -> None:
    draft = read_text(tmp_path, SHARED, ending=".tsv")
    assert draft.faults == ()
    values = draft.told[0].values
    assert (values["needs"], "perimeter" in values) == (("food", "housing"), False)
    assert [(each.code, each.values["what"]) for each in draft.notices] == [
        ("decided_columns", "region")
    ]


@pytest.mark.parametrize("lang", SPOKEN)
def test_headers_may_be_labels_of_either_language(lang: str, tmp_path: Path) -> None:
    labels = dict(labelled_columns("actor", lang))
    header = ";".join(labels[column] for column in ("id", "name_fr", "name_ar", "city"))
    draft = read_text(tmp_path, f"{header}\nA;Exemple;مثال;Rabat\n")
    assert draft.told[0].values == {
        "id": "A",
        "name": {"fr": "Exemple", "ar": "مثال"},
        "city": "Rabat",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_columns_of_a_sheet_have_one_label(kind: str) -> None:
    for lang in SPOKEN:
        labels = [fold(label) for _, label in labelled_columns(kind, lang)]
        assert len(set(labels)) == len(labels)


def test_closed_values_have_different_labels() -> None:
    for field in FIELDS:
        for lang in SPOKEN:
            labels = {fold(code_label(field.name, value, lang)) for value in field.values}
            assert len(labels) == len(field.values), field.name


def test_a_column_that_is_nearly_a_known_one_is_a_fault_and_another_is_left(
    tmp_path: Path,
) -> None:
    draft = read_text(tmp_path, "id,perimetre,couleur\nA,05,bleu\n")
    assert codes(draft) == [(1, "perimetre", "column_near")]
    assert draft.faults[0].values["near"] == "perimeter"
    assert [(each.code, each.column) for each in draft.notices] == [("unknown_column", "couleur")]


def test_faults_tell_row_and_column(tmp_path: Path) -> None:
    text = (
        "part,id,name_fr,founded,need,category\n"
        ",A,Exemple,an deux,,ngo\n"
        ",A,Encore,,,ngo\n"
        ",,Sans,,,\n"
        "service,A,,,,\n"
        "chose,A,,,food,\n"
        ",B b,x,,,club\n"
    )
    assert codes(read_text(tmp_path, text)) == [
        (2, "founded", "not_a_number"),
        (3, "id", "duplicate_id"),
        (4, "id", "missing"),
        (5, "need", "missing"),
        (6, "part", "unknown_part"),
        (7, "id", "not_an_id"),
    ]


@pytest.mark.parametrize(
    ("header", "code"),
    [("name_fr,city", "no_id_column"), ("id,city,city", "duplicate_column")],
)
def test_a_header_without_id_or_with_a_column_twice_is_a_fault(
    header: str, code: str, tmp_path: Path
) -> None:
    assert [each.code for each in read_text(tmp_path, f"{header}\nA,B,C\n").faults] == [code]


def test_cells_beyond_the_header_are_a_fault(tmp_path: Path) -> None:
    assert codes(read_text(tmp_path, "id,city\nA,Rabat,,oups\n")) == [(2, "", "beyond_header")]


@pytest.mark.parametrize(
    ("column", "said", "code"),
    [
        ("perimeter", "Béni Mellal", "05.091"),
        ("perimeter", "Commune de Béni Mellal", "05.091.01.01"),
        ("perimeter", "Oriental", "02"),
        ("perimeter", "جهة الشرق", "02"),
        ("needs", "Formation professionnelle", "vocational_training"),
        ("needs", "التكوين المهني", "vocational_training"),
    ],
)
def test_an_exact_name_is_read_as_its_code_and_told(
    column: str, said: str, code: str, tmp_path: Path
) -> None:
    draft = read_text(tmp_path, f"id;{column}\nA;{said}\n")
    assert draft.faults == ()
    assert draft.told[0].values[column] == (code,)
    assert [each.code for each in draft.notices] == ["read_as"]
    assert code in str(draft.notices[0].values["near"])


def test_of_a_province_and_its_town_a_site_is_in_the_town(tmp_path: Path) -> None:
    draft = read_text(tmp_path, "part;id;place\n;A;\nsite;A;Béni Mellal\n")
    assert draft.told[0].parts["site"] == ({"place": "05.091.01.01"},)


@pytest.mark.parametrize(
    ("column", "said", "code", "near"),
    [
        ("perimeter", "Driouh", "near_place", "Driouch"),
        ("perimeter", "Rabat;Sidi Slimane Echcharraa", "near_place", "Echcharaa"),
        ("needs", "Formation profesionel", "near_need", "vocational_training"),
        ("needs", "zzzz", "unknown_need", ""),
        ("perimeter", "qqqq", "unknown_place", ""),
    ],
)
def test_an_unknown_name_is_no_guess_but_the_nearest_is_proposed(
    column: str, said: str, code: str, near: str, tmp_path: Path
) -> None:
    draft = read_text(tmp_path, f"id\t{column}\nA\t{said}\n")
    assert [each.code for each in draft.faults] == [code]
    assert near in str(draft.faults[0].values.get("near", ""))


def test_what_contradicts_itself_is_a_fault(tmp_path: Path) -> None:
    text = (
        "part,id,name_fr,need,minimum_age,maximum_age,begins,ends,to,as\n"
        ",A,x,,,,,,,\n"
        "service,A,,food,30,18,,,,\n"
        "programme,A,Essai,,,,2026-05-01,2026-04-30,,\n"
        "link,A,,,,,,,A,partner\n"
    )
    draft = read_text(tmp_path, text)
    assert codes(draft) == [(3, "maximum_age", "ages_crossed"), (4, "ends", "ends_before")]
    own = planned(draft, {}).faults[-1]
    assert (own.row, own.column, own.code) == (5, "to", "self_link")


def test_a_code_that_a_spreadsheet_made_a_number_is_proposed(tmp_path: Path) -> None:
    (fault,) = read_text(tmp_path, "id,perimeter\nA,5.091\n").faults
    assert (fault.code, fault.values["near"]) == ("near_place", "Béni Mellal (05.091)")


def test_a_name_of_two_places_is_asked_back(tmp_path: Path) -> None:
    draft = read_text(tmp_path, "id;perimeter\nA;Ajdir\n")
    assert [each.code for each in draft.faults] == ["near_place"]
    near = str(draft.faults[0].values["near"])
    assert "01.051.01.09" in near
    assert "03.561.03.01" in near


def test_every_need_is_known_by_its_label() -> None:
    for lang in SPOKEN:
        labels = {fold(need.labels[lang]) for need in needs().values()}
        assert len(labels) == len(needs())
        assert not [label for label in labels if ";" in label]


def test_a_dash_alone_empties_and_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    draft = read_text(tmp_path, "id,name_fr,name_ar,city,note\nA,Exemple,-,-,\n")
    assert draft.told[0].values == {"id": "A", "name": {"fr": "Exemple"}}
    assert draft.told[0].cleared == (("name", "ar"), ("city", ""))


def test_sheets_are_known_by_label_or_code_and_others_are_told(tmp_path: Path) -> None:
    sheets = {
        "Acteurs": [["Identifiant", "Nom (fr)", "Année de création"], ["A-1", "Exemple", 2009.0]],
        "site": [["id", "place"], ["A-1", "05.091.01.01"]],
        "Liens": [["id", "to", "as"], ["A-1", "B-1", "partenaire"]],
        "Brouillon": [["x"], ["y"]],
    }
    draft = read(workbook(tmp_path / "x.xlsx", sheets))
    assert draft.faults == ()
    assert draft.told[0].values["founded"] == 2009
    assert draft.told[0].parts == {
        "site": ({"place": "05.091.01.01"},),
        "link": ({"to": "B-1", "as": "partner"},),
    }
    assert [each.code for each in draft.notices] == ["sheet_not_read"]


def test_a_workbook_of_one_sheet_is_read_like_a_csv(tmp_path: Path) -> None:
    rows = [
        ["part", "id", "name_fr", "need"],
        ["", "A", "Exemple", ""],
        ["Services", "A", "", "food"],
    ]
    draft = read(workbook(tmp_path / "x.xlsx", {"Feuil1": rows}))
    assert draft.told[0].parts == {"service": ({"need": "food"},)}


def test_days_of_a_workbook_are_days(tmp_path: Path) -> None:
    midnight = datetime(2026, 11, 2)  # noqa: DTZ001 - a workbook's days have no zone
    rows = [["id", "places_on"], ["A", date(2026, 11, 1)], ["B", midnight]]
    draft = read(workbook(tmp_path / "x.xlsx", {"Acteurs": rows}))
    assert [told.values["places_on"] for told in draft.told] == [
        date(2026, 11, 1),
        date(2026, 11, 2),
    ]


def test_scores_are_read_beside_the_actors(tmp_path: Path) -> None:
    text = (
        "part,id,assessor,day,criterion,score,note\n"
        "assessment,A,mission Exemple,2026-11-01,staff_qualified,3,vu sur place\n"
        "assessment,A,mission Exemple,2026-11-01,staff_qualified,7,\n"
    )
    draft = read_text(tmp_path, text)
    assert [(each.actor, each.score, each.note) for each in draft.scores] == [
        ("A", 3, "vu sur place")
    ]
    assert codes(draft) == [(3, "score", "too_big")]


def test_the_example_of_the_template_is_left_out_and_told(tmp_path: Path) -> None:
    draft = read_text(tmp_path, "id,name_fr\nEXEMPLE-1,Exemple\nA,Autre\n")
    assert [told.id for told in draft.told] == ["A"]
    assert [each.code for each in draft.notices] == ["example_skipped"]


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        format_of(text_file(tmp_path / "x.zzz", "id\nA\n"))
    assert refused.value.code == "unknown_ending"


def test_every_part_of_the_schema_can_be_told_in_a_file() -> None:
    assert {*PARTS} < {*KINDS}
