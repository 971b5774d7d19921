from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from marsad.model.claim import Claim, Place, Source, Span
from marsad.model.toll import (
    ChangedReading,
    Conflict,
    GroupRow,
    LeftOut,
    PolicyName,
    RuleResult,
    SetAside,
    TellingReport,
    Tolls,
)
from marsad.publishing.toll_page import toll_page
from tests.publishing.parsed import HOSTILE, POLICY, Tree, colours_of, contrast, policy_of
from tests.publishing.tolls_by_hand import (
    ALL,
    ALPHA,
    AT_BETA,
    CLAIMS,
    DOZENS,
    FLOODS,
    FOUR,
    GIRLS,
    NINE,
    SIX,
    THREE,
    TOLLS,
    WAR,
    WHOLE,
    incident,
    row,
    told,
)

NUMBER = {claim.id: number for number, claim in enumerate(CLAIMS, 1)}
PAGE = toll_page(TOLLS)
TREE = Tree(PAGE)


def plain(html: str) -> str:
    """The words of a piece of a page, with single spaces."""
    return (
        " ".join(re.sub(r"<[^>]+>", " ", html).split())
        .replace(" ;", ";")
        .replace(" :", ":")
        .replace("( ", "(")
        .replace(" )", ")")
    )


def item(claim: Claim, incident: int, page: str = PAGE) -> str:
    """The strip of a claim in the incident of a number."""
    found = re.search(rf'<li id="i{incident}-c{NUMBER[claim.id]}".*?</div>(?=</li>)', page, re.DOTALL)
    assert found is not None
    return found[0]


def test_every_link_has_its_target_and_every_target_is_one() -> None:
    ids, links = TREE.values("id"), TREE.values("href")
    assert len(set(ids)) == len(ids)
    assert {link.removeprefix("#") for link in links} <= set(ids)
    labelled = {name for value in TREE.values("aria-labelledby") for name in value.split()}
    assert labelled <= set(ids)


def test_every_claim_has_a_strip_and_every_holder_has_one_where_it_holds() -> None:
    ids = set(TREE.values("id"))
    homes = {**dict.fromkeys((c.id for c in CLAIMS), "i1"), SIX.id: "i2", THREE.id: "i2", FOUR.id: "i3", GIRLS.id: "i3"}
    homes[FLOODS.id] = "none"
    assert {f"{home}-c{NUMBER[claim]}" for claim, home in homes.items()} <= ids
    assert {f"i1-c{NUMBER[claim.id]}" for claim in (SIX, THREE, FOUR, GIRLS)} <= ids


def test_the_page_needs_nothing_and_runs_nothing() -> None:
    tags = {tag for tag, _ in TREE.tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "form", "use", "image", "foreignobject"})
    assert policy_of(TREE) == POLICY
    assert "url(" not in PAGE
    assert "@import" not in PAGE
    assert " style=" not in PAGE


