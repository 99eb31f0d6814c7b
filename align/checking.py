r"""Which checks run, and how: what ``align.toml`` says of checks, and the checks of other packages.

::

    [checks]
    select = ["spacing", "term_missing"]   # only these
    ignore = ["dash_style"]                # all but these
    fail-on = "error"

    [checks.severity]
    variant_spelling = "error"

    [checks.options.variant_spelling]
    english = "British"

    [[checks.rules]]                       # rules of one's own
    name = "no_utilise"
    pattern = "\\butili[sz]e"
    message = "write use"
    side = "target"                        # the default
    severity = "info"                      # warning by default
    lang = "en"                            # any by default
    replacement = "use"                    # a certain fix, if there is one
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, wraps
from pathlib import Path
from typing import Any, Final

from align.checks import CHECKS, OPTIONS, Check, Context, Option
from align.checks.own import OwnRule, own_check
from align.config import load_table
from align.errors import ArgumentError, FormatError
from align.model import SEVERITIES, Issue

__all__ = ["Checking", "load_checking", "select_checks"]

_KEYS: Final = ("fail-on", "ignore", "options", "rules", "select", "severity")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Checking:
    """How a project checks.

    Attributes:
        select: Names of the only checks that run; empty for all.
        ignore: Names of checks that do not run.
        fail_on: From what severity on the command fails: one of :data:`align.model.SEVERITIES` or ``never``.
        severities: Severities by name of the check, in place of what the checks say.
        options: Values by check and option; see :data:`align.checks.OPTIONS`.
        own: Rules that the project writes itself.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    severities: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Option]] = field(default_factory=dict)
    own: tuple[OwnRule, ...] = ()


def load_checking(document: Path | None = None) -> Checking:
    """What the project's ``align.toml`` says of checks; the defaults where there is none.

    Raises:
        AlignError: The file cannot be read, is no TOML, or says something unknown. Whether the checks that it names are
            known is for :func:`select_checks` to say.
    """
    found = load_table("checks", document)
    if found is None:
        return Checking()
    table, path = found
    try:
        return _checking(table)
    except ArgumentError as error:
        raise FormatError(f"[checks] {error.message}", path=path) from None


def _checking(table: dict[str, Any]) -> Checking:
    unknown = sorted(set(table) - set(_KEYS))
    if unknown:
        raise ArgumentError(f"knows no {unknown[0]}; it knows {', '.join(_KEYS)}")
    fail_on = table.get("fail-on", "warning")
    if fail_on not in (*SEVERITIES, "never"):
        raise ArgumentError(f"fail-on {fail_on!r} is none of {', '.join(SEVERITIES)} and never")
    severities = _table(table, "severity")
    for name, severity in severities.items():
        if severity not in SEVERITIES:
            raise ArgumentError(f"severity of {name} is {severity!r}, which is none of {', '.join(SEVERITIES)}")
    return Checking(
        select=_names(table, "select"),
        ignore=_names(table, "ignore"),
        fail_on=fail_on,
        severities=severities,
        options={name: _options(name, values) for name, values in _table(table, "options").items()},
        own=_own(table.get("rules", [])),
    )


def _table(table: dict[str, Any], key: str) -> dict[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise ArgumentError(f"{key} is no table; write [checks.{key}]")
    return found


def _names(table: dict[str, Any], key: str) -> tuple[str, ...]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise ArgumentError(f"{key} is no list of names")
    return tuple(found)


def _options(name: str, values: Any) -> dict[str, Option]:
    known = OPTIONS.get(name)
    if known is None:
        raise ArgumentError(f"options: {name} has none; {', '.join(sorted(OPTIONS))} have some")
    if not isinstance(values, dict):
        raise ArgumentError(f"options: {name} is no table; write [checks.options.{name}]")
    return {option: _option(name, option, value, known) for option, value in values.items()}


def _option(name: str, option: str, value: Any, known: Mapping[str, Option]) -> Option:
    if option not in known:
        raise ArgumentError(f"options: {name} knows no {option}; it knows {', '.join(sorted(known))}")
    default = known[option]
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise ArgumentError(f"options: {option} of {name} is no list of texts")
    number = isinstance(default, float) and isinstance(value, int | float) and not isinstance(value, bool)
    if number:
        return float(value)
    if type(value) is not type(default):
        wanted = {bool: "true or false", str: "a text", float: "a number"}[type(default)]
        raise ArgumentError(f"options: {option} of {name} is {value!r}; write {wanted}")
    return value


def _own(found: Any) -> tuple[OwnRule, ...]:
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise ArgumentError("rules is no list of tables; write [[checks.rules]]")
    known = [each.name for each in fields(OwnRule)]
    rules: dict[str, OwnRule] = {}
    for row in found:
        for key, value in row.items():
            if key not in known:
                raise ArgumentError(f"a rule knows no {key}; it knows {', '.join(known)}")
            if not isinstance(value, str):
                raise ArgumentError(f"{key} of a rule is {value!r}; write a text")
        for key in ("name", "pattern", "message"):
            if not row.get(key):
                raise ArgumentError(f"a rule has no {key}")
        rule = OwnRule(**row)
        if not _NAME.fullmatch(rule.name) or rule.name in CHECKS or rule.name in rules:
            raise ArgumentError(
                f"a rule cannot be named {rule.name!r}: write a new name in small letters, such as no_utilise"
            )
        if rule.severity not in SEVERITIES or rule.side not in {"source", "target"}:
            raise ArgumentError(f"the rule {rule.name} has a severity or a side that is not known")
        own_check(rule)  # says what is wrong with its pattern
        rules[rule.name] = rule
    return tuple(rules.values())


@cache
def _plugins() -> dict[str, Any]:
    from importlib.metadata import entry_points  # here: the import is slow, and only checks by plug-ins need it

    return {point.name: point for point in entry_points(group="align.checks")}


def select_checks(
    select: Sequence[str] = (), ignore: Sequence[str] = (), checking: Checking | None = None
) -> dict[str, Check]:
    """Checks by name: those of :data:`align.checks.CHECKS`, of other packages, and the project's own.

    Args:
        select: Only these; by default what the project says, else all.
        ignore: All but these, beside those that the project leaves out.
        checking: What the project's ``align.toml`` says.

    Raises:
        ArgumentError: There is no check of a name; the known ones are listed.
    """
    checking = checking or Checking()
    own = {rule.name: rule for rule in checking.own}
    known = list(dict.fromkeys([*CHECKS, *_plugins(), *own]))
    for name in (*select, *ignore, *checking.select, *checking.ignore, *checking.severities):
        if name not in known:
            raise ArgumentError(f"unknown check {name!r}; known are {', '.join(sorted(known))}")
    wanted = select or checking.select or known
    left_out = {*ignore, *(name for name in checking.ignore if name not in select)}
    chosen = [name for name in known if name in wanted and name not in left_out]
    return {
        name: own_check(own[name]) if name in own else CHECKS[name] if name in CHECKS else _plugin(name)
        for name in chosen
    }


def _plugin(name: str) -> Check:
    """The check of another package; what goes wrong in it is said with its name.

    Raises:
        ArgumentError: It cannot be loaded; and when it runs, if it fails.
    """
    origin = _plugins()[name].value
    try:
        check: Check = _plugins()[name].load()
    except Exception as error:
        raise ArgumentError(f"the check {name} of {origin} cannot be loaded: {error}") from None

    @wraps(check)
    def guarded(context: Context) -> Iterator[Issue]:
        try:
            yield from check(context)
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
            raise ArgumentError(f"the check {name} of {origin} failed: {said}; --ignore {name} leaves it out") from None

    return guarded
