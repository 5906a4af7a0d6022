"""Where a reading command takes its actors from; what it does with them is its own."""

from __future__ import annotations

from bot.settings import Settings
from catalogue.places import gazetteer
from catalogue.search import Snapshot
from catalogue.starter import starter_actors


def snapshot(settings: Settings) -> Snapshot:
    """The starter catalogue, or nothing where the operator wants none of it."""
    return Snapshot(starter_actors() if settings.starter_catalogue else (), gazetteer())
