"""Language: told by the commonest words, and not told where there are too few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading.language import guess

TEXTS = {
    "en": "The shelling of the market was over by noon, and the people of the town had begun to carry the wounded to a "
    "school that is used as a clinic. It was the third attack in a week, they said.",
    "fr": "Les habitants de la ville ont passé la nuit dans les caves, et les secours n’ont pas pu entrer dans le "
    "quartier avant le matin. Selon le maire, des blessés sont encore sous les ruines de la maison.",
    "es": "Los vecinos de la aldea pasaron la noche en la escuela, según el alcalde, y los heridos fueron llevados al "
    "hospital de la capital por la mañana. No es la primera vez que el pueblo se queda sin luz.",
    "de": "Die Bewohner der Stadt haben die Nacht in den Kellern verbracht, und die Helfer sind erst nach dem Morgen in "
    "das Viertel gekommen. Nach Angaben der Stadt wurden auch Kinder verletzt, die in der Schule waren.",
    "ru": "Жители города провели ночь в подвалах, и спасатели не смогли войти в район до утра. По словам мэра, "
    "раненые были доставлены в больницу, но их имена не названы, как и число тех, кто остался под завалами.",
    "uk": "Мешканці міста провели ніч у підвалах, і рятувальники не змогли увійти в район до ранку. За словами мера, "
    "поранені були доставлені до лікарні, але їх імена не названо, як і кількість тих, хто ще під завалами.",
    "ar": "وقال رئيس البلدية إن سكان المدينة أمضوا الليل في الأقبية بعد القصف على السوق، ولم يتمكن رجال الإنقاذ من "
    "الدخول إلى الحي قبل الصباح، وقد نقل الجرحى إلى المستشفى مع أطفال كانوا في المدرسة.",
    "tr": "Kasaba halkı geceyi bodrumlarda geçirdi ve kurtarma ekipleri sabaha kadar mahalleye giremedi. Belediye "
    "başkanına göre yaralılar bir okul için kurulan hastaneye götürüldü, ama daha sonra en az iki ev de yandı.",
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_tells_the_language(language: str) -> None:
    assert guess(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    ["", " \n", "12 - 14", "Two killed", "Trois morts à Alep", "Raqqa Homs Hama Idlib Aleppo " * 10, "zzz " * 100],
)
def test_says_nothing_where_nothing_tells(text: str) -> None:
    assert guess(text) is None


def test_foreign_names_leave_an_english_text_english() -> None:
    text = "The party of Jean de la Tour and the village of El Puerto de los Santos were in the news, and that was all."
    assert guess(text) == "en"


def test_the_first_lines_settle_an_english_text() -> None:
    assert guess(TEXTS["en"] + "\n" + TEXTS["fr"]) == "en"


def test_case_makes_no_difference() -> None:
    assert guess(TEXTS["fr"].upper()) == "fr"


@given(st.text())
def test_any_text_has_a_known_language_or_none(text: str) -> None:
    assert guess(text) in {None, *TEXTS} or len(guess(text) or "") == 2
