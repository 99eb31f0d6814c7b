"""The data files of the languages, read into compiled rules."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import regex

from align.text.tags import primary

__all__ = ["Rules", "SpeakerRules", "known_languages", "rules_for"]

_FOLDER: Final = files(__package__) / "languages"


@dataclass(frozen=True, slots=True)
class SpeakerRules:
    """How a language tells whose words follow; see :mod:`align.segmentation.speakers`."""

    announces: regex.Pattern[str]
    points: regex.Pattern[str]
    interviewee: tuple[regex.Pattern[str], ...]
    lead_in: tuple[regex.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of one language.

    Attributes:
        lang: The language that the rules are of: ``und`` where a language has no file.
        candidate: Finds marks that may end a sentence, with the closing marks behind them.
        whole: Finds bracketed stretches in which no sentence ends, or None.
        reporting: Matches a reporting clause that belongs to the quotation before it, or None.
        never, number, sometimes, usually: Kinds of abbreviations, without their last full stop, see ``und.toml``;
            the latter three in one case.
        starters: Words that begin a sentence.
        note: Matches the label of a note at the start of a block.
        caption: Likewise of a caption.
        speakers: How the language tells whose words follow, or None.
    """

    lang: str
    candidate: regex.Pattern[str]
    whole: regex.Pattern[str] | None
    reporting: regex.Pattern[str] | None
    never: frozenset[str]
    number: frozenset[str]
    sometimes: frozenset[str]
    usually: frozenset[str]
    starters: frozenset[str]
    note: regex.Pattern[str] | None
    caption: regex.Pattern[str] | None
    speakers: SpeakerRules | None


@cache
def known_languages() -> frozenset[str]:
    """The languages that have a file."""
    return frozenset(
        entry.name.removesuffix(".toml")
        for entry in _FOLDER.iterdir()
        if entry.name.endswith(".toml") and entry.name != "und.toml"
    )


@cache
def rules_for(lang: str) -> Rules:
    """The rules of a language; those that hold anywhere (``lang`` is ``und``) where it has no file."""
    name = primary(lang)
    return _compile(name if name in known_languages() else "und")


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _compile(name: str) -> Rules:
    general, own = _load("und"), _load(name)
    sentence = {**general["sentence"], **own.get("sentence", {})}
    words = {key: frozenset(own.get("abbreviations", general["abbreviations"]).get(key, ())) for key in _WORD_LISTS}
    spaced, unspaced, closers = (_members(sentence[key]) for key in ("spaced", "unspaced", "closers"))
    ellipsis_spaced = r"\.(?:[ \u00A0]\.){2,3}"
    candidate = regex.compile(
        rf"(?P<mark>{ellipsis_spaced}|[{spaced}{unspaced}]+)(?P<close>[{closers}]*)"
        rf"(?:(?<=[{unspaced}][{closers}]*)|(?=\s|$))",
    )
    whole = "|".join(rf"\{pair[0]}[^{pair[1]}\n\r]*+\{pair[1]}" for pair in sentence["whole"])
    return Rules(
        lang=name,
        candidate=candidate,
        whole=regex.compile(whole) if whole else None,
        reporting=regex.compile(sentence["reporting"]) if "reporting" in sentence else None,
        never=words["never"],
        number=frozenset(map(str.casefold, words["number"])),
        sometimes=frozenset(map(str.casefold, words["sometimes"])),
        usually=frozenset(map(str.casefold, words["usually"])),
        starters=words["starters"],
        note=_label(own["blocks"]["note"]),
        caption=_label(own["blocks"]["caption"]),
        speakers=_speakers(own.get("speakers")),
    )


_WORD_LISTS: Final = ("never", "number", "sometimes", "usually", "starters")


def _members(characters: str) -> str:
    """Characters as members of a regex class."""
    return "".join(regex.escape(char, special_only=False) for char in characters)


def _label(labels: list[str]) -> regex.Pattern[str] | None:
    return regex.compile(rf"(?:{'|'.join(labels)})\s*[:：]", regex.IGNORECASE) if labels else None


def _speakers(table: dict[str, Any] | None) -> SpeakerRules | None:
    if table is None:
        return None

    def patterns(key: str) -> tuple[regex.Pattern[str], ...]:
        return tuple(regex.compile(entry.replace("NAME", table["name"]), regex.MULTILINE) for entry in table[key])

    return SpeakerRules(
        announces=regex.compile(table["announces"], regex.IGNORECASE),
        points=regex.compile(table["points"], regex.IGNORECASE),
        interviewee=patterns("interviewee"),
        lead_in=patterns("lead_in"),
    )
