"""Sentences about claims as they may be shown: the claims that they quote become references, names in them are withheld."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from marsad.model.claim import Claim, Group, Source
from marsad.publishing.disclosure import Disclosure, Piece, plain_text
from marsad.publishing.incident_view import ClaimLinks
from marsad.publishing.project import Project
from marsad.publishing.views.shown import Sentence, Showing, shortened
from tests.publishing.tolls_by_hand import ALL, NINE, SIX, TOLLS

WITNESS = replace(NINE, source=Source("Karim Haddad", "witness", "Karim Haddad"))
LONG = replace(
    SIX, group=Group(words=f"{'six people of a long street in the old town beside '}the house of Karim Haddad")
)


def showing(*claims: Claim) -> Showing:
    swapped = {claim.id: claim for claim in claims}
    tolls = replace(TOLLS, claims=tuple(swapped.get(claim.id, claim) for claim in TOLLS.claims))
    disclosure = Disclosure(Project())
    return Showing.of(ClaimLinks(tolls), disclosure, disclosure.veil(tolls.claims))


def words(sentence: Sentence) -> str:
    """References in brackets."""
    return "".join(f"[{p.number}]" if not isinstance(p, Piece) else plain_text([p]) for p in sentence)


CASES: list[tuple[str, dict[str, Any], str]] = [
    ("the 9 of “civilians” (Karim Haddad) cannot be.", {}, "the 9 of [2] cannot be."),
    ("the 9 of “civilians” cannot be.", {"likely": (SIX.id,)}, "the 9 of [3] cannot be."),
    ("the 9 of “civilians” cannot be.", {}, "the 9 of [2] cannot be."),
    ("“civilians” (Karim Haddad): they are few.", {"about": WITNESS.id}, "They are few."),
    ("“civilians” (Karim Haddad) counts a period.", {"about": WITNESS.id}, "It counts a period."),
    ("“what nobody said” is quoted (Karim Haddad)", {}, "“what nobody said” is quoted ([name of a source withheld])"),
    ("“no end of Karim Haddad", {}, "“no end of [name of a source withheld]"),
    ("", {}, ""),
]


@pytest.mark.parametrize(("said", "how", "shown"), CASES)
def test_a_sentence_refers_to_claims_and_names_nobody(said: str, how: dict[str, Any], shown: str) -> None:
    assert words(showing(WITNESS).sentence(said, **how)) == shown


def test_a_reference_is_cut_only_after_names_were_withheld() -> None:
    ref = showing(WITNESS, LONG).ref(LONG.id)
    assert plain_text(ref.words) == "six people of a long street in the old town beside the hous…"
    assert plain_text(
        shortened((Piece("abc", "plain"), Piece("", "withheld", "source"), Piece("def", "plain")), 5)
    ) == ("abc[name of a source withheld]d…")


def test_a_witness_is_its_kind_and_an_outlet_its_name() -> None:
    shown = showing(WITNESS)
    assert shown.speaker(WITNESS)[:3] == (None, "witness", False)
    assert shown.speaker(replace(ALL, source=Source("Monitor", "monitor")))[:3] == (
        (Piece("Monitor", "plain"),),
        "monitor",
        False,
    )
