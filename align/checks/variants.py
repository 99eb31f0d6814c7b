"""One word or name, written in several ways."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks.context import Context, Place
from align.checks.english import English, spelled
from align.checks.joined import Ways
from align.checks.names import NearNames
from align.checks.scopes import of_document
from align.checks.vocabulary import two_words
from align.model import Issue

__all__ = ["variant_spelling"]


@of_document(Ways, NearNames, English)
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
    ways = context.survey(Ways).forms
    for form, place in (*context.places_of(ways), *context.places_of_neighbours(two_words(ways))):
        key = form if isinstance(form, str) else " ".join(form)
        yield _written_otherwise(place, *ways[key])
    near = context.survey(NearNames).found
    for word, (pair, start, end) in context.places_of(near):
        for severity, message in near[word]:
            yield pair.issue("variant_spelling", severity, message, start, end)
    yield from _english(context)


def _written_otherwise(place: Place, severity: str, usual: str) -> Issue:
    pair, start, end = place
    message = f'"{pair.target[start:end]}" is written {usual}'
    return pair.issue("variant_spelling", severity, message, start, end)


def _english(context: Context) -> Iterator[Issue]:
    found = context.survey(English).found
    here = [word for word in context.words if word.lower() in found] if found else []
    for word, (pair, start, end) in spelled(context, here):
        message, other = found[word.lower()]
        fix = other.capitalize() if other and pair.target[start].isupper() else other
        said = f'"{pair.target[start:end]}" {message}'
        yield pair.issue("variant_spelling", "warning", said, start, end, fix=fix)
