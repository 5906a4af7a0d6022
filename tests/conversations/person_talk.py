"""A pretend person who reads what is on the screen and taps by label; no test stands here.

Engine, dialogues and texts are the real ones. What follows from an effect is played by a few
lines here, as the desk would: facts are kept, a case appears, a word guards it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from conversations import effects as want
from conversations import engine
from conversations.dialogues.book import BOOK
from conversations.messages import Message, Moment, Option, Ref, Text, Value
from conversations.steps import Book, Place
from conversations.view import CaseView, ConsentView, Input, Reading, View
from locales import texts
from tests.conversations.small_world import SmallWorld

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def bare(label: str) -> str:
    """A label without the marks of direction that nobody sees."""
    return "".join(letter for letter in label if unicodedata.category(letter) != "Cf")


def blank_view(world: SmallWorld | None = None, **told: Any) -> View:
    """The view of somebody nobody has met."""
    view = View(
        now=NOW,
        today=NOW.date(),
        language="fr",
        role="person",
        facts={},
        world=world or SmallWorld(),
        data={},
    )
    return replace(view, **told)


@dataclass
class Someone:
    """One chat of a person; `view` is what the desk would show the engine."""

    world: SmallWorld = field(default_factory=SmallWorld)
    view: View = field(default_factory=blank_view)
    place: Place = field(default_factory=lambda: engine.first_place(BOOK))
    effects: tuple[want.Effect, ...] = ()
    book: Book = BOOK
    done: list[want.Effect] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.view = replace(self.view, world=self.world)

    # --- what they do ---

    def write(self, words: str, **read: Any) -> Someone:
        """Type; `read` is what the reader would have understood. A label typed is a tap."""
        for shown in engine.prompts(self.book, self.place, self.view):
            for option in shown.options:
                if bare(self.word(option.label)) == words:
                    return self.press(option.value)
        return self.hear(Input("text", text=words, reading=Reading(**read)))

    def tap(self, label: str) -> Someone:
        """Tap the one button whose label holds these words."""
        found = [each for each in self.options if label in bare(self.word(each.label))]
        assert len(found) == 1, f"{label!r} among {self.labels}"
        return self.press(found[0].value)

    def press(self, value: str, *, stale: bool = False) -> Someone:
        """A button by its value, perhaps one shown long ago."""
        return self.hear(Input("choice", choice=value, stale=stale))

    def command(self, name: str, payload: str = "") -> Someone:
        return self.hear(Input("command", command=name, payload=payload))

    def hear(self, said: Input) -> Someone:
        return self.play(engine.advance(self.book, self.place, said, self.view))

    def is_asked(self, step: str, argument: str = "") -> Someone:
        """A follow-up is due."""
        return self.play(
            engine.begin(self.book, self.place, step, self.view, data={"arg": argument})
        )

    def sees(self, **told: Any) -> Someone:
        """Since the last turn the world has changed."""
        self.view = replace(self.view, **told)
        return self

    def knows(self, **facts: str) -> Someone:
        """These facts are known already."""
        return self.sees(facts={**self.view.facts, **facts})

    def at(self, step: str, **data: str) -> Someone:
        """They stand there."""
        self.place = Place(step, data)
        return self

    # --- what they see ---

    @property
    def step(self) -> str:
        return self.place.step

    @property
    def told(self) -> tuple[Message, ...]:
        return tuple(each.message for each in self.effects if isinstance(each, want.Say))

    @property
    def wanted(self) -> tuple[want.Effect, ...]:
        """The effects of the last turn that are neither words nor facts nor counts."""
        quiet = (want.Say, want.RecordFact, want.CountReading, want.CountMeant)
        return tuple(each for each in self.effects if not isinstance(each, quiet))

    @property
    def counted(self) -> tuple[want.Effect, ...]:
        """What the last turn counts of readings."""
        counts = (want.CountReading, want.CountMeant)
        return tuple(each for each in self.effects if isinstance(each, counts))

    @property
    def read(self) -> str:
        """All that the last turn said, in the chat's language."""
        return "\n".join(self.word(part) for message in self.told for part in message.parts)

    @property
    def keys(self) -> set[str]:
        """The keys of all that the last turn said."""
        return {part.key for message in self.told for part in message.parts}

    @property
    def options(self) -> tuple[Option, ...]:
        shown = self.told[-1] if self.told else engine.prompt(self.book, self.place, self.view)
        return shown.options

    @property
    def labels(self) -> list[str]:
        return [bare(self.word(each.label)) for each in self.options]

    def fact(self, name: str) -> str:
        return self.view.facts.get(name, "")

    def word(self, each: Text) -> str:
        values = {name: self._value(value) for name, value in each.values.items()}
        return texts.text(texts.domain_of(each.key), each.key, self.view.language, **values)

    def _value(self, value: Value) -> str | int:
        match value:
            case tuple():
                shown = [str(self._value(each)) for each in value]
                return texts.listed(shown, self.view.language)
            case Text():
                return self.word(value)
            case Ref():
                return f"<{value.kind} {value.code}>"
            case Moment():
                return texts.date(value.at, self.view.language)
        return value

    # --- what follows, as the desk would ---

    def play(self, turn: engine.Turn) -> Someone:
        self.place, self.effects = turn.place, turn.effects
        for effect in turn.effects:
            self.done.append(effect)
            follows = FOLLOWS.get(type(effect))
            if follows is not None:
                follows(self, effect)
        self.view = replace(self.view, data=self.place.data)
        return self


