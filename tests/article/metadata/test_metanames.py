from collections.abc import Callable

import pytest

from tearsheet import extract
from tearsheet.article.metadata.declared import Declared
from tests.pages.news import NEWS_EN

Declare = Callable[..., Declared]


@pytest.mark.parametrize(
    "label", ["Written by", "Verfasst von", "Écrit par", "Escrito por", "Автор", "作者", "كتب بواسطة"]
)
def test_labelled_data_tells_the_author(declared_of: Declare, label: str) -> None:
    declared = declared_of(
        f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="Ada Marsh">'
        '<meta name="twitter:label2" content="Est. reading time"><meta name="twitter:data2" content="3 minutes">'
    )
    assert [(clue.kind, clue.text) for clue in declared.labelled()] == [("meta twitter:data", "Ada Marsh")]


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("content_authors", True),
        ("x:author_name", True),
        ("pageauthor", True),
        ("article:byline", True),
        ("author", False),
        ("article:author", False),
        ("author-image", False),
        ("authority", False),
    ],
)
def test_names_of_a_publishers_own_are_heard_once(declared_of: Declare, name: str, heard: bool) -> None:
    declared = declared_of(f'<meta name="{name}" content="Ada Marsh">')
    assert [(c.kind, c.text) for c in declared.alike("author")] == [("meta like author", "Ada Marsh")] * heard


@pytest.mark.parametrize("mark", [".", ":"])
def test_names_of_prism(mark: str) -> None:
    names = {
        "publicationDate": "2024-05-03T08:30:00+02:00",
        "section": "Harbour",
        "publicationName": "The Harbour Post",
    }
    metas = "".join(f'<meta name="prism{mark}{name}" content="{value}">' for name, value in names.items())
    body = "".join(f"<p>{paragraph}</p>" for paragraph in NEWS_EN.paragraphs)
    article = extract(f"<title>Ferry</title>{metas}<article><h1>Ferry</h1>{body}</article>")
    assert (article.section, article.site_name) == ("Harbour", "The Harbour Post")
    assert article.published is not None
    assert article.published.isoformat() == names["publicationDate"]
