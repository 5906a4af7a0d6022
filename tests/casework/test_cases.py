"""A case from consent to its end, told as stories: cards, clocks, the other side, re-routing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from conversations.effects import (
    GrantConsent,
    MoveReferral,
    OfferNextActor,
    OpenReferral,
    RecordFact,
    RelayToActor,
    RelayToPerson,
    ShowCase,
    WithdrawConsent,
)
from tests.casework.test_disclosure import shown
from tests.casework.world import BENI_MELLAL, SENSITIVE, Stage, stage_with_case

TUESDAY_AT_TEN = datetime(2026, 10, 6, 10, tzinfo=UTC)


def accepted(stage: Stage) -> str:
    """Amina's case, taken by Karim."""
    reference = stage.refer().reference
    stage.send("karim", MoveReferral(reference, "accepted"), ShowCase(reference))
    return reference


# --- sending ---


def test_a_case_is_sent_with_a_receipt_a_notice_and_its_clock() -> None:
    stage = stage_with_case()
    stage.forget_said()

    case = stage.refer()

    assert case.state == "requested"
    assert (case.region, case.province, case.urgency) == ("05", "05.091", "normal")
    assert stage.keys("amina") == ["told.sent"]
    notice = stage.told("karim")[0]
    assert notice.message.neutral is not None
    assert notice.message.neutral.key == "staff.card.notice"
    assert notice.message.card == f"case:{case.reference}"
    assert not shown(notice.message) & {"Amina", "+212600000001"}
    purposes = [purpose for purpose, _ in stage.dues()]
    assert {"acknowledge_half", "acknowledge_by", "decide_by", "expire", "day3", "day14"} <= {
        *purposes
    }
    assert "consent_unused" not in purposes
    assert "draft" not in purposes


def test_without_a_consent_for_that_actor_nothing_is_sent() -> None:
    stage = stage_with_case()
    stage.join("nadia", actor="other")
    stage.forget_said()

    stage.send("amina", GrantConsent("referral", "ngo"), OpenReferral("other", "employment"))

    assert stage.referrals() == []
    assert stage.keys("amina") == ["told.not_sent"]
    assert stage.told("nadia") == []


def test_a_consent_serves_one_referral() -> None:
    stage = stage_with_case()
    first = stage.refer()
    stage.send("amina", WithdrawConsent("referral", first.reference))

    stage.send("amina", OpenReferral("ngo", "employment"))

    assert [each.state for each in stage.referrals()] == ["cancelled"]


@pytest.mark.parametrize(("days", "sent"), [(6, 1), (7, 0)])
def test_an_unused_consent_holds_seven_days(days: int, sent: int) -> None:
    stage = stage_with_case()
    stage.send("amina", GrantConsent("referral", "ngo"))

    stage.after(days=days)
    stage.send("amina", RecordFact("needs", "employment"), OpenReferral("ngo", "employment"))

    assert len(stage.referrals()) == sent


@pytest.mark.parametrize("actor", ["office", "other", "nobody"])
def test_an_actor_that_takes_no_referral_gets_none(actor: str) -> None:
    stage = stage_with_case()

    stage.send("amina", GrantConsent("referral", actor), OpenReferral(actor, "employment"))

    assert stage.referrals() == []


def test_a_sensitive_need_goes_to_an_accredited_actor_only() -> None:
    stage = stage_with_case(needs=SENSITIVE)
    effects = (GrantConsent("referral", "ngo"), OpenReferral("ngo", SENSITIVE))

    stage.send("amina", *effects)
    assert stage.referrals() == []

    stage.accredit("ngo", SENSITIVE)
    stage.send("amina", *effects)
    assert [(each.need, each.sensitive) for each in stage.referrals()] == [(SENSITIVE, True)]


