"""Meeting: the language, who we are and what becomes of what is said, of age or not, for whom."""

from __future__ import annotations

from conversations.answers import Adult, Language, OneOf
from conversations.dialogues.pieces import CHILD_NEEDS, yes_no
from conversations.effects import Effect, RecordFact, SetLanguage
from conversations.messages import Message, Option, Text, option
from conversations.steps import Go, Step, lead
from conversations.view import TAB, View

LANGUAGES = ("ary", "ary_Latn", "ar", "fr")
"""In the order in which they are shown."""


def language_options() -> tuple[Option, ...]:
    """One button a language, each in its own."""
    return tuple(option(language, f"language.{language}") for language in LANGUAGES)


def who_we_are(view: View) -> Message:
    """Told once, before the first question about the person."""
    delete = Text("welcome.delete.tab" if view.channel == TAB else "welcome.delete")
    return Message((Text("welcome.hello"), Text("welcome.privacy"), delete))


def ask_language(view: View) -> Message:
    """The only text that is the same in every language."""
    return Message((Text("language.ask"),), language_options(), columns=2)


def met(view: View, language: str) -> Go:
    """Speak it from now on, and say who speaks."""
    return Go("welcome.adult", (SetLanguage(language),), (who_we_are(view),))


def language_heard(view: View) -> Go | None:
    """The first free text told the language (the engine has set it)."""
    return Go("welcome.adult", say=(who_we_are(view),)) if view.data.get("language") else None


def ask_adult(view: View) -> Message:
    """Of age or not; all about privacy is one tap away."""
    options = (
        *yes_no("welcome.adult.yes", "welcome.adult.no"),
        option("/privacy", "welcome.adult.privacy"),
    )
    return Message((Text("welcome.adult"),), options, columns=2)


def adult_known(view: View) -> Go | None:
    """The answer was given before."""
    return Go("welcome.for_whom") if view.facts.get("adult") == "yes" else None


def ask_for_whom(view: View) -> Message:
    """For oneself, one's child, or another adult."""
    options = (
        option("self", "welcome.for_whom.self"),
        option("child", "welcome.for_whom.child"),
        option("other", "welcome.for_whom.other"),
    )
    return Message((Text("welcome.for_whom"),), options)


def take_for_whom(view: View, whom: str) -> Go:
    """What was said for somebody else does not hold for this one."""
    effects: list[Effect] = [RecordFact("for_whom", whom)]
    if view.facts.get("for_whom", whom) != whom:
        effects.append(RecordFact("call_name", ""))
    if whom == "child" and view.facts.get("needs") not in CHILD_NEEDS:
        effects.append(RecordFact("needs", ""))
    to = {"self": "intake.need", "child": "intake.child", "other": "other.tell"}[whom]
    return Go(to, tuple(effects))


STEPS = (
    Step(
        "welcome.language",
        ask_language,
        Language(),
        met,
        ("welcome.adult",),
        unless=language_heard,
    ),
    Step(
        "welcome.adult",
        ask_adult,
        Adult(),
        lead(yes="welcome.for_whom", no="minor.ask"),
        ("welcome.for_whom", "minor.ask"),
        fact="adult",
        unless=adult_known,
    ),
    Step(
        "welcome.for_whom",
        ask_for_whom,
        OneOf(),
        take_for_whom,
        ("intake.need", "intake.child", "other.tell"),
    ),
)
