"""What programs fetch beside the API: data sets, feeds, alerts, pictures, frames for other sites. Each has the moment and the filters of a page."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path
from typing import cast
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from marsad.errors import ItemError, MarsadError
from marsad.publishing.drawing.incident_chart import incident_chart
from marsad.publishing.drawing.picture_style import Theme, style_source
from marsad.publishing.drawing.pixels import png
from marsad.publishing.drawing.timeline_chart import timeline_chart
from marsad.publishing.exports.formats import FORMATS
from marsad.publishing.exports.recordless import RECORDLESS
from marsad.publishing.moment import Moment, moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.catalogue import Catalogue, catalogue, languages
from marsad.publishing.pages.embed import embed_page
from marsad.publishing.pages.problem import problem_page
from marsad.publishing.query import Query
from marsad.publishing.syndication import alerts, atom, oembed
from marsad.publishing.syndication.incident_card import card, charted
from marsad.web.api import incidents
from marsad.web.api.answers import answered, gone_or
from marsad.web.downloads import OF_INCIDENTS, OF_RECORDLESS, OF_TABLES, Kind, Wanted, attached, chosen, one, written
from marsad.web.problems import failed, problem
from marsad.web.public import HTML, Site, at_of, is_there, sent
from marsad.web.shelf import Answer

_THEMES: tuple[Theme, ...] = ("light", "dark", "auto")
_LONGEST = 2_000
"""Pixels of a frame's side that anybody may ask for."""


def routes() -> Iterator[BaseRoute]:
    """The addresses."""
    yield from (
        Route(f"/incidents{ending}", _data_set(kind, "incidents", ending)) for ending, kind in OF_INCIDENTS.items()
    )
    yield from (Route(f"/{name}.csv", _data_set(kind, name, ".csv")) for name, kind in OF_TABLES.items())
    yield from (Route(f"/{file}", _recordless(file, name)) for file, name in OF_RECORDLESS.items())
    yield Route("/incident/{code}.cap.xml", _alert)
    yield Route("/incident/{code}.json", _incident)
    yield from (Route(f"/incident/{{code}}{ending}", _of_one(kind, ending)) for ending, kind in OF_INCIDENTS.items())
    yield Route("/feed.atom", _feed)
    yield Route("/{language}/feed.atom", _feed)
    yield from (Route(f"/chart/incident/{{code}}.{form}", _incident_picture(form)) for form in ("svg", "png"))
    yield from (Route(f"/chart/timeline.{form}", _timeline_picture(form)) for form in ("svg", "png"))
    yield Route("/embed/incident/{code}", _embed)
    yield Route("/oembed", _oembed)


Handler = Callable[[Request], Awaitable[Response]]


def _query(request: Request) -> Query:
    return Query.parse(parse_qsl(request.scope["query_string"].decode("ascii", "replace")))


def _site(request: Request) -> Site:
    return cast("Site", request.app.state.site)


def _words(request: Request) -> Catalogue:
    """The language that is asked for. Raises ItemError `publishing.query`."""
    asked = request.path_params.get("language") or request.query_params.get("lang") or _site(request).project.language
    if asked not in languages():
        raise ItemError("web.language-unknown", f"{asked}: there is no such language", hint=", ".join(languages()))
    return catalogue(asked)


def _data_set(kind: Kind, name: str, ending: str) -> Handler:
    async def send(request: Request) -> Response:
        return await _delivered(request, kind, lambda: chosen(request), name, ending)

    return send


def _of_one(kind: Kind, ending: str) -> Handler:
    async def send(request: Request) -> Response:
        code = request.path_params["code"]
        return await _delivered(request, kind, lambda: one(code), code, ending)

    return send


async def _delivered(request: Request, kind: Kind, wanting: Callable[[], Wanted], name: str, ending: str) -> Response:
    site = _site(request)

    async def answering() -> Response:
        wanted, at = wanting(), at_of(request.query_params.get("as_of"))
        await site.gate.run(site.shelf.look)
        if is_there(site.tag, request):
            return Response(status_code=304, headers={"ETag": site.tag, "Cache-Control": "no-cache"})

        def make(path: Path) -> tuple[date | None, int]:
            with moment(site.downloads.store, at, site.shelf) as opened:
                return written(kind, wanted, opened, path)

        key = (site.shelf.mark, request.scope["path"], request.scope["query_string"])
        found, stream = await site.downloads.file(key, make)
        # a code that leads nowhere was refused, so the name holds nothing but the letters of codes
        return attached(found, stream, name, ending, kind.media_type, site.tag)

    return await site.told(answering(), failed)


def _recordless(file: str, name: str) -> Handler:
    async def send(request: Request) -> Response:
        headers = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-cache"}
        return Response(RECORDLESS[name](), 200, headers, FORMATS[name].media_type)

    return send