def test_a_sensitive_case_names_nothing_to_anybody_before_it_is_accepted() -> None:
    stage = stage_with_case(needs=SENSITIVE)
    stage.accredit("ngo", SENSITIVE)
    stage.forget_said()

    stage.refer(need=SENSITIVE)

    for address in ("amina", "karim", "samira"):
        for row in stage.told(address):
            assert not shown(row.message) & {f"need:{SENSITIVE}", f"place:{BENI_MELLAL}"}
    receipt = next(row.message for row in stage.told("amina") if row.message.options == ())
    assert "actor:ngo" not in shown(receipt)


def test_a_childs_case_goes_to_services_accredited_for_children() -> None:
    stage = stage_with_case(for_whom="child", needs="child_protection")
    effects = (GrantConsent("referral", "ngo"), OpenReferral("ngo", "employment"))

    stage.send("amina", *effects)
    assert stage.referrals() == []

    stage.accredit("ngo", "child_protection")
    stage.send("amina", *effects)
    assert len(stage.referrals()) == 1


def test_nothing_of_a_minor_goes_to_any_actor() -> None:
    stage = stage_with_case()
    stage.send("amina", GrantConsent("referral", "ngo"), RecordFact("adult", "no"))

    stage.send("amina", OpenReferral("ngo", "employment"))
    stage.send("amina", GrantConsent("referral", "ngo"), OpenReferral("ngo", "employment"))

    assert stage.referrals() == []


def test_danger_raises_urgency_one_step() -> None:
    stage = stage_with_case(danger="violence")

    assert stage.refer().urgency == "urgent"


def test_one_open_case_for_one_actor() -> None:
    stage = stage_with_case()
    stage.refer()

    stage.refer()

    assert len(stage.referrals()) == 1


# --- deciding ---


def test_opening_the_card_is_receiving_it_and_is_audited() -> None:
    stage = stage_with_case()
    case = stage.refer()

    stage.send("karim", ShowCase(case.reference))

    assert stage.referral(case.reference).state == "received"
    assert "case_shown" in stage.audit()
    assert "contact_shown" not in stage.audit()


def test_accepting_shows_whom_to_call_and_tells_the_person() -> None:
    stage = stage_with_case()
    stage.forget_said()

    reference = accepted(stage)

    card = next(row.message for row in stage.told("karim") if row.message.neutral is None)
    assert {"Amina", "+212600000001"} <= shown(card)
    assert "told.accepted" in stage.keys("amina")
    assert "contact_shown" in stage.audit()
    assert stage.referral(reference).received_at is not None


def test_a_colleague_sees_the_name_only_by_opening_the_card() -> None:
    stage = stage_with_case()
    stage.join("hind", actor="ngo")

    reference = accepted(stage)

    colleagues = [m for _, chat, m in stage.store.tables.retracted if chat == stage.chat("hind").id]
    assert colleagues
    assert not any(shown(message) & {"Amina", "+212600000001"} for message in colleagues)
    stage.send("hind", ShowCase(reference))
    assert "Amina" in shown(stage.told("hind")[-2].message)


def test_what_the_person_kept_back_is_never_shown() -> None:
    stage = stage_with_case()
    case = stage.refer(scope=("name", "need", "place"))

    stage.send("karim", MoveReferral(case.reference, "accepted"), ShowCase(case.reference))

    seen = set().union(*(shown(row.message) for row in stage.told("karim")))
    assert "Amina" in seen
    assert "+212600000001" not in seen


def test_declining_asks_the_person_about_the_next_actor() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.forget_said()

    stage.send("karim", MoveReferral(case.reference, "rejected", outcome="no_capacity"))

    declined = stage.referral(case.reference)
    assert (declined.state, declined.outcome) == ("rejected", "no_capacity")
    asked = stage.told("amina")[0]
    assert asked.message.parts[0].key == "offers.next"
    assert asked.message.neutral is not None
    place = stage.chat("amina").place
    assert place is not None
    assert (place.step, place.data["arg"]) == ("offers.next", case.reference)


