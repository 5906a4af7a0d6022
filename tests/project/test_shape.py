"""The form of the code: short modules and functions, few parameters, honest imports."""

import ast

from tests.project.tracked import (
    ROOT,
    Function,
    functions,
    name,
    parsed,
    python_files,
    text,
    tracked,
)

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
MOST_POSITIONAL = 4

VAGUE_MODULES = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}
VAGUE_ENDINGS = ("Manager", "Helper", "Helpers", "Utils")


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {name(path): text(path).count("\n") for path in python_files()}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    faults = [
        (name(path), function.name, _lines(function))
        for path in python_files()
        for function in functions(path)
        if _lines(function) > LONGEST_FUNCTION
    ]
    assert faults == []


def test_package_files_are_empty() -> None:
    packages = [path for path in python_files() if path.name == "__init__.py"]
    assert [name(path) for path in packages if text(path).strip()] == []


def test_every_module_says_what_belongs_in_it() -> None:
    modules = [path for path in python_files() if text(path).strip()]
    assert [name(path) for path in modules if not ast.get_docstring(parsed(path))] == []


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in python_files() if path.parent != ROOT}
    assert [name(each) for each in sorted(folders) if not (each / "__init__.py").is_file()] == []


def test_no_import_hides_in_a_function() -> None:
    faults = [
        (name(path), function.name, node.lineno)
        for path in python_files()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert faults == []


def test_no_function_takes_more_than_four_positional_parameters() -> None:
    # Tests are left out: their parameters are fixtures, which nobody passes by position.
    faults = [
        (name(path), function.name)
        for path in python_files()
        if not name(path).startswith("tests/")
        for function in functions(path)
        if len(_positional(function)) > MOST_POSITIONAL
    ]
    assert faults == []


def test_names_say_something() -> None:
    modules = [name(path) for path in python_files() if path.stem in VAGUE_MODULES]
    classes = [
        (name(path), node.name)
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef) and node.name.endswith(VAGUE_ENDINGS)
    ]
    assert modules + classes == []


def test_the_files_are_found_at_all() -> None:
    assert ROOT / "pyproject.toml" in tracked()
    assert ROOT / "tools/lock.py" in set(python_files("tools"))


def _lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _positional(function: Function) -> list[str]:
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    return [each for each in names if each not in ("self", "cls")]
