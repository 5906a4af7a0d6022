"""The few optional questions: each can be skipped, and all at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from conversations.answers import tapped
from conversations.dialogues.pieces import sensitive, wanted
from conversations.effects import RecordFact
from conversations.facts import COUNTRIES
from conversations.messages import Message, Option, Text, option
from conversations.steps import Ask, Go, Step, Then
from conversations.view import Input, View

AFTER = "offers.show"
SHOWN_COUNTRIES = COUNTRIES[:10]
QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("country", (*SHOWN_COUNTRIES, "other")),
    ("returned", ("lt1", "lt6", "lt12", "gt12")),
    ("return_kind", ("assisted", "forced", "own")),
    ("family", ("alone", "family")),
    ("safe_times", ("any", "morning", "afternoon", "evening")),
)
"""Each fact that is worth asking, and the answers shown (domain.md, Intake)."""
ALWAYS = "safe_times"
"""The only one asked when the need is sensitive."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the options shown, or a country that was typed where countries are shown."""

    fact: str

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        """The value, or None when it is no answer."""
        country = said.reading.foreign if self.fact == "country" else ""
        return tapped(said, prompt) or (country if country in COUNTRIES else None)


def worded(fact: str, value: str) -> Text:
    """The words of a fact's value."""
    return Text(f"country.{value}" if fact == "country" else f"facts.{fact}.{value}")


def asking(fact: str, values: tuple[str, ...]) -> Ask:
    """The question with its answers, and the two ways to leave it unanswered."""
    options = (
        *(Option(value, worded(fact, value)) for value in values),
        option("skip", "facts.skip"),
        option("skip_all", "facts.skip_all"),
    )
    message = Message((Text(f"facts.{fact}"),), options, columns=2)
    return lambda view: message


def taking(fact: str, to: str) -> Then:
    """Keep the answer; a skipped question leaves nothing."""

    def take(view: View, value: str) -> Go:
        if value == "skip_all":
            return Go(AFTER, data={"skip": "all"})
        return Go(to) if value in ("skip", "other") else Go(to, (RecordFact(fact, value),))

    return take


def needless(fact: str, view: View) -> bool:
    """Known, skipped with all the others, not ours to ask of somebody else, or too much to ask."""
    guarded = fact != ALWAYS and any(sensitive(view, need) for need in wanted(view))
    for_another = view.facts.get("for_whom") == "other"
    return bool(view.facts.get(fact) or view.data.get("skip") or for_another or guarded)


def steps() -> tuple[Step, ...]:
    """One step a question, each leading to the next."""
    names = [*(f"facts.{fact}" for fact, _ in QUESTIONS), AFTER]
    return tuple(
        question(fact, values, to=to)
        for (fact, values), (_, to) in zip(QUESTIONS, pairwise(names), strict=True)
    )


def question(fact: str, values: tuple[str, ...], *, to: str) -> Step:
    """The step of one fact."""
    return Step(
        f"facts.{fact}",
        asking(fact, values),
        Choice(fact),
        taking(fact, to),
        tuple(dict.fromkeys((to, AFTER))),
        unless=lambda view: Go(to) if needless(fact, view) else None,
    )


STEPS = steps()
