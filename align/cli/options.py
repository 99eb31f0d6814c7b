"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.cli.output import tell
from align.model import NEWLINES, QUOTATIONS, SEVERITIES, TRACKED

if TYPE_CHECKING:
    from align.config import Segmenting
    from align.model import Extracting, Termbase

__all__ = [
    "encoding_option",
    "extracting_of",
    "extracting_options",
    "glossary_of",
    "glossary_option",
    "grave",
    "json_option",
    "lang_option",
    "names",
    "reading_options",
    "segmenting_of",
    "segmenting_options",
    "termbase_of",
    "workbook_option",
]

_Command = Callable[..., Any]

glossary_option: Callable[[_Command], _Command] = click.option(
    "--glossary",
    metavar="PATH",
    multiple=True,
    help="A termbase file or a folder of them; may be given several times. Default: the project's folder glossary/.",
)
encoding_option: Callable[[_Command], _Command] = click.option(
    "--encoding",
    metavar="NAME",
    help="Encoding of the text. Default: UTF-8, or UTF-16 by its byte order mark, or what an HTML page says.",
)
lang_option: Callable[[_Command], _Command] = click.option(
    "--lang", metavar="TAG", help="Language of the text, such as en or zh. Default: what its script makes certain."
)
json_option: Callable[[_Command], _Command] = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON for a program to read."
)


def workbook_option(command: _Command) -> _Command:
    """The option that lets large workbooks through."""
    return click.option(
        "--max-size",
        metavar="MB",
        type=click.IntRange(1),
        callback=_trust,
        expose_value=False,
        help="Megabytes that a workbook may unpack to.  [default: 2048]",
    )(command)


def _trust(context: click.Context, _parameter: click.Parameter, max_size: int | None) -> int | None:
    if max_size is not None:
        from align.formats.xlsx.archive import trusting

        context.with_resource(trusting(max_size))
    return max_size


def reading_options(command: _Command) -> _Command:
    """Options that tell how a file with a bitext is read."""
    command = workbook_option(command)
    command = click.option(
        "--columns",
        metavar="FIELDS",
        help="What the columns of a table are: source,target in their order where no row names them;"
        " source=NAME,target=NAME by name, number or letter where one does.",
    )(command)
    for side in ("target", "source"):
        said = f"Language of the {side}s, where the file holds several or tells none."
        command = click.option(f"--{side}-lang", metavar="TAG", help=said)(command)
    return click.option(
        "--from", "from_format", metavar="FORMAT", help="What the file is. Default: what its name says."
    )(command)


def segmenting_options(command: _Command) -> _Command:
    """Options that tell how a text is divided into sentences."""
    command = click.option(
        "--newlines",
        type=click.Choice(NEWLINES),
        help="A new line ends a block (paragraph, the default), only a blank line does (wrapped), or every line is a"
        " sentence.",
    )(command)
    command = click.option("--rules", metavar="FILE.srx", help="SRX rules that tell where sentences end.")(command)
    return click.option(
        "--quotations",
        type=click.Choice(QUOTATIONS),
        help="Divide inside quotations (split, the default) or keep each whole.",
    )(command)


def segmenting_of(document: str, newlines: str | None, quotations: str | None, rules: str | None) -> Segmenting:
    """What the options say, and the project's ``align.toml`` where they say nothing.

    Raises:
        AlignError: ``align.toml`` is at fault.
    """
    from align.config import beside, load_segmenting

    settled = load_segmenting(beside(Path(document)))
    return replace(
        settled,
        newlines=newlines or settled.newlines,
        quotations=quotations or settled.quotations,
        rules=rules or settled.rules,
    )


def extracting_options(command: _Command) -> _Command:
    """Options that tell how a text is taken out of a document."""
    command = click.option(
        "--max-size",
        metavar="MB",
        type=click.IntRange(1),
        callback=_trust,
        help="Megabytes that a packed document may unpack to (DOCX; default 64), or a workbook (default 2048).",
    )(command)
    return click.option(
        "--tracked",
        type=click.Choice(TRACKED),
        help="Tracked changes in a document: all accepted (the default), or the original without them.",
    )(command)


def extracting_of(document: str, tracked: str | None, max_size: int | None) -> Extracting:
    """What the options say, and the project's ``align.toml`` where they say nothing.

    Raises:
        AlignError: ``align.toml`` is at fault.
    """
    from align.config import beside, load_extracting

    settled = load_extracting(beside(Path(document)))
    return replace(settled, tracked=tracked or settled.tracked, max_size=max_size or settled.max_size)


def names(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names of an option that may be given several times and may hold several, parted by commas."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def grave(threshold: str) -> tuple[str, ...]:
    """The severities that make a command fail, by what ``--fail-on`` says: a severity, or ``never``."""
    return SEVERITIES[: SEVERITIES.index(threshold) + 1] if threshold != "never" else ()


def glossary_of(glossary: Sequence[str], document: str | None = None) -> list[str]:
    """The files and folders of the termbase that the options name, or of the project's own.

    Raises:
        AlignError: None is named, and there is none.
    """
    from align.errors import FileAccessError
    from align.loading import find_glossary

    paths = list(glossary) or [str(path) for path in find_glossary(document)]
    if not paths:
        raise FileAccessError("there is no folder glossary/ with .csv files here; name a termbase with --glossary")
    return paths


def termbase_of(glossary: tuple[str, ...], document: str | None = None, *, needed: bool = False) -> Termbase:
    """The termbase that the options name, or the project's own; layers that contradict each other are told.

    Raises:
        AlignError: It cannot be read, or none was found and one is ``needed``.
    """
    from align.loading import find_glossary, load_termbase
    from align.terms import conflict_notes

    paths = glossary_of(glossary, document) if needed else list(glossary) or find_glossary(document)
    termbase = load_termbase(paths)
    for note in conflict_notes(termbase):
        tell(f"note: {note}")
    return termbase
