"""Through this chat: a place, a day, an hour and a few words reach the person as previewed."""

import pytest

from conversations.effects import MoveReferral, RelayToPerson, ShowCase
from tests.conversations.staff_talk import Member, case, view_of

REF = "TJ-K7QX2M"


def relaying() -> Member:
    return Member(view_of(cases=(case(state="accepted", reach="chat"),))).press(f"@relay:{REF}")


def test_all_four_parts_are_shown_before_they_are_sent() -> None:
    member = relaying().write("12 rue Exemple, Oujda").tap("2026-11-26").tap("10:00")
    member.write("Apportez   ce que vous avez.")
    assert member.wanted == ()
    for part in ("12 rue Exemple, Oujda", "2026-11-26", "10:00", "Apportez ce que vous avez."):
        assert part in member.read
    assert member.tap("Envoyer").wanted == (
        RelayToPerson(
            REF,
            "Apportez ce que vous avez.",
            place="12 rue Exemple, Oujda",
            when="2026-11-26T10:00",
        ),
    )


def test_each_part_can_be_passed_over() -> None:
    member = relaying().tap("Passer").tap("Passer").write("Appelez-nous").tap("Envoyer")
    assert member.wanted == (RelayToPerson(REF, "Appelez-nous"),)


def test_nothing_at_all_is_not_sent() -> None:
    member = relaying().tap("Passer").tap("Passer").tap("Passer")
    assert "au moins un lieu, un jour ou un mot" in member.read
    assert member.place.step == "staff_relay.text"


def test_the_days_offered_are_the_next_seven() -> None:
    member = relaying().tap("Passer")
    days = [label for label in member.labels if "2026" in label]
    assert days == [f"🗓️ 2026-11-{n}" for n in range(25, 31)] + ["🗓️ 2026-12-01"]


def test_too_long_a_place_or_text_is_cut_as_the_preview_shows() -> None:
    member = relaying().write("p" * 200).tap("Passer").write("t" * 900)
    assert "p" * 80 in member.read
    assert "p" * 81 not in member.read
    sent = member.tap("Envoyer").wanted[0]
    assert isinstance(sent, RelayToPerson)
    assert (len(sent.place), len(sent.text)) == (80, 300)


def test_it_can_be_done_again_before_it_leaves() -> None:
    member = relaying().write("ici").tap("2026-11-26").tap("10:00").write("mot")
    member.tap("Refaire").tap("Passer").tap("Passer").write("autre")
    assert member.tap("Envoyer").wanted == (RelayToPerson(REF, "autre"),)


def test_a_day_that_is_taken_back_takes_its_hour_with_it() -> None:
    member = relaying().write("ici").tap("2026-11-26").tap("10:00")
    member.press("back").press("back").tap("Passer").tap("Passer")
    assert member.tap("Envoyer").wanted == (RelayToPerson(REF, "", place="ici"),)


def test_another_card_can_be_answered_meanwhile_and_the_question_comes_back() -> None:
    other = case("TJ-BBBBBB")
    member = relaying().write("ici")
    member.sees(cases=(*member.view.cases, other)).press("@accept:TJ-BBBBBB")
    assert member.wanted == (MoveReferral("TJ-BBBBBB", "accepted"), ShowCase("TJ-BBBBBB"))
    assert "Quel jour" in member.read
    member.tap("Passer").tap("Passer")
    assert member.tap("Envoyer").wanted == (RelayToPerson(REF, "", place="ici"),)


def test_a_case_closed_meanwhile_is_not_written_to() -> None:
    member = relaying().write("ici").tap("Passer").tap("Passer")
    member.sees(cases=()).tap("Envoyer")
    assert member.wanted == ()
    assert "n'attend plus" in member.read


@pytest.mark.parametrize("state", ["requested", "received", "on_hold"])
def test_nobody_is_written_to_before_the_case_is_accepted(state: str) -> None:
    member = Member(view_of(cases=(case(state=state),))).press(f"@relay:{REF}")
    assert "n'attend plus" in member.read
    assert member.place.step == "staff.hub"


def test_at_every_question_it_can_be_left() -> None:
    for steps in range(4):
        member = relaying()
        for answer in ("ici", "2026-11-26", "10:00")[:steps]:
            member.write(answer) if answer == "ici" else member.tap(answer)
        assert member.tap("Laisser").wanted == ()
        assert member.place.step == "staff.hub"
