"""The registry of actors: what names whom, in which country, what names nobody, and what a user's file changes."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import RunError
from marsad.reading.actors import ActorBook, ActorMention
from marsad.reading.actors.names import parse_spelling
from marsad.reading.actors.spelling import name_words
from marsad.reading.actors.tables import ACTOR_COLUMNS, actor_rows, built_in_actors, nationalities, own_names, patterns
from marsad.text.fold import fold
from marsad.text.tokens import tokenize

BOOK = ActorBook.load()
ROWS = list(built_in_actors())
HEAD = ",".join(ACTOR_COLUMNS) + "\n"
EVERYWHERE = [None, "SY", "IQ", "LB", "PS", "IL", "YE", "UA", "RU", "SD", "ML", "BF", "NG", "ET", "SO", "CD", "MM", "AF",
              "PK", "HT", "MX", "CO"]  # fmt: skip


def table(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if line and line[0] != "#"]


def context(cell: str) -> str | None:
    return None if cell == "-" else cell


def mentions(text: str, country: str | None, book: ActorBook = BOOK) -> list[tuple[str, ActorMention]]:
    tokens = tokenize(fold(text))
    return [(text[tokens[m.first].start : tokens[m.last - 1].end], m) for m in book.mentions(tokens, country)]


def name_of(words: str, country: str | None = None, book: ActorBook = BOOK) -> str | None:
    actor = book.named(words, country)
    return None if actor is None else actor.name


@pytest.mark.parametrize(("words", "country", "name"), table("actors_named.txt"))
def test_a_name_means_its_actor(words: str, country: str, name: str) -> None:
    assert name_of(words, context(country)) == (None if name == "-" else name)


@pytest.mark.parametrize(("sentence", "country", "names"), table("actors_in_sentences.txt"))
def test_finds_the_actors_of_a_sentence(sentence: str, country: str, names: str) -> None:
    text = sentence.replace("[", "").replace("]", "")
    marked = [part.split("]")[0] for part in sentence.split("[")[1:]]
    found = mentions(text, context(country))
    assert [words for words, _ in found] == marked
    assert [m.actor.name for _, m in found] == ([] if names == "-" else names.split(" ; "))


@pytest.mark.parametrize("sentence", [row[0] for row in table("not_actors.txt")])
def test_ordinary_words_are_nobody(sentence: str) -> None:
    assert {country: mentions(sentence, country) for country in EVERYWHERE if mentions(sentence, country)} == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "Bashar Hamdan, a mason, fell from the roof",
        "Burhan and Hadi, both seven, were in the car",
        "Amal and Wafa sell bread",
        "Petra wept beside her brother",
        "Petro Ivanenko, a welder, lost an arm",
        "Ms Wagner of the embassy school said nothing",
        "Isaias and Machel went to the well",
    ],
)
def test_a_first_name_is_nobody_where_its_bearer_is_not_at_home(sentence: str) -> None:
    assert mentions(sentence, None) == []


@pytest.mark.parametrize("country", EVERYWHERE[1:])
@pytest.mark.parametrize("noun", ["the army", "the police", "the government", "the ministry of health", "the navy"])
def test_a_noun_alone_is_the_country_of_the_context_s(noun: str, country: str) -> None:
    actor = BOOK.generic(noun, country)
    assert actor is not None
    assert actor.country == country


def test_a_noun_alone_is_nobody_s_without_a_country() -> None:
    nouns = ("the army", "rebels", "the junta", "gangs", "bandits", "the cartel")
    assert {noun: name_of(noun) for noun in nouns} == dict.fromkeys(nouns)


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("Syrian jets", "pattern", "Syrian government"),
        ("Russian shelling", "attack", "Russia"),
        ("Ukrainians fled", "people", "Ukraine"),
        ("In Yemen rain fell", "state", "Yemen"),
        ("Tigray forces left", "name", "Tigray Defense Forces"),
        ("The ministry of health of Peru spoke", "pattern", "Peruvian Health Ministry"),
    ],
)
def test_says_how_the_text_names_it(text: str, form: str, name: str) -> None:
    assert [(m.form, m.actor.name) for _, m in mentions(text, None)] == [(form, name)]


def test_keeps_kind_source_and_status_of_an_actor() -> None:
    ministry = BOOK.actor("Gaza Health Ministry")
    assert ministry is not None
    assert ministry[1:] == ("ministry_health", "PS", "health", "civilian", "")
    fighters = BOOK.actor("JNIM")
    assert fighters is not None
    assert fighters[1:] == ("group", "", "party", "combatant", "")
    spokesman = BOOK.actor("Yahya Saree")
    assert spokesman is not None
    assert spokesman[1:] == ("person", "YE", "party", "unknown", "Houthis")


@pytest.mark.parametrize(
    ("words", "country", "name", "kind", "source_kind"),
    [
        ("IOM", None, "International Organization for Migration", "un", "un"),
        ("DTM", None, "Displacement Tracking Matrix", "un", "un"),
        ("OCHA", None, "United Nations Office for the Coordination of Humanitarian Affairs", "un", "un"),
        ("OHCHR", None, "United Nations Human Rights Office", "un", "un"),
        ("UNICEF", None, "UNICEF", "un", "un"),
        ("WHO", None, "World Health Organization", "un", "un"),
        ("UNAMI", None, "UNAMI", "un", "un"),
        ("HRMMU", None, "United Nations Human Rights Monitoring Mission in Ukraine", "un", "un"),
        ("TASS", None, "TASS", "agency", "party"),
        ("SANA", None, "SANA", "agency", "party"),
        ("Anadolu", None, "Anadolu Agency", "agency", "media"),
        ("RFE/RL", None, "Radio Free Europe/Radio Liberty", "outlet", "media"),
        ("ACLED", None, "ACLED", "monitor", "monitor"),
        ("MSF", None, "Médecins Sans Frontières", "hospital_network", "health"),
        ("the health ministry", "PS", "Gaza Health Ministry", "ministry_health", "health"),
        ("the health ministry", "IL", "Israeli Health Ministry", "ministry_health", "health"),
        ("White Helmets", None, "Syria Civil Defence", "civil_defence", "rescue"),
        ("JNIM", None, "JNIM", "group", "party"),
        ("SAF", "SD", "Sudanese Armed Forces", "armed_forces", "party"),
        ("Viv Ansanm", None, "Viv Ansanm", "gang", "party"),
    ],
)
def test_an_actor_is_a_source_of_its_kind(
    words: str, country: str | None, name: str, kind: str, source_kind: str
) -> None:
    actor = BOOK.named(words, country)
    assert actor is not None
    assert (actor.name, actor.kind, actor.source_kind) == (name, kind, source_kind)


# --- the tables


def test_no_spelling_means_two_actors_in_one_country() -> None:
    meant: dict[tuple[tuple[str, ...], str], set[str]] = defaultdict(set)
    spellings = [(spelling, row.actor.name) for row in ROWS for spelling in row.spellings]
    for spelling, name in spellings + [(spelling, n.country.state) for spelling, n in nationalities()]:
        words, within, _ = parse_spelling(spelling)
        key = tuple(word.casefold() for word in name_words(words))
        assert key, spelling
        for country in within or {""}:
            meant[key, country].add(name)
    assert {key: names for key, names in meant.items() if len(names) > 1} == {}


def test_no_row_has_a_spelling_that_a_text_cannot_match() -> None:
    lost = []
    for row in ROWS:
        for spelling in row.spellings:
            words, within, _ = parse_spelling(spelling)
            lost += [(row.where, spelling) for country in within or {None} if name_of(words, country) != row.actor.name]
    assert lost == []


def test_every_name_has_one_row_and_every_parent_is_an_actor() -> None:
    names = [row.actor.name for row in ROWS]
    assert sorted(set(names)) == sorted(names)
    assert {row.actor.of for row in ROWS if row.actor.of and BOOK.actor(row.actor.of) is None} == set()


def test_every_own_name_is_for_a_role_and_a_country_that_there_are() -> None:
    roles = {role.role for _, role in patterns()}
    countries = {nationality.country.code for _, nationality in nationalities()}
    assert {owned.role for owned, _ in own_names()} <= roles
    assert {owned.country for owned, _ in own_names()} <= countries


@pytest.mark.parametrize("country", EVERYWHERE[1:])
def test_every_region_has_armed_sides_and_those_who_count_or_report(country: str) -> None:
    kinds = {row.actor.source_kind for row in ROWS if row.actor.country == country}
    assert {"party", "media"} <= kinds
    assert kinds & {"monitor", "rescue", "health"}


# --- a user's file


def write(path: Path, *rows: str) -> Path:
    path.write_text(HEAD + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_user_adds_actors(tmp_path: Path) -> None:
    extra = write(
        tmp_path / "mine.csv",
        "# a comment",
        "Valley Watch,monitor,SY,monitor,civilian,,VW@SY|valley watchers",
        "=Front Page,outlet,,media,civilian,,",
    )
    book = ActorBook.load(extra)
    assert name_of("the valley watchers", book=book) == "Valley Watch"
    assert [name_of("VW", country, book) for country in (None, "SY")] == [None, "Valley Watch"]
    assert [name_of(words, book=book) for words in ("Front Page", "front page")] == ["Front Page", None]
    assert name_of("Daesh", book=book) == "Islamic State"
    assert name_of("Valley Watch") is None


def test_a_user_s_row_replaces_the_actor_of_its_name(tmp_path: Path) -> None:
    book = ActorBook.load(write(tmp_path / "mine.csv", "Fano,militia,ET,party,unknown,,Fano units"))
    fano = book.actor("Fano")
    assert fano is not None
    assert (fano.kind, fano.status) == ("militia", "unknown")
    assert name_of("Amhara Fano National Force", book=book) is None


def test_a_user_s_alias_is_taken_from_its_owner(tmp_path: Path) -> None:
    book = ActorBook.load(write(tmp_path / "mine.csv", "Rural Safety Force,police,PE,official,unknown,,RSF"))
    assert name_of("RSF", book=book) == "Rural Safety Force"
    assert name_of("Rapid Support Forces", book=book) == "Rapid Support Forces"


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        (HEAD + "A,tribe,SY,party,unknown,,", "reading.actors-row", "line 2: kind 'tribe'"),
        (HEAD + "A,group,SY,enemy,unknown,,", "reading.actors-row", "line 2: source_kind 'enemy'"),
        (HEAD + "A,group,SY,party,soldier,,", "reading.actors-row", "line 2: status 'soldier'"),
        (HEAD + "A,group,Syria,party,unknown,,", "reading.actors-row", "line 2: country 'Syria'"),
        (HEAD + "\nA,group,SY,party,unknown,,\n,group,SY,party,unknown,,", "reading.actors-row", "line 4: no name"),
        (HEAD + "A,group,SY", "reading.actors-row", "line 2: 3 cells"),
        (HEAD + 'A,"group"x,SY,party,unknown,,', "reading.actors-row", "line 2"),
        ("name,kind\nA,group", "reading.actors-columns", "unexpected columns 'name,kind'"),
        ("", "reading.actors-columns", "unexpected columns ''"),
    ],
)
def test_a_bad_file_is_told_with_its_line(tmp_path: Path, lines: str, code: str, said: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(RunError) as error:
        ActorBook.load(path)
    assert error.value.code == code
    assert str(path) in str(error.value)
    assert said in str(error.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    binary = tmp_path / "actors.bin"
    binary.write_bytes(b"\xff\xfe\x00\x81")
    for path in (tmp_path / "missing.csv", binary):
        with pytest.raises(RunError) as error:
            ActorBook.load(path)
        assert error.value.code == "reading.actors-file"


# --- properties

SPELLINGS = st.sampled_from([parse_spelling(spelling)[0] for row in ROWS for spelling in row.spellings])
FILLERS = st.sampled_from("and in the of , said . 's ' killed forces army by to Syrian US IS al- - / 12 (".split())


@given(st.lists(SPELLINGS | FILLERS | st.text(max_size=8), max_size=14), st.sampled_from(EVERYWHERE))
def test_mentions_stand_in_order_inside_the_sentence(words: list[str], country: str | None) -> None:
    tokens = tokenize(fold(" ".join(words)))
    end = 0
    for mention in BOOK.mentions(tokens, country):
        assert end <= mention.first < mention.last <= len(tokens)
        end = mention.last


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9))
def test_an_invented_name_stays_nobody_s(stem: str) -> None:
    assert name_of(f"Zq{stem}x Brigade of the Qz{stem}") is None


@given(st.lists(st.text(alphabet='abc,"|=@#\n', max_size=6), max_size=4))
def test_a_table_of_any_cells_is_rows_or_a_worded_error(lines: list[str]) -> None:
    with suppress(RunError):  # any other error would be a bug
        assert all(row.actor.name for row in actor_rows([HEAD.strip(), *lines], "mine.csv"))
