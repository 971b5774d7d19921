"""schemathesis asks the API all that its document allows, and much that it does not: nothing may fail, nothing may be of another shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from marsad.web.api.app import document
from tests.web.served import KHARKIV, app_of, whole

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    unsupported_method,
]
EXAMPLES = 30


@pytest.fixture(scope="module")
def app() -> Iterator[ASGIApp]:
    with app_of(whole()) as one, TestClient(one):
        yield _running(one)


def _running(app: ASGIApp) -> ASGIApp:
    """The application as it runs: schemathesis would start and end it at every question."""

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        for what in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{what}.complete"})

    return asked


def _claim(app: ASGIApp) -> str:
    said = TestClient(app).get("/api/v1/claims", params={"limit": "1"}).json()
    return str(said["items"][0]["claim"]["id"])


def operations() -> list[str]:
    return list(document()["paths"])


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", operations())
def test_every_question_has_an_answer_of_the_promised_shape(app: ASGIApp, path: str, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    known = {"code": KHARKIV, "claim": _claim(app)}
    operation = schema[path]["GET"]

    @seed(20240303)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode), there=st.booleans())
    def ask(case: Any, there: bool) -> None:
        if there:
            # nobody hits upon a code or an id by chance
            case.path_parameters.update({name: known[name] for name in case.path_parameters})
        case.call_and_validate(checks=CHECKS)

    ask()
