"""The policy: every choice behind a toll that is no arithmetic, as one versioned file that a user can override."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from marsad.errors import RunError
from marsad.model.claim import Count
from marsad.model.interval import Interval
from marsad.tolls.problem import MOST_PEOPLE

Values = dict[str, Any]
_HINT = "See docs/reference/policy.md for what a policy may say."
_CHOICES = {("status", "children"): ("civilian", "as_read"), ("parties", "enemies"): ("beside", "counted")}


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy's values by section and key, its name and version, and the SHA-256 of all of them (`digest`)."""

    name: str
    version: int
    values: Mapping[str, Mapping[str, Any]]
    digest: str

    @classmethod
    def load(cls, path: Path | None = None) -> Policy:
        """The policy that ships with marsad, with what the file at `path` says instead.

        Raises RunError `tolls.policy-unreadable` or `tolls.policy-invalid`.
        """
        values = tomllib.loads((files("marsad.tolls") / "policy.toml").read_text("utf-8"))
        if path is not None:
            values = _overridden(values, _read(path), path)
        canonical = json.dumps(values, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        digest = hashlib.sha256(canonical.encode("ascii")).hexdigest()
        return cls(values.pop("name"), values.pop("version"), values, f"sha256:{digest}")

    def penalty(self, change: str) -> int:
        """What the reading called `change` costs."""
        penalties = self.values["penalties"]
        return int(penalties["change"] + penalties[change])

    def weight(self, kind: str, hedges: tuple[str, ...]) -> int:
        """What keeping a claim of a source of this kind is worth."""
        off = sum(self.values["hedges"][hedge] for hedge in hedges)
        return max(1, int(self.values["weights"][kind] - off))

    def interval(self, count: Count) -> Interval | None:
        """The people that a count allows; None where its unit is no number of people."""
        interval = count.interval
        words = (count.words or "").casefold()
        for word, bounds in self.values["count_words"].items():
            if count.form == "words" and word.casefold() == words:
                interval = _bounds(bounds)
        if count.form == "about":
            interval = self.about(count.lower)
        if count.unit == "person":
            return interval
        each = self.values["units"][count.unit]
        if not each:
            return None
        upper = None if interval.upper is None or len(each) == 1 else interval.upper * each[1]
        return Interval(interval.lower * each[0], upper)

    def about(self, number: int) -> Interval:
        """What "about" a number allows: that number, give or take the policy's width."""
        about = self.values["about"]
        width = max(int(about["least"]), -int(-number * about["share"] // 1))
        return Interval(max(0, number - width), number + width)


def _bounds(pair: list[int]) -> Interval:
    return Interval(pair[0], pair[1] if len(pair) > 1 else None)


def _read(path: Path) -> Values:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise RunError("tolls.policy-unreadable", f"{path}: the policy cannot be read: {problem}", hint=_HINT) from None
    except tomllib.TOMLDecodeError as problem:
        raise RunError("tolls.policy-invalid", f"{path}: no TOML: {problem}", hint=_HINT) from None


def _overridden(values: Values, other: Values, path: Path) -> Values:
    """The values with those of another file in their place; a section or key that is not there is refused."""
    if "name" not in other:
        raise _invalid(path, "a policy that differs needs a `name` of its own")
    for section, said in other.items():
        if section not in values:
            raise _invalid(path, f"there is no section or key {section!r}")
        if not isinstance(values[section], dict):
            _check(path, (section,), values[section], said)
            values[section] = said
            continue
        if not isinstance(said, dict):
            raise _invalid(path, f"{section!r} is a section")
        for key, value in said.items():
            if section != "count_words":
                if key not in values[section]:
                    raise _invalid(path, f"there is no key {key!r} in [{section}]")
                _check(path, (section, key), values[section][key], value)
            else:
                _check(path, (section, key), [], value)
        values[section] |= said
    return values


def _check(path: Path, place: tuple[str, ...], old: Any, new: Any) -> None:
    """Refuse a value of another kind than the one it replaces, or that nothing could be computed with."""
    name = ".".join(place)
    if (place[0], place[-1]) in _CHOICES and new not in _CHOICES[place[0], place[-1]]:
        raise _invalid(path, f"{name} is {new!r}, not one of {', '.join(_CHOICES[place[0], place[-1]])}")
    if place[0] == "affiliations":
        if not isinstance(new, list) or not all(isinstance(word, str) for word in new):
            raise _invalid(path, f"{name} is {new!r}, not a list of words")
    elif isinstance(old, list):
        whole = isinstance(new, list) and all(type(v) is int and 0 <= v <= MOST_PEOPLE for v in new)
        if not whole or len(new) > 2 or (len(new) == 2 and new[0] > new[1]) or (place[0] == "count_words" and not new):
            raise _invalid(path, f"{name} is {new!r}, not one or two whole numbers, the least first")
    elif isinstance(old, (int, float)):
        number = type(new) is int or (isinstance(old, float) and type(new) is float)
        least = 1 if place[0] in ("weights", "penalties", "budget") else 0
        if not number or not least <= new <= MOST_PEOPLE:
            raise _invalid(path, f"{name} is {new!r}, not a number of {least} or more")
    elif not isinstance(new, type(old)):
        raise _invalid(path, f"{name} is {new!r}, not text")


def _invalid(path: Path, what: str) -> RunError:
    return RunError("tolls.policy-invalid", f"{path}: {what}", hint=_HINT)
