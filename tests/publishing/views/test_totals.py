"""Rows of totals lead to their incidents; the sums are those of the command; running totals stand beside them."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.errors import ItemError
from marsad.publishing.query import Query
from marsad.publishing.views.totals import totals_view
from tests.cli.kept import Commands
from tests.publishing import observed

CASES = [
    ("area", [], {("UA", "Kharkiv"): "?country=UA&area=Kharkiv", ("UA", "Kherson"): "?country=UA&area=Kherson"}),
    ("month", [], {("2024-03", "2024-03"): "?since=2024-03-01&until=2024-03-31", ("2024-04", "2024-04"): "?since=2024-04-01&until=2024-04-30"}),
    ("month", [("since", "2024-03-04"), ("area", "Kherson")], {("2024-03", "2024-03"): "?area=Kherson&since=2024-03-04&until=2024-03-31"}),
    ("year", [], {("2024", "2024"): "?since=2024-01-01&until=2024-12-31"}),
    ("event", [], {("air_strike",): "?event_type=air_strike", ("drone_strike",): "?event_type=drone_strike", ("shelling",): "?event_type=shelling"}),
    ("actor", [("area", "Kherson")], {(None,): "?area=Kherson&actor=unknown"}),
]  # fmt: skip


@pytest.mark.parametrize("by,asked,expected", CASES)
def test_every_row_leads_to_its_own_incidents(
    by: str, asked: list[tuple[str, str]], expected: dict[tuple[str | None, ...], str]
) -> None:
    with observed.at() as moment:
        view = totals_view(moment, Query.parse(asked), by, None)
        found = {
            line.row.key: line.into[0][1].address()
            for line in view.lines
            if line.row.standing != "unknown" or by == "actor"
        }
        counts = {line.row.key: moment.select(line.into[0][1]).bit_count() for line in view.lines if line.into}
    assert {key: found.get(key) for key in expected} == expected
    assert counts == {line.row.key: line.row.telling + line.row.unknown for line in view.lines if line.into}


@pytest.mark.parametrize("by", ["month", "area", "actor", "event", "status", "year"])
@pytest.mark.parametrize("when", [None, date(2030, 1, 1), date(2020, 1, 1)])
def test_totals_are_those_of_the_command(by: str, when: date | None) -> None:
    asked = ["totals", "--by", {"event": "event-type"}.get(by, by), *(("--as-of", str(when)) if when else ())]
    told = Commands(observed.folder()).json(*asked)
    with observed.at(when) as moment:
        found = totals_view(moment, Query(), by, None).totals
    rows = [
        (r.name, r.standing, r.telling + r.unknown, r.within and {"lower": r.within.lower, "upper": r.within.upper})
        for r in found.rows
    ]
    assert rows == [(r["row"], r["standing"], r["incidents"], r["range"]) for r in told["rows"]]
    assert found.whole.telling + found.whole.unknown == told["all"]["incidents"]


def test_running_totals_stand_beside_the_country_that_is_asked_for() -> None:
    with observed.at() as moment:
        everywhere = totals_view(moment, Query(), None, None)
        (one,) = totals_view(moment, Query.parse([("country", "UA")]), None, None).running
    with observed.at(date(2030, 1, 1)) as moment:
        earlier = totals_view(moment, Query.parse([("country", "UA")]), None, None)
    assert (everywhere.running, everywhere.countries) == ((), (("UA", 1),))
    assert (one.compared.quantity, one.compared.answer, one.source.name) == (
        "killed civilians",
        "compatible",
        "UN human rights office",
    )
    assert (earlier.running, earlier.countries) == ((), ())


@pytest.mark.parametrize("by,quantity", [("colour", None), (None, "loved"), ("status", "killed civilians")])
def test_what_cannot_be_counted_is_refused(by: str | None, quantity: str | None) -> None:
    with observed.at() as moment, pytest.raises(ItemError) as refused:
        totals_view(moment, Query(), by, quantity)
    assert refused.value.code == "publishing.query"
