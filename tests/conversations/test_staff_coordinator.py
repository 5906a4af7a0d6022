"""Coordinators see what is stuck and deal with it; what cannot be undone is asked about."""

from datetime import timedelta

import pytest

from conversations.dialogues.coordinator_tasks import KINDS
from conversations.effects import (
    AnswerTask,
    CloseTask,
    LiftDispute,
    MoveReferral,
    OfferNextActor,
    ShowCase,
    ShowStatistics,
)
from conversations.view import TaskView
from tests.conversations.staff_talk import NOW, Member, case, view_of

REF = "TJ-K7QX2M"
ID = "0123456789abcdef0123456789abcdef"


def task(kind: str = "human", *, hours: float = 3, **told: object) -> TaskView:
    given = {"task": ID, "can_answer": True, **told}
    return TaskView(kind=kind, region="04", opened_at=NOW - timedelta(hours=hours), **given)  # type: ignore[arg-type]


def with_task(kind: str = "human", **told: object) -> Member:
    return Member.coordinator(tasks=(task(kind, **told),))


def test_the_hub_counts_what_is_stuck_by_kind() -> None:
    tasks = (task("human"), task("voice"), task("gap"), task("minor"), task("unreached"))
    cases = (case(overdue="decide"), case("TJ-BBBBBB"))
    member = Member.coordinator(tasks=tasks, cases=cases).command("start")
    assert "1 demande en retard" in member.read
    assert "2 personnes attendent un humain" in member.read
    assert "1 besoin sans organisme" in member.read
    assert "1 mineur·e à orienter" in member.read
    assert "1 autre point" in member.read
    assert "alerte" not in member.read


def test_a_case_past_its_deadline_is_counted_once_though_a_task_is_about_it() -> None:
    late = task("overdue", reference=REF)
    member = Member.coordinator(tasks=(late,), cases=(case(overdue="decide"),)).command("start")
    assert "1 demande en retard" in member.read
    assert "autre point" not in member.read


def test_nothing_stuck_is_said_in_one_line() -> None:
    assert "Rien n'est bloqué." in Member.coordinator().command("start").read


def test_those_who_wait_come_first_each_with_its_age() -> None:
    tasks = (
        task("gap", hours=100, task="a"),
        task("human", hours=1, task="b"),
        task("human", hours=5, task="c"),
        task("danger", hours=0.5, task="d"),
    )
    member = Member.coordinator(tasks=tasks).command("tasks")
    ages = ["depuis 30 minutes", "depuis 5 heures", "depuis 1 heure", "depuis 4 jours"]
    assert [member.read.index(age) for age in ages] == sorted(member.read.index(a) for a in ages)
    assert member.tap("🔔 2").place.data["arg"] == "c"


def test_a_call_for_a_human_is_answered_after_a_preview() -> None:
    member = with_task().press(f"@answer:{ID}").write("Bonjour,  nous vous appelons demain.")
    assert member.wanted == ()
    assert "« Bonjour, nous vous appelons demain. »" in member.read
    assert member.tap("Envoyer").wanted == (AnswerTask(ID, "Bonjour, nous vous appelons demain."),)


def test_an_answer_can_be_changed_before_it_leaves() -> None:
    member = with_task().press(f"@answer:{ID}").write("un").tap("Modifier").write("deux")
    assert member.tap("Envoyer").wanted == (AnswerTask(ID, "deux"),)


def test_a_long_answer_is_cut_as_the_preview_shows() -> None:
    member = with_task().press(f"@answer:{ID}").write("x" * 3000)
    assert "x" * 1000 in member.read
    assert member.tap("Envoyer").wanted == (AnswerTask(ID, "x" * 1000),)


def test_a_task_of_which_nobody_can_be_answered_says_so() -> None:
    member = with_task("gap", can_answer=False).press(f"@answer:{ID}")
    assert "On ne peut pas répondre" in member.read


def test_a_task_is_closed_after_one_question() -> None:
    member = with_task().press(f"@close:{ID}")
    assert member.wanted == ()
    assert member.tap("Oui, c'est traité").wanted == (CloseTask(ID),)


