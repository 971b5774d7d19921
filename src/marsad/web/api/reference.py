"""The reference of the API for people: the OpenAPI document as a page of ours, for what draws such documents elsewhere needs scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from marsad.errors import ItemError, MarsadError
from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.problem import problem_page
from marsad.web.api.app import BASE, document
from marsad.web.problems import KINDS
from marsad.web.public import HTML, Site, language_and_path
from marsad.web.shelf import Answer

Json = Mapping[str, Any]
PATH = "api/"
_TICKS = re.compile("`([^`]+)`")
_REF = "#/components/schemas/"


class Field(NamedTuple):
    """A field of an object, or a parameter: its type in words, whose parts are (words, the schema that they lead to)."""

    name: str
    type: tuple[tuple[str, str | None], ...]
    words: str


class Operation(NamedTuple):
    """An address: what it answers, with what it is asked."""

    id: str
    path: str
    words: str
    parameters: tuple[Field, ...]
    answer: tuple[tuple[str, str | None], ...]
    statuses: tuple[tuple[str, str], ...]


class Shape(NamedTuple):
    """An object that answers are made of."""

    name: str
    words: str
    fields: tuple[Field, ...]


async def reference(request: Request) -> Response:
    """The page, in the frame of one of the languages; its own words are English."""
    site: Site = request.app.state.site
    language, path = language_and_path(request.scope["path"], site.project.language)
    query = request.scope["query_string"].decode("ascii", "replace")
    asked = Asked(path, language, tuple(parse_qsl(query)))

    def make(moment: Moment) -> Answer:
        if path != PATH:
            raise ItemError("web.page-unknown", f"/{path}: there is no such page", hint="Begin at /.")
        said = document()
        html = asked.shell(moment).render(
            "api.html",
            base=BASE,
            about=said["info"]["description"].strip().split("\n\n"),
            version=said["info"]["version"],
            operations=tuple(_operations(said)),
            shapes=tuple(_shapes(said)),
            problems=KINDS,
            ticked=_ticked,
        )
        return Answer(200, html.encode(), HTML)

    def failed_page(kind: str, problem: MarsadError | None, status: int) -> Answer:
        return Answer(status, problem_page(site.project, asked, kind, problem).encode(), HTML)

    return await site.answer(request, make, failed_page)


def _ticked(words: str) -> Markup:
    """Words as HTML, what stands between backticks as code."""
    return Markup(_TICKS.sub(r"<code>\1</code>", str(escape(words))))  # noqa: S704  escaped


def _operations(said: Json) -> Iterator[Operation]:
    for path, item in said["paths"].items():
        get = item["get"]
        answer = get["responses"]["200"]["content"]["application/json"]["schema"]
        statuses = tuple((status, one["description"]) for status, one in sorted(get["responses"].items()))
        parameters = tuple(
            Field(one["name"], _type(one["schema"]), one.get("description") or one["schema"].get("description", ""))
            for one in get.get("parameters", ())
        )
        yield Operation(get["operationId"], path, get["description"], parameters, _type(answer), statuses)


def _shapes(said: Json) -> Iterator[Shape]:
    for name, schema in sorted(said["components"]["schemas"].items()):
        fields = tuple(
            Field(field, _type(one), one.get("description", "")) for field, one in schema.get("properties", {}).items()
        )
        yield Shape(name, schema.get("description", ""), fields)


def _type(schema: Json) -> tuple[tuple[str, str | None], ...]:
    """The type of a value in words: "list of Incident", "whole number or null"."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_REF)
        return ((name, name),)
    if "anyOf" in schema:
        parts = [_type(each) for each in schema["anyOf"]]
        return tuple(word for n, part in enumerate(parts) for word in ([(" or ", None)] if n else []) + [*part])
    if "enum" in schema:
        return ((" | ".join(map(str, schema["enum"])), None),)
    if "const" in schema:
        return ((str(schema["const"]), None),)
    kind = schema.get("type", "anything")
    if kind == "array":
        return (("list of ", None), *_type(schema.get("items", {})))
    if kind == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return (("by name: ", None), *_type(schema["additionalProperties"]))
    words = {"integer": "whole number", "string": schema.get("format", "text"), "boolean": "true or false"}
    return ((str(words.get(kind, kind)), None),)
