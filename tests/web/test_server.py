"""How the page is served."""

from __future__ import annotations

import socket

from align.web.server import prepare


def test_answers_are_sent_at_once(desk):
    """What is accepted has the protocol of what listens; by that asyncio turns the delay of small packets off."""
    _, listening, address = prepare(desk)
    try:
        assert listening.proto == socket.IPPROTO_TCP
        assert address.startswith(f"http://127.0.0.1:{listening.getsockname()[1]}/?token=")
    finally:
        listening.close()
