"""Which files belong together: those of two folders by their names, and the files that a job is to write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from align import formats
from align.errors import ArgumentError, FileAccessError
from align.loading import AnyPath, format_for
from align.storage import is_folder, list_files, same_file

__all__ = ["INPUTS", "OUTPUTS", "outputs", "pair_files", "partners", "refuse_inputs"]

INPUTS: Final[Mapping[str, str]] = {**formats.PART_READERS, **formats.ALIGNMENT_READERS, **formats.READERS}
"""What a bitext or an alignment can be read from."""
OUTPUTS: Final[Mapping[str, str]] = {**formats.ALIGNMENT_WRITERS, **formats.WRITERS}
"""What an alignment can be written as."""

_HOW: Final = "files are paired up to the first dot"


def pair_files(one: AnyPath, other: AnyPath) -> list[tuple[str, Path, Path]]:
    """Two files as a pair, or the files of two folders paired by their names up to the first dot.

    Hidden files and folders in the folders are not looked at.

    Returns:
        Name and paths of each pair, in the order of the names; two files are named by the first.

    Raises:
        AlignError: One is a file and the other a folder, or a file of a folder has no partner or shares its name.
    """
    one, other = Path(one), Path(other)
    if is_folder(one) != is_folder(other):
        folder, file = (one, other) if is_folder(one) else (other, one)
        raise ArgumentError(f"is a folder, where {file} is none; give two files or two folders", path=folder)
    if not is_folder(one):
        return [(_stem(one), one, other)]
    first, second = _by_stem(one), _by_stem(other)
    for names, path, partners in ((first, other, second), (second, one, first)):
        lonely = [names[stem] for stem in names if stem not in partners]
        if lonely:
            more = f" (nor for {len(lonely) - 1} more)" if len(lonely) > 1 else ""
            raise FileAccessError(f"holds no file for {lonely[0]}{more}; {_HOW}", path=path)
    return [(stem, first[stem], second[stem]) for stem in sorted(first)]


def _by_stem(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in list_files(folder):
        if path.name.startswith("."):
            continue
        twin = found.setdefault(_stem(path), path)
        if twin is not path:
            raise ArgumentError(f"{twin.name} and {path.name} have one name up to the first dot", path=folder)
    if not found:
        raise FileAccessError("holds no files", path=folder)
    return found


def _stem(path: Path) -> str:
    return path.name.split(".")[0]


def partners(names: Sequence[str], given: AnyPath, *, folders: bool, some: bool = False) -> dict[str, Path]:
    """Further files of some pairs by the names of the pairs.

    Args:
        names: The names of the pairs as :func:`pair_files` gives them.
        given: A file for the one pair, or a folder that holds files of those names.
        folders: Whether the pairs come from folders.
        some: A pair may go without.

    Raises:
        AlignError: It is a folder where a file is wanted or the other way round, or files are lacking or strange.
    """
    path = Path(given)
    if is_folder(path) != folders:
        what = "folder" if folders else "file"
        raise ArgumentError(f"a {what} is wanted, for the texts are {what}s", path=path)
    if not folders:
        return {names[0]: path}
    known = _by_stem(path)
    strange = sorted(known.keys() - set(names))
    lacking = [name for name in names if name not in known]
    if strange:
        raise FileAccessError(f"belongs to none of the texts; {_HOW}", path=known[strange[0]])
    if lacking and not some:
        raise FileAccessError(f"holds no file for {lacking[0]}; {_HOW}", path=path)
    return known


def outputs(names: Sequence[str], output: Path, to: str | None, *, folders: bool) -> tuple[str, dict[str, Path]]:
    """The format that is to be written, and the file of each pair by its name.

    Args:
        names: The names of the pairs.
        output: A file for the one pair, or a folder.
        to: One of :data:`OUTPUTS`; by default what the name of the file says, and beads for a folder.
        folders: Whether the pairs come from folders.

    Raises:
        AlignError: There is no such format.
    """
    to = to or ("beads" if folders else format_for(output, OUTPUTS, "cannot be written"))
    formats.load(OUTPUTS, to)
    return to, {name: output / f"{name}.{to}" if folders else output for name in names}


def refuse_inputs(output: Path, inputs: Iterable[Path | None]) -> None:
    """Refuse to write over a file that is read.

    Raises:
        ArgumentError: The output is one of the inputs.
    """
    if any(path is not None and same_file(output, path) for path in inputs):
        raise ArgumentError("is one of the inputs; give another name with -o", path=output)
