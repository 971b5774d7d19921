"""Which source tells of which incident, as a matrix of 0 and 1 for multiple systems estimation; and the same for named victims.

Reports of incidents are no lists of persons: sources copy each other, and one incident's dead are a cluster. So the matrix has
incidents as its units, and one of persons is made only where names may be published; the statement beside it says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from marsad.publishing.exports.cells import written
from marsad.publishing.exports.csv_tables import csv_writer, open_csv
from marsad.publishing.exports.gathering import Gathered, Selection
from marsad.publishing.exports.tables import SourceRow
from marsad.publishing.exports.writing import Counts

MOST_LISTS = 20
"""Sources with a column of their own, those that tell of the most incidents; all others share one."""
OTHERS = "other_sources"
STATEMENT = (
    "The rows of incidents.csv are incidents, not persons. What is estimated from them is a number of incidents that no source "
    "tells of, never a number of people killed. Sources copy each other, which makes the lists depend on one another and "
    "the estimate too low; large incidents are told by more sources than small ones, so estimate within groups of similar size. A 0 says that "
    "the record holds no report in which the source tells of it, not that the source did not know. victims.csv is there only where the "
    "project publishes names: its rows are names as reports write them, and one person can stand there under several spellings."
)
_UNITS = ("incident", "first_day", "country", "area", "event_type", "killed_lower", "killed_upper")


@dataclass(slots=True)
class _Unit:
    """A row of a matrix: what it begins with, and the keys of the sources that tell of it."""

    head: tuple[str, ...]
    told_by: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Lists:
    """The sources that are met, by a key that is the same for every spelling of case."""

    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    incidents: Counter[str] = field(default_factory=Counter)

    def key(self, source: SourceRow) -> str:
        """The key of a source; of those without a name of their own it is empty."""
        if source.withheld or source.name is None or source.kind == "party":
            return ""
        key = source.name.casefold()
        self.names.setdefault(key, (source.name, source.kind))
        return key

    def columns(self) -> list[str]:
        """The keys of those that have a column."""
        known = ((key, number) for key, number in self.incidents.items() if key)
        return [key for key, _ in sorted(known, key=lambda each: (-each[1], each[0]))[:MOST_LISTS]]


def write_lists_folder(selection: Selection, folder: Path) -> Counts:
    """Write the matrix, what its columns are, the statement, and, where names are published, the matrix of victims."""
    lists, units, victims = _Lists(), list[_Unit](), list[_Unit]()
    for gathered in selection.tops().gathered():
        unit = _incident(gathered, lists)
        lists.incidents.update(unit.told_by)
        units.append(unit)
        victims += _victims(gathered, lists)
    columns = lists.columns()
    _matrix(folder / "incidents.csv", _UNITS, units, columns)
    with open_csv(folder / "lists.csv") as stream:
        write = csv_writer(stream, ("column", "name", "kind", "incidents"))
        for number, key in enumerate(columns, 1):
            write((f"list_{number}", *lists.names[key], lists.incidents[key]))
        write((OTHERS, None, None, sum(1 for unit in units if unit.told_by.difference(columns))))
    (folder / "STATEMENT.md").write_text(STATEMENT + "\n", encoding="utf-8")
    counts = {"incidents": len(units), "lists": len(columns)}
    if selection.moment.project.victims_names:
        _matrix(folder / "victims.csv", ("match_group_id", "name", "incident", "harm"), victims, columns)
        counts["victims"] = len(victims)
    return counts


def _incident(gathered: Gathered, lists: _Lists) -> _Unit:
    head = tuple(written(getattr(gathered.incident, name)) for name in _UNITS)
    return _Unit(head, {lists.key(source) for source in gathered.sources})


def _victims(gathered: Gathered, lists: _Lists) -> Iterable[_Unit]:
    """One row for every name in an incident, by each harm; spellings are not brought together."""
    found: dict[tuple[str, str], _Unit] = {}
    for claim, source in zip(gathered.claims, gathered.sources, strict=True):
        for person in claim.persons:
            key = (person.casefold(), claim.harm)
            code = gathered.incident.incident
            unit = found.setdefault(key, _Unit((f"{code}/{len(found) + 1}", person, code, claim.harm)))
            unit.told_by.add(lists.key(source))
    return found.values()


def _matrix(path: Path, head: tuple[str, ...], units: Iterable[_Unit], columns: list[str]) -> None:
    with open_csv(path) as stream:
        names = [f"list_{number}" for number in range(1, len(columns) + 1)]
        write = csv_writer(stream, (*head, *names, OTHERS))
        for unit in units:
            write((*unit.head, *_marks(unit, columns)))


def _marks(unit: _Unit, columns: list[str]) -> Iterator[int]:
    yield from (int(key in unit.told_by) for key in columns)
    yield int(bool(unit.told_by.difference(columns)))
