"""The use cases: a message arrived; something is due. One transaction each, handed to us whole.

Here a chat is found or made, its view is drawn, the engine is asked, and each effect goes to its
handler. What an effect does is `handlers`'; what a row that falls due does is `due_rows`'.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from casework import absence, due_rows
from casework.erasure import stranger
from casework.errors import RuleRefused
from casework.guesses import guessed
from casework.handlers import HANDLERS
from casework.labels import LANGUAGES, choice_of
from casework.notices import chat_of
from casework.person import Chat
from casework.ports import Due, Surroundings, UnitOfWork
from casework.sitting import Sitting, Turn
from casework.viewing import role_of, view_of
from catalogue.understand import Understanding
from conversations import engine
from conversations.dialogues.book import BOOK
from conversations.effects import (
    CountMeant,
    CountReading,
    Effect,
    OpenReferral,
    RecordFact,
    Say,
    SetLanguage,
)
from conversations.messages import say
from conversations.moves import Turn as Outcome
from conversations.steps import Book, Place
from conversations.view import Input, Reading, View

ALWAYS = ("@", "/")
"""Option values that hold at any time: actions and commands."""
FORESEEN = (Say, RecordFact, SetLanguage, CountReading, CountMeant)
"""Effects that the engine's own view takes into account already."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came in from a channel: the fields of `bot.channels.base.Incoming`, and what was read.

    `tap_value` is the verified value of a button and `tap_version` the prompt it belonged to.
    """

    channel: str
    address: str
    update_id: str
    at: datetime
    kind: Literal[
        "text", "choice", "command", "position", "phone", "voice", "picture", "sticker",
        "other_contact", "edited", "other",
    ]  # fmt: skip
    text: str = ""
    tap_value: str = ""
    tap_version: int | None = None
    command: str = ""
    payload: str = ""
    position: tuple[float, float] | None = None
    phone: str = ""
    message: str = ""
    sender_name: str = ""
    language_hint: str = ""
    reading: Understanding | None = None


def read(text: str, around: Surroundings) -> Understanding | None:
    """Understand a typed text, before any transaction; None when nothing was typed."""
    return around.reader.read(text) if text.strip() else None


def receive(uow: UnitOfWork, arrival: Arrival, around: Surroundings, *, book: Book = BOOK) -> None:
    """A message arrived: everything it leads to is written in this one transaction."""
    sitting = Sitting(uow, around, around.clock.now())
    known = uow.chats.find(arrival.channel, arrival.address)
    chat = _seen(sitting, known, arrival) if known else _welcome(sitting, arrival, book)
    turn = _turn(sitting, chat, book)
    if known and known.seen_at:
        turn.idle_days = (sitting.now - known.seen_at).days
    view = view_of(turn, _argument(arrival.tap_value))
    _play(turn, engine.advance(book, turn.place, _heard(arrival, turn, view, book), view), book)
    _play_afterwards(turn, book)


def due(uow: UnitOfWork, row: Due, around: Surroundings, *, book: Book = BOOK) -> None:
    """Something is due: asked again whether it still holds, then done, once whoever claimed it."""
    if not uow.schedule.done(row.id):
        return
    sitting = Sitting(uow, around, around.clock.now())
    due_rows.HANDLERS[row.purpose](row, sitting)
    _play_afterwards(sitting, book)


# --- who is talking, and what was said ------------------------------------------------------


def _seen(sitting: Sitting, chat: Chat, arrival: Arrival) -> Chat:
    """They write again: what quick exit held back may go out."""
    if chat.held:
        sitting.uow.outbox.hold(chat.id, held=False)
    name = arrival.sender_name or chat.proposed_name
    name = "" if chat.staff else name
    seen = replace(chat, held=False, blocked_at=None, seen_at=sitting.now, proposed_name=name)
    if chat.blocked_at is not None:
        sitting.uow.chats.save(seen)
        absence.back(sitting, seen)
    return seen


def _welcome(sitting: Sitting, arrival: Arrival, book: Book) -> Chat:
    """A new chat makes a person; what they tell is kept seven days if nothing comes of it."""
    chat = Chat(
        id=sitting.around.ids.new(),
        channel=arrival.channel,
        address=arrival.address,
        owner=stranger(sitting),
        staff=False,
        language=_first_language(arrival.language_hint),
        place=engine.first_place(book),
        proposed_name=arrival.sender_name,
        seen_at=sitting.now,
    )
    sitting.uow.chats.add(chat)
    return chat


def _first_language(hint: str) -> str:
    short = hint.replace("-", "_").split("_")[0].lower()
    return next((each for each in (hint, short) if each in LANGUAGES), "fr")


def _turn(sitting: Sitting, chat: Chat, book: Book, *, by_itself: bool = False) -> Turn:
    member = sitting.uow.staff.get(chat.owner) if chat.staff else None
    return Turn(
        sitting.uow,
        sitting.around,
        sitting.now,
        chat=chat,
        member=member,
        place=chat.place or engine.first_place(book),
        by_itself=by_itself,
    )


def _argument(value: str) -> str:
    return value.partition(":")[2] if value.startswith("@") else ""


def _heard(arrival: Arrival, turn: Turn, view: View, book: Book) -> Input:
    """What came in, in the engine's words."""
    choice = arrival.tap_value
    if not choice and arrival.kind == "text":
        shown = engine.prompts(book, turn.place, view)
        found = (
            choice_of(arrival.text, each, turn.around.wording, view.language) for each in shown
        )
        choice = next(filter(None, found), "")
    reading = Reading() if choice else reading_of(arrival.reading)
    if arrival.kind == "text" and not choice:
        reading = guessed(reading, arrival.text, turn, book)
    version = arrival.tap_version
    old = version is not None and version != turn.place.version
    return Input(
        kind="choice" if choice else arrival.kind,
        text="" if choice else arrival.text,
        choice=choice,
        stale=old and not choice.startswith(ALWAYS),
        version=version,
        command=arrival.command,
        payload=arrival.payload,
        position=arrival.position,
        phone=arrival.phone,
        message=arrival.message,
        reading=reading,
    )


