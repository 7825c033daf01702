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


INVERTED = [
    ("“It held,” said the engineer Ada Brun, who built the dam for the town.", "It held", "Ada Brun"),
    ("Snow fell.\n“It held,” said the engineer Ada Brun, who built the dam. A bus was late.", "It held", "Ada Brun"),
    ("“Nobody came,” said the farmer Leo Marti, whose barn burned down.", "Nobody came", "Leo Marti"),
    ("« Tout a tenu », a dit Ada Brun, qui a bâti la digue pour la ville.", "Tout a tenu", "Ada Brun"),
]


@pytest.mark.parametrize(("text", "content", "speaker"), INVERTED)
def test_who_speaks_behind_an_inverted_verb_is_not_what_was_said(text: str, content: str, speaker: str) -> None:
    assert told(text)[0] == (content, speaker)


def test_a_reporting_clause_between_one_pair_of_marks_is_not_what_was_said() -> None:
    text = "Anne Bel dirige le syndicat. « Là-dessus, rien ne changera, affirme-t-elle. Nous avons des idées. »"
    assert told(text) == [("Là-dessus, rien ne changera. Nous avons des idées.", "Anne Bel")]


def test_no_content_holds_its_own_source() -> None:
    for text, _, _ in INVERTED:
        for found in tearsheet.statements(text):
            assert not any(piece.meets(source) for piece in found.content for source in found.source)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Nobody knew,” explained the baker Ina Frei, whose shop burned down.", [("Nobody knew", "Ina Frei")]),
        ("« Personne ne savait », a dit la boulangère Ina Frei après l'orage.", [("Personne ne savait", "Ina Frei")]),
        ("“It burned,” added her lawyer, Leo Marti in a letter.", [("It burned", "Leo Marti")]),
        ("“It burned,” said police, who closed the bridge for lorries.", [("It burned", "police")]),
        (
            "“Nobody knew,” said the baker Ina Frei, adding that the shop would open in May.",
            [("Nobody knew", "Ina Frei"), ("that the shop would open in May", "Ina Frei")],
        ),
    ],
)
def test_a_source_is_whole_and_never_what_was_said(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A grey lorry was pushed against the wall.",
        "Police pushed the crowd away from the gate on Sunday evening.",
        "The goat chased the boy. The boy climbed a wall.",
        "Protesters blocked the entrance of the town hall.",
        "Le rapport a été ajouté au dossier du tribunal.",
        "Le débat a été reporté à la semaine suivante.",
        "Many walked past the so-called “deep well”.",
    ],
)
def test_a_sentence_in_which_nobody_says_anything(text: str) -> None:
    assert told(text) == []


def test_a_doubtful_verb_with_a_clause_tells_a_statement() -> None:
    assert told("Farmers pushed for a vote. They are pushing to repeal the law.")


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("«È finita», dice il sindaco Leo Conti. «Chiudiamo oggi».", "È finita. Chiudiamo oggi", "Leo Conti"),
        ('"Se acabó", dijo Ana Ruiz, "y cerramos hoy".', "Se acabó y cerramos hoy", "Ana Ruiz"),
        ('"C\'est fini", lance le maire, Léo Petit. "On ferme".', "C'est fini. On ferme", "Léo Petit"),
        ("« Ce prix », a-t-elle expliqué, « est juste. »", "Ce prix est juste.", None),
    ],
)
def test_a_quotation_that_its_reporting_clause_parts_is_one(text: str, content: str, speaker: str | None) -> None:
    [(said, who)] = told(text)
    assert (said, who) == (content, speaker)


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("According to Ada Brun, a professor in Bern, the lake is clean.", "the lake is clean", "Ada Brun"),
        ("The mayor did not say when the lake would open.", "when the lake would open", "The mayor"),
        ("The factory, the judge said, owed nothing.", "The factory owed nothing", "the judge"),
        ("@ada_brun tweeted: “The lake is clean.”", "The lake is clean.", "@ada_brun"),
        ("По словам мэра, дорога закрыта.", "дорога закрыта", "мэра"),
    ],
)
def test_what_stands_around_a_cue_is_source_or_content(text: str, content: str, speaker: str) -> None:
    assert told(text) == [(content, speaker)]


def test_the_subject_of_a_verb_is_not_what_was_said() -> None:
    assert told("El portavoz, Luis Gil, negó las acusaciones.") == []


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("The nurse told the patients that lunch was late.", "that lunch was late", "The nurse"),
        ("Ina Frei, ministre du Travail, a annoncé la fin de la grève.", "la fin de la grève", "Ina Frei"),
        ("« C'est une honte ! » s'est exclamée une voisine.", "C'est une honte !", "une voisine"),
        ("The bank will close, it said in a letter.", "The bank will close", "The bank"),
        ("La banque va fermer, a-t-elle indiqué dans une lettre.", "La banque va fermer", "La banque"),
        ("Ina Frei will resign, she said on Sunday.", "Ina Frei will resign", "Ina Frei"),
        ("The nurse told her son to wait.", "to wait", "The nurse"),
        ("Hail is near, the bishops warned on Friday.", "Hail is near", "the bishops"),
        ("Comme l'a dit la poète Ina Frei, « les lacs n'ont pas d'âge ».", "les lacs n'ont pas d'âge", "Ina Frei"),
        ("Léo Marti n'a pas souhaité répondre à nos questions.", "répondre à nos questions", "Léo Marti"),
        ("The bakery will close, he said.", "The bakery will close", None),
    ],
)
def test_a_plain_sentence_has_its_statement_and_speaker(text: str, content: str, speaker: str | None) -> None:
    assert told(text) == [(content, speaker)]


