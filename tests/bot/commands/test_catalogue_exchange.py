"""`tawjih catalogue import|export|template|check|duplicates`, as an operator types them."""

from __future__ import annotations

import asyncio
import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from catalogue.exchange.formats import format_of
from catalogue.record import Record
from storage.store import Store
from tests.bot.commands.story import Operator, settings, store_in, with_case

HEADER = "id,name_fr,city,needs,perimeter\n"
GOOD = HEADER + "N-1,Association Nouvelle,Rabat,food,04\nngo,Association Exemple,Fès,food,\n"


def made(folder: Path) -> None:
    """A database with two invented actors."""

    async def open_it() -> None:
        async with store_in(folder):
            pass

    asyncio.run(open_it())


def records(folder: Path) -> dict[str, Record]:
    async def read() -> dict[str, Record]:
        store = await Store.at(settings(folder).database_url, settings(folder).key_file)
        try:
            return {each.id: each for each in await store.read(lambda work: work.records.all())}
        finally:
            await store.close()

    return asyncio.run(read())


def file(folder: Path, text: str, name: str = "liste.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_dry_run_tells_everything_and_writes_nothing(operator: Operator, tmp_path: Path) -> None:
    made(tmp_path)
    ended = operator.types("catalogue", "import", file(tmp_path, GOOD), "--dry-run")
    assert ended.returncode == 0
    assert "nouveaux : 1 · changés : 1" in ended.stdout
    assert "Fès" in ended.stdout
    assert "--dry-run" in ended.stdout
    assert records(tmp_path).keys() == {"ngo", "court"}


def test_without_a_database_a_dry_run_makes_none(operator: Operator, tmp_path: Path) -> None:
    ended = operator.types("catalogue", "import", file(tmp_path, GOOD), "--dry-run", "--json")
    told = json.loads(ended.stdout)
    assert (told["written"], told["new"]) == (False, ["N-1", "ngo"])
    assert not (tmp_path / "x.db").exists()


def test_an_import_writes_all_and_says_how_much(operator: Operator, tmp_path: Path) -> None:
    made(tmp_path)
    ended = operator.types("catalogue", "import", file(tmp_path, GOOD))
    assert ended.returncode == 0
    found = records(tmp_path)
    assert found["ngo"].values["city"] == "Fès"
    assert found["N-1"].values["perimeter"] == ("04",)
    again = operator.types("catalogue", "import", file(tmp_path, GOOD))
    assert "inchangés : 2" in again.stdout


def test_one_fault_and_nothing_is_written(operator: Operator, tmp_path: Path) -> None:
    made(tmp_path)
    text = GOOD + "N-2,Autre,,food,Driouh\n"
    ended = operator.types("catalogue", "import", file(tmp_path, text))
    assert ended.returncode == 2
    assert ended.stderr == "tawjih: rien n'est écrit : 1 faute(s) à corriger d'abord\n"
    shown = " ".join(ended.stdout.replace("│", " ").split())
    assert "Driouch" in shown
    assert records(tmp_path).keys() == {"ngo", "court"}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_report_is_kept_with_row_column_and_what_to_do(
    ending: str, operator: Operator, tmp_path: Path
) -> None:
    report = tmp_path / f"rapport{ending}"
    text = GOOD + "N-2,Autre,,food,Driouh\n"
    ended = operator.types("catalogue", "import", file(tmp_path, text), "--report", str(report))
    assert ended.returncode == 2
    if ending == ".csv":
        with report.open(encoding="utf-8-sig", newline="") as kept:
            rows = [tuple(row) for row in csv.reader(kept)]
    else:
        sheet = load_workbook(report).worksheets[0]
        rows = [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0][:4] == ("genre", "feuille", "ligne", "colonne")
    assert rows[1][:4] == ("Fautes", "", "4", "Périmètre (codes HCP) (perimeter)")
    assert "Driouch (02.167)" in rows[1][4]
    assert rows[1][5]


def test_contacts_are_not_written_and_the_operator_is_told(
    operator: Operator, tmp_path: Path
) -> None:
    made(tmp_path)
    text = "part,id,kind,value\ncontact,ngo,web,https://a.example\n"
    ended = operator.types("catalogue", "import", file(tmp_path, text))
    assert ended.returncode == 0
    assert "une coordination doit les approuver" in ended.stdout
    assert "propositions : 1 nouvelle(s), 0 déjà en attente" in ended.stdout
    assert records(tmp_path)["ngo"].rows("contact") == ()


def test_a_file_imported_twice_says_that_its_contacts_wait_already(
    operator: Operator, tmp_path: Path
) -> None:
    made(tmp_path)
    path = file(tmp_path, "part,id,kind,value\ncontact,ngo,web,https://a.example\n")
    operator.types("catalogue", "import", path)
    again = operator.types("catalogue", "import", path)
    assert "propositions : 0 nouvelle(s), 1 déjà en attente" in again.stdout
    waiting = operator.types("catalogue", "proposals", "--json").stdout
    assert len(waiting.splitlines()) == 1


def test_a_file_of_points_is_told_by_its_sites(operator: Operator, tmp_path: Path) -> None:
    path = tmp_path / "points.geojson"
    ended = operator.types("catalogue", "export", str(path))
    written = len(json.loads(path.read_text(encoding="utf-8"))["features"])
    assert ended.stdout.startswith(f"{written} lieux d'accueil")


def test_a_format_that_is_not_written_is_not_said_to_be_read(
    operator: Operator, tmp_path: Path
) -> None:
    ended = operator.types("catalogue", "export", str(tmp_path / "x.pdf"))
    assert (ended.returncode, "Formats : .csv" in ended.stderr) == (2, True)
    assert "lus" not in ended.stderr


def test_a_file_without_a_point_is_refused(operator: Operator, tmp_path: Path) -> None:
    made(tmp_path)
    empty = '{"type": "FeatureCollection", "features": []}'
    ended = operator.types("catalogue", "import", file(tmp_path, empty, "vide.geojson"))
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize(("lang", "told"), [("fr", "fiche créée"), ("en", "record created")])
def test_the_history_says_that_a_record_was_made(
    lang: str, told: str, operator: Operator, tmp_path: Path
) -> None:
    made(tmp_path)
    ended = operator.types("catalogue", "history", "ngo", lang=lang)
    assert told in " ".join(ended.stdout.replace("│", " ").split())


def test_a_row_is_taken_for_a_known_actor(operator: Operator, tmp_path: Path) -> None:
    made(tmp_path)
    ended = operator.types("catalogue", "import", file(tmp_path, HEADER + "Z,Exemple,Safi,,\n"),
                           "--same", "Z=ngo")  # fmt: skip
    assert ended.returncode == 0
    assert records(tmp_path)["ngo"].values["city"] == "Safi"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["x.pdf"], "format inconnu (.pdf)"),
        (["nothing.csv"], "ce fichier n'existe pas"),
        (["liste.csv", "--same", "Z"], "--same s'écrit NEW=OLD"),
        (["liste.csv", "--report", "r.pdf"], "rapport impossible à écrire"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    arguments: list[str], line: str, operator: Operator, tmp_path: Path
) -> None:
    file(tmp_path, GOOD)
    told = [str(tmp_path / each) if "." in each else each for each in arguments]
    ended = operator.types("catalogue", "import", *told)
    assert ended.returncode == 2
    assert line in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_the_report_speaks_english_where_the_operator_does(
    operator: Operator, tmp_path: Path
) -> None:
    ended = operator.types("catalogue", "import", file(tmp_path, GOOD), "--dry-run", lang="en")
    assert "new: 2" in ended.stdout


