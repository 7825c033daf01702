"""Who said what, from texts of the authors' own."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tearsheet
from tearsheet import Form, Statement


def one(text: str, language: str | None = None, **told: date) -> Statement:
    found = tearsheet.statements(text, language, **told)
    assert len(found) == 1, found
    return found[0]


def said(statement: Statement, text: str) -> tuple[str, str, str]:
    """Content, source and cue as they stand in the text."""
    return (
        " … ".join(piece.of(text) for piece in statement.content),
        " … ".join(piece.of(text) for piece in statement.source),
        " … ".join(piece.of(text) for piece in statement.cue),
    )


def speaker(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker is not None else None


def test_the_function_stays_callable_whatever_room_is_loaded() -> None:
    import tearsheet.statements.quotations

    assert callable(tearsheet.statements)


@pytest.mark.parametrize("text", ["", " \n", "word", "“”", "“", "said", "Ana said", "selon"])
def test_texts_without_a_statement(text: str) -> None:
    assert all(statement.content for statement in tearsheet.statements(text))


DIRECT = [
    ("de", "„Sicherheit geht vor“, sagte Bürgermeisterin Anna Roth am Dienstag.", "Anna Roth"),
    ("de", "Anna Roth erklärte: „Wir prüfen das gründlich.“", "Anna Roth"),
    ("es", "«La seguridad es lo primero», dijo este martes la alcaldesa Ana Ruiz.", "Ana Ruiz"),
    ("it", "«La sicurezza viene prima di tutto», ha detto martedì la sindaca Anna Riva.", "Anna Riva"),
    ("pt", "“A segurança vem primeiro”, disse na terça-feira a prefeita Ana Rocha.", "Ana Rocha"),
    ("ru", "«Безопасность прежде всего», — сказала во вторник мэр Анна Рогова.", "Анна Рогова"),
    ("pl", "„Bezpieczeństwo jest najważniejsze” – powiedziała we wtorek burmistrz Anna Rot.", "Anna Rot"),
    ("el", "«Η ασφάλεια είναι πρώτη», δήλωσε την Τρίτη η δήμαρχος Άννα Ρώτα.", "Άννα Ρώτα"),
    ("zh", "市长安娜·罗特周二表示：“安全第一，我们不能着急。”", "市长安娜·罗特"),
    ("ja", "安奈市長は火曜、「安全が第一で、急ぐことはできない」と述べた。", "安奈市長"),
    ("ar", 'وقالت العمدة آنا روت يوم الثلاثاء: "السلامة أولا وقبل كل شيء".', "العمدة آنا روت"),
    ("sv", "”Säkerheten går först av allt”, säger borgmästare Anna Rot till TT.", "Anna Rot"),
    ("en", "“Safety comes first here,” Anna Roth, the mayor, said on Tuesday.", "Anna Roth"),
    ("fr", "« La sécurité passe avant tout », a déclaré mardi la maire, Anne Rot.", "Anne Rot"),
]


@pytest.mark.parametrize(("language", "text", "name"), DIRECT, ids=[language for language, _, _ in DIRECT])
def test_direct_speech_in_many_languages(language: str, text: str, name: str) -> None:
    statement = one(text, language)
    assert statement.form is Form.DIRECT
    assert speaker(statement) == name


REPORTED = [
    ("de", "Der Sprecher der Polizei, Jan Weil, teilte mit, dass niemand verletzt worden sei.", "Jan Weil"),
    ("es", "El portavoz de la policía, Juan Vega, afirmó que nadie resultó herido.", "Juan Vega"),
    ("it", "Il portavoce della polizia, Luca Bassi, ha spiegato che nessuno è rimasto ferito.", "Luca Bassi"),
    ("pt", "O porta-voz da polícia, João Viana, afirmou que ninguém ficou ferido.", "João Viana"),
    ("ru", "Представитель полиции Иван Вилов заявил, что никто не пострадал.", "Иван Вилов"),
    ("pl", "Rzecznik policji Jan Wilk oświadczył, że nikt nie został ranny.", "Jan Wilk"),
    ("el", "Ο εκπρόσωπος της αστυνομίας, Γιάννης Βίλος, είπε ότι κανείς δεν τραυματίστηκε.", "Γιάννης Βίλος"),
    ("zh", "警方发言人王力说，没有人受伤。", "警方发言人王力"),
    ("ar", "وقال المتحدث باسم الشرطة يحيى ويل إن أحدا لم يصب بأذى.", "المتحدث باسم الشرطة يحيى ويل"),
]


@pytest.mark.parametrize(("language", "text", "name"), REPORTED, ids=[language for language, _, _ in REPORTED])
def test_reported_speech_in_many_languages(language: str, text: str, name: str) -> None:
    statement = one(text, language)
    assert statement.form is Form.INDIRECT
    assert speaker(statement) == name


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("es", "—No hay prisa —dijo Vega—. Vamos despacio.", "No hay prisa. Vamos despacio."),
        ("ru", "— Спешить некуда, — сказал Вилов. — Идём медленно.", "Спешить некуда. Идём медленно."),
        ("pl", "– Nie ma pośpiechu – powiedział Wilk. – Idziemy powoli.", "Nie ma pośpiechu. Idziemy powoli."),
        ("sv", "– Vi vet inte när den öppnar, säger Rot.", "Vi vet inte när den öppnar"),
    ],
)
def test_lines_of_dialogue_without_the_reporter_between(language: str, text: str, content: str) -> None:
    statement = one(text, language)
    assert statement.text == content
    assert statement.form is Form.DIRECT
    assert statement.source


def test_a_language_nobody_taught_us_gives_its_quotations_with_low_confidence() -> None:
    statement = one("“Rydym ni wedi aros am flynyddoedd lawer,” meddai Aled Puw.", "cy")
    assert statement.text == "Rydym ni wedi aros am flynyddoedd lawer"
    assert statement.confidence < 0.5


def test_an_instant_of_publication_is_a_day_too() -> None:
    published = datetime(2024, 5, 3, 10, tzinfo=UTC)
    statement = one("„Sicherheit geht vor“, sagte Anna Roth am Dienstag.", "de", published=published)
    assert statement.day is not None
    assert statement.day.day == date(2024, 4, 30)


@settings(deadline=None)
@given(
    st.text(alphabet="ab .,\n«»“”\"'「」—:？said selon X, 说と述べ", max_size=80),
    st.sampled_from(["en", "de", "zh", "ja", None]),
)
def test_whatever_the_text_the_statements_are_sound(text: str, language: str | None) -> None:
    for statement in tearsheet.statements(text, language):
        spans = (*statement.content, *statement.source, *statement.cue)
        assert statement.content
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert list(statement.content) == sorted(statement.content)
        assert 0 <= statement.confidence <= 1
