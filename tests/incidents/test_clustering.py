from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import ItemError
from marsad.incidents.clustering import Links, Pair, cluster

Groups = list[list[int]]


def worth(groups: Groups, scores: dict[Pair, int], unseen: int) -> int:
    return sum(scores.get(pair, unseen) for group in groups for pair in combinations(sorted(group), 2))


def partitions(items: list[int]) -> Iterator[Groups]:
    if not items:
        yield []
        return
    first, *rest = items
    for groups in partitions(rest):
        yield [[first], *groups]
        for at in range(len(groups)):
            yield [*groups[:at], [first, *groups[at]], *groups[at + 1 :]]


@st.composite
def graphs(draw: st.DrawFn, most: int = 6) -> tuple[int, dict[Pair, int]]:
    size = draw(st.integers(1, most))
    every = list(combinations(range(size), 2))
    scored = draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    return size, {pair: draw(st.integers(-5000, 5000)) for pair in scored}


def test_a_chain_is_cut_where_its_ends_contradict() -> None:
    """What connected components would make one: each is like the next, the ends are not alike."""
    scores = {(0, 1): 3000, (1, 2): 1000, (2, 3): 3000, (0, 2): -4000, (1, 3): -4000, (0, 3): -6000}
    assert cluster(4, scores, unseen=-1000) == [[0, 1], [2, 3]]


def test_a_long_chain_of_weak_likeness_is_no_group() -> None:
    chain = dict.fromkeys(pairwise(range(100)), 400)
    assert max(map(len, cluster(100, chain, unseen=-1000))) == 2


def test_pairs_kept_apart_and_together() -> None:
    scores = {(0, 1): 9000, (1, 2): -9000}
    links = Links(together=frozenset({(1, 2)}), apart=frozenset({(0, 1)}))
    assert cluster(3, scores, unseen=-1000, links=links) == [[0], [1, 2]]


def test_links_that_contradict_are_an_error() -> None:
    links = Links(frozenset({(0, 1), (1, 2)}), frozenset({(0, 2)}))
    with pytest.raises(ItemError) as error:
        cluster(3, {}, unseen=-1, links=links)
    assert error.value.code == "incidents.links-contradict"


@given(graphs(), st.integers(-2000, -1))
def test_every_item_is_in_one_group_and_no_group_loses(graph: tuple[int, dict[Pair, int]], unseen: int) -> None:
    size, scores = graph
    groups = cluster(size, scores, unseen=unseen)
    assert sorted(item for group in groups for item in group) == list(range(size))
    assert all(worth([group], scores, unseen) >= 0 for group in groups)


@given(graphs(), st.integers(-2000, -1))
def test_close_to_the_best_there_is(graph: tuple[int, dict[Pair, int]], unseen: int) -> None:
    """The best is found by trying all; greedy with moves is no worse than half of it on so few items."""
    size, scores = graph
    best = max(worth(groups, scores, unseen) for groups in partitions(list(range(size))))
    assert worth(cluster(size, scores, unseen=unseen), scores, unseen) >= best / 2


@given(graphs(9), st.data())
def test_links_are_always_kept(graph: tuple[int, dict[Pair, int]], data: st.DataObject) -> None:
    size, scores = graph
    every = list(combinations(range(size), 2))
    apart = frozenset(data.draw(st.sets(st.sampled_from(every), max_size=4)) if every else ())
    for group in cluster(size, scores, unseen=-10, links=Links(apart=apart)):
        assert apart.isdisjoint(combinations(group, 2))
    together = frozenset(data.draw(st.sets(st.sampled_from(every), max_size=4)) if every else ())
    groups = cluster(size, scores, unseen=-10, links=Links(together=together))
    assert all(any({one, other} <= set(group) for group in groups) for one, other in together)
