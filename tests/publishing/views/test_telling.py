"""Which addresses are linked to."""

import pytest

from marsad.publishing.views.telling import web_address


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
