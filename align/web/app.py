"""The routes of the page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from json import JSONDecodeError

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from align.desk import Desk
from align.errors import AlignError
from align.web.answers import sentence, static
from align.web.safety import Guard
from align.web.site import Site, Values

__all__ = ["make_app"]

Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(desk: Desk, port: int, token: str) -> Guard:
    """The page of a desk.

    Args:
        desk: The file under review.
        port: The port that it is served on.
        token: The secret of this launch.
    """
    site = Site(desk)

    def asking(answer: Callable[[Values], Response]) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            return await _answered(answer, request.query_params)

        return endpoint

    def doing(answer: Callable[[Values], Response]) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            try:
                asked = await request.json()
            except (JSONDecodeError, UnicodeDecodeError, RecursionError):
                return sentence("is not JSON", 400)
            except ClientDisconnect:
                return sentence("too large", 413)
            if not isinstance(asked, dict):
                return sentence("is no JSON object", 400)
            return await _answered(answer, asked)

        return endpoint

    async def file(request: Request) -> Response:
        return static(request.path_params["name"])

    gets = {
        "/": site.page, "/rows": site.rows, "/view": site.view, "/next": site.next, "/place": site.place,
        "/changes": site.changes, "/panel": site.panel, "/concept": site.concept, "/cuts": site.cuts, "/why": site.why,
        "/pictures": site.pictures, "/plotted": site.plotted,
    }  # fmt: skip
    posts = {"/plan": site.plan, "/do": site.do, "/step": site.step}
    routes = [Route(path, asking(answer), methods=["GET"]) for path, answer in gets.items()]
    routes += [Route(path, doing(answer), methods=["POST"]) for path, answer in posts.items()]
    routes.append(Route("/static/{name}", file, methods=["GET"]))
    return Guard(Starlette(routes=routes), port, token)


async def _answered(answer: Callable[[Values], Response], asked: Values) -> Response:
    try:
        return await run_in_threadpool(answer, asked)
    except AlignError as error:
        return sentence(error.message, 422)