def reading_of(understood: Understanding | None) -> Reading:
    """What was understood, in the engine's words."""
    if understood is None:
        return Reading()
    return Reading(
        lang=understood.lang,
        needs=tuple(need.code for need in understood.needs),
        unsure=understood.unsure,
        place=understood.place.code if understood.place else "",
        places=tuple(place.code for place in understood.places),
        danger=understood.danger_kind or "",
        control=understood.control or "",
        stated_age=understood.stated_age,
        foreign=understood.foreign or "",
    )


# --- what follows from it -------------------------------------------------------------------


def _play(turn: Turn, outcome: Outcome, book: Book) -> None:
    """Handle the effects in order and keep where the chat stands."""
    before, turn.place = turn.place, outcome.place
    effects, asks_anew = outcome.effects, _changes(outcome.effects)
    refused = _perform(turn, effects[:-1] if asks_anew else effects)
    if refused is not None:
        _here_we_are(turn, before, refused, book)
    elif asks_anew:
        _ask(turn, book)
    turn.uow.chats.save(replace(turn.chat, place=turn.place))


def _changes(effects: Sequence[Effect]) -> bool:
    """Whether the question at the end was written before what is done here could show in it."""
    asks = bool(effects) and isinstance(effects[-1], Say)
    return asks and not all(isinstance(each, FORESEEN) for each in effects)


def _ask(turn: Turn, book: Book) -> None:
    """The question where the chat stands, by what is true now."""
    view = replace(view_of(turn), data=turn.place.data)
    turn.say(engine.prompt(book, turn.place, view))


def _perform(turn: Turn, effects: Iterable[Effect]) -> Effect | None:
    """The first effect that the rules refuse, if one is; what came before it stands."""
    for effect in effects:
        try:
            HANDLERS[type(effect)](effect, turn)
        except RuleRefused as refusal:
            action = f"refused.{type(effect).__name__}.{type(refusal).__name__}"
            turn.note(turn.owner, action, subject=getattr(effect, "reference", ""))
            return effect
    return None


def _here_we_are(turn: Turn, before: Place, refused: Effect, book: Book) -> None:
    """Nothing was done: the person is told where they stand and asked the same again."""
    # Who cannot be referred there is not asked for the same consent again.
    hub = Place(book.hubs[role_of(turn.member)])
    stands = hub if isinstance(refused, OpenReferral) else before
    turn.place = replace(stands, version=turn.place.version + 1)
    key = "told.not_sent" if isinstance(refused, OpenReferral) else "anywhere.here_we_are"
    turn.say(say(key if turn.member is None else "staff.anywhere.here_we_are"))
    _ask(turn, book)


def _play_afterwards(sitting: Sitting, book: Book) -> None:
    """Steps that begin by themselves in a person's chat because of what was just done."""
    while sitting.afterwards:
        beginning = sitting.afterwards.pop(0)
        chat = chat_of(sitting, beginning.person)
        if chat is None:
            continue
        turn = _turn(sitting, chat, book, by_itself=True)
        view = view_of(turn, beginning.data.get("arg", ""))
        begun = engine.begin(book, turn.place, beginning.step, view, data=beginning.data)
        _play(turn, begun, book)
        sitting.afterwards.extend(turn.afterwards)
