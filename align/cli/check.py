"""``align check``: what is wrong with texts and sheets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.cli.options import (
    encoding_option,
    extracting_of,
    extracting_options,
    glossary_option,
    grave,
    json_option,
    lang_option,
    names,
    termbase_of,
)
from align.cli.output import count, say, tell
from align.model import SEVERITIES

if TYPE_CHECKING:
    from align.fixes import Fixed
    from align.inspecting import Checked
    from align.model import Termbase
    from align.reports import Part
    from align.streaming import Streamed

__all__ = ["check"]

FORMATS = ("text", "json", "sarif", "junit", "github", "html")


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1)
@glossary_option
@lang_option
@encoding_option
@extracting_options
@click.option("--select", metavar="RULE,...", multiple=True, callback=names, help="Run only these checks.")
@click.option("--ignore", metavar="RULE,...", multiple=True, callback=names, help="Leave these checks out.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    help="Exit with 1 if an issue is as grave as this.  [default: what align.toml says, else warning]",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Form of the report.  [default: text]")
@click.option("-o", "--output", metavar="OUT", help="Write the report into a file.")
@click.option("--force", is_flag=True, help="Overwrite OUT if it exists.")
@click.option("--baseline", metavar="FILE.json", help="A JSON report: the issues in it are known, and only marked.")
@click.option("--fix", is_flag=True, help="Show what the certain fixes would change; nothing is written.")
@click.option("--write", is_flag=True, help="With --fix: change the files.")
@click.option(
    "--cases", metavar="FILE.jsonl", help="Run labelled cases instead: recall and false alarms of each check."
)
@json_option
def check(
    files: tuple[str, ...],
    glossary: tuple[str, ...],
    lang: str | None,
    encoding: str | None,
    as_json: bool,
    cases: str | None,
    **options: Any,
) -> None:
    """Check texts and sheets for consistency; exit with 1 if something is found."""
    if as_json and options["form"] not in {None, "json"}:
        raise click.UsageError("--json and --format do not go together")
    if options["write"] and not options["fix"]:
        raise click.UsageError("--write goes with --fix")
    form = "json" if as_json else options.pop("form") or "text"
    if cases is not None:
        if files or options["fix"] or options["output"]:
            raise click.UsageError("give files to check, or --cases, not both")
        _run_cases(cases, as_json=form == "json")
        return
    if not files:
        raise click.UsageError("Missing argument 'FILE...'")
    _check_files(files, glossary, lang, encoding, **{**options, "form": form})


def _check_files(
    files: Sequence[str],
    glossary: tuple[str, ...],
    lang: str | None,
    encoding: str | None,
    *,
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    tracked: str | None,
    max_size: int | None,
    fail_on: str | None,
    output: str | None,
    force: bool,
    baseline: str | None,
    fix: bool,
    write: bool,
) -> None:
    from align.checking import load_checking, select_checks
    from align.inspecting import check_file, check_stream, load_baseline
    from align.storage import check_output

    if output is not None:
        check_output(Path(output), force=force)
    known = load_baseline(baseline) if baseline is not None else frozenset()
    checking = load_checking(Path(files[0]))
    rules = select_checks(select, ignore, checking)
    named = termbase_of(glossary) if glossary else None
    checked: list[Checked | Streamed] = []
    termbases = []
    for path in files:
        termbases.append(named or termbase_of((), path))
        streamed = None if fix else check_stream(path, termbases[-1], rules, checking=checking)
        if streamed is None:
            taken = extracting_of(path, tracked, max_size)
            checked.append(
                check_file(
                    path, termbases[-1], rules, lang=lang, encoding=encoding, checking=checking, extracting=taken
                )
            )
        else:
            checked.append(streamed)
        if checked[-1].bitext.target_lang == "und":
            tell(f"note: {path}: the language is not known; words are compared as they stand (give --lang)")
    for note in dict.fromkeys(note for done in checked for note in done.notes):
        tell(f"note: {note}")
    if fix:
        _fix(checked, known, termbases, encoding, write=write, as_json=form == "json")
        return
    failing = grave(fail_on or checking.fail_on)
    found: set[str] = set()
    _report([(str(done.path), _parts(done, known, found)) for done in checked], rules, form, output, force=force)
    if not found.isdisjoint(failing):
        click.get_current_context().exit(1)


def _parts(done: Checked | Streamed, known: frozenset[str], found: set[str]) -> Iterator[Part]:
    """What was checked of a file, part by part, with the issues; the severities that are found go into a set."""
    from align.inspecting import mark_part

    seen: Counter[bytes] = Counter()
    for bitext, issues in done.parts():
        marked = mark_part(str(done.path), bitext, issues, known, seen)
        found.update(issue.severity for issue in marked if not issue.suppressed)
        yield bitext, marked


def _report(
    streams: Sequence[tuple[str, Iterator[Part]]], rules: Any, form: str, output: str | None, *, force: bool
) -> None:
    from align.inspecting import describe_checks
    from align.reports import report
    from align.storage import replacing

    described = describe_checks(rules) if form in {"sarif", "html"} else None
    pieces = report(form, streams, described)
    if output is not None:
        with replacing(Path(output), force=force) as stream:
            for piece in pieces:
                stream.write(piece.encode("utf-8", "backslashreplace"))
        return
    last = ""
    for piece in pieces:
        say(piece, end="")
        last = piece or last
    if last and not last.endswith("\n"):
        say("")


def _fix(
    checked: Sequence[Checked | Streamed],
    known: frozenset[str],
    termbases: Sequence[Termbase],
    encoding: str | None,
    *,
    write: bool,
    as_json: bool,
) -> None:
    from align.fixes import apply_fixes, plan_fixes
    from align.inspecting import Checked, mark_known

    marked = [replace(done, issues=mark_known(done, known)) for done in checked if isinstance(done, Checked)]
    planned = [(done, termbase, plan_fixes(done)) for done, termbase in zip(marked, termbases, strict=True)]
    if write:
        for done, termbase, fixed in planned:
            apply_fixes(done, fixed, termbase=termbase, encoding=encoding)
    if as_json:
        say(
            json.dumps(
                {"version": 1, "written": write, "units": [_row(done, f) for done, _, p in planned for f in p]},
                indent=2,
            )
        )
        return
    for done, _, fixed in planned:
        for each in fixed:
            place = each.unit.line or each.unit.id
            say(f"{done.path}:{place}: {', '.join(dict.fromkeys(issue.rule for issue in each.issues))}")
            say(f"- {_line(each.unit.target)}\n+ {_line(each.target)}")
    units = [each for _, _, fixed in planned for each in fixed]
    total = sum(len(each.issues) for each in units)
    if not total:
        say("no certain fixes")
    else:
        done_ = "written" if write else "nothing was written: --fix --write does it"
        fixes = count(total, "fix") if total == 1 else f"{total} fixes"
        say(f"{fixes} in {count(len(units), 'unit')}; {done_}")


def _row(done: Checked, fixed: Fixed) -> dict[str, Any]:
    return {
        "path": str(done.path),
        "unit": fixed.unit.id,
        "line": fixed.unit.line,
        "before": fixed.unit.target,
        "after": fixed.target,
        "rules": [issue.rule for issue in fixed.issues],
    }


def _line(text: str) -> str:
    return "".join(char if char.isprintable() else "⏎" if char == "\n" else "\ufffd" for char in text)


def _run_cases(path: str, *, as_json: bool) -> None:
    from align.cases import load_cases, run_cases, score_cases

    scores = score_cases(run_cases(load_cases(path)))
    if as_json:
        say(json.dumps(scores, indent=2))
        return
    say(f"{'check':30} {'faults':>7} {'found':>7} {'clean':>7} {'false alarms':>13}")
    for name, row in scores["families"].items():
        say(f"{name:30} {row['faults']:7} {row['found']:7} {row['clean']:7} {row['false_alarms']:13}")
    for title, rows in (("missed", scores["missed"]), ("clean but flagged", scores["flagged"])):
        for row in rows:
            rules = f": {', '.join(row['rules'])}" if row["rules"] else ""
            say(f"{title} {row['id']} ({row['check']}){rules}")
    summary = scores["summary"]
    say(
        f"recall {_share(summary['found'], summary['faults'])}; clean cases with a warning or an error"
        f" {_share(summary['clean_flagged'], summary['clean'])}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "none"
