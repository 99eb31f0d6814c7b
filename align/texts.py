"""The job of ``align texts``: two texts, or two folders of them, become beads and bitexts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from align import formats, segmentation
from align import sheet as sheets
from align.alignment.stretches import validate
from align.config import Segmenting
from align.embedding import chosen_aligner, encoded, with_vectors
from align.errors import ArgumentError, InputError
from align.loading import (
    AnyPath,
    find_glossary,
    load_anchors,
    load_lexicon,
    load_lines,
    load_termbase,
    telling,
)
from align.model import Alignment, Bead, Bitext, Document, Extracting, Pair, Provenance, Side, Termbase, UserLexicon
from align.pairing import OUTPUTS, outputs, pair_files, partners, refuse_inputs
from align.pairs import Reading, align, read_text, side_of
from align.processes import mapping
from align.storage import check_folder, check_output, is_folder, make_folder, replacing
from align.text.scripts import guess_language
from align.text.tags import standard_tag

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.encoder import Encoder

__all__ = ["AlignedTexts", "TextsRun", "align_files", "align_texts", "rendered"]

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")


@dataclass(frozen=True, slots=True)
class AlignedTexts:
    """Two texts that were aligned.

    Attributes:
        name: What the pair is called: the name of the source up to the first dot.
        source: Where the source was read.
        target: Where the target was read.
        sentences: How many sentences the source and the target have.
        alignment: The beads.
        bitext: One unit a bead.
        output: Where it was written, or None.
        notes: Sentences that a person should read.
    """

    name: str
    source: Path
    target: Path
    sentences: tuple[int, int]
    alignment: Alignment
    bitext: Bitext
    output: Path | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextsRun:
    """What :func:`align_files` did, for a summary."""

    texts: tuple[AlignedTexts, ...]
    termbase: Termbase
    glossary: tuple[Path, ...]
    user_lexicon: UserLexicon


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of one pair."""

    name: str
    source: Path
    target: Path
    translation: Path | None
    anchors: Path | None
    vectors: tuple[Path, ...]
    output: Path | None

    def __post_init__(self) -> None:
        if self.output is not None:
            refuse_inputs(self.output, (self.source, self.target, self.translation, self.anchors, *self.vectors))


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The texts of one pair, and what is known of them beforehand."""

    source: Document
    target: Document
    origin: Provenance
    translation: tuple[str, ...]
    anchors: tuple[tuple[int, int], ...]
    confirmed: tuple[Bead, ...]


def align_files(
    source: AnyPath,
    target: AnyPath,
    output: AnyPath | None = None,
    *,
    to: str | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    presegmented: bool = False,
    translation: AnyPath | None = None,
    anchors: AnyPath | None = None,
    vectors: tuple[AnyPath, AnyPath] | None = None,
    encoder: str | PathLike[str] | Encoder | None = None,
    glossary: Sequence[AnyPath] = (),
    lexicon: Sequence[AnyPath] = (),
    aligner: str | None = None,
    jobs: int = 1,
    encoding: str | None = None,
    segmenting: Segmenting | None = None,
    extracting: Extracting | None = None,
    force: bool = False,
    explain: bool = False,
) -> TextsRun:
    """Align two texts, or the texts of two folders, paired by their names up to the first dot.

    Args:
        source: A text or a folder of texts.
        target: Its translation, or a folder of them.
        output: Where to write: a file, or for folders a folder; without it nothing is written.
        to: One of :data:`align.pairing.OUTPUTS`; by default what the name of the file says, and beads for a folder.
        source_lang: BCP 47 tag; by default what the script makes certain.
        target_lang: Likewise.
        presegmented: Every line is one sentence, an empty one too.
        translation: A machine translation of the source, one line a source sentence; for folders a folder.
        anchors: Beads that are confirmed, or pairs of sentences that begin together; for folders a folder, in which
            texts without anchors have no file.
        vectors: Sentence vectors of the source and of the target, ``.npy`` with a row a sentence; for folders two
            folders.
        encoder: What makes such vectors: as for :func:`align.encoder.load_encoder`, or an encoder.
        glossary: Files or folders of terms; by default the project's.
        lexicon: Dictionaries, bitexts and translation memories, see :func:`align.loading.load_lexicon`.
        aligner: One of :data:`align.alignment.ALIGNERS`; by default ``embed`` with vectors, else ``lexical``.
        jobs: How many processes may work at once, >= 1.
        encoding: Of the texts, as for :func:`align.text.decoding.decode`.
        segmenting: How to divide the texts; by default what the project's ``align.toml`` says.
        extracting: How to take the texts out of documents; likewise.
        force: Overwrite files that exist.
        explain: Whether beads are to say why they were made.

    Raises:
        AlignError: An argument or a file is at fault; nothing is written then.
    """
    if jobs < 1:
        raise ArgumentError(f"jobs {jobs} is less than 1")
    aligner = chosen_aligner(aligner, vectors=vectors is not None, encoder=encoder is not None)
    langs = [standard_tag(lang) if lang is not None else None for lang in (source_lang, target_lang)]
    folders = is_folder(Path(source))
    pairs, to = _files(source, target, output, to, translation, anchors, vectors, folders=folders)
    if output is not None and (not folders or check_folder(Path(output))):
        for pair in pairs:
            check_output(pair.output or Path(output), force=force)
    reading = Reading(langs[0], langs[1], encoding, segmenting, extracting, presegmented)
    loaded = _mapped(partial(_load, reading=reading), pairs, jobs)
    source_tag = langs[0] or _language(pairs, loaded, "source")
    target_tag = langs[1] or _language(pairs, loaded, "target")
    paths = [Path(path) for path in glossary] or find_glossary(pairs[0].target)
    termbase = load_termbase(paths)
    user = load_lexicon(lexicon, source_lang=source_tag, target_lang=target_tag, encoding=encoding)
    known = [_pair(files, texts, divided=presegmented) for files, texts in zip(pairs, loaded, strict=True)]
    if encoder is not None:
        known = encoded(known, encoder)
    alignments = align(known, (source_tag, target_tag), termbase, user, aligner, jobs, explain=explain)
    done = [
        _aligned(files, texts, alignment, source_tag, target_tag)
        for files, texts, alignment in zip(pairs, loaded, alignments, strict=True)
    ]
    if output is not None:
        if folders:
            make_folder(Path(output))
        done = _mapped(partial(_written, to=to, termbase=termbase, force=force), done, jobs)
    return TextsRun(tuple(done), termbase, tuple(paths), user)


def _mapped(function: Callable[[_Task], _Done], tasks: Sequence[_Task], jobs: int) -> list[_Done]:
    """The function of each task, in several processes if there are several tasks."""
    with mapping(min(jobs, len(tasks)), chunk=max(1, len(tasks) // (jobs * 8))) as run:
        return list(run(function, tasks))


def _files(
    source: AnyPath,
    target: AnyPath,
    output: AnyPath | None,
    to: str | None,
    translation: AnyPath | None,
    anchors: AnyPath | None,
    vectors: tuple[AnyPath, AnyPath] | None,
    *,
    folders: bool,
) -> tuple[list[_Files], str]:
    """The files of each pair, and the format that is to be written."""
    texts = pair_files(source, target)
    names = [name for name, _, _ in texts]
    translations = partners(names, translation, folders=folders) if translation is not None else {}
    known = partners(names, anchors, folders=folders, some=True) if anchors is not None else {}
    rows = [partners(names, path, folders=folders) for path in vectors or ()]
    to, files = outputs(names, Path(output), to, folders=folders) if output is not None else ("", {})
    return [
        _Files(
            name,
            one,
            other,
            translations.get(name),
            known.get(name),
            tuple(side[name] for side in rows),
            files.get(name),
        )
        for name, one, other in texts
    ], to


# Texts to pairs ------------------------------------------------------------------------------------------------------


def _load(files: _Files, reading: Reading) -> _Loaded:
    source, origin = read_text(files.source, reading.source_lang, reading)
    target, target_origin = read_text(files.target, reading.target_lang, reading)
    translation: tuple[str, ...] = ()
    if files.translation is not None:
        lines, _ = load_lines(files.translation, "und", reading.encoding)
        translation = tuple(segment.text for segment in lines.segments)
        sentences = sum(1 for _ in source.segments)
        if len(translation) != sentences:
            said = f"has {len(translation)} lines, where {files.source} has {sentences} sentences"
            raise InputError(said, path=files.translation)
    anchors, confirmed = load_anchors(files.anchors) if files.anchors is not None else ((), ())
    known = (("source", origin.input), ("source_sha256", origin.sha256))
    return _Loaded(source, target, replace(target_origin, options=known), translation, anchors, confirmed)


def _language(pairs: Sequence[_Files], loaded: Sequence[_Loaded], side: str) -> str:
    """The one language of the texts of a side; empty texts have none."""
    found: list[tuple[Path, str]] = []
    for files, texts in zip(pairs, loaded, strict=True):
        path, document = getattr(files, side), getattr(texts, side)
        if not document.text.strip():
            continue
        if document.lang == "und":
            raise ArgumentError(
                f"the language cannot be told from the script alone; name it with --{side}-lang, for example en",
                path=path,
            )
        if found and found[0][1] != document.lang:
            said = f"seems to be {document.lang}, and {found[0][0]} {found[0][1]}; name the language with --{side}-lang"
            raise ArgumentError(said, path=path)
        found.append((path, document.lang))
    return found[0][1] if found else "und"


def _pair(files: _Files, texts: _Loaded, *, divided: bool) -> Pair:
    pair = Pair(
        side_of(texts.source, divided=divided),
        side_of(texts.target, divided=divided),
        texts.translation,
        texts.anchors,
        texts.confirmed,
    )
    with telling(files.anchors or files.source):
        validate(pair)
    return with_vectors(pair, *files.vectors) if files.vectors else pair


# Alignments to files -------------------------------------------------------------------------------------------------


def _aligned(files: _Files, texts: _Loaded, alignment: Alignment, source_lang: str, target_lang: str) -> AlignedTexts:
    source, target = replace(texts.source, lang=source_lang), replace(texts.target, lang=target_lang)
    options = (*texts.origin.options, ("aligner", alignment.signature))
    return AlignedTexts(
        name=files.name,
        source=files.source,
        target=files.target,
        sentences=(sum(1 for _ in source.segments), sum(1 for _ in target.segments)),
        alignment=alignment,
        bitext=replace(
            sheets.build_aligned(source, target, alignment), provenance=replace(texts.origin, options=options)
        ),
        output=files.output,
        notes=alignment.notes,
    )


def rendered(texts: AlignedTexts, to: str, termbase: Termbase) -> tuple[bytes, list[str]]:
    """Aligned texts in a format.

    Args:
        texts: The texts.
        to: One of :data:`align.pairing.OUTPUTS`.
        termbase: The terms to show.

    Returns:
        The content of a file, and sentences that tell what the format cannot show as it is.

    Raises:
        ArgumentError: There is no such format, or it cannot hold the alignment.
    """
    stream = BytesIO()
    writer = formats.load(OUTPUTS, to)
    if to in formats.ALIGNMENT_WRITERS:
        notes: list[str] = writer(texts.alignment, stream)
    else:
        from align.project import sheet_for  # here: it brings all checks along

        notes = writer(sheet_for(to, texts.bitext, termbase), stream)
    return stream.getvalue(), notes


def _written(texts: AlignedTexts, to: str, termbase: Termbase, *, force: bool) -> AlignedTexts:
    if texts.output is None:
        return texts
    data, notes = rendered(texts, to, termbase)
    with replacing(texts.output, force=force) as stream:
        stream.write(data)
    return replace(texts, notes=(*texts.notes, *notes))


# The Python face -----------------------------------------------------------------------------------------------------


def align_texts(
    source: str | Sequence[str],
    target: str | Sequence[str],
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    translation: Sequence[str] = (),
    anchors: Sequence[tuple[int, int]] = (),
    confirmed: Sequence[Bead] = (),
    vectors: tuple[NDArray[Any], NDArray[Any]] | None = None,
    encoder: str | PathLike[str] | Encoder | None = None,
    termbase: Termbase | None = None,
    lexicon: UserLexicon | None = None,
    aligner: str | None = None,
    explain: bool = False,
) -> Alignment:
    """Align two texts.

    Args:
        source: A text, which is divided into sentences, or its sentences.
        target: Its translation, likewise.
        source_lang: BCP 47 tag; by default what the script makes certain.
        target_lang: Likewise.
        translation: A machine translation of the source, one string a source sentence.
        anchors: Pairs ``(i, j)`` of indices: source sentence ``i`` and target sentence ``j`` begin together.
        confirmed: Beads that are known; they come back as they are.
        vectors: Sentence vectors of the source and of the target, arrays with a row a sentence.
        encoder: What makes such vectors: as for :func:`align.encoder.load_encoder`, or an encoder.
        termbase: Terms that speak for a bead.
        lexicon: Words and sentences that are known to translate each other, see :func:`align.load_lexicon`.
        aligner: One of :data:`align.alignment.ALIGNERS`; by default ``embed`` with vectors, else ``lexical``.
        explain: Whether beads are to say why they were made.

    Returns:
        Beads that tile both texts in order. Their indices count the sentences that :func:`align.segment` finds in a
        text, or those that were given.

    Raises:
        LanguageTagError: A language is no language tag.
        ArgumentError: A language is not certain, the aligner is unknown, or what is known contradicts itself.
        InputError: There is no such encoder on this machine.
    """
    aligner = chosen_aligner(aligner, vectors=vectors is not None, encoder=encoder is not None)
    sides, langs = [], []
    for name, text, lang in (("source", source, source_lang), ("target", target, target_lang)):
        whole = text if isinstance(text, str) else "\n".join(text)
        tag = standard_tag(lang) if lang is not None else guess_language(whole)
        if tag is None and whole.strip():
            raise ArgumentError(f"the language cannot be told from the script alone; say {name}_lang, for example 'en'")
        langs.append(tag or "und")
        sides.append(side_of(segmentation.parse(text, langs[-1])) if isinstance(text, str) else Side(tuple(text)))
    pair = Pair(sides[0], sides[1], tuple(translation), tuple(anchors), tuple(confirmed), vectors)
    pairs = [pair] if encoder is None else encoded([pair], encoder)
    return align(pairs, (langs[0], langs[1]), termbase or Termbase(), lexicon, aligner, explain=explain)[0]
