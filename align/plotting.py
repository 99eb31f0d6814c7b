"""The job of ``align plot``: pictures of a bitext or an alignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final

from align import formats
from align.checking import Checking, select_checks
from align.errors import ArgumentError, FormatError, InputError
from align.inspecting import find_issues
from align.loading import AnyPath, find_glossary, format_for, load_alignment, load_termbase, notices, read, telling
from align.model import Alignment, Bitext, Termbase
from align.pairing import INPUTS, refuse_inputs
from align.pictures import (
    KINDS,
    RULES,
    Series,
    dots_of_alignment,
    dots_of_bitext,
    lengths_of,
    progress_of,
    term_use_of,
)
from align.pictures.page import STYLE, picture
from align.sheet import glossary_entries
from align.storage import check_output, replacing
from align.text.pages import page

__all__ = ["PLOT_FORMATS", "Plot", "drawing", "plot", "plot_file", "series_of"]

PLOT_FORMATS: Final = ("png", "svg", "html")


@dataclass(frozen=True, slots=True, repr=False)
class Plot:
    """Pictures, with the numbers that they are drawn of. A notebook shows them as they are.

    Attributes:
        title: What is shown.
        series: The numbers of each picture; all have ``kind``, ``title``, ``summary`` and ``table``.
        langs: BCP 47 tags of the texts, source and target.
    """

    title: str
    series: tuple[Series, ...]
    langs: tuple[str, ...] = ()

    def to_svg(self) -> str:
        """The pictures below one another as SVG, in which text is text.

        Raises:
            ArgumentError: matplotlib is not installed.
        """
        svg: str = drawing().to_svg(self.series)
        return svg

    def to_png(self) -> bytes:
        """The pictures below one another as PNG.

        Raises:
            ArgumentError: matplotlib is not installed.
        """
        png: bytes = drawing().to_png(self.series, self.langs)
        return png

    def to_html(self) -> str:
        """A page with each picture and a table of its numbers, which needs nothing else.

        Raises:
            ArgumentError: matplotlib is not installed.
        """
        draw = drawing()
        return "".join(page(self.title, (picture(one, draw.to_inline_svg(one)) for one in self.series), STYLE))

    def notes(self) -> tuple[str, ...]:
        """Sentences on what a PNG cannot show on this machine.

        Raises:
            ArgumentError: matplotlib is not installed.
        """
        lacking = drawing().lacking_characters(self.series, self.langs)
        if not lacking:
            return ()
        some = f"{lacking[:12]}{'…' if len(lacking) > 12 else ''}"
        return (
            f"no font of this machine has {some}: these characters are boxes in the picture; install a font such as"
            " Noto Sans CJK, or write SVG or HTML",
        )

    def __repr__(self) -> str:
        return f"<pictures of {self.title!r}: {', '.join(one.kind for one in self.series)}>"

    def _repr_svg_(self) -> str:
        return self.to_svg()


def plot(
    content: Bitext | Alignment,
    output: AnyPath | None = None,
    *,
    kinds: Sequence[str] = (),
    termbase: Termbase | None = None,
    force: bool = False,
) -> Plot:
    """Pictures of a bitext, or of the beads of an alignment.

    Args:
        content: What to show.
        output: Where to write them, if anywhere: a name that ends in ``.png``, ``.svg`` or ``.html``.
        kinds: Some of :data:`align.pictures.KINDS`; by default all that there is something to show of.
        termbase: The terms whose use is shown.
        force: Overwrite a file that exists.

    Raises:
        ArgumentError: There is no such kind, or nothing to show of it; or matplotlib is not installed.
        AlignError: The file exists or cannot be written.
    """
    title = (content.provenance.input if isinstance(content, Bitext) else "") or "Pictures"
    done = Plot(title, series_of(content, kinds, termbase), _langs(content))
    if output is not None:
        path = Path(output)
        form = _form(path)
        check_output(path, force=force)
        _save(done, form, path, force=force)
    return done


def plot_file(
    path: AnyPath,
    output: AnyPath,
    *,
    kinds: Sequence[str] = (),
    from_format: str | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    columns: str | None = None,
    encoding: str | None = None,
    glossary: Sequence[AnyPath] = (),
    force: bool = False,
) -> tuple[Plot, list[str]]:
    """Pictures of what a file holds.

    Args:
        path: A bitext, or an alignment.
        output: Where to write them: a name that ends in ``.png``, ``.svg`` or ``.html``.
        kinds: As for :func:`plot`.
        from_format: What the file is; by default what its name says.
        source_lang: As for :func:`align.read`, and likewise the others.
        target_lang: Language tag.
        columns: What the columns of a table hold.
        encoding: Of a table.
        glossary: Files or folders of terms; by default the project's.
        force: Overwrite a file that exists.

    Returns:
        The pictures, and sentences that a person should read.

    Raises:
        AlignError: A file or an argument is at fault; nothing is written then.
    """
    path, output = Path(path), Path(output)
    form = _form(output)
    drawing()
    refuse_inputs(output, (path,))
    check_output(output, force=force)
    name = from_format or format_for(path, INPUTS, "is no bitext and no alignment")
    formats.load(INPUTS, name)
    notes: list[str] = []
    content: Bitext | Alignment
    if name in {**formats.READERS, **formats.PART_READERS}:
        how = {"source_lang": source_lang, "target_lang": target_lang, "columns": columns, "encoding": encoding}
        content = read(path, from_format, **how)
        notes += notices(path, from_format, **how)
    else:
        content = load_alignment(path, from_format)
    with telling(path):
        series = series_of(content, kinds, load_termbase([*glossary] or find_glossary(path)))
    done = Plot(path.name, series, _langs(content))
    _save(done, form, output, force=force)
    return done, [*notes, *(done.notes() if form == "png" else ())]


def series_of(
    content: Bitext | Alignment, kinds: Sequence[str] = (), termbase: Termbase | None = None
) -> tuple[Series, ...]:
    """The numbers of pictures, in the order of the kinds.

    Args:
        content: A bitext or an alignment.
        kinds: As for :func:`plot`.
        termbase: Likewise.

    Raises:
        ArgumentError: There is no such kind, or nothing to show of it.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise ArgumentError(f"there is no picture {kind!r}; known are {', '.join(KINDS)}")
    reasons: dict[str, str] = {}
    found: list[Series] = []
    for kind in dict.fromkeys(kinds or KINDS):
        series, reason = _series(content, kind, termbase or Termbase())
        if reason:
            reasons[kind] = reason
        else:
            found.append(series)
    if reasons and kinds:
        raise ArgumentError("; ".join(f"there is no picture {kind} of it: {why}" for kind, why in reasons.items()))
    if not found:
        raise InputError("there is nothing in it to make a picture of")
    return tuple(found)


