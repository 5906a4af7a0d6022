"""A paper in the terminal holds every text it is made of."""

from rich.console import Console

from bot.commands.paper_view import viewed
from catalogue.papers.blocks import (
    Box,
    Column,
    Facts,
    Heading,
    Items,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Quadrants,
    Shaded,
    Table,
)

BLOCKS = (
    Heading("Partie"),
    Heading("Sous-partie", 2),
    Paragraph("Une phrase [entre crochets]."),
    Paragraph("À part", "note"),
    Items(("un point",)),
    Table((Column("Lieu"), Column("Nombre", "number")), (("Fès", Shaded(3, 0.5)), ("وجدة", None))),
    Facts((("Statut", "association"),)),
    Quadrants((Box("Forces", ("équipe",)), Box("Limites"), Box("Chances"), Box("Menaces"))),
    Picture(b"<svg/>", "Deux barres"),
    PageBreak(),
)


def test_every_text_is_shown_as_it_stands() -> None:
    console = Console(width=100, record=True, quiet=False, file=None, force_terminal=False)
    with console.capture() as printed:
        console.print(viewed(Paper("Étude", "fr", BLOCKS, subtitle="Essai")))
    told = printed.get()
    for text in (
        "Étude", "Essai", "Partie", "Sous-partie", "Une phrase [entre crochets].", "À part",
        "• un point", "Lieu", "Fès", "3", "وجدة", "Statut", "association", "Forces", "• équipe",
        "[Deux barres]",
    ):  # fmt: skip
        assert text in told


def test_a_paper_of_invented_actors_says_so_before_anything_else() -> None:
    console = Console(width=100)
    with console.capture() as printed:
        console.print(viewed(Paper("Grille", "fr", (), synthetic=True)))
    assert printed.get().splitlines()[0].strip() == "Données synthétiques – démonstration"
