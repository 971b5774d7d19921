"""The policy: what it gives, what a file may change, what it may not."""

from pathlib import Path

import pytest

from marsad.errors import RunError
from marsad.model.claim import Count
from marsad.model.interval import Interval
from marsad.tolls.policy import Policy

SHIPPED = Policy.load()


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("count", "within"),
    [
        (Count(13, None, "at_least"), Interval(13)),
        (Count(40, 40, "about"), Interval(36, 44)),
        (Count(5, 5, "about"), Interval(4, 6)),
        (Count(1, 1, "about"), Interval(0, 2)),
        (Count(24, 99, "words", words="dozens"), Interval(24, 99)),
        (Count(60, 60, "exact", "family"), None),
        (Count(0, 0, "exact"), Interval(0, 0)),
    ],
)
def test_a_count_is_an_interval_of_people(count: Count, within: Interval | None) -> None:
    assert SHIPPED.interval(count) == within


def test_a_file_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'name = "desk"\nversion = 3\n[about]\nshare = 0.5\n[count_words]\ndozens = [20, 80]\n[units]\nfamily = [2, 8]\n',
    )
    policy = Policy.load(path)
    assert (policy.name, policy.version) == ("desk", 3)
    assert policy.interval(Count(40, 40, "about")) == Interval(20, 60)
    assert policy.interval(Count(24, 99, "words", words="Dozens")) == Interval(20, 80)
    assert policy.interval(Count(3, 3, "exact", "family")) == Interval(6, 24)
    assert policy.weight("monitor", ()) == SHIPPED.weight("monitor", ())
    assert policy.digest != SHIPPED.digest


def test_the_digest_is_of_the_values(tmp_path: Path) -> None:
    same = written(tmp_path, f'name = "{SHIPPED.name}"\n[about]\nshare = 0.1\n')
    assert Policy.load(same).digest == SHIPPED.digest == Policy.load().digest
    other = written(tmp_path, f'name = "{SHIPPED.name}"\n[about]\nshare = 0.2\n')
    assert Policy.load(other).digest != SHIPPED.digest


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[about]\nshare = 0.5", "a `name` of its own"),
        ('name = "x"\n[wieghts]\nun = 1', "no section or key 'wieghts'"),
        ('name = "x"\n[weights]\nunited = 1', "no key 'united' in [weights]"),
        ('name = "x"\n[weights]\nun = 0', "weights.un is 0, not a number of 1 or more"),
        ('name = "x"\n[weights]\nun = "much"', "weights.un is 'much'"),
        ('name = "x"\n[count_words]\ndozens = [99, 24]', "count_words.dozens"),
        ('name = "x"\n[count_words]\ndozens = []', "count_words.dozens"),
        ('name = "x"\n[parties]\nenemies = "maybe"', "not one of beside, counted"),
        ('name = "x"\nweights = 3', "'weights' is a section"),
        ("name = 3", "name is 3"),
        ('name = "x"\n[affiliations]\numbrella = [1]', "not a list of words"),
        ("name = ", "no TOML"),
    ],
)
def test_what_cannot_be_a_policy_is_refused_by_name(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(RunError) as refused:
        Policy.load(written(tmp_path, text))
    assert refused.value.code == "tolls.policy-invalid"
    assert what in refused.value.what


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "none.toml", tmp_path / "bytes.toml", tmp_path):
        with pytest.raises(RunError) as refused:
            Policy.load(path)
        assert refused.value.code == "tolls.policy-unreadable"


def test_hedges_lower_a_weight_but_never_to_nothing() -> None:
    assert SHIPPED.weight("monitor", ("preliminary",)) < SHIPPED.weight("monitor", ())
    assert SHIPPED.weight("anonymous", ("preliminary", "unverified", "disputed")) == 1
