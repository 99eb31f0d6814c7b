"""Simplified and traditional Chinese, character by character."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["simplified"]


@cache
def simplified() -> dict[str, str]:
    """The simplified character of each traditional one that has another (4,669; OpenCC's tables, see ``hanzi.txt``).

    Several traditional characters may have one simplified one (後 and 后: 后), so that no text is converted by this.
    """
    table = (files("align.text") / "hanzi.txt").read_text(encoding="utf-8")
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    return {pair[0]: pair[1] for line in lines for pair in line.split()}
