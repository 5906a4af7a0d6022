"""Buttons come back genuine or not at all: forged, altered and borrowed payloads are refused."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.taps import MOST_BYTES, Tap, sign, verify

KEY = bytes(range(32))
VALUES = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)


@given(
    address=st.text("0123456789abcdef-", min_size=1), value=VALUES, version=st.integers(0, 10**6)
)
def test_a_tap_comes_back_as_it_was_signed(address: str, value: str, version: int) -> None:
    payload = sign(KEY, address, value, version=version)
    assert verify(KEY, address, payload) == Tap(value, version)
    assert len(payload.encode()) <= MOST_BYTES


@given(value=VALUES, version=st.integers(0, 999), at=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_one_flipped_bit_is_refused(value: str, version: int, at: int, bit: int) -> None:
    payload = sign(KEY, "4711", value, version=version).encode()
    flipped = bytearray(payload)
    flipped[at % len(payload)] ^= 1 << bit
    assert verify(KEY, "4711", flipped.decode("utf-8", "surrogateescape")) is None


def test_twenty_thousand_forgeries_are_refused() -> None:
    chance = random.Random(20)
    accepted = 0
    for _ in range(20_000):
        payload = bytearray(
            sign(KEY, "4711", "@accept:K7QX2M", version=chance.randrange(500)), "ascii"
        )
        payload[chance.randrange(len(payload))] ^= 1 << chance.randrange(7)
        accepted += verify(KEY, "4711", payload.decode("ascii")) is not None
    assert accepted == 0


@given(address=st.text("0123456789", min_size=1), other=st.text("0123456789", min_size=1))
def test_a_tap_of_another_chat_is_refused(address: str, other: str) -> None:
    payload = sign(KEY, address, "yes", version=3)
    assert (verify(KEY, other, payload) is not None) == (address == other)


@pytest.mark.parametrize(
    "payload", ["", ".", "..", "yes", "A" * 16, "A" * 16 + ".1.yes", "A" * 16 + ".-1.yes", "é.1.y"]
)
def test_what_was_never_signed_is_refused(payload: str) -> None:
    assert verify(KEY, "4711", payload) is None


def test_another_spelling_of_the_version_is_refused() -> None:
    signature, _, rest = sign(KEY, "4711", "yes", version=7).partition(".")
    assert verify(KEY, "4711", f"{signature}.0{rest}") is None


def test_a_value_that_does_not_fit_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="too long"):
        sign(KEY, "4711", "x" * 47, version=0)
