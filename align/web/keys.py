"""The keys of the page, as its help shows them; ``static/review.js`` binds them."""

from __future__ import annotations

from typing import Final

__all__ = ["KEY_GROUPS"]

KEY_GROUPS: Final = (
    (
        "Move",
        (
            (("j", "↓"), "next row"),
            (("k", "↑"), "row before"),
            (("←", "→"), "source, target"),
            (("d", "D"), "next, previous doubtful row"),
            (("n", "N"), "next, previous unconfirmed row"),
            (("x", "X"), "next, previous row with an issue"),
            (("z", "Z"), "next, previous row without a source"),
            (("g",), "go to a row by its number"),
            (("Home", "End"), "first, last row"),
            (("/",), "search"),
            (("p",), "pictures of the rows as they are now"),
            (("Shift+↑", "Shift+↓"), "mark rows"),
        ),
    ),
    (
        "Decide",
        (
            (("a", "Ctrl+Enter"), "accept the row, go to the next unconfirmed one"),
            (("A",), "accept all above a score"),
            (("1", "2", "3", "4"), "initial, translated, reviewed, final"),
            (("o",), "the source is the original, or a back-translation"),
            (("f",), "put the first certain fix"),
            (("w",), "why this bead was made"),
            (("c",), "comment"),
            (("u", "Ctrl+Z"), "undo"),
            (("U", "Ctrl+Y"), "redo"),
        ),
    ),
    (
        "Shape",
        (
            (("s",), "split the row"),
            (("m", "M"), "merge with the row below, above"),
            (("Alt+↑", "Alt+↓"), "first sentence up, last sentence down"),
            (("i", "I"), "insert an empty row below, above"),
            (("Del",), "delete the row"),
            (("r",), "search and replace in one column"),
            (("R",), "realign the marked rows"),
        ),
    ),
    (
        "Write",
        (
            (("Enter", "e"), "edit the text"),
            (("Enter",), "keep what was written"),
            (("Ctrl+Enter",), "keep it, accept, go on"),
            (("Tab",), "keep it, edit the other side"),
            (("Shift+Enter",), "line break"),
            (("Alt+Enter",), "split here"),
            (("Alt+1", "…", "Alt+9"), "insert a preferred term"),
            (("Esc",), "leave the text as it was"),
        ),
    ),
)
