"""Candidates: which accounts are worth comparing. Everything that two accounts of one event may share becomes a key.

An account is *filed* under some keys and *asks* under others (a window of days around its own). A key that many bear
says little and is not followed; what is left brings together a bounded number of accounts, so that all work grows with
the number of reports, not with its square. Keys are plain strings: a store can keep them in an index of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from math import floor, log
from typing import TypeVar

from marsad.incidents.account import Account
from marsad.incidents.distance import place_name, reach
from marsad.incidents.rarity import Stock, shipped_stock

T = TypeVar("T", int, tuple[str, int])
WINDOW = 3
"""Days between two accounts of one event whose dates are told differently."""
MOST_UNDER_A_KEY = 100
"""A key that more accounts bear is not followed."""
MOST_CANDIDATES = 40
"""Of an account's candidates so many are compared, those that share the rarest keys."""
_LEAST_SHARED = 6.0
"""Rarity of the keys shared, as natural logarithm, below which two accounts are not compared."""
_COMMON = 10
"""A word that more of 1,000 reports hold is no key."""
_CELLS_A_DEGREE = 4
_LONGEST_SPAN = 7
_LOCAL_KM = 30.0


def filed_under(account: Account, stock: Stock | None = None) -> list[str]:
    """The keys under which an account is found."""
    return [
        *_words(account, stock or shipped_stock()),
        *(f"place {where} {day}" for where in _places(account) for day in _own_days(account)),
        *(f"cell {row} {column} {day}" for row, column in _cell(account) for day in _own_days(account)),
        *(f"area {where} {day}" for where in _areas(account) for day in _own_days(account)),
    ]


def asks_under(account: Account, stock: Stock | None = None) -> list[str]:
    """The keys under which an account looks for others: its own, and those of the days and cells around."""
    days = [day + shift for day in _own_days(account) for shift in range(-WINDOW, WINDOW + 1)]
    days = list(dict.fromkeys(days))
    around = [(row + r, column + c) for row, column in _cell(account) for r in (-1, 0, 1) for c in (-1, 0, 1)]
    return [
        *_words(account, stock or shipped_stock()),
        *(f"place {where} {day}" for where in _places(account) for day in days),
        *(f"cell {row} {column} {day}" for row, column in around for day in days),
        *(f"area {where} {day}" for where in _areas(account) for day in days),
    ]


def _words(account: Account, stock: Stock) -> Iterator[str]:
    marks = account.marks
    yield from (f"person {name}" for name in sorted(account.persons | marks.aged))
    yield from (f"name {name}" for name in sorted(marks.names) if stock.names.get(name, 0) <= _COMMON)
    yield from (f"word {word}" for word in sorted(marks.words) if stock.words.get(word, 0) <= _COMMON)


def _own_days(account: Account) -> list[int]:
    """The days of the event; of one that is not dated the day of publication, for news is of the day before, or late."""
    if account.days is not None:
        if account.days.last - account.days.first > _LONGEST_SPAN:
            return []
        return list(range(account.days.first, account.days.last + 1))
    return [] if account.published is None else [account.published.toordinal()]


def _places(account: Account) -> Iterator[str]:
    place = account.place
    if place is not None and reach(place) <= _LOCAL_KM:
        if place.geonames is not None:
            yield f"#{place.geonames}"
        yield place_name(place)


def _areas(account: Account) -> Iterator[str]:
    place = account.place
    if place is not None and place.admin1 is not None:
        yield f"{place.country} {place.admin1}"


def _cell(account: Account) -> Iterator[tuple[int, int]]:
    place = account.place
    if place is not None and place.lat is not None and place.lon is not None and reach(place) <= _LOCAL_KM:
        yield floor(place.lat * _CELLS_A_DEGREE), floor(place.lon * _CELLS_A_DEGREE)


class Shelf:
    """Accounts filed under their keys. They are known by their place in the order in which they were filed."""

    def __init__(self, stock: Stock | None = None) -> None:
        self._stock = stock or shipped_stock()
        self._under: defaultdict[str, list[int]] = defaultdict(list)
        self._filed = 0

    def file(self, accounts: Iterable[Account]) -> None:
        """File more accounts."""
        for account in accounts:
            for key in filed_under(account, self._stock):
                self._under[key].append(self._filed)
            self._filed += 1

    def candidates(self, account: Account, own: int) -> list[int]:
        """The accounts worth comparing with `account`, which is filed as `own`."""
        found = (self._under.get(key, []) for key in asks_under(account, self._stock))
        return closest(found, self._stock.texts + self._filed, own)


def closest(found: Iterable[Sequence[T]], everything: int, own: T) -> list[T]:
    """Of the accounts under an account's keys those worth comparing with it (`own`), one sequence of `found` a key.

    `everything` is how many accounts there are, those behind the stock of words too.
    """
    shared: defaultdict[T, float] = defaultdict(float)
    for there in found:
        if there and len(there) <= MOST_UNDER_A_KEY:
            rare = log(everything / len(there))
            for each in there:
                shared[each] += rare
    shared.pop(own, None)
    close = [(-rare, each) for each, rare in shared.items() if rare >= _LEAST_SHARED]
    return [each for _, each in nsmallest(MOST_CANDIDATES, close)]


def pairs(accounts: Sequence[Account], stock: Stock | None = None) -> Iterator[tuple[int, int]]:
    """Every pair of accounts worth comparing, by their places in `accounts`, the smaller first, each once."""
    shelf = Shelf(stock)
    shelf.file(accounts)
    found: list[set[int]] = []
    for own, account in enumerate(accounts):
        found.append(set(shelf.candidates(account, own)))
        for other in sorted(found[own]):
            if other < own and own not in found[other]:
                yield other, own
            elif other > own:
                yield own, other
