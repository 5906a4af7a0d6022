"""`tawjih catalogue report`: the study of the brief as a file, its annexes as a second one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cartography import material
from bot.commands.catalogue_list import place_of
from bot.commands.paper_output import PaperLanguage, check_ending, deliver
from bot.commands.steps import steps
from bot.commands.wording import worded
from bot.settings import from_environment
from catalogue.labels import DOMAIN
from catalogue.study.report import PARTS, annexes, report
from catalogue.study.subject import Study
from locales.texts import text

ANNEXES = "-annexes"
"""What the name of the second file ends with."""

app = typer.Typer(add_completion=False)


@app.command("report", help=worded("cli.study.help"))
def write_report(
    path: Annotated[Path, typer.Argument(help=worded("cli.study.path"))],
    *,
    with_annexes: Annotated[
        bool, typer.Option("--annexes", help=worded("cli.study.annexes"))
    ] = False,
    area: Annotated[str, typer.Option(help=worded("cli.catalogue.area"))] = "",
    lang: Annotated[PaperLanguage, typer.Option(help=worded("cli.paper.lang"))] = PaperLanguage.fr,
) -> None:
    check_ending(path)
    place = place_of(area) if area else ""
    study = Study.of(material(from_environment()), lang.value, place)
    names = [text(DOMAIN, f"study.{part}", lang.value) for part in PARTS]
    with steps([*names, worded("cli.study.writing")]) as go_on:
        deliver(report(study, go_on), path)
    typer.echo(worded("cli.study.written", path=str(path)))
    if with_annexes:
        second = path.with_stem(path.stem + ANNEXES)
        with steps([worded("cli.study.writing")]):
            deliver(annexes(study), second)
        typer.echo(worded("cli.study.written", path=str(second)))
