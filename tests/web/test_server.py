"""How the page is served."""

from __future__ import annotations

import socket

from align.web.server import prepare


def test_answers_are_sent_at_once(desk):
    """Linux gives what it accepts the protocol of the socket that listens, and asyncio turns Nagle's delay off by that."""
    _, listening, address = prepare(desk)
    try:
        assert listening.proto == socket.IPPROTO_TCP
        assert address.startswith(f"http://127.0.0.1:{listening.getsockname()[1]}/?token=")
    finally:
        listening.close()
