"""The points of the map as the server answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from marsad.store.store import Store
from marsad.web.app import build
from tests.publishing.moments import placed
from tests.store.counted import incident


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with Store.create(tmp_path_factory.mktemp("map") / "record", actor="Ana") as store:
        with store.write() as record:
            record.incidents.put([(placed(incident("SY-1", country="SY", event_type="shelling"), "exact"), [])])
        with TestClient(build(store)) as client:
            yield client


@pytest.mark.parametrize("address, title", [("/map.geojson", "Shelling"), ("/ar/map.geojson?country=SY", "قصف مدفعي")])
def test_points_come_as_geojson_in_the_language_of_the_page(client: TestClient, address: str, title: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/geo+json")
    (feature,) = answer.json()["features"]
    assert feature["properties"]["title"].startswith(title)
    again = client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_cannot_be_asked_is_a_problem(client: TestClient) -> None:
    answer = client.get("/map.geojson?near=nowhere")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert "near" in answer.json()["detail"]


@pytest.mark.parametrize(
    "address, status", [("/", 200), ("/?view=map", 200), ("/?view=globe", 400), ("/?page=7", 404), ("/ar/?q=%22", 400)]
)
def test_the_page_answers_with_its_status(client: TestClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status
