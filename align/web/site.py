"""What the browser asks, and what it may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from starlette.responses import Response

from align.desk import Desk
from align.errors import ArgumentError
from align.pictures import dots_of_bitext
from align.pictures.page import picture
from align.plotting import drawing, series_of
from align.review import realigning
from align.review.changes import Change, State
from align.review.filters import DOUBTFUL, View, following
from align.review.replacing import plan
from align.review.structure import cuts
from align.web.answers import html, json_of, sentence
from align.web.pages import BLOCK, Pages
from align.web.views import Views
from align.web.wanted import change_of, flag, number, replacing, seen_by, text, whole_numbers

__all__ = ["Site", "Values"]

_MOST_ROWS: Final = 1_000
_MOST_PATCHES: Final = 3_000

Values = Mapping[str, Any]


class Site:
    """What answers the requests."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.session = desk, desk.session
        self.pages, self.views = Pages(desk), Views(desk.session.state)

    # Looking ----------------------------------------------------------------------------------------------------------

    def page(self, _: Values) -> Response:
        """The page with its first rows."""
        return html(self.pages.page())

    def rows(self, asked: Values) -> Response:
        """Some rows of a view."""
        first, count = whole_numbers(asked, first=0, count=BLOCK)
        name = text(asked, "view", "all")
        ids = self.views.ids(name, first, min(count, _MOST_ROWS))
        found = self.pages.rows(ids)
        return json_of({"rows": [found.get(unit_id, "") for unit_id in ids], "revision": self.session.revision})

    def view(self, asked: Values) -> Response:
        """A filter is set: the view that it gives."""
        below = text(asked, "below")
        names = ("status", "state", "issue", "term", "section", "speaker", "search")
        view = View(below=number(asked, "below") if below else None, **{name: text(asked, name) for name in names})
        state = self.session.state
        if not view:
            return json_of({"view": "all", "total": len(state), "revision": self.session.revision})
        having = self.session.inspector.having_term(state, view.term) if view.term else frozenset()
        ids = list(view.rows(state.units, self.session.issues, having))
        return json_of({"view": self.views.add(ids), "total": len(ids), "revision": self.session.revision})

    def next(self, asked: Values) -> Response:
        """The next row of a kind."""
        name, unit_id, kind = text(asked, "view", "all"), text(asked, "id"), text(asked, "kind")
        units = self.views.units(name)
        here = next((n for n, unit in enumerate(units) if unit.id == unit_id), -1)
        below = number(asked, "below") if text(asked, "below") else DOUBTFUL
        found = following(units, here, kind, self.session.issues, back=flag(asked, "back"), below=below)
        return json_of(None if found is None else {"id": found.id, "place": self.views.place(name, found.id)})

    def place(self, asked: Values) -> Response:
        """The row of a number, or a row by its id, and where it stands in a view."""
        name, unit_id = text(asked, "view", "all"), text(asked, "id")
        state = self.session.state
        if not unit_id:
            (number_asked,) = whole_numbers(asked, number=1)
            unit_id = state.units[min(max(number_asked, 1), len(state)) - 1].id
        return json_of({"id": unit_id, "place": self.views.place(name, unit_id)})

    def changes(self, asked: Values) -> Response:
        """What changed since a revision."""
        (since,) = whole_numbers(asked, since=0)
        return json_of(self._since(since))

    def panel(self, asked: Values) -> Response:
        """All about a row."""
        unit = self.session.state.unit(text(asked, "id"))
        return html(self.pages.panel(unit.id))

    def concept(self, asked: Values) -> Response:
        """A concept of the termbase."""
        concept = self.session.inspector.concept(text(asked, "id"))
        return sentence("", 404) if concept is None else html(self.pages.concept(concept))

    def cuts(self, asked: Values) -> Response:
        """Where a row would best be split."""
        side, at = text(asked, "side"), text(asked, "at")
        if side not in {"", "source", "target"}:
            raise ArgumentError(f"{side!r} is no side")
        found = cuts(self.session.state, text(asked, "id"), side, int(number(asked, "at")) if at else None)
        unit = self.session.state.unit(text(asked, "id"))
        return json_of({**found, "texts": {"source": unit.source, "target": unit.target}})

    def why(self, asked: Values) -> Response:
        """Why a row was made."""
        with self.desk.lock:
            state = State(self.session.bitext())
        unit = state.unit(text(asked, "id"))
        found = realigning.why(state, unit.id, tuple(self.session.inspector.termbase.terms))
        return html(self.pages.why(unit, found))

    def pictures(self, _: Values) -> Response:
        """The pictures of the rows as they are now."""
        draw = drawing()
        with self.desk.lock:
            bitext = self.session.bitext()
        found = series_of(bitext, termbase=self.session.inspector.termbase)
        return html("".join(picture(one, draw.to_inline_svg(one)) for one in found))

    def plotted(self, asked: Values) -> Response:
        """The row at a place in the dot plot, and where it stands in a view."""
        with self.desk.lock:
            bitext = self.session.bitext()
        unit = bitext.units[dots_of_bitext(bitext).nearest(number(asked, "across"), number(asked, "up"))]
        return json_of({"id": unit.id, "place": self.views.place(text(asked, "view", "all"), unit.id)})

    # Doing ------------------------------------------------------------------------------------------------------------

    def plan(self, asked: Values) -> Response:
        """What would be done: a preview."""
        with self.desk.lock:
            state = State(self.session.bitext(), self.session.state.highest)
            revision = self.session.revision
        if asked.get("op") == "replace":
            how = replacing(asked)
            ids = self._only_shown(asked)
            units = state.units if ids is None else [unit for unit in state if unit.id in ids]
            shown, count = self.pages.replacing(plan(units, how), how.column)
        else:
            change = self._change(state, asked)
            count = len(change.splices)
            shown = "<p>Nothing would change.</p>"
            if change:
                shown = (self.pages.accepting if asked.get("op") == "accept-above" else self.pages.realigning)(change)
        return json_of({"html": shown, "count": count, "revision": revision})

    def do(self, asked: Values) -> Response:
        """Make an edit."""
        seen, revision = seen_by(asked)
        slow = None
        if asked.get("op") == "realign":  # not while the others wait; it is done only if nothing changed meanwhile
            with self.desk.lock:
                state = State(self.session.bitext(), self.session.state.highest)
                revision = min(revision, self.session.revision)
            slow = self._change(state, asked)
        make: Callable[[State], Change] = (lambda _: slow) if slow is not None else (lambda s: self._change(s, asked))
        change, clashes = self.desk.do(make, seen, revision)
        return self._done(asked, change, clashes)

    def step(self, asked: Values) -> Response:
        """Undo or redo."""
        _, revision = seen_by(asked)
        kind = text(asked, "kind")
        if kind not in {"undo", "redo"}:
            raise ArgumentError(f"{kind!r} is neither undo nor redo")
        change, clashes = self.desk.step(kind, revision)
        return self._done(asked, change, clashes)

    def _change(self, state: State, asked: Values) -> Change:
        return change_of(
            state,
            asked,
            terms=lambda: tuple(self.session.inspector.termbase.terms),
            shown=lambda: self._only_shown(asked),
        )

    def _only_shown(self, asked: Values) -> frozenset[str] | None:
        name = text(asked, "view", "all")
        if not asked.get("shown") or name == "all":
            return None
        return frozenset(unit.id for unit in self.views.units(name))

    def _done(self, asked: Values, change: Change, clashes: list[Any]) -> Response:
        (since,) = whole_numbers(asked, revision=0)
        told = self._since(since)
        if clashes:
            now = [
                {
                    "id": clash.id,
                    "source": clash.unit.source,
                    "target": clash.unit.target,
                    "comment": clash.unit.comment,
                }
                if clash.unit
                else {"id": clash.id}
                for clash in clashes[:20]
            ]
            return json_of({**told, "clashes": now}, 409)
        focus = change.focus if change.focus in self.session.state else ""
        at = self.session.state.place(focus) if focus else None
        return json_of({**told, "focus": focus, "place": at, "name": change.name, "count": len(change.splices)})

    def _since(self, since: int) -> dict[str, Any]:
        with self.desk.lock:
            session = self.session
            patches = session.patches(since)
            progress = self.desk.progress()
            told: dict[str, Any] = {
                "revision": session.revision,
                "total": len(session.state),
                "confirmed": session.statuses["reviewed"] + session.statuses["final"],
                "slots": session.slots,
                "saved": progress.saved,
                "at": progress.at,
                "error": progress.error,
                "checking": progress.checking,
                "notes": self.desk.notes,
                "undo": bool(session.history.done),
                "redo": bool(session.history.undone),
            }
            if sum(len(patch.after) for patch in patches) > _MOST_PATCHES:
                same = all(patch.before == patch.after for patch in patches)
                return {**told, "again": "texts" if same else "rows"}
            ids = dict.fromkeys(unit_id for patch in patches for unit_id in patch.after)
            shown = [[patch.place, patch.anchor, patch.before, patch.after] for patch in patches]
            return {**told, "patches": shown, "rows": self.pages.rows([*ids])}
