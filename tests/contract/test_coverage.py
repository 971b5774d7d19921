"""Who was read and who told what, on both databases, against the same told once more from the rows themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from benchmarks.other_pages import write
from marsad.model.claim import Count
from marsad.store import tables
from marsad.store.aside import aside
from marsad.store.coverage import Coverage, Outlet, Telling
from marsad.store.heard import heard
from marsad.store.record import Record
from marsad.store.rows import change_rows
from marsad.store.store import Store

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def record(
    request: pytest.FixtureRequest, server_or_none: Callable[[str], str | None], tmp_path_factory: Any
) -> Iterator[Record]:
    """A record of nearly three hundred reports, two more taken down."""
    folder: Path = tmp_path_factory.mktemp("covered")
    with Store.create(folder / "record", server_or_none(request.param)) as store:
        with store.write() as opened:
            write(opened, 300)
            gone = [f"sha256:{number:064x}" for number in (5, 50)]
            change_rows(
                opened.connection,
                tables.reports,
                tables.reports.c.id.in_(gone),
                withdrawn=NOW,
                published=None,
                outlet=None,
            )
            change_rows(opened.connection, tables.claims, tables.claims.c.report.in_(gone), claim=None)
        with store.read() as opened:
            yield opened


@pytest.fixture(scope="module")
def server_or_none(request: pytest.FixtureRequest) -> Callable[[str], str | None]:
    """Makes an empty database where one is wanted."""
    from tests.contract import databases

    return lambda kind: None if kind == "sqlite" else databases.new_database(request.getfixturevalue("server"))


def rows(record: Record) -> list[Any]:
    """Every tie with its report and its incident, as plain rows."""
    reports, incidents, ties = tables.reports, tables.incidents, tables.incident_claims
    joined = ties.join(incidents, incidents.c.code == ties.c.incident).join(reports, reports.c.id == ties.c.report)
    columns = (
        incidents.c.country,
        incidents.c.admin1,
        reports.c.outlet,
        reports.c.id,
        reports.c.published,
        reports.c.language,
    )
    return list(record.connection.execute(select(*columns).select_from(joined).where(reports.c.withdrawn.is_(None))))


def test_who_told_of_which_area_week_by_week(record: Record) -> None:
    told: dict[tuple[Any, ...], set[Any]] = defaultdict(set)
    for country, area, outlet, id_, published, language in rows(record):
        week = published - timedelta(published.weekday()) if published else None
        told[country, area, outlet, week].add((id_, published, language))
    expected = {
        Telling(
            country,
            area,
            outlet,
            week,
            len({id_ for id_, *_ in some}),
            max((day for _, day, _ in some if day), default=None),
            tuple(sorted({language for *_, language in some})),
        )
        for (country, area, outlet, week), some in told.items()
    }
    assert set(record.coverage.tellings()) == expected
    assert len(expected) > 100


def test_what_was_read_of_each_outlet(record: Record) -> None:
    found = {outlet.name: outlet for outlet in record.coverage.outlets()}
    read = [each for each in record.coverage.read() if each.outlet == "Agency A"]
    days = {each.published for each in read if each.published}
    assert found["Agency A"] == Outlet(
        "Agency A", len(read), sum(each.published is None for each in read), len(days), min(days), max(days), ("en",)
    )
    assert sum(outlet.reports for outlet in found.values()) == 287
    weeks = {
        (each.outlet, each.published - timedelta(each.published.weekday()))
        for each in record.coverage.read()
        if each.published
    }
    assert set(record.coverage.heard()) == weeks


def test_the_reports_of_an_earlier_moment_are_asked_in_the_same_words(record: Record) -> None:
    with aside() as connection:
        then = Coverage(
            connection,
            [each for each in record.coverage.read() if each.published and each.published < date(2020, 1, 1)],
        )
        outlets = {outlet.name: outlet for outlet in then.outlets()}
        assert list(then.tellings()) == []
    assert 0 < outlets["Agency A"].reports < next(o for o in record.coverage.outlets() if o.name == "Agency A").reports
    assert all(outlet.last < date(2020, 1, 1) for outlet in outlets.values() if outlet.last)


def test_claims_say_whose_they_are(record: Record) -> None:
    found = {each.claim: each for each in heard(record.connection)}
    claims = record.claims.get(found)
    assert len(found) == 574
    for id_, each in found.items():
        source = claims[id_].source
        assert (each.source, each.kind, each.relayed_by, each.language) == (
            source.name,
            source.kind,
            source.relayed_by,
            "en",
        )
        assert each.killed == Count(claims[id_].count.lower, claims[id_].count.upper, "exact")
        assert each.status == "unknown"
