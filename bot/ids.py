"""Where ids, references and secrets come from: chance, or a seed to replay a dialogue."""

from __future__ import annotations

import random
import secrets
from string import ascii_letters, digits

SAYABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0 O 1 I: a reference is read aloud over the telephone."""


class SecureIds:
    """Ids from the system's source of chance."""

    def new(self) -> str:
        """32 hexadecimal characters."""
        return secrets.token_hex(16)

    def reference(self) -> str:
        """`TJ-` and six sayable characters: about a thousand million of them."""
        return "TJ-" + "".join(secrets.choice(SAYABLE) for _ in range(6))

    def token(self) -> str:
        """192 bits in 32 characters of `[A-Za-z0-9_-]`."""
        return secrets.token_urlsafe(24)


class SeededIds:
    """The same ids in the same order, for scratch databases only: never a secret."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)  # noqa: S311 - replayable on purpose

    def new(self) -> str:
        """32 hexadecimal characters."""
        return f"{self._random.getrandbits(128):032x}"

    def reference(self) -> str:
        """As `SecureIds.reference`."""
        return "TJ-" + "".join(self._random.choice(SAYABLE) for _ in range(6))

    def token(self) -> str:
        """32 letters and digits."""
        return "".join(self._random.choice(ascii_letters + digits) for _ in range(32))
