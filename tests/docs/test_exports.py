"""The pages of data sets say every format and every field, and the generated ones are as the code has them."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from marsad.publishing.exports.formats import FORMATS
from marsad.publishing.exports.tables import TABLES
from marsad.publishing.releases.manifest import SCHEMA, Manifest
from scripts.refresh_docs import GENERATED
from tests.house.tree import ROOT

REFERENCE = ROOT / "docs" / "reference"


@pytest.mark.parametrize("page", GENERATED, ids=lambda page: page.name)
def test_generated_pages_are_as_the_code_has_them(page: Path) -> None:
    """When this fails, run `make docs`. A changed codebook is a breaking change: raise its version."""
    assert page.read_text(encoding="utf-8") == GENERATED[page]()


def test_every_format_and_table_is_explained() -> None:
    page = (REFERENCE / "exports.md").read_text(encoding="utf-8")
    assert [name for name in (*FORMATS, *(table.name for table in TABLES)) if f"`{name}`" not in page] == []


def test_every_field_of_a_manifest_is_explained() -> None:
    page = (REFERENCE / "releases.md").read_text(encoding="utf-8")
    assert f"`{SCHEMA}`" in page
    assert [field.name for field in fields(Manifest) if f"`{field.name}`" not in page] == []
