"""The language of texts of a few words."""

import pytest

from tearsheet.statements.tongue import tongue_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“Yes,” he said.", "en"),
        ("« Oui », dit-elle.", "fr"),
        ("Sie sagte nichts.", "de"),
        ("Zdaniem lekarzy lek jest dobry.", "pl"),
        ("Он сказал, что да.", "ru"),
        ("他说好。", "zh"),
        ("彼は来ないと述べた。", "ja"),
        ("De brug blijft dicht, zei hij.", "nl"),
        ("Anna Roth", None),
        ("Hm.", None),
        ("1984: 12 %", None),
        ("", None),
    ],
)
def test_a_few_words_tell_their_language(text: str, language: str | None) -> None:
    assert tongue_of(text) == language


def test_a_long_text_is_told_by_its_letters() -> None:
    assert tongue_of("Brua er stengt, og ingen vet når den åpner igjen. " * 3) == "no"
