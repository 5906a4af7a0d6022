"""What can go wrong in storage, in the project's own tree; no error of a library passes this.

Texts carry the class of the cause, never a parameter of a statement. Not here: refusals of the
model, which are `casework.errors`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy import exc

from casework.errors import OperatorError, TawjihError

DEADLOCK, LOCK_TIMEOUT, NOT_SERIAL = "40P01", "55P03", "40001"
DISK_FULL = "53100"


class KeyMissing(OperatorError):
    """There is a database, and not the key file (or the store of keys) that opens it."""


class WrongKey(OperatorError):
    """The key file was made for another database."""


class KeyFileFault(OperatorError):
    """The key file cannot be read, is damaged, or others on the machine may read it."""


class NewerDatabase(OperatorError):
    """The schema is one that a later version of the program made."""


class DatabaseAddress(OperatorError):
    """The address of the database names none that is known here."""


class StorageFault(TawjihError):
    """The database did not do what was asked; nothing of the transaction remains."""


class Passing(StorageFault):
    """It will pass by itself: the same may be tried again, as often as it takes."""


class Busy(Passing):
    """Somebody else held what was wanted for too long."""


class NoSpace(Passing):
    """The disk is full; what was not acknowledged is not stored."""


class Unreachable(Passing):
    """The database cannot be reached, or went away."""


class Refused(StorageFault):
    """A constraint of the database refuses the rows."""


class Overtaken(StorageFault):
    """Another worker has finished the same row meanwhile: this one's work is undone."""


class Closed(StorageFault):
    """The store was closed."""


class Erased(StorageFault):
    """Somebody's key was destroyed: nothing can be kept about them any more."""


class Unreadable(StorageFault):
    """A sealed value does not open: its key is another one, or it was moved or changed."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the libraries raise into the classes above.

    The cause is cut off on purpose: a driver's text may repeat a row. While connecting, asyncpg's
    own errors and those of the system come through SQLAlchemy as they are.
    """
    try:
        yield
    except (exc.SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise fault(error) from None


def fault(error: Exception) -> StorageFault:
    """The fault that says what a library's error means for us."""
    original = getattr(error, "orig", error)
    code = getattr(original, "sqlstate", None) or getattr(original, "sqlite_errorname", None) or ""
    return _class_of(error, str(code))(f"{type(error).__name__} {code}".strip())


def _class_of(error: Exception, code: str) -> type[StorageFault]:
    if isinstance(error, exc.IntegrityError) or code.startswith(("23", "SQLITE_CONSTRAINT")):
        return Refused
    if code in (DEADLOCK, LOCK_TIMEOUT, NOT_SERIAL) or code.startswith(
        ("SQLITE_BUSY", "SQLITE_LOCKED")
    ):
        return Busy
    if code in (DISK_FULL, "SQLITE_FULL"):
        return NoSpace
    if isinstance(error, exc.TimeoutError):
        return Busy
    ours = isinstance(error, exc.SQLAlchemyError)
    if not ours or isinstance(error, exc.OperationalError | exc.InterfaceError):
        return Unreachable
    return StorageFault
