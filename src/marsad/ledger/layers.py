"""Mappings of a state that is too large to copy or to hold: layers of what is new over what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any, TypeVar

from typing_extensions import override

from marsad.store.states import States

K = TypeVar("K")
V = TypeVar("V")

_FEW = 500
"""Things looked for one by one before it is asked whether reading them all would be cheaper."""
_ONE_COSTS = 8
"""So many times as much as in a whole walk a row costs that is fetched alone (SQLite, by measure)."""


class Layer(MutableMapping[K, V]):
    """A mapping to write into that leaves the one below as it is."""

    __slots__ = ("below", "gone", "own")

    def __init__(self, below: Mapping[K, V]) -> None:
        self.below = below
        self.own: dict[K, V] = {}
        self.gone: set[K] = set()

    @override
    def __getitem__(self, key: K) -> V:
        if key in self.own:
            return self.own[key]
        if key in self.gone:
            raise KeyError(key)
        return self.below[key]

    @override
    def __setitem__(self, key: K, value: V) -> None:
        self.own[key] = value
        self.gone.discard(key)

    @override
    def __delitem__(self, key: K) -> None:
        if key not in self:
            raise KeyError(key)
        self.own.pop(key, None)
        self.gone.add(key)

    @override
    def __iter__(self) -> Iterator[K]:
        yield from (key for key in self.below if key not in self.own and key not in self.gone)
        yield from self.own

    @override
    def __len__(self) -> int:
        return sum(1 for _ in self)


class Kept(Mapping[str | tuple[str, ...], V]):
    """A mapping out of the record's rows, each fetched when it is first asked for, all of them when many are.

    Keys are strings or tuples of them. `read` makes the value out of its plain JSON.
    """

    def __init__(self, kind: str, read: Callable[[str, Any], V]) -> None:
        self._kind, self._read = kind, read
        self._known: dict[Any, V] = {}
        self._absent: set[Any] = set()
        self._whole = False
        self._asked = 0
        self._rows: States | None = None

    def open(self, rows: States) -> None:
        """From now on read from the rows of this transaction; what is known holds there too."""
        self._rows = rows

    def learn(self, own: Mapping[Any, V], gone: set[Any]) -> None:
        """What is written to the rows meanwhile."""
        for key in gone:
            self._known.pop(key, None)
        self._absent |= gone
        self._known.update(own)
        self._absent.difference_update(own)

    def bring(self, keys: Iterable[Any]) -> None:
        """Fetch what will be asked for together, which costs less than one by one."""
        if self._whole:
            return
        assert self._rows is not None
        wanted = {written(key): key for key in keys if key not in self._known and key not in self._absent}
        for said, value in self._rows.some(self._kind, list(wanted)):
            self._known[wanted.pop(said)] = self._read(said, value)
        self._absent.update(wanted.values())

    @override
    def __getitem__(self, key: Any) -> V:
        if key not in self._known:
            if self._whole or key in self._absent:
                raise KeyError(key)
            self._fetch(key)
        return self._known[key]

    @override
    def __iter__(self) -> Iterator[Any]:
        self._fetch_all()
        return iter(list(self._known))

    @override
    def __len__(self) -> int:
        self._fetch_all()
        return len(self._known)

    def _fetch(self, key: Any) -> None:
        assert self._rows is not None
        self._asked += 1
        if self._asked % _FEW == 0 and self._asked * _ONE_COSTS > self._rows.count(self._kind):
            self._fetch_all()
            return
        value = self._rows.get(self._kind, written(key))
        if value is None:
            self._absent.add(key)
        else:
            self._known[key] = self._read(written(key), value)

    def _fetch_all(self) -> None:
        if self._whole:
            return
        assert self._rows is not None
        for said, value in self._rows.all(self._kind):
            key = key_of(said)
            if key not in self._known:
                self._known[key] = self._read(said, value)
        self._whole = True


def bring(mapping: Mapping[Any, Any], keys: Iterable[Any]) -> None:
    """Fetch together what will be asked of a mapping, where it lies in rows."""
    if isinstance(mapping, Kept):
        mapping.bring(keys)


_BETWEEN = "\x1f"


def written(key: str | tuple[str, ...]) -> str:
    """A key as its row has it."""
    return key if isinstance(key, str) else _BETWEEN.join(("", *key))


def key_of(said: str) -> str | tuple[str, ...]:
    """The key that was written so."""
    return tuple(said.split(_BETWEEN)[1:]) if said.startswith(_BETWEEN) else said
