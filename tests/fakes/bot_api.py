"""A Bot API server over HTTP, on loopback, with a ledger and a script of faults.

Its ledger is the judge of what was sent: it is kept by this server alone.
"""

import asyncio
import itertools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from tests.fakes.faults import DONE_FIRST, Fault, FaultScript, refusal
from tests.fakes.rules import BadRequest, Rules
from tests.fakes.screens import Screens, decoded
from tests.fakes.update_queue import ConflictError, UpdateQueue

TOKEN = "700001:a-token-for-tests-only"
BOT = {"id": 700001, "is_bot": True, "first_name": "Tawjih", "username": "tawjih_test_bot"}


@dataclass
class Call:
    """One call as it came. `done` says whether the server did it, whatever it answered."""

    method: str
    chat: int | None
    fields: dict[str, Any]
    at: float
    done: bool = False
    message: int = 0
    fault: str = ""
    description: str = ""


@dataclass
class Ledger:
    """Every call, in order."""

    calls: list[Call] = field(default_factory=list)

    def done(self, *methods: str, chat: int | None = None) -> list[Call]:
        """The calls that were carried out, of these methods (all when none), of one chat."""
        return [
            each
            for each in self.calls
            if each.done
            and (not methods or each.method in methods)
            and (chat is None or each.chat == chat)
        ]


