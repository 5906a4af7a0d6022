"""The papers that pages offer: who may have which, and how they are drawn beside the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.cartography import gathered
from bot.web.catalogue.door import Visit
from bot.web.catalogue.table import OF_ACTOR, OF_LIST, Output, Subject
from casework.morocco_time import today
from casework.record_access import EVERYBODY, sheet
from catalogue.mapping.material import Material
from catalogue.mapping.readers import Reader
from catalogue.papers.blocks import Language, Paper
from catalogue.papers.writing import made

AT_ONCE = 2
"""Papers drawn at the same time: each takes a processor, and people wait for their answers."""


KINDS: Mapping[str, str] = MappingProxyType(
    {
        ".pdf": "application/pdf",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".md": "text/markdown; charset=utf-8",
    }
)


def offered(reader: Reader, *, actor: bool) -> Mapping[str, Output]:
    """The papers this reader may have."""
    known = OF_ACTOR if actor else OF_LIST
    return {name: each for name, each in known.items() if reader == "staff" or not each.staff}


def reader_of(visit: Visit, actor: str) -> Reader:
    """As whom this member reads a paper: staff where they read more than everybody.

    Raises `NotYours` for an actor they may not know of.
    """
    member = visit.shift.member
    if actor:
        return "public" if sheet(visit.sitting, member, actor).levels == EVERYBODY else "staff"
    return "staff" if member.active and member.role == "coordinator" else "public"


def noted(name: str, actor: str, visit: Visit) -> None:
    """A line of audit: who had which paper drawn."""
    reason = f"paper {name}"
    visit.sitting.note(visit.shift.member.id, "paper_drawn", subject=actor, reason=reason)


def material_of(visit: Visit) -> Material:
    """What papers are drawn from."""
    return gathered(visit.sitting.uow, today(visit.sitting.now))


@dataclass(frozen=True, slots=True)
class Press:
    """Draws papers in threads, few at a time."""

    _free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def paper(self, output: Output, material: Material, about: Subject, lang: str) -> Paper:
        """The paper as a value."""
        async with self._free:
            spoken: Language = "ar" if lang == "ar" else "fr"
            return await asyncio.to_thread(output.make, material, about, spoken)

    async def file(self, paper: Paper, ending: str) -> bytes:
        """The bytes of its file."""
        async with self._free:
            return await asyncio.to_thread(made, paper, ending)
