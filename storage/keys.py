"""The key ring: the few secrets kept outside the database. What they seal is `vault`'s business.

The file (JSON, mode 0600) holds key-encryption keys by name, the key of lookups and the key of
taps. It changes only when a key-encryption key is added, so it may be mounted read-only.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from storage.errors import KeyFileFault, KeyMissing

KEY_BYTES = 32
LOOKUP_BYTES = 24


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The secrets of one installation. `wrapping` are key-encryption keys; `current` seals."""

    wrapping: Mapping[str, bytes] = field(repr=False)
    current: str
    lookup_key: bytes = field(repr=False)
    tap_key: bytes = field(repr=False)

    @classmethod
    def fresh(cls) -> KeyRing:
        """A new ring in memory alone: for scratch databases, and as the content of a new file."""
        name = secrets.token_hex(4)
        keys = [secrets.token_bytes(KEY_BYTES) for _ in range(3)]
        return cls(MappingProxyType({name: keys[0]}), name, keys[1], keys[2])

    @classmethod
    def create(cls, path: Path) -> KeyRing:
        """Make a new ring and its file. Raises `KeyFileFault` where a file stands already."""
        ring = cls.fresh()
        try:
            _write_new(path, ring.to_json())
        except OSError:
            raise KeyFileFault("cli.key_not_made", path=str(path)) from None
        return ring

    @classmethod
    def ensure(cls, path: Path) -> KeyRing:
        """Make a new ring, or read the one that another program has made at the same instant."""
        try:
            return cls.create(path)
        except KeyFileFault:
            if not path.exists():
                raise
            return cls.load(path)

    @classmethod
    def load(cls, path: Path) -> KeyRing:
        """Read a ring. Raises `KeyMissing` without a file, `KeyFileFault` for a bad or open one."""
        try:
            mode, content = path.stat().st_mode, path.read_bytes()
        except FileNotFoundError:
            raise KeyMissing("cli.key_missing", path=str(path)) from None
        except OSError:
            raise KeyFileFault("cli.key_unreadable", path=str(path)) from None
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise KeyFileFault("cli.key_open", path=str(path))
        try:
            return cls.from_json(json.loads(content))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise KeyFileFault("cli.key_damaged", path=str(path)) from None

    def renewed(self) -> KeyRing:
        """The same ring with one more key-encryption key, which seals from now on."""
        name = secrets.token_hex(4)
        wrapping = {**self.wrapping, name: secrets.token_bytes(KEY_BYTES)}
        return KeyRing(MappingProxyType(wrapping), name, self.lookup_key, self.tap_key)

    def save(self, path: Path) -> None:
        """Replace the file in one step: a reader sees the old ring or the new one."""
        beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        _write_new(beside, self.to_json())
        beside.replace(path)
        _sync_folder(path.parent)

    def lookup(self, purpose: str, text: str) -> str:
        """A keyed hash to find a value by without storing it: 32 characters of base64url."""
        digest = hmac.digest(self.lookup_key, f"{purpose}\0{text}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest[:LOOKUP_BYTES]).decode()

    def to_json(self) -> dict[str, Any]:
        """The content of the file."""
        return {
            "version": 1,
            "wrapping": {name: _text(key) for name, key in self.wrapping.items()},
            "current": self.current,
            "lookup": _text(self.lookup_key),
            "tap": _text(self.tap_key),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> KeyRing:
        """The ring that `to_json` wrote. Raises ValueError, KeyError or TypeError for another."""
        wrapping = {name: _key(text) for name, text in stored["wrapping"].items()}
        if stored["version"] != 1 or stored["current"] not in wrapping:
            raise ValueError("not a key ring of this version")
        ring = MappingProxyType(wrapping)
        return cls(ring, stored["current"], _key(stored["lookup"]), _key(stored["tap"]))


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return key


def _write_new(path: Path, content: dict[str, Any]) -> None:
    # Written beside and linked: a kill in between leaves no half ring under the real name, and of
    # two programs that start at once only one makes the ring.
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    with os.fdopen(os.open(beside, flags, 0o600), "w", encoding="ascii") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, path)
    finally:
        beside.unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
