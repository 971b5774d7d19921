"""What the docs say that a command prints is what it prints."""

from pathlib import Path

import pytest

from scripts.refresh_docs import PAGES, refreshed


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```console" in page.read_text(encoding="utf-8")], ids=lambda p: p.name
)
def test_every_command_prints_what_the_page_shows(page: Path) -> None:
    """When this fails after a change that was meant, run `make docs` and read the difference."""
    text = page.read_text(encoding="utf-8")
    assert refreshed(text) == text
