"""The public pages: each address is a page of `marsad.publishing.pages`, made once for a revision and then kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.errors import ItemError, MarsadError
from marsad.publishing.moment import Moment, moment, moment_of
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.catalogue import languages
from marsad.publishing.pages.incident import incident_page
from marsad.publishing.pages.problem import problem_page
from marsad.publishing.pages.routes import INCIDENT, PAGES
from marsad.publishing.project import Project
from marsad.store.store import Store
from marsad.web.limits import Busy, Gate, Limits
from marsad.web.shelf import Answer, Shelf

_HTML = "text/html; charset=utf-8"
Make = Callable[[Moment], Answer]


@dataclass(frozen=True, slots=True)
class Site:
    """A record that is served: its store, what is kept of it, and the gate that answers wait at."""

    store: Store
    shelf: Shelf
    gate: Gate
    project: Project

    @classmethod
    def of(cls, store: Store, limits: Limits | None = None) -> Site:
        """A record to serve. Raises RunError when its settings cannot be used."""
        return cls(store, Shelf(store), Gate(limits or Limits()), Project.of(store.location))

    async def answer(self, request: Request, make: Make, failed: Failed) -> Response:
        """What `make` makes of the moment that a request asks for, or made of it before; with the revision as ETag.

        A question that cannot be answered, an address that leads nowhere, and too many at once become what `failed` makes of them.
        """
        try:
            revision = await self.gate.run(self.shelf.look)
            # a consent may lapse with the day, so an answer is one of its day
            today = datetime.now(UTC).date()
            question = (request.url.path, request.url.query, today)
            tag = f'"{revision}-{today:%Y%m%d}"'
            if request.headers.get("if-none-match") == tag and self.shelf.answer(question) is not None:
                return Response(status_code=304, headers={"ETag": tag, "Cache-Control": "no-cache"})
            kept = self.shelf.answer(question)
            if kept is None:
                kept = await self.gate.run(lambda: self._made(request, make))
                self.shelf.keep(question, kept, revision)
        except Busy:
            return _sent(failed("busy", None, 503), {"Retry-After": "5"})
        except MarsadError as problem:
            status = 404 if problem.code.endswith(("unknown", "missing")) else 400
            return _sent(failed("bad" if status == 400 else "not_found", problem, status), {})
        return _sent(kept, {"ETag": tag, "Cache-Control": "no-cache"})

    def _made(self, request: Request, make: Make) -> Answer:
        asked = request.query_params.get("as_of")
        try:
            at = moment_of(asked)
        except ValueError:
            raise ItemError(
                "publishing.query", f"as_of: {asked!r} is no date", hint="Write it as YYYY-MM-DD."
            ) from None
        with moment(self.store, at, self.shelf) as opened:
            return make(opened)


Failed = Callable[[str, MarsadError | None, int], Answer]
"""What is answered when there is no answer: the kind of failure, what is said of it, and the status."""


def _sent(answer: Answer, headers: dict[str, str]) -> Response:
    return Response(answer.body, answer.status, {**headers, **dict(answer.headers)}, answer.media_type)


async def page(request: Request) -> Response:
    """A page in one of the languages, or the way to where it is."""
    site: Site = request.app.state.site
    language, path = _language_and_path(request.url.path, site.project.language)
    if path and not path.endswith("/"):
        return RedirectResponse(f"{request.url.path}/{f'?{request.url.query}' if request.url.query else ''}", 308)
    asked = Asked(path, language, tuple(parse_qsl(request.url.query)))

    def failed(kind: str, problem: MarsadError | None, status: int) -> Answer:
        html = problem_page(site.project, asked, kind, problem)
        return Answer(status, html.encode(), _HTML)

    return await site.answer(request, lambda opened: _page(opened, asked), failed)


def _page(opened: Moment, asked: Asked) -> Answer:
    if asked.path in PAGES:
        return Answer(200, PAGES[asked.path](opened, asked).encode(), _HTML)
    code = asked.path.removeprefix(INCIDENT).removesuffix("/")
    if not asked.path.startswith(INCIDENT) or "/" in code:
        raise ItemError("publishing.page-unknown", f"/{asked.path}: there is no such page", hint="Begin at /.")
    gone = opened.gone(code)
    if gone is not None and gone.successor is not None:
        to = asked.shell(opened).links.incident(gone.successor)
        return Answer(308, b"", _HTML, (("Location", to),))
    html = incident_page(opened, asked, code)
    return Answer(410 if gone is not None else 200, html.encode(), _HTML)


def _language_and_path(path: str, first: str) -> tuple[str, str]:
    folder, slash, rest = path.lstrip("/").partition("/")
    if slash and folder in languages() and folder != first:
        return folder, rest
    return first, path.lstrip("/")
