"""Who speaks, when a person is named: what the words around the name say that he or she is. It decides who is protected."""

from datetime import date

import pytest

from marsad.model.report import Report
from marsad.reading.reader import Reader

READER = Reader()
CASES = [
    ("a witness named Karim Haddad told the agency", "witness"),
    ("a resident, Karim Haddad, said", "resident"),
    ("resident Karim Haddad said", "resident"),
    ("Activist Karim Haddad said", "activist"),
    ("a villager, Karim Haddad, told reporters", "resident"),
    ("said Karim Haddad, a farmer", "resident"),
    ("eyewitness Karim Haddad said", "witness"),
    ("Karim Haddad said", "unknown"),
    ("said Governor Karim Haddad", "official"),
]


@pytest.mark.parametrize(("said", "kind"), CASES)
def test_a_named_person_speaks_as_what_the_text_calls_them(said: str, kind: str) -> None:
    (claim,) = READER.read(Report(f"Two people were killed in Aleppo, {said}.", published=date(2024, 6, 3))).claims
    assert (claim.source.name, claim.source.kind) == ("Karim Haddad", kind)
