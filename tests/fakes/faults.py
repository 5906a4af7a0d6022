"""What can go wrong with a Bot API server, as a script: which call, how, how often."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal[
    "flood", "forbidden", "server_error", "not_found_chat", "migrated", "not_modified",
    "edit_not_found", "no_such_method", "html", "html_ok", "half_body", "drop_before",
    "drop_after", "hang_before", "hang_after", "unauthorized",
]  # fmt: skip

DONE_FIRST = ("drop_after", "hang_after", "half_body", "html_ok")
"""Kinds where the server does what it was asked, and only the answer goes wrong."""

REFUSALS: dict[str, tuple[int, str]] = {
    "flood": (429, "Too Many Requests: retry after {after}"),
    "forbidden": (403, "Forbidden: bot was blocked by the user"),
    "server_error": (500, "Internal Server Error"),
    "not_found_chat": (400, "Bad Request: chat not found"),
    "migrated": (400, "Bad Request: group chat was upgraded to a supergroup chat"),
    "not_modified": (
        400,
        "Bad Request: message is not modified: specified new message content is the same",
    ),
    "edit_not_found": (400, "Bad Request: message to edit not found"),
    "no_such_method": (404, "Not Found: method not found"),
    "unauthorized": (401, "Unauthorized"),
}


@dataclass
class Fault:
    """`times` calls of these methods (all sending ones when empty), to one chat or to any."""

    kind: Kind
    methods: tuple[str, ...] = ()
    chat: int | None = None
    times: int = 1
    after: float = 1.0

    def hits(self, method: str, chat: int | None) -> bool:
        """Whether this call is one of those."""
        named = method in self.methods if self.methods else method.startswith(("send", "edit"))
        return self.times > 0 and named and self.chat in (None, chat)


Chaos = Callable[[str, int | None], Fault | None]
"""Decides for every call anew: for seeded storms."""


class FaultScript:
    """The faults still to come, then chaos, if there is any."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []
        self.chaos: Chaos = lambda method, chat: None

    def plan(self, *faults: Fault) -> None:
        self.planned.extend(faults)

    def next(self, method: str, chat: int | None) -> Fault | None:
        """The fault that hits this call, used up by it."""
        fault = next((each for each in self.planned if each.hits(method, chat)), None)
        if fault is None:
            return self.chaos(method, chat)
        fault.times -= 1
        return fault


def refusal(fault: Fault) -> tuple[int, dict[str, Any]]:
    """Status and body of a fault that is an ordinary refusal."""
    code, words = REFUSALS[fault.kind]
    body: dict[str, Any] = {
        "ok": False,
        "error_code": code,
        "description": words.format(after=int(fault.after)),
    }
    if fault.kind == "flood":
        body["parameters"] = {"retry_after": fault.after}
    if fault.kind == "migrated":
        body["parameters"] = {"migrate_to_chat_id": -1001}
    return code, body
