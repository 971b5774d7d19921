"""How often one may ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.limits import Limits
from marsad.web.rates import Rates, subscriber
from tests.web.served import client, made


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(1, 5)), max_size=60))
def test_never_more_than_the_bucket_and_what_ran_into_it(asked: list[tuple[float, int]]) -> None:
    clock = Clock()
    rates = Rates(Limits(a_minute=60, in_a_row=10), clock)
    taken = 0
    for pause, cost in asked:
        clock.now += pause
        left, wait = rates.take("192.0.2.1", cost)
        taken += 0 if wait else cost
        assert taken <= 10 + clock.now + 1e-6
        assert 0 <= left <= 10


def test_who_waited_as_long_as_told_may_ask_again() -> None:
    clock = Clock()
    rates = Rates(Limits(a_minute=30, in_a_row=2), clock)
    assert [rates.take("a")[1] for _ in range(3)] == [0, 0, 2]
    clock.now += 2
    assert rates.take("a")[1] == 0


def test_every_address_has_its_own_bucket() -> None:
    rates = Rates(Limits(a_minute=1, in_a_row=1), Clock())
    assert [rates.take(who)[1] for who in ("192.0.2.1", "192.0.2.2", "2001:db8::1")] == [0, 0, 0]
    # one subscriber has a whole network of IPv6
    assert rates.take("2001:db8::2")[1] > 0
    assert rates.take("2001:db8:0:1::1")[1] == 0


@pytest.mark.parametrize(
    ("address", "who"),
    [("192.0.2.1", "192.0.2.1"), ("2001:db8::ffff:1", "2001:db8::/64"), ("testclient", "testclient")],
)
def test_who_is_behind_an_address(address: str, who: str) -> None:
    assert subscriber(address) == who


def test_too_many_questions_are_refused_with_the_time_to_wait(tmp_path: Path) -> None:
    kept = made(tmp_path / "record")
    with client(kept.folder, Limits(a_minute=1, in_a_row=6)) as reader:
        first = reader.get("/api/v1/incidents")
        assert (first.headers["ratelimit"], first.headers["ratelimit-policy"]) == (
            '"reading";r=5',
            '"reading";q=6;w=360',
        )
        # an earlier day costs more, wherever it is asked for
        assert reader.get("/?as_of=2024-01-01").headers["ratelimit"] == '"reading";r=0'
        refused = reader.get("/incidents.csv", headers={"X-Forwarded-For": "203.0.113.9"})
        assert (refused.status_code, refused.json()["code"], int(refused.headers["retry-after"]) > 0) == (
            429,
            "too-many",
            True,
        )
        assert refused.headers["ratelimit"] == '"reading";r=0'
        assert reader.get("/api/v1/incidents", headers={"If-None-Match": "*"}).status_code == 429
        # pages go on
        assert reader.get("/").status_code == 200
        assert reader.get("/static/icon.svg").status_code == 200
        assert reader.get("/healthz").status_code == 200
