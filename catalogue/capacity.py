"""The capacity grid as a table: five dimensions, their criteria, and what 0 to 4 mean in words.

Scores are `assessment`'s, what they come to is `marks`', how far assessors agree `agreement`'s.
A score is what the assessor saw; a criterion that does not apply or was not looked at has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from catalogue.assessment import HIGHEST, LOWEST
from catalogue.labels import DOMAIN
from locales.texts import text

GRID: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "human": ("staff_qualified", "staff_stability", "staff_support"),
        "financial": ("funding_diversity", "funding_secured", "accounts"),
        "material": ("private_rooms", "accessibility", "equipment", "file_keeping"),
        "organisational": (
            "written_procedures", "follow_up", "data_protection", "safeguarding"),
        "institutional": ("legal_standing", "governance", "partnerships"),
    }
)  # fmt: skip
"""Dimension → its criteria, in the order in which they are asked."""
SCORES = tuple(range(LOWEST, HIGHEST + 1))


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the grid: its code and the dimension it belongs to."""

    code: str
    dimension: str

    def label(self, lang: str) -> str:
        """What is looked at, in fr or ar."""
        return text(DOMAIN, f"catalogue.criterion.{self.code}", lang)

    def level(self, score: int, lang: str) -> str:
        """What a score from 0 to 4 means for it, in words."""
        return text(DOMAIN, f"catalogue.criterion.{self.code}.{score}", lang)


@cache
def criteria() -> tuple[Criterion, ...]:
    """Every criterion, in the order in which they are asked."""
    return tuple(Criterion(code, dimension) for dimension in GRID for code in GRID[dimension])


@cache
def criterion(code: str) -> Criterion | None:
    """The criterion of that code, None where there is none."""
    return next((each for each in criteria() if each.code == code), None)


def dimension_label(dimension: str, lang: str) -> str:
    """A dimension's name, in fr or ar."""
    return text(DOMAIN, f"catalogue.dimension.{dimension}", lang)
