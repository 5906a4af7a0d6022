"""The desk with the real dialogues: from the first words to a closed loop, by what is on screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from casework import desk, due_rows
from casework.hashes import invite_hash
from casework.person import Invite
from casework.ports import Due
from conversations.dialogues.book import BOOK
from tests.casework.world import SENSITIVE, Stage

GREETED = ("welcome.", "language.", "start.")


class Whole(Stage):
    """Rows that fall due are played by the real dialogues too."""

    def fulfil(self, row: Due) -> None:
        around = self.around
        self.write(lambda uow: desk.due(uow, row, around))

    def tap(self, address: str, *values: str) -> None:
        """Tap, one after the other, what is on that screen."""
        for value in values:
            shown = [option.value for row in self.told(address) for option in row.message.options]
            assert value in shown, (value, shown[-12:])
            self.play(address, tap=value)

    def options(self, address: str) -> list[str]:
        """What stands on the last prompt of that screen."""
        return [option.value for option in self.told(address)[-1].message.options]

    def place(self, address: str) -> str:
        place = self.chat(address).place
        assert place is not None
        return place.step

    def forget_said_to(self, address: str) -> None:
        chat = self.chat(address).id
        kept = [row for row in self.store.tables.outbox if row.chat != chat]
        self.store.tables.outbox[:] = kept

    def invite(self, address: str, role: str, actor: str = "", region: str = "") -> None:
        token = self.ids.token()
        expires = self.clock.now() + timedelta(days=7)
        self.write(
            lambda uow: uow.staff.add_invite(
                Invite(invite_hash(uow, token), role, actor, region, expires)  # type: ignore[arg-type]
            )
        )
        self.play(address, command=f"start join-{token}")


@pytest.fixture
def stage() -> Whole:
    """Karim answers for the association, Samira coordinates the region."""
    stage = Whole()
    stage.invite("karim", "focal", actor="ngo")
    stage.tap("karim", "fr", "join", "right")
    stage.invite("samira", "coordinator", region="05")
    stage.tap("samira", "fr", "join", "go")
    return stage


def sent(stage: Whole) -> str:
    """Amina tells her need and her town in one sentence and consents to one actor."""
    stage.play("amina", command="start")
    stage.tap("amina", "fr")
    stage.play("amina", "bghit chi khdma f bni mlal")
    stage.tap("amina", "yes", "self", "yes", "skip_all", "pick:ngo", "proposed", "chat", "yes")
    return stage.referrals()[0].reference


def test_one_sentence_leads_to_a_referral(stage: Whole) -> None:
    reference = sent(stage)

    case = stage.referral(reference)
    assert (case.need, case.place, case.state) == ("employment", "05.091.01.01", "requested")
    assert "told.sent" in stage.keys("amina")


def test_a_member_of_staff_is_never_asked_a_persons_question(stage: Whole) -> None:
    reference = sent(stage)
    stage.forget_said_to("karim")

    stage.play("karim", tap=f"@accept:{reference}")
    stage.play("karim", tap=f"@contacted:{reference}")

    assert stage.referral(reference).state == "in_progress"
    assert not [key for key in stage.keys("karim") if key.startswith(GREETED)]


def test_the_loop_is_closed_by_both_sides(stage: Whole) -> None:
    reference = sent(stage)
    stage.play("karim", tap=f"@accept:{reference}")
    stage.play("karim", tap=f"@contacted:{reference}")
    stage.play("karim", tap=f"@outcome:{reference}")
    stage.tap("karim", "got_help")

    stage.until(datetime(2026, 10, 19, 10, 1, tzinfo=UTC))
    stage.tap("amina", "yes")

    closed = stage.referral(reference)
    assert (closed.state, closed.provider_says, closed.person_says) == (
        "completed",
        "got_help",
        "got_help",
    )


def test_a_decline_leads_to_the_next_actor_with_consent_anew(stage: Whole) -> None:
    stage.invite("nadia", "focal", actor="other")
    stage.tap("nadia", "fr", "join", "right")
    reference = sent(stage)

    stage.play("karim", tap=f"@decline:{reference}")
    stage.tap("karim", "no_capacity")
    stage.tap("amina", "yes")
    stage.tap("amina", "pick:other")
    while stage.place("amina") != "consent.ask":
        stage.tap("amina", stage.options("amina")[0])
    stage.tap("amina", "yes")

    first, second = stage.referrals()
    assert (first.state, second.actor, second.replaces) == ("rejected", "other", reference)
    assert first.consent != second.consent


def test_an_actors_name_where_a_need_is_asked_is_asked_back_as_its_need(stage: Whole) -> None:
    stage.play("amina", command="start")
    stage.tap("amina", "fr", "yes", "self")
    assert stage.place("amina") == "intake.need"

    stage.play("amina", "bghit asociation exemple other")

    assert stage.place("amina") == "intake.which"
    assert stage.options("amina")[:2] == ["employment", "social_ties"]
    assert "needs" not in stage.facts("amina")
    stage.tap("amina", "employment")
    assert stage.place("amina") == "place.ask"


def test_an_actor_that_only_does_what_is_sensitive_stands_for_no_need(stage: Whole) -> None:
    known = stage.store.tables.actors["other"]
    stage.store.tables.actors["other"] = replace(known, acronym="TAMOUNT", needs=(SENSITIVE,))
    stage.play("amina", command="start")
    stage.tap("amina", "fr", "yes", "self")

    stage.play("amina", "tamount")

    assert stage.place("amina") == "intake.need"


def asked_where(stage: Whole) -> None:
    stage.play("amina", command="start")
    stage.tap("amina", "fr", "yes", "self")
    stage.play("amina", "bghit khdma")
    assert stage.place("amina") == "place.ask"


def test_a_name_of_no_place_offers_the_nearest_and_takes_none_by_itself(stage: Whole) -> None:
    asked_where(stage)

    stage.play("amina", "driouh")

    assert stage.keys("amina")[-1] == "place.near_names"
    assert "in:02.167.01.09" in stage.options("amina")
    assert "list" in stage.options("amina")
    assert not stage.facts("amina").get("place")
    stage.tap("amina", "in:02.167.01.09")
    assert stage.facts("amina")["place"] == "02.167.01.09"


def test_several_known_places_after_a_guess_are_asked_as_ever(stage: Whole) -> None:
    asked_where(stage)
    stage.play("amina", "driouh")

    stage.play("amina", "rabat wla casa")

    assert stage.keys("amina")[-1] == "place.which"


def test_safi_is_ok_everywhere_but_where_a_place_is_asked_the_town_is_offered(stage: Whole) -> None:
    asked_where(stage)
    stage.play("amina", "safi")

    assert stage.keys("amina")[-1] == "place.near_names"
    assert not stage.facts("amina").get("place")
    stage.tap("amina", "in:07.431.01.03")
    assert stage.facts("amina")["place"] == "07.431.01.03"


def test_everyday_words_where_a_place_is_asked_offer_no_place(stage: Whole) -> None:
    asked_where(stage)

    stage.play("amina", "bonjour merci")

    assert stage.place("amina") == "place.ask"


def test_every_step_a_row_begins_is_in_the_book() -> None:
    assert set(due_rows.STEPS.values()) <= BOOK.steps.keys()


@pytest.mark.parametrize("kind", ["voice", "picture", "sticker", "other_contact", "other"])
def test_every_kind_of_update_gets_an_answer(stage: Whole, kind: str) -> None:
    stage.play("amina", command="start")
    stage.forget_said_to("amina")
    arrival = desk.Arrival("console", "amina", "u", stage.clock.now(), kind)  # type: ignore[arg-type]

    stage.write(lambda uow: desk.receive(uow, arrival, stage.around))

    assert stage.told("amina")
