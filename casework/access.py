"""The rights of one person, asked of the operator: what is kept of them, and its destruction.

Every look and every erasure takes a reason, which is logged; nobody browses.
"""

from __future__ import annotations

from casework import erasure
from casework.errors import OperatorError
from casework.ports import UnitOfWork
from casework.sitting import Sitting

OPERATOR = "operator"
LONGEST_REASON = 200


def owner_of(uow: UnitOfWork, reference: str) -> str:
    """The person behind a case's reference. Raises `OperatorError` when there is none."""
    found = uow.referrals.by_reference(reference.strip().upper())
    if found is None or uow.people.get(found.person) is None:
        raise OperatorError("cli.person.unknown", what=reference)
    return found.person


def checked(reason: str) -> str:
    """A reason in one line. Raises `OperatorError` for none and for a story."""
    told = " ".join(reason.split())
    if not told:
        raise OperatorError("cli.person.no_reason")
    if len(told) > LONGEST_REASON:
        raise OperatorError("cli.person.long_reason", most=LONGEST_REASON)
    return told


def look(sitting: Sitting, reference: str, reason: str) -> str:
    """Log the look, and say at whom: the person of the case. Raises `OperatorError`."""
    why = checked(reason)
    person = owner_of(sitting.uow, reference)
    sitting.note(OPERATOR, "person_exported", subject=person, reason=why)
    return person


def erase(sitting: Sitting, reference: str, reason: str) -> None:
    """Destroy a person's key and rows, as at their own word. Raises `OperatorError`."""
    why = checked(reason)
    person = owner_of(sitting.uow, reference)
    sitting.note(OPERATOR, "person_erasure_asked", subject=person, reason=why)
    erasure.erase(sitting, person, by=OPERATOR)
