"""Charts are drawn apart, the same each time, mirrored in Arabic, never by colour alone."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from defusedxml.ElementTree import fromstring
from matplotlib.image import imread

from catalogue.papers.blocks import Paper, Picture
from catalogue.papers.charts.canvas import SERIES, SMALLEST, font, saved
from catalogue.papers.charts.data import Bars, Edge, Matrix, Network, Node, Stacked
from catalogue.papers.charts.draw import NotDrawn, draw
from catalogue.papers.charts.matrix import matrix
from catalogue.papers.charts.network import network
from catalogue.papers.charts.placing import laid_out
from catalogue.papers.charts.program import DRAWN
from catalogue.papers.palette import parts
from catalogue.papers.writing import ENDINGS, made

BARS: Bars = {"labels": ["Logement", "Santé", "Emploi"], "values": [12, 3.5, 0]}
STACKED: Stacked = {"labels": ["أ", "ب"], "names": ["عمومي", "خاص"], "parts": [[1, 2], [3, 0]]}
MATRIX: Matrix = {"rows": ["r", "s"], "columns": ["a", "b"], "values": [[1, None], [0, 5]]}


def tree(count: int, alone: int = 0) -> Network:
    """A network of made-up actors, each tied to one before it, and some tied to nobody."""
    nodes: list[Node] = [
        {"id": f"n{at}", "label": f"Relais {at}", "kind": ("asso", "etat")[at % 2], "size": at % 9}
        for at in range(count + alone)
    ]
    edges: list[Edge] = [
        {"source": f"n{at}", "target": f"n{at // 3}", "kind": "oriente"} for at in range(1, count)
    ]
    return {"nodes": nodes, "edges": edges}


NETWORK = tree(12, 3)
ALL: list[tuple[Any, Any]] = [
    ("bars", BARS), ("stacked", STACKED), ("matrix", MATRIX), ("network", NETWORK),
]  # fmt: skip


def pixels(png: bytes) -> np.ndarray:
    return imread(io.BytesIO(png))[:, :, :3]


def columns_of(png: bytes, colour: str) -> np.ndarray:
    """How much of a colour stands in each column of a picture."""
    wanted = np.array(parts(colour)) / 255
    counted: np.ndarray = np.isclose(pixels(png), wanted, atol=0.02).all(axis=2).sum(axis=0)
    return counted


@pytest.mark.parametrize(("kind", "data"), ALL)
def test_a_chart_is_drawn_the_same_each_time_as_a_drawing_or_a_picture(
    kind: Any, data: Any
) -> None:
    drawing = draw(kind, data)
    assert fromstring(drawing).tag.endswith("svg")
    assert drawing == draw(kind, data)
    assert draw(kind, data, png=True, rtl=True).startswith(b"\x89PNG")


def test_a_drawing_stands_in_every_kind_of_file() -> None:
    paper = Paper("Figures", "fr", (Picture(draw("bars", BARS), "Logement 12"),))
    assert all(made(paper, ending) for ending in ENDINGS)


@pytest.mark.parametrize("broken", [{"labels": ["a"]}, {"labels": ["a"], "values": ["x", "y"]}])
def test_what_cannot_be_drawn_is_refused_by_its_kind(broken: Any) -> None:
    with pytest.raises(NotDrawn, match=r"^bars$"):
        draw("bars", broken)


def test_the_door_loads_no_drawing_library() -> None:
    asked = "import catalogue.papers.writing, catalogue.papers.charts.draw, sys"
    asked += "; print({'matplotlib', 'networkx', 'numpy'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


@pytest.mark.parametrize(("rtl", "side"), [(False, -1), (True, 1)])
def test_bars_grow_from_where_the_language_begins(rtl: bool, side: int) -> None:
    bars: Bars = {"labels": ["a", "b"], "values": [10, 1]}
    columns = columns_of(draw("bars", bars, rtl=rtl, png=True), SERIES[0])
    both = np.flatnonzero(columns == columns.max())
    assert np.sign(both.mean() - np.flatnonzero(columns).mean()) == side


def test_a_second_series_has_a_colour_and_a_name_of_its_own() -> None:
    both: Bars = {**BARS, "second": [1, 2, 3], "names": ["Acteurs", "Besoins"]}
    assert columns_of(draw("bars", both, png=True), SERIES[1]).sum() > 0
    assert columns_of(draw("bars", BARS, png=True), SERIES[1]).sum() == 0


def test_every_letter_of_a_chart_is_readable_in_print() -> None:
    assert font(3).get_size_in_points() == SMALLEST == 7
    for kind, data in [*ALL, ("network", tree(150, 9))]:
        texts = [t for axes in DRAWN[kind](data, rtl=False).axes for t in axes.texts]
        assert all(text.get_fontsize() >= SMALLEST for text in texts)


def test_a_cell_of_nobody_is_hatched_and_has_no_number() -> None:
    drawn = matrix(MATRIX, rtl=False).axes[0]
    hatched = [bool(patch.get_hatch()) for patch in drawn.patches]
    assert hatched == [False, True, False, False]
    assert [text.get_text() for text in drawn.texts] == ["1", "0", "5"]


def test_a_matrix_of_nobody_at_all_is_drawn() -> None:
    nobody: Matrix = {"rows": ["r"], "columns": ["a"], "values": [[None]], "nobody": "Personne"}
    assert saved(matrix(nobody, rtl=False), png=True)


def test_those_without_a_tie_stand_below_the_others_and_keep_their_names() -> None:
    drawn = network(NETWORK, rtl=False).axes[0]
    places = [each.get_offsets()[0] for each in drawn.collections]
    assert [bool(y < 0) for _, y in places] == [False] * 12 + [True] * 3
    names = {text.get_text() for text in drawn.texts}
    assert {"Relais 12", "Relais 13", "Relais 14"} <= names


def test_a_small_network_names_everybody_and_a_crowded_one_whom_it_can() -> None:
    assert len(network(tree(20), rtl=False).axes[0].texts) == 20
    crowded = tree(150)
    crowded["nodes"][77]["critical"] = True
    names = [text.get_text() for text in network(crowded, rtl=False).axes[0].texts]
    assert 10 <= len(names) <= 40
    assert "Relais 77" in names


def test_a_single_point_of_failure_has_a_heavy_outline() -> None:
    data = tree(6)
    data["nodes"][0]["critical"] = True
    lines = [each.get_linewidths()[0] for each in network(data, rtl=False).axes[0].collections]
    assert lines[0] > 2 * max(lines[1:])


def test_nodes_of_a_crowded_network_do_not_stand_on_each_other() -> None:
    places = np.array(list(laid_out(tree(150)["edges"], rtl=False).values()))
    gaps = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)) + np.eye(len(places))
    assert gaps.min() > 0.02


@pytest.mark.parametrize(
    "data",
    [
        {"nodes": [], "edges": []},
        {"nodes": [{"id": "a", "label": "A", "kind": "x"}], "edges": []},
        {
            "nodes": [{"id": "a", "label": "A", "kind": "x"}],
            "edges": [{"source": "a", "target": "a"}],
        },
        {
            "nodes": [{"id": "a", "label": "$A_$", "kind": "x", "size": 0}],
            "edges": [],
            "isolated": "Seul",
        },
    ],
)  # fmt: skip
def test_the_smallest_networks_are_drawn(data: Network) -> None:
    assert saved(network(data, rtl=True), png=True)
