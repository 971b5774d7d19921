"""Kinds of people and the cells that they tell apart."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.model.claim import Group
from marsad.tolls.people import EVERYBODY, People, kinds_apart, people_of

CIVILIANS, FIGHTERS = People(status="civilian"), People(status="combatant")
CHILDREN = People(status="civilian", age="child")
kinds = st.builds(
    People,
    st.sampled_from(("", "civilian", "combatant")),
    st.sampled_from(("", "child", "adult")),
    st.sampled_from(("", "female", "male")),
    st.sampled_from(("", "journalist")),
    st.sampled_from(("", "The Army")),
)


def test_whom_words_count() -> None:
    assert people_of(Group("unknown", "child"), children_are_civilians=True) == CHILDREN
    assert people_of(Group("unknown", "child"), children_are_civilians=False) == People(age="child")
    rebels = Group("combatant", affiliation="Syrian Rebels")
    assert people_of(rebels, children_are_civilians=True, umbrella=("rebels",)) == FIGHTERS
    assert people_of(rebels, children_are_civilians=True) == People("combatant", affiliation="Syrian Rebels")


def test_there_is_always_a_kind_of_whom_nothing_is_said() -> None:
    assert kinds_apart([EVERYBODY]) == [EVERYBODY]
    assert kinds_apart([CIVILIANS, FIGHTERS]) == [EVERYBODY, CIVILIANS, FIGHTERS]
    assert CHILDREN in kinds_apart([CIVILIANS, CHILDREN])
    assert len(kinds_apart([CIVILIANS, CHILDREN])) == 3


@given(st.lists(kinds, max_size=6))
def test_the_finest_kinds_tell_exactly_apart_what_is_asked(asked: list[People]) -> None:
    finest = kinds_apart(asked)
    marks = [tuple(kind.holds(fine) for kind in asked) for fine in finest]
    assert len(set(marks)) == len(marks)
    for kind in asked:
        assert any(kind.holds(fine) for fine in finest)
        for other in asked:
            if kind.apart_from(other):
                assert not any(kind.holds(fine) and other.holds(fine) for fine in finest)


@given(kinds, kinds)
def test_holding_is_an_order_and_apart_is_mutual(one: People, other: People) -> None:
    assert EVERYBODY.holds(one)
    assert one.holds(one)
    assert (one.holds(other) and other.holds(one)) == (one == other)
    assert one.apart_from(other) == other.apart_from(one)
    assert not (one.apart_from(other) and one.holds(other))