def _fact(person: Someone, effect: want.RecordFact) -> None:
    facts = {**person.view.facts, effect.name: effect.value}
    person.sees(facts={name: value for name, value in facts.items() if value})


def _language(person: Someone, effect: want.SetLanguage) -> None:
    person.sees(language=effect.language)


def _consent(person: Someone, effect: want.GrantConsent) -> None:
    given = ConsentView(
        effect.kind, effect.actor, effect.scope, NOW, NOW + timedelta(days=180), "TJ-K7QX2M"
    )
    person.sees(consents=(*person.view.consents, given))


def _referral(person: Someone, effect: want.OpenReferral) -> None:
    assert any(c.actor == effect.actor for c in person.view.consents), "no consent for that actor"
    sensitive = next(each.sensitive for each in person.world.needs() if each.code == effect.need)
    case = CaseView(
        "TJ-K7QX2M", effect.actor, "requested", effect.need, "normal", sensitive,
        sent_at=NOW, answer_by=NOW + timedelta(days=7), contact_by=NOW + timedelta(days=14),
    )  # fmt: skip
    person.sees(cases=(*person.view.cases, case))


def _withdrawal(person: Someone, effect: want.WithdrawConsent) -> None:
    cases = tuple(
        replace(case, state="cancelled", ended=True) if case.reference == effect.reference else case
        for case in person.view.cases
    )
    person.sees(cases=cases)


def _secret(person: Someone, effect: want.ProtectWith) -> None:
    person.world.secret = effect.secret
    person.sees(protected=True, unlocked=True)


def _unlock(person: Someone, effect: want.Unlock) -> None:
    person.sees(unlocked=True)


def _erasure(person: Someone, effect: want.EraseEverything) -> None:
    person.sees(facts={}, cases=(), consents=(), protected=False, unlocked=False)


FOLLOWS: dict[type, Callable[[Someone, Any], None]] = {
    want.RecordFact: _fact,
    want.SetLanguage: _language,
    want.GrantConsent: _consent,
    want.OpenReferral: _referral,
    want.WithdrawConsent: _withdrawal,
    want.ProtectWith: _secret,
    want.Unlock: _unlock,
    want.EraseEverything: _erasure,
}


def met(**facts: str) -> Someone:
    """Somebody of age who stands at the hub and has told these facts."""
    person = Someone().knows(adult="yes", for_whom="self", **facts)
    return person.at("hub.menu")
