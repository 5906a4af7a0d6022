"""The short reintegration check: nine questions, their direction, the score. Pure.

Inspired by IOM's Reintegration Sustainability Survey. A score is never shown to the person as a
mark and never used to refuse; it only says where help may be offered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SCORING = "1"
"""Grows when a weight, a direction or a question changes; kept with every answer."""
BEST = 4
"""Five faces, from worst (0) to best (4) on the screen."""
ENOUGH = 0.6
"""No score under this share of questions answered."""
LOW = 1 / 3
FALL = 0.2
SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Question:
    """`best` says what the best face means; its value is 4 whatever the question asks.

    E2 asks for something bad: there the best face says *never*.
    """

    code: str
    dimension: str
    best: str = "yes"


QUESTIONS: tuple[Question, ...] = (
    Question("E1", "economic"),
    Question("E2", "economic", best="never"),
    Question("E3", "economic"),
    Question("S1", "social"),
    Question("S2", "social"),
    Question("S3", "social"),
    Question("P1", "psychosocial"),
    Question("P2", "psychosocial"),
    Question("P3", "psychosocial"),
)
CODES = frozenset(question.code for question in QUESTIONS)
WEIGHTS: Mapping[str, float] = MappingProxyType({question.code: 1.0 for question in QUESTIONS})


def valid(question: str, value: str) -> bool:
    """Whether this is an answer to one of the nine."""
    return question in CODES and (value == SKIP or value in {str(n) for n in range(BEST + 1)})


def score(
    answers: Mapping[str, str],
    dimension: str = "",
    *,
    weights: Mapping[str, float] = WEIGHTS,
) -> float | None:
    """The weighted mean 0 (worst) … 1 (best) of one dimension, or of all; None under 60 % answered.

    What was skipped is missing, never zero.
    """
    asked = [each.code for each in QUESTIONS if dimension in ("", each.dimension)]
    given = {code: int(answers[code]) for code in asked if answers.get(code, SKIP) != SKIP}
    if len(given) < ENOUGH * len(asked):
        return None
    total = sum(weights[code] for code in given)
    return sum(weights[code] * value for code, value in given.items()) / (BEST * total)


def needs_a_look(
    now: Mapping[str, str],
    before: Mapping[str, str] | None,
    *,
    weights: Mapping[str, float] = WEIGHTS,
) -> bool:
    """Whether to offer help: a fall since the check before, or a low psychosocial answer."""
    worrying = any(now.get(each.code) in ("0", "1") for each in _psychosocial())
    mean = score(now, weights=weights)
    earlier = score(before, weights=weights) if before else None
    fell = mean is not None and earlier is not None and earlier - mean >= FALL
    return worrying or fell or (mean is not None and mean < LOW)


def _psychosocial() -> tuple[Question, ...]:
    return tuple(each for each in QUESTIONS if each.dimension == "psychosocial")


def finished(answers: Mapping[str, str]) -> bool:
    """Whether all nine were answered or skipped."""
    return answers.keys() >= CODES
