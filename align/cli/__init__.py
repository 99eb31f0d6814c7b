"""The command line: arguments in, rooms called through :mod:`align.project`, text out.

Exit code 0 done, 1 checks found something at or above ``--fail-on``, 2 the input or the arguments are at fault.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from align.cli.check import check
from align.cli.segment import segment
from align.cli.sheet import sheet
from align.cli.terms import terms
from align.errors import AlignError
from align.version import __version__

__all__ = ["cli", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="align")
def cli() -> None:
    """Translation alignment: working sheets with source slots, terms, consistency checks."""


for command in (sheet, segment, terms, check):
    cli.add_command(command)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Any text can be shown on any terminal; what it cannot show is escaped.
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(args=args, prog_name="align", standalone_mode=False)
        sys.stdout.flush()
    except AlignError as error:
        _fail(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "align"
        _fail(f"{error.format_message().rstrip('.')} (see {path} --help)")
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader went away: nothing is left to say
        sys.exit(0)
    else:
        sys.exit(code or 0)


def _fail(message: str) -> None:
    click.echo(f"align: {' '.join(message.split())}", err=True)
    sys.exit(2)
