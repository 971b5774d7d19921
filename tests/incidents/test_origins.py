"""Independence: what counts as knowledge of its own."""

from __future__ import annotations

from dataclasses import replace

from marsad.incidents.copies import shingles_of
from marsad.incidents.origins import independent, origins_of
from marsad.model.claim import Source
from tests.incidents.reports import AGENCY, account, corpus, monitor

OWN = Source(None, "media")


def names(*sources: Source, outlet: str = "Post") -> list[str]:
    return [origin.name for origin in origins_of([account("r", outlet=outlet, sources=sources)])]


def test_what_an_outlet_tells_of_itself_is_its_own() -> None:
    assert names(OWN) == ["Post"]


def test_an_unnamed_source_is_the_outlet_that_heard_it() -> None:
    assert names(Source("hospital source", "health"), OWN) == ["Post"]


def test_a_quote_of_a_quote_is_one_origin() -> None:
    """Peer failure: "the observatory says, according to an agency" counted as two."""
    assert names(monitor("Valley Observatory", "North Wire", "Gulf Press")) == ["Valley Observatory"]


def test_one_monitor_through_many_outlets_is_one_origin() -> None:
    """Peer failure: copies raise confidence."""
    told = [account(f"r{n}", outlet=f"Outlet {n}", sources=(monitor("Valley Observatory"),)) for n in range(6)]
    (origin,) = origins_of(told)
    assert (origin.name, len(origin.reports)) == ("Valley Observatory", 6)


def test_an_agency_and_its_copy_are_one_origin() -> None:
    copy = "From our desk. " + AGENCY
    told = [
        account("agency", outlet="North Wire", sources=(OWN,), shingles=shingles_of(AGENCY)),
        account("copy", outlet="Morning Post", sources=(OWN,), shingles=shingles_of(copy)),
    ]
    (origin,) = origins_of(told)
    assert (origin.name, origin.reports, origin.copied) == ("North Wire", ("agency", "copy"), True)
    assert len(origins_of([told[0], replace(told[1], shingles=b"")])) == 2


def test_the_party_itself_is_an_origin_but_not_an_independent_one() -> None:
    """Peer failure: the attacker's own claim counted as an independent source."""
    origins = origins_of([account("r", sources=(OWN, Source("Defence Ministry", "party")))])
    assert [(origin.name, origin.party) for origin in origins] == [("Outlet of r", False), ("Defence Ministry", True)]
    assert len(independent(origins)) == 1


def test_reports_whose_outlet_nobody_has_said_are_one_origin() -> None:
    assert len(origins_of([account(r, outlet=None, sources=(OWN,)) for r in ("a", "b")])) == 1
    assert (
        len(origins_of([account("a", outlet=None, sources=(OWN,)), account("b", outlet="The Daily", sources=(OWN,))]))
        == 2
    )


def test_three_reports_two_origins() -> None:
    read = corpus()
    silo = [read[name][0] for name in ("silo-agency", "silo-copy", "silo-later")]
    assert [(origin.name, origin.copied) for origin in independent(origins_of(silo))] == [
        ("North Wire", True),
        ("Harbour Times", False),
    ]
