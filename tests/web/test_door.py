"""What no reader sends: methods, bodies, endless and broken addresses, traversal, injected headers, foreign hosts."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.served import KHARKIV

ADDRESSES = (
    "/",
    "/totals/",
    f"/incident/{KHARKIV}/",
    "/api/v1/incidents",
    "/incidents.csv",
    "/feed.atom",
    "/chart/timeline.svg",
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=%00", 400), ("q=%", 400), ("q=%zz", 400), ("q=%ff", 400), ("q=%ed%a0%80", 400), ("q=a%0d%0aSet-Cookie:x=1", 400),
        ("q=" + "a" * 5_000, 414), ("as_of=not-a-day", 400), ("as_of=2024-02-30", 400), ("as_of=99999-01-01", 400),
        ("as_of=0001-01-01T00:00:00%2B23:59", 400), ("as_of=9999-12-31T23:59:59-23:59", 400),
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused(reader: TestClient, address: str, query: str, status: int) -> None:
    assert reader.get(f"{address}?{query}").status_code == status


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "query",
    [
        "as_of=0001-01-01", "as_of=9999-12-31", "as_of=9999-12-30T23:59:59Z", "as_of=&as_of=2024-01-01", "since=0001-01-02",
        "until=9999-12-31", "q=&q=Kharkiv", "area=Kharkiv&area=&area=x", "sort=day&sort=-day", "near=90,180&km=1000000",
        "min_killed=1000000",
    ],
)  # fmt: skip
def test_what_is_at_the_edge_is_answered(reader: TestClient, address: str, query: str) -> None:
    if address.startswith(f"/incident/{KHARKIV}") and query.endswith(("0001-01-01", "2024-01-01")):
        assert reader.get(f"{address}?{query}").status_code == 404
        return
    # the API takes no blank values and says so
    assert reader.get(f"{address}?{query}").status_code in ({200, 422} if address.startswith("/api") else {200})


@pytest.mark.parametrize(
    "address",
    [
        "/static/../../../../etc/passwd", "/static/%2e%2e/%2e%2e/pyproject.toml", "/static/..%2f..%2f__init__.py",
        "/evidence/..%2f..%2frecord.sqlite", "/evidence/../../record.sqlite", "/incident/..%2f..%2frecord.csv",
        "/embed/incident/..%2f..", "/chart/incident/%2e%2e.svg", "/.env", "/record.sqlite", "/marsad.toml",
        "/static/messages/en.json", "/static/./../templates/base.html",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_what_is_served(reader: TestClient, address: str) -> None:
    answer = reader.get(address)
    assert answer.status_code in {308, 404}
    for secret in ("root:", "SQLite format", "[project]", "postgresql", "{% block"):
        assert secret not in answer.text


@pytest.mark.parametrize(
    "address", ["//other.example/x", "/%2Fother.example/x", "/\\other.example", "/%5Cother.example/x"]
)
def test_no_redirect_leads_to_another_host(reader: TestClient, address: str) -> None:
    answer = reader.get(address)
    location = answer.headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_no_header_holds_what_an_address_says(reader: TestClient) -> None:
    for address in (f"/incident/{KHARKIV}%0d%0aX-Evil: 1", f"/incident/{KHARKIV}%22.csv", "/x%0d%0aX-Evil:1"):
        answer = reader.get(address)
        assert "x-evil" not in answer.headers
        assert answer.status_code in {308, 400, 404}


def test_the_host_that_is_asked_for_changes_no_answer(reader: TestClient) -> None:
    own = reader.get("/api/v1/incidents").content
    for host in ("other.example", "lamp.example/incident/x?", "lamp.example:99999", "[::1", "a@b"):
        assert reader.get("/api/v1/incidents", headers={"Host": host}).content == own
        assert "other.example" not in reader.get("/", headers={"Host": host}).text


def test_nothing_that_fails_tells_how(reader: TestClient) -> None:
    for address in ("/nothing/", "/api/v1/nothing", "/incident/x.csv", "/incidents.csv?since=x", "/evidence/x"):
        text = reader.get(address).text
        assert not [word for word in ("Traceback", "/site-packages/", ".py", "sqlite3", "/tmp/") if word in text]


def test_bodies_are_refused_however_they_are_announced(reader: TestClient) -> None:
    for headers in (
        {"Content-Length": "5"},
        {"Content-Length": "-1"},
        {"Content-Length": "x"},
        {"Transfer-Encoding": "chunked"},
    ):
        assert reader.get("/", headers=headers).status_code == 413


def test_robots_health_and_contact_are_where_machines_look(reader: TestClient) -> None:
    assert reader.get("/healthz").text.startswith("ok revision ")
    assert "Disallow: /evidence/" in reader.get("/robots.txt").text
    contact = reader.get("/.well-known/security.txt").text
    assert "Contact: mailto:desk@lamp.example\n" in contact
    assert "Canonical: https://lamp.example/.well-known/security.txt\n" in contact


@pytest.mark.parametrize(
    "address", [*ADDRESSES, "/nothing/", "/api/v1/nothing", "/static/icon.svg", "/evidence/x", "/oembed"]
)
def test_every_answer_has_the_headers_that_keep_readers_safe(reader: TestClient, address: str) -> None:
    headers = reader.get(address).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert "server" not in headers
    assert "set-cookie" not in headers
