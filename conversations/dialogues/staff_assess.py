"""An actor is assessed: one criterion after another, five buttons with their words, none needed.

A coordinator picks the actor by name; a focal point tells how it sees its own. Every answer is kept
as it is given, so stopping loses nothing: the command goes on at the first one without a score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations.answers import Words, tapped, typed
from conversations.dialogues.staff_doors import (
    PAGE,
    done,
    door,
    guarded,
    leave,
    left,
    refuse,
    staff_says,
    subject,
)
from conversations.effects import AssessActor
from conversations.messages import Message, Option, Ref, Text, lines, option
from conversations.steps import RESUME, STAY, Go, Step
from conversations.view import CriterionView, Input, View

SCORES = tuple(range(5))
LONGEST_NAME = 80
PICK = "n:"
"""Before the place of an actor among those found: an id may be too long for a button."""
NOTHING: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Graded:
    """One of the options shown, or a score that is typed as a number."""

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        """The value, None for anything else."""
        words = typed(said)
        number = str(int(words)) if words.isdecimal() else ""
        among = number in {each.value for each in prompt.options}
        return tapped(said, prompt) or (number if among else None)


def start(view: View) -> Go:
    """A focal point has one actor to speak of; a coordinator names one, at once or when asked."""
    if view.role == "focal":
        return begin(view, view.actor)
    return find(view, subject(view)) if subject(view) else Go("staff_assess.who")


def find(view: View, name: str) -> Go:
    """The actors called so: none, one that is meant, or several to choose from."""
    found = tuple(view.assessing.called(name))[:PAGE] if view.assessing else ()
    if not found:
        return Go("staff_assess.who", say=(staff_says("staff.assess.unknown"),))
    if len(found) == 1:
        return begin(view, found[0])
    return Go("staff_assess.which", data={"found": " ".join(found)})


def ask_who(view: View) -> Message:
    return staff_says("staff.assess.who", leave())


def take_who(view: View, value: str) -> Go:
    return left() if value == "leave" else find(view, value)


def found_in(view: View) -> list[str]:
    """The actors that were found by the name."""
    return view.data.get("found", "").split()


def ask_which(view: View) -> Message:
    """Each by its name."""
    names = (
        option(f"{PICK}{n}", "staff.assess.actor", actor=Ref("actor", actor))
        for n, actor in enumerate(found_in(view))
    )
    return staff_says("staff.assess.which", *names, leave())


def take_which(view: View, value: str) -> Go:
    """Another name may be typed as well."""
    if value == "leave":
        return left()
    if value.startswith(PICK):
        return begin(view, found_in(view)[int(value.removeprefix(PICK))])
    return find(view, value)


def begin(view: View, actor: str) -> Go:
    """At the first criterion that has no score yet; where all have one, at the first again."""
    given = view.assessing.given(actor) if view.assessing else None
    if given is None:
        return refuse(view)
    codes = [each.code for each in criteria(view)]
    at = next((code for code in codes if code not in given), codes[0])
    key = "staff.assess.again" if given else "staff.assess.begin"
    told = staff_says(key, actor=Ref("actor", actor), i=len(given), of=len(codes))
    return Go("staff_assess.criterion", say=(told,), data={"actor": actor, "at": at})


def criteria(view: View) -> Sequence[CriterionView]:
    """The criteria of the grid, in their order."""
    return view.assessing.criteria() if view.assessing else ()


def given_in(view: View) -> Mapping[str, int]:
    """The scores of the round that is going on."""
    found = view.assessing.given(view.data.get("actor", "")) if view.assessing else None
    return found or NOTHING


def position(view: View) -> int:
    """Which criterion is asked, from 0."""
    codes = [each.code for each in criteria(view)]
    at = view.data.get("at", "")
    return codes.index(at) if at in codes else 0


def ask_criterion(view: View) -> Message:
    """What is looked at, what each score means for it, and the score it has."""
    at, known = position(view), criteria(view)
    if not known:
        return staff_says("staff.assess.who", leave())
    one = known[at]
    heading = Text(
        "staff.assess.heading",
        {
            "actor": Ref("actor", view.data.get("actor", "")),
            "dimension": Text(f"catalogue.dimension.{one.dimension}"),
            "i": at + 1,
            "of": len(known),
        },
    )
    named = Text("staff.assess.criterion", {"criterion": Text(f"catalogue.criterion.{one.code}")})
    parts = (*lines(heading, named), *lines(*levels(one.code)), *scored(view, one.code))
    return Message(parts, (*grades(), *ways(at)), columns=2, footer=False)


def levels(code: str) -> tuple[Text, ...]:
    """A line for each score, with what it means for this criterion."""
    words = (Text(f"catalogue.criterion.{code}.{score}") for score in SCORES)
    return tuple(
        Text("staff.assess.means", {"score": score, "words": said})
        for score, said in enumerate(words)
    )


def scored(view: View, code: str) -> tuple[Text, ...]:
    """The score that was given before, if one was."""
    before = given_in(view).get(code)
    return () if before is None else (Text("staff.assess.given", {"score": before}),)


def grades() -> tuple[Option, ...]:
    """Five buttons: the score, and a word for it that fits."""
    return tuple(option(str(score), f"staff.assess.score.{score}") for score in SCORES)


def ways(at: int) -> tuple[Option, ...]:
    """Skip, the one before, stop."""
    before = (option("before", "staff.assess.before"),) if at else ()
    return (option("skip", "staff.skip"), *before, option("stop", "staff.assess.stop"))


def take_criterion(view: View, value: str) -> Go:
    """A score is kept at once; skipped is missing, not zero."""
    known, at = criteria(view), position(view)
    if value == "stop" or not known:
        return done("staff.assess.stopped")
    if value == "before":
        return Go(STAY, data={"at": known[max(at - 1, 0)].code})
    graded = value != "skip"
    kept = (AssessActor(view.data.get("actor", ""), known[at].code, int(value)),) if graded else ()
    if at + 1 < len(known):
        return Go(STAY, kept, data={"at": known[at + 1].code})
    scores = {*given_in(view), *(each.criterion for each in kept)}
    return done("staff.assess.done", *kept, i=len(scores), of=len(known))


STEPS: tuple[Step, ...] = (
    door(
        "staff_assess.start",
        start,
        "focal",
        "coordinator",
        exits=("staff_assess.who", "staff_assess.which", "staff_assess.criterion", RESUME),
    ),
    guarded(
        Step(
            "staff_assess.who",
            ask_who,
            Words(LONGEST_NAME),
            take_who,
            ("staff_assess.who", "staff_assess.which", "staff_assess.criterion", RESUME),
            back=False,
        ),
        "coordinator",
    ),
    guarded(
        Step(
            "staff_assess.which",
            ask_which,
            Words(LONGEST_NAME),
            take_which,
            ("staff_assess.who", "staff_assess.criterion", "staff_assess.which", RESUME),
            back=False,
        ),
        "coordinator",
    ),
    guarded(
        Step(
            "staff_assess.criterion",
            ask_criterion,
            Graded(),
            take_criterion,
            (STAY, RESUME),
            back=False,
        ),
        "focal",
        "coordinator",
    ),
)
COMMANDS = {"assess": "staff_assess.start"}
