"""The invented actors of the demonstration in a program's database, their people on Telegram."""

from bot.app import opened, parts_of
from bot.clock import clock_for
from bot.examples import SEATS, Seat, add_examples
from bot.settings import Settings
from tests.fakes.program import Program

ADDRESSES = {seat.address: 9001 + n for n, seat in enumerate(SEATS)}
"""Who sits where: the name of a seat → the Telegram account of whoever sits there."""


async def staff(program: Program, language: str = "fr") -> None:
    """Make the program's database, before it starts, with actors who can be referred to."""
    settings = Settings(**{
        name.removeprefix("TAWJIH_").lower(): value
        for name, value in program.environment.items() if name.startswith("TAWJIH_")
    })  # fmt: skip
    seats = [
        Seat(str(ADDRESSES[each.address]), each.actor, each.region, language) for each in SEATS
    ]
    clock = clock_for(settings.clock_file)
    async with opened(settings, clock) as (store, ring):
        around = parts_of(settings, store, ring, clock=clock).around
        await store.write(lambda work: add_examples(work, around, "telegram", seats))
