"""The catalogue at the desk: edits that hold or wait, forms that clash, who decides."""

import html
import re
from collections.abc import AsyncIterator

import pytest

from casework import care
from casework.morocco_time import today
from casework.sitting import Sitting
from catalogue.record import Change
from locales.texts import text
from storage.work import Work
from tests.web.office import OTHER_ACTOR, Office, at_the_desk, office
from tests.web.shelves import (
    CONTACT,
    HOME,
    SECRET,
    csrf,
    field,
    fill,
    filled,
    now,
)


@pytest.fixture
async def there() -> AsyncIterator[Office]:
    async with office() as opened:
        await opened.parts.store.write(fill)
        yield opened


async def test_only_those_who_care_or_own_may_open_the_form(there: Office) -> None:
    for who, status in (("s1", 200), ("s2", 404), ("s8", 404), ("s9", 200)):
        async with at_the_desk(there, who) as client:
            path = f"{HOME}/actor/EN/edit/identity"
            assert (await client.get(path)).status_code == status
            form = {"csrf": await csrf(client), "was": '{"values": {}, "parts": {}}'}
            form["name_fr"] = "Volé"
            await client.post(path, data=form)
        assert (await now(there)).text("name") != "Volé"


async def test_a_coordinators_edit_holds_and_is_told_in_the_history(there: Office) -> None:
    async with at_the_desk(there, "s9") as client:
        path = f"{HOME}/actor/EN/edit/access"
        form = await filled(client, path, hours="lun-ven 9h-16h30", cost="free")
        saved = await client.post(path, data=form)
        assert saved.headers["location"].endswith("?done=saved")
        page = (await client.get(f"{HOME}/actor/EN")).text
    record = await now(there)
    assert record.values["hours"] == "Mo-Fr 09:00-16:30"
    assert record.values["hidden_services"] == ("trafficking",)
    assert text("staff", "staff.catalogue.who.own", "fr") in page


async def test_a_coordinators_new_contact_waits_for_another_coordinator(there: Office) -> None:
    async with at_the_desk(there, "s9") as client:
        path = f"{HOME}/actor/EN/edit/contact"
        form = await filled(client, path, **{"1.kind": "email", "1.value": "a@exemple.ma"})
        saved = await client.post(path, data=form)
        assert saved.headers["location"].endswith("?done=proposed")
        assert len((await now(there)).rows("contact")) == 1
        waits = (await client.get(f"{HOME}/proposals")).text
        assert text("staff", "staff.catalogue.outcome.second", "fr") in html.unescape(waits)
        assert 'value="approve"' not in waits
    async with at_the_desk(there, "s7") as second:
        page = (await second.get(f"{HOME}/proposals")).text
        decide = re.search(rf'action="({HOME}/proposals/\w+)"', page)
        assert decide
        form = {"csrf": field(page, "csrf"), "seen": field(page, "seen"), "verdict": "approve"}
        answer = await second.post(decide[1], data=form)
        assert answer.headers["location"].endswith("done=approved")
        again = await second.post(decide[1], data=form)
        assert again.headers["location"].endswith("done=decided")
    values = [row["value"] for row in (await now(there)).rows("contact")]
    assert values == [CONTACT, "a@exemple.ma"]


async def test_a_focal_points_edit_is_a_proposal_but_for_the_places(there: Office) -> None:
    async with at_the_desk(there, "s1") as client:
        path = f"{HOME}/actor/EN/edit/capacity"
        form = await filled(client, path, places_free="3", people="12")
        saved = await client.post(path, data=form)
        assert saved.headers["location"].endswith("?done=both")
    record = await now(there)
    assert record.number("places_free") == 3
    assert record.number("people") is None


async def test_hidden_rows_survive_an_edit_by_who_cannot_see_them(there: Office) -> None:
    async with at_the_desk(there, "s1") as client:
        path = f"{HOME}/actor/EN/edit/site"
        form = await filled(client, path)
        assert SECRET not in form["was"]
        await client.post(path, data={**form, "0.remove": "yes"})
    async with at_the_desk(there, "s9") as client:
        page = (await client.get(f"{HOME}/proposals")).text
        decide = re.search(rf'action="({HOME}/proposals/\w+)"', page)
        assert decide
        form = {"csrf": field(page, "csrf"), "seen": "", "verdict": "approve"}
        await client.post(decide[1], data=form)
    names = [row["name"] for row in (await now(there)).rows("site")]
    assert names == [{"fr": SECRET}]


async def test_two_who_edit_the_same_field_are_told_and_what_was_typed_is_kept(
    there: Office,
) -> None:
    path = f"{HOME}/actor/EN/edit/identity"
    async with at_the_desk(there, "s9") as one, at_the_desk(there, "s7") as other:
        mine = await filled(one, path, acronym="UN")
        theirs = await filled(other, path, acronym="DEUX", founded="1999")
        await one.post(path, data=mine)
        clash = await other.post(path, data=theirs)
        assert clash.status_code == 409
        assert text("staff", "staff.catalogue.problem.now", "fr") in clash.text
        assert 'value="DEUX"' in clash.text
        assert (await now(there)).text("acronym") == "UN"
        again = {**theirs, "was": field(clash.text, "was")}
        assert (await other.post(path, data=again)).status_code == 303
    record = await now(there)
    assert (record.text("acronym"), record.number("founded")) == ("DEUX", 1999)


