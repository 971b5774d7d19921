"""Problems: why a question to the API, a download or a feed has no answer, as RFC 9457 has it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal, NamedTuple

from marsad.errors import MarsadError
from marsad.web.shelf import Answer

MEDIA_TYPE = "application/problem+json"
Kind = Literal[
    "bad-question", "not-found", "gone", "method", "body", "address", "too-many", "not-here", "busy", "error"
]


class Sort(NamedTuple):
    """A kind of problem: its status, its title, and what to do about it."""

    status: int
    title: str
    hint: str


KINDS: Mapping[Kind, Sort] = {
    "bad-question": Sort(400, "The question cannot be understood", "The reference lists what can be asked."),
    "not-found": Sort(404, "There is nothing at this address", "Check the address, letter by letter."),
    "gone": Sort(410, "The incident was withdrawn", "Take it out of what you keep; its code is never given again."),
    "method": Sort(405, "The record can only be read here", "Use GET or HEAD."),
    "body": Sort(413, "A question has no body", "Put the question into the address."),
    "address": Sort(414, "The address is too long", "Ask for less in one question."),
    "too-many": Sort(429, "Too many questions in a short time", "Wait as long as Retry-After says."),
    "not-here": Sort(501, "This server cannot make that", "Its keeper can install what is missing."),
    "busy": Sort(503, "The server is busy", "Wait as long as Retry-After says, or ask for less at a time."),
    "error": Sort(500, "The server failed", "It was noted; please tell the keeper of the site if it lasts."),
}  # fmt: skip


def problem(
    kind: Kind,
    detail: str | None = None,
    *,
    status: int | None = None,
    hint: str | None = None,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Answer:
    """A problem as an answer. `more` are members of its own, None left out; `status` where it is not that of the kind."""
    sort = KINDS[kind]
    said = {"type": f"/api/#{kind}", "title": sort.title, "status": status or sort.status, "code": kind}
    own = {"detail": detail, "hint": hint or sort.hint, **more}
    body = json.dumps(said | {name: value for name, value in own.items() if value is not None}, ensure_ascii=False)
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return Answer(status or sort.status, body.encode(), MEDIA_TYPE, tuple(kept.items()))


def failed(kind: str, said: MarsadError | None, status: int) -> Answer:
    """What a question that failed is answered with: see `marsad.web.public.Failed`."""
    kinds: Mapping[str, Kind] = {
        "bad": "bad-question",
        "not_found": "not-found",
        "busy": "busy",
        "not_here": "not-here",
    }
    headers = {"Retry-After": "5"} if kind == "busy" else None
    if said is None:
        return problem(kinds[kind], status=status, headers=headers)
    return problem(kinds[kind], said.what, status=status, hint=said.hint, headers=headers, error=said.code)
