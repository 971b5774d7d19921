"""What counts as what in this record: the rules of its own policy, value by value, and how well its reader was found to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marsad.publishing.moment import Moment
from marsad.reading.claims import READER_VERSION

SECTIONS = (
    "weights", "hedges", "about", "count_words", "units", "status", "affiliations", "parties", "scope", "penalties",
    "near", "budget",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One value of the policy."""

    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class RuleSection:
    """The values of one section of the policy, in its own order."""

    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """How well a version of the reader found the claims of texts that were held out while its rules were written."""

    reader: str
    texts: int
    claims: int
    precision: float
    recall: float


MEASURED = Measured("en/2", 19, 113, 0.949, 0.832)
"""The figures of METHODOLOGY.md, which says what they were measured on."""


@dataclass(frozen=True, slots=True)
class MethodView:
    """The policy of a record, which rules counted its tolls at the moment (`counted_by`: name, version, digest), and its reader."""

    name: str
    version: int
    digest: str
    sections: tuple[RuleSection, ...]
    counted_by: tuple[str, str, str] | None
    reader: str
    measured: Measured | None


def method_view(moment: Moment) -> MethodView:
    """How the record of a moment reads, counts and grades."""
    policy = moment.policy
    said = moment.state.policies.get("tolls")
    counted = None if said is None else (str(said["name"]), str(said["version"]), str(said["digest"]))
    return MethodView(
        policy.name,
        policy.version,
        policy.digest,
        tuple(_section(name, policy.values[name]) for name in _ordered(policy.values)),
        counted,
        READER_VERSION,
        MEASURED if MEASURED.reader == READER_VERSION else None,
    )


def _ordered(values: Mapping[str, Any]) -> list[str]:
    """Every section that there is: those that are known in the order of reading, others after them."""
    return [*(name for name in SECTIONS if name in values), *(name for name in values if name not in SECTIONS)]


def _section(name: str, values: Mapping[str, Any]) -> RuleSection:
    return RuleSection(name, tuple(Rule(key, value) for key, value in values.items()))
