"""Which addresses are linked to, and what is kept of a capture."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from marsad.model.claim import Source
from marsad.publishing.disclosure import Disclosure
from marsad.publishing.incident_view import ClaimLinks
from marsad.publishing.project import Project
from marsad.publishing.views.shown import Showing
from marsad.publishing.views.telling import _copy, web_address
from marsad.store.entries import CaptureEntry
from tests.publishing.tolls_by_hand import ALL, TOLLS


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/report", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("ftp://example.org/report", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("//example.org/report", False),
        ("https://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_linked_to(url: str | None, linked: bool) -> None:
    assert (web_address(url) is not None) == linked


@pytest.mark.parametrize(
    ("url", "linked", "withheld"),
    [
        ("https://example.org/2023/karim-haddad-saw-it", None, True),
        ("https://example.org/?q=Karim+Haddad", None, True),
        ("https://example.org/2023/market", "https://example.org/2023/market", False),
        ("javascript:alert(1)", None, False),
        (None, None, False),
    ],
)
def test_an_address_that_names_a_witness_is_no_link(url: str | None, linked: str | None, withheld: bool) -> None:
    witness = replace(ALL, source=Source("Karim Haddad", "witness"))
    disclosure = Disclosure(Project())
    showing = Showing.of(ClaimLinks(TOLLS), disclosure, disclosure.veil([witness]))
    capture = CaptureEntry("sha256:0", "0" * 64, 3, datetime(2023, 6, 25, tzinfo=UTC), "file", url, "/some/where.txt")
    copy = _copy(capture, showing)
    assert (copy.url, copy.url_withheld) == (linked, withheld)
    assert "where" not in repr(copy)
