"""The routes of the page: what the browser asks, and what it may do."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from importlib.resources import files
from json import JSONDecodeError
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from align.desk import Desk
from align.errors import AlignError, ArgumentError
from align.review import realigning
from align.review.changes import Change, State
from align.review.filters import DOUBTFUL, View, following
from align.review.replacing import Replacing, plan
from align.review.structure import cuts
from align.web.pages import BLOCK, Pages
from align.web.safety import Guard
from align.web.views import Views
from align.web.wanted import change_of, flag, number, text, whole_numbers

__all__ = ["make_app"]

_STATIC: Final = {
    "review.css": "text/css",
    "review.js": "text/javascript",
    "table.js": "text/javascript",
    "editor.js": "text/javascript",
    "dialogs.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_MOST_ROWS: Final = 1_000
_MOST_PATCHES: Final = 3_000

Values = Mapping[str, Any]


class _Site:
    """What answers the requests."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.session = desk, desk.session
        self.pages, self.views = Pages(desk), Views(desk.session.state)

    # Looking ----------------------------------------------------------------------------------------------------------

    def page(self, _: Values) -> Response:
        return HTMLResponse(_clean(self.pages.page()))

    def rows(self, asked: Values) -> Response:
        first, count = whole_numbers(asked, first=0, count=BLOCK)
        name = text(asked, "view", "all")
        ids = self.views.ids(name, first, min(count, _MOST_ROWS))
        found = self.pages.rows(ids)
        blocks = [
            "".join(found.get(unit_id, "") for unit_id in ids[start : start + BLOCK])
            for start in range(0, len(ids), BLOCK)
        ]
        return _json({"blocks": blocks, "revision": self.session.revision})

    def view(self, asked: Values) -> Response:
        below = text(asked, "below")
        names = ("status", "state", "issue", "term", "section", "speaker", "search")
        view = View(below=number(asked, "below") if below else None, **{name: text(asked, name) for name in names})
        state = self.session.state
        if not view:
            return _json({"view": "all", "total": len(state), "revision": self.session.revision})
        having = self.session.inspector.having_term(state, view.term) if view.term else frozenset()
        ids = list(view.rows(state.units, self.session.issues, having))
        return _json({"view": self.views.add(ids), "total": len(ids), "revision": self.session.revision})

    def next(self, asked: Values) -> Response:
        name, unit_id, kind = text(asked, "view", "all"), text(asked, "id"), text(asked, "kind")
        units = self.views.units(name)
        here = next((n for n, unit in enumerate(units) if unit.id == unit_id), -1)
        below = number(asked, "below") if text(asked, "below") else DOUBTFUL
        found = following(units, here, kind, self.session.issues, back=flag(asked, "back"), below=below)
        return _json(None if found is None else {"id": found.id, "place": self.views.place(name, found.id)})

    def place(self, asked: Values) -> Response:
        name, unit_id = text(asked, "view", "all"), text(asked, "id")
        state = self.session.state
        if not unit_id:
            (number_asked,) = whole_numbers(asked, number=1)
            unit_id = state.units[min(max(number_asked, 1), len(state)) - 1].id
        return _json({"id": unit_id, "place": self.views.place(name, unit_id)})

    def changes(self, asked: Values) -> Response:
        (since,) = whole_numbers(asked, since=0)
        return _json(self._since(since))

    def panel(self, asked: Values) -> Response:
        unit = self.session.state.unit(text(asked, "id"))
        return HTMLResponse(_clean(self.pages.panel(unit.id)))

    def concept(self, asked: Values) -> Response:
        concept = self.session.inspector.concept(text(asked, "id"))
        return PlainTextResponse("", 404) if concept is None else HTMLResponse(_clean(self.pages.concept(concept)))

    def cuts(self, asked: Values) -> Response:
        side, at = text(asked, "side"), text(asked, "at")
        if side not in {"", "source", "target"}:
            raise ArgumentError(f"{side!r} is no side")
        found = cuts(self.session.state, text(asked, "id"), side, int(number(asked, "at")) if at else None)
        unit = self.session.state.unit(text(asked, "id"))
        return _json({**found, "texts": {"source": unit.source, "target": unit.target}})

    def why(self, asked: Values) -> Response:
        with self.desk.lock:
            state = State(self.session.bitext())
        unit = state.unit(text(asked, "id"))
        found = realigning.why(state, unit.id, tuple(self.session.inspector.termbase.terms))
        return HTMLResponse(_clean(self.pages.why(unit, found)))

    # Doing ------------------------------------------------------------------------------------------------------------

    def plan(self, asked: Values) -> Response:
        """What would be done: a preview."""
        with self.desk.lock:
            state = State(self.session.bitext(), self.session.state.highest)
            revision = self.session.revision
        if asked.get("op") == "replace":
            how = _replacing(asked)
            ids = self._only_shown(asked)
            units = state.units if ids is None else [unit for unit in state if unit.id in ids]
            html, count = self.pages.replacing(plan(units, how), how.column)
        else:
            change = self._change(state, asked)
            count = len(change.splices)
            html = "<p>Nothing would change.</p>"
            if change:
                html = (self.pages.accepting if asked.get("op") == "accept-above" else self.pages.realigning)(change)
        return _json({"html": html, "count": count, "revision": revision})

    def do(self, asked: Values) -> Response:
        seen, revision = _seen(asked)
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
        _, revision = _seen(asked)
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
            replacing=lambda: _replacing(asked),
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
            return _json({**told, "clashes": now}, 409)
        focus = change.focus if change.focus in self.session.state else ""
        at = self.session.state.place(focus) if focus else None
        return _json({**told, "focus": focus, "place": at, "name": change.name, "count": len(change.splices)})

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


