"""The arithmetic behind a conflict."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.model.interval import Interval
from marsad.tolls.certificates import Certificate, certificate

A, B, C = frozenset({0}), frozenset({1}), frozenset({2})


def test_the_smallest_proof_is_found() -> None:
    assert certificate([(A, Interval(9)), (A, Interval(0, 6))]) == Certificate((0,), (1,))
    assert certificate([(A, Interval(6, 6)), (B, Interval(3, 3)), (A | B, Interval(0, 8))]) == Certificate((0, 1), (2,))
    assert certificate([(A | B, Interval(9)), (A, Interval(0, 4)), (B, Interval(0, 4))]) == Certificate((0,), (1, 2))


def test_there_is_none_where_all_can_hold() -> None:
    assert certificate([(A, Interval(9)), (B, Interval(0, 6))]) is None
    assert certificate([(A, Interval(9, 9)), (A | B, Interval(9, 9))]) is None


sums = st.lists(
    st.tuples(
        st.sets(st.integers(0, 2), min_size=1).map(frozenset),
        st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda ends: Interval(min(ends), max(ends))),
    ),
    min_size=1,
    max_size=4,
)


@given(sums)
def test_a_proof_is_right(given_sums: list[tuple[frozenset[int], Interval]]) -> None:
    found = certificate(given_sums)
    fits = any(
        all(sum(people[cell] for cell in cells) in within for cells, within in given_sums)
        for people in ((a, b, c) for a in range(5) for b in range(5) for c in range(5))
    )
    assert found is None or not fits
