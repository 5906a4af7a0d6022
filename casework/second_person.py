"""Who may change a record at once, and who may decide what somebody else proposed: the one place.

A contact is where people are sent: whoever could change one alone could send them to himself
(issue 4, Care: contact changes need a second person). No screen decides this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casework.person import StaffMember
from casework.proposal import Proposal
from casework.world import region_of
from catalogue.record import Change
from catalogue.schema import ACTOR, CONTACT_FIELDS

OWN_BUSINESS = frozenset({"places_total", "places_free", "places_on"})
"""What nobody but the actor knows, and what is soon no longer true."""


def touches_contact(changes: Iterable[Change]) -> bool:
    """Whether a contact or the website changes; a whole record brings its contacts along."""
    return any(_is_contact(each) for each in changes)


def _is_contact(change: Change) -> bool:
    own = change.part == ACTOR and (change.field in CONTACT_FIELDS or not change.field)
    return own or change.part == "contact"


def may_decide(proposal: Proposal, member: StaffMember, perimeter: Sequence[str] = ()) -> bool:
    """Whether this member of staff may approve or refuse the proposal.

    An active coordinator of a region its actor works in (`perimeter` as the record has it: codes of
    places, empty for the whole country), never who proposed it; a contact, nobody of that actor.
    """
    if not looks_after(member, perimeter) or member.id == proposal.by:
        return False
    return not (touches_contact(proposal.changes) and member.actor == proposal.actor)


def looks_after(member: StaffMember, perimeter: Sequence[str]) -> bool:
    """Whether a coordinator has the care of records of that perimeter; focal points have none."""
    if not member.active or member.role != "coordinator":
        return False
    here = any(region_of(code) == member.region for code in perimeter)
    return here or not member.region or not perimeter


def holds_at_once(
    change: Change, member: StaffMember, actor: str, perimeter: Sequence[str]
) -> bool:
    """Whether this member's change of that actor's record needs nobody else.

    A coordinator's own edit does, unless it is of a contact; of a focal point's, the free places.
    """
    if looks_after(member, perimeter):
        return not _is_contact(change)
    own = member.active and member.role == "focal" and member.actor == actor
    return own and change.part in (ACTOR, "service") and change.field in OWN_BUSINESS
