"""How an address of the API is answered: a model from a moment, as JSON, or a problem."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import Response

from marsad.publishing.moment import Moment
from marsad.web.api.models import ProblemSaid
from marsad.web.problems import KINDS, MEDIA_TYPE, Kind, failed, problem
from marsad.web.public import Site
from marsad.web.shelf import Answer

Made = BaseModel | Mapping[str, Any] | Answer
_EVERYWHERE: tuple[Kind, ...] = ("bad-question", "address", "body", "method", "too-many", "error", "busy")
_INVALID = 422


async def answered(request: Request, make: Callable[[Moment], Made]) -> Response:
    """What `make` makes of the moment that is asked for."""
    site: Site = request.app.state.site
    return await site.answer(request, lambda moment: _answer(make(moment)), failed)


def _answer(made: Made) -> Answer:
    if isinstance(made, Answer):
        return made
    said = made.model_dump_json() if isinstance(made, BaseModel) else json.dumps(made, ensure_ascii=False)
    return Answer(200, said.encode(), "application/json")


def gone_or(request: Request, code: str, make: Callable[[Moment], Made]) -> Callable[[Moment], Made]:
    """Answers for an incident that may be none any more: leads on where it was merged, and says why where it was withdrawn."""

    def made(moment: Moment) -> Made:
        gone = moment.gone(code)
        if gone is None:
            return make(moment)
        if gone.successor is None:
            return problem("gone", f"{code} was withdrawn", reason=gone.reason)
        question = request.scope["query_string"].decode("ascii")
        there = request.scope["path"].replace(code, gone.successor) + (f"?{question}" if question else "")
        return Answer(308, b"", "application/json", (("Location", there),))

    return made


def problems(*kinds: Kind, one: bool = False) -> dict[int | str, dict[str, Any]]:
    """The problems that an address can answer with, for the document; `kinds` beside those of every address."""
    found = {KINDS[kind].status: KINDS[kind].title for kind in (*_EVERYWHERE, *kinds)}
    found[_INVALID] = "A parameter is not what it must be"
    said: dict[int | str, dict[str, Any]] = {
        status: {
            "description": title,
            "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{ProblemSaid.__name__}"}}},
        }
        for status, title in sorted(found.items())
    }
    if one:
        said[308] = {
            "description": "The code leads to another incident",
            "headers": {"Location": {"schema": {"type": "string"}}},
        }
    return said
