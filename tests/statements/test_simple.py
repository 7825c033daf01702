"""Single sentences as newcomers write them first: language not named, one statement or none."""

import pytest

import tearsheet


def told(text: str) -> list[tuple[str, str | None]]:
    """Clean content and speaker of each statement."""
    found = tearsheet.statements(text)
    return [(each.text, each.speaker.name if each.speaker is not None else None) for each in found]


SHORT = [
    ("Jo Ames said that prices would rise.", "that prices would rise", "Jo Ames"),
    ("Doctors say the drug is safe.", "the drug is safe", "Doctors"),
    ("According to the port, 12 ships wait.", "12 ships wait", "the port"),
    ("Selon le port, 12 navires attendent.", "12 navires attendent", "le port"),
    ("Il pleuvra, selon la météo.", "Il pleuvra", "la météo"),
    ("El juez dijo que el caso sigue.", "que el caso sigue", "El juez"),
    ("Il giudice ha detto che il caso continua.", "che il caso continua", "Il giudice"),
    ("Судья заявил, что дело идёт.", "что дело идёт", "Судья"),
    ("قال الوزير إن الطريق مفتوح.", "إن الطريق مفتوح", "الوزير"),
    ("部长表示，道路今天开放。", "道路今天开放", "部长"),
]


@pytest.mark.parametrize(("text", "content", "speaker"), SHORT)
def test_a_short_sentence_is_read_in_its_own_language(text: str, content: str, speaker: str) -> None:
    assert told(text) == [(content, speaker)]
