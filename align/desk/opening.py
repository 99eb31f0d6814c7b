"""What a review begins with: the file, its terms and checks, and the edits of former runs that the log knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from align import formats
from align.checking import load_checking
from align.desk.log import Log, log_of
from align.desk.merging import merged
from align.desk.work import Task
from align.desk.writing import shows_issues, writes, written
from align.errors import ArgumentError, FormatError, OutputExistsError
from align.formats.xlsx.read import read_all
from align.loading import AnyPath, find_glossary, format_for, load_termbase, notices, read, telling
from align.model import Bitext, Sheet, Termbase
from align.project import inspected_sheet
from align.review.changes import State, difference
from align.review.session import History
from align.roundtrip.kept import document_of
from align.storage import check_output, read_bytes, replacing

__all__ = ["Opened", "content", "digest_of_file", "prepared"]


@dataclass
class Opened:
    """A file that was opened for review.

    Attributes:
        path: Where the rows are read from and written to.
        state: The rows, with the edits of former runs.
        history: What can be undone.
        base: What the file holds.
        data: Its bytes.
        log: The log; None if nothing may be changed.
        count: How many edits, undos and redos stand in the log.
        task: What is checked.
        added: What people added to the sheet beside the cells of its units.
        notes: Sentences that a person should read.
        unsaved: Whether the file may lack edits.
    """

    path: Path
    state: State
    history: History
    base: Bitext
    data: bytes
    log: Log | None
    count: int
    task: Task
    added: tuple[str, ...]
    notes: list[str]
    unsaved: bool = False


def prepared(
    path: AnyPath,
    output: AnyPath | None = None,
    *,
    read_only: bool = False,
    glossary: Sequence[AnyPath] = (),
    source_lang: str | None = None,
    target_lang: str | None = None,
) -> Opened:
    """Open a file for review.

    Args:
        path: A sheet, JSON Lines, or any bitext that can be read.
        output: A new sheet or JSON Lines for the review, which is what is opened then.
        read_only: Change nothing.
        glossary: Files or folders of terms; by default the project's.
        source_lang: Language tag, for a file that does not tell it.
        target_lang: Likewise.

    Raises:
        AlignError: A file or an argument is at fault.
    """
    path = Path(path)
    langs = (source_lang, target_lang)
    if read_only and output is not None:
        raise ArgumentError("is not written by --read-only; leave one of the two out", path=output)
    termbase = load_termbase([*glossary] or find_glossary(path))
    notes: list[str] = []
    if output is not None:
        path, told = _copied(path, Path(output), termbase, langs)
        notes += told
        langs = (None, None)
    elif not read_only:
        _refuse_foreign(path)
    data = read_bytes(path)
    base, added = content(path, data, langs)
    if not base.units:
        raise FormatError("there are no rows in it", path=path)
    checking = load_checking(path)
    opened = Opened(
        path, State(base), History([], []), base, data, None, 0,
        Task(base, termbase, checking, None), added, notes,
    )  # fmt: skip
    if not read_only:
        check_output(path, force=True)
        opened.log = Log(path)
        try:
            _take_up(opened, opened.log)
        except BaseException:
            opened.log.close()
            raise
    elif log_of(path).exists():
        opened.notes.append("edits of a review that the file does not have yet are not shown")
    opened.task = _with_document(opened)
    return opened


def _copied(
    path: Path, output: Path, termbase: Termbase, langs: tuple[str | None, str | None]
) -> tuple[Path, list[str]]:
    """A new file with what another one holds."""
    if not writes(output):
        raise FormatError("cannot hold a review: its name should end in .jsonl or .xlsx", path=output)
    try:
        check_output(output, force=False)
    except OutputExistsError as error:
        error.message = f"exists; go on with it by: align serve {output}; or give another name"
        raise
    bitext, _ = content(path, read_bytes(path), langs)
    notes = notices(path, source_lang=langs[0], target_lang=langs[1])
    sheet = Sheet(bitext, ())
    if shows_issues(output):
        sheet, _ = inspected_sheet(bitext, termbase, load_checking(output), document_of(path, bitext))
    data, told = written(sheet, output)
    with replacing(output, force=False) as stream:
        stream.write(data)
    return output, [*notes, *told]


def _refuse_foreign(path: Path) -> None:
    name = format_for(path, formats.READERS, "is no bitext")
    if not writes(path):
        raise FormatError(
            f"a review is kept in a sheet or JSON Lines, which hold all of it, and {name} does not; "
            f"give a new file with -o {path.stem}.jsonl, or look at it with --read-only",
            path=path,
        )


def content(
    path: Path, data: bytes, langs: tuple[str | None, str | None] = (None, None)
) -> tuple[Bitext, tuple[str, ...]]:
    """The rows of a file, and what people added to it beside them.

    Raises:
        AlignError: It cannot be read.
    """
    if formats.format_of(path) == "xlsx" and langs == (None, None):
        with telling(path):
            return read_all(BytesIO(data))
    if formats.format_of(path) == "jsonl":
        with telling(path):
            return formats.load(formats.READERS, "jsonl")(BytesIO(data)), ()
    return read(path, source_lang=langs[0], target_lang=langs[1]), ()


def digest_of_file(data: bytes) -> str:
    """What a log knows a file by."""
    return sha256(data).hexdigest()


def _take_up(opened: Opened, log: Log) -> None:
    """Take up the edits of former runs, and what others changed in the file meanwhile."""
    known = log.replay(digest_of_file(opened.data))
    if known is None:
        return
    opened.state, opened.history, opened.count = known.state, known.history, known.count
    opened.unsaved = known.unsaved or not known.known
    if known.known:
        if known.unsaved:
            opened.notes.append("edits that a former run had not written yet are here again")
        opened.base = known.base
        return
    ours = known.state.bitext()
    with telling(opened.path):
        after, told = merged(known.base, ours, opened.base, opened.path.name)
    opened.notes += told
    change = difference("changed on disk", ours, after)
    if change:
        log.add("do", change, "")
        opened.state.apply(change)
        opened.history.record("do", change)
        opened.count += 1


def _with_document(opened: Opened) -> Task:
    task = opened.task
    document = document_of(opened.path, opened.base) if formats.format_of(opened.path) == "xlsx" else None
    return replace(task, bitext=opened.state.bitext(), document=document)
