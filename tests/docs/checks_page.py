"""The list of checks in docs/checks.md, made from the docstrings of the checks.

``python -m tests.docs.checks_page`` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from align.checks import CHECKS, OPTIONS
from align.checks.documentation import Description, Example, describe
from align.model import Unit

PAGE = Path(__file__).resolve().parents[2] / "docs" / "checks.md"
HEAD = "## The checks\n"


def section() -> str:
    """The heading, a table of all checks, and a paragraph on each."""
    described = {name: describe(check) for name, check in sorted(CHECKS.items())}
    lines = [
        HEAD,
        "Made from the checks' own docstrings by `python -m tests.docs.checks_page`; every example is a test.",
    ]
    lines += ["", "| check | severity | what it says |", "|---|---|---|"]
    lines += [f"| [{name}](#{name}) | {said.severity} | {said.what} |" for name, said in described.items()]
    for name, said in described.items():
        lines += ["", f"### {name}", "", *paragraphs(name, said)]
    return "\n".join(lines) + "\n"


def paragraphs(name: str, said: Description) -> Iterator[str]:
    yield f"{said.what} ({said.severity_note})"
    if said.how:
        yield ""
        yield said.how
    yield ""
    yield f"Why: {said.why}"
    if said.options:
        yield ""
        for option, meaning in said.options:
            default = OPTIONS[name][option]
            shown_default = list(default) if isinstance(default, tuple) else default
            yield f"- option `{option}`: {meaning} Default: `{shown_default!r}`."
    if said.examples:
        yield ""
        for example in said.examples:
            yield f"- {'fails' if example.fails else 'passes'}: {shown(example)}"


def shown(example: Example) -> str:
    terms = [
        f"`{term.text}` {term.status}" for term in example.termbase.terms if term.lang == example.bitext.target_lang
    ]
    glossary = f"with {', '.join(terms)} in the glossary: " if terms else ""
    return glossary + "; ".join(
        code(unit.source, unit.target, unit.kind) + aside(unit, example) for unit in example.bitext.units
    )


def aside(unit: Unit, example: Example) -> str:
    """What an example says of a row beside its texts."""
    said = [f"comment `{unit.comment}`"] if unit.comment else []
    if unit.status != "translated":
        said.append(unit.status)
    said += [f"{c.field} came back as `{c.theirs}`" for c in example.bitext.conflicts if c.unit == unit.id]
    return f" ({', '.join(said)})" if said else ""


def code(source: str, target: str, kind: str) -> str:
    def quoted(text: str) -> str:
        text = text.replace("\n", "⏎")
        return f"`` {text} ``" if "`" in text else f"`{text}`" if text else "nothing"

    heading = "heading " if kind == "heading" else ""
    return f"{quoted(source)} → {quoted(target)}" if source else heading + quoted(target)


def main() -> None:
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(text[: text.index(HEAD)] + section(), encoding="utf-8")


if __name__ == "__main__":
    main()
