"""The map of a list of incidents in a real browser, under the policy of the pages: it draws what is known, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from marsad.publishing.pages.catalogue import catalogue
from marsad.publishing.project import Project
from tests.browser.harness import IN_CHROMIUM, WITH_WEBGL, WITHOUT_WEBGL, Visit, rendered, visiting
from tests.browser.incidents import EXACTLY, PLACES, WITHOUT_POINT, collection, incident

pytestmark = IN_CHROMIUM

DRAWN = ".map[data-state=drawn]"
CIRCLES = ("lower", "upper", "open", "unknown")
BOUNDARIES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"disputed": disputed},
            "geometry": {"type": "LineString", "coordinates": [[30, lat], [45, lat]]},
        }
        for lat, disputed in ((30, False), (40, True))
    ],
}
KEEP_MAP = 'addEventListener("map-drawn", event => { window.map = event.detail.map; });'


def section(name: str, language: str = "en", boundaries: str = "") -> str:
    """The map as the explorer sets it into its page, of the incidents at `/map.geojson?NAME`."""
    t = catalogue(language)
    return rendered(
        '{% include "explorer/map.html" %}',
        language,
        map_words={**t.section("map"), "range": t.section("range")},
        files=f"?{name}",
        project=Project(language=language, boundaries=boundaries),
    )


def lay_out(visit: Visit) -> None:
    site = visit.site
    site.geojson("/map.geojson?all", collection())
    site.geojson("/map.geojson?many", collection(3))
    kinds = [
        incident(1, "Sanaa", 5, 5), incident(2, "Kharkiv", 5, 9), incident(3, "El Fasher", 5, None),
        incident(4, "Mosul", 0, None, "exact"), incident(5, "Khartoum", None, None),
    ]  # fmt: skip
    site.geojson("/map.geojson?kinds", {"type": "FeatureCollection", "features": kinds})
    site.geojson("/map.geojson?none", {"type": "FeatureCollection", "features": [], "without_point": 0})
    site.geojson("/boundaries.geojson", BOUNDARIES)
    for name in ("all", "many", "kinds", "none"):
        site.page(f"/{name}", section(name))
    site.page("/arabic", section("all", "ar"), "ar")
    site.page("/lines", section("kinds", boundaries="lines.geojson"))
    site.page("/lost", section("lost"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Visit]:
    with visiting(*WITH_WEBGL) as visit:
        lay_out(visit)
        yield visit


@pytest.fixture
def visit(browser: Visit) -> Iterator[Visit]:
    yield browser
    browser.forget()


def drawn(visit: Visit, path: str, **context: Any) -> Page:
    """The page once its map is drawn, the map itself at hand as `window.map`."""
    page = visit.page(**context)
    page.add_init_script(KEEP_MAP)
    page.goto(visit.site.address + path)
    page.wait_for_selector(DRAWN)
    return page


def looked_at(visit: Visit, path: str) -> Page:
    """The same, drawn once for all tests that leave the map where it is."""
    if path not in visit.kept:
        visit.kept[path] = drawn(visit, path)
        assert visit.wrong == []
    return visit.kept[path]


def circles_of(page: Page) -> list[dict[str, Any]]:
    """Every incident and every cluster that is drawn, once however many shapes it has."""
    found = ({**each, "layer": ""} for each in seen(page, *CIRCLES))
    return list({str(sorted(each.items())): each for each in found}.values())


def seen(page: Page, *layers: str) -> list[dict[str, Any]]:
    """What the map has drawn in some layers, each thing once."""
    found: list[dict[str, Any]] = page.evaluate(
        "layers => window.map.queryRenderedFeatures({layers}).map(f => ({layer: f.layer.id, ...f.properties}))",
        list(layers),
    )
    return list({str(sorted(each.items())): each for each in found}.values())


def test_every_incident_with_a_point_is_drawn_and_no_other(visit: Visit) -> None:
    page = looked_at(visit, "/all")
    circles = circles_of(page)
    assert sum(each["incidents"] for each in circles) == len(PLACES)
    expect(page.locator(".map-without")).to_have_text(
        f"{WITHOUT_POINT} incidents of this list have no point on the map; they are in the list."
    )
    assert visit.wrong == []


def test_a_cluster_adds_bounds_with_bounds_and_stays_open_where_one_is_open(visit: Visit) -> None:
    page = looked_at(visit, "/many")
    given = [each["properties"] for each in collection(3)["features"] if each["geometry"]]
    circles = circles_of(page)
    assert sum(each["lower"] for each in circles) == sum(each["killed_lower"] for each in given)
    assert sum(each["open"] for each in circles) == sum(each["killed_upper"] is None for each in given)
    assert any("cluster_id" in each for each in circles)


def test_ranges_are_told_apart_by_shape(visit: Visit) -> None:
    page = looked_at(visit, "/kinds")
    shapes = {kind: {each["index"] for each in seen(page, kind)} for kind in CIRCLES}
    assert shapes == {"lower": {0, 1, 2}, "upper": {1}, "open": {2, 3}, "unknown": {3, 4}}


def test_precision_is_a_circle_of_its_kilometres(visit: Visit) -> None:
    page = looked_at(visit, "/kinds")
    reaches = {each["index"]: each["reach"] for each in seen(page, "reach")}
    in_pixels = page.evaluate(
        """([lon, lat, km]) => {
            const degrees = km / (111.2 * Math.cos(lat * Math.PI / 180));
            return window.map.project([lon + degrees, lat]).x - window.map.project([lon, lat]).x;
        }""",
        [*PLACES["Sanaa"], 5],
    )
    assert reaches[0] * 2 ** page.evaluate("window.map.getZoom()") == pytest.approx(in_pixels, rel=0.01)


def test_circles_have_room_at_every_zoom_and_never_shrink_as_one_comes_nearer(visit: Visit) -> None:
    page = looked_at(visit, "/kinds")
    people = [1, 40, 400, 20_000]
    scales = page.evaluate(
        """async people => {
            const {numbered, scales} = await import("/static/map-circles.js");
            const at = (count, lon) => ({geometry: {type: "Point", coordinates: [lon, 35]}, properties: {killed_lower: count, killed_upper: count}});
            return scales(numbered(people.map((count, number) => at(count, 30 + number / 10))));
        }""",
        people,
    )
    assert scales == sorted(scales)
    # all of them are one circle from afar, and the largest stands alone near by; neither is wider than 38 pixels
    assert scales[0] * sum(people) ** 0.5 == pytest.approx(38)
    assert scales[-1] * max(people) ** 0.5 == pytest.approx(38)


def test_an_incident_opens_by_keyboard_alone_and_gives_the_focus_back(visit: Visit) -> None:
    page = looked_at(visit, "/all")
    first = page.locator(".map-in-view button").first
    expect(first).to_contain_text("Strike on Khartoum")
    first.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".map-popup")
    expect(popup).to_contain_text("36 to 72 killed")
    expect(popup).to_contain_text("25 June 2023")
    expect(popup.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(first).to_be_focused()


def test_enter_on_the_map_opens_what_is_nearest_to_its_middle(visit: Visit) -> None:
    page = drawn(visit, "/many")
    page.locator(".map-canvas canvas").focus()
    page.keyboard.press("Enter")
    popup = page.locator(".map-popup")
    expect(popup.locator(".map-heading")).to_contain_text("incidents")
    expect(popup).to_contain_text("the sums of their ranges")
    inside = """() => {
        const [frame, popup] = [".map-canvas", ".maplibregl-popup-content"].map(each => document.querySelector(each).getBoundingClientRect());
        return popup.top >= frame.top && popup.bottom <= frame.bottom && popup.left >= frame.left && popup.right <= frame.right;
    }"""
    page.wait_for_function(inside)
    before = page.evaluate("window.map.getZoom()")
    popup.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("before => window.map.getZoom() > before", arg=before)


def test_words_of_a_report_never_become_markup(visit: Visit) -> None:
    hostile = incident(1, "Idlib", 1, 1)
    hostile["properties"]["title"] = '<img src=x onerror="document.title=1">'
    visit.site.geojson("/map.geojson?hostile", {"type": "FeatureCollection", "features": [hostile]})
    visit.site.page("/hostile", section("hostile"))
    page = drawn(visit, "/hostile")
    page.locator(".map-in-view button").click()
    expect(page.locator(".map-popup")).to_contain_text("<img src=x")
    assert page.locator(".map-popup img, .map-side img").count() == 0


def test_moving_the_map_asks_nothing_until_the_reader_does(visit: Visit) -> None:
    page = drawn(visit, "/all?country=SY&page=3")
    before = page.url
    page.evaluate("() => { window.map.jumpTo({center: [36.3, 35.8], zoom: 9}); }")
    link = page.get_by_role("link", name="Search this area")
    expect(link).to_have_attribute("href", re.compile(r"near=35\.800(%2C|,)36\.300&km=\d+$"))
    expect(link).to_have_attribute("href", re.compile("country=SY"))
    expect(link).not_to_have_attribute("href", re.compile("page="))
    assert page.url == before


def test_borders_are_drawn_only_where_the_project_brings_them(visit: Visit) -> None:
    page = looked_at(visit, "/kinds")
    assert page.evaluate("window.map.getStyle().layers.some(layer => layer.id.includes('boundar'))") is False
    page = drawn(visit, "/lines")
    assert [each["disputed"] for each in seen(page, "boundaries")] == [False]
    assert [each["disputed"] for each in seen(page, "boundaries-disputed")] == [True]
    assert visit.wrong == []


def test_cities_are_named_in_the_language_of_the_page(visit: Visit) -> None:
    page = drawn(visit, "/arabic")
    assert "القاهرة" in {each.get("name_ar") for each in seen(page, "cities")}
    expect(page.locator(".map-in-view .map-heading")).to_have_text(f"{len(PLACES)} حادثة في الإطار")
    assert visit.wrong == []


@pytest.mark.parametrize("path", ["/many", "/none"])
def test_it_keeps_to_the_policy_and_asks_nobody_else_in_light_and_dark(visit: Visit, path: str) -> None:
    page = drawn(visit, path, color_scheme="light", reduced_motion="reduce")
    light = page.evaluate("window.map.getPaintProperty('land', 'fill-color')")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("light => window.map.getPaintProperty('land', 'fill-color') !== light", arg=light)
    page.wait_for_function("() => window.map.loaded()")
    assert visit.wrong == []


def test_nobody_is_kept_out(visit: Visit) -> None:
    page = looked_at(visit, "/many")
    assert visit.barriers(page) == []
    page.locator(".map-in-view button").first.click()
    page.wait_for_selector(".map-popup")
    assert visit.barriers(page) == []
    page.keyboard.press("Escape")


def test_it_fits_a_phone(visit: Visit) -> None:
    page = drawn(visit, "/all", width=390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_list_that_cannot_be_had_leaves_words(visit: Visit) -> None:
    page = visit.open("/lost")
    page.wait_for_selector(".map[data-state=failed]")
    expect(page.get_by_role("status")).to_have_text("The map could not be drawn. The list below holds every incident.")
    assert page.locator(".map-canvas").count() == 0


def test_without_webgl_the_page_says_why_and_fetches_no_library(visit: Visit) -> None:
    with visit.other(*WITHOUT_WEBGL) as poor:
        asked: list[str] = []
        page = poor.page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(poor.site.address + "/all")
        page.wait_for_selector(".map[data-state=refused]")
        expect(page.get_by_role("status")).to_contain_text("it has no WebGL 2")
        assert [url for url in asked if "maplibre" in url or "geojson" in url] == []
        assert poor.wrong == []


def test_without_a_script_the_words_of_the_page_stay(visit: Visit) -> None:
    page = visit.open("/all", java_script_enabled=False)
    expect(page.get_by_role("status")).to_contain_text("The map needs JavaScript")


def test_the_places_of_the_test_are_of_every_exactness() -> None:
    assert {each["properties"]["precision"] for each in collection()["features"]} == set(EXACTLY)
