"""What became of each Block."""

from tearsheet.article.article import Article
from tearsheet.article.verdict import Verdict, findings, judge, said


def test_every_block_in_page_order(article: Article) -> None:
    judged = judge(article)
    assert [each.block.block for each in judged] == list(range(11))
    assert [each.verdict for each in judged] == [
        Verdict.LEFT_OUT,
        Verdict.FIELD,
        Verdict.FIELD,
        *[Verdict.KEPT] * 7,
        Verdict.LEFT_OUT,
    ]
    assert [each.role for each in judged][:3] == ["navigation", "title", "byline"]


def test_an_image_says_its_description(article: Article) -> None:
    table, code, image = article.body[-3:]
    assert said(table) == "Year | Trams"
    assert said(code) == "def f():\n    return 1 < 2"
    assert said(image) == "A bridge"


def test_findings_put_used_evidence_first(article: Article) -> None:
    found = {finding.name: finding for finding in findings(article)}
    assert found["authors"].value == "Ana Petrović"
    assert [evidence.used for evidence in found["published"].evidence] == [True, False]
    assert "kicker" not in found
