"""British and American spelling in one document."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from align.checks.context import Context, Place, Survey
from align.checks.tables import table, words
from align.checks.vocabulary import Tally, Vocabulary, rarer_first

__all__ = ["English", "in_other_english", "spelled"]


@dataclass(slots=True)
class _Side:
    """British or American words: how many stand in a document, and in which unit first."""

    count: int = 0
    position: int = sys.maxsize

    def add(self, tally: Tally) -> None:
        self.count += tally.count
        self.position = min(self.position, tally.position)


class English(Survey):
    """The words of a document that are spelled one way in Britain and another in America."""

    needs = (Vocabulary,)

    def __init__(self) -> None:
        self._wanted: list[str] | None = None
        self._tallies: dict[str, Tally] = {}
        self.found: dict[str, tuple[str, str | None]] = {}

    def see(self, context: Context) -> None:
        """Take in the next stretch."""
        if self._wanted is None:
            self._wanted = _wanted(context)
            self._keys = dict.fromkeys(word.lower() for word in self._wanted)
            self._setting = str(context.option("variant_spelling", "english")) or _by_region(context.bitext.target_lang)
        for word, place in spelled(context, self._wanted):
            self._tallies.setdefault(word.lower(), Tally.of(place)).count += 1

    def end(self) -> None:
        """Draw conclusions."""
        british, american = _english_pairs()
        loose = words("english", "loose")
        found = {key: self._tallies[key] for key in self._keys if key in self._tallies}
        judged = {key for key in found if key not in loose and (key in british or "iz" not in key)}
        sides = {"British": _Side(), "American": _Side()}
        for key in judged:
            for side, known in (("British", british), ("American", american)):
                if key in known:
                    sides[side].add(found[key])
        wanted, settled = self._setting, bool(self._setting)
        if not wanted and sides["British"].count and sides["American"].count:
            wanted = max(sides, key=lambda side: (sides[side].count, -sides[side].position))
        for key in found:
            other = british.get(key) or american[key]
            is_british = key in british
            wrong = bool(wanted) and key in judged and is_british == (wanted == "American")
            if wanted == "American" and is_british and key not in loose:
                wrong = True
            both = other in found and other not in self.found
            if not wrong and both:
                wrong = rarer_first(found[key]) < rarer_first(found[other])
            if wrong:
                name = "British" if is_british else "American"
                why = f"the text is {wanted} elsewhere" if wanted and not both else f'"{other}" stands elsewhere'
                # Unless it is settled the author may want to change the others.
                self.found[key] = f"is {name} spelling, and {why}", other if settled else None


def _wanted(context: Context) -> list[str]:
    british, american = _english_pairs()
    known = context.survey(Vocabulary).words if context.lang == "en" else ()
    return [word for word in known if word.lower() in british or word.lower() in american]


def spelled(context: Context, wanted: Iterable[str]) -> Iterator[tuple[str, Place]]:
    """Where some words stand; not those with capitals in the middle of a sentence, which are names."""
    return ((word, place) for word, place in context.places_of(wanted) if word.islower() or _opens(place))


def in_other_english(word: str) -> str | None:
    """The American form of a British word in small letters, and the other way round; None where there is one form."""
    british, american = _english_pairs()
    return british.get(word) or american.get(word)


def _opens(place: Place) -> bool:
    pair, start, _ = place
    return not start or pair.target[:start].rstrip(' "“‘(')[-1:] in ("", ".", "!", "?")


def _by_region(tag: str) -> str:
    region = tag.replace("_", "-").upper().split("-")[1:]
    if "US" in region:
        return "American"
    return "British" if set(region) & {"GB", "UK", "AU", "NZ", "IE", "ZA"} else ""


@cache
def _english_pairs() -> tuple[dict[str, str], dict[str, str]]:
    """British words with their American form, and the other way round."""
    found = table("english")
    british: dict[str, str] = {}
    for pair in found["pairs"].split():
        one, other = pair.split("/")
        if not one.endswith("'"):
            british[one] = other
    for stem in found["our"].split():
        for ending in ["", *found["our_endings"].split()]:
            british[f"{stem}our{ending}"] = f"{stem}or{ending}"
    for stem in found["ise"].split():
        for ending in found["ise_endings"].split():
            british[f"{stem}is{ending}"] = f"{stem}iz{ending}"
    for wrong in ("honourary", "laborist", "humourist", "rigourous", "vapourise", "armal"):
        british.pop(wrong, None)
    return british, {other: one for one, other in british.items()}