async def test_two_who_edit_different_fields_both_hold(there: Office) -> None:
    path = f"{HOME}/actor/EN/edit/identity"
    async with at_the_desk(there, "s9") as one, at_the_desk(there, "s7") as other:
        mine, theirs = await filled(one, path, acronym="UN"), await filled(other, path)
        await one.post(path, data=mine)
        await other.post(path, data={**theirs, "founded": "1999"})
    record = await now(there)
    assert (record.text("acronym"), record.number("founded")) == ("UN", 1999)


async def test_what_cannot_be_read_is_said_beside_its_box(there: Office) -> None:
    async with at_the_desk(there, "s9") as client:
        path = f"{HOME}/actor/EN/edit/identity"
        form = await filled(client, path, founded="hier", website="javascript:alert(1)")
        answer = await client.post(path, data=form)
        assert answer.status_code == 409
        assert answer.text.count('class="fault"') == 2
        assert 'value="hier"' in answer.text
    assert "website" not in (await now(there)).values


@pytest.mark.parametrize("was", ["", "{", "[]", "null", '{"values": 3, "parts": {}}', "9" * 5000])
async def test_a_form_that_is_not_ours_is_refused(there: Office, was: str) -> None:
    async with at_the_desk(there, "s9") as client:
        form = {"csrf": await csrf(client), "was": was, "acronym": "X"}
        answer = await client.post(f"{HOME}/actor/EN/edit/identity", data=form)
        assert answer.status_code in (400, 409)
    assert (await now(there)).text("acronym") == ""


async def test_what_our_own_page_did_not_post_changes_nothing(there: Office) -> None:
    async with at_the_desk(there, "s9") as client:
        path = f"{HOME}/actor/EN/edit/identity"
        form = {**await filled(client, path), "acronym": "X", "csrf": "A" * 22}
        assert (await client.post(path, data=form)).status_code == 401
    assert (await now(there)).text("acronym") == ""


async def test_a_batch_is_approved_at_once_after_it_was_seen(there: Office) -> None:
    def propose(work: Work) -> None:
        sitting = Sitting(work, there.parts.around, there.clock.now())
        for actor in ("EN", OTHER_ACTOR):
            change = Change("actor", "", "acronym", None, f"AC-{actor}")
            care.propose(sitting, actor, [change], by="import", why="import", batch="b1")

    await there.parts.store.write(propose)
    async with at_the_desk(there, "s8") as elsewhere:
        page = (await elsewhere.get(f"{HOME}/proposals")).text
        assert "AC-EN" not in page
        form = {"csrf": field(page, "csrf"), "shown": ["x"]}
        await elsewhere.post(f"{HOME}/batches/b1", data=form)
    async with at_the_desk(there, "s9") as client:
        page = (await client.get(f"{HOME}/proposals")).text
        assert "AC-EN" in page
        shown = re.findall(r'name="shown" value="(\w+)"', page)
        form = {"csrf": field(page, "csrf"), "shown": shown}
        answer = await client.post(f"{HOME}/batches/b1", data=form)
        assert answer.headers["location"].endswith("n=2")
    assert (await now(there, OTHER_ACTOR)).text("acronym") == f"AC-{OTHER_ACTOR}"


async def test_a_focal_point_sees_its_own_proposals_and_decides_none(there: Office) -> None:
    async with at_the_desk(there, "s1") as client:
        path = f"{HOME}/actor/EN/edit/identity"
        await client.post(path, data=await filled(client, path, acronym="NEUF"))
        page = (await client.get(f"{HOME}/proposals")).text
        assert "NEUF" in page
        assert 'value="approve"' not in page
        found = await there.parts.store.read(lambda work: work.proposals.waiting())
        form = {"csrf": field(page, "csrf"), "verdict": "approve"}
        await client.post(f"{HOME}/proposals/{found[0].id}", data=form)
    assert (await now(there)).text("acronym") == ""
    async with at_the_desk(there, "s2") as other:
        assert "NEUF" not in (await other.get(f"{HOME}/proposals")).text


async def test_only_the_own_focal_point_pauses_an_actor(there: Office) -> None:
    day = today(there.clock.now()).replace(year=today(there.clock.now()).year + 3)
    for who in ("s2", "s9", "s1"):
        async with at_the_desk(there, who) as client:
            form = {"csrf": await csrf(client), "until": day.isoformat()}
            await client.post(f"{HOME}/actor/EN/pause", data=form)
        actor = await there.parts.store.read(lambda work: work.actors.get("EN"))
        assert actor is not None
        assert (actor.full_until is not None) is (who == "s1")
    assert actor.full_until is not None
    assert actor.full_until < day


async def test_assessors_scores_stand_beside_each_other(there: Office) -> None:
    path = f"{HOME}/actor/EN/assess"
    for who, score in (("s9", "4"), ("s1", "2"), ("s2", "0"), ("s8", "0")):
        async with at_the_desk(there, who) as client:
            form = {"csrf": await csrf(client), "accounts": score, "other": "9", "governance": "7"}
            status = (await client.post(path, data=form)).status_code
            assert status == (303 if who in ("s9", "s1") else 404)
    kept = await there.parts.store.read(lambda work: work.assessments.of("EN"))
    assert {(each.criterion, each.score) for each in kept} == {("accounts", 4), ("accounts", 2)}
    async with at_the_desk(there, "s9") as client:
        assert 'name="accounts" value="4" checked' in (await client.get(path)).text
        page = (await client.get(f"{HOME}/actor/EN")).text
        assert text("staff", "staff.catalogue.self", "fr") in html.unescape(page)
