"""SRX 2.0, the segmentation rules that tools exchange; files of SRX 1.0 are read too.

A foreign element in the header (Okapi's options and samples) is passed over: it says how a tool shows its rules.

References:
    SRX 2.0 specification and schema, LISA OSCAR, 2008.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final

import regex
from lxml import etree

from align.errors import FormatError
from align.formats.elements import fault, line_of, name_of, tree
from align.model.rules import BreakRule, RuleFile, RuleSet
from align.text.icu import python_pattern

__all__ = ["read", "write"]

_SPACE: Final = "http://www.lisa.org/srx20"
_YES_NO: Final = {"yes": True, "no": False}
_HANDLES: Final = ("start", "end", "isolated")


def read(data: bytes) -> RuleFile:
    """The rules of an SRX file.

    Args:
        data: The content of the file. Nothing that it refers to is fetched.

    Raises:
        FormatError: It is no XML, declares entities or elements of its own, is no SRX, maps a language to rules that
            it has not, or has a regular expression that cannot be compiled; the error names the line.
    """
    root = tree(BytesIO(data), ("srx",), "SRX")
    version = root.get("version", "")
    if version not in {"2.0", "1.0"}:
        raise fault(root, "not SRX 2.0 or 1.0: the first element must be srx with its version")
    header = _one(root, "header")
    body = _one(root, "body")
    sets: dict[str, RuleSet] = {}
    for element in _children(_one(body, "languagerules"), "languagerule"):
        name = _attribute(element, "languagerulename")
        if name in sets:
            raise fault(element, f"the rules {name!r} stand twice in the file")
        sets[name] = RuleSet(name, tuple([_rule(rule, name) for rule in _children(element, "rule")]))
    return RuleFile(
        cascade=version == "2.0" and _yes_no(header, "cascade", default=None),
        maps=tuple(_maps(_one(body, "maprules"), sets)),
        sets=tuple(sets.values()),
        subflows=_yes_no(header, "segmentsubflows", default=True),
        handles=tuple(_handles(header)),
    )


def write(rules: RuleFile) -> bytes:
    """An SRX 2.0 file that :func:`read` gives back as the same rules.

    Raises:
        FormatError: The rules are none that a file can hold: there are no maps, no rules or an empty set, or a name or
            an expression has a control character in it.
    """
    if not rules.maps or not rules.sets or not all(rule_set.rules for rule_set in rules.sets):
        raise FormatError("SRX holds no file without maps or rules, and no empty set of rules")
    root = etree.fromstring(f'<srx xmlns="{_SPACE}" version="2.0"/>'.encode())
    try:
        header = _add(root, "header", segmentsubflows=_said(rules.subflows), cascade=_said(rules.cascade))
        for kind, include in rules.handles:
            _add(header, "formathandle", type=kind, include=_said(include))
        body = _add(root, "body")
        parent = _add(body, "languagerules")
        for rule_set in rules.sets:
            element = _add(parent, "languagerule", languagerulename=rule_set.name)
            for rule in rule_set.rules:
                child = _add(element, "rule", **{"break": _said(rule.breaks)})
                _add(child, "beforebreak").text = rule.before
                _add(child, "afterbreak").text = rule.after
        parent = _add(body, "maprules")
        for pattern, name in rules.maps:
            _add(parent, "languagemap", languagepattern=pattern, languagerulename=name)
    except ValueError:
        raise FormatError("a name or an expression of the rules has a character that XML cannot hold") from None
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The child elements of a name, in the name space of SRX or in none; those of other name spaces are passed over."""
    for child in element:
        qualified = etree.QName(child)
        if qualified.namespace in {None, _SPACE}:
            if qualified.localname == name:
                yield child
            elif qualified.localname not in {"header", "body", "languagerules", "maprules"}:
                raise fault(child, f"a {qualified.localname} cannot stand there")


def _one(element: etree._Element, name: str) -> etree._Element:
    found = list(_children(element, name))
    if len(found) != 1:
        raise fault(element, f"{len(found) or 'no'} {name} in {name_of(element)}; there must be one")
    return found[0]


def _attribute(element: etree._Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise fault(element, f"{name_of(element)} lacks its {name}")
    return value


def _yes_no(element: etree._Element, name: str, *, default: bool | None) -> bool:
    value = element.get(name)
    if value is None and default is not None:
        return default
    if value not in _YES_NO:
        raise fault(element, f"{name} must be yes or no")
    return _YES_NO[value]


def _handles(header: etree._Element) -> Iterator[tuple[str, bool]]:
    for element in _children(header, "formathandle"):
        kind = _attribute(element, "type")
        if kind not in _HANDLES:
            raise fault(element, f"the type of a formathandle must be one of {', '.join(_HANDLES)}")
        yield kind, _yes_no(element, "include", default=None)


def _rule(element: etree._Element, name: str) -> BreakRule:
    texts = {"beforebreak": "", "afterbreak": ""}
    for child in element:
        local = name_of(child)
        if local not in texts or len(child):
            raise fault(child, f"a rule of {name!r} has more than beforebreak and afterbreak")
        texts[local] += child.text or ""
    for pattern in texts.values():
        _compile(pattern, f"a rule of {name!r}", line_of(element))
    return BreakRule(
        texts["beforebreak"], texts["afterbreak"], _yes_no(element, "break", default=True), line_of(element) or 0
    )


def _compile(pattern: str, where: str, line: int | None) -> None:
    try:
        regex.compile(python_pattern(pattern), regex.VERSION1)
    except (ValueError, regex.error, OverflowError, RecursionError) as error:
        raise FormatError(f"{where} has no regular expression: {pattern!r}: {error}", line=line) from None


def _maps(parent: etree._Element, sets: dict[str, RuleSet]) -> Iterator[tuple[str, str]]:
    """The language maps; in SRX 1.0 they stand in groups, one behind the other."""
    groups = [child for child in parent if name_of(child) == "maprule"] or [parent]
    for group in groups:
        for element in _children(group, "languagemap"):
            pattern, name = _attribute(element, "languagepattern"), _attribute(element, "languagerulename")
            if name not in sets:
                known = ", ".join(sets) or "none"
                raise fault(element, f"no rules {name!r} for the language map; the file has {known}")
            _compile(pattern, "a language map", line_of(element))
            yield pattern, name


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_SPACE}}}{name}", attributes)


def _said(value: bool) -> str:  # noqa: FBT001
    return "yes" if value else "no"
