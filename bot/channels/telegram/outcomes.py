"""What became of a sending: each way the Bot API can fail, as one of the delivery's outcomes."""

from __future__ import annotations

from telegram.error import TelegramError

from bot.channels.base import Outcome
from bot.channels.telegram.api import NeverLeft, Refused

WAIT_SECONDS = 5.0
"""Before the next try when the server cannot be reached."""
TOKEN_SECONDS = 60.0
"""Before the next try when the token is refused: an operator has to act."""

GONE = (
    "chat not found",
    "user is deactivated",
    "bot was blocked",
    "user not found",
    "peer_id_invalid",
    "bot can't initiate conversation",
    "group chat was upgraded",
    "bot was kicked",
)
NOT_MODIFIED = "message is not modified"
NOTHING_TO_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid")


def outcome_of(error: TelegramError) -> Outcome:
    """The outcome of a call that failed."""
    if isinstance(error, Refused):
        return _of_refusal(error)
    if isinstance(error, NeverLeft):
        return Outcome("not_before", after=WAIT_SECONDS)
    return Outcome("unknown", after=WAIT_SECONDS)


def _of_refusal(error: Refused) -> Outcome:
    if error.retry_after or error.code == 429:
        return Outcome("not_before", after=error.retry_after or WAIT_SECONDS)
    if error.code == 401:
        return Outcome("not_before", after=TOKEN_SECONDS)
    if _gone(error):
        return Outcome("unreachable")
    if NOT_MODIFIED in error.description:
        return Outcome("unchanged")
    # 501 is how a server says that it does not know a method: our bug, and it will not pass.
    if error.code >= 500 and error.code != 501:
        return Outcome("unknown", after=WAIT_SECONDS)
    return Outcome("rejected")


def _gone(error: Refused) -> bool:
    known = any(words in error.description for words in GONE)
    return error.code == 403 or known or "migrate_to_chat_id" in error.parameters


def nothing_to_edit(error: TelegramError) -> bool:
    """Whether an edit failed because its message is no more (deleted, or older than allowed)."""
    if not isinstance(error, Refused) or error.code != 400:
        return False
    return any(words in error.description for words in NOTHING_TO_EDIT)
