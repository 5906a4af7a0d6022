"""Passes: what a browser carries to be known again. Signed, dated, and never stored as they are.

The conversation's address is a digest of the pass: whoever reads the database cannot act as the
tab or as the member of staff.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

PASS = re.compile(r"[0-9a-f]{1,12}\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{22}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Passes:
    """Issues and checks the passes of one purpose; each holds for `life` after it was issued."""

    key: bytes
    purpose: str
    life: timedelta

    def issue(self, secret: str, now: datetime) -> str:
        """A pass around a fresh secret (`Ids.token`)."""
        body = f"{int((now + self.life).timestamp()):x}.{secret}"
        return f"{body}.{self._signature(body)}"

    def address(self, given: str, now: datetime) -> str | None:
        """The address of the conversation the pass opens; None when it is forged or over."""
        if not PASS.fullmatch(given):
            return None
        body, _, signature = given.rpartition(".")
        if not hmac.compare_digest(signature, self._signature(body)):
            return None
        if now >= datetime.fromtimestamp(int(body.partition(".")[0], 16), UTC):
            return None
        return hashlib.sha256(f"{self.purpose}:{given}".encode()).hexdigest()[:32]

    def csrf(self, given: str) -> str:
        """What a page of this pass must send back with everything it posts."""
        return self._signature(f"csrf:{given}")

    def _signature(self, text: str) -> str:
        digest = hmac.digest(self.key, f"{self.purpose}|{text}".encode(), "sha256")
        return urlsafe_b64encode(digest[:16]).rstrip(b"=").decode("ascii")
