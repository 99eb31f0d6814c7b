"""The page of ``align report``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from align.formats.bilingual.html import STYLE as SIDE_BY_SIDE
from align.formats.bilingual.html import link, table
from align.formats.declarations import DECLARATIONS, Tally
from align.model import SEVERITIES, Bitext, Issue, Rule
from align.pictures import Series
from align.pictures.page import SCROLLED, picture
from align.pictures.page import STYLE as PICTURES
from align.pictures.progress import Progress
from align.pictures.series import counted, share
from align.pictures.terms import TermUse
from align.text.pages import as_text, page

__all__ = ["Report", "report_page"]

_PLACES: Final = 8
_LISTED: Final = 500
_ORDER: Final = ("progress", "terms", "alignment", "lengths")
_STYLE: Final = """
dl.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(11em, 1fr)); gap: .8em; margin: 1em 0; }
dl.figures div { border: 1px solid var(--line); border-radius: 4px; padding: .6em .8em; }
dl.figures dt { color: var(--soft); font-size: .85em; }
dl.figures dd { margin: 0; font-size: 1.35em; font-weight: 600; }
dl.figures dd small { display: block; font-size: .62em; font-weight: 400; color: var(--soft); }
nav a { margin-inline-end: 1em; }
a { color: inherit; }
td.severity, .issues td:first-child { white-space: nowrap; }
td.error { color: #b3261e; font-weight: 600; } td.warning { color: #9a5b00; font-weight: 600; }
@media (prefers-color-scheme: dark) { td.error { color: #ff8a80; } td.warning { color: #ffb74d; } }
@media print { nav { display: none; } td.error { color: #b3261e; } td.warning { color: #9a5b00; }
  dl.figures { grid-template-columns: repeat(5, 1fr); } dl.figures div { break-inside: avoid; }
  figure svg { width: 100%; } h2#text { break-before: page; } table.issues { width: 100%; } }
"""


@dataclass(frozen=True, slots=True)
class Report:
    """What a client wants to know of a bitext.

    Attributes:
        title: What the page is called.
        bitext: The bitext.
        series: The numbers of the pictures by their kinds; of progress always.
        issues: What the checks found and nobody settled.
        rules: What is known of the checks.
    """

    title: str
    bitext: Bitext
    series: Mapping[str, Series]
    issues: tuple[Issue, ...]
    rules: Mapping[str, Rule]

    @property
    def by_rule(self) -> dict[str, list[Issue]]:
        """The issues of each check, the gravest and the most frequent checks first."""
        found: dict[str, list[Issue]] = defaultdict(list)
        for issue in self.issues:
            found[issue.rule].append(issue)
        return dict(sorted(found.items(), key=lambda item: (*_rank(item[1]), item[0])))

    @property
    def counts(self) -> dict[str, int]:
        """How many issues there are of each severity."""
        return {name: sum(issue.severity == name for issue in self.issues) for name in SEVERITIES}

    def figures(self) -> Iterator[tuple[str, str, str]]:
        """What the page begins with: what is counted, the number, and what it is made of."""
        progress = self.series["progress"]
        if isinstance(progress, Progress):
            total = progress.total
            done = total.statuses["reviewed"] + total.statuses["final"]
            yield "units", f"{total.units:,}", f"{len(progress.sections):,} sections"
            yield "reviewed or final", share(done, total.units), f"{done:,} of {total.units:,}"
            found = total.source_states["original"]
            yield "originals found", share(found, total.units), f"{found:,} of {total.units:,}"
        terms = self.series.get("terms")
        if isinstance(terms, TermUse):
            counts = terms.counts
            told = f"{counts['missing']:,} missing, {counts['forbidden']:,} forbidden"
            yield "required terms found", f"{counts['found']:,} of {counts['required']:,}", told
        counts = self.counts
        grave = counts["error"] + counts["warning"]
        yield "errors and warnings", f"{grave:,}", f"and {counts['info']:,} for information"


def _rank(issues: list[Issue]) -> tuple[int, int]:
    return min(SEVERITIES.index(issue.severity) for issue in issues), -len(issues)


def report_page(done: Report, drawings: Mapping[str, str]) -> Iterator[str]:
    """The page, piece by piece.

    Args:
        done: What it says.
        drawings: SVG elements by kind of picture, as far as there are any.
    """
    return page(done.title, _parts(done, drawings), SIDE_BY_SIDE + PICTURES + _STYLE)


def _parts(done: Report, drawings: Mapping[str, str]) -> Iterator[str]:
    bitext = done.bitext
    origin = f" of {bitext.provenance.input}" if bitext.provenance.input else ""
    yield f'<p class="summary">{as_text(f"Translation{origin}, {bitext.source_lang} to {bitext.target_lang}.")}</p>\n'
    yield '<dl class="figures">\n'
    for name, number, told in done.figures():
        yield f"<div><dt>{name}</dt><dd>{number or '0 %'} <small>{told}</small></dd></div>\n"
    yield "</dl>\n"
    kinds = [kind for kind in _ORDER if kind in done.series]
    links = "".join(f'<a href="#picture-{kind}">{as_text(done.series[kind].title)}</a> ' for kind in kinds)
    yield f'<nav aria-label="On this page">{links}<a href="#issues">Issues</a> <a href="#text">Text</a></nav>\n'
    for kind in kinds:
        yield picture(done.series[kind], drawings.get(kind))
    yield from _issues(done)
    yield '<section>\n<h2 id="text">Text</h2>\n'
    yield from table(bitext, Tally(DECLARATIONS["html"]))
    yield "</section>\n"


def _issues(done: Report) -> Iterator[str]:
    counts = done.counts
    grave = f"{counted(counts['error'], 'error')}, {counted(counts['warning'], 'warning')}"
    told = f"{grave}, {counts['info']:,} for information"
    yield f'<section id="issues">\n<h2>Issues</h2>\n<p class="summary">{told}.</p>\n'
    if done.issues:
        yield _table("Issues by check", ("check", "what it finds", *SEVERITIES, "where"), _by_rule(done))
    listed = [issue for issue in done.issues if issue.severity != "info"]
    if listed:
        rows = (_listed(issue) for issue in listed[:_LISTED])
        yield _table("Errors and warnings in the order of the text", ("unit", "severity", "check", "message"), rows)
    if len(listed) > _LISTED:
        yield f"<p>And {len(listed) - _LISTED:,} more.</p>\n"
    yield "</section>\n"


def _table(caption: str, head: tuple[str, ...], rows: Iterator[str]) -> str:
    names = "".join(f'<th scope="col"{_NUMBER if name in SEVERITIES else ""}>{name}</th>' for name in head)
    return (
        f'{SCROLLED}<table class="numbers issues">\n<caption>{caption}</caption>\n'
        f"<thead><tr>{names}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table></div>\n"
    )


_NUMBER: Final = ' class="number"'


def _by_rule(done: Report) -> Iterator[str]:
    for name, issues in done.by_rule.items():
        numbers = (sum(issue.severity == severity for issue in issues) for severity in SEVERITIES)
        cells = "".join(f"<td{_NUMBER}>{number:,}</td>" for number in numbers)
        units = list(dict.fromkeys(issue.unit for issue in issues))
        more = f" and {len(units) - _PLACES:,} more" if len(units) > _PLACES else ""
        summary = done.rules[name].summary if name in done.rules else ""
        where = ", ".join(link(unit) for unit in units[:_PLACES])
        yield (
            f'<tr><th scope="row">{as_text(name)}</th><td>{as_text(summary)}</td>{cells}<td>{where}{more}</td></tr>\n'
        )


def _listed(issue: Issue) -> str:
    return (
        f'<tr><td>{link(issue.unit)}</td><td class="severity {issue.severity}">{issue.severity}</td>'
        f'<td class="rule">{as_text(issue.rule)}</td><td>{as_text(issue.message)}</td></tr>\n'
    )
