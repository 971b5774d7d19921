"""The API over a record: lists and their pages, one thing, the contracts, conditional questions, problems."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from marsad.web.api.contracts import claim_schema, toll_schema
from tests.web.served import KHARKIV, KHERSON


def json(reader: TestClient, address: str) -> Any:
    answer = reader.get(f"/api/v1{address}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json"), answer.text
    return answer.json()


def paged(reader: TestClient, address: str) -> list[Any]:
    """All things of a list, page by page."""
    found, cursor = [], ""
    while True:
        page = json(reader, f"{address}&cursor={cursor}" if cursor else address)
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = page["next"]


def test_a_list_says_what_is_known_and_null_what_is_not(reader: TestClient) -> None:
    one = next(item for item in json(reader, "/incidents")["items"] if item["code"] == KHERSON)
    assert (one["killed"], one["injured"], one["blamed"], one["part_of"]) == ({"lower": 2, "upper": 2}, None, [], None)
    assert one["link"] == f"https://lamp.example/incident/{KHERSON}/"
    assert (one["place"]["precision"], one["place"]["radius_km"]) == ("near_settlement", 25)


def test_an_open_range_stays_open(reader: TestClient) -> None:
    assert json(reader, f"/incidents/{KHARKIV}")["killed"] == {"lower": 11, "upper": None}


@pytest.mark.parametrize("sort", ["-day", "day", "-killed", "killed", "-change"])
def test_pages_are_the_list_in_pieces(reader: TestClient, sort: str) -> None:
    whole = json(reader, f"/incidents?sort={sort}")
    pieces = paged(reader, f"/incidents?sort={sort}&limit=1")
    assert pieces == whole["items"]
    assert len(pieces) == whole["total"] == 3


def test_filters_mean_what_they_mean_on_pages(reader: TestClient) -> None:
    codes = [item["code"] for item in json(reader, "/incidents?area=Kharkiv&area=Kherson&since=2024-03-04")["items"]]
    assert codes == [KHERSON]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/incidents?since=2024-13-01", 422, "bad-question"),
        ("/incidents?contry=UA", 422, "bad-question"),
        ("/incidents?limit=501", 422, "bad-question"),
        ("/incidents?cursor=nonsense", 400, "bad-question"),
        ("/incidents?q=%21", 400, "bad-question"),
        ("/incidents?near=91,0", 400, "bad-question"),
        ("/incidents?as_of=yesterday", 400, "bad-question"),
        ("/incidents/XX-1", 404, "not-found"),
        ("/incidents/XX-1/toll", 404, "not-found"),
        ("/claims?incident=XX-1", 404, "not-found"),
        ("/claims?report=" + "0" * 64, 404, "not-found"),
        ("/claims?source=nobody", 404, "not-found"),
        ("/claims/c00000000000000000000", 404, "not-found"),
        ("/totals?quantity=tears", 400, "bad-question"),
        ("/totals?by=status&quantity=killed+civilians", 400, "bad-question"),
        ("/changes?since=nonsense", 400, "bad-question"),
        ("/nothing", 404, "not-found"),
    ],
)
def test_what_has_no_answer_is_a_problem(reader: TestClient, address: str, status: int, code: str) -> None:
    answer = reader.get(f"/api/v1{address}")
    said = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (said["status"], said["code"], said["type"]) == (status, code, f"/api/#{code}")
    assert said["title"]
    assert said["hint"]


def test_a_cursor_belongs_to_its_question(reader: TestClient) -> None:
    cursor = json(reader, "/incidents?limit=1")["next"]
    assert reader.get(f"/api/v1/incidents?limit=1&country=UA&cursor={cursor}").status_code == 400
    assert reader.get(f"/api/v1/claims?limit=1&cursor={cursor}").status_code == 400


def test_claims_and_tolls_keep_to_their_contracts(reader: TestClient) -> None:
    claims = paged(reader, "/claims?limit=2")
    assert len(claims) == 5
    for each in claims:
        Draft202012Validator(claim_schema()).validate(each["claim"])
        assert json(reader, f"/claims/{each['claim']['id']}") == each
    for code in (KHARKIV, KHERSON):
        Draft202012Validator(toll_schema()).validate(json(reader, f"/incidents/{code}/toll"))


def test_claims_are_found_by_incident_report_and_source(reader: TestClient) -> None:
    every = paged(reader, "/claims?limit=500")
    here = [each for each in every if each["incident"] == KHARKIV]
    assert json(reader, f"/claims?incident={KHARKIV}")["items"] == here
    report = here[0]["claim"]["report"]
    assert json(reader, f"/claims?report={report}")["items"] == [e for e in every if e["claim"]["report"] == report]
    for source in paged(reader, "/sources?limit=2"):
        assert len(json(reader, f"/claims?source={source['id']}")["items"]) == source["claims"]


def test_totals_add_ranges_up_and_say_how(reader: TestClient) -> None:
    said = json(reader, "/totals?by=month")
    assert said["all"]["range"] == {"lower": 16, "upper": None}
    assert [row["row"] for row in said["rows"]] == ["2024-03"]
    assert "each open incident once" in said["rule"]
    narrowed = json(reader, "/totals?by=country&area=Kherson&area=Kharkiv&quantity=injured")
    assert narrowed["all"] | {"row": ""} == {
        "row": "", "standing": "sure", "range": {"lower": 20, "upper": 20}, "incidents": 2, "unknown": 1, "may": 0,
        "more": None,
    }  # fmt: skip


def test_before_anything_was_recorded_nothing_was_known(reader: TestClient) -> None:
    for day in ("0001-01-01", "2001-02-03"):
        assert json(reader, f"/incidents?as_of={day}")["items"] == []
        assert json(reader, f"/totals?as_of={day}")["all"]["range"] is None
        assert json(reader, f"/sources?as_of={day}")["items"] == []
        assert reader.get(f"/api/v1/incidents/{KHARKIV}?as_of={day}").status_code == 404
    assert json(reader, "/incidents?as_of=9999-12-31")["total"] == 3


def test_a_question_that_is_asked_again_costs_nothing_while_nothing_changed(reader: TestClient) -> None:
    tag = reader.get("/api/v1/incidents").headers["etag"]
    for said in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = reader.get("/api/v1/incidents", headers={"If-None-Match": said})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert reader.get("/api/v1/incidents", headers={"If-None-Match": '"other"'}).status_code == 200
    assert reader.get("/api/v1/incidents/XX-1", headers={"If-None-Match": tag}).status_code == 404


def test_head_is_get_without_the_body(reader: TestClient) -> None:
    for address in ("/api/v1/incidents", "/api/v1/incidents/XX-1", "/incidents.csv", "/feed.atom", "/", "/healthz"):
        head, get = reader.head(address), reader.get(address)
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers["content-type"] == get.headers["content-type"]


def test_only_get_and_head_are_there(reader: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE"):
        answer = reader.request(method, "/api/v1/incidents")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
        assert answer.json()["code"] == "method"
    assert reader.request("GET", "/api/v1/incidents", content=b"x").json()["code"] == "body"


def test_scripts_of_other_sites_may_read_the_api_and_nothing_else(reader: TestClient) -> None:
    for address in ("/api/v1/incidents", "/api/v1/nothing", "/api/v1/incidents?limit=0"):
        assert (
            reader.get(address, headers={"Origin": "https://other.example"}).headers["access-control-allow-origin"]
            == "*"
        )
    for address in ("/", "/incidents.csv", "/feed.atom", f"/embed/incident/{KHARKIV}", "/api/"):
        assert (
            "access-control-allow-origin"
            not in reader.get(address, headers={"Origin": "https://other.example"}).headers
        )


def test_the_reference_names_every_address_field_and_problem(reader: TestClient) -> None:
    document = json(reader, "/openapi.json")
    assert document["openapi"].startswith("3.1")
    for address in ("/api/", "/ar/api/"):
        page = reader.get(address)
        assert page.status_code == 200
        for path in document["paths"]:
            assert f"GET /api/v1{path}" in page.text
        for name in document["components"]["schemas"]:
            assert f'id="shape-{name}"' in page.text
        for kind in ("too-many", "busy", "gone"):
            assert f'id="{kind}"' in page.text
    assert reader.get("/xx/api/").status_code == 404


def test_every_field_of_every_object_is_required(reader: TestClient) -> None:
    schemas = json(reader, "/openapi.json")["components"]["schemas"]
    open_ = {
        name
        for name, one in schemas.items()
        if one.get("properties") and set(one["properties"]) != set(one.get("required", ()))
    }
    assert open_ == {"ProblemSaid"}
