"""What can be set of single checks, with the values that hold where a project says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["OPTIONS", "Option"]

Option = bool | float | str | tuple[str, ...]

OPTIONS: Final[Mapping[str, Mapping[str, Option]]] = {
    "acronym_undefined": {"known": ()},
    "cjk_latin_spacing": {"style": "consistent"},
    "length_ratio": {"shortest": 0.0, "longest": 0.0},
    "repeated_word": {"allowed": ()},
    "spelling": {"words": (), "dictionaries": ()},
    "variant_spelling": {"english": ""},
}
"""Default values by check and option; the type of a default is the type that is wanted."""
