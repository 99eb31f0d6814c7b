"""Everything that a user's input can do wrong, as one tree.

::

    AlignError                  one clear sentence, with path, line and column where there is one
    ├── ArgumentError           an argument, option or value is at fault
    │   └── LanguageTagError    not a BCP 47 language tag
    └── InputError              a file is at fault
        ├── FileAccessError     missing, a directory, unreadable or not writable
        ├── EncodingError       bytes that are no text in the encoding asked for
        ├── FileChangedError    changed by somebody else between reading and writing
        ├── FormatError         a file that its format does not allow
        └── OutputExistsError   the output exists and may hold people's work

The command line prints ``str(error)`` on standard error and exits with code 2. Faults in the *text* that a user
brings (a repeated sentence, a forbidden term) are never errors but :class:`align.model.Issue` objects.
"""

from __future__ import annotations

import os

__all__ = [
    "AlignError",
    "ArgumentError",
    "EncodingError",
    "FileAccessError",
    "FileChangedError",
    "FormatError",
    "InputError",
    "LanguageTagError",
    "OutputExistsError",
]


class AlignError(Exception):
    """The root of the tree: a fault of the input, said in one sentence.

    Args:
        message: What is wrong and what to do, one sentence without a final full stop.
        path: The file concerned.
        line: Line in it, counted from 1; for a spreadsheet the row.
        column: Column in the line, in code points, counted from 1.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | os.PathLike[str] | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = None if path is None else os.fspath(path)
        self.line = line
        self.column = column

    def at(self, path: str | os.PathLike[str]) -> AlignError:
        """The same error, told where it happened; a path that is already there stays."""
        if self.path is None:
            self.path = os.fspath(path)
        return self

    def __str__(self) -> str:
        place = [str(part) for part in (self.path, self.line, self.column) if part is not None]
        text = f"{':'.join(place)}: {self.message}" if place else self.message
        return "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode() for c in text)


class ArgumentError(AlignError):
    """An argument, option or value is at fault."""


class LanguageTagError(ArgumentError):
    """Not a BCP 47 language tag."""


class InputError(AlignError):
    """A file is at fault."""


class FileAccessError(InputError):
    """A file is missing, a directory, unreadable or not writable."""


class EncodingError(InputError):
    """Bytes that are no text in the encoding asked for."""


class FileChangedError(InputError):
    """A file was changed by somebody else between reading and writing, or is being changed."""


class FormatError(InputError):
    """A file that its format does not allow."""


class OutputExistsError(InputError):
    """The output exists and may hold people's work."""
