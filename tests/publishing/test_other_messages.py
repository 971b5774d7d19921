"""Every message of these pages is there in Arabic too, with the same values and all six plural forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from marsad.publishing.disclosure import PROTECTED
from marsad.publishing.pages.catalogue import catalogue
from tests.publishing.observed import catalogue_of

SECTIONS = ("totals", "sources", "silence", "method", "corrections", "about", "data")
FORMS = {"one", "two", "few", "many", "other"}


def leaves(said: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every message with its key; plural forms together."""
    if isinstance(said, str) or "other" in said:
        yield path, said
        return
    for key, below in said.items():
        yield from leaves(below, f"{path}.{key}" if path else key)


def values(said: Any) -> set[str]:
    words = said if isinstance(said, str) else said["other"]
    return set(re.findall(r"\{(\w+)\}", words))


@pytest.mark.parametrize("section", [*SECTIONS, "terms"])
def test_nothing_is_left_in_english(section: str) -> None:
    english, arabic = (dict(leaves(catalogue_of(language)[section])) for language in ("en", "ar"))
    if section == "terms":
        english, arabic = (
            {key: said for key, said in each.items() if key.startswith("policy.")} for each in (english, arabic)
        )
    assert english.keys() - arabic.keys() == set()
    assert {
        key: values(said) ^ values(arabic[key]) for key, said in english.items() if values(said) != values(arabic[key])
    } == {}
    plural = {key: set(said) for key, said in arabic.items() if isinstance(said, dict)}
    assert {key: FORMS - forms for key, forms in plural.items() if not forms >= FORMS} == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_protected_kind_has_a_name_for_all_of_it(language: str) -> None:
    assert [kind for kind in PROTECTED if not catalogue(language).has(f"sources.kinds.{kind}")] == []
