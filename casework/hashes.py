"""What is compared and never kept: tokens of invites and desk links, the word a person chose."""

from __future__ import annotations

from casework.person import Person
from casework.ports import UnitOfWork
from conversations.answers import secret_of


def invite_hash(uow: UnitOfWork, token: str) -> str:
    """The form in which an invite's token is stored."""
    return uow.keyed_hash("invite", token)


def desk_hash(uow: UnitOfWork, token: str) -> str:
    """The form in which a desk link's token is stored."""
    return uow.keyed_hash("desk", token)


def word_hash(uow: UnitOfWork, person: str, secret: str) -> str:
    """The form in which a chosen word is stored: different for each person; empty for none."""
    word = secret_of(secret)
    return uow.keyed_hash("secret", f"{person}|{word}") if word else ""


def opens(uow: UnitOfWork, person: Person, secret: str) -> bool:
    """Whether this is the word the person chose."""
    given = word_hash(uow, person.id, secret)
    return bool(given) and given == person.secret
