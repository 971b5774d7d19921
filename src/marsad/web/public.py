"""The public pages: each address is a page of `marsad.publishing.pages`, made once for a revision and then kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.errors import ItemError, MarsadError, RunError
from marsad.publishing.moment import At, Moment, moment, moment_of
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.catalogue import languages
from marsad.publishing.pages.incident import incident_page
from marsad.publishing.pages.problem import problem_page
from marsad.publishing.pages.routes import INCIDENT, PAGES, PAGES_OF
from marsad.publishing.project import Project
from marsad.store.store import Store
from marsad.web.downloads import PATIENCE, Downloads
from marsad.web.limits import Busy, Gate, Limits
from marsad.web.shelf import Answer, Shelf, settle

_LOG = logging.getLogger("marsad.web")
HTML = "text/html; charset=utf-8"
_WARMING = 5.0
"""Seconds after which somebody looks whether pages are to be made ahead."""
Make = Callable[[Moment], Answer]


@dataclass(frozen=True, slots=True)
class Site:
    """A record that is served: its store, what is kept of it, and the gate that answers wait at."""

    store: Store
    shelf: Shelf
    gate: Gate
    project: Project
    downloads: Downloads
    limits: Limits
    opening: dict[At, asyncio.Task[None]]

    @classmethod
    def of(cls, store: Store, limits: Limits | None = None) -> Site:
        """A record to serve. Raises RunError when its settings cannot be used."""
        limits = limits or Limits()
        project = Project.of(store.location)
        return cls(store, Shelf(store), Gate(limits), project, Downloads(store, limits), limits, {})

    async def answer(self, request: Request, make: Make, failed: Failed, beside: str = "") -> Response:
        """What `make` makes of the moment that a request asks for, or made of it before; with the revision as ETag.

        `beside` is what the answer depends on besides the address.
        """
        return await self.told(self._answered(request, make, beside), failed)

    async def told(self, answering: Awaitable[Response], failed: Failed) -> Response:
        """An answer that is on its way. A question that cannot be answered, an address that leads nowhere, and too many at once
        become what `failed` makes of them.
        """
        try:
            return await answering
        except Busy:
            return sent(failed("busy", None, 503), {"Retry-After": "5"})
        except ItemError as problem:
            status = 404 if problem.code.endswith(("unknown", "missing")) else 400
            return sent(failed("bad" if status == 400 else "not_found", problem, status), {})
        except RunError as problem:
            if problem.code.endswith("extra-missing"):
                return sent(failed("not_here", problem, 501), {})
            # what it says may name files of this machine
            _LOG.error("%s: %s", problem.code, problem.what)
            return sent(failed("busy", None, 503), {"Retry-After": "5"})

    async def _answered(self, request: Request, make: Make, beside: str) -> Response:
        # what is there already waits for no thread
        revision = self.shelf.revision if self.shelf.is_fresh else await self.gate.run(self.shelf.look)
        headers = {"ETag": self.tag, "Cache-Control": "no-cache"}
        kept = await self._kept(request, make, revision, beside)
        return (
            Response(status_code=304, headers=headers)
            if kept.status == 200 and is_there(self.tag, request)
            else sent(kept, headers)
        )

    @property
    def tag(self) -> str:
        """The ETag of every answer in this revision: weak, for the same answer is also sent compressed."""
        return f'W/"{self.shelf.mark}"'

    async def _kept(self, request: Request, make: Make, revision: int, beside: str) -> Answer:
        # the address as it came: the URL that Starlette makes also holds what the Host header says
        question = (request.scope["root_path"], request.scope["path"], request.scope["query_string"], beside)
        kept = self.shelf.answer(question)
        if kept is None:
            await self._opened(at_of(request.query_params.get("as_of")))
            kept = await self.gate.run(lambda: self._made(request, make))
            self.shelf.keep(question, kept, revision)
        return kept

    async def _opened(self, at: At) -> None:
        """Wait until an earlier moment was replayed from the ledger. Raises `Busy` when that takes longer than an answer may.

        Of a large record it does, the first time. Then it goes on where data sets are written, once however many ask, and whoever
        asks again is answered from it.
        """
        if at is None or self.shelf.has(at):
            return
        if at not in self.opening:
            task = asyncio.create_task(self.downloads.gate.run(lambda: self._replayed(at), PATIENCE))
            task.add_done_callback(lambda done: self._settled(at, done))
            self.opening[at] = task
        try:
            async with asyncio.timeout(self.limits.seconds):
                await asyncio.shield(self.opening[at])
        except TimeoutError:
            raise Busy from None

    def _replayed(self, at: At) -> None:
        with moment(self.downloads.store, at, self.shelf):
            pass

    def _settled(self, at: At, done: asyncio.Task[None]) -> None:
        self.opening.pop(at, None)
        # whoever waits is told; where nobody waits any more, it was not answered and nobody is
        if not done.cancelled():
            done.exception()

    def _made(self, request: Request, make: Make) -> Answer:
        with moment(self.store, at_of(request.query_params.get("as_of")), self.shelf) as opened:
            return make(opened)

    async def warm(self) -> None:
        """Make the pages that there is one of whenever the record has grown, so that no reader waits for the long ones."""
        warmed = -1
        while True:
            # who begins a server wants a page first
            await asyncio.sleep(_WARMING)
            with suppress(Busy, MarsadError):
                revision = await self.gate.run(self.shelf.look)
                if revision != warmed:
                    for path in filter(None, PAGES):
                        await self._made_ahead(Asked(path, self.project.language), revision)
                    await self.gate.run(settle)
                    warmed = revision

    async def _made_ahead(self, asked: Asked, revision: int) -> None:
        question = ("", f"/{asked.path}", b"", "")
        if self.shelf.answer(question) is None:
            made = await self.gate.run(lambda: self._of_now(asked))
            self.shelf.keep(question, made, revision)

    def _of_now(self, asked: Asked) -> Answer:
        with moment(self.store, None, self.shelf) as opened:
            return _page(opened, asked)

    def close(self) -> None:
        """Let go of what is kept and of the threads that answer."""
        self.gate.close()
        self.downloads.close()


def at_of(asked: str | None) -> At:
    """The moment that an address asks for. Raises ItemError `publishing.query`."""
    try:
        return moment_of(asked)
    except ValueError:
        what, hint = f"as_of: {asked!r} is no date", "Write it as YYYY-MM-DD."
        raise ItemError("publishing.query", what, hint=hint) from None


Failed = Callable[[str, MarsadError | None, int], Answer]
"""What is answered when there is no answer: the kind of failure, what is said of it, and the status."""


def sent(answer: Answer, headers: Mapping[str, str]) -> Response:
    """An answer as a response; what it says itself stands before `headers`."""
    return Response(answer.body, answer.status, {**headers, **dict(answer.headers)}, answer.media_type)


def is_there(tag: str, request: Request) -> bool:
    """Whether who asks has this already: its tag is one of those in If-None-Match, compared weakly (RFC 9110, 13.1.2)."""
    known = request.headers.get("if-none-match")
    if known is None:
        return False
    return known.strip() == "*" or any(one.strip().removeprefix("W/") == tag[2:] for one in known.split(","))


async def page(request: Request) -> Response:
    """A page in one of the languages, or the way to where it is."""
    site: Site = request.app.state.site
    # one slash at the beginning, or a browser would take what follows for another host
    at = "/" + request.scope["path"].lstrip("/")
    query = request.scope["query_string"].decode("ascii", "replace")
    language, path = language_and_path(at, site.project.language)
    if path and not path.endswith("/"):
        return RedirectResponse(f"{at}/{f'?{query}' if query else ''}", 308)
    asked = Asked(path, language, tuple(parse_qsl(query)))

    def failed(kind: str, problem: MarsadError | None, status: int) -> Answer:
        html = problem_page(site.project, asked, kind, problem)
        return Answer(status, html.encode(), HTML)

    return await site.answer(request, lambda opened: _page(opened, asked), failed)


def _page(opened: Moment, asked: Asked) -> Answer:
    if asked.path in PAGES:
        return Answer(200, PAGES[asked.path](opened, asked).encode(), HTML)
    folder, _, name = asked.path.removesuffix("/").rpartition("/")
    if f"{folder}/" in PAGES_OF:
        return Answer(200, PAGES_OF[f"{folder}/"](opened, asked, name).encode(), HTML)
    code = asked.path.removeprefix(INCIDENT).removesuffix("/")
    if not asked.path.startswith(INCIDENT) or "/" in code:
        raise ItemError("publishing.page-unknown", f"/{asked.path}: there is no such page", hint="Begin at /.")
    gone = opened.gone(code)
    if gone is not None and gone.successor is not None:
        to = asked.shell(opened).links.incident(gone.successor)
        return Answer(308, b"", HTML, (("Location", to),))
    html = incident_page(opened, asked, code)
    return Answer(410 if gone is not None else 200, html.encode(), HTML)


def language_and_path(path: str, first: str) -> tuple[str, str]:
    """The language of an address, and the path of its page within it."""
    folder, slash, rest = path.lstrip("/").partition("/")
    if slash and folder in languages() and folder != first:
        return folder, rest
    return first, path.lstrip("/")
