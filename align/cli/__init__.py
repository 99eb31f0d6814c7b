"""The command line: arguments in, rooms called through :mod:`align.project`, text out.

Exit code 0 done, 1 checks found something at or above ``--fail-on``, 2 the input or the arguments are at fault.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from align.cli.attach import attach
from align.cli.check import check
from align.cli.convert import convert
from align.cli.corpus import corpus
from align.cli.evaluate import evaluate
from align.cli.history import history
from align.cli.merge import merge
from align.cli.output import prepare, tell
from align.cli.plot import plot
from align.cli.report import report
from align.cli.segment import segment
from align.cli.serve import serve
from align.cli.sheet import sheet
from align.cli.terms import terms
from align.cli.texts import texts
from align.cli.update import update
from align.errors import AlignError
from align.version import __version__

__all__ = ["cli", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="align")
def cli() -> None:
    """Translation alignment: working sheets with source slots, terms, consistency checks."""


_COMMANDS = (
    sheet,
    merge,
    attach,
    update,
    history,
    texts,
    corpus,
    segment,
    terms,
    check,
    convert,
    evaluate,
    serve,
    plot,
    report,
)
for command in _COMMANDS:
    cli.add_command(command)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    prepare()
    try:
        code = _run(list(sys.argv[1:] if args is None else args))
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()  # the reader went away: nothing is left to say
        code = 0
    except OSError as error:
        _drop_output()
        tell(f"cannot write to standard output: {error.strerror or error}")
        code = 2
    sys.exit(code)


def _run(args: list[str]) -> int:
    """Run a command; its exit code. Not by ``cli.main``, whose own care for closed pipes ends with code 1."""
    try:
        with cli.make_context("align", args) as context:
            cli.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except AlignError as error:
        tell(str(error))
        return 2
    except click.exceptions.NoArgsIsHelpError as error:
        sys.stderr.write(error.format_message() + "\n")
        return 2
    except click.ClickException as error:
        place = getattr(error, "ctx", None)
        tell(f"{error.format_message().rstrip('.')} (see {place.command_path if place else 'align'} --help)")
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    return 0


def _drop_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
