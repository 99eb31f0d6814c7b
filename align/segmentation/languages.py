"""The data files of the languages, read into compiled rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from align.text.tags import primary

if TYPE_CHECKING:
    from pathlib import Path

    import regex

__all__ = [
    "NEVER",
    "NUMBER",
    "SOMETIMES",
    "USUALLY",
    "Rules",
    "SpeakerRules",
    "known_languages",
    "language_data",
    "rules_for",
]

NEVER: Final = 1
NUMBER: Final = 2
SOMETIMES: Final = 4
USUALLY: Final = 8
"""Kinds of abbreviations, see ``und.toml``; a word may be of several."""

_KINDS: Final = {"never": NEVER, "number": NUMBER, "sometimes": SOMETIMES, "usually": USUALLY}


@dataclass(frozen=True, slots=True)
class SpeakerRules:
    """How a language tells whose words follow; see :mod:`align.segmentation.speakers`."""

    announces: regex.Pattern[str]
    not_names: regex.Pattern[str]
    before_names: frozenset[str]
    points: regex.Pattern[str]
    interviewee: tuple[regex.Pattern[str], ...]
    lead_in: tuple[regex.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of one language.

    Attributes:
        lang: The language that the rules are of: ``und`` where a language has no file.
        candidate: Finds marks that may end a sentence, see :func:`_candidate`.
        unspaced: Marks that end a sentence without white space behind them.
        whole: Opening brackets, and the closing ones, of stretches in which no sentence ends.
        opening: Finds such an opening bracket.
        reporting: Matches a reporting clause that belongs to the quotation before it, or None.
        abbreviations: Kinds of abbreviations, without their last full stop.
        starters: Words that begin a sentence.
        months: Names of months.
        ordinal: Whether a number with a full stop is an ordinal.
        without_capitals: Finds signs of a writer who begins sentences with small letters, or None.
        note: Matches the label of a note at the start of a block.
        caption: Likewise of a caption.
        labels: Labels of speakers, case folded.
        not_labels: What looks like a label or a name before a colon and is none, case folded.
        speakers: How the language tells whose words follow, or None.
    """

    lang: str
    candidate: re.Pattern[str]
    unspaced: frozenset[str]
    whole: dict[str, str]
    opening: re.Pattern[str]
    reporting: regex.Pattern[str] | None
    abbreviations: dict[str, int]
    starters: frozenset[str]
    months: frozenset[str]
    ordinal: bool
    without_capitals: re.Pattern[str] | None
    note: re.Pattern[str] | None
    caption: re.Pattern[str] | None
    labels: frozenset[str]
    not_labels: frozenset[str]
    speakers: SpeakerRules | None

    def kind_of(self, word: str) -> int:
        """The kinds of abbreviation that a word is, 0 if it is none."""
        return self.abbreviations.get(word, 0) or self.abbreviations.get(word.lower(), 0)

    def with_abbreviations(self, words: Iterable[str]) -> Rules:
        """The same rules with more abbreviations that never end a sentence, given with or without a full stop."""
        more = {word.removesuffix("."): NEVER for word in words}
        return replace(self, abbreviations={**self.abbreviations, **more})


def _folder() -> Path:
    from pathlib import Path  # here, as tomllib and regex below: the import of the room stays light

    return Path(__file__).with_name("languages")


@cache
def known_languages() -> frozenset[str]:
    """The languages that have a file."""
    return frozenset(path.stem for path in _folder().glob("*.toml")) - {"und"}


@cache
def rules_for(lang: str) -> Rules:
    """The rules of a language; those that hold anywhere (``lang`` is ``und``) where it has no file."""
    name = primary(lang)
    return _compile(name if name in known_languages() else "und")


@cache
def language_data(name: str) -> dict[str, Any]:
    """What the file of a language says, ``und`` included."""
    import tomllib

    return tomllib.loads((_folder() / f"{name}.toml").read_text(encoding="utf-8"))


