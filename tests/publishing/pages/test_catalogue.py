"""The words of the interface: plural forms, fallbacks, and that every language says what English says."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from marsad.errors import RunError
from marsad.publishing.pages.catalogue import Catalogue, catalogue, languages
from marsad.publishing.pages.plurals import plural_form

ARABIC = {"zero": "n = 0", "one": "n = 1", "two": "n = 2", "few": "n % 100 = 3..10", "many": "n % 100 = 11..99"}
RUSSIAN = {"one": "n % 10 = 1 and n % 100 != 11", "few": "n % 10 = 2..4 and n % 100 != 12..14", "many": "n % 10 = 0 or n % 10 = 5..9 or n % 100 = 11..14"}  # fmt: skip


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"), (100, "other"), (102, "other"), (103, "few"), (111, "many")],
)  # fmt: skip
def test_arabic_has_six_forms(number: int, form: str) -> None:
    assert plural_form(number, ARABIC) == form


@pytest.mark.parametrize(
    ("number", "form"), [(1, "one"), (21, "one"), (11, "many"), (2, "few"), (12, "many"), (22, "few"), (5, "many"), (0, "many")]
)  # fmt: skip
def test_rules_with_and_and_or(number: int, form: str) -> None:
    assert plural_form(number, RUSSIAN) == form


def test_a_rule_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(ValueError, match="is no plural rule"):
        plural_form(1, {"one": "n is 1"})


def messages(said: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every text of a catalogue with its key and its plural form."""
    for name, value in said.items():
        if (
            isinstance(value, dict)
            and "other" in value
            and all(isinstance(v, str) for v in value.values())
            and path != "terms"
        ):
            yield from ((f"{path}.{name}".strip("."), form, text) for form, text in value.items())
        elif isinstance(value, dict):
            yield from messages(value, f"{path}.{name}".strip("."))
        else:
            yield f"{path}.{name}".strip("."), "", value


def said_in(language: str) -> Any:
    """The messages of a language without its names of countries: those of English are in the gazetteer."""
    said = catalogue(language)._said["messages"]
    return {**said, "terms": {**said["terms"], "country": {}}}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
def test_every_language_says_everything_with_the_same_values(language: str) -> None:
    english = {(key, form): text for key, form, text in messages(said_in("en"))}
    other = {(key, form): text for key, form, text in messages(said_in(language))}
    assert {key for key, _ in english} == {key for key, _ in other}
    said = {key: placeholders(text) for (key, form), text in english.items() if form in ("", "other")}
    for (key, form), text in other.items():
        known = placeholders(text)
        # "one report" may leave the number out
        assert known == said[key] or (form and known == said[key] - {"n"}), key


@pytest.mark.parametrize("language", languages())
def test_every_plural_message_has_every_form_of_its_language(language: str) -> None:
    words = catalogue(language)
    forms: dict[str, set[str]] = {}
    for key, form, _ in messages(words._said["messages"]):
        if form:
            forms.setdefault(key, {"zero"}).add(form)
    # words for none of them are free in every language
    wanted = {*words._said["plurals"], "other", "zero"}
    assert {key: said for key, said in forms.items() if said != wanted} == {}


def test_values_are_escaped_and_set_apart() -> None:
    assert catalogue("en")("base.as_known", day="<b>") == (
        "This page shows what was known at the end of <bdi>&lt;b&gt;</bdi> (UTC)."
    )


def test_what_a_language_does_not_say_is_said_in_english() -> None:
    said = {"name": "X", "direction": "ltr", "thousands": " ", "plurals": {}, "months": ["m"] * 12, "messages": {}}
    new = Catalogue("xx", said, catalogue("en"))
    assert new.plain("count.incidents", n=1200) == "1 200 incidents"
    assert new.term_plain("event", "air_strike") == "air strike"
    assert not new.has("base.skip")


def test_ranges_days_and_moments() -> None:
    en = catalogue("en")
    cases = [(None, None, "unknown"), (0, None, "unknown"), (0, 0, "none"), (3, None, "at least 3"), (0, 4, "up to 4"), (9, 12, "9 to 12"), (1300, 1300, "1,300")]  # fmt: skip
    assert [en.range(lower, upper) for lower, upper, _ in cases] == [words for _, _, words in cases]
    day, later = date(2023, 6, 25), date(2023, 7, 1)
    assert en.days(day, day) == "25 June 2023"
    assert en.days(day, later) == "25 June 2023 to 1 July 2023"
    assert en.days(day, None) == "25 June 2023 or later"
    assert en.days(None, day) == "25 June 2023 or earlier"
    assert en.days(None, None) == "date not known"
    assert en.moment(datetime(2023, 6, 25, 14, 30, tzinfo=UTC)) == "25 June 2023, 14:30 UTC"


def test_a_language_that_is_not_there() -> None:
    with pytest.raises(RunError) as caught:
        catalogue("../en")
    assert caught.value.code == "publishing.language"
