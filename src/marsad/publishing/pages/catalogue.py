"""The words of the interface in one language. A language is one file, `messages/LANGUAGE.json`; no word of a page stands in code.

The file says its direction, its plural rules and its months, and holds the messages in sections. A message is a text with
{values} in it, or a mapping from plural forms to such texts, chosen by {n}.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

from marsad.errors import RunError
from marsad.publishing.pages.plurals import plural_form

_FOLDER = "marsad.publishing.pages"
FIRST = "en"
"""The language that every message exists in."""


@cache
def languages() -> tuple[str, ...]:
    """The codes of all languages that have a catalogue, English first."""
    found = sorted(path.name.removesuffix(".json") for path in (files(_FOLDER) / "messages").iterdir())
    return (FIRST, *(code for code in found if code != FIRST))


class Catalogue:
    """The words of one language. What is missing falls back to English, so a new language can grow message by message."""

    def __init__(self, language: str, said: Mapping[str, Any], fallback: Catalogue | None = None) -> None:
        self.language = language
        self.name: str = said["name"]
        self.direction: str = said["direction"]
        self._said, self._fallback = said, fallback
        # a page asks for hundreds of messages, and always for the same ones
        self._found: dict[str, Any] = {}
        self._escaped: dict[str, str] = {}

    def __call__(self, key: str, /, **values: object) -> Markup:
        """The message under a dotted key, its values set apart from the direction of the words around them, as HTML.

        Raises KeyError for a key that no catalogue has.
        """
        text = self.form(key, values)
        escaped = self._escaped.get(text)
        if escaped is None:
            escaped = self._escaped[text] = str(escape(text))
        shown = {name: value if isinstance(value, Markup) else _apart(value) for name, value in values.items()}
        return Markup(escaped.format(**shown))  # noqa: S704  the text is escaped, so are the values

    def plain(self, key: str, /, **values: object) -> str:
        """The same as plain text: for attributes, titles and feeds."""
        shown = {name: self.number(value) if type(value) is int else value for name, value in values.items()}
        return self.form(key, values).format(**shown)

    def has(self, key: str) -> bool:
        """Whether there is a message under a key in this language itself."""
        return self._find(key) is not None

    def section(self, key: str) -> dict[str, Any]:
        """All messages under a dotted key, as they are written, for scripts: what is missing here comes from English.

        Raises KeyError for a key that no catalogue has.
        """
        said = self._find(key)
        if self._fallback is None:
            if not isinstance(said, Mapping):
                raise KeyError(key)
            return dict(said)
        return {**self._fallback.section(key), **(said if isinstance(said, Mapping) else {})}

    def term(self, kind: str, code: str | None) -> Markup:
        """The name of a code of one of the code lists; a code that has none is shown as it is, underscores as spaces."""
        return Markup(escape(self.term_plain(kind, code)))  # noqa: S704  escaped

    def term_plain(self, kind: str, code: str | None) -> str:
        """The same as plain text."""
        code = "unknown" if code is None else code
        found = self._find(f"terms.{kind}.{code}")
        if found is None and self._fallback is not None:
            return self._fallback.term_plain(kind, code)
        return found if isinstance(found, str) else code.replace("_", " ")

    def number(self, number: int) -> str:
        """A number with its thousands parted."""
        return f"{number:,}".replace(",", self._said["thousands"])

    def range(self, lower: int | None, upper: int | None) -> str:
        """A range in words, as a number of people: "13", "9 to 12", "at least 30", "unknown"."""
        if lower is None or (lower, upper) == (0, None):
            return self.plain("range.unknown")
        if upper is None:
            return self.plain("range.at_least", lower=lower)
        if lower == upper:
            return self.plain("range.none") if lower == 0 else self.number(lower)
        return (
            self.plain("range.up_to", upper=upper)
            if lower == 0
            else self.plain("range.between", lower=lower, upper=upper)
        )

    def day(self, day: date) -> str:
        """A day: "25 June 2023"."""
        return self.plain("range.day", day=str(day.day), month=self._said["months"][day.month - 1], year=str(day.year))

    def days(self, first: date | None, last: date | None) -> str:
        """The days that something can have been: "25 June 2023", "19 June 2023 to 25 June 2023", "date not known"."""
        if first is None and last is None:
            return self.plain("range.no_day")
        if first is None or last is None:
            key = "range.since" if last is None else "range.until"
            return self.plain(key, day=self.day(first or last or date.min))
        if first == last:
            return self.day(first)
        return self.plain("range.days", first=self.day(first), last=self.day(last))

    def day_short(self, day: date) -> str:
        """A day where there is little room: "25 Jun 2023"."""
        month = self._said["months_short"][day.month - 1]
        return self.plain("range.day_short", day=str(day.day), month=month, year=str(day.year))

    def month(self, year: int, month: int) -> str:
        """A month: "June 2023"."""
        return f"{self._said['months'][month - 1]} {year}"

    def month_short(self, year: int, month: int) -> str:
        """A month where there is little room: "Jun 2023"."""
        return f"{self._said['months_short'][month - 1]} {year}"

    def moment(self, at: datetime) -> str:
        """A moment: "25 June 2023, 14:30 UTC"."""
        return self.plain("range.moment", day=self.day(at.date()), time=f"{at:%H:%M}")

    def form(self, key: str, values: Mapping[str, object]) -> str:
        """The message under a key in the form that goes with {n}, its values not yet in it."""
        said = self._find(key)
        if said is None:
            if self._fallback is None:
                raise KeyError(key)
            return self._fallback.form(key, values)
        if isinstance(said, str):
            return said
        number = values.get("n")
        number = number if isinstance(number, int) else 0
        # "none of them" may have words of its own in every language
        form = "zero" if number == 0 and "zero" in said else plural_form(number, self._said["plurals"])
        return str(said.get(form, said["other"]))

    def _find(self, key: str) -> Any:
        if key in self._found:
            return self._found[key]
        found: Any = self._said["messages"]
        for part in key.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        # what is not there is not kept: readers can ask for what they like
        if found is not None:
            self._found[key] = found
        return found


def _apart(value: object) -> Markup:
    words = f"{value:,}" if type(value) is int else escape(str(value))
    return Markup(f"<bdi>{words}</bdi>")  # noqa: S704  escaped


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language. Raises RunError `publishing.language` when there is none."""
    path = files(_FOLDER) / "messages" / f"{language}.json"
    if language not in languages():
        raise RunError(
            "publishing.language", f"{language}: there is no such language", hint=f"There are {', '.join(languages())}."
        )
    said = json.loads(path.read_text(encoding="utf-8"))
    return Catalogue(language, said, None if language == FIRST else catalogue(FIRST))
