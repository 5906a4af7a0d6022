"""Faults in the definition of dialogues: what would only show when somebody walks into it.

Exits that lead nowhere, steps nobody reaches, texts that are missing, facts unknown to the table,
options a channel cannot carry. It reads a book; it plays nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from conversations.engine import JOIN, texts_of
from conversations.facts import NAMES
from conversations.messages import Message, Text, Value
from conversations.steps import RESUME, STAY, Book, Go, Step
from conversations.view import View

LONGEST_VALUE = 40
"""ASCII characters: what fits beside a signature in a messenger's callback data."""
DOORS = ("danger.tell", "minor.ask", "minor.again", "case.status", "start.door", "start.resume",
         "voice.ask", "staff.join")  # fmt: skip
"""Steps that the engine's own rules lead to."""

HasText = Callable[[str], bool]
"""Whether a text of that key exists in every language of its domain."""


def faults(book: Book, views: Sequence[View], has_text: HasText) -> list[str]:
    """Every fault found, one line each; `views` are pictures each step must be able to ask in."""
    found: list[str] = []
    for name, step in book.steps.items():
        found += faults_of_exits(book, step)
        found += faults_of_fact(step)
        found += faults_of_asking(step, views, has_text)
        found += [] if name == step.name else [f"{name}: filed under another name ({step.name})"]
    return found + list(faults_of_doors(book)) + list(unreachable(book))


def faults_of_exits(book: Book, step: Step) -> Iterator[str]:
    """Exits that are no step."""
    for exit_ in step.exits:
        if exit_ not in (STAY, RESUME) and exit_ not in book.steps:
            yield f"{step.name}: leads to {exit_}, which is no step"
    if not step.exits:
        yield f"{step.name}: has no exit"


def faults_of_fact(step: Step) -> Iterator[str]:
    """A fact the table does not know would never be exported nor erased."""
    if step.fact and step.fact not in NAMES:
        yield f"{step.name}: records {step.fact}, which is no fact"


def faults_of_asking(step: Step, views: Sequence[View], has_text: HasText) -> Iterator[str]:
    """A question that cannot be asked in one of the views, or not in every language."""
    told: dict[str, None] = {}
    for view in views:
        try:
            messages = [step.ask(view), *said_by(step.unless(view))]
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            told[f"{step.name}: cannot be asked ({type(error).__name__})"] = None
            continue
        for message in messages:
            told |= dict.fromkeys(faults_of_message(step.name, message, has_text))
    yield from told


def said_by(go: Go | None) -> tuple[Message, ...]:
    """What is told where the question is skipped."""
    return go.say if go is not None else ()


def faults_of_message(name: str, message: Message, has_text: HasText) -> Iterator[str]:
    """Texts that are missing, option values a channel cannot carry, options that are the same."""
    heads = (message.neutral,) if message.neutral else ()
    for text in (*heads, *texts_of(message)):
        yield from (
            f"{name}: no text {key} in every language" for key in keys_of(text) if not has_text(key)
        )
    values = [option.value for option in message.options if not option.url]
    for value in values:
        if not value.isascii() or not 0 < len(value) <= LONGEST_VALUE:
            yield f"{name}: option value {value!r} is not 1 to {LONGEST_VALUE} ASCII characters"
    if len(set(values)) < len(values):
        yield f"{name}: two options have one value"


def keys_of(value: Value) -> Iterator[str]:
    """The keys of a text and of the texts in its values."""
    if isinstance(value, tuple):
        for each in value:
            yield from keys_of(each)
    if isinstance(value, Text):
        yield value.key
        for inner in value.values.values():
            yield from keys_of(inner)


def doors(book: Book) -> Iterator[tuple[str, str]]:
    """Every way into the book that is no exit of a step: what it is called, where it leads."""
    yield "the first step", book.first
    yield from ((f"the hub of {role}", step) for role, step in book.hubs.items())
    yield from ((f"the action {name}", step) for name, step in book.actions.items())
    for role, commands in book.commands.items():
        yield from ((f"/{command} of {role}", step) for command, step in commands.items())
    yield from ((f"the rule for {JOIN}… or {step}", step) for step in DOORS)


def faults_of_doors(book: Book) -> Iterator[str]:
    """Doors that open on nothing."""
    yield from (
        f"{name}: {step} is no step" for name, step in doors(book) if step not in book.steps
    )


def unreachable(book: Book) -> Iterator[str]:
    """Steps that no door and no exit leads to."""
    seen: set[str] = set()
    waiting = [step for _, step in doors(book)]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in book.steps:
            continue
        seen.add(name)
        waiting.extend(book.steps[name].exits)
    yield from (f"{name}: nobody gets here" for name in book.steps if name not in seen)


def undeclared(book: Book, step: str, go: Go) -> str:
    """The fault of a Go whose target is not among the step's exits; empty when it is."""
    return "" if go.to in book.steps[step].exits else f"{step}: leads to {go.to}, not declared"
