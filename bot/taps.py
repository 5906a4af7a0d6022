"""Signs and verifies what a button sends back. What the value means belongs to the dialogues.

Payload: `signature.version.value`, at most 64 bytes (Telegram's limit for callback data): 96 bits
of HMAC-SHA256 in base64url (16 characters), the version of the prompt, the option's value.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

SIGNATURE_BYTES = 12
MOST_BYTES = 64


@dataclass(frozen=True, slots=True)
class Tap:
    """What a genuine button says: its option's value, and the version of its prompt."""

    value: str
    version: int


def sign(key: bytes, address: str, value: str, *, version: int) -> str:
    """The payload of a button shown to `address`. Raises ValueError when it would not fit."""
    payload = f"{_signature(key, address, version, value)}.{version}.{value}"
    if len(payload.encode()) > MOST_BYTES:
        raise ValueError("the value of an option is too long for a button")
    return payload


def verify(key: bytes, address: str, payload: str) -> Tap | None:
    """The tap, or None when it was not signed for this very chat. Takes constant time."""
    signature, _, rest = payload.partition(".")
    number, dot, value = rest.partition(".")
    if not dot or not number.isascii() or not number.isdigit() or len(payload) > MOST_BYTES:
        return None
    expected = _signature(key, address, int(number), value)
    claimed = signature.encode(errors="surrogatepass")
    genuine = hmac.compare_digest(expected.encode(), claimed)
    return Tap(value, int(number)) if genuine and number == str(int(number)) else None


def _signature(key: bytes, address: str, version: int, value: str) -> str:
    # Lengths are not needed: neither an address nor a number can hold the separator.
    told = f"{address}\0{version}\0{value}".encode(errors="surrogatepass")
    digest = hmac.digest(key, told, hashlib.sha256)[:SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(digest).decode()
