"""CAP messages over the life of an incident, each held against the standard."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree

from marsad.errors import ItemError
from marsad.model.incident import Grade
from marsad.publishing.syndication.alerts import CAP, CERTAINTY, alert
from tests.publishing.syndication.test_atom import now
from tests.web.served import KHARKIV, KHERSON, LATE, Kept, made

XSD = etree.XMLSchema(etree.parse(Path(__file__).with_name("cap.xsd")))
N = f"{{{CAP}}}"


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return made(tmp_path / "record", 'address = "https://lamp.example"')


def message(kept: Kept, code: str) -> etree._Element:
    with now(kept) as opened:
        root = etree.fromstring(alert(opened, code))
    XSD.assertValid(root)
    return root


def said(root: etree._Element, *names: str) -> tuple[str | None, ...]:
    return tuple(root.findtext(f".//{N}{name}") for name in names)


def test_the_first_message_is_a_draft_that_says_what_is_known(kept: Kept) -> None:
    root = message(kept, KHARKIV)
    assert said(root, "status", "msgType", "scope", "sender", "incidents", "references") == (
        "Draft", "Alert", "Public", "lamp.example", KHARKIV, None,
    )  # fmt: skip
    assert said(root, "urgency", "severity", "certainty", "category") == ("Past", "Extreme", "Likely", "Security")
    assert [info.findtext(f"{N}language") for info in root.findall(f"{N}info")] == ["en", "ar"]
    ranges = {p[0].text: p[1].text for p in root.find(f"{N}info").findall(f"{N}parameter")}
    assert (ranges["killed"], ranges["injured"], ranges["firstDay"]) == ("11..open", "20..20", "2024-03-03")


def test_a_place_with_a_point_is_a_circle(kept: Kept) -> None:
    assert said(message(kept, KHARKIV), "circle") == ("49.9818,36.2548 3",)
    assert said(message(kept, KHERSON), "circle") == ("46.637,32.6146 25",)


def test_an_area_is_words_and_never_a_circle(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "record")
    kept.text(
        "Shelling killed four people in Kherson province on 9 April 2024, the governor said.",
        published=date(2024, 4, 10),
    )
    kept.run()
    (code,) = kept.state().incidents
    root = message(kept, code)
    assert said(root, "circle") == (None,)
    assert "Kherson" in (root.findtext(f".//{N}areaDesc") or "")
    assert said(root, "sender") == ("marsad",)


def test_a_new_figure_is_an_update_that_names_what_came_before(kept: Kept) -> None:
    before = message(kept, KHARKIV)
    kept.text(LATE, "Evening Courier", date(2024, 5, 4))
    kept.run()
    after = message(kept, KHARKIV)
    named = ",".join(part or "" for part in said(before, "sender", "identifier", "sent"))
    assert said(after, "msgType", "references") == ("Update", named)


def test_an_incident_that_is_gone_is_cancelled(kept: Kept) -> None:
    kept.judge("same", KHARKIV, "UA-20240307-odesa-1")
    root = message(kept, "UA-20240307-odesa-1")
    assert said(root, "msgType", "status") == ("Cancel", "Draft")
    assert said(root, "references") != (None,)
    assert root.find(f"{N}info") is None


def test_a_message_is_actual_when_people_stand_behind_its_figures(kept: Kept) -> None:
    kept.judge("grade", KHERSON, grade="Confirmed")
    assert said(message(kept, KHERSON), "status") == ("Draft",)
    kept.judge("accept", kept.claim("two farmers").id)
    assert said(message(kept, KHERSON), "status", "certainty") == ("Actual", "Observed")
    judged = kept.judge("grade", KHERSON, grade="Weak")
    kept.undo(judged.judgement.id)
    assert said(message(kept, KHERSON), "status") == ("Draft",)


def test_a_new_claim_that_holds_the_range_ends_the_signature(kept: Kept) -> None:
    kept.judge("grade", KHERSON, grade="Confirmed")
    kept.judge("accept", kept.claim("two farmers").id)
    kept.text("Shelling killed five farmers near Kherson on 5 March 2024, the governor said.", "Lamp", date(2024, 3, 7))
    kept.run()
    assert said(message(kept, KHERSON), "status") == ("Draft",)


def test_every_grade_has_a_certainty() -> None:
    assert set(CERTAINTY) == {*get_args(Grade), None}


def test_an_unknown_code_has_no_message(kept: Kept) -> None:
    with now(kept) as opened, pytest.raises(ItemError):
        alert(opened, "XX-1")
