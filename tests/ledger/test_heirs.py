"""Who takes whose place when a report is read anew."""

from __future__ import annotations

from dataclasses import replace

from marsad.ledger import drafts
from marsad.ledger.heirs import Heir, heirs
from marsad.model.claim import Claim, Count, Span
from marsad.model.identity import claim_id
from tests.by_hand import CIVILIANS, CLAIMS, EARLIER, PEOPLE
from tests.ledger.records import READER


def again(claim: Claim, reader: str = "2", **changes: object) -> Claim:
    """The claim as another version of the reader makes it."""
    made = replace(claim, **changes)  # type: ignore[arg-type]
    return replace(made, id=claim_id(made, reader))


def test_the_same_reading_needs_no_heirs() -> None:
    assert heirs(CLAIMS, CLAIMS) == {}


def test_another_reader_that_reads_the_same() -> None:
    new = [again(claim) for claim in CLAIMS]
    assert heirs(CLAIMS, new[::-1]) == {n.id: Heir(o.id, True, True) for o, n in zip(CLAIMS, new, strict=True)}


def test_the_same_words_read_otherwise() -> None:
    new = again(CIVILIANS, count=Count(6, 6, "exact"))
    assert heirs([CIVILIANS], [new]) == {new.id: Heir(CIVILIANS.id, True, False)}


def test_a_span_that_moved_within_the_text() -> None:
    span = PEOPLE.span
    wider = again(PEOPLE, span=Span(span.start - 3, span.end, "..." + span.quote))
    assert heirs([PEOPLE], [wider]) == {wider.id: Heir(PEOPLE.id, True, True)}
    otherwise = again(wider, count=Count(14, 14, "exact"))
    assert heirs([PEOPLE], [otherwise]) == {otherwise.id: Heir(PEOPLE.id, True, False)}


def test_a_revised_text() -> None:
    same = again(PEOPLE, report="sha256:1", span=replace(PEOPLE.span, start=500, end=557))
    said = again(EARLIER, report="sha256:1", span=Span(0, 30, "four civilians killed by drones"))
    found = heirs(CLAIMS, [same, said])
    assert found == {same.id: Heir(PEOPLE.id, True, True), said.id: Heir(EARLIER.id, False, True)}


def test_in_a_revised_text_other_words_with_another_number_are_another_claim() -> None:
    other = again(PEOPLE, report="sha256:1", span=Span(0, 9, "14 killed"), count=Count(14, 14, "exact"))
    assert heirs([PEOPLE], [other]) == {}


def test_one_place_has_one_heir() -> None:
    twins = [again(PEOPLE, "2"), again(PEOPLE, "3")]
    assert [heir.of for heir in heirs([PEOPLE], twins).values()] == [PEOPLE.id]


def test_a_draft_of_a_reading_says_only_ids() -> None:
    new = again(PEOPLE)
    draft = drafts.claims_read(READER, PEOPLE.report, "2", [new], before=[PEOPLE])
    assert draft.content == {"reader": "2", "claims": [new.id], "heirs": {new.id: [PEOPLE.id, True, True]}}
    assert draft.reason == "read by 2"
