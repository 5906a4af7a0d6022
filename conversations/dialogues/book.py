"""All dialogues bound into one book: their steps, and the doors into them. No dialogue is here."""

from __future__ import annotations

from itertools import chain

from conversations.dialogues import (
    anywhere,
    case,
    checks,
    consent,
    contact,
    coordinator,
    danger,
    facts,
    follow_up,
    hub,
    intake,
    minor,
    mydata,
    not_for_you,
    offers,
    other,
    place,
    staff,
    welcome,
    withdraw,
)
from conversations.steps import Book

STEPS = tuple(
    chain(
        welcome.STEPS,
        intake.STEPS,
        place.STEPS,
        facts.STEPS,
        offers.STEPS,
        other.STEPS,
        contact.STEPS,
        consent.STEPS,
        hub.STEPS,
        case.STEPS,
        withdraw.STEPS,
        follow_up.STEPS,
        checks.STEPS,
        danger.STEPS,
        minor.STEPS,
        mydata.STEPS,
        anywhere.STEPS,
        not_for_you.STEPS,
        staff.STEPS,
        coordinator.STEPS,
    )
)
PERSON_COMMANDS = {
    **not_for_you.COMMANDS,
    "help": "help.show",
    "language": "language.choose",
    "human": "human.call",
    "privacy": "privacy.show",
    "mydata": "mydata.show",
    "delete": "delete.ask",
    "withdraw": "withdraw.choose",
    "stop": "withdraw.choose",
    "status": "case.status",
}
PERSON_ACTIONS = {
    "person.case": "case.status",
    "reply": "case.reply",
    "team": "human.write",
    "next": "offers.next",
    "day3": "follow_up.day3",
    "day14": "follow_up.day14",
    "check": "checks.start",
}
BOOK = Book(
    steps={step.name: step for step in STEPS},
    commands={
        "person": {**not_for_you.COMMANDS, **PERSON_COMMANDS},
        "focal": staff.COMMANDS,
        "coordinator": coordinator.COMMANDS,
    },
    actions={**staff.ACTIONS, **coordinator.ACTIONS, **PERSON_ACTIONS},
    hubs={"person": "hub.menu", "focal": "staff.hub", "coordinator": "coordinator.hub"},
    first="welcome.language",
)