def test_headings_leave_no_level_out_and_parts_lie_below_their_parents() -> None:
    levels = [int(tag[1]) for tag, _ in TREE.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    places = [path for path in TREE.paths if path[-1] == "article"]
    assert [path.count("article") for path in places] == [1, 2, 2]


def test_nothing_stands_where_a_browser_would_move_it() -> None:
    blocks = {"p", "ul", "ol", "dl", "div", "section", "details", "table", "h2", "h3", "h4", "h5", "h6"}
    assert [path for path in TREE.paths if path[-1] in blocks and set(path[:-1]) & {"p", "h2", "h3", "h4", "a"}] == []


def test_the_head_says_what_it_is_and_by_which_policy() -> None:
    text = " ".join(TREE.text.split())
    assert "Nobody has reviewed this page." in text
    assert "3 incidents, 10 claims in 1 report" in text
    assert "policy of counting marsad, version 1, sha256:abab" in text
    assert "Places: GeoNames (geonames.org), CC BY 4.0." in text


def test_the_index_is_a_tree() -> None:
    index = re.search(r"<nav.*?</nav>", PAGE, re.DOTALL)
    assert index is not None
    titles = [path.count("ul") for path in Tree(index[0]).paths if path[-1] == "a"]
    assert titles == [1, 2, 2]


def test_an_incident_says_where_when_by_whom_and_how_many_tell_of_it() -> None:
    facts = [plain(found) for found in re.findall(r'<dl class="facts">.*?</dl>', PAGE, re.DOTALL)]
    assert facts[0] == (
        "What air strike Where province of Idlib, SY (known to the province) When 2023-06-25 By whom by Russia (suspected) "
        "Told by 1 report, 2 origins Id SY-1"
    )
    assert "1 report, one origin" in facts[1]
    assert "near Beta, SY (known as near a town)" in facts[2]


def test_ranges_stand_in_a_table_with_what_holds_them() -> None:
    first, second, _ = (plain(found) for found in re.findall(r'<table class="ranges">.*?</table>', PAGE, re.DOTALL))
    assert "Who killed injured" in first
    assert "everybody 13 no fewer: 1; no more: 3 4 5 at least 27 no fewer: 7; open above" in first
    assert "civilians 9 held by 2 not said" in first
    assert "children 2 2 to 4 by a reading nearly as good no fewer: 6; no more: 2 not said" in first
    assert "of Front not known" in second


def test_parts_are_added_up_where_they_come_to_the_whole() -> None:
    found = [plain(each) for each in re.findall(r'<ul class="sums".*?</ul>', PAGE, re.DOTALL)]
    assert found == ["killed: 13 = 9 (Alpha, SY) + 4 (near Beta, SY)"]


def test_ranges_of_parts_are_added_up_too_and_one_part_is_no_sum() -> None:
    beta = replace(AT_BETA, toll=(row(2, 4, (FOUR,)),))
    whole = replace(WHOLE, toll=(row(11, 13, (ALL,)),))
    page = toll_page(replace(TOLLS, incidents=(whole, TOLLS.incidents[1], beta)))
    assert "killed: 11 to 13 = 9 (Alpha, SY) + 2 to 4 (near Beta, SY)" in plain(page)
    assert 'class="sums"' not in toll_page(replace(TOLLS, incidents=(WHOLE, TOLLS.incidents[1])))


def test_a_strip_says_who_when_in_which_words_and_what_it_holds() -> None:
    strip = plain(item(ALL, 1))
    assert strip.startswith("1 At least 13 people died Example Monitor (monitor), via Example Press")
    assert "published 2023-06-26 · dispatch.txt read as 13 or more killed" in strip
    assert "holds the lower end of killed: 13" in strip
    assert "<b>At least 13</b> people died</q>" in item(ALL, 1)


def test_a_holder_from_a_part_says_where_it_is_told_and_with_which_others_it_holds() -> None:
    strip = plain(item(SIX, 1))
    assert strip.startswith("3 told of Alpha, SY Six villagers died")
    assert "holds the upper end of killed: 13 (with 4, 5)" in strip
    assert 'href="#i2-c3"' in item(SIX, 1)
    assert "told of" not in item(SIX, 2)


def test_a_changed_reading_says_from_what_to_what_why_and_what_would_refute_it() -> None:
    strip = plain(item(NINE, 1))
    assert "read otherwise" in strip
    for words in (
        "It sounds as if it counts one event",
        "It is read as if it counts all",
        "Why so.",
        "Wrong if there is a list",
    ):
        assert words in strip
    assert 'class="diamond"' in item(NINE, 1)
    assert "Read otherwise together with claim 2" in plain(item(GIRLS, 1))


def test_claims_set_aside_are_folded_with_their_reason() -> None:
    strip = plain(item(DOZENS, 1))
    assert "set aside" in strip
    assert "Not in the sum: a belligerent counts its enemy’s dead." in strip
    assert '<svg class="killed aside"' in item(DOZENS, 1)
    assert "at least 500,001" in item(WAR, 1)
    place = next(path for path, (_, a) in zip(TREE.paths, TREE.tags, strict=True) if a.get("id") == "i1-c8")
    assert "details" in place


def test_what_is_set_aside_does_not_stretch_the_axis_beyond_use() -> None:
    assert "Axis from 0 to 15 people" in PAGE
    assert "500,000 people" not in PAGE


def test_conflicts_are_sentences_with_links() -> None:
    found = re.search(r'<ul class="conflicts">.*?</ul>', PAGE, re.DOTALL)
    assert found is not None
    assert plain(found[0]) == "If all are right, 9 is more than 6. 2 3 4"
    assert Tree(found[0]).values("href") == ["#i1-c2", "#i1-c3", "#i1-c4"]


def test_the_rules_of_the_field_name_what_they_use_and_leave_out() -> None:
    found = re.search(r'<table class="rules">.*?</table>', PAGE, re.DOTALL)
    assert found is not None
    assert "Lowest (as ACLED) killed 13 1 2 counts one group" in plain(found[0])
    assert "Latest, fullest (as AOAV) killed 13 or more 1 2 counts one group" in plain(found[0])


def test_claims_of_no_incident_come_last_with_their_reason() -> None:
    last = plain(PAGE[PAGE.index("Claims of no incident") :])
    assert "Floods drowned seven last year" in last
    assert "does not count one event" in last


def test_the_rules_are_named_when_asked_for() -> None:
    explained = toll_page(TOLLS, explain=True)
    assert f"{NINE.id} · rule area_wide" in explained
    assert "rule area_wide" not in PAGE


def test_every_drawing_has_its_words() -> None:
    drawings = [
        a for (tag, a), path in zip(TREE.tags, TREE.paths, strict=True) if tag == "svg" and "svg" not in path[:-1]
    ]
    assert len(drawings) > 20
    assert [a for a in drawings if not a.get("aria-label") and a.get("aria-hidden") != "true"] == []


def many(claims: int, conflicts: int, aside: int) -> Tolls:
    """One incident with very many claims, conflicts and repeated claims."""
    said = [replace(ALL, id=f"c{number}", source=Source(f"Source {number}", "media")) for number in range(claims)]
    repeated = [replace(ALL, id=f"r{number}") for number in range(aside)]
    one = incident(
        "SY-9", "Raid: 13 killed", (*said, *repeated), (row(13, 13, (said[0],)),),
        conflicts=tuple(Conflict((said[0].id, said[k + 1].id), f"Conflict {k}.") for k in range(conflicts)),
        conflicts_complete=False, set_aside=tuple(SetAside(c.id, "same_origin", "x repeats y.") for c in repeated),
    )  # fmt: skip
    return Tolls(TOLLS.policy, (one,), (), (*said, *repeated), TOLLS.reports)


def test_three_hundred_claims_and_thirty_conflicts_stay_readable() -> None:
    page = toll_page(many(300, 30, 100))
    tree = Tree(page)
    strips = [
        path
        for path, (tag, a) in zip(tree.paths, tree.tags, strict=True)
        if re.fullmatch(r"i1-c\d+", a.get("id") or "")
    ]
    assert len(strips) == 400
    assert len([path for path in strips if "details" not in path]) == 12
    open_conflicts, folded = page.split("<summary>20 more contradictions</summary>")
    assert [open_conflicts.count(f"Conflict {k}.") for k in (0, 9, 10)] == [1, 1, 0]
    assert folded.count("Conflict ") == 20
    assert "The search stopped before it had found all" in page
    assert "<summary>288 more claims on the same people</summary>" in page
    assert "<summary>Set aside: 100 claims of people killed, not in the sum</summary>" in page
    assert len(page) < 1_500_000


def hostile_tolls() -> Tolls:
    """Tolls in which every text is hostile."""
    claim = replace(
        told("Nine civilians died", "Nine", 9, 9), id=HOSTILE, report=HOSTILE, path=HOSTILE, language=HOSTILE,
        persons=(HOSTILE,), span=Span(0, len(HOSTILE), HOSTILE), count=replace(NINE.count, start=8, end=20),
        group=replace(NINE.group, role=HOSTILE, affiliation=HOSTILE, words=HOSTILE),
        source=Source(HOSTILE, "media", HOSTILE, (HOSTILE,)),
    )  # fmt: skip
    other = replace(claim, id=f"{HOSTILE}2")
    homeless = replace(claim, id=f"{HOSTILE}3")
    toll = row(9, 9, (claim,))
    one = incident(
        HOSTILE, HOSTILE, (claim, other), (toll,), place=Place(HOSTILE), groups=(GroupRow(HOSTILE, HOSTILE, toll),),
        event=replace(WHOLE.event, weapon=HOSTILE), conflicts=(Conflict((claim.id,), HOSTILE),), notes=(HOSTILE,),
        changed=(ChangedReading(claim.id, (), HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        set_aside=(SetAside(other.id, "rejected", HOSTILE),),
        rules={"lowest": (RuleResult("killed", 9, 9, 9, (claim.id,), (LeftOut(other.id, HOSTILE),)),)},
    )  # fmt: skip
    return Tolls(
        PolicyName(HOSTILE, 1, HOSTILE), (one,), (SetAside(homeless.id, "other_scope", HOSTILE),),
        (claim, other, homeless), (TellingReport(HOSTILE, HOSTILE, None, HOSTILE),),
    )  # fmt: skip


def test_hostile_text_is_shown_not_run() -> None:
    tree = Tree(toll_page(hostile_tolls(), explain=True))
    assert {tag for tag, _ in tree.tags}.isdisjoint({"script", "img"})
    assert all(href.startswith("#") for href in tree.values("href"))
    assert not [name for _, attributes in tree.tags for name in attributes if name.startswith("on")]
    assert tree.text.count("alert(1)") >= 40


def test_text_of_any_direction_is_kept_apart() -> None:
    text = "قتل تسعة مدنيين"
    claim = replace(NINE, language="ar", span=Span(0, len(text), text), count=replace(NINE.count, start=4, end=8))
    alpha = replace(TOLLS.incidents[1], place=replace(ALPHA, name="جسر الشغور"))
    claims = tuple(claim if each is NINE else each for each in CLAIMS)
    page = toll_page(replace(TOLLS, claims=claims, incidents=(WHOLE, alpha, AT_BETA)))
    assert '<q dir="auto" lang="ar">قتل <b>تسعة</b> مدنيين</q>' in page
    assert "<bdi>جسر الشغور, SY</bdi>" in page
    assert "<bdi>at least 27</bdi>" in page


def test_no_incident_is_said_in_words() -> None:
    assert "No claim about an incident was found." in toll_page(Tolls(TOLLS.policy, (), (), (), ()))
    nobody = incident("SY-9", "Air strike", (), ())
    assert "the toll is not known" in toll_page(Tolls(TOLLS.policy, (nobody,), (), (), ()))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast_is_that_of_wcag_aa(theme: int) -> None:
    colours = colours_of(PAGE, theme)
    assert contrast(colours["ink"], colours["number"]) >= 4.5
    assert contrast(colours["ink"], colours["band"]) >= 4.5
    marks = [name for name in colours if name.endswith("-line")] + ["quiet", "ink"]
    assert [n for n in marks if min(contrast(colours[n], colours[g]) for g in ("paper", "band")) < 3] == []
