"""One word or name, written in several ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Final

import regex

from align.checks.context import CJK, Context, Place, places
from align.checks.tables import table, words
from align.model import Issue

__all__ = ["hyphen_variant", "name_variant", "variant_spelling"]

_Words = Mapping[str, Sequence[Place]]
_Neighbours = Mapping[tuple[str, str], Sequence[Place]]

_OPEN_ALIKE: Final = words("lists", "open_alike")
_SUFFIXES: Final = words("lists", "suffixes")
_TWO_NAMES: Final = frozenset(
    {frozenset({"shanxi", "shaanxi"}), frozenset({"henan", "hainan"}), frozenset({"niger", "nigeria"})}
)


def variant_spelling(context: Context) -> Iterator[Issue]:
    """A word or a name is written in two ways in one document.

    Found are names in one word and in two (*Tsinghua*, *Tsing Hua*), words with and without a hyphen (*startup*,
    *start-up*), names that differ in a letter too many or too few, and British beside American spelling. Where a
    document has both, the rarer way is flagged, and the later one where both are as frequent. A target language with
    a region (``en-GB``, ``en-US``), or the option, settles English from the start. ``-ize`` is good British spelling
    and counts only beside ``-ise`` of the same word.

    Why:
        Searches find half of it, and readers ask whether two things are meant.

    Severity:
        warning; info for names that differ in another letter and words in one part and in two

    Options:
        english: ``British`` or ``American``; by default what the tag or the document says.

    Fails:
        zh-en: 清华大学发布了榜单。 | Tsinghua University published a list; Tsinghua is in Beijing.
        zh-en: 她在清华读书。 | She studies at Tsing Hua.

    Fails:
        en: The colour of the centre is grey.
        en: The color is bright.

    Passes:
        en: The colour of the organization is grey.
        en: The Lincoln Center is in New York.
    """
    if context.lang in CJK:
        return
    single, double = context.words, context.neighbours
    yield from _joined(single, double)
    if context.lang not in {"de", "lb"}:  # there all nouns have capitals
        yield from _near_names(single)
    if context.lang == "en":
        yield from _english(context, single)


def _joined(single: _Words, double: _Neighbours) -> Iterator[Issue]:
    """Words in one part, in two, and with a hyphen."""
    closed: dict[str, set[str]] = defaultdict(set)
    for word in single:
        if len(word) > 4:
            closed[word.lower().replace("-", "")].add(word)
    groups: dict[str, dict[str, Sequence[Place]]] = defaultdict(dict)
    for (first, second), found in double.items():
        key = (first + second).lower()
        if key in closed and key not in _OPEN_ALIKE and "-" not in key:
            name = first[0].isupper() and second[0].isupper()
            written = [word for word in closed[key] if "-" not in word and word[0].isupper() == first[0].isupper()]
            hyphened = [word for word in closed[key] if "-" in word and name and word[0].isupper()]
            if (name and (written or hyphened)) or (
                not name and written and len(first) > 2 and len(second) > 2 and first[0].islower()
            ):
                groups[key][f"{first} {second}"] = found
    for key, spelled in closed.items():
        if key in groups or (len(spelled) > 1 and len({word.lower() for word in spelled}) > 1):
            for word in spelled:
                groups[key][word] = single[word]
    for forms in groups.values():
        yield from _rarer(_merged(forms))


def _merged(forms: _Words) -> dict[str, tuple[str, list[Place]]]:
    """Forms that differ in capitals only, as one: by their small letters a way to write them and where they stand."""
    ways: dict[str, tuple[str, list[Place]]] = {}
    for form, found in forms.items():
        way = ways.setdefault(form.lower(), (form, []))
        way[1].extend(found)
    return ways


def _rarer(ways: dict[str, tuple[str, list[Place]]]) -> Iterator[Issue]:
    if len(ways) < 2:
        return
    usual = max(ways, key=lambda key: (len(ways[key][1]), -_first(ways[key][1])))
    for key, (form, found) in ways.items():
        if key == usual:
            continue
        name = form[0].isupper() and ways[usual][0][0].isupper()
        severity = "info" if " " in key + usual and not name else "warning"
        for pair, start, end in found:
            where = places([ways[usual][1][0][0].unit])
            message = f'"{pair.target[start:end]}" is written "{ways[usual][0]}" elsewhere ({where})'
            yield pair.issue("variant_spelling", severity, message, start, end)


def _first(found: Sequence[Place]) -> int:
    return min(pair.position for pair, _, _ in found)


def _near_names(single: _Words) -> Iterator[Issue]:
    """Names that differ in one letter: two spellings of one, where one of them is rare."""
    names = {
        word: found
        for word, found in single.items()
        if len(word) >= 6 and word[0].isupper() and word[1:].islower() and word.lower() not in single and _inside(found)
    }
    # Two words that differ by one letter share what is left when one letter is taken out of each.
    by_rest: dict[str, list[str]] = defaultdict(list)
    for word in names:
        for rest in {
            word.lower(),
            *(word[:place].lower() + word[place + 1 :].lower() for place in range(1, len(word))),
        }:
            by_rest[rest].append(word)
    near = {(one, other) for group in by_rest.values() for one, other in combinations(group, 2)}
    for one, other in sorted(near | _exchanged(names)):
        if not _one_name(one, other):
            continue
        rare, usual = sorted((one, other), key=lambda word: (len(names[word]), -_first(names[word])))
        if len(names[rare]) > 2 and len(names[rare]) * 4 > len(names[usual]):
            continue
        severity = "info" if len(one) == len(other) and sorted(one.lower()) != sorted(other.lower()) else "warning"
        for pair, start, end in names[rare]:
            message = f'"{rare}" is written "{usual}" elsewhere ({places([names[usual][0][0].unit])})'
            yield pair.issue("variant_spelling", severity, message, start, end)


def _exchanged(names: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of words that differ by two neighbours that changed places."""
    known = set(names)
    swapped = (
        (word, word[:place] + word[place + 1] + word[place] + word[place + 2 :])
        for word in known
        for place in range(1, len(word) - 1)
    )
    return {(one, other) for one, other in swapped if one < other and other in known}


