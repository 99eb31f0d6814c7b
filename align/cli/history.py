"""``align history``: what was done to a sheet."""

from __future__ import annotations

import json
from typing import Any

import click

from align.cli.options import json_option
from align.cli.output import say

__all__ = ["history"]


@click.command()
@click.argument("sheet", metavar="SHEET")
@json_option
def history(sheet: str, as_json: bool) -> None:
    """Print what commands did to SHEET, the oldest first.

    The five last former versions lie beside it: SHEET~1 is the one before the last command.
    """
    from align.roundtrip import history as records_of

    records = records_of(sheet)
    if as_json:
        say(json.dumps({"version": 1, "records": records}, indent=1))
        return
    for record in records:
        say(_line(record))
    if not records:
        say("nothing: no command has changed it")


def _line(record: dict[str, Any]) -> str:
    options, counts = record.get("options"), record.get("counts")
    named = options.items() if isinstance(options, dict) else ()
    told = " ".join(f"{name}={_value(value)}" for name, value in named)
    done = counts.items() if isinstance(counts, dict) else ()
    numbers = ", ".join(f"{number} {name}" for name, number in done if number)
    return "  ".join(filter(None, (str(record.get("when", "")), str(record.get("command", "")), told, numbers)))


def _value(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
