"""What a worker must know of a run, and the digest of all that the result depends on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from align.corpus.planning import Entry
from align.loading import termbase_files
from align.pairs import Reading
from align.storage import read_bytes
from align.version import TOOL

__all__ = ["Settings", "plan_digest"]

_NUMBERS: Final = ("numpy", "numba")  # what the last digits of a score depend on


@dataclass(frozen=True, slots=True)
class Settings:
    """How the documents of a run are aligned.

    Attributes:
        out: The folder of the results.
        folders: Where the paths of sources and of targets begin.
        reading: How texts are read.
        aligner: One of :data:`align.alignment.ALIGNERS`.
        glossary: Files or folders of terms.
        lexicon: Dictionaries and memories, as for :func:`align.loading.load_lexicon`.
        learn: Whether the words of the whole corpus are counted first.
        plan: Digest of all that the result depends on (:func:`plan_digest`).
        tool: Name and version of the program.
    """

    out: str
    folders: tuple[str, str]
    reading: Reading
    aligner: str = "lexical"
    glossary: tuple[str, ...] = ()
    lexicon: tuple[str, ...] = ()
    learn: bool = False
    plan: str = ""
    tool: str = TOOL

    @property
    def options(self) -> dict[str, Any]:
        """What decides on the result, as a file may say it: no place of a file stands in it."""
        reading = {name: value for name, value in asdict(self.reading).items() if value not in (None, False)}
        segmenting = reading.get("segmenting", {})
        if segmenting.get("rules"):
            segmenting["rules"] = _digest([segmenting["rules"]])
        return {
            "aligner": self.aligner,
            "reading": reading,
            "glossary": _digest(termbase_files(self.glossary)),
            "lexicon": _digest(self.lexicon),
            "learn_lexicon": self.learn,
        }


def plan_digest(settings: Settings, entries: Sequence[Entry], costs: Sequence[int], batches: Sequence[range]) -> str:
    """The digest of all that the result depends on: documents, their sizes, batches, options, data and program."""
    found = sha256()
    found.update(json.dumps([TOOL, settings.options, *_environment()], sort_keys=True).encode())
    for entry, cost in zip(entries, costs, strict=True):
        found.update(json.dumps([*entry, cost]).encode())
    found.update(json.dumps([batch.start for batch in batches]).encode())
    return found.hexdigest()


@cache
def _environment() -> tuple[str, ...]:
    """Digest of the aligner's data, and versions of the libraries that do the sums."""
    folder = Path(str(files("align.alignment") / "data"))
    return (
        _digest(sorted(path for path in folder.iterdir() if path.suffix in {".json", ".npz"})),
        *_versions(),
    )


def _versions() -> Iterator[str]:
    for name in _NUMBERS:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"no {name}"


def _digest(paths: Iterable[str | Path]) -> str:
    """One digest of some files; empty where there are none."""
    found = [sha256(read_bytes(Path(path))).digest() for path in paths]
    return sha256(b"".join(found)).hexdigest() if found else ""
