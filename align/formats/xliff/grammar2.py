"""The elements and attributes of XLIFF 2 core, as the specification has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

__all__ = ["GRAMMAR", "INLINE", "NAMESPACES", "TYPES", "Element"]

NAMESPACES: Final[Mapping[str, tuple[str, ...]]] = {
    "urn:oasis:names:tc:xliff:document:2.0": ("2.0", "2.1"),
    "urn:oasis:names:tc:xliff:document:2.2": ("2.2",),
}
"""The versions of each name space."""
INLINE: Final = ("cp", "ph", "pc", "sc", "ec", "mrk", "sm", "em")

_USER: Final = r"[^\s:]+:[^\s:]+"
_TOKEN: Final = (  # NMTOKEN of XML 1.0
    "[-.0-9:A-Z_a-z\xb7\xc0-\xd6\xd8-\xf6\xf8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]+"
)
TYPES: Final[Mapping[str, re.Pattern[str]]] = {
    "text": re.compile(r".*", re.DOTALL),
    "a name of letters, digits and . - _ :": re.compile(_TOKEN),
    "a list of ids": re.compile(rf"{_TOKEN}(\s+{_TOKEN})*"),
    "yes or no": re.compile("yes|no"),
    "yes, no or firstNo": re.compile("yes|no|firstNo"),
    "ltr, rtl or auto": re.compile("ltr|rtl|auto"),
    "source or target": re.compile("source|target"),
    "a number above 0": re.compile(r"\+?0*[1-9][0-9]{0,8}"),
    "a number from 1 to 10": re.compile(r"\+?0*([1-9]|10)"),
    "initial, translated, reviewed or final": re.compile("initial|translated|reviewed|final"),
    "fmt, ui, quote, link, image or other": re.compile("fmt|ui|quote|link|image|other"),
    "generic, comment, term or prefix:value": re.compile(rf"generic|comment|term|{_USER}"),
    "prefix:value": re.compile(_USER),
    "a language tag": re.compile(
        r"(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
        r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
        r"|x(?:-[a-z0-9]{1,8})+|i-[a-z]{3,8}|(?:art|cel|en|no|sgn|zh)(?:-[a-z0-9]{2,8})+)",
        re.IGNORECASE,
    ),
    "a URI": re.compile(r"\S*"),
    "hexadecimal digits": re.compile(r"(?:[0-9a-fA-F]{2})+"),
    "default or preserve": re.compile("default|preserve"),
    "preserve": re.compile("preserve"),
}
"""What a value must look like, by what an error says of it."""


@dataclass(frozen=True, slots=True)
class Element:
    """What an element may hold.

    Attributes:
        attributes: Key of :data:`TYPES` of each attribute of no name space.
        required: Names of attributes that must be there.
        children: Names of the elements within, in their order; those of one inner tuple may stand in any order. ``*``
            stands for elements of other name spaces.
        needed: Names of elements of which one must be there, at least.
        once: Names of elements that may be there once only.
        foreign: Whether attributes of other name spaces may stand in it.
        modules: Whether attributes of the modules of XLIFF may.
        text: Whether it may hold text.
    """

    attributes: Mapping[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    children: tuple[tuple[str, ...], ...] = ()
    needed: tuple[tuple[str, ...], ...] = ()
    once: tuple[str, ...] = ()
    foreign: bool = False
    modules: bool = False
    text: bool = False


_ID: Final = "a name of letters, digits and . - _ :"
_YES_NO: Final = "yes or no"
_DIR: Final = "ltr, rtl or auto"
_HOW: Final = {"canResegment": _YES_NO, "translate": _YES_NO, "srcDir": _DIR, "trgDir": _DIR}
_CODE: Final = {
    "id": _ID,
    "canCopy": _YES_NO,
    "canDelete": _YES_NO,
    "canReorder": "yes, no or firstNo",
    "copyOf": _ID,
    "type": "fmt, ui, quote, link, image or other",
    "subType": "prefix:value",
}
_POINT: Final = {**_CODE, "disp": "text", "equiv": "text", "dataRef": _ID, "subFlows": "a list of ids"}
_OPEN: Final = {**_POINT, "canOverlap": _YES_NO, "dir": _DIR, "isolated": _YES_NO}
_PAIR: Final = {
    **_CODE,
    "canOverlap": _YES_NO,
    "dir": _DIR,
    **{f"{name}{end}": "text" for name in ("disp", "equiv") for end in ("Start", "End")},
    **{f"dataRef{end}": _ID for end in ("Start", "End")},
    **{f"subFlows{end}": "a list of ids" for end in ("Start", "End")},
}
_MARK: Final = {
    "id": _ID,
    "translate": _YES_NO,
    "type": "generic, comment, term or prefix:value",
    "ref": "a URI",
    "value": "text",
}

GRAMMAR: Final[Mapping[str, Element]] = {
    "xliff": Element(
        {"version": "text", "srcLang": "a language tag", "trgLang": "a language tag"},
        ("version", "srcLang"),
        (("file",),),
        (("file",),),
        foreign=True,
    ),
    "file": Element(
        {"id": _ID, "original": "text", **_HOW},
        ("id",),
        (("skeleton", "*"), ("notes",), ("unit", "group")),
        (("unit", "group"),),
        ("skeleton", "notes"),
        foreign=True,
    ),
    "skeleton": Element({"href": "a URI"}, children=(("*",),), text=True),
    "group": Element(
        {"id": _ID, "name": "text", "type": "prefix:value", **_HOW},
        ("id",),
        (("*",), ("notes",), ("unit", "group")),
        once=("notes",),
        foreign=True,
    ),
    "unit": Element(
        {"id": _ID, "name": "text", "type": "prefix:value", **_HOW},
        ("id",),
        (("*",), ("notes",), ("originalData",), ("segment", "ignorable")),
        (("segment",),),
        ("notes", "originalData"),
        foreign=True,
    ),
    "segment": Element(
        {
            "id": _ID,
            "canResegment": _YES_NO,
            "state": "initial, translated, reviewed or final",
            "subState": "prefix:value",
        },
        children=(("source",), ("target",)),
        needed=(("source",),),
        once=("source", "target"),
    ),
    "ignorable": Element(
        {"id": _ID}, children=(("source",), ("target",)), needed=(("source",),), once=("source", "target")
    ),
    "notes": Element(children=(("note",),), needed=(("note",),)),
    "note": Element(
        {"id": _ID, "appliesTo": "source or target", "category": "text", "priority": "a number from 1 to 10"},
        foreign=True,
        text=True,
    ),
    "originalData": Element(children=(("data",),), needed=(("data",),)),
    "data": Element({"id": _ID, "dir": _DIR}, ("id",), (("cp",),), text=True),
    "source": Element(children=(INLINE,), text=True),
    "target": Element({"order": "a number above 0"}, children=(INLINE,), text=True),
    "cp": Element({"hex": "hexadecimal digits"}, ("hex",)),
    "ph": Element(_POINT, ("id",), modules=True),
    "pc": Element(_PAIR, ("id",), (INLINE,), modules=True, text=True),
    "sc": Element(_OPEN, ("id",), modules=True),
    "ec": Element({**_OPEN, "startRef": _ID}, modules=True),
    "mrk": Element(_MARK, ("id",), (INLINE,), foreign=True, text=True),
    "sm": Element(_MARK, ("id",), foreign=True),
    "em": Element({"startRef": _ID}, ("startRef",)),
}
