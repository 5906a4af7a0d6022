"""A focal point tells the new value of a field: typed, or tapped on and off; it is read back.

What is a value of the field is decided where the catalogue is known (`view.care.written`).
"""

from __future__ import annotations

from dataclasses import dataclass

from conversations.answers import BACK, OneOf, Words, tapped, typed
from conversations.care import FieldView, Written
from conversations.dialogues.pieces import DIMENSIONS
from conversations.dialogues.staff_doors import done, guarded, leave, left, need_named, staff_says
from conversations.effects import EditRecord
from conversations.messages import Message, Option, Ref, Text, option
from conversations.steps import RESUME, STAY, Ask, Go, Step, Then
from conversations.view import Input, View

GROUP, FIELD, ROW, CELL = "group", "field", "row", "cell"
"""In the scratch: the group, the field and the contact that are spoken of, the value so far."""
NO_VALUE = {CELL: "", "dimension": ""}
LONGEST = 2000
MOST_SHOWN = 30
"""Values that can be tapped off in one message; the others stay."""
ON, DIMENSION, REMOVE = "on:", "of:", "none"
FAULTS = frozenset(
    {"not_a_number", "too_small", "too_big", "not_a_link", "not_hours", "too_long",
     "not_a_contact", "unknown_place"}
)  # fmt: skip
"""Faults that have a sentence of their own."""


def plain(value: str, label: str) -> Option:
    """A button that is labelled with words of the catalogue."""
    return option(value, "staff.care.plain", text=label)


def fields_in(view: View) -> tuple[FieldView, ...]:
    """The fields of the group one looks at."""
    return tuple(view.care.fields(view.data.get(GROUP, "")))


def field_in(view: View) -> FieldView | None:
    """The field that is spoken of; None when it is not there any more."""
    wanted = (view.data.get(FIELD), view.data.get(ROW, ""))
    return next((each for each in fields_in(view) if (each.name, each.row) == wanted), None)


def unless_field(view: View) -> Go | None:
    """The record may have changed meanwhile."""
    return None if field_in(view) else done("staff.care.gone")


def codes_in(view: View) -> tuple[str, ...]:
    """The codes chosen so far."""
    return tuple(filter(None, view.data.get(CELL, "").split(";")))


@dataclass(frozen=True, slots=True)
class Several:
    """An option, or what was understood in words: needs, places; `?` when nothing was."""

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        if (choice := tapped(said, prompt)) is not None:
            return choice
        reading = said.reading
        field = field_in(view)
        if field is None or not typed(said):
            return None
        places = (reading.place,) if reading.place else ()
        read = {"needs": reading.needs, "places": places}.get(field.kind, ())
        return "+" + " ".join(read) if read else "?"


def ask_some(view: View) -> Message:
    """What is chosen and what else there is; a tap puts it on or off."""
    field = field_in(view)
    if field is None:
        return staff_says("staff.care.gone", leave())
    asked = Text(f"staff.care.some_{field.kind}", {"field": field.label})
    ways = (option("done", "staff.care.done"), option(BACK, "staff.back"), leave())
    return Message((asked,), (*_choices(view, field), *ways), columns=2, footer=False)


def _choices(view: View, field: FieldView) -> tuple[Option, ...]:
    chosen = codes_in(view)
    if field.kind == "many":
        return tuple(_mark(code, label, code in chosen) for code, label in field.choices)
    ref = {code: _named(field, code) for code in chosen[:MOST_SHOWN]}
    on = tuple(option(ON + code, "staff.care.on", text=named) for code, named in ref.items())
    return (*on, *_more_needs(view, chosen)) if field.kind == "needs" else on


def _mark(code: str, label: str, chosen: bool) -> Option:
    key = "staff.care.on" if chosen else "staff.care.off"
    return option(ON + code, key, text=label)


def _named(field: FieldView, code: str) -> Ref | Text:
    return need_named(code) if field.kind == "needs" else Ref("place", code)


def _more_needs(view: View, chosen: tuple[str, ...]) -> tuple[Option, ...]:
    """The plain needs of the dimension that was tapped, and the dimensions; others are granted."""
    dimension = view.data.get("dimension")
    of_it = (each for each in view.world.needs() if each.dimension == dimension)
    more = (each.code for each in of_it if not each.sensitive and each.code not in chosen)
    needs = (option(ON + code, "staff.care.off", text=need_named(code)) for code in more)
    dimensions = (option(DIMENSION + each, f"staff.misread.{each}") for each in DIMENSIONS)
    return (*needs, *dimensions)


