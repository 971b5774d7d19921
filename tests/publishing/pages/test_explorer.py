"""The page of the explorer as a tree of tags: what it asks, where it leads, what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest

from marsad.errors import ItemError
from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.explorer import explorer_page
from marsad.publishing.pages.links import list_path
from marsad.publishing.query import Query
from tests.publishing.moments import moment_of, placed
from tests.publishing.parsed import Tree
from tests.store.counted import incident

DAY = date(2023, 6, 1)
ENTRIES = [
    placed(
        incident(
            f"SY-{n:02}", DAY + timedelta(n), country="SY" if n % 3 else "UA", admin1="Idlib", place="Binnish",
            event_type="shelling", grade="Fair", perpetrator="Army", origins=2, reports=3, killed=(n, n + 2), words="a market",
        ),
        "settlement",
    )
    for n in range(60)
]  # fmt: skip


@pytest.fixture(scope="module")
def moment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moment]:
    with moment_of(tmp_path_factory.mktemp("explorer") / "record", *ENTRIES) as opened:
        yield opened


def page(moment: Moment, address: str = "", language: str = "en", *, still: bool = False) -> Tree:
    return Tree(explorer_page(moment, Asked("", language, tuple(parse_qsl(address)), still=still)))


def links(tree: Tree, **having: str) -> list[str]:
    return [a["href"] or "" for tag, a in tree.tags if tag in ("a", "link") and having.items() <= a.items()]


def fields(tree: Tree) -> set[tuple[str, str]]:
    """What the form would ask if it were sent as it is."""
    sent = [a for tag, a in tree.tags if tag == "input" and (a.get("type") != "checkbox" or "checked" in a)]
    return {(a["name"] or "", a["value"] or "") for a in sent if a.get("value")} - {("as_of", "")}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "country=SY&country=UA&grade=Fair",
        "q=market&since=2023-06-02&until=2023-06-20&min_killed=1",
        "near=36.3%2C35.8&km=5&place=Binnish&sort=-killed&view=map",
        "view=timeline&country=SY&min_origins=1",
    ],
)
def test_the_form_asks_again_what_was_asked(moment: Moment, address: str) -> None:
    tree = page(moment, address)
    assert fields(tree) == set(parse_qsl(address))
    assert all(a.get("form", "ask") == "ask" for tag, a in tree.tags if tag == "input")


def test_pages_lead_to_each_other_and_to_one_address(moment: Moment) -> None:
    first, second = page(moment, "country=SY&view=map"), page(moment, "country=SY&page=2&sort=-day&view=timeline")
    assert links(first, rel="canonical") == ["./?country=SY"]
    assert links(first, rel="next") == ["./?country=SY&view=map&page=2"] * 2
    assert links(first, rel="prev") == []
    assert links(second, rel="canonical") == ["./?country=SY&page=2"]
    assert links(second, rel="prev") == ["./?country=SY&view=timeline"] * 2
    assert links(second, rel="next") == []


def test_each_condition_has_a_way_to_be_taken_away(moment: Moment) -> None:
    tree = page(moment, "country=SY&grade=Fair&q=market")
    for left in ("./?grade=Fair&q=market", "./?country=SY&q=market", "./?country=SY&grade=Fair"):
        assert left in links(tree)


def test_every_incident_on_the_page_is_a_link_of_the_list(moment: Moment) -> None:
    tree = page(moment, "page=3")
    found = [a["href"] for tag, a in tree.tags if tag == "a" and "data-result" in a]
    assert found == [f"./incident/SY-{n:02}/" for n in range(9, -1, -1)]
    (number,) = [a.get("start") for tag, a in tree.tags if tag == "ol" and "data-results" in a]
    assert number == "51"


@pytest.mark.parametrize("view, drawn", [("list", ""), ("map", "section"), ("timeline", "figure")])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_list_stands_below_every_way_to_look(moment: Moment, view: str, drawn: str, language: str) -> None:
    tree = page(moment, f"view={view}", language)
    kinds = [a.get("class") for tag, a in tree.tags if tag == drawn]
    assert ("map" in kinds, "timeline" in kinds) == (view == "map", view == "timeline")
    assert sum("data-result" in a for _, a in tree.tags) == 25
    assert [a.get("lang") for tag, a in tree.tags if tag == "html"] == [language]


def test_the_map_asks_for_the_same_incidents_in_the_same_language(moment: Moment) -> None:
    (source,) = page(moment, "view=map&country=SY&page=2", "ar").values("data-source")
    assert source == "../ar/map.geojson?country=SY"


def test_nothing_on_the_page_is_styled_or_scripted_from_within(moment: Moment) -> None:
    for view in ("list", "map", "timeline"):
        tree = page(moment, f"view={view}")
        assert not tree.values("style")
        assert all(a.get("src") for tag, a in tree.tags if tag == "script")
        assert not any(name.startswith("on") for _, a in tree.tags for name in a)


def test_an_empty_list_is_no_silence(moment: Moment) -> None:
    tree = page(moment, "country=SY&q=nowhere")
    assert "That does not mean that nothing happened." in tree.text
    assert "./?country=SY" in links(tree)
    assert "./silence/" in links(tree)


@pytest.mark.parametrize(
    "address", ["view=globe", "page=0", "page=x", "page=99999999", "page=-1", "page=²", "sort=best"]
)
def test_what_cannot_be_asked_is_refused(moment: Moment, address: str) -> None:
    with pytest.raises(ItemError) as refused:
        page(moment, address)
    assert refused.value.code == "publishing.query"


def test_there_is_no_page_after_the_last(moment: Moment) -> None:
    with pytest.raises(ItemError) as refused:
        page(moment, "page=4")
    assert refused.value.code == "publishing.page-unknown"


def test_where_pages_are_files_no_link_asks(moment: Moment) -> None:
    tree = page(moment, "limit=50", still=True)
    assert not [link for link in tree.values("href") if "?" in link]
    assert not any(tag in ("form", "input") for tag, _ in tree.tags)
    assert f"./{list_path(Query().choosing('country', 'SY'))}index.html" in links(tree)
    assert links(tree, rel="next") == ["./page/2/index.html"] * 2


def test_the_title_names_what_is_asked(moment: Moment) -> None:
    tree = Tree(explorer_page(moment, Asked("", "en", (("country", "SY"), ("event_type", "shelling")))))
    assert "Incidents: Syria, shelling" in tree.text
