"""What holds for every page: headers, sizes, and no posting from another site. No rule of ours."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_LIMIT = 64 * 1024
"""Bytes. The largest thing a page of ours sends is a message of 2,000 characters."""
FORMS = "/desk/catalogue/"
"""Forms of records: several thousand Arabic letters, each of which takes six bytes."""
FORM_LIMIT = 1024 * 1024
WEBHOOK = "/telegram"
"""Telegram's own posts come from another site by nature; their secret header guards them."""
WEBHOOK_LIMIT = 1024 * 1024
"""Bytes. An update that is refused comes again and again and holds up its chat."""

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors {ancestors}"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    # Nothing of a visit may stay in a browser that others use, the style sheet included.
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(self), camera=(), microphone=(), payment=()",
    "x-robots-tag": "noindex",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """Middleware around the whole site. `framed`: the demonstration shows pages side by side.

    `hosts`: the only names the site answers to (empty: any), so that no page elsewhere can reach
    a program bound to loopback by giving it a name of its own.
    """

    app: ASGIApp
    https: bool = False
    framed: bool = False
    hosts: tuple[str, ...] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what must not come in, and dress what goes out."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        sender = self._dressing(send)
        if refusal := self._refusal(scope):
            return await refusal(scope, receive, sender)
        return await self._limited(scope, receive, sender)

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken, limit = 0, limit_of(scope)

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if self.hosts and _name(headers) not in self.hosts:
            return PlainTextResponse("unknown host", 421)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > limit_of(scope):
            return PlainTextResponse("too large", 413)
        if scope["method"] == "POST" and scope["path"] != WEBHOOK and _from_elsewhere(headers):
            return PlainTextResponse("cross-site", 403)
        return None

    def _dressing(self, send: Send) -> Send:
        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                ancestors = "'self'" if self.framed else "'none'"
                headers["content-security-policy"] = POLICY.format(ancestors=ancestors)
                headers["x-frame-options"] = "SAMEORIGIN" if self.framed else "DENY"
                if self.https:
                    headers["strict-transport-security"] = "max-age=31536000"
            await send(message)

        return dressed


def limit_of(scope: Scope) -> int:
    """How many bytes a body may have."""
    if scope["path"] == WEBHOOK:
        return WEBHOOK_LIMIT
    return FORM_LIMIT if FORMS in scope["path"] else BODY_LIMIT


def _name(headers: Headers) -> str:
    """The host's name the browser asked for, without the port."""
    return _split(f"//{headers.get('host', '')}").hostname or ""


def _from_elsewhere(headers: Headers) -> bool:
    """Whether the browser says that another site's page posts this."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and _split(origin).netloc != headers.get("host", "")


def _split(address: str) -> SplitResult:
    """An address taken apart; one that is none has no host."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")