def _inside(found: Sequence[Place]) -> bool:
    """Whether a word with a capital stands in the middle of a sentence somewhere."""
    return any(
        start and pair.target[start - 1] == " " and pair.target[start - 2] not in '.!?:”"' for pair, start, _ in found
    )


def _one_name(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    if frozenset({one, other}) in _TWO_NAMES:
        return False
    short, long = sorted((one, other), key=len)
    if long.startswith(short):
        return long[len(short) :] not in _SUFFIXES
    if len(one) == len(other) and one[-2:] != other[-2:] and one[:-2] == other[:-2]:
        return False  # an ending
    return _one_edit(one, other) and (len(one) != len(other) or len(one) >= 7 or sorted(one) == sorted(other))


def _one_edit(one: str, other: str) -> bool:
    """Whether two words differ by one letter that is missing, exchanged or moved (Damerau 1964)."""
    short, long = sorted((one, other), key=len)
    start = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    return short[start + 1 :] == long[start + 1 :] or (
        short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    )


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


def _english(context: Context, single: _Words) -> Iterator[Issue]:
    british, american = _english_pairs()
    loose = words("english", "loose")
    lower: dict[str, list[Place]] = defaultdict(list)
    for word, found in single.items():
        key = word.lower()
        if key in british or key in american:
            lower[key].extend(place for place in found if word.islower() or _opens(place))
    lower = {key: found for key, found in lower.items() if found}
    if not lower:
        return
    judged = {key: found for key, found in lower.items() if key not in loose and (key in british or "iz" not in key)}
    sides = {
        "British": [place for key, found in judged.items() if key in british for place in found],
        "American": [place for key, found in judged.items() if key in american for place in found],
    }
    wanted = str(context.option("variant_spelling", "english")) or _by_region(context.bitext.target_lang)
    settled = bool(wanted)
    if not wanted and sides["British"] and sides["American"]:
        wanted = max(sides, key=lambda side: (len(sides[side]), -_first(sides[side])))
    said: set[str] = set()
    for key, found in lower.items():
        other = british.get(key) or american[key]
        is_british = key in british
        side_is_wrong = bool(wanted) and key in judged and is_british == (wanted == "American")
        if wanted == "American" and is_british and key not in loose:
            side_is_wrong = True
        both = other in lower and other not in said
        if not side_is_wrong and both:
            side_is_wrong = (len(found), -_first(found)) < (len(lower[other]), -_first(lower[other]))
        if not side_is_wrong:
            continue
        said.add(key)
        name = "British" if is_british else "American"
        why = f"the text is {wanted} elsewhere" if wanted and not both else f'"{other}" stands elsewhere'
        for pair, start, end in found:
            written = other.capitalize() if pair.target[start].isupper() else other
            fix = written if settled else None  # else the author may want to change the others
            yield pair.issue(
                "variant_spelling",
                "warning",
                f'"{pair.target[start:end]}" is {name} spelling, and {why}',
                start,
                end,
                fix=fix,
            )


def _opens(place: Place) -> bool:
    pair, start, _ = place
    return not start or pair.target[:start].rstrip(' "“‘(')[-1:] in ("", ".", "!", "?")


def _by_region(tag: str) -> str:
    region = tag.replace("_", "-").upper().split("-")[1:]
    if "US" in region:
        return "American"
    return "British" if set(region) & {"GB", "UK", "AU", "NZ", "IE", "ZA"} else ""


def name_variant(context: Context) -> Iterator[Issue]:
    """A name of two words stands in both orders.

    Why:
        Chinese, Japanese and Hungarian names begin with the family's name; a text keeps to one order.

    Severity:
        warning

    Fails:
        en: They met Liang Wenfeng in May.
        en: Later Wenfeng Liang agreed.

    Passes:
        en: They met Liang Wenfeng in May.
        en: Later Liang agreed.
    """
    double = context.neighbours
    for words_, found in double.items():
        turned = (words_[1], words_[0])
        if turned == words_ or turned not in double or not all(word.istitle() for word in words_):
            continue
        phrase, other, usual = " ".join(words_), " ".join(turned), double[turned]
        if (len(found), -_first(found)) >= (len(usual), -_first(usual)):
            continue
        for pair, start, end in found:
            message = f'"{phrase}" is written "{other}" elsewhere ({places([usual[0][0].unit])})'
            yield pair.issue("name_variant", "warning", message, start, end)


_FUNCTION_AFTER: Final = regex.compile(
    r"\s*(?:$|[.,;:!?)\]”\"’]|(?:is|are|was|were|of|in|on|and|or|to|for|with|by|that|which|can|will|as|has|have)\b)"
)


def hyphen_variant(context: Context) -> Iterator[Issue]:
    """A compound is written with a hyphen here and as two words there, both not before a noun.

    Before a noun the hyphen is right (*a long-term goal* beside *in the long term*), so only other places count.

    Why:
        The same word looks different from page to page.

    Severity:
        info

    Fails:
        en: They rely on fine-tuning.
        en: They rely on fine tuning.

    Passes:
        en: It is a long-term goal.
        en: They think in the long term.
    """
    if context.lang in CJK:
        return
    for word, found in context.words.items():
        if word.count("-") != 1:
            continue
        first, second = word.split("-")
        forms = {(first, second), (first.lower(), second.lower()), (first.capitalize(), second.lower())}
        open_forms = [place for form in forms for place in context.neighbours.get(form, ())]
        alone = [place for place in found if _FUNCTION_AFTER.match(place[0].target, pos=place[2])]
        open_alone = [place for place in open_forms if _FUNCTION_AFTER.match(place[0].target, pos=place[2])]
        if not alone or not open_alone:
            continue
        rare, usual = sorted((alone, open_alone), key=lambda places_: (len(places_), -_first(places_)))
        for pair, start, end in rare:
            shown = usual[0][0].target[usual[0][1] : usual[0][2]]
            message = f'"{pair.target[start:end]}" is written "{shown}" elsewhere ({places([usual[0][0].unit])})'
            yield pair.issue("hyphen_variant", "info", message, start, end)
