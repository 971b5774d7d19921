"""A reader for all tests that only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.web.served import client, whole


@pytest.fixture(scope="session")
def reader() -> Iterator[TestClient]:
    """A reader of the record that all tests share."""
    with client(whole()) as one:
        yield one
