"""A paper as a PDF, set by typst: no text is ever read as markup, for texts go to it as data.

Nothing of the machine is used: the font comes with a package (Arabic and Latin letters of one
weight), and typst's own fonts hold the few signs it lacks.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import fontpkg_noto_sans_arabic
import typst

from catalogue.papers.blocks import Paper
from catalogue.papers.pictures import is_png
from catalogue.papers.told import told

TEMPLATE = Path(__file__).parents[1] / "data" / "papers" / "paper.typ"
FONTS = Path(fontpkg_noto_sans_arabic.ROOT, "files")
UNKNOWN_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""The same paper gives the same bytes: where no day is told, the clock is not asked."""


def document(paper: Paper) -> bytes:
    """The PDF, tagged for screen readers."""
    return _compiled(paper, "pdf")[0]


def pages(paper: Paper, *, ppi: int = 80) -> list[bytes]:
    """Each page as a PNG: to be looked at, and counted."""
    return _compiled(paper, "png", ppi)


def _compiled(paper: Paper, kind: Literal["pdf", "png"], ppi: int = 80) -> list[bytes]:
    with TemporaryDirectory() as name:
        source = _laid_out(paper, Path(name))
        day = datetime.combine(paper.made_on, time(), UTC) if paper.made_on else UNKNOWN_DAY
        done: bytes | list[bytes] = typst.compile(
            source,
            root=Path(name),
            format=kind,
            ppi=ppi,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            timestamp=int(day.timestamp()),
        )
    return done if isinstance(done, list) else [done]


def _laid_out(paper: Paper, folder: Path) -> Path:
    """Template, data and pictures in a folder of their own, which is all that typst may read."""
    images: list[bytes] = []

    def stored(image: bytes) -> str:
        images.append(image)
        name = f"{len(images)}.{'png' if is_png(image) else 'svg'}"
        folder.joinpath(name).write_bytes(image)
        return name

    data = json.dumps(told(paper, stored), ensure_ascii=False)
    folder.joinpath("paper.json").write_text(data, encoding="utf-8")
    source = folder / "paper.typ"
    source.write_bytes(TEMPLATE.read_bytes())
    return source
