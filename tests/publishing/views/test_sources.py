"""Who told what, without the names of those whom it could harm."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.errors import ItemError
from marsad.model.interval import Interval
from marsad.publishing.views.sources import Teller, against, sources_view, teller_of
from tests.publishing import observed


def tellers(when: date | None = None) -> dict[str, Teller]:
    with observed.at(when) as moment:
        return {teller.name or teller.id: teller for teller in sources_view(moment).tellers}


@pytest.mark.parametrize("when", [None, date(2030, 1, 1)])
def test_everybody_who_tells_has_a_row(when: date | None) -> None:
    found = {
        name: (one.claims, sorted(one.incidents), sorted(one.alone), one.copied) for name, one in tellers(when).items()
    }
    third = "UA-20240312-kherson-1"
    assert found == {
        "Ukrainian Health Ministry": (1, [observed.KHARKIV], [], 1),
        "Daily Lamp": (1, [observed.KHARKIV], [], 0),
        "Harbour Post": (1, [observed.KHARKIV], [], 0),
        "Evening Courier": (0, [], [], 0),
        "National Police of Ukraine": (1, [observed.KHERSON], [observed.KHERSON], 1),
        "resident": (1, [third], [third], 0),
    }


def test_a_witness_has_no_name_and_no_page_of_their_own() -> None:
    with observed.at() as moment:
        view = sources_view(moment)
    one = teller_of(view, "resident")
    assert (one.name, one.protected, one.as_outlet) == (None, True, None)
    assert not any(observed.NURSE in (teller.name or "") for teller in view.tellers)


def test_counts_of_a_source_stand_beside_the_range() -> None:
    found = tellers()
    assert found["Daily Lamp"].tolls == {"below": 0, "within": 1, "above": 0}
    assert found["Ukrainian Health Ministry"].counted.keys() == {(observed.KHARKIV, "civilian")}
    assert found["Evening Courier"].counted == {}


def test_an_outlet_knows_when_it_was_heard() -> None:
    lamp = tellers()["Daily Lamp"]
    assert lamp.as_outlet is not None
    assert (lamp.first, lamp.last, lamp.as_outlet.reports, lamp.languages) == (
        date(2024, 3, 4),
        date(2024, 3, 14),
        3,
        {"en"},
    )


def test_ids_stay_the_same_and_lead_nowhere_else() -> None:
    with observed.at() as moment:
        first = {teller.id for teller in sources_view(moment).tellers}
    with observed.at(date(2030, 1, 1)) as moment:
        view = sources_view(moment)
    assert {teller.id for teller in view.tellers} == first
    assert "daily-lamp-7103cb58" in first
    with pytest.raises(ItemError) as refused:
        teller_of(view, "daily-lamp")
    assert refused.value.code == "publishing.page-unknown"


@pytest.mark.parametrize(
    "own,reconciled,where",
    [
        ((3, 3), (4, 9), "below"), ((3, 4), (4, 9), "within"), ((3, None), (4, 9), "within"), ((10, None), (4, 9), "above"),
        ((10, 12), (4, None), "within"), ((0, 0), (0, 0), "within"), ((9, 10), (4, 9), "within"),
    ],
)  # fmt: skip
def test_a_number_lies_outside_only_where_all_of_it_does(
    own: tuple[int, int | None], reconciled: tuple[int, int | None], where: str
) -> None:
    assert against(Interval(*own), Interval(*reconciled)) == where
