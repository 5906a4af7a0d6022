"""A chart is drawn by a process of its own, mirrored in Arabic, and never stops the message."""

import io
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread

from bot.bars import FILL, ISOLATES, picture
from bot.chart import draw

BARS = [("Par état", "", 0), ("accepté", "12", 12), ("reçu", "< 5", 0), ("annulé", "—", 0)]
ARABIC = [("حسب الوضع", "", 0), ("مقبول", "12", 12), ("مُستلم", "< 5", 0), ("ملغى", "—", 0)]
BLUE = tuple(int(FILL[at : at + 2], 16) / 255 for at in (1, 3, 5))


def pixels(png: bytes) -> np.ndarray:
    return imread(io.BytesIO(png))[:, :, :3]


def blue(png: bytes) -> np.ndarray:
    """How much of a bar stands in each column."""
    return np.isclose(pixels(png), BLUE, atol=0.02).all(axis=2).sum(axis=0)


def drawn(bars: list[tuple[str, str, int]], *, rtl: bool = False, title: str = "Chiffres") -> bytes:
    to = io.BytesIO()
    picture(title, bars, rtl=rtl, to=to)
    return to.getvalue()


def test_a_chart_is_a_png_of_a_readable_size() -> None:
    png = draw("Chiffres", BARS, False)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert 800 < width < 2000
    assert 300 < height < 1000


@pytest.mark.parametrize(("rtl", "side"), [(False, -1), (True, 1)])
def test_bars_grow_from_the_left_in_french_and_from_the_right_in_arabic(
    rtl: bool, side: int
) -> None:
    columns = blue(drawn([("a", "12", 12), ("b", "3", 3)], rtl=rtl))
    both = np.flatnonzero(columns == columns.max())
    assert np.sign(both.mean() - np.flatnonzero(columns).mean()) == side


def test_what_is_hidden_has_no_bar() -> None:
    assert blue(drawn([("reçu", "< 5", 0), ("annulé", "—", 0)])).sum() == 0
    assert blue(drawn(BARS)).sum() > 0


@pytest.mark.parametrize("rtl", [False, True])
def test_no_label_is_cut(rtl: bool) -> None:
    long = [("Accompagnement très particulier et confidentiel " * 3, "1234567", 1234567)]
    edge = pixels(drawn(long, rtl=rtl))
    border = np.concatenate([edge[:, :4].reshape(-1), edge[:, -4:].reshape(-1)])
    assert (border > 0.99).all()


def test_arabic_letters_are_joined() -> None:
    # Shaped, a word of joined letters is narrower than its letters set one by one.
    def ink(label: str) -> int:
        dark = pixels(drawn([(label, "—", 0)], rtl=True)).sum(axis=2) < 0.9
        return len(np.flatnonzero(dark[dark.shape[0] // 2 :].any(axis=0)))

    assert ink("سسسسسسس") < ink("س\u200cس\u200cس\u200cس\u200cس\u200cس\u200cس") * 0.9


def test_marks_of_direction_are_not_drawn() -> None:
    assert drawn([("\u2068reçu\u2069", "< 5", 0)]) == drawn([("reçu", "< 5", 0)])
    assert {"\u2068", "\u2069"} <= {chr(mark) for mark in ISOLATES}


def test_no_bars_are_still_a_picture() -> None:
    assert draw("Chiffres", [], True)[:4] == b"\x89PNG"


def test_a_chart_that_cannot_be_drawn_is_no_picture_and_no_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit(3)\n")
    assert draw("Chiffres", BARS, False, program=broken) == b""


def test_the_program_that_talks_with_people_loads_no_matplotlib() -> None:
    loaded = "import sys, bot.chart; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0
