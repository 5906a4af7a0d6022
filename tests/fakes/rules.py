"""What the Bot API accepts: limits, chats that can be written to, messages that can be edited."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.screens import Screens, decoded

DELETABLE_SECONDS = 48 * 3600.0
QUERY_SECONDS = 15.0
METHODS = {
    "sendMessage", "sendPhoto", "copyMessage", "editMessageText", "deleteMessage", "deleteMessages",
    "answerCallbackQuery", "leaveChat", "sendChatAction", "setMessageReaction",
    "setMyCommands", "getMyCommands", "setMyName", "getMyName", "setMyDescription",
    "getMyDescription", "setMyShortDescription", "getMyShortDescription",
}  # fmt: skip


class BadRequest(Exception):
    """The call is refused with this status and description."""

    def __init__(self, description: str, code: int = 400) -> None:
        super().__init__(description)
        self.code, self.description = code, description


class Rules:
    """Raises `BadRequest` for a call Telegram would refuse."""

    def __init__(self, screens: Screens, now: Callable[[], float]) -> None:
        self.screens, self.now = screens, now
        self.blocked: set[int] = set()
        self.gone: set[int] = set()
        self.left: list[int] = []
        self.queries: dict[str, float] = {}

    def known(self, method: str) -> None:
        if method not in METHODS:
            raise BadRequest("Not Found: method not found", 404)

    def check(self, method: str, fields: Mapping[str, Any]) -> None:
        """Everything that can be wrong with a call."""
        self.known(method)
        if method == "answerCallbackQuery":
            return self._query(fields)
        chat = int(fields["chat_id"])
        self._reachable(chat)
        if method == "leaveChat":
            self.left.append(chat)
        if method in ("sendMessage", "editMessageText"):
            _length(str(fields.get("text", "")), 4096, "message")
        if method == "sendPhoto":
            _length(str(fields.get("caption", "")), 1024, "caption", empty=True)
        if method == "copyMessage":
            self._stands(int(fields["from_chat_id"]), int(fields["message_id"]), "copy")
        if method == "editMessageText":
            self._editable(chat, fields)
        if method.startswith("deleteMessage"):
            self._deletable(chat, fields)
        _markup(decoded(fields.get("reply_markup")), editing=method.startswith("edit"))
        return None

    def _reachable(self, chat: int) -> None:
        if chat in self.gone:
            raise BadRequest("Bad Request: chat not found")
        if chat in self.blocked:
            raise BadRequest("Forbidden: bot was blocked by the user", 403)

    def _query(self, fields: Mapping[str, Any]) -> None:
        asked = self.queries.get(str(fields["callback_query_id"]))
        if asked is None or self.now() - asked > QUERY_SECONDS:
            raise BadRequest(
                "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        if len(str(fields.get("text", ""))) > 200:
            raise BadRequest("Bad Request: MESSAGE_TOO_LONG")

    def _stands(self, chat: int, message: int, what: str) -> None:
        if message not in self.screens.of(chat).messages:
            raise BadRequest(f"Bad Request: message to {what} not found")

    def _editable(self, chat: int, fields: Mapping[str, Any]) -> None:
        message = int(fields["message_id"])
        self._stands(chat, message, "edit")
        shown = self.screens.of(chat).messages[message]
        if not shown.by_bot or not shown.editable:
            raise BadRequest("Bad Request: message can't be edited")
        markup = decoded(fields.get("reply_markup")) or {}
        if shown.text == fields["text"] and shown.inline == markup.get("inline_keyboard", []):
            raise BadRequest("Bad Request: message is not modified: specified new message content")

    def _deletable(self, chat: int, fields: Mapping[str, Any]) -> None:
        ids = decoded(fields.get("message_ids")) or [fields.get("message_id")]
        if not 1 <= len(ids) <= 100:
            raise BadRequest("Bad Request: too many message identifiers specified")
        for each in ids:
            shown = self.screens.of(chat).messages.get(int(each))
            if shown is not None and self.now() - shown.at > DELETABLE_SECONDS:
                raise BadRequest("Bad Request: message can't be deleted for everyone")


def _length(text: str, limit: int, what: str, *, empty: bool = False) -> None:
    if len(text.encode("utf-16-le")) // 2 > limit:
        raise BadRequest(f"Bad Request: {what} is too long")
    if not text.strip() and not empty:
        raise BadRequest("Bad Request: message text is empty")


def _markup(markup: Any, *, editing: bool) -> None:
    if not markup:
        return
    if editing and "inline_keyboard" not in markup:
        raise BadRequest("Bad Request: inline keyboard expected")
    for button in [each for row in markup.get("inline_keyboard", []) for each in row]:
        data = button.get("callback_data")
        if not button.get("text") or (data is None and not button.get("url")):
            raise BadRequest("Bad Request: can't parse inline keyboard button")
        if data is not None and not 1 <= len(data.encode()) <= 64:
            raise BadRequest("Bad Request: BUTTON_DATA_INVALID")
    for button in [each for row in markup.get("keyboard", []) for each in row]:
        text = button if isinstance(button, str) else button.get("text", "")
        if not text.strip():
            raise BadRequest("Bad Request: can't parse keyboard button: Text must be non-empty")
