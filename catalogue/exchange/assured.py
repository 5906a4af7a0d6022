"""What people decided of a record that a published file may tell; no file is read for it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Assured:
    """When people confirmed a record, and the e-mail address of who did, where there is one."""

    on: date
    by_email: str = ""
