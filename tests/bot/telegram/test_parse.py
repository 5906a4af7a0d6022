"""Every kind of update becomes something the desk can answer, and hostile ones harm nobody."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Incoming
from bot.channels.telegram.letters import chat_of, letters
from bot.channels.telegram.parse import Unreadable, clean, incoming, is_private, update_of

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
USER = {"id": 4711, "is_bot": False, "first_name": "Nadia", "last_name": "B", "language_code": "ar"}
CHAT = {"id": 4711, "type": "private", "first_name": "Nadia"}
FILE = {"file_id": "f", "file_unique_id": "u"}
PHOTO = [{**FILE, "width": 1, "height": 1}]


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": 1, "chat": CHAT, "from": USER, **content}


def read(body: dict[str, Any]) -> Incoming | None:
    raw = json.dumps({"update_id": 9, **body}).encode()
    return incoming(update_of(raw), AT)


def said(**content: Any) -> Incoming:
    found = read({"message": message(**content)})
    assert found is not None
    return found


def test_a_text_tells_who_and_where() -> None:
    assert said(text="bghit khdma") == Incoming(
        "telegram", "4711", "9", AT, "text", text="bghit khdma", message="7",
        sender_name="Nadia B", language_hint="ar",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "command", "payload"),
    [
        ("/start", "start", ""),
        ("/start fr", "start", "fr"),
        ("/Start@tawjih_bot  inv_1-a ", "start", "inv_1-a"),
        ("/mydata\nplease", "mydata", "please"),
    ],
)
def test_a_command_comes_with_its_payload(text: str, command: str, payload: str) -> None:
    found = said(text=text)
    assert (found.kind, found.command, found.payload) == ("command", command, payload)


@pytest.mark.parametrize("text", ["/", "/ start", "1/2", "//x", "/start-fr"])
def test_what_only_looks_like_a_command_is_text(text: str) -> None:
    assert said(text=text).kind == "text"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"location": {"latitude": 33.5, "longitude": -7.6}}, "position"),
        ({"voice": {**FILE, "duration": 1}}, "voice"),
        ({"audio": {**FILE, "duration": 1}}, "voice"),
        ({"video_note": {**FILE, "duration": 1, "length": 1}}, "voice"),
        ({"photo": PHOTO}, "picture"),
        ({"document": FILE}, "picture"),
        ({"video": {**FILE, "width": 1, "height": 1, "duration": 1}}, "picture"),
        ({"dice": {"emoji": "🎲", "value": 1}}, "sticker"),
        ({"contact": {"phone_number": "+212600", "first_name": "N", "user_id": 4711}}, "phone"),
        (
            {"contact": {"phone_number": "+212600", "first_name": "A", "user_id": 1}},
            "other_contact",
        ),
        ({"contact": {"phone_number": "+212600", "first_name": "A"}}, "other_contact"),
        ({"new_chat_title": "x"}, "other"),
        ({}, "other"),
    ],
)
def test_every_kind_of_message_has_its_kind(content: dict[str, Any], kind: str) -> None:
    assert said(**content).kind == kind


def test_a_venue_is_a_position_too() -> None:
    place = {"latitude": 33.5, "longitude": -7.6}
    found = said(location=place, venue={"location": place, "title": "Gare", "address": "x"})
    assert found.position == (33.5, -7.6)


def test_the_number_of_another_person_is_not_kept() -> None:
    found = said(contact={"phone_number": "+212611111111", "first_name": "A", "user_id": 1})
    assert "212611111111" not in repr(found)


def test_words_under_a_picture_are_heard() -> None:
    assert said(photo=PHOTO, caption="bghit nmout").text == "bghit nmout"


def test_an_edited_text_counts_and_a_moving_position_does_not() -> None:
    edited = read({"edited_message": message(text="non, Fès")})
    moving = read({"edited_message": message(location={"latitude": 1, "longitude": 1})})
    assert edited is not None
    assert (edited.kind, edited.text) == ("edited", "non, Fès")
    assert moving is None


def test_a_tap_brings_its_payload() -> None:
    query = {"id": "1", "from": USER, "chat_instance": "1", "data": "sig.3.yes",
             "message": message(text="Où ?")}  # fmt: skip
    found = read({"callback_query": query})
    assert found is not None
    assert (found.kind, found.tap, found.address) == ("choice", "sig.3.yes", "4711")


@pytest.mark.parametrize(("status", "kind"), [("kicked", "blocked"), ("member", "unblocked")])
def test_stopping_the_bot_is_told(status: str, kind: str) -> None:
    bot = {"id": 7, "is_bot": True, "first_name": "T"}
    member = {"user": bot, "status": status, "until_date": 0}
    change = {"chat": CHAT, "from": USER, "date": 1, "old_chat_member": member,
              "new_chat_member": member}  # fmt: skip
    found = read({"my_chat_member": change})
    assert found is not None
    assert found.kind == kind


def test_bidi_marks_and_controls_are_taken_off() -> None:
    hostile = "\u202eab\u2066c\u2069\u200f\x00\x1bd\ud83d \ufeffe\n"
    assert clean(hostile) == "abcd\ufffd e"


def test_letters_that_join_are_kept() -> None:
    assert clean("می\u200cخواهم 👩\u200d👧") == "می\u200cخواهم 👩\u200d👧"


@pytest.mark.parametrize("raw", [b"", b"[]", b"3", b"{}", b'{"update_id":1,"message":{}}', b"\xff"])
def test_what_is_no_update_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        incoming(update_of(raw), AT)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(JSON, st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"]))
def test_any_json_is_stored_and_either_read_or_refused(content: Any, kind: str) -> None:
    (letter,) = letters([{"update_id": 1, kind: content}])
    assert chat_of({"update_id": 1, kind: content})
    try:
        update = update_of(letter.raw)
        found = incoming(update, AT)
    except Unreadable:
        return
    assert found is None or is_private(update) or found.address


def test_half_a_character_in_one_update_leaves_the_others_alone() -> None:
    updates = [
        {"update_id": 1, "message": message(text="\ud83d")},
        {"update_id": 2, "message": message(text="oui")},
    ]
    first, second = [incoming(update_of(each.raw), AT) for each in letters(updates)]
    assert first is not None
    assert second is not None
    assert (first.text, second.text) == ("\ufffd", "oui")


def test_one_chat_has_one_lane_whatever_comes_from_it() -> None:
    query = {"id": "1", "from": USER, "message": message()}
    bodies = [{"message": message()}, {"edited_message": message()}, {"callback_query": query},
              {"my_chat_member": {"chat": CHAT}}, {"callback_query": {"from": USER}}]  # fmt: skip
    assert {chat_of({"update_id": 1, **body}) for body in bodies} == {"4711"}
