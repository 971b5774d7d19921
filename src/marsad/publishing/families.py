"""Which incidents are parts of which others: what a list sets below its whole, and what no sum counts twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from marsad.publishing.row_sets import Rows, indices, mask, rows_at
from marsad.store.facets import Narrow


class Families:
    """The parts and wholes among some rows; `at` says where a code stands."""

    def __init__(self, rows: Sequence[Narrow], at: Mapping[str, int]) -> None:
        self._length = len(rows)
        self._above = {n: tuple(_above(n, rows, at)) for n, row in enumerate(rows) if row.parent in at}
        self._below: dict[int, list[int]] = {}
        for n, wholes in self._above.items():
            self._below.setdefault(wholes[0], []).append(n)
        self.parts: Rows = rows_at(self._above)

    def inside(self, rows: Rows, wholes: Rows) -> Rows:
        """Those of some rows that lie within one of `wholes`, at any distance."""
        is_whole = mask(wholes, self._length)
        return rows_at(n for n in indices(rows & self.parts) if any(is_whole[above] for above in self._above[n]))

    def wholes(self, rows: Rows) -> Rows:
        """All within which any of some rows lies."""
        return rows_at({above for n in indices(rows & self.parts) for above in self._above[n]})

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