def test_the_prosecutor_is_not_the_lawyer() -> None:
    text = "The lawyer argued that his client was innocent. The prosecutor disagreed, saying the evidence was clear."
    assert [speaker for _, speaker in told(text)] == ["The lawyer", "The prosecutor"]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("El fuego empezó en el garaje, según los bomberos.", "El fuego empezó en el garaje", "los bomberos"),
        ("Il fuoco è iniziato in garage, secondo i pompieri.", "Il fuoco è iniziato in garage", "i pompieri"),
        ("Пожар в доме начался вечером, сообщили пожарные.", "Пожар в доме начался вечером", "пожарные"),
        ("«Мы готовы», — сказал капитан.", "Мы готовы", "капитан"),
        ("As the poet Ada Brun once said, “rivers have no memory.”", "rivers have no memory.", "Ada Brun"),
        ("Asked about the strike, the minister said she was calm.", "she was calm", "the minister"),
    ],
)
def test_a_noun_in_small_letters_speaks_and_who_is_asked_does_not(text: str, content: str, speaker: str) -> None:
    assert told(text) == [(content, speaker)]


@pytest.mark.parametrize(
    "text", ["The minister was asked about the strike.", "“Bees hum.” That is what Ina Frei tells her pupils."]
)
def test_whom_something_was_said_to_says_nothing(text: str) -> None:
    assert told(text) == []


def test_a_participle_behind_a_verb_has_its_source() -> None:
    text = "The talks have failed, Reuters reported, citing two diplomats."
    assert {speaker for _, speaker in told(text)} == {"Reuters"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("GENEVA (AP) — The president said Monday he would sign the bill.", "The president"),
        ("LYON, 3 mars (AFP) - Le président a dit lundi qu'il signerait la loi.", "Le président"),
        ("The bank's chief economist, Ina Frei, expects growth to slow.", "Ina Frei"),
    ],
)
def test_neither_a_dateline_nor_an_office_stands_for_who_speaks(text: str, speaker: str) -> None:
    assert [who for _, who in told(text)] == [speaker]


def test_whom_a_question_is_put_to_is_not_part_of_it() -> None:
    assert told("“Where is it?” Ina asked her brother.") == [("Where is it?", "Ina")]


def test_a_chinese_quotation_ends_without_its_comma() -> None:
    assert told("“我们准备好了，”李明说。") == [("我们准备好了", "李明")]


def test_a_participle_ends_what_was_said_before_it() -> None:
    text = "The mayor, Ina Frei, said the river had risen again, adding that ten houses were lost."
    assert told(text) == [("the river had risen again", "Ina Frei"), ("that ten houses were lost", "Ina Frei")]


def test_a_pronoun_means_whom_a_description_before_it_meant() -> None:
    text = "Taylor Frei announced a new album on Friday. The singer said it would be out in May. “At last,” she wrote."
    assert [speaker for _, speaker in told(text)] == ["Taylor Frei"] * 3


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("« On verra », a-t-il lâché.", "On verra", None),
        ("Il a juré de ne plus recommencer.", "de ne plus recommencer", None),
        ("The film was sold at once, his agent confirmed.", "The film was sold at once", "his agent"),
    ],
)
def test_promises_and_confirmations(text: str, content: str, speaker: str | None) -> None:
    assert told(text) == [(content, speaker)]


def test_a_semicolon_parts_two_speakers() -> None:
    found = told("Critics say the law is unfair; supporters argue it is needed.")
    assert found == [("the law is unfair", "Critics"), ("it is needed", "supporters")]


@pytest.mark.parametrize(
    "text",
    [
        "Parliament passed the law on Tuesday.",
        "The Senate approved the budget.",
        "La banque a relevé ses taux.",
        "Das Parlament hat das Gesetz beschlossen.",
        "El banco subió los tipos de interés.",
        "Il Parlamento ha approvato la legge.",
        "O Parlamento aprovou a lei.",
        "Парламент принял закон.",
        "Parlament przyjął ustawę.",
        "Η Βουλή ψήφισε τον νόμο.",
        "أقر البرلمان القانون.",
        "议会通过了法律。",
        "議会は法律を可決した。",
    ],
)
def test_what_somebody_does_is_not_said(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Le quartier dit « de la gare » sera rénové l'an prochain.",
        "Le train s'arrête à la station dite « du Parc » tous les jours.",
        "Les mesures dites « sanitaires » sont levées depuis hier.",
        "La loi, dite « des deux rives », est votée depuis hier.",
        "Das sogenannte „Haus am See“ wird verkauft.",
        "El llamado «barrio viejo» será renovado.",
        "Il cosiddetto «ponte vecchio» è chiuso.",
        "Так называемый «старый город» закрыт.",
    ],
)
def test_the_name_of_a_thing_is_not_said(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "Le maire dit « de ne pas attendre la fin des travaux ».",
            "de ne pas attendre la fin des travaux",
            "Le maire",
        ),
        ("Le maire dit « non » à la réforme du port.", "« non » à la réforme du port", "Le maire"),
        ("Le maire dit : « De la patience, il en faut. »", "De la patience, il en faut.", "Le maire"),
    ],
)
def test_what_looks_like_a_name_is_said(text: str, content: str, speaker: str) -> None:
    assert told(text) == [(content, speaker)]
