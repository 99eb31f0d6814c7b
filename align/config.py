"""``align.toml``: what a project settles once for all commands.

::

    [segmentation]
    newlines = "wrapped"          # paragraph, wrapped or line
    quotations = "whole"          # split or whole
    abbreviations = ["Abb.", "Abs."]
    rules = "ours.srx"            # beside this file

    [documents]
    tracked = "original"          # tracked changes: accepted or original
    max_size = 1024               # megabytes that a packed document may unpack to

    [terms]
    glossary = ["glossary/project.csv", "../domain.csv"]   # layers of the termbase, the uppermost first

What it says of checks is read by :mod:`align.checking`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from align.errors import FormatError
from align.model import NEWLINES, QUOTATIONS, TRACKED, Extracting
from align.storage import is_folder, read_bytes
from align.text.decoding import decode

__all__ = ["Segmenting", "beside", "find_upwards", "load_extracting", "load_glossary", "load_segmenting", "load_table"]

_MARKS: Final = (".git", "pyproject.toml", "align.toml")


@dataclass(frozen=True, slots=True)
class Segmenting:
    """How texts are divided into sentences.

    Attributes:
        newlines: ``paragraph``, ``wrapped`` or ``line``, see :func:`align.segmentation.parse`.
        quotations: ``split`` or ``whole``.
        abbreviations: Abbreviations that never end a sentence, beside those of the language.
        rules: Path of an SRX file whose rules are used in place of the language's own, or empty.
    """

    newlines: str = "paragraph"
    quotations: str = "split"
    abbreviations: tuple[str, ...] = ()
    rules: str = ""


def beside(path: Path) -> Path:
    """A path from which ``align.toml`` is found for a text, or for a folder of texts, in which it may lie itself."""
    return path / "text" if is_folder(path) else path


def find_upwards(name: str, document: Path | None = None, accept: Callable[[Path], bool] = Path.exists) -> Path | None:
    """A file or folder of the project: in the working directory, or beside or above a document.

    The search upwards ends at a folder that holds ``.git``, ``pyproject.toml`` or ``align.toml``. What is in the
    working directory is named without it.

    Args:
        name: Its name.
        document: Where to begin; without it only the working directory is looked at.
        accept: Whether a path of that name is what is looked for.
    """
    if accept(Path(name)):
        return Path(name)
    if document is None:
        return None
    for folder in document.absolute().parents:
        if accept(folder / name):
            return folder / name
        if any((folder / mark).exists() for mark in _MARKS):
            return None
    return None


def load_table(name: str, document: Path | None = None) -> tuple[dict[str, Any], Path] | None:
    """A table of the project's ``align.toml`` and the path of the file, or None where there is no such file.

    Raises:
        AlignError: The file cannot be read, is no TOML, or the name stands for no table.
    """
    path = find_upwards("align.toml", document)
    if path is None or path.is_dir():
        return None
    try:
        table = tomllib.loads(decode(read_bytes(path))).get(name, {})
    except tomllib.TOMLDecodeError as error:
        raise FormatError(f"is no TOML: {error}", path=path) from None
    if not isinstance(table, dict):
        raise FormatError(f"{name} is no table; write [{name}]", path=path)
    return table, path


def load_segmenting(document: Path | None = None) -> Segmenting:
    """What the project's ``align.toml`` says of segmentation; the defaults where there is none.

    Raises:
        AlignError: The file cannot be read, is no TOML, or says something unknown.
    """
    found = load_table("segmentation", document)
    return Segmenting() if found is None else _segmenting(*found)


def load_extracting(document: Path | None = None) -> Extracting:
    """What the project's ``align.toml`` says of reading documents; the defaults where there is none.

    Raises:
        AlignError: The file cannot be read, is no TOML, or says something unknown.
    """
    found = load_table("documents", document)
    if found is None:
        return Extracting()
    table, path = found
    unknown = sorted(set(table) - {"tracked", "max_size"})
    if unknown:
        raise FormatError(f"[documents] knows no {unknown[0]}; it knows max_size and tracked", path=path)
    tracked, size = table.get("tracked", TRACKED[0]), table.get("max_size", Extracting().max_size)
    if tracked not in TRACKED:
        raise FormatError(f"[documents] tracked {tracked!r} is none of {', '.join(TRACKED)}", path=path)
    if not isinstance(size, int) or isinstance(size, bool) or size < 1:
        raise FormatError("[documents] max_size is no number of megabytes, 1 or more", path=path)
    return Extracting(tracked, size)


def load_glossary(document: Path | None = None) -> tuple[Path, ...]:
    """The layers of the termbase that the project's ``align.toml`` names, the uppermost first; empty if it names none.

    Raises:
        AlignError: The file cannot be read, is no TOML, or says something unknown.
    """
    found = load_table("terms", document)
    if found is None:
        return ()
    table, path = found
    unknown = sorted(set(table) - {"glossary"})
    if unknown:
        raise FormatError(f"[terms] knows no {unknown[0]}; it knows glossary", path=path)
    layers = table.get("glossary", [])
    if not isinstance(layers, list) or not all(isinstance(layer, str) and layer for layer in layers):
        raise FormatError("[terms] glossary is no list of paths", path=path)
    return tuple(path.parent / layer for layer in layers)


def _segmenting(table: dict[str, Any], path: Path) -> Segmenting:
    unknown = sorted(set(table) - {"newlines", "quotations", "abbreviations", "rules"})
    if unknown:
        raise FormatError(
            f"[segmentation] knows no {unknown[0]}; it knows abbreviations, newlines, quotations and rules", path=path
        )
    for key, allowed in (("newlines", NEWLINES), ("quotations", QUOTATIONS)):
        if table.get(key, allowed[0]) not in allowed:
            raise FormatError(f"[segmentation] {key} {table[key]!r} is none of {', '.join(allowed)}", path=path)
    words = table.get("abbreviations", [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise FormatError("[segmentation] abbreviations is no list of texts", path=path)
    rules = table.get("rules", "")
    if not isinstance(rules, str):
        raise FormatError("[segmentation] rules is no path", path=path)
    return Segmenting(
        newlines=table.get("newlines", "paragraph"),
        quotations=table.get("quotations", "split"),
        abbreviations=tuple(words),
        rules=str(path.parent / rules) if rules else "",
    )