def test_the_path_for_under_18_is_lifted_only_after_asking_twice() -> None:
    member = with_task("minor").press(f"@lift:{ID}").tap("Oui")
    assert member.wanted == ()
    assert "enregistré à votre nom" in member.read
    assert member.tap("lever la protection").wanted == (CloseTask(ID, lift_minor=True),)


@pytest.mark.parametrize("times", [0, 1])
def test_the_path_for_under_18_stays_when_one_leaves(times: int) -> None:
    member = with_task("minor").press(f"@lift:{ID}")
    for _ in range(times):
        member.tap("Oui")
    assert member.tap("Laisser").wanted == ()


def test_a_dispute_is_lifted_and_its_task_closed() -> None:
    member = with_task("dispute", reference=REF).press(f"@lift:{ID}").tap("Oui")
    assert member.wanted == (LiftDispute(REF), CloseTask(ID))


def test_other_tasks_have_nothing_to_lift() -> None:
    assert with_task("human").press(f"@lift:{ID}").wanted == ()


@pytest.mark.parametrize("action", ["task", "answer", "close", "lift"])
def test_a_task_somebody_else_dealt_with_is_said_to_be_so(action: str) -> None:
    member = Member.coordinator().press(f"@{action}:{ID}")
    assert member.wanted == ()
    assert "déjà été traité" in member.read


@pytest.mark.parametrize("action", ["task", "answer", "close", "lift", "reroute", "error", "case"])
def test_a_coordinators_button_is_refused_to_a_focal_point(action: str) -> None:
    member = Member(view_of(cases=(case(),), tasks=(task(),))).press(f"@{action}:{REF}")
    assert member.wanted == ()
    assert "pas pour votre rôle" in member.read


def test_another_actor_is_offered_by_asking_the_person() -> None:
    member = Member.coordinator(cases=(case(),)).press(f"@reroute:{REF}")
    assert "nouveau consentement" in member.read
    assert member.tap("proposer").wanted == (OfferNextActor(REF),)


def test_an_ended_case_can_be_rerouted_while_a_task_is_about_it() -> None:
    member = with_task("overdue", reference=REF).press(f"@reroute:{REF}").tap("proposer")
    assert member.wanted == (OfferNextActor(REF),)


def test_entered_in_error_is_asked_about_once() -> None:
    member = Member.coordinator(cases=(case(),)).press(f"@error:{REF}")
    assert member.wanted == ()
    member.tap("Oui, saisie par erreur")
    assert member.wanted == (MoveReferral(REF, "entered_in_error"),)


def test_a_case_is_looked_at_without_name_or_contact() -> None:
    seen = case(place="04", need="", call_name="Exemple", reach="0600000000", overdue="decide")
    member = Member.coordinator(cases=(seen,)).command("cases").tap(REF)
    assert "en retard" in member.read
    assert "<place 04>" in member.read
    assert "Exemple" not in member.read
    assert "0600000000" not in member.read


def test_the_card_is_opened_by_a_button_that_says_it_is_logged() -> None:
    member = Member.coordinator(cases=(case(),)).press(f"@case:{REF}").tap("(noté)")
    assert member.wanted == (ShowCase(REF),)


def test_stuck_cases_come_first() -> None:
    cases = (
        case("TJ-AAAAAA", sent_at=NOW - timedelta(days=3)),
        case("TJ-BBBBBB", overdue="acknowledge"),
        case("TJ-CCCCCC", "completed", ended=True, disputed=True),
    )
    member = Member.coordinator(cases=cases).command("cases")
    references = [label for label in member.labels if "TJ-" in label]
    assert references == ["📄 TJ-BBBBBB", "📄 TJ-CCCCCC", "📄 TJ-AAAAAA"]


def test_figures_are_one_command() -> None:
    assert Member.coordinator().command("stats").wanted == (ShowStatistics(),)


@pytest.mark.parametrize("value", ["task", "answer", "close", "lift"])
def test_a_button_about_a_task_fits_into_its_forty_characters(value: str) -> None:
    assert len(f"@{value}:{ID}") <= 40


@pytest.mark.parametrize("kind", [*sorted(KINDS), "of_another_time"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_kind_of_task_has_a_name(kind: str, language: str) -> None:
    member = Member.coordinator(tasks=(task(kind, reference="example"),), language=language)
    assert member.command("tasks").tap("🔔 1").read
