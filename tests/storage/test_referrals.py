"""Consent and referral: the database itself refuses what no consent covers."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from casework.errors import NoConsent, StaleReferral
from casework.ports import Count
from casework.referral import Referral
from storage.errors import Refused
from storage.store import Store
from storage.work import Work
from tests.storage.conftest import NOON
from tests.storage.samples import consent, keep_case, keep_somebody, referral

INSERT = text(
    """INSERT INTO referral (id, reference, consent, person, actor, need, province, region, urgency,
    sensitive, scope, state, sent_at, acknowledge_by, decide_by, contact_by, outcome,
    outcome_said_by, person_says, provider_says, disputed, replaces, version)
    SELECT :id, :id, :consent, :person, :actor, 'food', '', '', 'normal', false, '[]', 'requested',
    granted_at, granted_at, granted_at, granted_at, '', '', '', '', false, '', 0
    FROM consent WHERE id = 'k-p1'"""
)


async def raw(store: Store, statement: Any, **values: str) -> None:
    """Write past the model."""
    await store.write(lambda work: work.referrals._session.run(statement, values))


async def sent(store: Store) -> Referral:
    await store.write(keep_case)
    found = await store.read(lambda work: work.referrals.by_reference("TJ-R-P1"))
    assert found is not None
    return found


async def test_a_referral_is_read_back_as_it_was_sent(store: Store) -> None:
    assert await sent(store) == referral("r-p1", consent="k-p1")


@pytest.mark.parametrize(
    ("person", "actor", "consent"),
    [("p1", "OFPPT", "k-p1"), ("p2", "EN", "k-p1"), ("p1", "EN", "none")],
    ids=["another actor", "another person", "no consent"],
)
async def test_past_the_model_no_referral_without_consent(
    store: Store, person: str, actor: str, consent: str
) -> None:
    await sent(store)
    with pytest.raises(Refused):
        await raw(store, INSERT, id="r2", person=person, actor=actor, consent=consent)


async def test_past_the_model_a_referral_with_consent_is_taken(store: Store) -> None:
    await sent(store)
    await raw(store, INSERT, id="r2", person="p1", actor="EN", consent="k-p1")
    assert await store.read(lambda work: len(work.referrals.of_person("p1"))) == 2


async def test_past_the_model_no_referral_moves_to_another_actor(store: Store) -> None:
    await sent(store)
    with pytest.raises(Refused):
        await raw(store, text("UPDATE referral SET actor = 'OFPPT'"))


@pytest.mark.parametrize("statement", ["DELETE FROM consent", "UPDATE referral SET state = 'won'"])
async def test_past_the_model_consent_and_states_stand(store: Store, statement: str) -> None:
    await sent(store)
    with pytest.raises(Refused):
        await raw(store, text(statement))


@pytest.mark.parametrize(
    "changes",
    [
        {"withdrawn_at": NOON},
        {"expires_at": NOON},
        {"kind": "checks"},
        {"actor": "OFPPT"},
    ],
    ids=["withdrawn", "over", "for checks", "for another"],
)
async def test_a_consent_that_does_not_hold_opens_nothing(
    store: Store, changes: dict[str, Any]
) -> None:
    def story(work: Work) -> int:
        keep_somebody(work)
        work.consents.add(consent(**changes))
        with pytest.raises(NoConsent):
            work.referrals.add(referral())
        # The transaction is not lost with it: the person can still be told.
        return len(work.people.facts("p1"))

    assert await store.write(story) == 2


async def test_a_consent_is_taken_back_once(store: Store) -> None:
    def story(work: Work) -> None:
        keep_case(work)
        work.consents.withdraw("k-p1", NOON + timedelta(hours=1))
        work.consents.withdraw("k-p1", NOON + timedelta(hours=2))

    await store.write(story)
    (held,) = await store.read(lambda work: work.consents.of("p1"))
    assert held.withdrawn_at == NOON + timedelta(hours=1)
    assert replace(held, withdrawn_at=None) == consent("k-p1")


async def test_of_two_changes_at_once_the_second_is_stale(store: Store) -> None:
    before = await sent(store)
    accepted = replace(before, state="accepted", decided_at=NOON, version=1)
    await store.write(lambda work: work.referrals.save(accepted, was=0))
    with pytest.raises(StaleReferral):
        await store.write(
            lambda work: work.referrals.save(replace(before, state="rejected", version=1), was=0)
        )
    found = await store.read(lambda work: work.referrals.by_reference("TJ-R-P1"))
    assert found == accepted


async def test_an_end_state_never_reopens(store: Store) -> None:
    before = await sent(store)
    await store.write(
        lambda work: work.referrals.save(replace(before, state="rejected", version=1), was=0)
    )
    with pytest.raises(Refused):
        await raw(store, text("UPDATE referral SET state = 'accepted'"))
    await raw(store, text("UPDATE referral SET state = 'entered_in_error'"))


async def test_counts_group_by_counted_columns_alone(store: Store) -> None:
    def story(work: Work) -> None:
        keep_case(work, "p1")
        keep_case(work, "p2")
        work.consents.add(consent("k3", owner="p1", actor="OFPPT"))
        work.referrals.add(referral("r3", actor="OFPPT", consent="k3", need="health"))

    await store.write(story)
    counts = await store.read(
        lambda work: work.referrals.counts(["need", "actor"], {"region": "04"})
    )
    assert counts == [Count(("food", "EN"), 2), Count(("health", "OFPPT"), 1)]
    assert await store.read(lambda work: work.referrals.counts(["need"], {"region": "09"})) == []
    with pytest.raises(KeyError):
        await store.read(lambda work: work.referrals.counts(["person"], {}))


async def test_the_history_of_a_referral_is_kept_in_order(store: Store) -> None:
    def story(work: Work) -> None:
        keep_case(work)
        work.referrals.event("r-p1", NOON, "provider", {"from": "requested", "to": "received"})
        later = NOON + timedelta(hours=1)
        work.referrals.event("r-p1", later, "provider", {"to": "accepted", "reason": "ok"})

    await store.write(story)
    history = await store.read(lambda work: work.referrals.events("r-p1"))
    assert [(said, what["to"]) for _, said, what in history] == [
        ("provider", "received"),
        ("provider", "accepted"),
    ]


async def test_cases_are_found_by_actor_and_region_open_or_all(store: Store) -> None:
    before = await sent(store)
    assert await store.read(lambda work: len(work.referrals.of_actor("EN"))) == 1
    over = replace(before, state="completed", version=1)
    await store.write(lambda work: work.referrals.save(over, was=0))

    def found(work: Work) -> tuple[int, ...]:
        cases = work.referrals
        return (
            len(cases.of_actor("EN")),
            len(cases.of_actor("EN", open_only=False)),
            len(cases.in_region("04")),
            len(cases.in_region("04", open_only=False)),
            len(cases.in_region("", open_only=False)),
            len(cases.in_region("09", open_only=False)),
        )

    assert await store.read(found) == (0, 1, 0, 1, 1, 0)
