"""German by rule: verbs in two parts, what stands before the verb, the subjunctive."""

import pytest

from tearsheet.statements.find import statements
from tearsheet.statements.statement import Statement


def found(text: str) -> list[tuple[str, str]]:
    return [(source(text, each), each.text) for each in statements(text, "de")]


def source(text: str, statement: Statement) -> str:
    return " ".join(piece.of(text) for piece in statement.source)


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        (
            "Die Bürgermeisterin hat am Montag bei einem Treffen in Bern erklärt, die Brücke bleibe gesperrt.",
            "Die Bürgermeisterin",
            "die Brücke bleibe gesperrt",
        ),
        (
            "Erst vergangene Woche kündigte der Verband an, die Schulen zu öffnen.",
            "der Verband",
            "die Schulen zu öffnen",
        ),
        ("Unterdessen sagte Anna Roth, dass niemand verletzt sei.", "Anna Roth", "dass niemand verletzt sei"),
        ("Der Zeitung sagte Jan Hess, die Lage sei ernst.", "Jan Hess", "die Lage sei ernst"),
        (
            "Kurz danach wurde von der Polizei bestätigt, dass zwei Wagen brannten.",
            "der Polizei",
            "dass zwei Wagen brannten",
        ),
        (
            "Laut einer Sprecherin des bayerischen Ministeriums starb niemand bei dem Brand.",
            "einer Sprecherin des bayerischen Ministeriums",
            "starb niemand bei dem Brand",
        ),
        (
            "Anna Roth (Union, Bern) sagte, die Arbeiten seien am 1. Mai beendet.",
            "Anna Roth (Union, Bern)",
            "die Arbeiten seien am 1. Mai beendet",
        ),
        (
            "Die Gewerkschaft verlangte auch die Rücknahme der Kündigungen.",
            "Die Gewerkschaft",
            "auch die Rücknahme der Kündigungen",
        ),
        (
            "Die Autoren der Studie werden deutlich: „Das ist ein schwerer Fehler gewesen.“",
            "Die Autoren der Studie",
            "Das ist ein schwerer Fehler gewesen.",
        ),
    ],
)
def test_who_said_it_in_german(text: str, who: str, what: str) -> None:
    assert (who, what.rstrip(".")) in [(source, said.rstrip(".")) for source, said in found(text)]


def test_nobody_said_what_is_said_in_the_passive() -> None:
    [(who, what)] = found("Zunächst war vermutet worden, dass der Täter aus der Stadt stammt.")
    assert (who, what) == ("", "dass der Täter aus der Stadt stammt")


def test_the_subjunctive_goes_on_without_a_verb_of_saying() -> None:
    text = "Der Trainer sagte, die Mannschaft sei müde.\n\nDer Bus steht bereit. Man brauche jetzt vor allem Ruhe."
    assert ("Der Trainer", "Man brauche jetzt vor allem Ruhe.") in [(who, what) for who, what in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "In Mexiko gab es nie eine so lange Trockenzeit wie jetzt.",
        "Die Polizei stellte den vermuteten Täter am Bahnhof.",
        "Der Sender „Kanal Nord“ hat sein Programm umgestellt.",
        "Sie teilten die Beute am Abend unter sich auf.",
    ],
)
def test_words_that_look_like_saying_tell_nothing(text: str) -> None:
    assert found(text) == []