def test_invented_actors_are_refused_beside_real_cases(operator: Operator, tmp_path: Path) -> None:
    async def with_one() -> None:
        async with store_in(tmp_path) as store:
            await store.write(with_case)

    asyncio.run(with_one())
    ended = operator.types(
        "catalogue", "import", file(tmp_path, HEADER + "SYN-1,Inventée,,food,\n"), "--dry-run"
    )
    assert ended.returncode == 2
    assert "SYN-" in ended.stderr


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx"])
def test_an_export_holds_nothing_hidden_and_comes_back_unchanged(
    ending: str, operator: Operator, tmp_path: Path
) -> None:
    path = str(tmp_path / f"export{ending}")
    ended = operator.types("catalogue", "export", path)
    assert ended.stdout.startswith("87 acteurs")
    again = operator.types("catalogue", "import", path, "--dry-run", "--json")
    told = json.loads(again.stdout)
    assert (told["new"], told["changed"], told["faults"], told["unchanged"]) == ([], [], [], 87)
    draft = format_of(Path(path)).read(Path(path))
    told_of = {each.id: each.values for each in draft.told}
    assert "food" in told_of["EN"]["needs"]
    assert "emergency_shelter" not in repr(told_of["EN"])
    assert not [each for each in told_of.values() if "hidden_services" in each]


