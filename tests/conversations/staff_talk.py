"""A member of staff who reads what is on the screen and taps by label; no test stands here.

The engine and the texts are the real ones; the world is a small one, told by the test.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from catalogue.needs import needs as tree
from conversations import engine
from conversations.answers import OneOf
from conversations.dialogues import coordinator, staff
from conversations.effects import Effect, Say
from conversations.messages import Message, Moment, Option, Ref, Text, Value, say
from conversations.steps import Book, Place, Step, on
from conversations.view import (
    ActorView,
    CaseView,
    Input,
    InviteView,
    Near,
    NeedView,
    OfferView,
    Reading,
    View,
)
from locales.texts import domain_of, text

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
PERSON = Step(
    "welcome.language", lambda view: say("list.last", first="a", last="b"), OneOf(), on("^"), ()
)
BOOK = Book(
    steps={step.name: step for step in (PERSON, *staff.STEPS, *coordinator.STEPS)},
    commands={"person": {}, "focal": staff.COMMANDS, "coordinator": coordinator.COMMANDS},
    actions={**staff.ACTIONS, **coordinator.ACTIONS},
    hubs={
        "person": "welcome.language",
        "focal": "staff.hub",
        "coordinator": "coordinator.hub",
    },
    first="welcome.language",
)


@dataclass
class SmallWorld:
    """The look-ups of `conversations.view.World`, of which staff use three."""

    invites: dict[str, InviteView] = field(default_factory=dict)
    actors: dict[str, ActorView] = field(default_factory=dict)

    def needs(self) -> Sequence[NeedView]:
        return [NeedView(each.code, each.dimension, each.sensitive) for each in tree().values()]

    def offers(
        self, needs: Sequence[str], place: str, *, exclude: Collection[str] = ()
    ) -> Sequence[OfferView]:
        return ()

    def actor(self, actor: str) -> ActorView | None:
        return self.actors.get(actor)

    def children(self, place: str) -> Sequence[str]:
        return ()

    def level(self, place: str) -> str:
        return ""

    def path(self, place: str) -> Sequence[str]:
        return ()

    def urban(self, place: str) -> bool | None:
        return None

    def near(self, position: tuple[float, float]) -> Near | None:
        return None

    def numbers(self, danger: str, place: str) -> Sequence[Text]:
        return ()

    def coordinator_on(self, place: str) -> bool:
        return False

    def hours(self, place: str) -> tuple[int, int] | None:
        return None

    def invite(self, token: str) -> InviteView | None:
        return self.invites.get(token)

    def opens(self, secret: str) -> bool:
        return False

    def share_link(self) -> str:
        return ""


def view_of(role: str = "focal", **told: object) -> View:
    """A view of this role in the small world; `told` replaces any of its fields."""
    view = View(
        now=NOW,
        today=NOW.date(),
        language="fr",
        role=role,  # type: ignore[arg-type]
        facts={},
        world=SmallWorld(),
        data={},
        actor="example" if role == "focal" else "",
    )
    return replace(view, **told)  # type: ignore[arg-type]


def case(reference: str = "TJ-K7QX2M", state: str = "requested", **told: object) -> CaseView:
    """A case as a member of staff sees it."""
    seen = CaseView(reference, "example", state, "housing", "normal", False, sent_at=NOW)
    return replace(seen, **told)  # type: ignore[arg-type]


def bare(label: str) -> str:
    """A label without the marks of direction that nobody sees."""
    return "".join(letter for letter in label if unicodedata.category(letter) != "Cf")


@dataclass
class Member:
    """One chat of a member of staff; `view` is what the desk would show the engine."""

    view: View
    place: Place = field(default_factory=lambda: Place("staff.hub"))
    effects: tuple[Effect, ...] = ()

    @classmethod
    def coordinator(cls, **told: object) -> Member:
        return cls(view_of("coordinator", **told), Place("coordinator.hub"))

    @property
    def wanted(self) -> tuple[Effect, ...]:
        """The effects of the last turn that are not words."""
        return tuple(each for each in self.effects if not isinstance(each, Say))

    @property
    def told(self) -> tuple[Message, ...]:
        return tuple(each.message for each in self.effects if isinstance(each, Say))

    @property
    def read(self) -> str:
        """All that the last turn said, in the chat's language."""
        return "\n".join(self._word(part) for message in self.told for part in message.parts)

    def word_all(self, message: Message) -> list[str]:
        """Every text of a message, its buttons included, in the chat's language."""
        return [self._word(each) for each in engine.texts_of(message)]

    @property
    def labels(self) -> list[str]:
        """The buttons on the screen."""
        return [self._word(each.label) for each in self._options()]

    def sees(self, **told: object) -> Member:
        """Since the last turn the world has changed."""
        self.view = replace(self.view, **told)  # type: ignore[arg-type]
        return self

    def tap(self, label: str) -> Member:
        """Tap the one button whose label holds these words."""
        found = [each for each in self._options() if label in bare(self._word(each.label))]
        assert len(found) == 1, f"{label!r} among {self.labels}"
        return self.press(found[0].value)

    def press(self, value: str, *, stale: bool = False) -> Member:
        """A button that may have been shown long ago."""
        return self._hear(Input("choice", choice=value, stale=stale))

    def write(self, words: str) -> Member:
        return self._hear(Input("text", text=words, reading=Reading()))

    def command(self, name: str, payload: str = "") -> Member:
        return self._hear(Input("command", command=name, payload=payload))

    def send(self, kind: str) -> Member:
        return self._hear(Input(kind))  # type: ignore[arg-type]

    def _hear(self, said: Input) -> Member:
        turn = engine.advance(BOOK, self.place, said, self.view)
        self.place, self.effects = turn.place, turn.effects
        return self

    def _options(self) -> tuple[Option, ...]:
        shown = self.told[-1] if self.told else engine.prompt(BOOK, self.place, self.view)
        return shown.options

    def _word(self, each: Text) -> str:
        values = {name: self._value(value) for name, value in each.values.items()}
        return text(domain_of(each.key), each.key, self.view.language, **values)

    def _value(self, value: Value) -> str | int:
        match value:
            case tuple():
                return ", ".join(str(self._value(each)) for each in value)
            case Text():
                return self._word(value)
            case Ref():
                return f"<{value.kind} {value.code}>"
            case Moment():
                return value.at.strftime("%Y-%m-%d")
        return value
