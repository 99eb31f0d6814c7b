"""What TMX has no place for, as properties of units, of texts and of the header."""

from __future__ import annotations

from typing import Final

__all__ = ["LEAD", "PREFIX", "TRAIL"]

PREFIX: Final = "x-align:"
"""Every type of a property of ours begins with it; :mod:`align.formats.extras` has what follows."""
LEAD: Final = "lead"
"""White space that was trimmed from the start of a segment."""
TRAIL: Final = "trail"
"""White space that was trimmed from the end of a segment."""
