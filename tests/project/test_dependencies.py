"""What is installed: the lock holds all that is asked for, from anywhere, on terms we accept."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.project.tracked import PRODUCT, ROOT, text
from tools import licences

RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"

PROJECT = tomllib.loads(text(ROOT / "pyproject.toml"))
BUILD = PROJECT["build-system"]["requires"]
ASKED = {
    RUNTIME: PROJECT["project"]["dependencies"] + BUILD,
    DEVELOPMENT: PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"] + BUILD,
}

# A line of a lock is a comment, a pinned name with perhaps a condition, or a hash: nothing else,
# and so neither an address, nor an option of the installer, nor a path.
LINE = re.compile(
    r"#.*|[a-z0-9-]+==[0-9a-z.]+( ; [a-zA-Z0-9_ .'<>=!]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
)

PERMISSIVE = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0"),
    *("MIT-CMU", "PSF-2.0", "Zlib"),
}
# Terms that bind the package's own files; docs/licences.md says why each may be used.
BOUNDED = {
    "certifi": "MPL-2.0",
    "fontpkg-noto-sans-arabic": "OFL-1.1",
    "hypothesis": "MPL-2.0",
    "orjson": "MPL-2.0",
    "pathspec": "MPL-2.0",
    "python-telegram-bot": "LGPL-3.0-only",
}


@pytest.mark.parametrize("lock", ASKED)
def test_a_lock_holds_pins_and_hashes_alone(lock: str) -> None:
    lines = text(ROOT / lock).splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert not any("://" in line or "file:" in line for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        "--index-" + "url https://example.org/simple",
        "--find-" + "links wheels",
        "example @ file:///wheels/example.whl",
        "example @ https://example.org/example.whl \\",
        "/wheels/example.whl",
        "-e .",
        "example==1.0",
    ],
)
def test_a_lock_line_with_an_address_or_without_hashes_is_refused(line: str) -> None:
    assert not LINE.fullmatch(line)


@pytest.mark.parametrize("lock", ASKED)
def test_a_lock_holds_every_dependency_in_an_allowed_version(lock: str) -> None:
    pinned = licences.pins(ROOT / lock)
    asked = [Requirement(each) for each in ASKED[lock]]
    missing = [str(each) for each in asked if canonicalize_name(each.name) not in pinned]
    assert missing == []
    outside = [
        str(each)
        for each in asked
        if Version(pinned[canonicalize_name(each.name)]) not in each.specifier
    ]
    assert outside == []


@pytest.mark.parametrize("lock", ASKED)
def test_every_pin_has_a_hash(lock: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", text(ROOT / lock), flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_program_runs_on_the_versions_that_were_tested() -> None:
    assert licences.pins(ROOT / RUNTIME).items() <= licences.pins(ROOT / DEVELOPMENT).items()


def test_the_tests_tools_do_not_reach_the_program() -> None:
    development = {canonicalize_name(Requirement(each).name) for each in _group()}
    # packaging and numpy are asked for by tests and tools, and by matplotlib too.
    assert development & licences.pins(ROOT / RUNTIME).keys() == {"numpy", "packaging"}


def test_every_licence_is_one_we_accept() -> None:
    refused = [
        (each.name, each.licence)
        for each in licences.locked()
        if not _terms(each.licence) <= PERMISSIVE | {BOUNDED.get(each.name)}
    ]
    assert refused == []


def test_the_table_of_licences_is_what_make_licences_writes() -> None:
    assert text(ROOT / licences.TABLE) == licences.table()


def test_the_python_versions_are_said_once_and_the_same() -> None:
    assert PROJECT["project"]["requires-python"] == ">=3.11,<3.14"
    assert "3.11 | 3.12 | 3.13)" in text(ROOT / "tools/setup.sh")


def test_every_package_of_the_product_is_listed() -> None:
    listed = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
    assert listed == [f"{package}*" for package in PRODUCT]
    assert PROJECT["tool"]["importlinter"]["root_packages"] == [*PRODUCT]


def _group() -> list[str]:
    return list(PROJECT["dependency-groups"]["dev"])


def _terms(expression: str) -> set[str | None]:
    return {*re.split(r" AND | OR ", re.sub(r"[()]", "", expression))}
