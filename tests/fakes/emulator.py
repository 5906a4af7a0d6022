"""The independent Bot API peer, with what it lacks: it serves as a second opinion on our calls.

Methods it does not model are answered true; the two fields it refuses are noted and taken off.
"""

from typing import Any, Self

from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

from tests.fakes.bot_api import BOT, TOKEN
from tests.fakes.screens import Screens, decoded, truth

LACKING = {
    "deleteMessages", "leaveChat", "setMessageReaction", "setMyName", "setMyDescription",
    "setMyShortDescription", "getChat",
}  # fmt: skip
READ_BACK = {"getMyName": "name", "getMyDescription": "description",
             "getMyShortDescription": "short_description"}  # fmt: skip
REFUSED_FIELDS = ("protect_content", "link_preview_options")


class Emulator(LoBotApiEmulator):  # type: ignore[misc]
    """Start with `async with Emulator() as api`, as our own server."""

    def __init__(self) -> None:
        super().__init__(enable_control=True, allow_insecure_loopback_webhooks=True)
        self.screens = Screens()
        self.url = ""
        self.protected = 0
        self.without_preview = 0

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    def new_message_id(self) -> int:
        self.next_id += 1
        return int(self.next_id - 1)

    async def push(self, body: dict[str, Any]) -> int:
        return int(await self.enqueue_update(body, token=TOKEN))

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        """The peer's own checks; what passes them is shown."""
        told = dict(fields)
        self.protected += truth(fields.pop("protect_content", None))
        preview = decoded(fields.pop("link_preview_options", None)) or {}
        self.without_preview += truth(preview.get("is_disabled"))
        result = self._lacking(method, fields, uploads)
        message = result.get("message_id", 0) if isinstance(result, dict) else 0
        self.screens.apply(method, told, message, 0.0)
        return result

    def _lacking(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        if method == "getMe":
            return {**super().validate(method, fields, uploads), **BOT}
        if method == "copyMessage":
            return {"message_id": self.new_message_id()}
        if method in READ_BACK:
            return {READ_BACK[method]: ""}
        return True if method in LACKING else super().validate(method, fields, uploads)
