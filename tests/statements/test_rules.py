"""The engine of rules: layout that gives words to somebody, and German reported speech."""

import pytest

import tearsheet
from tearsheet.statements.draft import Draft
from tearsheet.statements.quotations import find_quotations
from tearsheet.statements.rules.find import find

INTERVIEW = """<html lang="en"><body><article><h1>The bridge and its mayor</h1>
<p>Anna Roth has been mayor of Aarau for ten years, and was asked about the bridge that everybody talks about.</p>
<p><strong>When will the bridge open again?</strong></p>
<p>We do not know yet. The engineers have found cracks in the deck, and they have to look at every one of them.</p>
<p><strong>What will it cost?</strong></p>
<p>More than we have, but less than a new one. The canton will help us, and so will the federal office for roads.</p>
<p><strong>Are you angry?</strong></p>
<p>No. Bridges grow old as people do, and we all knew that this one had been built in a hurry after the flood.</p>
</article></body></html>"""


def found(text: str, language: str) -> list[tuple[str, str]]:
    """Content and source of each Draft, as they stand."""

    def joined(draft: Draft) -> tuple[str, str]:
        content = " … ".join(piece.of(text) for piece in draft.content)
        return content, " … ".join(piece.of(text) for piece in draft.source)

    return [joined(draft) for draft in find(text, language, find_quotations(text))]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Roth sagte, die Brücke sei gesperrt.", "die Brücke sei gesperrt", "Roth"),
        ("Die Brücke sei gesperrt, sagte Anna Roth.", "Die Brücke sei gesperrt", "Anna Roth"),
        ("Am Abend sagte Roth, dass sie wieder öffnet.", "dass sie wieder öffnet", "Roth"),
        ("Nach Angaben der Polizei wurde niemand verletzt.", "wurde niemand verletzt", "Angaben der Polizei"),
        ("Nach Polizeiangaben wurde niemand verletzt.", "wurde niemand verletzt", "Polizeiangaben"),
        ("Die Brücke ist Berichten zufolge wieder offen.", "Die Brücke ist … wieder offen", "Berichten"),
        ("Wie die Polizei mitteilte, wurde niemand verletzt.", "wurde niemand verletzt", "die Polizei"),
        ("In einem Bericht heißt es, die Brücke sei alt.", "die Brücke sei alt", "einem Bericht"),
        ("Roth hat entschieden, die Brücke zu öffnen.", "die Brücke zu öffnen", "Roth"),
    ],
)
def test_german_reported_speech(text: str, content: str, source: str) -> None:
    assert found(text, "de") == [(content, source)]


def test_the_german_subjunctive_goes_on() -> None:
    text = "Roth sagte, die Brücke sei gesperrt. Sie habe Risse. Gestern regnete es."
    assert found(text, "de") == [("die Brücke sei gesperrt", "Roth"), ("Sie habe Risse.", "Roth")]


def test_a_noun_that_looks_like_a_verb_reports_nothing() -> None:
    assert found("Gestern hatten die Berichte, die alle kennen, keinen Erfolg.", "de") == []


def test_a_quotation_signed_below() -> None:
    text = "The bridge opened.\n\n“We waited for years and years to see this day.”\n\n– Anna Roth, mayor of Aarau"
    statement = tearsheet.statements(text, "en")[-1]
    assert statement.text == "We waited for years and years to see this day."
    assert statement.source[0].of(text) == "Anna Roth, mayor of Aarau"
    assert statement.speaker is not None
    assert statement.speaker.name == "Anna Roth"


def test_a_transcript() -> None:
    text = "ROTH: We waited.\n\nAnd waited.\n\nHESS: So did I.\n\nROTH: It opened.\n\nHESS: At last."
    said = [(each.text, each.source[0].of(text)) for each in tearsheet.statements(text, "en")]
    assert said == [
        ("We waited. And waited.", "ROTH"),
        ("So did I.", "HESS"),
        ("It opened.", "ROTH"),
        ("At last.", "HESS"),
    ]


def test_an_interview_with_its_questions_in_bold() -> None:
    article = tearsheet.extract(INTERVIEW)
    answers = [each for each in article.statements if each.form is tearsheet.Form.DIRECT]
    assert [each.text.split(".")[0] for each in answers][:2] == [
        "We do not know yet",
        "More than we have, but less than a new one",
    ]
    assert {each.speaker.name for each in answers if each.speaker} == {"Anna Roth"}


def test_a_block_quotation_of_an_article() -> None:
    page = """<article><h1>The bridge opens</h1><p>The bridge over the Aar opened on Monday after two weeks.</p>
<blockquote><p>We waited for years and years to see this day, and now that it is here we can hardly believe it. — Anna
Roth, mayor</p></blockquote><p>The first bus went over it at nine in the morning, with forty people in it.</p>
</article>"""
    article = tearsheet.extract(page)
    quoted = [each for each in article.statements if each.text.startswith("We waited")]
    assert [str(each.form) for each in quoted] == ["direct"]
    assert quoted[0].speaker is not None
    assert quoted[0].speaker.name == "Anna Roth"