def _seen(asked: Values) -> tuple[dict[str, int], int]:
    seen = asked.get("seen", {})
    if not isinstance(seen, dict) or any(type(version) is not int for version in seen.values()):
        raise ArgumentError("seen is to hold versions of rows")
    (revision,) = whole_numbers(asked, revision=0)
    return {str(name): version for name, version in seen.items()}, revision


def _replacing(asked: Values) -> Replacing:
    flags = {name: flag(asked, name) for name in ("case", "words", "pattern", "confirmed")}
    return Replacing(text(asked, "column", "target"), text(asked, "find"), text(asked, "put"), **flags)


def _clean(html: str) -> str:
    """A text that UTF-8 can hold: halves of characters become U+FFFD."""
    return html.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _json(value: Any, status: int = 200) -> JSONResponse:
    return _Json(value, status)


class _Json(JSONResponse):
    def render(self, content: Any) -> bytes:
        return _clean(json.dumps(content, ensure_ascii=False, separators=(",", ":"))).encode()


def _static(name: str) -> Response:
    kind = _STATIC.get(name)
    if kind is None:
        return PlainTextResponse("there is no such file", 404)
    return Response((files("align.web") / "static" / name).read_bytes(), media_type=kind)


Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(desk: Desk, port: int, token: str) -> Guard:
    """The page of a desk.

    Args:
        desk: The file under review.
        port: The port that it is served on.
        token: The secret of this launch.
    """
    site = _Site(desk)

    def asking(answer: Callable[[Values], Response]) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            return await _answered(answer, request.query_params)

        return endpoint

    def doing(answer: Callable[[Values], Response]) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            try:
                asked = await request.json()
            except (JSONDecodeError, UnicodeDecodeError, RecursionError):
                return PlainTextResponse("is not JSON", 400)
            except ClientDisconnect:
                return PlainTextResponse("too large", 413)
            if not isinstance(asked, dict):
                return PlainTextResponse("is no JSON object", 400)
            return await _answered(answer, asked)

        return endpoint

    async def static(request: Request) -> Response:
        return _static(request.path_params["name"])

    gets = {
        "/": site.page, "/rows": site.rows, "/view": site.view, "/next": site.next, "/place": site.place,
        "/changes": site.changes, "/panel": site.panel, "/concept": site.concept, "/cuts": site.cuts, "/why": site.why,
    }  # fmt: skip
    posts = {"/plan": site.plan, "/do": site.do, "/step": site.step}
    routes = [Route(path, asking(answer), methods=["GET"]) for path, answer in gets.items()]
    routes += [Route(path, doing(answer), methods=["POST"]) for path, answer in posts.items()]
    routes.append(Route("/static/{name}", static, methods=["GET"]))
    return Guard(Starlette(routes=routes), port, token)


async def _answered(answer: Callable[[Values], Response], asked: Values) -> Response:
    try:
        return await run_in_threadpool(answer, asked)
    except AlignError as error:
        return PlainTextResponse(_clean(error.message), 422)
