"""Answers: HTML, JSON and the files of the page itself."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import PurePath
from typing import Any, Final

from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from align.pictures.page import STYLE

__all__ = ["MODULES", "html", "json_of", "sentence", "static"]

_KINDS: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FILES: Final = {file.name: file for file in (files("align.web") / "static").iterdir() if file.is_file()}
MODULES: Final = tuple(sorted(name for name in _FILES if name.endswith(".js")))
"""The modules of the page."""


def _clean(text: str) -> str:
    """A text that UTF-8 can hold: halves of characters become U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def html(text: str) -> Response:
    """A page or a piece of one."""
    return HTMLResponse(_clean(text))


def json_of(value: Any, status: int = 200) -> Response:
    """A value as JSON."""
    return _Json(value, status)


def sentence(text: str, status: int) -> Response:
    """Why something is not done."""
    return PlainTextResponse(_clean(text), status)


class _Json(JSONResponse):
    def render(self, content: Any) -> bytes:
        return _clean(json.dumps(content, ensure_ascii=False, separators=(",", ":"))).encode()


def static(name: str) -> Response:
    """A file that the page loads."""
    if name == "pictures.css":
        return Response(STYLE, media_type="text/css")
    kind = _KINDS.get(PurePath(name).suffix)
    if name not in _FILES or kind is None:
        return sentence("there is no such file", 404)
    return Response(_FILES[name].read_bytes(), media_type=kind)
