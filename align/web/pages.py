"""Rows, panels and previews as HTML; whatever a text holds is text in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from align.desk import Desk
from align.model import SEVERITIES, SOURCE_STATES, STATUSES, Concept, Unit
from align.review.changes import Change
from align.review.editing import CONFIRMED
from align.review.filters import DOUBTFUL
from align.review.realigning import Why
from align.review.replacing import COLUMNS, Replaced
from align.review.shown import concepts_of, shown_concept, shown_rows
from align.text.tags import same_language
from align.web.answers import MODULES
from align.web.directions import direction, shown_tag
from align.web.keys import KEY_GROUPS

__all__ = ["BLOCK", "WHOLE", "Pages"]

BLOCK: Final = 25
"""Rows that the browser lays out together: the more, the longer a jump to a far row takes."""
WHOLE: Final = 20_000
"""Rows up to which the browser gets them all; of more it asks for those that it shows."""
_SHOWN: Final = 200  # rows of a preview
_LISTED: Final = 1_000  # sections and speakers to choose from
_LOOKED_AT: Final = 100  # rows whose script tells how their language is written


class Pages:
    """What the browser is given.

    Args:
        desk: The file under review.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk, self._session = desk, desk.session
        rest = desk.session.state.rest
        self._langs = (rest.source_lang, rest.target_lang)
        units = desk.session.state.units[:_LOOKED_AT]
        self._shown_langs = (
            shown_tag(rest.source_lang, "".join(unit.source for unit in units)),
            shown_tag(rest.target_lang, "".join(unit.target for unit in units)),
        )
        self._jinja = Environment(
            loader=PackageLoader("align.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._jinja.filters["direction"] = direction
        self._row = self._jinja.get_template("rows.html").module.row  # type: ignore[attr-defined]

    def page(self) -> str:
        """The page with its first block of rows."""
        session = self._session
        ids = [unit.id for unit in session.state.units[:BLOCK]]
        return self._render(
            "page.html",
            name=self._desk.path.name,
            revision=session.revision,
            total=len(session.state),
            block=BLOCK,
            whole=WHOLE,
            doubtful=DOUBTFUL,
            modules=MODULES,
            rows=shown_rows(session, ids),
            statuses=STATUSES,
            source_states=SOURCE_STATES,
            severities=SEVERITIES,
            rules=sorted({issue.rule for issues in session.issues.values() for issue in issues}),
            terms=self._terms(),
            sections=self._values("section"),
            speakers=self._values("speaker"),
            columns=COLUMNS,
            key_groups=KEY_GROUPS,
        )

    def _terms(self) -> list[tuple[str, str]]:
        """The concepts that have a term in one of the two languages, by what a translator calls them."""
        found = []
        for concept in self._session.inspector.termbase.concepts:
            if any(same_language(term.lang, lang) for term in concept.terms for lang in self._langs):
                shown = shown_concept(concept, self._langs)
                pair = (shown.source[:1] or ("?",))[0], (shown.target[:1] or ("?",))[0]
                found.append((concept.id, " = ".join(pair)))
        return sorted(found, key=lambda item: item[1].casefold())

    def _values(self, field: str) -> list[str]:
        return list(dict.fromkeys(filter(None, (getattr(unit, field) for unit in self._session.state))))[:_LISTED]

    def rows(self, ids: Sequence[str]) -> dict[str, str]:
        """The HTML of some rows, by id."""
        return {row.unit.id: str(self._row(row, self._shown_langs)) for row in shown_rows(self._session, ids)}

    def panel(self, unit_id: str) -> str:
        """All that is known of a row."""
        (row,) = shown_rows(self._session, [unit_id])
        return self._render(
            "panel.html",
            r=row,
            texts={"source": row.unit.source, "target": row.unit.target},
            concepts=concepts_of(self._session, row.unit),
            statuses=STATUSES,
            source_states=SOURCE_STATES,
            checking=self._desk.progress().checking,
        )

    def concept(self, concept: Concept) -> str:
        """A concept with its definition and variants."""
        return self._render("concept.html", c=shown_concept(concept, self._langs))

    def why(self, unit: Unit, why: Why) -> str:
        """Why a row was made."""
        most = max((abs(value) for _, value in why.evidence.parts), default=1.0)
        return self._render("why.html", why=why, most=most, lengths=(len(unit.source), len(unit.target)))

    def replacing(self, found: Iterable[Replaced], column: str) -> tuple[str, int]:
        """What a replacement would change, and in how many rows."""
        items, total, count = [], 0, 0
        for item in found:
            total, count = total + 1, count + item.count
            if total <= _SHOWN:
                number = self._session.state.place(item.unit.id) + 1
                items.append({"number": number, "before": getattr(item.unit, column), "after": item.text})
        return self._render("plan.html", kind="replace", items=items, total=total, count=count), total

    def realigning(self, change: Change) -> str:
        """What aligning anew would change."""
        splice = change.splices[0]
        held = {(unit.id, unit.source, unit.target) for unit in splice.before}
        after = [{"unit": unit, "same": (unit.id, unit.source, unit.target) in held} for unit in splice.after]
        return self._render(
            "plan.html",
            kind="realign",
            before=splice.before,
            after=after,
            kept=sum(bool(item["same"]) for item in after),
            confirmed=any(unit.status in CONFIRMED for unit in splice.before),
        )

    def accepting(self, change: Change) -> str:
        """How many rows would be accepted."""
        return self._render("plan.html", kind="accept", total=len(change.splices))

    def _render(self, template: str, **values: Any) -> str:
        return self._jinja.get_template(template).render(
            langs=self._shown_langs, read_only=self._desk.read_only, **values
        )
