"""Sets of rows as numbers, against sets."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.publishing.row_sets import each, indices, mask, rows_at, rows_in

SETS = st.sets(st.integers(0, 300))


@given(SETS, st.integers(0, 200))
def test_a_set_is_the_same_in_every_form(some: set[int], more: int) -> None:
    rows, length = rows_at(some), max(some, default=-1) + 1 + more
    assert rows == sum(1 << n for n in some)
    assert indices(rows) == list(each(rows, length)) == sorted(some)
    assert [n for n, held in enumerate(mask(rows, length)) if held] == sorted(some)
    assert rows_in(mask(rows, length)) == rows


def test_nothing_has_no_mask() -> None:
    assert mask(0, 0) == b""
    assert rows_in(b"") == 0
