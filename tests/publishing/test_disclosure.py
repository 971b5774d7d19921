"""What is said in public: no witness is named, no victim unless the project says so, and what is withheld leaves a mark."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model.claim import Claim, Count, Event, Group, Place, Source, SourceKind, Span
from marsad.publishing.disclosure import PROTECTED, Disclosure, plain_text
from marsad.publishing.project import Project

PLAIN = Disclosure(Project())
NAMING = Disclosure(Project(victims_names=True))


def claim(quote: str, source: Source, persons: tuple[str, ...] = (), counted: str | None = None) -> Claim:
    start = quote.find(counted) if counted else -1
    where = (10 + start, 10 + start + len(counted)) if counted and start >= 0 else (None, None)
    return Claim(
        id="c" + "0" * 20,
        report="sha256:" + "0" * 64,
        path=None,
        language="en",
        harm="killed",
        count=Count(2, 2, "exact", words=counted, start=where[0], end=where[1]),
        group=Group(),
        persons=persons,
        part_of=None,
        supersedes=None,
        scope="event",
        polarity="asserted",
        hedges=(),
        event=Event(),
        place=None,
        time=None,
        source=source,
        span=Span(10, 10 + len(quote), quote),
    )


SAID = "Two people were killed, Karim Haddad said, and Haddad's house burned"
CASES = [
    # the quotation, who says it, victims named, what is shown
    (SAID, Source("Karim Haddad", "witness"), (), "Two people were killed, [name of a source withheld] said, and [name of a source withheld]'s house burned"),
    (SAID, Source("Karim Haddad", "resident"), (), "Two people were killed, [name of a source withheld] said, and [name of a source withheld]'s house burned"),
    (SAID, Source("Karim Haddad", "official"), (), SAID),
    ("Two people were killed, a resident said", Source("resident", "resident"), (), "Two people were killed, a resident said"),
    ("Lina Aziz and her son were killed", Source(None, "media"), ("Lina Aziz",), "[name withheld] and her son were killed"),
    ("قتل شخصان، قال كريم حداد", Source("كريم حداد", "witness"), (), "قتل شخصان، قال [name of a source withheld]"),
    ("Вбито двох, сказала Олена Коваль", Source("Олена Коваль", "activist"), (), "Вбито двох, сказала [name of a source withheld]"),
    ("Two men named Al were killed", Source(None, "media"), ("Al",), "Two men named [name withheld] were killed"),
    ("Allies were killed", Source(None, "media"), ("Al",), "Allies were killed"),
]  # fmt: skip


@pytest.mark.parametrize(("quote", "source", "persons", "shown"), CASES)
def test_what_a_quotation_shows(quote: str, source: Source, persons: tuple[str, ...], shown: str) -> None:
    assert PLAIN.quote_text(claim(quote, source, persons)) == shown


def test_the_names_that_another_claim_of_the_page_hides_are_hidden_here_too() -> None:
    one = claim("Rana Saleh saw two bodies", Source(None, "media"))
    other = claim("Two were killed", Source("Rana Saleh", "witness"))
    assert PLAIN.quote_text(one) == "Rana Saleh saw two bodies"
    assert PLAIN.quote_text(one, [other]) == "[name of a source withheld] saw two bodies"


def test_a_project_may_name_the_dead_but_witnesses_need_their_own_consent() -> None:
    said = claim("Lina Aziz was killed, Karim Haddad said", Source("Karim Haddad", "witness"), ("Lina Aziz",))
    assert NAMING.quote_text(said) == "Lina Aziz was killed, [name of a source withheld] said"
    assert NAMING.persons(said) == ("Lina Aziz",)
    assert PLAIN.persons(said) == ()
    agreed = Disclosure(Project(), lambda name: name == "Karim Haddad")
    assert agreed.quote_text(said) == "[name withheld] was killed, Karim Haddad said"
    assert agreed.source(said.source).name == "Karim Haddad"


@pytest.mark.parametrize("kind", PROTECTED)
def test_a_protected_source_is_its_kind_and_no_name(kind: SourceKind) -> None:
    shown = PLAIN.source(Source("Karim Haddad", kind, relayed_by=("Daily Lamp",)))
    assert (shown.name, shown.kind, shown.withheld, shown.relayed_by) == (None, kind, True, ("Daily Lamp",))


def test_the_words_that_count_stay_marked() -> None:
    pieces = PLAIN.quote(claim(SAID, Source("Karim Haddad", "witness"), counted="Two"))
    assert [(piece.text, piece.kind) for piece in pieces[:3]] == [
        ("Two", "count"),
        (" people were killed, ", "plain"),
        ("", "withheld"),
    ]


VEILED = [
    ("KARIM HADDAD SEES TWO BODIES", "[name of a source withheld] SEES TWO BODIES"),
    ("karim haddad was there", "[name of a source withheld] was there"),
    ("Ana Mark says so: the mark was hers", "[a reviewer] says so: the mark was hers"),
    ("machine:reader/1 says so", "machine:reader/1 says so"),
    ("", ""),
]


@pytest.mark.parametrize(("words", "shown"), VEILED)
def test_names_are_kept_out_of_words_of_any_kind(words: str, shown: str) -> None:
    veil = PLAIN.veil([claim(SAID, Source("Karim Haddad", "witness"))], ["Ana Mark", "machine:reader/1"])
    assert plain_text(veil.text(words)) == shown


def test_an_address_is_looked_through_whatever_its_letters() -> None:
    veil = PLAIN.veil([claim(SAID, Source("Karim Haddad", "witness"))])
    assert veil.hides("https://example.org/2023/karim-haddad-saw-it")
    assert not veil.hides("https://example.org/2023/market")
    assert not PLAIN.veil([]).hides("https://example.org/2023/karim-haddad-saw-it")


@given(st.text(alphabet="AabBk حكم,. 'Two", max_size=40), st.sampled_from(["Aab Bkk", "حكم", "Two", "B"]))
def test_no_hidden_name_is_left_and_nothing_else_is_lost(quote: str, name: str) -> None:
    pieces = PLAIN.quote(claim(quote, Source(name, "witness")))
    left = "".join(piece.text for piece in pieces)
    if all(piece.kind != "withheld" for piece in pieces):
        assert left == quote
    assert all(name not in piece.text.split() for piece in pieces)


def test_points_and_areas() -> None:
    exact = Place("the market", "Idlib", lat=35.93062, lon=36.63393, precision="exact")
    assert PLAIN.point(exact) == (35.93062, 36.63393, "exact", 0.5)
    rounded = Disclosure(Project(points="settlement")).point(exact)
    assert rounded == (35.93, 36.63, "settlement", 3)
    assert PLAIN.point(replace(exact, precision="admin1")) is None
    assert PLAIN.point(replace(exact, precision="country")) is None
    assert PLAIN.point(replace(exact, lat=None)) is None
    assert PLAIN.point(None) is None


def test_who_decided_is_a_person_unless_the_project_names_its_reviewers() -> None:
    assert PLAIN.actor("machine:reader/1") == "machine:reader/1"
    assert PLAIN.actor("Ana") is None
    assert Disclosure(Project(reviewers_names=True)).actor("Ana") == "Ana"
