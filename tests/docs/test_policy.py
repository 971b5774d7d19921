"""The docs say every key of the policy and every reading that it prices."""

import tomllib

from tests.house.tree import ROOT

POLICY = tomllib.loads((ROOT / "src" / "marsad" / "tolls" / "policy.toml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "reference" / "policy.md").read_text(encoding="utf-8")
TOLLS = (ROOT / "docs" / "explanation" / "tolls.md").read_text(encoding="utf-8")


def test_every_section_and_key_is_on_the_page() -> None:
    keys = {key for section in POLICY.values() if isinstance(section, dict) for key in section} | set(POLICY)
    assert {key for key in keys if f"`{key}`" not in PAGE} == set()


def test_every_reading_that_has_a_price_is_explained() -> None:
    assert {name for name in POLICY["penalties"] if name != "change" and f"`{name}`" not in TOLLS} == set()
