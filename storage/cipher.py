"""Seals one value with one key, bound to the place it stands in. Where keys live is not known here.

AES-256-GCM with a random nonce of 96 bits. The associated data `table|column|row` makes a value
that was moved to another row or column unreadable, which Fernet would accept.
"""

from __future__ import annotations

import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import Unreadable

FORM = b"\x01"
NONCE_BYTES = 12
RAW = b"\x00"
BLOCK = 64
"""Values are filled up to a multiple of this: the length of `yes` must not differ from `no`."""


def seal(key: AESGCM, where: str, value: bytes) -> bytes:
    """A sealed value: form (1 byte), nonce (12), ciphertext, tag (16)."""
    nonce = os.urandom(NONCE_BYTES)
    return FORM + nonce + key.encrypt(nonce, value, where.encode())


def unseal(key: AESGCM, where: str, sealed: bytes) -> bytes:
    """The value. Raises `Unreadable` for another key, another place or a changed value."""
    if sealed[:1] != FORM:
        raise Unreadable("a sealed value of another form")
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return key.decrypt(nonce, body, where.encode())
    except (InvalidTag, ValueError):
        raise Unreadable("a sealed value does not open") from None


def pack(value: Any) -> bytes:
    """Bytes as they are, any other plain value as JSON, filled up with blanks, which JSON allows.

    Half a surrogate pair, which people's telephones do send, passes: UTF-8 alone refuses it.
    """
    if isinstance(value, bytes):
        return RAW + value
    packed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    coded = packed.encode("utf-8", "surrogatepass")
    return coded + b" " * (-len(coded) % BLOCK)


def unpack(packed: bytes) -> Any:
    """The plain value of `pack`."""
    if packed[:1] == RAW:
        return packed[1:]
    return json.loads(packed.decode("utf-8", "surrogatepass"))
