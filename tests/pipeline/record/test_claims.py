"""Claims as people judged them."""

from __future__ import annotations

import pytest

from marsad.errors import ItemError
from marsad.pipeline.record.claims import is_rejected, judged_claim
from tests.by_hand import PEOPLE
from tests.ledger.records import Record


def test_a_claim_is_read_as_a_person_corrected_it() -> None:
    made = Record()
    made.report("r", PEOPLE.id)
    assert judged_claim(PEOPLE, made.state) == PEOPLE
    made.judge("correct", PEOPLE.id, harm="injured")
    corrected = judged_claim(PEOPLE, made.state)
    assert (corrected.harm, corrected.id, corrected.span) == ("injured", PEOPLE.id, PEOPLE.span)
    made.judge("reject", PEOPLE.id)
    assert is_rejected(PEOPLE.id, made.state)
    made.judge("correct", PEOPLE.id, harm="sad")
    with pytest.raises(ItemError, match="claim"):
        judged_claim(PEOPLE, made.state)
