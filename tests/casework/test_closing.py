"""An actor says that it has closed; links between actors are confirmed or denied."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.proposal import Proposal
from catalogue.record import Record
from tests.casework.test_care_whole import asked, record, referable, stage, waiting, write
from tests.casework.test_staff_whole import keys
from tests.casework.world import Stage

__all__ = ["stage"]
PARTNER = {"to": "ngo", "as": "partner", "confirmed": "one"}


# --- closed ---


def closed(stage: Stage) -> Proposal:
    stage.play("karim", tap="@closed")
    stage.play("karim", tap="yes")
    (proposal,) = waiting(stage)
    return proposal


def test_who_says_closed_gets_nobody_until_it_is_decided(stage: Stage) -> None:
    proposal = closed(stage)
    assert not referable(stage)
    assert stage.tasks() == ["closed"]
    assert [purpose for purpose, _ in stage.dues() if purpose == "verify"] == []

    for tap in ("@still", "@changed", "@closed"):
        stage.play("karim", tap=tap)
    assert not referable(stage)
    assert waiting(stage) == [proposal]


def test_a_closed_actor_is_hidden_and_its_open_cases_stay_in_sight(stage: Stage) -> None:
    stage.tell("amina", adult="yes", place="05.091.01.01", call_name="Amina", reach="chat")
    case = stage.refer()
    proposal = closed(stage)
    keys(stage, "karim")

    stage.play("samira", tap=f"@edit:{proposal.id}")
    stage.play("samira", tap="yes:")

    assert record(stage).values["visibility"] == "hidden"
    assert "staff.care.closed_told" in stage.keys("karim")
    assert stage.referral(case.reference).is_open
    assert stage.tasks() == ["closed"]
    stage.play("nadia", tap=f"@task:{stage.task('closed').id}")
    message = stage.told("nadia")[-1].message
    assert "staff.care.open_cases" in {each.key for each in message.parts}
    assert f"@case:{case.reference}" in {each.value for each in message.options}


def test_without_an_open_case_the_task_closes_with_the_decision(stage: Stage) -> None:
    proposal = closed(stage)
    stage.play("nadia", tap=f"@edit:{proposal.id}")
    stage.play("nadia", tap="yes:")
    assert stage.tasks() == []
    stage.play("nadia", tap=f"@undo:{proposal.id}")
    stage.play("nadia", tap="yes")
    assert record(stage).values.get("visibility") != "hidden"
    assert len(asked(stage)) == 1


def test_a_closure_that_is_refused_asks_the_focal_point_again(stage: Stage) -> None:
    proposal = closed(stage)
    stage.play("samira", tap=f"@edit:{proposal.id}")
    stage.play("samira", tap="refuse")
    stage.play("samira", tap="wrong")
    assert stage.tasks() == []
    assert len(asked(stage)) == 1
    stage.play("karim", tap="@still")
    assert referable(stage)


# --- links ---


def claimed(stage: Stage, *actors: str, **told: str) -> None:
    for actor in actors:
        names = {"fr": f"Association Exemple {actor}"}
        values = {"id": actor, "name": names, "needs": ("employment",)}
        write(stage, Record(values, {"link": ({**PARTNER, **told},)}))


def test_a_link_is_confirmed_by_the_other_side(stage: Stage) -> None:
    claimed(stage, "other")
    stage.play("karim", tap="@still")
    assert stage.keys("karim")[-1] == "staff.care.claim_partner"
    stage.play("karim", tap="yes")
    assert record(stage, "other").rows("link")[0]["confirmed"] == "both"
    stage.play("karim", tap="@still")
    assert stage.keys("karim")[-1] != "staff.care.claim_partner"


def test_a_link_that_is_denied_is_proposed_to_go_and_not_asked_about_again(stage: Stage) -> None:
    claimed(stage, "other")
    stage.play("karim", tap="@still")
    stage.play("karim", tap="no")
    (proposal,) = waiting(stage)
    assert (proposal.actor, proposal.why) == ("other", "denied")
    stage.play("karim", tap="@still")
    assert stage.keys("karim").count("staff.care.claim_partner") == 1
    stage.play("nadia", tap=f"@edit:{proposal.id}")
    stage.play("nadia", tap="yes:")
    assert record(stage, "other").rows("link") == ()


def test_three_links_at_most_are_asked_about_in_one_visit(stage: Stage) -> None:
    claimed(stage, "a1", "a2", "a3", "a4")
    stage.play("karim", tap="@still")
    for _ in range(5):
        stage.play("karim", tap="yes")
    both = [
        each
        for each in ("a1", "a2", "a3", "a4")
        if record(stage, each).rows("link")[0]["confirmed"] == "both"
    ]
    assert both == ["a1", "a2", "a3"]
    stage.play("karim", tap="@still")
    stage.play("karim", tap="yes")
    assert record(stage, "a4").rows("link")[0]["confirmed"] == "both"


@pytest.mark.parametrize("confirmed", ["none", "both"])
def test_what_a_source_alone_claims_is_not_asked_about(stage: Stage, confirmed: str) -> None:
    claimed(stage, "other", confirmed=confirmed)
    stage.play("karim", tap="@still")
    assert "staff.care.claim_partner" not in stage.keys("karim")


def test_who_says_that_the_record_is_right_stands_by_its_own_links(stage: Stage) -> None:
    link = {"to": "other", "as": "funder", "confirmed": "none"}
    write(stage, replace(record(stage), parts={"link": (link,)}))
    stage.play("karim", tap="@still")
    assert record(stage).rows("link")[0]["confirmed"] == "one"