def test_an_export_is_narrowed_by_need_and_area(operator: Operator, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    arguments = ("catalogue", "export", str(path), "--need", "legal_aid", "--area", "Oujda")
    assert operator.types(*arguments).returncode == 0
    with path.open(encoding="utf-8-sig", newline="") as kept:
        rows = [row for row in csv.DictReader(kept) if not row["part"]]
    assert 0 < len(rows) < 87
    assert all("legal_aid" in row["needs"] for row in rows)


def test_a_need_that_is_hidden_does_not_find_its_actors(operator: Operator, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    operator.types("catalogue", "export", str(path), "--need", "emergency_shelter")
    with path.open(encoding="utf-8-sig", newline="") as kept:
        assert all("emergency_shelter" in row["needs"] for row in csv.DictReader(kept))


def test_an_export_to_nowhere_or_of_nothing_known_is_refused(
    operator: Operator, tmp_path: Path
) -> None:
    nowhere = operator.types("catalogue", "export", str(tmp_path / "no" / "x.csv"))
    part = operator.types("catalogue", "export", str(tmp_path / "x.csv"), "--part", "people")
    assert (nowhere.returncode, part.returncode) == (2, 2)
    assert "people" in part.stderr


def test_the_template_has_notes_drop_downs_and_an_example(
    operator: Operator, tmp_path: Path
) -> None:
    path = tmp_path / "modele.xlsx"
    assert operator.types("catalogue", "template", str(path)).returncode == 0
    book = load_workbook(path)
    assert book.sheetnames[:3] == ["Lisez-moi", "Acteurs", "Services"]
    sheet = book["Acteurs"]
    assert sheet["A1"].value == "Identifiant"
    assert sheet["A1"].comment is not None
    assert sheet["A2"].value == "EXEMPLE-1"
    assert sheet.freeze_panes == "B2"
    rules = sheet.data_validations.dataValidation
    assert any("association" in str(rule.formula1) for rule in rules)
    of_needs = book["Services"].data_validations.dataValidation
    assert any("'Valeurs'!" in str(rule.formula1) for rule in of_needs)
    hidden = [each.title for each in book.worksheets if each.sheet_state == "hidden"]
    assert hidden == ["Valeurs"]
    read_me = [cell.value for cell in book["Lisez-moi"]["A"]]
    assert any("المعرف" in str(line) for line in read_me)
    places = [cell.value for cell in book["Besoins et lieux"]["E"]]
    assert "05.091" in places


def test_a_template_of_another_format_is_refused(operator: Operator, tmp_path: Path) -> None:
    assert operator.types("catalogue", "template", str(tmp_path / "x.json")).returncode == 2


def test_check_counts_what_is_lacking_and_fails_for_what_is_wrong(
    operator: Operator, tmp_path: Path
) -> None:
    fine = operator.types("catalogue", "check")
    assert fine.returncode == 0
    made(tmp_path)
    text = "part,id,to,as\nlink,ngo,nobody,partner\n"
    assert operator.types("catalogue", "import", file(tmp_path, text)).returncode == 0
    wrong = operator.types("catalogue", "check", "--json")
    assert wrong.returncode == 1
    told = [json.loads(line) for line in wrong.stdout.splitlines()]
    assert {"unknown_actor", "no_source", "need_without_actor"} <= {each["code"] for each in told}
    shown = operator.types("catalogue", "check")
    assert "besoins sans acteur" in shown.stdout


def test_duplicates_are_listed_with_a_proposal(operator: Operator, tmp_path: Path) -> None:
    made(tmp_path)
    text = HEADER + "N-1,Association Exemple,,food,\n"
    found = operator.types("catalogue", "import", file(tmp_path, text))
    assert "Doublons possibles" in found.stdout
    ended = operator.types("catalogue", "duplicates", "--json")
    (pair,) = [json.loads(line) for line in ended.stdout.splitlines()]
    assert {pair["kept"], pair["other"]} == {"ngo", "N-1"}
    assert "paires possibles : 1" in operator.types("catalogue", "duplicates").stdout


@pytest.mark.parametrize("ending", [".json", ".zip"])
def test_two_languages_travel_in_two_files_and_change_nothing(
    operator: Operator, tmp_path: Path, ending: str
) -> None:
    made(tmp_path)
    before = records(tmp_path)
    for lang in ("fr", "ar"):
        path = str(tmp_path / f"{lang}{ending}")
        assert operator.types("catalogue", "export", path, "--lang", lang).returncode == 0
        ended = operator.types("catalogue", "import", path)
        assert (ended.returncode, "inchangés" in ended.stdout) == (0, True)
    assert records(tmp_path) == before


def test_a_language_that_no_text_is_in_is_refused(operator: Operator, tmp_path: Path) -> None:
    ended = operator.types("catalogue", "export", str(tmp_path / "x.json"), "--lang", "en")
    assert ended.returncode == 2
    assert "fr, ar" in ended.stderr
