"""Gold: claims made by people, to measure readings against.

A gold claim names a quote and, for each field that its maker cared about, every value that is right there. Fields
that are left out are not measured.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from marsad.errors import RunError
from marsad.model.report import Report

Value = str | int | None | tuple[str, ...]

_NOT_FIELDS = frozenset({"quote", "or", "optional"})


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """What a person read at `quote`. `accepted` holds, field by field, the right values, the best one first.

    An `optional` claim costs nothing either way. `part_of` values are positions among the text's gold claims.
    """

    quote: str
    accepted: Mapping[str, tuple[Value, ...]]
    optional: bool = False

    def best(self, field: str) -> Value:
        """The first of the right values of `field`, None also when it is not measured."""
        return self.accepted.get(field, (None,))[0]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A report and every claim in it, made by a person."""

    name: str
    report: Report
    claims: tuple[GoldClaim, ...]
    phenomena: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """Gold texts, and the `digest` of the files they came from."""

    name: str
    texts: tuple[GoldText, ...]
    digest: str


def load_corpus(texts: Path, gold: Path) -> Corpus:
    """The corpus in two files of JSON lines.

    `texts` holds {id, text, published, outlet}, `gold` {id, claims: [{quote, harm, lower, upper, ..., or, optional}]};
    texts without gold are left out. Raises `RunError` (`evaluation.data-invalid`).
    """
    claims: dict[str, tuple[GoldClaim, ...]] = {}
    for where, row in lines_of(gold):
        with_place = [gold_claim(claim, where) for claim in row.get("claims", [])]
        claims[str(field_of(row, "id", where))] = tuple(with_place)
    found = []
    for where, row in lines_of(texts):
        name = str(field_of(row, "id", where))
        if name in claims:
            found.append(GoldText(name, _report(row, where), claims[name]))
    if not found:
        raise invalid(f"{gold}: no text in {texts} has gold here")
    return Corpus(texts.stem, tuple(found), digest(texts, gold))


def digest(*files: Path) -> str:
    """SHA-256 over the contents of `files`, in their order."""
    total = hashlib.sha256()
    for file in files:
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return f"sha256:{total.hexdigest()}"


def gold_claim(row: Mapping[str, Any], where: str) -> GoldClaim:
    """The gold claim that `row` writes down; `where` names it for people."""
    others = row.get("or", {})
    fields = [field for field in row if field not in _NOT_FIELDS]
    accepted = {field: tuple(_value(v) for v in (row[field], *others.get(field, ()))) for field in fields}
    for field in ("harm", "lower", "upper"):
        if field not in accepted:
            raise invalid(f"{where}: a gold claim needs `{field}`")
    return GoldClaim(str(field_of(row, "quote", where)), accepted, bool(row.get("optional")))


def invalid(what: str) -> RunError:
    """The error for data that cannot be used to measure with."""
    return RunError("evaluation.data-invalid", what, hint="docs/how-to/evaluate.md says what gold looks like.")


def _value(value: Any) -> Value:
    """Files write "none" and "open" where their format knows no null, and dates as dates or in ISO 8601."""
    if value in ("none", "open"):
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return tuple(value)
    return value if value is None or isinstance(value, int) else str(value)


def _report(row: Mapping[str, Any], where: str) -> Report:
    published = row.get("published")
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError:
        raise invalid(f"{where}: `published` is no date: {published!r}") from None
    return Report(str(field_of(row, "text", where)), None, day, row.get("outlet") or None, row.get("language"))


def lines_of(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in a file of JSON lines, with where it stands. Raises `RunError` (`evaluation.data-invalid`)."""
    try:
        lines = file.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise invalid(f"{file}: cannot be read: {problem}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as problem:
            raise invalid(f"{file}:{number}: no JSON: {problem}") from None
        if not isinstance(row, dict):
            raise invalid(f"{file}:{number}: not an object")
        yield f"{file}:{number}", row


def field_of(row: Mapping[str, Any], field: str, where: str) -> Any:
    """The value of `field`, which must be there. Raises `RunError` (`evaluation.data-invalid`)."""
    if field not in row:
        raise invalid(f"{where}: no `{field}`")
    return row[field]
