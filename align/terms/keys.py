"""What an automaton looks for of a term: one character for each word (:mod:`align.terms.vocabulary`), and letters."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Final

from align.terms.folding import JOINT, OTHER, Folder, has_single
from align.terms.vocabulary import WORD, Vocabulary

__all__ = ["core_of", "keys", "words_of"]

_MOST_JOINTS: Final = 3


def core_of(folder: Folder, text: str) -> str:
    """A folded term without the signs before its first letter and behind its last."""
    return folder.fold(text).text.strip(JOINT + OTHER)


def words_of(core: str) -> list[str]:
    """The words of a core; letters that are searched one by one are none."""
    return core.split(JOINT) if core.isascii() and OTHER not in core else WORD.findall(core)


def keys(core: str, vocabulary: Vocabulary, *, mixed: bool) -> Iterable[str]:
    """What to look for of a core, in texts of words alone or in mixed ones: nothing where such texts cannot hold it."""
    single = has_single(core)
    if not core or (single and not mixed):
        return ()
    if not mixed:
        return ("".join(vocabulary.letters(core.replace(OTHER, JOINT).split(JOINT))),)
    if not single and OTHER not in core:
        return (JOINT.join(vocabulary.letters(core.split(JOINT))),)
    parts = WORD.split(core)
    parts[1::2] = vocabulary.letters(parts[1::2])
    return _spaced(parts) if single else ("".join(parts),)


def _spaced(parts: list[str]) -> Iterable[str]:
    """The spellings of a term with and without a space where scripts meet; of too many meetings only as it stands."""
    ways: list[tuple[str, ...]] = []
    for number, part in enumerate(parts):
        if number % 2 or not part.strip(JOINT + OTHER):
            ways.append((part,))
            continue
        lefts = ("", JOINT) if number else ("",)
        rights = ("", JOINT) if number < len(parts) - 1 else ("",)
        inner = part.strip(JOINT)
        left = lefts if number and inner[0] != OTHER else (part[: len(part) - len(part.lstrip(JOINT))],)
        right = rights if inner[-1] != OTHER else (part[len(part.rstrip(JOINT)) :],)
        ways.append(tuple(a + inner + b for a in left for b in right))
    meetings = sum(len(way) > 1 for way in ways)
    return ("".join(parts),) if meetings > _MOST_JOINTS else map("".join, product(*ways))
