"""Regular expressions of ICU in the words of the ``regex`` module.

References:
    ICU User Guide, "Regular Expressions"; SRX 2.0 prescribes them.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["python_pattern"]

_NEWLINES: Final = r"[\n\x0b\f\r\x85\u2028\u2029]"
_LINE_END: Final = rf"(?:\r\n|{_NEWLINES})"
_ESCAPES: Final = {
    "e": r"\x1b",
    "h": r"[\t\p{Zs}]",
    "H": r"[^\t\p{Zs}]",
    "v": _NEWLINES,
    "V": _NEWLINES.replace("[", "[^", 1),
    "R": _LINE_END,
    "z": r"\Z",
    "Z": rf"(?={_LINE_END}?\Z)",
}
_SAME: Final = frozenset("aAbBdDfnrsStwWX")
_NOT_IN_SETS: Final = frozenset("AbBRXzZ")
_CODE: Final = re.compile(
    r"\\(?:x\{\s*([0-9a-fA-F]{1,6})\s*\}|x([0-9a-fA-F]{4})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})"
    r"|0[0-7]{1,3}|c[@-_a-z])"
)
_SURROGATES: Final = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_PROPERTY: Final = re.compile(r"\\[pP](?:\{\^?[\w\s.:=&-]+\}|[A-Z])|\\N\{[^{}]+\}")
_REFERENCE: Final = re.compile(r"\\(?:[1-9]|k<([A-Za-z]\w*)>)")
_POSIX: Final = re.compile(r"\[:\^?[\w=-]+:\]")
_GROUP: Final = re.compile(r"\(\?(?:([:=!>]|<[=!])|P?<([A-Za-z]\w*)>|#[^)]*\)|([a-zA-Z]*)(-?)([a-zA-Z]*)([:)]))")
_QUANTIFIER: Final = re.compile(r"\{\d{1,5}(?:,\d{0,5})?\}")
_OTHER_FLAGS: Final = str.maketrans("", "", "duUw")
_INLINE_CODE: Final = "[noauto]"


def python_pattern(pattern: str) -> str:
    r"""A regular expression of ICU in the syntax of the ``regex`` module, to be compiled with ``regex.VERSION1``.

    ``\Q...\E``, ``\x{H}``, ``\h``, ``\v``, ``\R``, ``\z``, ``\Z``, ``\e``, ``\cX`` and ``\0`` are said in other words,
    as are the differences and intersections of sets (``[a-z-[b]]``). Groups become ones that capture nothing unless the
    expression refers back to one; brackets balance in the result, so that it may stand inside a larger expression.
    ``\x`` before four digits is one character, as in the files of older tools; ``[noauto]``, by which Okapi marks rules
    about inline codes, is left out.

    Raises:
        ValueError: The expression is none of ICU; the message says where it departs.

    References:
        SRX 2.0 (LISA OSCAR, 2008), regular expressions; ICU User Guide, Regular Expressions.
    """
    pattern = pattern.replace(_INLINE_CODE, "")
    captures = any(_REFERENCE.match(match[0]) for match in re.finditer(r"\\(?:k<\w+>|[\s\S])", pattern))
    parts: list[str] = []
    groups = sets = place = 0
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            said, place = _escape(pattern, place, in_set=sets > 0)
        elif sets:
            said, place, sets = _in_set(pattern, place, sets)
        elif char == "[":
            said, place = _opening(pattern, place)
            sets = 1
        elif char == "(":
            said, place, opens = _group(pattern, place, captures=captures)
            groups += opens
        else:
            if char == ")":
                groups -= 1
                if groups < 0:
                    raise ValueError("a ) closes nothing")
            match = _QUANTIFIER.match(pattern, place) if char == "{" else None
            if char == "{" and match is None:
                raise ValueError("a { begins no quantifier")
            said = match[0] if match else char
            place += len(said)
        parts.append(said)
    if groups or sets:
        raise ValueError("a ( is not closed" if groups else "a [ is not closed")
    return "".join(parts)


def _escape(pattern: str, place: int, *, in_set: bool) -> tuple[str, int]:
    """What a backslash begins, and where it ends."""
    char = pattern[place + 1 : place + 2]
    if char == "Q":
        end = pattern.find(r"\E", place)
        literal = pattern[place + 2 : end if end >= 0 else len(pattern)]
        return "".join(map(_literal, literal)), len(pattern) if end < 0 else end + 2
    if char == "E":
        return "", place + 2
    if match := _SURROGATES.match(pattern, place):
        high, low = (int(half, 16) & 0x3FF for half in match.groups())
        return _literal(chr(0x10000 + (high << 10) + low)), match.end()
    if match := _CODE.match(pattern, place):
        digits = next(filter(None, match.groups()), None)
        code = int(digits, 16) if digits else int(match[0][1:], 8) if char == "0" else ord(match[0][2].upper()) ^ 64
        if code > 0x10FFFF:
            raise ValueError(f"{match[0]} is no character")
        return _literal(chr(code)), match.end()
    if match := _PROPERTY.match(pattern, place):
        return match[0] if match[0][-1] == "}" else f"{match[0][:2]}{{{match[0][2]}}}", match.end()
    if match := _REFERENCE.match(pattern, place):
        return f"(?P={match[1]})" if match[1] else match[0], match.end()
    if (in_set and char in _NOT_IN_SETS) or not char or (char.isalnum() and char not in _SAME and char not in _ESCAPES):
        raise ValueError(f"\\{char} has no meaning there")
    if char.isalnum():
        return _ESCAPES.get(char, f"\\{char}"), place + 2
    return _literal(char), place + 2


def _literal(char: str) -> str:
    return f"\\{char}" if char.isascii() and not char.isalnum() and char.isprintable() else f"\\U{ord(char):08x}"


def _opening(pattern: str, place: int) -> tuple[str, int]:
    """The opening of a set, with the ``^`` behind it and a ``]`` that is its first member."""
    said = "[^" if pattern.startswith("[^", place) else "["
    place += len(said)
    return (rf"{said}\]", place + 1) if pattern.startswith("]", place) else (said, place)


def _in_set(pattern: str, place: int, depth: int) -> tuple[str, int, int]:
    """What stands inside a set that is not escaped; the depth behind it."""
    char = pattern[place]
    if match := _POSIX.match(pattern, place):
        return match[0], match.end(), depth
    if char == "[":
        said, end = _opening(pattern, place)
        return said, end, depth + 1
    if char == "]":
        return char, place + 1, depth - 1
    if char in "-&":
        following = pattern[place + 1 : place + 2]
        if following == char:
            return char * 2, place + 2, depth
        return char * 2 if following == "[" else char if char == "-" else r"\&", place + 1, depth
    return (f"\\{char}" if char in "|~" else char), place + 1, depth


def _group(pattern: str, place: int, *, captures: bool) -> tuple[str, int, int]:
    """The opening of a group, where it ends, and how many groups it opens."""
    if not pattern.startswith("(?", place):
        return ("(" if captures else "(?:"), place + 1, 1
    match = _GROUP.match(pattern, place)
    if match is None:
        raise ValueError(f"{pattern[place : place + 4]} opens no group")
    kind, name, on, minus, off, close = match.groups()
    if kind:
        return match[0], match.end(), 1
    if name:
        return (f"(?P<{name}>" if captures else "(?:"), match.end(), 1
    if close is None:
        return "", match.end(), 0
    on, off = on.translate(_OTHER_FLAGS), off.translate(_OTHER_FLAGS)
    if not set(on + off) <= set("ims"):
        raise ValueError(f"{match[0]} sets a flag that rules cannot have")
    flags = f"{on}{minus if off else ''}{off}"
    return (f"(?{flags}{close}" if flags or close == ":" else ""), match.end(), close == ":"
