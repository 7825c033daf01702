import pytest
from hypothesis import given
from hypothesis import strategies as st

import tearsheet
from tearsheet.article.article import Article, AuthorKind
from tearsheet.article.metadata.signoffs import initials_agree, is_initials

HEAD = "The ferry is back on the lake"
PARAGRAPHS = (
    "The ferry will return to the lake in May, the council said on Friday, after a year in the harbour.",
    "More than two hundred people had signed a letter that asked for it, and forty of them came to the meeting in the "
    "town hall, where the repair was the last of nine points.",
    "The engine had failed in the spring of last year, and nobody could find the part that it needed.",
    "Now a yard on the other side of the lake has made it anew, and the captain says that it runs better than before.",
)
PERSON, AGENCY = AuthorKind.PERSON, AuthorKind.AGENCY

SIGNED = [
    ("(ab)", [("ab", PERSON)]),
    ("(KMÜ)", [("KMÜ", PERSON)]),
    ("– jdoe", [("jdoe", PERSON)]),
    ("/ ab", [("ab", PERSON)]),
    ("[MG]", [("MG", PERSON)]),
    ("(AFP/ab)", [("AFP", AGENCY), ("ab", PERSON)]),
    ("dpa/kmü", [("dpa", AGENCY), ("kmü", PERSON)]),
    ("ks/dpa", [("ks", PERSON), ("dpa", AGENCY)]),
    ("(dpa)", [("dpa", AGENCY)]),
    ("— AFP", [("AFP", AGENCY)]),
    ("(с) Интерфакс", [("Интерфакс", AGENCY)]),
    ("Quelle: dpa", [("dpa", AGENCY)]),
    ("Źródło: PAP", [("PAP", AGENCY)]),
    ("Mit Material von dpa", [("dpa", AGENCY)]),
    ("(mit dpa und AFP)", [("dpa", AGENCY), ("AFP", AGENCY)]),
    ("Avec AFP", [("AFP", AGENCY)]),
    ("Con información de EFE", [("EFE", AGENCY)]),
    ("/연합뉴스", [("연합뉴스", AGENCY)]),
    ("（共同）", [("共同", AGENCY)]),
    ("(Reporting by Ada Marsh; editing by Ben Okoro)", [("Ada Marsh", PERSON)]),
    (
        "Reporting by Ada Marsh in London and Cem Alp in Ankara; Writing by Di Poe; Editing by Ben Okoro",
        [("Ada Marsh", PERSON), ("Cem Alp", PERSON), ("Di Poe", PERSON)],
    ),
    (
        "(Bericht von Anna Berg, geschrieben von Ute Grau, redigiert von Ben Okoro)",
        [("Anna Berg", PERSON), ("Ute Grau", PERSON)],
    ),
    ("(Rédigé par Zoé Lefèvre, édité par Luc Petit)", [("Zoé Lefèvre", PERSON)]),
    ("Texte: Anna Berg", [("Anna Berg", PERSON)]),
    ("Text und Fotos: Anna Berg", [("Anna Berg", PERSON)]),
    ("(記者 林曉梅)", [("林曉梅", PERSON)]),
    ("(通訊員 陳大文 記者 林曉梅)", [("陳大文", PERSON), ("林曉梅", PERSON)]),
    ("（記者 林曉梅/文 通訊員 陳大文/圖）", [("林曉梅", PERSON)]),
    ("/김하늘 기자", [("김하늘", PERSON)]),
    ("(Anna Berg)", [("Anna Berg", PERSON)]),
]
UNSIGNED = [
    "(Handout)",
    "(Editing by Ben Okoro)",
    "(Redigiert von Ben Okoro)",
    "(完)",
    "（編輯 張穎）",
    "本文版權歸湖岸日報所有",
    "(2024)",
    "Tweet",
    "(pdf)",
]


def web(end: str, *, apart: bool, head: str = "") -> Article:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:-1])
    last = f"<p>{PARAGRAPHS[-1]}</p><p>{end}</p>" if apart else f"<p>{PARAGRAPHS[-1]} {end}</p>"
    return tearsheet.extract(
        f"<html><head><title>{HEAD}</title>{head}</head><body><article><h1>{HEAD}</h1>{paragraphs}{last}</article>"
        "<footer><p>All rights reserved</p></footer></body></html>"
    )


def flat(end: str, *, apart: bool) -> Article:
    return tearsheet.extract("\n\n".join((HEAD, *PARAGRAPHS)) + ("\n\n" if apart else " ") + end + "\n")


def said(article: Article) -> list[tuple[str, AuthorKind]]:
    return [(author.name, author.kind) for author in article.authors]


@pytest.mark.parametrize(("end", "authors"), SIGNED)
@pytest.mark.parametrize("apart", [True, False])
def test_who_signs_a_page_wrote_it(end: str, authors: list[tuple[str, AuthorKind]], apart: bool) -> None:
    assert said(web(end, apart=apart)) == authors


@pytest.mark.parametrize(("end", "authors"), SIGNED)
@pytest.mark.parametrize("apart", [True, False])
def test_who_signs_a_flat_capture_wrote_it(end: str, authors: list[tuple[str, AuthorKind]], apart: bool) -> None:
    assert said(flat(end, apart=apart)) == authors


@pytest.mark.parametrize("end", UNSIGNED)
@pytest.mark.parametrize("apart", [True, False])
def test_other_ends_are_nobody(end: str, apart: bool) -> None:
    assert said(web(end, apart=apart)) == []


def test_who_is_quoted_last_did_not_write_it() -> None:
    assert said(web("“It runs,” she said. “It runs at last.” (Anna Berg)", apart=False)) == []


def test_initials_are_marked() -> None:
    assert [author.initials for author in web("(AFP/ab)", apart=False).authors] == [False, True]
    assert web("(ab)", apart=True).to_dict()["authors"] == [
        {"name": "ab", "kind": "person", "url": None, "initials": True}
    ]


def test_a_fuller_name_goes_before_its_initials_and_is_surer() -> None:
    head = '<meta name="author" content="Anna Berg">'
    alone, agreeing = web("", apart=False, head=head), web("(abe)", apart=False, head=head)
    assert said(agreeing) == said(alone) == [("Anna Berg", PERSON)]
    assert agreeing.confidences["authors"] > alone.confidences["authors"]
    assert "abe" in {evidence.value for evidence in agreeing.evidence("authors") if evidence.used}


def test_initials_of_somebody_else_are_no_doubt_about_a_name() -> None:
    assert said(web("(xy)", apart=False, head='<meta name="author" content="Anna Berg">')) == [("Anna Berg", PERSON)]


@pytest.mark.parametrize(
    ("initials", "name", "agree"),
    [
        ("kmü", "Karl Müller", True),
        ("jdoe", "Jane Doe", True),
        ("BA", "Barry Alleyne", True),
        ("J. D.", "Jane Doe", True),
        ("mkü", "Karl Müller", False),
        ("xy", "Anna Berg", False),
        ("a", "Anna Berg", False),
    ],
)
def test_initials_agree_with_names(initials: str, name: str, agree: bool) -> None:
    assert initials_agree(initials, name) is agree


@pytest.mark.parametrize(
    ("name", "initials"),
    [("J. D.", True), ("kmü", True), ("ABC", True), ("Max", False), ("AB CD", False), ("기자", False)],
)
def test_initials_are_told_by_their_shape(name: str, initials: bool) -> None:
    assert is_initials(name) is initials


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_texts_can_be_held_together(one: str, other: str) -> None:
    assert initials_agree(one, other) in (True, False)
    assert is_initials(one) in (True, False)
