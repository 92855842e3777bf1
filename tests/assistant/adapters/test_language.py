import pytest

from assistant.adapters.language import LinguaDetector

DETECTOR = LinguaDetector()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De school wil mijn zoon niet meer, wat kan ik doen?", "nl"),
        ("Can the school refuse my child because he has autism?", "en"),
        ("Okul oğlumu istemiyor, ne yapabilirim?", "tr"),
        ("المدرسة لا تريد ابني، ماذا أفعل؟", "ar"),
        ("Szkoła nie chce mojego syna, co mogę zrobić?", "pl"),
        ("Школа не хоче брати мого сина, що робити?", "uk"),
        ("La escuela no quiere a mi hijo, ¿qué puedo hacer?", "es"),
        ("Die Schule will meinen Sohn nicht, was kann ich tun?", "de"),
        ("L'école ne veut pas de mon fils, que faire ?", "fr"),
        ("wat is sbo", "nl"),
        ("TLV", "nl"),
        ("36257", "nl"),
        ("", "nl"),
    ],
)
def test_nine_languages_are_told_apart_and_a_few_words_are_dutch(text: str, language: str) -> None:
    assert DETECTOR.language_of(text) == language