async def _incident(request: Request) -> Response:
    code = request.path_params["code"]
    return await answered(request, gone_or(request, code, lambda opened: incidents.whole(opened, code)))


async def _alert(request: Request) -> Response:
    code = request.path_params["code"]

    def make(opened: Moment) -> Answer:
        named = (("Content-Disposition", f'inline; filename="{code}.cap.xml"'),)
        return Answer(200, alerts.alert(opened, code), alerts.MEDIA_TYPE, named)

    return await _site(request).answer(request, make, failed)


async def _feed(request: Request) -> Response:
    def make(opened: Moment) -> Answer:
        return Answer(200, atom.feed(opened, _query(request), _words(request)), atom.MEDIA_TYPE)

    return await _site(request).answer(request, make, failed)


def _incident_picture(form: str) -> Handler:
    def draw(request: Request, opened: Moment, theme: Theme) -> str:
        t = _words(request)
        shown = card(opened, request.path_params["code"], t)
        bare = request.query_params.get("bare") == "1"
        return incident_chart(charted(opened, shown, t, bare=bare), t, theme)

    return _picture(form, draw)


def _timeline_picture(form: str) -> Handler:
    return _picture(
        form, lambda request, opened, theme: timeline_chart(opened, _query(request), _words(request), theme)
    )


def _picture(form: str, draw: Callable[[Request, Moment, Theme], str]) -> Handler:
    async def send(request: Request) -> Response:
        site = _site(request)

        def make(opened: Moment) -> Answer:
            theme = _theme(request, "auto" if form == "svg" else "light")
            svg = draw(request, opened, theme)
            own = (
                ("Content-Security-Policy", f"default-src 'none'; style-src {style_source(theme)}; frame-ancestors *"),
                ("Cross-Origin-Resource-Policy", "cross-origin"),
            )
            if form == "svg":
                return Answer(200, svg.encode(), "image/svg+xml", own)
            return Answer(200, png(svg), "image/png", own)

        return await site.answer(request, make, failed)

    return send


def _theme(request: Request, first: Theme) -> Theme:
    asked = request.query_params.get("theme", first)
    found = next((theme for theme in _THEMES if theme == asked), None)
    if found is None or (found == "auto" and first != "auto"):
        raise ItemError("web.theme", f"theme: there is no {asked!r} for this picture", hint="There are light and dark.")
    return found


async def _embed(request: Request) -> Response:
    site, code = _site(request), request.path_params["code"]

    def make(opened: Moment) -> Answer:
        gone = opened.gone(code)
        t = _words(request)
        if gone is not None and gone.successor is None:
            why = ItemError("web.incident-gone", t.plain("feeds.withdrawn", reason=gone.reason), hint=code)
            return _problem_page(site, t.language, "gone", 410, why)
        return Answer(200, embed_page(opened, code, t.language).encode(), HTML)

    def failed_page(kind: str, problem: MarsadError | None, status: int) -> Answer:
        return _problem_page(site, site.project.language, kind, status, problem)

    return await site.answer(request, make, failed_page)


def _problem_page(site: Site, language: str, kind: str, status: int, problem: MarsadError | None = None) -> Answer:
    return Answer(status, problem_page(site.project, Asked("embed/incident/", language), kind, problem).encode(), HTML)


async def _oembed(request: Request) -> Response:
    site, asked = _site(request), request.query_params
    form = asked.get("format", "json")
    if form not in ("json", "xml"):
        return sent(problem("not-here", f"format: there is no {form[:20]!r} here", hint="There are json and xml."), {})

    own = str(request.base_url).rstrip("/")

    def make(opened: Moment) -> Answer:
        base = site.project.address or own
        page = oembed.page_of(asked.get("url", ""), (base, own), site.project.language)
        most = _side(request, "maxwidth"), _side(request, "maxheight")
        with moment(site.store, at_of(page.as_of), site.shelf) as then:
            said = oembed.embedding(then, page, base, most)
        if form == "xml":
            return Answer(200, oembed.as_xml(said), "text/xml; charset=utf-8")
        return Answer(200, json.dumps(said, ensure_ascii=False).encode(), "application/json")

    return await site.answer(request, make, failed, beside=own)


def _side(request: Request, name: str) -> int:
    """The most that there is room for. Raises ItemError `publishing.query`."""
    said = request.query_params.get(name, str(_LONGEST))
    if not said.isascii() or not said.isdigit() or len(said) > len(str(_LONGEST)):
        raise ItemError("publishing.query", f"{name}: {said[:20]!r} is no number of pixels", hint="Write it in digits.")
    return min(int(said), _LONGEST)
