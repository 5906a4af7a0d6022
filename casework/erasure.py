"""Forgetting a person: at their word, or when the time to keep them is over."""

from __future__ import annotations

from casework import course, follow_up
from casework.morocco_time import local
from casework.person import Person
from casework.referral import Referral
from casework.sitting import Sitting


def erase(sitting: Sitting, person: str, *, by: str) -> None:
    """Cancel what is open, ask actors to destroy what they were told, destroy key and rows."""
    for referral in sitting.uow.referrals.of_person(person):
        take_back(sitting, referral, by=by)
    for task in sitting.uow.tasks.open_in(""):
        if task.person == person:
            sitting.uow.tasks.close(task.id, sitting.now, "clock")
    sitting.uow.people.erase(person)
    sitting.note(by, "person_erased", subject=person)


def take_back(sitting: Sitting, referral: Referral, *, by: str) -> None:
    """The person's consent for one referral ends; an ended case is asked to be destroyed too."""
    sitting.uow.consents.withdraw(referral.consent, sitting.now)
    if referral.is_open:
        course.change(sitting, referral, "cancelled", "person", by=by)
    elif referral.decided_at is not None and referral.state != "rejected":
        course.ask_destruction(sitting, referral)


def release(sitting: Sitting, referral: Referral) -> None:
    """One case is nobody's; of a sensitive one the person's own facts tell nothing more."""
    sitting.uow.referrals.release(referral)
    sitting.note("clock", "case_released", subject=referral.reference)
    if referral.sensitive:
        left = sitting.uow.referrals.of_person(referral.person)
        needs = " ".join(dict.fromkeys(each.need for each in left))
        for name, value in {"danger": "", "needs": needs}.items():
            sitting.uow.people.record(referral.person, name, value, at=sitting.now)


def forget(sitting: Sitting, person: str) -> None:
    """The time to keep them is over: what was counted stays, the person does not."""
    sitting.uow.people.erase(person)
    sitting.note("clock", "person_forgotten", subject=person)


def stranger(sitting: Sitting) -> str:
    """Somebody nobody knows yet, and the row that forgets a draft after seven days."""
    person = Person(sitting.around.ids.new(), sitting.now, first_contact_at=sitting.now)
    sitting.uow.people.add(person)
    wall = local(sitting.now + follow_up.DRAFT_KEPT)
    follow_up.add(sitting, "draft", person=person.id, subject="", wall=wall)
    return person.id
