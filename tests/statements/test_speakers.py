"""Who "he", "ce dernier", "the ministry" and "Roth" are."""

import pytest

from tearsheet.statements.draft import Draft
from tearsheet.statements.layout import Layout
from tearsheet.statements.quotations import find_quotations
from tearsheet.statements.reading.speakers import resolve_speakers
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.rules.labelled import labelled_drafts
from tearsheet.statements.span import Span


def speaker(text: str, language: str) -> str | None:
    """The speaker of the last source; sources stand in braces, and are told in order."""
    plain, sources = "", []
    for number, part in enumerate(text.replace("}", "{").split("{")):
        if number % 2:
            sources.append(Span(len(plain), len(plain) + len(part)))
        plain += part
    wording = Wording.of(plain, language, find_quotations(plain))
    drafts = [Draft((Span(source.end, source.end + 1),), (source,), (), 1.0) for source in sources]
    found = resolve_speakers(wording, drafts)[-1]
    assert found is None or " ".join(found.span.of(plain).split()) == found.name
    return found.name if found is not None else None


ENGLISH = [
    ("Mayor Anna Roth opened the bridge. {Roth} said it was safe.", "Anna Roth"),
    ("Anna Roth opened the bridge. Jan Hess was there. “It is safe,” {she} said.", "Anna Roth"),
    ("Anna Roth opened the bridge. Jan Hess was there. “It is safe,” {he} said.", "Jan Hess"),
    ("{Jan Hess} said it was safe. It was built with the help of Karl Ott. {He} added that it was new.", "Jan Hess"),
    ("A police spokesman, Jan Hess, came. The bridge opened. {The spokesman} said it was safe.", "Jan Hess"),
    ("The Austrian Ministry of Transport paid. {The ministry} said it was safe.", "The Austrian Ministry of Transport"),
    ("Jan Hess, the Green candidate, and Anna Roth, the Blue candidate, came. {The Blue candidate} left.", "Anna Roth"),
    ("Karl Ott, {who} said it was safe, left.", "Karl Ott"),
    ("{Hess campaign officials} said so. Jan Hess came.", "Hess campaign officials"),
    ("A woman came. {She} said it was safe.", "A woman"),
    ("Secretary of State John Ott came. {Ott} said so.", "John Ott"),
    ("Nonetheless it rained. {He} said so.", None),
    ("{I} said so.", None),
]
FRENCH = [
    ("{Un porte-parole du Pentagone} a parlé. Selon {lui}, c’est sûr.", "Un porte-parole du Pentagone"),
    ("Jean Roth a ouvert le pont avec Anne Ott. « C’est sûr », a-t-{il} dit.", "Jean Roth"),
    ("Jean Roth a ouvert le pont avec Anne Ott. « C’est sûr », dit-{elle}.", "Anne Ott"),
    ("Jean Roth est venu, suivi de Marc Weil. {Ce dernier} est content.", "Marc Weil"),
    ("Le pont, selon le maire, Jean Roth, est sûr. {L’élu} est content.", "Jean Roth"),
    ("Selon Jean Roth, c’est sûr. {M. Roth} est content.", "Jean Roth"),
    ("Me Luc Rondu, avocat de la famille Weil, {qui} doute, est venu.", "Luc Rondu"),
    ("{Anne Ott} l’a dit. C’est sûr, selon {la même source}.", "Anne Ott"),
    ("{Le ministère russe de la Défense} a parlé.", "Le ministère russe de la Défense"),
]
OTHERS = [
    ("de", "Anna Roth kam. {Sie} sagte nichts.", "Anna Roth"),
    ("de", "Der {Sprecher der Polizei, Jan Weil,} kam.", "Jan Weil"),
    ("es", "Ana Ruiz vino con Juan Vega. {Ella} habló.", "Ana Ruiz"),
    ("ru", "Министр Анна Рогова открыла мост. {Рогова} сказала.", "Анна Рогова"),
    ("zh", "{警方发言人王力}说。", "警方发言人王力"),
]


@pytest.mark.parametrize(("text", "name"), ENGLISH)
def test_english(text: str, name: str | None) -> None:
    assert speaker(text, "en") == name


@pytest.mark.parametrize(("text", "name"), FRENCH)
def test_french(text: str, name: str) -> None:
    assert speaker(text, "fr") == name


@pytest.mark.parametrize(("language", "text", "name"), OTHERS)
def test_others(language: str, text: str, name: str) -> None:
    assert speaker(text, language) == name


def test_who_is_interviewed_changes_no_speaker() -> None:
    text = "We know Elvetia.\n\nIs it safe?\n\nAnna Roth nods.\n\nIs it new?\n\nElvetia said it was."
    questions = [Span(place, text.index("?", place) + 1) for place in (text.index("Is it s"), text.index("Is it n"))]
    source = Span(text.rindex("Elvetia"), text.rindex("Elvetia") + len("Elvetia"))
    draft = Draft((Span(source.end + 6, len(text)),), (source,), (), 1.0)
    wording = Wording.of(text, "en", find_quotations(text))
    assert labelled_drafts(wording, Layout((), tuple(questions)))
    [found] = resolve_speakers(wording, [draft])
    assert found is not None
    assert found.span == source
