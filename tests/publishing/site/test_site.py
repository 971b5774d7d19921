"""The static site: every link leads to a file, only what has changed is written again, nothing that is not ours is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from marsad.errors import RunError
from marsad.publishing.site.build import Built, build
from marsad.publishing.site.folder import LOCK, STATE
from marsad.store.store import Store
from tests.pipeline.kept import FARMERS, KHARKIV, KHERSON, LATE, MARKET, RESCUERS, Kept

_OWN_LINKS = ("href", "src", "action", "data-source", "data-land", "data-labels")


class Links(HTMLParser):
    """The addresses that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in _OWN_LINKS and value]


def broken(root: Path) -> Iterator[str]:
    for page in root.rglob("*.html"):
        links = Links()
        links.feed(page.read_text(encoding="utf-8"))
        for link in links.found:
            path = unquote(link.partition("#")[0])
            if re.match(r"[a-z]+:", link) or not path:
                continue
            if "?" in path or not (page.parent / path).is_file():
                yield f"{page.relative_to(root)}: {link}"


def made(folder: Path) -> Kept:
    kept = Kept(folder)
    kept.text(MARKET)
    kept.text(RESCUERS, "Daily Lamp")
    kept.text(FARMERS, published=date(2024, 3, 6))
    kept.run()
    return kept


def built(kept: Kept, to: Path, languages: tuple[str, ...] = ("en", "ar")) -> Built:
    with Store.open(kept.folder) as store:
        return build(store, to, languages, jobs=1)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return made(tmp_path_factory.mktemp("record") / "record")


@pytest.fixture(scope="module")
def site(kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("site") / "site"
    built(kept, to)
    return to


def test_every_link_leads_to_a_file(site: Path) -> None:
    assert sorted(broken(site)) == []


def test_there_are_pages_in_both_languages_and_files_beside_them(site: Path) -> None:
    for path in (
        "index.html",
        f"incident/{KHARKIV}/index.html",
        "map/index.html",
        "timeline/index.html",
        "by/country/",
    ):
        assert (site / path).exists()
        assert (site / "ar" / path).exists()
    for path in ("map.geojson", "feed.atom", "incidents.csv.zip", "incidents.sqlite", "codebook.md"):
        assert (site / path).is_file()
    assert not list(site.rglob("*.unfinished"))


def test_built_again_nothing_is_written(kept: Kept, site: Path) -> None:
    times = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file() and path.name != STATE}
    assert built(kept, site).written == 0
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_only_pages_that_have_changed_are_written(tmp_path: Path) -> None:
    kept, to = made(tmp_path / "record"), tmp_path / "site"
    first = built(kept, to, ("en",))
    untouched = to / "incident" / KHERSON / "index.html"
    before = untouched.stat().st_mtime_ns
    (to / "mine.txt").write_text("not marsad's")
    kept.text(LATE, "Evening Courier", date(2024, 5, 4))
    kept.run()
    again = built(kept, to, ("en",))
    assert again.written == again.pages - 1
    assert again.pages > first.pages
    assert untouched.stat().st_mtime_ns == before
    assert "14" in (to / "incident" / KHARKIV / "index.html").read_text(encoding="utf-8")
    assert (to / "mine.txt").is_file()


def test_pages_of_a_language_that_is_not_asked_for_any_more_go(tmp_path: Path) -> None:
    kept, to = made(tmp_path / "record"), tmp_path / "site"
    built(kept, to)
    assert built(kept, to, ("en",)).removed > 0
    assert not (to / "ar").exists()


def test_a_folder_with_other_things_in_it_is_left_alone(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(RunError) as caught:
        built(kept, tmp_path)
    assert caught.value.code == "publishing.site-folder"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_two_builds_do_not_write_into_one_folder(kept: Kept, tmp_path: Path) -> None:
    # process 1 is always there
    (tmp_path / LOCK).write_text("1")
    with pytest.raises(RunError) as caught:
        built(kept, tmp_path)
    assert caught.value.code == "publishing.site-busy"


def test_the_lock_of_a_build_that_was_killed_is_taken_over(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("999999999")
    assert built(kept, tmp_path, ("en",)).written > 0
    assert not (tmp_path / LOCK).exists()


def test_what_an_ended_build_has_written_is_kept_and_the_rest_follows(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(done: int, total: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with Store.open(kept.folder) as store:
        with pytest.raises(KeyboardInterrupt):
            build(store, tmp_path, ["en"], jobs=1, tell=stop)
        rest = build(store, tmp_path, ["en"], jobs=1)
    assert rest.written == rest.pages - 5
