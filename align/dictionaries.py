"""Hunspell dictionaries, through the extra ``spelling`` (chunspell); looked for where systems keep them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from align.text.tags import primary

__all__ = ["find_speller"]

_FOLDERS: Final = (
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
)
_MOST: Final = 3
_USUAL: Final = {
    "en": ("en_US", "en_GB"),
    "de": ("de_DE",),
    "fr": ("fr", "fr_FR"),
    "es": ("es", "es_ES"),
    "pt": ("pt_PT", "pt_BR"),
}


@lru_cache(maxsize=8)
def find_speller(tag: str, folders: tuple[str, ...] = ()) -> Callable[[str], bool] | None:
    """What says whether a word of a language is spelled right, or None where there is no dictionary.

    A tag with a region (``en-GB``) takes that dictionary only; without one a word may be in any of the language's usual
    ones.

    Args:
        tag: BCP 47 tag.
        folders: Where to look first; then come ``DICPATH``, the system's folders, and what comes with the binding.
    """
    spec = find_spec("hunspell")
    if spec is None or spec.origin is None:
        return None
    places = [*map(Path, folders), *_system(), Path(spec.origin).parent / "dictionaries"]
    try:
        from hunspell import Hunspell  # here: it is an extra, and loads a library

        loaded: list[Any] = [
            Hunspell(path.stem, hunspell_data_dir=str(path.parent)) for path in _dictionaries(tag, places)
        ]
    except (ImportError, OSError):
        return None
    if not loaded:
        return None
    return lambda word: any(_spelled(dictionary, word) for dictionary in loaded)


def _spelled(dictionary: Any, word: str) -> bool:
    try:
        return bool(dictionary.spell(word))
    except UnicodeEncodeError:  # the dictionary is in an encoding that lacks a letter, and so it lacks the word
        return False


def _system() -> Iterator[Path]:
    yield from (Path(part) for part in os.environ.get("DICPATH", "").split(os.pathsep) if part)
    yield from map(Path, _FOLDERS)
    yield Path.home() / "Library" / "Spelling"


def _dictionaries(tag: str, places: list[Path]) -> list[Path]:
    """The dictionaries of a language, by their names: those of its region, else its usual ones, else any."""
    language = primary(tag)
    found: dict[str, Path] = {}
    for place in places:
        for path in sorted(place.glob(f"{language}*.dic")) if place.is_dir() else ():
            name = path.stem
            if (name == language or name[len(language) : len(language) + 1] in "-_") and path.with_suffix(
                ".aff"
            ).is_file():
                found.setdefault(name.replace("-", "_"), path)
    wanted = f"{language}_{tag.replace('_', '-').split('-')[-1].upper()}"
    if wanted in found:
        return [found[wanted]]
    usual = [found[name] for name in _USUAL.get(language, ()) if name in found]
    return usual or list(found.values())[:_MOST]
