"""Tables in reports: which lines are one, and what each cell with a number claims."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model.claim import Claim
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.reading.lexicon import load_lexicon
from marsad.reading.numbers import NumberReader
from marsad.reading.reader import Reader
from marsad.reading.tables import TableFinder, without_tables
from marsad.text.fold import fold

READER = Reader()
FINDER = TableFinder(load_lexicon("en"), NumberReader(load_lexicon("en")))
PUBLISHED = date(2024, 10, 1)


def reading(text: str) -> Reading:
    return READER.read(Report(text, published=PUBLISHED))


def place_of(claim: Claim) -> str | None:
    return None if claim.place is None else claim.place.words


def told(text: str) -> list[tuple[str, int, int | None, str | None]]:
    return [(c.harm, c.count.lower, c.count.upper, place_of(c)) for c in reading(text).claims]


def tables(text: str) -> list[str]:
    folded = fold(text)
    return [folded.text[found.start : found.end] for found in FINDER.find(Report(text), folded)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("| Town | Killed | Injured |\n| --- | --- | --- |\n| Homs | 4 | 0 |\n| Hama | - | 7 |", id="pipes"),
        pytest.param("Town | Killed | Injured\nHoms | 4 | 0\nHama | n/a | 7", id="pipes without edges"),
        pytest.param("town,killed,wounded\nHoms,4,0\nHama,,7", id="commas"),
        pytest.param('"town","dead","hurt people"\n"Homs","4","0"\n"Hama","","7"', id="quoted commas"),
        pytest.param("Town;Deaths;Injuries\nHoms;4;0\nHama;?;7", id="semicolons"),
        pytest.param("Town\tKilled\tWounded\nHoms\t4\t0\nHama\t\t7", id="tabs"),
        pytest.param("Town     Killed   Wounded\nHoms     4        0\nHama              7", id="columns"),
        pytest.param("Town      Killed   Wounded\n====================\nHoms           4         0\nHama           -         7", id="to the right"),
        pytest.param("Town|Killed|Injured\r\nHoms|4|0\r\nHama|-|7\r\n", id="carriage returns"),
        pytest.param("Town | Killed | Injured\nHoms | ٤ | ٠\nHama | – | ٧", id="digits of another script"),
    ],
)  # fmt: skip
def test_a_cell_with_a_number_is_a_claim(text: str) -> None:
    assert told(text) == [("killed", 4, 4, "Homs"), ("injured", 0, 0, "Homs"), ("injured", 7, 7, "Hama")]


@pytest.mark.parametrize(
    ("head", "harm"),
    [
        ("Killed", "killed"), ("Dead", "killed"), ("Deaths", "killed"), ("No. of fatalities", "killed"),
        ("Wounded", "injured"), ("Persons displaced", "displaced"), ("Detained", "detained"), ("Abducted", "abducted"),
        ("Killed and injured", "casualties"), ("Killed / wounded", "casualties"), ("Still missing", "missing"),
    ],
)  # fmt: skip
def test_the_header_names_the_harm(head: str, harm: str) -> None:
    assert told(f"Attacks in Syria that killed people\n\nTown | {head}\nHoms | 4")[-1] == (harm, 4, 4, "Homs")


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("1,200", (1200, 1200)), ("1 200", (1200, 1200)), ("12+", (12, None)), ("5-7", (5, 7)), ("at least 9", (9, None)),
        ("two", (2, 2)), ("4 (one child)", (4, 4)), ("4*", (4, 4)),
        ("", None), ("-", None), ("n/a", None), ("unknown", None), ("1.5", None), ("4%", None), ("4 houses", None),
    ],
)  # fmt: skip
def test_a_cell_holds_a_number_or_it_is_unknown(cell: str, count: tuple[int, int | None] | None) -> None:
    claims = reading(f"| Town | Killed |\n| Homs | {cell} |\n| Hama | 3 |").claims
    found = [(c.count.lower, c.count.upper) for c in claims if place_of(c) == "Homs"]
    assert found == ([] if count is None else [count])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Item | Price | Quantity\nFlour | 12 | 30", id="prices"),
        pytest.param("Pos,Team,Played,Won,Drawn,Lost,Points\n1,Homs,30,20,5,5,65", id="football"),
        pytest.param("Film | Released\nThe Well | 1979", id="films"),
        pytest.param("Province,Killed (%)\nHoms,12", id="shares"),
        pytest.param("Province,Deaths per 100000\nHoms,12", id="rates"),
        pytest.param("Province,Houses destroyed,Livestock killed\nHoms,12,40", id="things"),
        pytest.param("| Homs | 4 | 12 |\n| Hama | 5 | 7 |", id="no header"),
        pytest.param("Three killed in Homs | A newspaper\nFive people were wounded on 3 May.", id="a bar in prose"),
        pytest.param("Killed, wounded\nNobody yet knows how many of the 40 guests.", id="a comma in prose"),
        pytest.param("Killed, wounded and missing.\n4, 5, 6", id="a sentence as a header"),
        pytest.param("One killed, two wounded\n4, 5", id="a header that counts"),
        pytest.param("Town | Killed", id="a header alone"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_lines_are_no_table(text: str) -> None:
    assert tables(text) == []


def test_the_quote_runs_from_the_rows_first_cell_to_the_number() -> None:
    text = "Date | Town | Killed\n12 July 2024 | Homs | 4"
    (claim,) = reading(text).claims
    assert claim.span.quote == "12 July 2024 | Homs | 4"
    assert text[claim.span.start : claim.span.end] == claim.span.quote
    assert (claim.count.words, text[claim.count.start : claim.count.end]) == ("4", "4")


def test_a_column_of_dates_gives_the_day() -> None:
    claims = reading("date,town,killed\n2021-07-12,Homs,4\n15 July 2021,Hama,0\nunknown,Daraa,2").claims
    days = [c.time.start if c.time else None for c in claims]
    assert days == [date(2021, 7, 12), date(2021, 7, 15), None]


def test_the_most_specific_column_of_places_counts() -> None:
    claims = reading("Town,Province,Killed\nPisky,Donetsk,4\n,Donetsk,2").claims
    assert [place_of(c) for c in claims] == ["Pisky", "Donetsk"]


def test_people_in_header_or_row_are_the_group() -> None:
    header = reading("Town,Children killed,Families displaced\nHoms,4,60").claims
    assert [(c.group.status, c.group.age, c.count.unit) for c in header] == [
        ("civilian", "child", "person"), ("civilian", "unknown", "family"),
    ]  # fmt: skip
    rows = reading("Group,Killed\nCivilians,4\nSoldiers,3\nWomen,1").claims
    assert [(c.group.status, c.group.sex) for c in rows] == [
        ("civilian", "unknown"), ("combatant", "unknown"), ("civilian", "female"),
    ]  # fmt: skip


@pytest.mark.parametrize("rows", ["Homs|4|1\nHama|5|2\nTotal|9|3", "Total|9|3\nHoms|4|1\nHama|5|2"])
def test_a_sum_is_the_whole_of_its_rows(rows: str) -> None:
    claims = reading(f"Town|Dead|Hurt\n{rows}").claims
    wholes = {c.harm: c for c in claims if c.part_of is None}
    assert {harm: c.count.lower for harm, c in wholes.items()} == {"killed": 9, "injured": 3}
    assert [c.part_of for c in claims if c.part_of] == [wholes[c.harm].id for c in claims if c.part_of]
    assert len(claims) == 6
    assert {c.scope for c in claims} == {"event"}


def test_a_table_goes_on_with_the_event_told_before_and_tells_the_prose_nothing() -> None:
    text = (
        "Israeli air strikes hit Lebanon on Friday.\n\nGovernorate | Killed\nBekaa | 18\nAkkar | 2\nTotal | 20\n\n"
        "Three more people were killed."
    )
    claims = reading(text).claims
    assert [(c.count.lower, c.place and c.place.name) for c in claims] == [
        (18, "Bekaa"), (2, "Akkar"), (20, "Lebanon"), (3, "Lebanon"),
    ]  # fmt: skip
    assert {c.event.type for c in claims} == {"air_strike"}
    assert {c.time.start for c in claims if c.time} == {date(2024, 9, 27)}


def test_a_ragged_row_is_not_guessed() -> None:
    text = "town,killed,wounded\nHoms,4\nHama,1,200,5\nDaraa,3,2\nIn Homs, 5 people were killed, and 6 were hurt."
    assert told(text) == [
        ("killed", 3, 3, "Daraa"), ("injured", 2, 2, "Daraa"), ("killed", 5, 5, "Homs"), ("injured", 6, 6, "Homs"),
    ]  # fmt: skip


def test_the_first_rows_may_be_unknown() -> None:
    assert told("town,killed,wounded\nHoms,,\nHama,-,\nDaraa,,2") == [("injured", 2, 2, "Daraa")]


def test_a_huge_table_is_read_whole() -> None:
    rows = "\n".join(f"2021-0{1 + n % 9}-1{n % 10},Homs,{n % 7},{n % 5}" for n in range(20_000))
    (found,) = tables(f"date,town,killed,wounded\n{rows}")
    assert found.count("\n") == 20_000
    assert len(reading(f"date,town,killed,wounded\n{rows[:60_000]}").claims) > 4_000


@pytest.mark.parametrize(
    "text",
    ["killed\t3\n" * 20_000, "killed," * 40_000 + "\n" + "3," * 40_000, " " * 300_000 + "killed 3", "|" * 300_000 + "3",
     'killed,"' * 20_000 + "\n3", "killed|hurt\nnone|none\n" * 10_000 + "3"],
)  # fmt: skip
def test_hostile_text_ends(text: str) -> None:
    assert tables(text) == []


@given(
    st.lists(st.sampled_from(["Town", "Killed", "|", ",", "\t", "  ", ";", "\n", "4", "-", '"', " ", "é", "e\u0301"]))
)
def test_a_table_lies_in_the_text_and_leaves_every_other_offset(parts: list[str]) -> None:
    text = "".join(parts)
    folded = fold(text)
    found = FINDER.find(Report(text), folded)
    rest = without_tables(folded.text, found)
    assert len(rest) == len(folded.text)
    outside = [k for k in range(len(rest)) if not any(each.start <= k < each.end for each in found)]
    assert all(rest[k] == folded.text[k] for k in outside)
    for each in found:
        cells = [cell for row in each.rows for cell in row if cell is not None]
        assert all(each.start <= cell.start <= cell.end <= each.end for cell in cells)
    for claim in reading(text).claims:
        assert text[claim.span.start : claim.span.end] == claim.span.quote
