"""Passes: forged, altered, borrowed or expired ones open nothing."""

import random
from datetime import UTC, datetime, timedelta

from bot.ids import SecureIds
from bot.web.passes import Passes

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LIFE = timedelta(hours=12)
passes = Passes(b"k" * 32, "person", LIFE)


def test_a_pass_opens_one_address_until_it_is_over() -> None:
    given = passes.issue(SecureIds().token(), NOON)
    address = passes.address(given, NOON)
    assert address
    assert passes.address(given, NOON + LIFE - timedelta(seconds=1)) == address
    assert passes.address(given, NOON + LIFE) is None


def test_the_address_does_not_give_the_pass_away() -> None:
    secret = SecureIds().token()
    given = passes.issue(secret, NOON)
    address = passes.address(given, NOON) or ""
    assert secret not in address
    assert address not in given


def test_a_pass_of_another_purpose_or_key_opens_nothing() -> None:
    given = passes.issue(SecureIds().token(), NOON)
    assert Passes(b"k" * 32, "desk", LIFE).address(given, NOON) is None
    assert Passes(b"x" * 32, "person", LIFE).address(given, NOON) is None


def test_no_altered_pass_is_accepted() -> None:
    chance = random.Random(1)
    given = passes.issue(SecureIds().token(), NOON)
    letters = "abcdefABCDEF0123456789_-."
    for _ in range(5000):
        at = chance.randrange(len(given))
        altered = given[:at] + chance.choice(letters) + given[at + 1 :]
        assert altered == given or passes.address(altered, NOON) is None


def test_rubbish_is_no_pass() -> None:
    for rubbish in ("", ".", "a.b.c", "1" * 500, "ffffffffffff." + "a" * 32 + "." + "b" * 22, "é"):
        assert passes.address(rubbish, NOON) is None


def test_the_guard_against_posting_from_elsewhere_differs_for_each_pass() -> None:
    one, other = (passes.issue(SecureIds().token(), NOON) for _ in range(2))
    assert passes.csrf(one) == passes.csrf(one)
    assert passes.csrf(one) != passes.csrf(other)