def _series(content: Bitext | Alignment, kind: str, termbase: Termbase) -> tuple[Series, str]:
    """The numbers of a picture, and why it is not worth to be drawn, or an empty text."""
    if isinstance(content, Alignment):
        dots = dots_of_alignment(content)
        if kind != "alignment":
            return dots, "it holds beads and no texts"
        return dots, "" if dots.boxes else "it holds no beads"
    if kind == "alignment":
        both = any(unit.source and unit.target for unit in content.units)
        return dots_of_bitext(content), "" if both else "no unit has both a source and a target"
    if kind == "lengths":
        some = any(unit.source or unit.target for unit in content.units)
        return lengths_of(content), "" if some else "all units are empty"
    if kind == "progress":
        return progress_of(content), "" if content.units else "it has no units"
    context, issues = find_issues(content, termbase, select_checks(RULES), Checking())
    use = term_use_of(
        content,
        list(glossary_entries(termbase, content)),
        target_hits=context.target_hits,
        loose_hits=context.loose_hits,
        source_hits=context.source_hits,
        issues=issues,
    )
    return use, "" if use.concepts else "no term of a glossary stands in it; name another with --glossary"


def drawing() -> ModuleType:
    """What draws: :mod:`align.pictures.drawing`.

    Raises:
        ArgumentError: matplotlib is not installed.
    """
    try:
        import align.pictures.drawing as found
    except ImportError:
        raise ArgumentError('pictures need matplotlib; install it: pip install "translation-align[plot]"') from None
    return found


def _langs(content: Bitext | Alignment) -> tuple[str, ...]:
    return (content.source_lang, content.target_lang) if isinstance(content, Bitext) else ()


def _form(output: Path) -> str:
    form = output.suffix.lower().removeprefix(".")
    if form not in PLOT_FORMATS:
        raise FormatError(f"its name should end in {' or '.join(f'.{name}' for name in PLOT_FORMATS)}", path=output)
    return form


def _save(done: Plot, form: str, output: Path, *, force: bool) -> None:
    data = done.to_png() if form == "png" else (done.to_svg() if form == "svg" else done.to_html()).encode()
    with replacing(output, force=force) as stream:
        stream.write(data)
