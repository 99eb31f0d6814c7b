"""Addresses of the web and of e-mail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import regex

from align.checks.codes import apart, differences
from align.checks.context import Context
from align.checks.scopes import of_unit
from align.model import Issue
from align.text.patterns import lazily

__all__ = ["url_mismatch"]

_URL: Final = re.compile(
    r"(?:https?|ftp)://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%{}]+|(?<![A-Za-z0-9_.@/])www\.[A-Za-z0-9-]+\.[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]+"
)
_MAIL: Final = re.compile(r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_DOMAIN: Final = re.compile(
    r"(?<![A-Za-z0-9_@./-])(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+(?:com|org|net|io|ai|edu|gov|dev|app|info|cn|de|fr|jp|uk|es|it|eu|ch|at|ru|kr|tv|co|me)"
    r"(?![A-Za-z0-9-]|\.[A-Za-z])(?:/[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*)?"
)
_ADDRESSES: Final = ((_URL, ("://", "www.")), (_MAIL, ("@",)), (_DOMAIN, (".",)))
"""Patterns of addresses, and what stands in every text that they find something in."""
_TRAILING: Final = frozenset(".,;:!?'*_")
_OPENING: Final = {")": "(", "]": "[", "}": "{"}
_MAY_TRAIL: Final = _TRAILING | frozenset(_OPENING)
_MAY_BE_ADDRESS: Final = re.compile(r"\.(?<=[A-Za-z0-9]\.)[a-z]{2}|://|@|localhost")
_LOCALE: Final = lazily(
    r"(?<=[/.=]|^)(?:zh|en|de|fr|es|ja|ko|it|pt|ru|nl|pl)(?:[-_](?:[A-Za-z]{4}|[A-Za-z]{2}))?(?=[/.&#?]|$)",
    regex.IGNORECASE,
)


@of_unit
def url_mismatch(context: Context) -> Iterator[Issue]:
    """An address of the web or of e-mail is missing in the translation, or was changed.

    The part that names a language (``/zh/``, ``en.``) may change, ``http`` may become ``https``, and a slash at the
    end is free.

    Why:
        The link leads nowhere, or elsewhere.

    Severity:
        error

    Fails:
        zh-en: 代码见https://example.com/repo/v2。 | The code is at https://example.com/repo/v1.

    Passes:
        zh-en: 见https://example.com/zh/faq。 | See https://example.com/en/faq.
        zh-en: 请写信给a@example.com。 | Write to a@example.com.
    """
    for pair in context.bilingual:
        if "." not in pair.target_chars and "." not in pair.source:
            continue
        if not (_MAY_BE_ADDRESS.search(pair.source) or _MAY_BE_ADDRESS.search(pair.target)):
            continue
        theirs, ours = _addresses(pair.source), _addresses(pair.target)
        if theirs or ours:
            theirs = [one for one in theirs if not _set_apart(pair.source[one[1] : one[2]], pair.target)]
            ours = [one for one in ours if not _set_apart(pair.target[one[1] : one[2]], pair.source)]
            yield from differences(pair, "url_mismatch", theirs, ours, "address")


def _set_apart(address: str, text: str) -> bool:
    """Whether an address stands in a text with spaces around its marks: nejm . org."""
    return address not in text and address in "".join(text.split())


def _addresses(text: str) -> list[tuple[str, int, int]]:
    if "." not in text:
        return []
    spans = (
        (match.start(), match.start() + len(_trimmed(match[0])))
        for pattern, signs in _ADDRESSES
        if any(sign in text for sign in signs)
        for match in pattern.finditer(text)
    )
    return apart((_address_key(text[start:end]), start, end) for start, end in spans)


def _trimmed(address: str) -> str:
    """An address without the marks behind it that belong to the sentence."""
    if address[-1] not in _MAY_TRAIL:
        return address
    counts, end = Counter(address), len(address)
    while end:
        last = address[end - 1]
        opening = _OPENING.get(last)
        if last not in _TRAILING and (opening is None or counts[last] <= counts[opening]):
            break
        counts[last] -= 1
        end -= 1
    return address[:end]


def _address_key(address: str) -> str:
    head, _, rest = address.partition("://")
    plain = rest or head
    host, slash, path = plain.partition("/")
    plain = host.lower().removeprefix("www.") + slash + path
    return _LOCALE.sub("*", plain).replace("/*", "").replace("*.", "").rstrip("/")
