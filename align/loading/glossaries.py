"""Termbases read from files and folders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePath

from align import formats
from align.config import find_upwards, load_glossary
from align.errors import FileAccessError
from align.loading.files import AnyPath, telling
from align.model import (
    Term,
    Termbase,
)
from align.storage import is_folder, read_bytes
from align.terms import layered

__all__ = ["find_glossary", "load_layers", "load_termbase", "read_terms", "termbase_files", "termbase_format"]


def load_termbase(paths: Iterable[AnyPath], encoding: str | None = None) -> Termbase:
    """The terms of some files (CSV, or TBX by its ending), or of all ``.csv`` files in some folders, as one termbase.

    Every file is a layer (:func:`align.terms.layered`), the first the uppermost.

    Args:
        paths: Files and folders; the files of a folder are taken in the order of their names.
        encoding: As for :func:`align.text.decoding.decode`.

    Raises:
        AlignError: A file cannot be read, a row of it is broken, or a folder holds no termbase.
    """
    return layered(load_layers(paths, encoding))


def load_layers(paths: Iterable[AnyPath], encoding: str | None = None) -> list[list[Term]]:
    """The terms of each file of a termbase, the uppermost layer first; each term knows its file and line.

    Raises:
        AlignError: As for :func:`load_termbase`.
    """
    layers: list[list[Term]] = []
    for file in termbase_files(paths):
        with telling(file):
            found = read_terms(file.name, read_bytes(file), encoding)
        layers.append([replace(term, path=str(file)) for term in found])
    return layers


def read_terms(name: str, data: bytes, encoding: str | None = None) -> list[Term]:
    """The terms of a termbase file: TBX if its name ends in ``.tbx``, else CSV.

    Raises:
        AlignError: It is not what its name promises, or a row of it is broken.
    """
    terms: list[Term] = formats.load(formats.TERMBASE_READERS, termbase_format(name))(data, encoding)
    return terms


def termbase_format(name: str) -> str:
    """The format of a termbase file by its name, one of :data:`align.formats.TERMBASE_READERS`."""
    known = formats.GLOSSARY_SUFFIXES.get(PurePath(name).suffix.lower(), "csv")
    return known if known in formats.TERMBASE_READERS else "csv"


def termbase_files(paths: Iterable[AnyPath]) -> list[Path]:
    """The files of a termbase, the uppermost layer first; one that is named twice counts where it is first named.

    Raises:
        FileAccessError: A folder holds no termbase.
    """
    found: dict[Path, Path] = {}
    for given in paths:
        path = Path(given)
        files = sorted(path.glob("*.csv")) if is_folder(path) else [path]
        if not files:
            raise FileAccessError("holds no .csv file", path=path)
        for file in files:
            found.setdefault(file.absolute(), file)
    return list(found.values())


def find_glossary(document: AnyPath | None = None) -> tuple[Path, ...]:
    """The project's termbase, the uppermost layer first; empty where there is none.

    It is what ``align.toml`` says, or else the folder ``glossary`` (:func:`align.config.find_upwards`), if that holds
    a ``.csv`` file.

    Raises:
        AlignError: ``align.toml`` is at fault.
    """
    beside = None if document is None else Path(document)
    settled = load_glossary(beside)
    if settled:
        return settled
    folder = find_upwards("glossary", beside, lambda path: any(path.glob("*.csv")))
    return () if folder is None else (folder,)
