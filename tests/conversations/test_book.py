"""The book as it is: no fault in its definition, and nothing anyone sends breaks it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.needs import needs
from conversations import checks, engine
from conversations.answers import OneOf
from conversations.dialogues.book import BOOK
from conversations.dialogues.mydata import WORDED
from conversations.dialogues.pieces import dimension_of
from conversations.effects import Effect, OpenReferral, QuickExit, Say
from conversations.facts import COUNTRIES, FACTS, NAMES
from conversations.messages import Message, Text, option, say
from conversations.moves import MINOR_STANDS, dialogue_of
from conversations.steps import Book, Go, Place, Step, on
from conversations.view import CaseView, Input, Reading, View
from locales import texts
from tests.conversations.person_talk import NOW, Someone, blank_view, met
from tests.conversations.small_world import BENI_MELLAL, TADLA, TOWN, VILLAGE

CASE = CaseView("TJ-K7QX2M", "ACTOR-1", "requested", "employment", "normal", False, sent_at=NOW)
FULL = {"adult": "yes", "needs": "employment", "place": TOWN, "reach": "chat", "call_name": "L"}
DATA = {"arg": "TJ-K7QX2M", "actor": "ACTOR-1", "need": "employment", "near": f"{TADLA} {TOWN}"}
VIEWS = (
    blank_view(),
    blank_view(facts=FULL, data=DATA, cases=(CASE,)),
    blank_view(facts=FULL, data=DATA, cases=(CASE,), protected=True),
    blank_view(facts={**FULL, "for_whom": "child"}, data={"page": "9", "offers": "9"}),
    blank_view(role="focal", actor="ACTOR-1", cases=(CASE,), data=DATA),
    blank_view(role="coordinator", cases=(CASE,), data=DATA),
)


def has_text(key: str) -> bool:
    """Whether every language of its domain has it."""
    domain = texts.domain_of(key)
    return all(texts.has(domain, key, language) for language in texts.DOMAINS[domain])


def test_the_book_has_no_fault() -> None:
    assert checks.faults(BOOK, VIEWS, has_text) == []


def book_of(*steps: Step, **doors: str) -> Book:
    """A book of these steps beside the ones the rules need."""
    needed = (replace(BOOK.steps[name], exits=("^",)) for name in checks.DOORS)
    known = {step.name: step for step in (*needed, *steps)}
    return Book(known, {"person": {}}, doors, {"person": "a.first"}, "a.first")


def asking(message: Message, to: str = "^", **more: str) -> Step:
    return Step("a.first", lambda view: message, OneOf(), on(to), (to,), **more)  # type: ignore[arg-type]


HELLO = say("hub.menu")


@pytest.mark.parametrize(
    ("book", "fault"),
    [
        (book_of(asking(HELLO, "a.nowhere")), "a.first: leads to a.nowhere, which is no step"),
        (book_of(asking(HELLO, fact="iq")), "a.first: records iq, which is no fact"),
        (book_of(asking(say("no.such"))), "a.first: no text no.such in every language"),
        (
            book_of(asking(say("hub.menu", option("x" * 41, "hub.new")))),
            f"a.first: option value '{'x' * 41}' is not 1 to 40 ASCII characters",
        ),
        (
            book_of(asking(say("hub.menu", option("é", "hub.new")))),
            "a.first: option value 'é' is not 1 to 40 ASCII characters",
        ),
        (
            book_of(asking(say("hub.menu", option("a", "hub.new"), option("a", "hub.new")))),
            "a.first: two options have one value",
        ),
        (book_of(asking(HELLO), open="a.gone"), "the action open: a.gone is no step"),
        (
            book_of(asking(HELLO), Step("a.island", lambda v: HELLO, OneOf(), on("^"), ("^",))),
            "a.island: nobody gets here",
        ),
        (
            book_of(
                Step("a.first", lambda v: say(v.facts["needs"]), OneOf(), on("^"), ("^",)),
            ),
            "a.first: cannot be asked (KeyError)",
        ),
    ],
)
def test_a_fault_in_a_definition_is_found(book: Book, fault: str) -> None:
    assert fault in checks.faults(book, VIEWS[:2], has_text)


def test_a_go_that_is_not_declared_is_found() -> None:
    assert checks.undeclared(BOOK, "hub.menu", Go("welcome.for_whom")) == ""
    assert "not declared" in checks.undeclared(BOOK, "hub.menu", Go("minor.ask"))


def test_every_fact_that_is_shown_has_words_for_each_of_its_values() -> None:
    assert {fact.name for fact in FACTS if fact.shown} == set(WORDED)
    for country in COUNTRIES:
        assert has_text(f"country.{country}")


def test_every_need_fits_on_a_button_in_every_language() -> None:
    view = blank_view()
    for need in needs().values():
        key = f"need.{dimension_of(view, need.code)}"
        for language in texts.LANGUAGES:
            label = texts.text("person", key, language, need=need.labels[language])
            assert len(label.strip("\u2068\u2069\u200f")) <= 44, label


def test_a_place_survives_being_stored() -> None:
    person = met().at("place.ask").command("language")
    stored = json.loads(json.dumps(person.place.to_json()))
    assert Place.from_json(stored) == person.place


def test_the_page_about_dialogues_names_each_of_them_and_every_rule() -> None:
    page = (Path(__file__).parents[2] / "docs" / "dialogues.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    assert {dialogue_of(step) for step in BOOK.steps} <= named
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)[: len(engine.RULES)] == [
        rule.__name__ for rule in engine.RULES
    ]


# --- anything, in any order ---

VALUES = sorted(
    {each.value for step in BOOK.steps.values() for v in VIEWS[:3] for each in step.ask(v).options}
    | {"back", "pick:ACTOR-1", "pick:gone", "drop:name", "keep:name", "@next:TJ-K7QX2M", "@day3:x"}
    | {"@check:m3", "@reply:TJ-K7QX2M", "@accept:TJ-K7QX2M", "picture:99", "in:", "@", "/exit"}
)  # fmt: skip
NEEDS = ("employment", "violence", "housing", "minor_return")
READINGS = some.builds(
    Reading,
    lang=some.sampled_from(("fr", "ar", "ary", "ary_Latn", "mixed", "unknown")),
    needs=some.lists(some.sampled_from(NEEDS), max_size=2, unique=True).map(tuple),
    unsure=some.lists(some.sampled_from(NEEDS), max_size=2, unique=True).map(tuple),
    place=some.sampled_from(("", "", TADLA, BENI_MELLAL, TOWN)),
    places=some.sampled_from(((), (TOWN, VILLAGE))),
    danger=some.sampled_from(("", "", "", "suicide", "violence", "odd")),
    control=some.sampled_from(
        ("", "", "yes", "no", "back", "stop", "erase", "quit", "help", "human", "language")
    ),
    stated_age=some.sampled_from((None, None, None, 15, 40)),
    foreign=some.sampled_from(("", "ES", "XX")),
)
COMMANDS = (*BOOK.commands["person"], "start", "exit", "nonsense", "")
WORDS = some.one_of(some.text(max_size=30), some.sampled_from(("🌙", "Lalla", "0612345678")))
INPUTS = some.one_of(
    some.builds(Input, kind=some.just("text"), text=WORDS, reading=READINGS),
    some.builds(
        Input,
        kind=some.just("choice"),
        choice=some.sampled_from(VALUES),
        stale=some.sampled_from((False, False, False, True)),
    ),
    some.builds(
        Input,
        kind=some.just("command"),
        command=some.sampled_from(COMMANDS),
        payload=some.one_of(some.just(""), some.text(max_size=8), some.just("p-05-091")),
    ),
    some.builds(
        Input,
        kind=some.just("position"),
        position=some.tuples(some.floats(-90, 90), some.floats(-180, 180)),
    ),
    some.builds(
        Input,
        kind=some.sampled_from(
            ("phone", "voice", "picture", "sticker", "other_contact", "edited", "other")
        ),
        text=WORDS,
        phone=some.text(max_size=8),
        message=some.text(max_size=4),
        reading=READINGS,
    ),
)
TAPS = some.integers(0, 20)
STEPS = some.one_of(INPUTS, INPUTS, TAPS, TAPS, TAPS)
STARTS = some.sampled_from(
    (blank_view(), VIEWS[1], VIEWS[2], blank_view(facts={"adult": "no"}), blank_view(facts=FULL))
)


def settled(effects: tuple[Effect, ...]) -> bool:
    """Every turn says something, or is a quick exit."""
    return any(isinstance(each, Say | QuickExit) for each in effects)


def declaring(step: Step) -> Step:
    """The step, which fails when it leads where it does not say."""

    def then(view: View, value: str) -> Go:
        go = step.then(view, value)
        assert not (fault := checks.undeclared(BOOK, step.name, go)), fault
        return go

    def unless(view: View) -> Go | None:
        go = step.unless(view)
        assert go is None or not (fault := checks.undeclared(BOOK, step.name, go)), fault
        return go

    return replace(step, then=then, unless=unless)


DECLARING = replace(BOOK, steps={name: declaring(step) for name, step in BOOK.steps.items()})


@given(STARTS, some.lists(STEPS, max_size=25), some.sampled_from((0, 0, 3)))
def test_no_sequence_of_inputs_breaks_it(view: View, said: list[Input | int], idle: int) -> None:
    person = Someone(view=replace(view, idle_days=idle), book=DECLARING)
    for each in said:
        minor = person.fact("adult") == "no"
        if isinstance(each, Input):
            person.hear(each)
        else:
            options = person.options
            person.press(options[each % len(options)].value if options else "back")
        assert settled(person.effects)
        assert person.place.step in BOOK.steps
        assert person.place.version < 1000
        if minor and person.fact("adult") == "no" and QuickExit() not in person.effects:
            assert dialogue_of(person.step) in MINOR_STANDS
            assert not any(isinstance(e, OpenReferral) for e in person.effects)
        for message in person.told:
            for text in engine.texts_of(message):
                assert has_text(text.key)
        json.dumps(person.place.to_json())


@given(some.lists(STEPS, max_size=15))
def test_nobody_is_referred_without_a_yes_to_that_actor(said: list[Input | int]) -> None:
    person = met(needs="employment", place=TOWN, reach="chat", call_name="L").at("offers.show")
    for each in said:
        before = person.step
        options = person.options
        person.hear(each) if isinstance(each, Input) else person.press(
            options[each % len(options)].value if options else "back"
        )
        if any(isinstance(effect, OpenReferral) for effect in person.effects):
            assert before == "consent.ask"


def test_facts_recorded_are_all_in_the_table() -> None:
    assert {step.fact for step in BOOK.steps.values() if step.fact} <= NAMES


def test_texts_of_a_message_include_its_buttons() -> None:
    message = say("hub.menu", option("a", "hub.new"))
    assert [text.key for text in engine.texts_of(message)] == ["hub.menu", "hub.new"]
    assert Text("hub.menu") in engine.texts_of(message)
