"""Which incidents are parts of which others: what a list sets below its whole, and what no sum counts twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from marsad.publishing.row_sets import Rows, mask, rows_at
from marsad.store.facets import Narrow


class Families:
    """The parts and wholes among some rows; `at` says where a code stands."""

    def __init__(self, rows: Sequence[Narrow], at: Mapping[str, int]) -> None:
        self._length = len(rows)
        above = {n: tuple(_above(n, rows, at)) for n, row in enumerate(rows) if row.parent in at}
        self._pairs = [(n, whole) for n, wholes in above.items() for whole in wholes]
        self._below: dict[int, list[int]] = {}
        for n, wholes in above.items():
            self._below.setdefault(wholes[0], []).append(n)

    def inside(self, rows: Rows, wholes: Rows) -> Rows:
        """Those of some rows that lie within one of `wholes`, at any distance."""
        is_meant, is_whole = mask(rows, self._length), mask(wholes, self._length)
        return rows_at({n for n, whole in self._pairs if is_meant[n] and is_whole[whole]})

    def wholes(self, rows: Rows) -> Rows:
        """All within which any of some rows lies."""
        is_meant = mask(rows, self._length)
        return rows_at({whole for n, whole in self._pairs if is_meant[n]})

    def below(self, n: int, rows: Rows) -> list[int]:
        """Those of some rows that lie within row `n`, and within no other of them that does."""
        return list(self._nearest(n, rows, {n}))

    def _nearest(self, n: int, rows: Rows, seen: set[int]) -> Iterator[int]:
        for part in self._below.get(n, ()):
            if part in seen:
                continue
            seen.add(part)
            if rows >> part & 1:
                yield part
            else:
                yield from self._nearest(part, rows, seen)


def _above(n: int, rows: Sequence[Narrow], at: Mapping[str, int]) -> Iterator[int]:
    seen = {n}
    while (parent := rows[n].parent) in at and (n := at[parent or ""]) not in seen:
        seen.add(n)
        yield n