def take_some(view: View, value: str) -> Go:
    """One more, one less, or what is to be read back."""
    if value == "leave":
        return left()
    if value == "done":
        return _sure_or_again(view)
    if value.startswith(DIMENSION):
        return Go(STAY, data={"dimension": value.removeprefix(DIMENSION)})
    if value == "?":
        return Go(STAY, say=(staff_says("staff.care.fault.other"),))
    if value.startswith("+"):
        return _added(view, value[1:].split())
    return Go(STAY, data={CELL: ";".join(_toggled(view, value.removeprefix(ON)))})


def _added(view: View, told: list[str]) -> Go:
    """What was told in words is put on; confidential needs are granted elsewhere."""
    sensitive = {each.code for each in view.world.needs() if each.sensitive}
    more = [code for code in told if code not in sensitive]
    if not more:
        return Go(STAY, say=(staff_says("staff.care.confidential"),))
    return Go(STAY, data={CELL: ";".join(dict.fromkeys((*codes_in(view), *more)))})


def _toggled(view: View, code: str) -> tuple[str, ...]:
    chosen = codes_in(view)
    if code in chosen:
        return tuple(each for each in chosen if each != code)
    return (*chosen, code)


def _sure_or_again(view: View) -> Go:
    """Needs and perimeter are never left empty."""
    field = field_in(view)
    if not codes_in(view) and field is not None and field.kind != "many":
        return Go(STAY, say=(staff_says("staff.care.one_at_least"),))
    return Go("staff_care.sure")


def ask_value(view: View) -> Message:
    """What the field says, and how to tell what it should say."""
    field = field_in(view)
    if field is None:
        return staff_says("staff.care.gone", leave())
    taps = tuple(plain(ON + code, label) for code, label in field.choices)
    label = field.label or Text("staff.care.contact")
    now = Text("staff.care.line", {"field": label, "value": field.shown or _nothing()})
    hint = Text(f"staff.care.hint_{field.kind if field.kind in HINTED else 'text'}")
    gone = (option(REMOVE, "staff.care.remove"),) if field.removable else ()
    ways = (*gone, option(BACK, "staff.back"), leave())
    return Message((now, hint), (*taps, *ways), columns=2, footer=False)


HINTED = frozenset({"one", "number", "hours", "items", "words", "link", "contact"})
"""Kinds of which it is said how they are told."""


def _nothing() -> Text:
    return Text("staff.care.nothing")


def take_value(view: View, value: str) -> Go:
    """Read at once: what is no value of the field is asked again, with the reason."""
    if value == "leave":
        return left()
    if value == REMOVE:
        return Go("staff_care.sure", data={CELL: ""})
    field = field_in(view)
    if field is None:
        return done("staff.care.gone")
    written = view.care.written(field, value.removeprefix(ON))
    if written.fault:
        return Go(STAY, say=(_fault(written),))
    return Go("staff_care.sure", data={CELL: written.cell})


def _fault(written: Written) -> Message:
    known = written.fault if written.fault in FAULTS else "other"
    return staff_says(f"staff.care.fault.{known}")


def ask_sure(view: View) -> Message:
    """Read back, before and after, before it leaves."""
    field = field_in(view)
    if field is None:
        return staff_says("staff.care.gone", leave())
    cell = view.data.get(CELL, "")
    after = view.care.written(field, _retyped(field, cell)).shown if cell else ""
    label = field.label or Text("staff.care.contact")
    said = Text(
        "staff.care.sure",
        {"field": label, "before": field.shown or _nothing(), "after": after or _nothing()},
    )
    key = "staff.care.yes_own" if field.own else "staff.care.yes"
    ways = (option("yes", key), option("again", "staff.care.again"), leave())
    return Message((said,), ways, footer=False)


def _retyped(field: FieldView, cell: str) -> str:
    """A contact's cell begins with its kind, which typing does not."""
    return cell.partition(" ")[2] if field.kind == "contact" else cell


def take_sure(view: View, value: str) -> Go:
    """It leaves; what became of it is said by who decides, and the record is shown again."""
    if value == "leave":
        return left()
    if value == "again":
        return Go("staff_care.fields")
    edit = EditRecord(view.data[FIELD], view.data.get(CELL, ""), view.data.get(ROW, ""))
    return Go("staff_care.groups", (edit,), fresh=True)


def _step(name: str, ask: Ask, answer: OneOf | Words | Several, then: Then, *exits: str) -> Step:
    exits = (*exits, STAY, RESUME)
    step = Step(f"staff_care.{name}", ask, answer, then, exits, unless=unless_field)
    return guarded(step, "focal")


STEPS: tuple[Step, ...] = (
    _step("some", ask_some, Several(), take_some, "staff_care.sure"),
    _step("value", ask_value, Words(LONGEST), take_value, "staff_care.sure"),
    _step("sure", ask_sure, OneOf(), take_sure, "staff_care.fields", "staff_care.groups"),
)