def test_at_night_the_person_is_asked_in_the_morning() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.after(hours=12.5)
    stage.forget_said()

    stage.send("karim", MoveReferral(case.reference, "rejected"))

    assert stage.told("amina") == []
    assert ("next_actor", "2026-10-06 09:00") in stage.dues()
    stage.after(hours=11)
    assert stage.keys("amina") == ["offers.next"]


def test_the_next_actor_gets_a_new_referral_with_a_new_consent() -> None:
    stage = stage_with_case()
    stage.join("nadia", actor="other")
    first = stage.refer()
    stage.send("karim", MoveReferral(first.reference, "rejected"))

    second = stage.refer("other", replaces=first.reference)

    assert (second.actor, second.replaces) == ("other", first.reference)
    assert second.consent != first.consent


def test_time_is_asked_for_and_the_clock_follows() -> None:
    stage = stage_with_case()
    case = stage.refer()

    stage.send("karim", MoveReferral(case.reference, "on_hold", reason="3"))

    held = stage.referral(case.reference)
    assert held.state == "on_hold"
    assert held.received_at is not None
    assert "told.held" in stage.keys("amina")
    assert [purpose for purpose, _ in stage.dues() if purpose.endswith("half")] == []


def test_reminder_coordinator_expiry_and_the_next_actor() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.forget_said()

    stage.after(hours=36, minutes=1)
    reminder = stage.told("karim")[0].message
    assert reminder.neutral is not None
    assert reminder.neutral.key == "staff.card.notice_again"
    assert stage.tasks() == []

    stage.after(hours=36)
    assert stage.tasks() == ["overdue"]

    stage.after(days=5)
    assert stage.referral(case.reference).state == "expired"
    assert "offers.next" in stage.keys("amina")


def test_an_accepted_case_expires_no_more_but_its_first_contact_is_watched() -> None:
    stage = stage_with_case()
    reference = accepted(stage)

    stage.after(days=14, hours=1)

    assert stage.referral(reference).state == "accepted"
    assert stage.tasks() == ["silent", "overdue"]


def test_a_coordinator_reroutes_and_the_first_case_ends_when_the_second_is_sent() -> None:
    stage = stage_with_case()
    stage.join("nadia", actor="other")
    first = stage.refer()

    stage.send("samira", OfferNextActor(first.reference))
    assert stage.chat("amina").place is not None
    assert stage.referral(first.reference).state == "requested"

    second = stage.refer("other", replaces=first.reference)
    assert stage.referral(first.reference).state == "cancelled"
    assert stage.referral(second.reference).state == "requested"


# --- through the chat ---


def test_words_pass_through_the_chat_and_one_answer_comes_back() -> None:
    stage = stage_with_case(reach="chat")
    reference = accepted(stage)
    stage.forget_said()

    relay = RelayToPerson(
        reference, "Apportez votre carte. " + "x" * 400, "Bureau", "2026-10-06T10:00"
    )
    stage.send("karim", relay)

    message = stage.told("amina")[0].message
    keys = [part.key for part in message.parts]
    assert keys == ["told.relay.from", "told.relay.place", "told.relay.when", "told.relay.text"]
    assert len(str(message.parts[-1].values["text"])) == 300
    assert [option.value for option in message.options] == [f"@reply:{reference}"]

    stage.send("amina", RelayToActor(reference, "D'accord"))
    assert "staff.card.reply" in stage.keys("karim")
    stage.forget_said()
    stage.send("amina", RelayToActor(reference, "Encore"))
    assert stage.keys("karim") == []
    told = [line for line in stage.store.tables.audit if "relayed" in line[2]]
    assert len(told) == 2
    assert "D'accord" not in str(stage.store.tables.audit + stage.store.tables.events)


def test_nobody_writes_through_the_chat_before_accepting() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.forget_said()

    stage.send("karim", RelayToPerson(case.reference, "Bonjour"))

    assert stage.keys("amina") == []
