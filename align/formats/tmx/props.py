"""What TMX has no place for, as properties of units and of the header."""

from __future__ import annotations

from typing import Final

__all__ = ["HEADER", "LEAD", "NAME", "NUMBERS", "PREFIX", "TEXTS", "TRAIL"]

PREFIX: Final = "x-align:"
"""Every type of a property of ours begins with it."""
TEXTS: Final = ("section", "speaker", "comment", "status", "source_state", "kind")
"""Fields of a unit that are texts."""
NUMBERS: Final = ("block", "line", "start", "end")
"""Fields of a unit that are whole numbers."""
NAME: Final = "id"
"""The id of a unit as a JSON string, where ``tuid`` cannot hold it."""
LEAD: Final = "lead"
"""White space that was trimmed from the start of a segment."""
TRAIL: Final = "trail"
"""White space that was trimmed from the end of a segment."""
HEADER: Final = ("target_lang", "next_id", "tool", "input", "sha256", "options")
"""Properties of the header, each a JSON value."""
