"""The page is served: on the loopback interface, until somebody ends it."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final

from align.desk import Desk, keeping
from align.errors import ArgumentError

if TYPE_CHECKING:
    import uvicorn

__all__ = ["prepare", "serve"]

_SWITCH: Final = 0.001  # seconds after which whoever writes the file lets whoever answers a key go on


def serve(desk: Desk, port: int = 0, *, ready: Callable[[str], None]) -> None:
    """Serve the page of a desk until the process is told to end; all is written then.

    Args:
        desk: The file under review.
        port: The port; 0 takes any that is free.
        ready: Called with the address once it answers.

    Raises:
        ArgumentError: The extra ``web`` is not installed, or the port is taken.
    """
    server, listening, address = prepare(desk, port)
    sys.setswitchinterval(_SWITCH)
    with keeping(desk):
        ready(address)
        with suppress(KeyboardInterrupt):  # the usual way to end it
            server.run(sockets=[listening])


def prepare(desk: Desk, port: int = 0) -> tuple[uvicorn.Server, socket.socket, str]:
    """What serves the page of a desk, the socket that it is to listen on, and the address with the token.

    Raises:
        ArgumentError: As for :func:`serve`.
    """
    try:
        import uvicorn

        from align.web.app import make_app
    except ImportError:
        raise ArgumentError(
            'the review page needs Starlette, uvicorn and Jinja; install them: pip install "translation-align[web]"'
        ) from None
    listening = _bound(port)
    port = listening.getsockname()[1]
    token = token_urlsafe(24)
    config = uvicorn.Config(
        make_app(desk, port, token),
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=2,
    )
    return uvicorn.Server(config), listening, f"http://127.0.0.1:{port}/?token={token}"


def _bound(port: int) -> socket.socket:
    # With its protocol named asyncio sends at once; else an answer in two parts waits 40 ms for the other side to nod.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or error
        raise ArgumentError(f"port {port} cannot be used: {reason}; leave --port out to take a free one") from None
    return listening
