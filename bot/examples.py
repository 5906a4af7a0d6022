"""Invented actors, named so, with focal points joined: for the demonstration and scratch talks.

Nothing here may be shown as said by a real organisation, and none of it enters a real database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casework import reverify
from casework.morocco_time import today
from casework.person import Chat, StaffMember
from casework.ports import Surroundings, UnitOfWork
from casework.sitting import Sitting
from catalogue.actor import Actor
from catalogue.record import record_of
from conversations.dialogues.book import BOOK
from conversations.steps import Place

BY = "examples"
SOURCE = "invented for the demonstration"
EXAMPLES: tuple[Actor, ...] = (
    Actor(
        id="EX-TADLA",
        names={"fr": "Association Exemple Tadla", "ar": "جمعية مثال تادلة"},
        category="ngo",
        scope="regional",
        perimeter=("05",),
        city="Béni Mellal",
        needs=(
            "employment", "vocational_training", "business_start_up", "civil_documents",
            "return_procedures", "social_ties",
        ),
        source=SOURCE,
    ),
    Actor(
        id="EX-ATLAS",
        names={"fr": "Association Exemple Atlas", "ar": "جمعية مثال الأطلس"},
        category="ngo",
        needs=(
            "employment", "business_start_up", "business_finance", "debt", "housing", "food",
            "emergency_shelter", "health_care", "legal_aid", "social_protection", "transport",
            "schooling", "literacy_language", "disability", "family_mediation", "civil_documents",
        ),
        source=SOURCE,
    ),
    Actor(
        id="EX-ECOUTE",
        names={"fr": "Association Exemple Écoute", "ar": "جمعية مثال الإنصات"},
        category="ngo",
        needs=(
            "psychosocial", "violence", "trafficking", "mother_child", "addiction",
            "child_protection", "minor_return",
        ),
        source=SOURCE,
    ),
    Actor(
        id="EX-ORIENTAL",
        names={"fr": "Association Exemple Oriental", "ar": "جمعية مثال الشرق"},
        category="ngo",
        scope="regional",
        perimeter=("02",),
        city="Oujda",
        needs=("employment", "return_procedures", "psychosocial", "legal_aid"),
        source=SOURCE,
    ),
)  # fmt: skip
GRANTED: Mapping[str, tuple[str, ...]] = {
    "EX-ECOUTE": EXAMPLES[2].needs,
    "EX-ORIENTAL": ("psychosocial",),
}
"""The sensitive needs that the invented coordinator has granted, by actor."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where an invented member of staff sits: an address of a channel, a role, a language."""

    address: str
    actor: str = ""
    region: str = ""
    language: str = "fr"


SEATS = (
    Seat("focal", "EX-TADLA"),
    Seat("focal2", "EX-ATLAS"),
    Seat("focal3", "EX-ECOUTE"),
    Seat("focal4", "EX-ORIENTAL"),
    Seat("coordinator"),
)


def add_examples(
    uow: UnitOfWork, around: Surroundings, channel: str, seats: Iterable[Seat] = SEATS
) -> None:
    """Add the invented actors, verified today, and seat their focal points and a coordinator.

    In five months they are asked whether their record is still right, as all are.
    """
    now = around.clock.now()
    uow.records.write(map(record_of, EXAMPLES), by=BY)
    for actor in EXAMPLES:
        uow.actors.verified(actor.id, today(now), BY)
        for need in GRANTED.get(actor.id, ()):
            uow.actors.accredit(actor.id, need, by=BY, at=now)
        reverify.watch(Sitting(uow, around, now), actor.id, today(now))
    for seat in seats:
        take_seat(uow, around, channel, seat)


def take_seat(uow: UnitOfWork, around: Surroundings, channel: str, seat: Seat) -> None:
    """A member of staff who has joined, at their own hub."""
    member = StaffMember(
        id=around.ids.new(),
        role="focal" if seat.actor else "coordinator",
        actor=seat.actor,
        region=seat.region,
        joined_at=around.clock.now(),
        protection=not seat.actor,
    )
    uow.staff.add(member)
    uow.chats.add(
        Chat(
            id=around.ids.new(),
            channel=channel,
            address=seat.address,
            owner=member.id,
            staff=True,
            language=seat.language,
            place=Place(BOOK.hubs[member.role]),
        )
    )
