"""Who may talk to the page, and what it may load: the browser that has the token of this launch, and no other."""

from __future__ import annotations

from hmac import compare_digest
from typing import Final

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LARGEST", "Guard"]

LARGEST: Final = 1 << 20
"""Bytes that a request may have."""
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets only those requests through that come from the page itself, or from who has the token.

    Args:
        app: What answers them.
        port: The port on which the page is served.
        token: The secret of this launch; the first request brings it, the others a cookie.
    """

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app, self._token = app, token
        self._hosts = frozenset(f"{host}:{port}" for host in ("127.0.0.1", "localhost"))
        self._cookie = f"align_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        brought = scope["path"] == "/" and self._brings_token(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                out.update(_HEADERS)
                if brought and refusal is None:
                    out.append("Set-Cookie", f"{self._cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        await self._app(scope, _limited(receive), guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if host not in self._hosts:
            return PlainTextResponse("this page is for this machine only", 421)
        method = scope["method"]
        if method not in {"GET", "HEAD", "POST"}:
            return PlainTextResponse("only GET and POST", 405)
        origin = headers.get("origin")
        if (origin is not None or method == "POST") and origin != f"http://{host}":
            return PlainTextResponse("another page may not do this", 403)
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"} and scope["path"] != "/":
            return PlainTextResponse("another page may not do this", 403)
        if not self._has_cookie(headers) and not (scope["path"] == "/" and self._brings_token(scope)):
            return PlainTextResponse("open the address that align serve printed; it is another one at each start", 403)
        if method == "POST" and headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return PlainTextResponse("JSON is wanted", 415)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST:
            return PlainTextResponse("too large", 413)
        return None

    def _has_cookie(self, headers: Headers) -> bool:
        found = cookie_parser(headers.get("cookie", "")).get(self._cookie, "")
        return compare_digest(found.encode(), self._token.encode())

    def _brings_token(self, scope: Scope) -> bool:
        found = QueryParams(scope["query_string"]).get("token", "")
        return compare_digest(found.encode(), self._token.encode())


def _limited(receive: Receive) -> Receive:
    """A body that ends the request once it is too large, whatever was announced."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > LARGEST:
                return {"type": "http.disconnect"}
        return message

    return limited
