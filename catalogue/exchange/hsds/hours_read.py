"""The hours of a service or a location of HSDS."""

from collections.abc import Sequence

from catalogue.exchange.hsds.package import Line, Package
from catalogue.exchange.hsds.part_rows import Found
from catalogue.exchange.hsds.schedules import hours_of


def hours_at(found: Found, package: Package, column: str, of: str) -> str:
    """The hours its schedules tell, empty for none; rules that no hours tell are told of."""
    rules: Sequence[Line] = package.pointing("schedule", column, of)
    hours = hours_of([rule.cells for rule in rules])
    if hours is None:
        found.tell(rules[0], "freq", "hsds_schedule_left_out")
    return hours or ""
