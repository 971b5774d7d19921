"""The API `/api/v1`: reading the record by programs. docs/reference/api.md says what is promised."""

from __future__ import annotations

import logging
from functools import cache
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from marsad.web.api import changes, claims, incidents, sources, sums
from marsad.web.api.answers import answered, gone_or, problems
from marsad.web.api.contracts import components
from marsad.web.api.models import Changes, Claims, ClaimSaid, Incidents, ProblemSaid, Sources, Start, Totals, Whole
from marsad.web.api.questions import (
    ChangesAsked,
    ClaimId,
    ClaimsAsked,
    Code,
    Listed,
    Moment,
    SourcesAsked,
    Summed,
    asked_of,
)
from marsad.web.api.start import start
from marsad.web.problems import Kind, problem
from marsad.web.public import Site, sent

_LOG = logging.getLogger("marsad.web")
BASE = "/api/v1"
VERSION = "1.0"
"""Of the API: the second number goes up when something is added, the address when something is broken."""
_ABOUT = """\
What a record of casualties knows, for programs. Every number is a range; `null` is "not known", never 0.

Every answer carries the revision of the record as its ETag: ask again with `If-None-Match` and pay nothing while nothing changed.
Lists come in pages: `next` is the cursor of the next one, `null` on the last. `as_of` asks what was known on an earlier day.
"""


def api(site: Site | None) -> FastAPI:
    """The application below `/api/v1`; without a site it can only be described."""
    app = FastAPI(
        title="marsad", version=VERSION, description=_ABOUT, docs_url=None, redoc_url=None, openapi_url=None,
        servers=[{"url": BASE}], root_path_in_servers=False, redirect_slashes=False,
    )  # fmt: skip
    app.state.site = site
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _broken)
    _incidents(app)
    _claims(app)
    _record(app)
    app.add_route("/openapi.json", _document)
    return app


def _incidents(app: FastAPI) -> None:
    @app.get("/incidents", response_model=Incidents, responses=problems(), tags=["incidents"])
    async def list_incidents(request: Request, asked: Annotated[Listed, Query()]) -> Response:
        """The incidents that the filters describe, parts of others too: `part_of` says so."""
        return await answered(request, lambda moment: incidents.listed(moment, asked_of(request), asked))

    one = problems("not-found", "gone", one=True)

    @app.get("/incidents/{code}", response_model=Whole, responses=one, tags=["incidents"])
    async def one_incident(request: Request, code: Code, asked: Annotated[Moment, Query()]) -> Response:
        """One incident with its history. A code that was merged away leads on; one that was withdrawn says why."""
        return await answered(request, gone_or(request, code, lambda moment: incidents.whole(moment, code)))

    tolls = {200: {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Toll1"}}}}} | one

    @app.get("/incidents/{code}/toll", responses=tolls, tags=["incidents"])
    async def toll_of_incident(request: Request, code: Code, asked: Annotated[Moment, Query()]) -> Response:
        """The toll of an incident and of its parts with its proof: all quantities, who holds which end, what was set aside and why."""
        return await answered(request, gone_or(request, code, lambda moment: incidents.toll(moment, code)))


def _claims(app: FastAPI) -> None:
    @app.get("/claims", response_model=Claims, responses=problems("not-found"), tags=["claims"])
    async def list_claims(request: Request, asked: Annotated[ClaimsAsked, Query()]) -> Response:
        """The claims of incidents, of one incident, of one report, or of one source."""
        return await answered(request, lambda moment: claims.claims(moment, asked))

    @app.get("/claims/{claim}", response_model=ClaimSaid, responses=problems("not-found"), tags=["claims"])
    async def one_claim(request: Request, claim: ClaimId, asked: Annotated[Moment, Query()]) -> Response:
        """One claim by its id."""
        return await answered(request, lambda moment: claims.claim(moment, claim))

    @app.get("/sources", response_model=Sources, responses=problems(), tags=["claims"])
    async def list_sources(request: Request, asked: Annotated[SourcesAsked, Query()]) -> Response:
        """Who told what, how often alone, and how its counts lie to the record's. Nobody is ranked."""
        return await answered(request, lambda moment: sources.sources(moment, asked))


def _record(app: FastAPI) -> None:
    @app.get("/totals", response_model=Totals, responses=problems(), tags=["record"])
    async def totals_of(request: Request, asked: Annotated[Summed, Query()]) -> Response:
        """One quantity added up over the incidents that the filters describe, as ranges, with the rule of counting."""
        return await answered(request, lambda moment: sums.summed(moment, asked_of(request), asked))

    @app.get("/", response_model=Start, responses=problems(), tags=["record"])
    async def entrance(request: Request, asked: Annotated[Moment, Query()]) -> Response:
        """The record in a few words, and where everything is."""
        return await answered(request, start)

    @app.get("/changes", response_model=Changes, responses=problems(), tags=["record"])
    async def changes_since(request: Request, asked: Annotated[ChangesAsked, Query()]) -> Response:
        """What changed since a cursor: incidents that are new or other (ADD, MOD), and codes to take out (DEL)."""
        return await answered(request, lambda moment: changes.changes(moment, asked))


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document, with the contracts of claims and tolls in it."""
    said = api(None).openapi()
    schemas = said["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas[ProblemSaid.__name__] = ProblemSaid.model_json_schema()
    # a model can name the contract, but not refer to it: it is made elsewhere
    schemas["ClaimSaid"]["properties"]["claim"] = {"$ref": "#/components/schemas/Claim1"}
    schemas.update(components())
    return said


async def _document(request: Request) -> Response:
    return await answered(request, lambda _: document())


def _invalid(_request: Request, said: Exception) -> Response:
    assert isinstance(said, RequestValidationError)
    told = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in said.errors()[:5])
    return sent(problem("bad-question", told[:1_000], status=422), {})


def _refused(_request: Request, said: Exception) -> Response:
    assert isinstance(said, HTTPException)
    kinds: dict[int, Kind] = {404: "not-found", 405: "method"}
    kind = kinds.get(said.status_code, "bad-question")
    return sent(problem(kind, status=said.status_code, headers=said.headers), {})


def _broken(request: Request, said: Exception) -> Response:
    """The border of a request: what was not foreseen is noted with its trace, and nothing of it is told."""
    _LOG.error("%s %s", request.method, request.scope["path"], exc_info=said)
    return sent(problem("error"), {})
