"""The catalogue's pages for staff, all behind the desk's session, put together. No rule."""

from __future__ import annotations

from starlette.routing import BaseRoute

from bot.web.catalogue.assess import AssessPages
from bot.web.catalogue.browse import BrowsePages
from bot.web.catalogue.door import Door
from bot.web.catalogue.edit import EditPages
from bot.web.catalogue.papers import PaperPages
from bot.web.catalogue.proposals import ProposalPages
from bot.web.desk import DeskPages


class StaffCatalogue:
    """The routes below `/desk/catalogue`."""

    def __init__(self, desk: DeskPages) -> None:
        door = Door(desk)
        self._pages = (
            BrowsePages(door),
            EditPages(door),
            AssessPages(door),
            PaperPages(door),
            ProposalPages(door),
        )

    def routes(self) -> list[BaseRoute]:
        """All of them."""
        return [route for pages in self._pages for route in pages.routes()]
