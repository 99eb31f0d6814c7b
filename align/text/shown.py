"""Texts as they are shown: without what cannot be seen or would turn the direction of the line around."""

from __future__ import annotations

from align.text.widths import display_width

__all__ = ["fitted", "printable"]


def printable(text: str, keep: str = "") -> str:
    """The text with U+FFFD for each character that cannot be shown, control and direction marks among them.

    Args:
        text: Any text.
        keep: Characters that stay all the same, such as line ends.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in keep else "\ufffd" for char in text)


def fitted(text: str, columns: int) -> str:
    """The text on one line of at most so many columns (:func:`align.text.widths.display_width`), cut where it is long.

    Args:
        text: Any text.
        columns: Columns, >= 1.
    """
    flat = printable(" ".join(text[: columns * 4].split()))
    if display_width(flat) <= columns and len(text) <= columns * 4:
        return flat
    while flat and display_width(flat) > columns - 1:
        flat = flat[:-1]
    return f"{flat.rstrip()}…"
