from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.incidents.copies import are_copies, share_copied, shingles_of
from tests.incidents.reports import AGENCY, CORPUS

WORDS = st.lists(st.sampled_from("the shell fell near a gate of iron and two men ran on".split()), max_size=60)


def test_a_copy_with_a_new_first_line_and_a_word_changed() -> None:
    copy = "From our desk. " + AGENCY.replace("midnight", "dark")
    assert are_copies(shingles_of(AGENCY), shingles_of(copy))


def test_a_shortened_copy() -> None:
    assert are_copies(shingles_of(AGENCY), shingles_of(AGENCY[: len(AGENCY) * 2 // 3]))


def test_two_who_wrote_themselves_are_no_copies() -> None:
    texts = [shingles_of(text) for _, _, _, text in CORPUS.values()]
    assert not are_copies(texts[0], texts[2])
    assert not are_copies(texts[3], texts[4])


def test_a_shared_quotation_makes_no_copy() -> None:
    quote = "We will not rest until every one of those who ordered this has been brought before a court of law"
    one, other = AGENCY + quote, " ".join(f"word{n}" for n in range(80)) + " " + quote
    assert not are_copies(shingles_of(one), shingles_of(other))


def test_all_arabic_texts_are_not_equal() -> None:
    """Peer failure: a tokenizer for Latin letters leaves nothing of an Arabic text, so all of them look the same."""
    one = "قتل ثمانية أشخاص على الأقل في غارة على صوامع الحبوب في إدلب يوم الجمعة وفق ما قال مرصد الوادي وبحث المسعفون حتى منتصف الليل تحت الخرسانة بينما كان الأقارب ينتظرون خلف الحبل"
    other = "أغلقت الأمطار الغزيرة طريق الجبل لليوم الثالث على التوالي وقال مزارعون إن المياه وصلت إلى الحقول وإن الشاحنات تنتظر عند مدخل القرية منذ الصباح دون أن يصل أحد لفتح الطريق أمامها"
    assert shingles_of(one)
    assert share_copied(shingles_of(one), shingles_of(other)) == 0
    assert are_copies(shingles_of(one), shingles_of(one))


def test_long_texts_are_sampled_and_still_found() -> None:
    words = [f"w{n * 7919 % 10007}" for n in range(6000)]
    long = shingles_of(" ".join(words))
    assert len(long) == 512 * 4
    assert share_copied(long, shingles_of(" ".join(words[:3000]))) > 0.8


@given(WORDS, WORDS)
def test_the_share_is_the_same_both_ways(one: list[str], other: list[str]) -> None:
    first, second = shingles_of(" ".join(one)), shingles_of(" ".join(other))
    assert share_copied(first, second) == share_copied(second, first)
    assert 0 <= share_copied(first, second) <= 1
