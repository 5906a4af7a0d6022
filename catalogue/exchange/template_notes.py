"""What a template says of each column: what to write, what may be chosen, a worked example."""

from collections.abc import Mapping
from functools import cache

from catalogue.exchange import assessments
from catalogue.exchange.headings import ID
from catalogue.labels import DOMAIN, code_label
from catalogue.needs import needs
from catalogue.schema import ACTOR, Field, columns_of, field_of
from locales.texts import text

EXAMPLE_ID = field_of(ACTOR, "id").example
LANG = "fr"


def note(kind: str, column: str) -> str:
    """What to write in a column: whether it must be, how, which values, an example."""
    field = _fields(kind)[column]
    must = "required" if field.required else "optional"
    lines = [text(DOMAIN, f"catalogue.hint.{must}", LANG), _how(field)]
    if field.values:
        told = ", ".join(_label(field, value) for value in field.values)
        lines.append(text(DOMAIN, "catalogue.hint.values", LANG, values=told))
    if field.example:
        lines.append(text(DOMAIN, "catalogue.hint.example", LANG, what=field.example))
    return "\n".join(lines)


def _how(field: Field) -> str:
    return text(DOMAIN, f"catalogue.hint.kind.{field.kind}", LANG, most=field.longest)


def choices(kind: str, column: str) -> tuple[str, ...]:
    """What a drop-down offers for a column, as French labels; nothing for an open one."""
    field = _fields(kind)[column]
    if field.kind == "need":
        return tuple(need.labels[LANG] for need in needs().values())
    if field.kind == "one":
        return tuple(_label(field, value) for value in field.values)
    return ()


def example(kind: str) -> Mapping[str, str]:
    """The worked example of a kind of rows, invented and marked by its id."""
    cells = {
        column: _example(field)
        for column, field in _fields(kind).items()
        if field.example and not column.endswith("_ar")
    }
    return {**cells, ID: EXAMPLE_ID}


def _example(field: Field) -> str:
    if field.kind == "one":
        return _label(field, field.example)
    return needs()[field.example].labels[LANG] if field.kind == "need" else field.example


def _label(field: Field, value: str) -> str:
    """A closed value as people read it; a criterion by its code."""
    return value if field.part == assessments.PART else code_label(field.name, value, LANG)


def kinds_of(kind: str) -> Mapping[str, str]:
    """What each column holds (`schema.Kind`)."""
    return {column: field.kind for column, field in _fields(kind).items()}


@cache
def _fields(kind: str) -> Mapping[str, Field]:
    """The fields of a kind of rows by column, the actor's id among them."""
    told = {ID: field_of(ACTOR, ID)}
    if kind == assessments.PART:
        return {**told, **{field.name: field for field in assessments.COLUMNS[1:]}}
    return {**told, **{column: field for column, field, _ in columns_of(kind)}}