def _compile(name: str) -> Rules:
    import regex

    general, own = language_data("und"), language_data(name)
    sentence = {**general["sentence"], **own.get("sentence", {})}

    def merged(table: str, key: str) -> list[str]:
        return list(dict.fromkeys([*general[table].get(key, ()), *(own.get(table, {}).get(key, ()))]))

    abbreviations: dict[str, int] = {}
    for key, kind in _KINDS.items():
        for word in merged("abbreviations", key):
            abbreviations[word] = abbreviations.get(word, 0) | kind
    return Rules(
        lang=name,
        candidate=_candidate(sentence["spaced"], sentence["unspaced"], sentence["closers"]),
        unspaced=frozenset(sentence["unspaced"]),
        whole={pair[0]: pair[1] for pair in sentence["whole"]},
        opening=re.compile(f"[{_members(''.join(pair[0] for pair in sentence['whole']))}]"),
        reporting=regex.compile(sentence["reporting"]) if "reporting" in sentence else None,
        abbreviations=abbreviations,
        starters=frozenset(merged("abbreviations", "starters")),
        months=frozenset(merged("abbreviations", "months")),
        ordinal=bool(own.get("ordinal", False)),
        without_capitals=re.compile(sentence["without_capitals"]) if "without_capitals" in sentence else None,
        note=_label(merged("blocks", "note")),
        caption=_label(merged("blocks", "caption")),
        labels=frozenset(map(str.casefold, merged("turns", "labels"))),
        not_labels=frozenset(map(str.casefold, merged("turns", "not_labels"))),
        speakers=_speakers(own.get("speakers")),
    )


def _candidate(spaced: str, unspaced: str, closers: str) -> re.Pattern[str]:
    """One scan that stops at few places which are no sentence ends.

    A candidate is a run of marks, perhaps with closing marks and further marks in it (``？」。``), closing marks behind
    it (group 1), and white space (group 2). A run with an unspaced mark may stand before anything, others stand before
    white space; or the candidate is a full stop, or several marks, without a space before a letter.

    The first element is one class of characters, for which ``re`` searches fastest; a run is tried at its first
    character only, and every repetition is possessive or bounded, so that no text takes more than linear time.
    """
    marks, ends, anywhere = _members(spaced + unspaced), _members(closers), _members(unspaced)
    rest = rf"(?:[{ends}]++[{marks}]++){{0,4}}+"
    return re.compile(
        rf"[{marks}](?<![{marks}].)"
        rf"(?:(?=[{marks}]*+(?<=[{anywhere}]))[{marks}]*+{rest}"
        rf"|[{marks}]*+(?:[ \u00A0]\.(?![\w.])){{0,6}}+{rest}(?=[{ends}]*+(?:\s|\[\d))"
        rf"|(?<=\w\.)(?=[^\W\d_](?:[^\W\d_]| ))"
        rf"|[.!?]*+(?:(?<=[.!?]{{2}})|(?<=\?))(?=[^\W\d_]))"
        rf"([{ends}]*+)(\s*+)",
        re.DOTALL,
    )


def _members(characters: str) -> str:
    """Characters as members of a class of a regular expression."""
    return "".join(re.escape(char) for char in dict.fromkeys(characters))


def _label(labels: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?:{'|'.join(labels)})\s*[:：]", re.IGNORECASE) if labels else None


def _speakers(table: dict[str, Any] | None) -> SpeakerRules | None:
    if table is None:
        return None

    import regex

    def patterns(key: str) -> tuple[regex.Pattern[str], ...]:
        return tuple(regex.compile(entry.replace("NAME", table["name"]), regex.MULTILINE) for entry in table[key])

    return SpeakerRules(
        before_names=frozenset(table.get("before_names", ())),
        not_names=regex.compile(table["not_names"]),
        announces=regex.compile(table["announces"], regex.IGNORECASE),
        points=regex.compile(table["points"], regex.IGNORECASE),
        interviewee=patterns("interviewee"),
        lead_in=patterns("lead_in"),
    )
