"""The job of ``align report``: what a client wants to know of a bitext, as one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from align import checks
from align.checking import Checking, load_checking, select_checks
from align.errors import ArgumentError, FormatError, InputError
from align.inspecting import describe_checks, find_issues
from align.loading import AnyPath, find_glossary, load_termbase, notices, read
from align.model import Bitext, Termbase
from align.pairing import refuse_inputs
from align.plotting import drawing, series_of
from align.reporting.page import Report, report_page
from align.storage import check_output, replacing

__all__ = ["Report", "report", "report_file"]


def report(
    bitext: Bitext,
    output: AnyPath,
    *,
    termbase: Termbase | None = None,
    title: str | None = None,
    force: bool = False,
) -> list[str]:
    """Write a page on a bitext: progress, issues by check, term use, pictures, and the texts side by side.

    Args:
        bitext: What it is about.
        output: Where to write; the name ends in ``.html``.
        termbase: The terms in force.
        title: What the page is called; by default after the file that the bitext comes from.
        force: Overwrite a file that exists.

    Returns:
        Sentences on what the page does not show.

    Raises:
        AlignError: There is nothing to report on, or the file exists or cannot be written.
    """
    path = Path(output)
    _check(path, force=force)
    name = title or bitext.provenance.input or "Translation report"
    return _save(_report(bitext, termbase or Termbase(), Checking(), name), path, force=force)


def report_file(
    path: AnyPath,
    output: AnyPath,
    *,
    title: str | None = None,
    from_format: str | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    columns: str | None = None,
    encoding: str | None = None,
    glossary: Sequence[AnyPath] = (),
    force: bool = False,
) -> tuple[Report, list[str]]:
    """Write a page on the bitext of a file, by the checks of its project.

    Args:
        path: The bitext.
        output: Where to write; the name ends in ``.html``.
        title: What the page is called; by default the name of the file.
        from_format: What the file is; by default what its name says.
        source_lang: As for :func:`align.read`, and likewise the others.
        target_lang: Language tag.
        columns: What the columns of a table hold.
        encoding: Of a table.
        glossary: Files or folders of terms; by default the project's.
        force: Overwrite a file that exists.

    Returns:
        What the page says, and sentences that a person should read.

    Raises:
        AlignError: A file or an argument is at fault; nothing is written then.
    """
    path, output = Path(path), Path(output)
    refuse_inputs(output, (path,))
    _check(output, force=force)
    how: Mapping[str, str | None] = {
        "source_lang": source_lang,
        "target_lang": target_lang,
        "columns": columns,
        "encoding": encoding,
    }
    bitext = read(path, from_format, **how)
    notes = notices(path, from_format, **how)
    if not bitext.units:
        raise InputError("there is nothing in it to report on: it has no units", path=path)
    termbase = load_termbase([*glossary] or find_glossary(path))
    done = _report(bitext, termbase, load_checking(path), title or path.name)
    return done, [*notes, *_save(done, output, force=force)]


def _check(output: Path, *, force: bool) -> None:
    if output.suffix.lower() not in {".html", ".htm"}:
        raise FormatError("its name should end in .html", path=output)
    check_output(output, force=force)


def _report(bitext: Bitext, termbase: Termbase, checking: Checking, title: str) -> Report:
    if not bitext.units:
        raise InputError("there is nothing to report on: the bitext has no units")
    rules: Mapping[str, checks.Check] = select_checks(checking=checking)
    _, issues = find_issues(bitext, termbase, rules, checking)
    return Report(
        title=title,
        bitext=bitext,
        series={one.kind: one for one in series_of(bitext, termbase=termbase)},
        issues=tuple(issue for issue in issues if not issue.suppressed),
        rules=describe_checks(rules),
    )


def _save(done: Report, output: Path, *, force: bool) -> list[str]:
    notes: list[str] = []
    drawings: dict[str, str] = {}
    try:
        draw = drawing()
        drawings = {kind: draw.to_inline_svg(one) for kind, one in done.series.items()}
    except ArgumentError as error:
        notes.append(f"the page has tables in place of pictures; {error.message}")
    with replacing(output, force=force) as stream:
        stream.writelines(piece.encode() for piece in report_page(done, drawings))
    return notes