class BotApi:
    """Start with `async with BotApi() as api`; `api.url` is the root a bot is given."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self.screens = Screens()
        self.updates = UpdateQueue(now)
        self.faults = FaultScript()
        self.ledger = Ledger()
        self.rules = Rules(self.screens, now)
        self.profile: dict[tuple[str, str], Any] = {}
        self.webhook: tuple[str, str] | None = None
        self.webhook_answers: list[int] = []
        self.too_early = 0
        self.url = ""
        self._quiet_until: dict[int | None, float] = {}
        self._message_ids = itertools.count(1)
        self._hanging = asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=20 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._hanging.set()
        await self._runner.cleanup()

    # --- what a pretend user needs --------------------------------------------------------

    def new_message_id(self) -> int:
        return next(self._message_ids)

    async def push(self, body: dict[str, Any]) -> int:
        """An update happens; over the webhook when one is set, else it waits for a poll."""
        if "callback_query" in body:
            self.rules.queries[body["callback_query"]["id"]] = self.now()
        update_id = self.updates.push(body)
        if self.webhook is not None:
            await self.deliver_webhook()
        return update_id

    async def deliver_webhook(self) -> None:
        """Post what waits, in order; what is not answered with 2xx stays and ends the round."""
        assert self.webhook is not None
        url, secret = self.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        async with ClientSession(timeout=ClientTimeout(total=5)) as client:
            for _, update in [*self.updates.waiting]:
                try:
                    async with client.post(url, json=update, headers=headers) as answer:
                        status = answer.status
                except (ClientError, TimeoutError):
                    status = 0
                self.webhook_answers.append(status)
                if not 200 <= status < 300:
                    return
                self.updates.confirm_one(update["update_id"])

    # --- the server -----------------------------------------------------------------------

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method, fields = request.match_info["method"], await _fields(request)
        if request.match_info["token"] != TOKEN:
            return _answer(*refusal(Fault("unauthorized")))
        if method == "getUpdates":
            return await self._updates(fields)
        chat = int(fields["chat_id"]) if "chat_id" in fields else None
        call = Call(method, chat, fields, self.now())
        self.ledger.calls.append(call)
        fault = self.faults.next(method, chat)
        if fault is not None:
            call.fault = fault.kind
            return await self._faulty(request, call, fault)
        return self._flooded(call) or self._do(call)

    async def _updates(self, fields: Mapping[str, Any]) -> web.Response:
        fault = self.faults.next("getUpdates", None)
        if fault is not None and fault.kind == "html":
            return _html(502)
        if fault is not None:
            return _answer(*refusal(fault))
        offset = int(fields["offset"]) if "offset" in fields else None
        limit, wait = int(fields.get("limit", 100)), float(fields.get("timeout", 0))
        try:
            return _answer(
                200, {"ok": True, "result": await self.updates.poll(offset, limit, wait)}
            )
        except ConflictError:
            words = "Conflict: terminated by other getUpdates request; make sure that only one bot"
            return _answer(409, {"ok": False, "error_code": 409, "description": words})

    def _flooded(self, call: Call) -> web.Response | None:
        """A call sent before the wait that was asked for is over is refused again, and counted."""
        left = self._quiet_until.get(call.chat, 0.0) - self.now()
        if left <= 0 or not call.method.startswith(("send", "edit", "copy")):
            return None
        self.too_early += 1
        return _answer(*refusal(Fault("flood", after=left)))

    def _do(self, call: Call) -> web.Response:
        try:
            result = self._result(call)
        except BadRequest as error:
            call.description = error.description
            body = {"ok": False, "error_code": error.code, "description": error.description}
            return _answer(error.code, body)
        call.done = True
        return _answer(200, {"ok": True, "result": result})

    def _result(self, call: Call) -> Any:
        if call.method == "getMe":
            return BOT
        if call.method.startswith(("setMy", "getMy")):
            return self._profile(call)
        if call.method in ("setWebhook", "deleteWebhook"):
            url = str(call.fields.get("url") or "")
            self.webhook = (url, str(call.fields.get("secret_token") or "")) if url else None
            return True
        self.rules.check(call.method, call.fields)
        if call.method.startswith(("send", "copy")):
            call.message = self.new_message_id()
        self.screens.apply(call.method, call.fields, call.message, self.now())
        return _shape(call)

    def _profile(self, call: Call) -> Any:
        self.rules.known(call.method)
        what, language = call.method[5:], str(call.fields.get("language_code", ""))
        if call.method.startswith("set"):
            self.profile[what, language] = call.fields
            return True
        empty: Any = [] if what == "Commands" else {_field(what): ""}
        stored = self.profile.get((what, language))
        if stored is None:
            return empty
        name = _field(what)
        return decoded(stored[name]) if what == "Commands" else {name: stored.get(name, "")}

    async def _faulty(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        answer = self._do(call) if fault.kind in DONE_FIRST else None
        if fault.kind.startswith("hang"):
            await self._hanging.wait()
        if fault.kind.startswith(("drop", "hang")):
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if fault.kind == "half_body":
            assert answer is not None
            assert isinstance(answer.body, bytes)
            return web.Response(body=answer.body[: len(answer.body) // 2])
        if fault.kind in ("html", "html_ok"):
            return _html(200 if fault.kind == "html_ok" else 502)
        if fault.kind == "flood":
            self._quiet_until[call.chat] = self.now() + fault.after
        if fault.kind == "forbidden" and call.chat is not None:
            self.rules.blocked.add(call.chat)
        return _answer(*refusal(fault))


def _field(what: str) -> str:
    """`ShortDescription` → `short_description`, the field Telegram uses for it."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in what).lstrip("_")


async def _fields(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    return dict(await request.post())


def _shape(call: Call) -> Any:
    """The result as the Bot API shapes it: a message, its id, or true."""
    if call.method == "copyMessage":
        return {"message_id": call.message}
    if not call.method.startswith(("send", "editMessage")):
        return True
    message: dict[str, Any] = {
        "message_id": call.message or int(call.fields["message_id"]),
        "date": 1_700_000_000,
        "chat": {"id": call.chat, "type": "private"},
    }
    if call.method == "sendPhoto":
        photo = {"file_id": "photo", "file_unique_id": "photo", "width": 1, "height": 1}
        return {**message, "photo": [photo], "caption": call.fields.get("caption", "")}
    return {**message, "text": call.fields.get("text", "")}


def _answer(code: int, body: dict[str, Any]) -> web.Response:
    return web.json_response(body, status=code)


def _html(code: int) -> web.Response:
    text = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
    return web.Response(text=text, status=code, content_type="text/html")
