"""How well reports are grouped into incidents, measured against groups that people made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from marsad.evaluation.gold import field_of, invalid, lines_of
from marsad.incidents.account import accounts_of
from marsad.incidents.grouping import group
from marsad.model.reading import Reading
from marsad.model.report import Report


@dataclass(frozen=True, slots=True)
class Known:
    """A report whose `incident` is known; `split` is the part of the data that it belongs to, if any."""

    report: Report
    incident: str
    split: str | None = None


def load_known(file: Path) -> list[Known]:
    """The reports in a file of JSON lines `{id, title, dct, content, incident}`; `dct` is the day of publication.

    Raises `RunError` (`evaluation.data-invalid`).
    """
    known = []
    for where, row in lines_of(file):
        title, body = str(row.get("title") or ""), str(field_of(row, "content", where))
        try:
            day = date.fromisoformat(row["dct"]) if row.get("dct") else None
        except ValueError:
            raise invalid(f"{where}: `dct` is no date: {row['dct']!r}") from None
        text = f"{title}\n\n{body}" if title else body
        report = Report(
            text, str(field_of(row, "id", where)), day, row.get("outlet"), row.get("language"), title or None
        )
        known.append(Known(report, str(field_of(row, "incident", where)), row.get("split")))
    if not known:
        raise invalid(f"{file}: there is no report in it")
    return known


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two measures of how well groups agree with the known ones.

    Of pairs: of those put together, how many belong together, and the reverse. B-cubed (Bagga and Baldwin 1998): for
    each report the share of its group that belongs with it, and the reverse, averaged over reports.
    """

    reports: int
    groups: int
    known: int
    pair_precision: float
    pair_recall: float
    b_precision: float
    b_recall: float
    largest: int

    @property
    def pair_f1(self) -> float:
        """The harmonic mean of precision and recall of pairs."""
        return _mean(self.pair_precision, self.pair_recall)

    @property
    def b_f1(self) -> float:
        """The harmonic mean of B-cubed precision and recall."""
        return _mean(self.b_precision, self.b_recall)


def measured(known: Sequence[Known], read: Callable[[Report], Reading]) -> Agreement:
    """Group the reports, each counted under its main incident, and measure that. Reports may come in any order."""
    accounts = [accounts_of(text.report, read(text.report)) for text in known]
    incidents = group(account for each in accounts for account in each).incidents()
    main = {each.report: incident.id for incident in incidents for each in incident.accounts if each.number == 0}
    return agreement([main[text.report.id] for text in known], [text.incident for text in known])


def said(found: Agreement) -> str:
    """The measures in lines, for people."""
    rows = (
        ("pairs", found.pair_precision, found.pair_recall, found.pair_f1),
        ("B-cubed", found.b_precision, found.b_recall, found.b_f1),
    )
    reports = f"{found.reports:,} reports, {found.known:,} known incidents, {found.groups:,} found"
    return "\n".join(
        [
            f"{'':10} precision   recall       F1",
            *(f"{name:10} {precision:9.3f} {recall:8.3f} {f1:8.3f}" for name, precision, recall, f1 in rows),
            f"{reports}, the largest with {found.largest:,} reports",
        ]
    )


def agreement(found: Sequence[Hashable], known: Sequence[Hashable]) -> Agreement:
    """How well two labellings of the same reports, in the same order, agree."""
    both = Counter(zip(found, known, strict=True))
    ours, theirs = Counter(found), Counter(known)
    together = _pairs(both)
    reports = len(found)
    return Agreement(
        reports,
        len(ours),
        len(theirs),
        _share(together, _pairs(ours)),
        _share(together, _pairs(theirs)),
        sum(number * number / ours[group] for (group, _), number in both.items()) / reports,
        sum(number * number / theirs[incident] for (_, incident), number in both.items()) / reports,
        max(ours.values()),
    )


def _pairs(sizes: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(number * (number - 1) // 2 for number in sizes.values())


def _share(part: int, whole: int) -> float:
    """Nothing asked for and nothing missed is all right."""
    return part / whole if whole else 1.0


def _mean(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0
