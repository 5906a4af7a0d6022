"""Writes docs/licences.md: what the lock installs, on whose terms; judging them is a test's work.

The source is each package's own metadata, in the newest form it offers: the SPDX expression, else
its short licence field, else its classifiers.
"""

import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from tools.lock import DEVELOPMENT, RUNTIME

TABLE = Path("docs/licences.md")

HEAD = """\
# Licences of what is installed

Written by `make licences` from the metadata of the installed packages; a test compares. *Program*:
installed wherever Tawjih runs. *Development*: for tests and checks alone. None is copied into this
repository or changed. The terms of the data and fonts are in [NOTICE](../NOTICE).

Accepted without a word: permissive licences. Accepted for one package each, because their terms
bind the package's own files and none is changed here: MPL-2.0 (certifi, orjson; hypothesis and
pathspec for development), OFL-1.1 (the font), LGPL-3.0 (python-telegram-bot, a library that whoever
runs Tawjih can replace). Any other fails a test.

| package | version | licence | used by |
|---|---|---|---|
"""

# What packages wrote before SPDX expressions, in SPDX's words.
SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Licensed:
    """A locked package: `licence` is an SPDX expression, `used` is "program" or "development"."""

    name: str
    version: str
    licence: str
    used: str


def main() -> None:
    """Write the table."""
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(table(), encoding="utf-8")


def table() -> str:
    """The page as it should stand."""
    rows = (f"| {row.name} | {row.version} | {row.licence} | {row.used} |\n" for row in locked())
    return HEAD + "".join(rows)


def locked() -> list[Licensed]:
    """Every package of the lock that this system needs, by name."""
    runtime = pins(RUNTIME)
    found = ((name, version, _installed(name)) for name, version in pins(DEVELOPMENT).items())
    return [
        Licensed(name, version, licence(each), _used(name in runtime))
        for name, version, each in found
        if each is not None
    ]


def pins(lock: Path) -> dict[str, str]:
    """Normalised name → version of a lock file, what only other systems need included."""
    text = lock.read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", text, re.MULTILINE))


def licence(package: Distribution) -> str:
    """The package's terms as an SPDX expression, or the words it uses where no rule knows them."""
    if expression := _field(package, "License-Expression"):
        return expression
    short = _field(package, "License")
    if 0 < len(short) <= LONGEST_NAME:
        return SPDX.get(short, short)
    classifiers = package.metadata.get_all("Classifier") or []
    said = [line.split(" :: ")[-1] for line in classifiers if line.startswith("License ::")]
    return " AND ".join(sorted(SPDX.get(each, each) for each in said)) or "unknown"


def _field(package: Distribution, name: str) -> str:
    values = package.metadata.get_all(name) or [""]
    return str(values[0])


def _used(by_program: bool) -> str:
    return "program" if by_program else "development"


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    main()
