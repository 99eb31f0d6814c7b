"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from align.model import Termbase

__all__ = ["encoding_option", "glossary_option", "json_option", "lang_option", "termbase_of"]

_Command = Callable[..., Any]

glossary_option: Callable[[_Command], _Command] = click.option(
    "--glossary",
    metavar="PATH",
    multiple=True,
    help="A termbase file or a folder of them; may be given several times. Default: the project's folder glossary/.",
)
encoding_option: Callable[[_Command], _Command] = click.option(
    "--encoding", metavar="NAME", help="Encoding of the text. Default: UTF-8, or UTF-16 by its byte order mark."
)
lang_option: Callable[[_Command], _Command] = click.option(
    "--lang", metavar="TAG", help="Language of the text, such as en or zh. Default: what its script makes certain."
)
json_option: Callable[[_Command], _Command] = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON for a program to read."
)


def termbase_of(glossary: tuple[str, ...], document: str | None = None, *, needed: bool = False) -> Termbase:
    """The termbase that the options name, or the project's own.

    Raises:
        AlignError: It cannot be read, or none was found and one is ``needed``.
    """
    from align.errors import FileAccessError
    from align.project import find_glossary, load_termbase

    paths = list(glossary) or [str(path) for path in [find_glossary(document)] if path is not None]
    if needed and not paths:
        raise FileAccessError("there is no folder glossary/ with .csv files here; name a termbase with --glossary")
    return load_termbase(paths)
