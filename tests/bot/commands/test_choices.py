"""`tawjih catalogue shortlist` and `gaps`, typed by an operator without a database."""

import json
from pathlib import Path

import pytest

from tests.bot.commands.story import Operator

LIST = ("catalogue", "shortlist", "--need", "legal", "--area", "Oriental")
GAPS = ("catalogue", "gaps", "--area", "Béni Mellal")


def test_the_shortlist_is_read_in_the_terminal(operator: Operator) -> None:
    ended = operator.types(*LIST)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Liste courte" in ended.stdout
    assert "Oriental" in ended.stdout
    assert "Couverture de la zone" in ended.stdout


def test_the_shortlist_is_told_to_machines_as_one_document(operator: Operator) -> None:
    told = json.loads(operator.types(*LIST, "--json", "--weight", "cost=0", "--many", "2").stdout)
    assert (told["need"], told["area"], told["reader"]) == ("legal_aid", "02", "public")
    assert "cost" not in told["weights"]
    assert [each["rank"] for each in told["ranked"]] == [*range(1, len(told["ranked"]) + 1)]
    for each in told["ranked"]:
        points = sum(part["points"] for part in each["parts"].values())
        assert points == pytest.approx(each["score"], abs=0.0001)
    assert told["sensitivity"]["moves"] > 20


def test_staff_alone_see_who_is_kept_for_staff(operator: Operator) -> None:
    need = ("catalogue", "shortlist", "--need", "psychosocial", "--area", "02", "--json")
    everybody = operator.types(*need).stdout
    assert '"DDM"' not in everybody
    assert '"DDM"' in operator.types(*need, "--staff").stdout


@pytest.mark.parametrize(
    "weight",
    [
        "luck=2",
        "coverage=x",
        "coverage",
        "coverage=-1",
        "coverage=1e308",
        "coverage=101",
        "cost=nan",
    ],
)
def test_a_weight_of_no_use_is_refused_in_one_line_with_the_names_there_are(
    operator: Operator, weight: str
) -> None:
    ended = operator.types(*LIST, "--weight", weight)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "coverage" in ended.stderr


@pytest.mark.parametrize(
    "words", [("--need", "nothing"), ("--need", "food", "--area", "Nullepart-sur-Mer")]
)
@pytest.mark.parametrize("command", ["shortlist", "gaps"])
def test_an_unknown_need_or_place_is_refused(
    operator: Operator, command: str, words: tuple[str, ...]
) -> None:
    ended = operator.types("catalogue", command, *words)
    assert (ended.returncode, ended.stdout) == (2, "")


def test_gaps_are_read_in_the_terminal_and_told_to_machines(operator: Operator) -> None:
    assert "Manques et couverture" in operator.types(*GAPS).stdout
    lines = operator.types(*GAPS, "--need", "housing", "--json").stdout.splitlines()
    (found,) = map(json.loads, lines)
    assert (found["need"], found["province"], found["mark"]) == ("housing", "05.091", "nobody")
    assert found["general"] == "EN-BK"
    assert (found["asked"], found["nobody"]) == (0, 0)


def test_gaps_of_one_sensitive_need_are_for_staff_alone(operator: Operator) -> None:
    one = (*GAPS, "--need", "trafficking", "--json")
    lines = operator.types(*one).stdout.splitlines()
    assert {json.loads(line)["need"] for line in lines} == {"sensitive"}
    every = operator.types(*GAPS, "--json").stdout
    assert '"sensitive"' in every
    assert '"trafficking"' not in every
    assert '"trafficking"' in operator.types(*one, "--staff").stdout


@pytest.mark.parametrize("command", [LIST, GAPS])
@pytest.mark.parametrize("name", ["liste.html", "liste.md"])
def test_a_file_is_written_in_arabic(
    operator: Operator, tmp_path: Path, command: tuple[str, ...], name: str
) -> None:
    file = tmp_path / name
    assert operator.types(*command, "--lang", "ar", "--to", str(file)).returncode == 0
    assert "المنطقة" in file.read_text(encoding="utf-8") or "الجهة" in file.read_text("utf-8")


@pytest.mark.parametrize("command", [LIST, GAPS])
def test_an_ending_of_no_format_is_refused(operator: Operator, command: tuple[str, ...]) -> None:
    assert operator.types(*command, "--to", "x.pages").returncode == 2
