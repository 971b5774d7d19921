from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.model.claim import Group
from marsad.model.toll import TollRow
from marsad.publishing.views.kinds import Kind, row_for
from tests.publishing.tolls_by_hand import ALL, row

EVERYBODY: Kind = (None, None, None, None, None)
CIVILIANS: Kind = ("civilian", None, None, None, None)
CHILDREN: Kind = (None, "child", None, None, None)
FRONT: Kind = (None, None, None, None, "Front")
ROWS: dict[Kind, TollRow] = {
    EVERYBODY: row(13, 13, (ALL,)),
    CIVILIANS: row(9, None, (ALL,)),
    CHILDREN: row(2, 4, (ALL,)),
    FRONT: row(1, 4, (ALL,)),
}


@pytest.mark.parametrize(
    "group, kind",
    [
        (Group(), EVERYBODY),
        (Group("civilian"), CIVILIANS),
        (Group("civilian", "child"), CHILDREN),
        (Group("civilian", "child", "female"), CHILDREN),
        (Group("combatant"), EVERYBODY),
        (Group("combatant", affiliation="Front"), FRONT),
        (Group("combatant", affiliation="Other"), EVERYBODY),
        (Group(role="journalist"), EVERYBODY),
    ],
)
def test_a_claim_stands_beside_the_narrowest_row_that_holds_its_people(group: Group, kind: Kind) -> None:
    assert row_for(replace(ALL, group=group), ROWS) == kind


def test_a_claim_of_a_harm_without_rows_stands_beside_none() -> None:
    assert row_for(ALL, {}) is None
    assert row_for(ALL, {CHILDREN: ROWS[CHILDREN]}) is None
