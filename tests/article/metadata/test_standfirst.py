from collections.abc import Callable

from tearsheet.article.article import PageType
from tearsheet.article.metadata import Metadata, find_metadata
from tearsheet.page.block import Page

Read = Callable[..., Metadata]
LEAD = "After a winter of repairs the ferry carries passengers across the lake again."
BODY = "".join(
    f"<p>Sentence {n} of the report tells at some length what the company, the town and the passengers said.</p>"
    for n in range(4)
)


def test_a_paragraph_named_like_one_is_the_standfirst(metadata_of: Read) -> None:
    found = metadata_of(f"<h1>Ferry returns</h1><p class=standfirst>{LEAD}</p>{BODY}")
    assert found.standfirst == LEAD
    assert found.evidences["standfirst"][0].place.selector is not None


def test_a_paragraph_that_says_what_the_description_says(metadata_of: Read) -> None:
    head = f"<meta name=description content='{LEAD}'>"
    assert (
        metadata_of(f"{head}<h1>Ferry returns</h1><div><p><b>{LEAD}</b></p></div><div>{BODY}</div>").standfirst == LEAD
    )


def test_a_description_cut_off_still_names_the_visible_text(metadata_of: Read) -> None:
    head = f"<meta property=og:description content='{LEAD[:50]}...'>"
    assert metadata_of(f"{head}<h1>Ferry returns</h1><div><h2>{LEAD}</h2></div><div>{BODY}</div>").standfirst == LEAD


def test_a_description_that_nobody_sees_is_evidence_alone(metadata_of: Read) -> None:
    found = metadata_of(
        f"<meta name=description content='Words for search engines, seen nowhere else.'><h1>Ferry returns</h1>{BODY}"
    )
    assert found.standfirst is None
    assert [e.source for e in found.evidences["standfirst"]][-1] == "meta"


def test_the_first_paragraph_of_the_body_stays_a_paragraph(metadata_of: Read) -> None:
    head = f"<meta name=description content='{LEAD}'>"
    assert metadata_of(f"{head}<h1>Ferry returns</h1><article><p>{LEAD}</p>{BODY}</article>").standfirst is None


def test_a_standfirst_of_several_points(metadata_of: Read) -> None:
    points = [
        "The ferry carries passengers again.",
        "Repairs went on through the winter.",
        "Fares stay what they were last year.",
    ]
    listed = "".join(f"<li>{point}</li>" for point in points)
    found = metadata_of(f"<h1>Ferry returns</h1><ul class=summary>{listed}</ul>{BODY}")
    assert found.standfirst == "\n".join(points)


def test_lines_of_one_form_are_one_standfirst(metadata_of: Read) -> None:
    lines = ["The ferry carries passengers again.", "Repairs went on through the whole winter."]
    html = "".join(f"<p class=x7k>{line}</p>" for line in lines)
    head = f"<meta name=description content='{' '.join(lines)}'>"
    found = metadata_of(f"{head}<h1>Ferry returns</h1><div>{html}</div><div>{BODY}</div>")
    assert found.standfirst == "\n".join(lines)
    assert len(found.standfirst_blocks) == 2


def test_points_below_the_paragraph_belong_to_it(metadata_of: Read) -> None:
    points = ["The ferry carries passengers again.", "Fares stay what they were last year."]
    listed = "".join(f"<li>{point}</li>" for point in points)
    found = metadata_of(f"<h1>Ferry returns</h1><p class=lead>{LEAD}</p><ul>{listed}</ul><div>{BODY}</div>")
    assert found.standfirst == "\n".join([LEAD, *points])


def test_a_list_with_its_own_heading_is_a_part_of_the_text(metadata_of: Read) -> None:
    listed = "<li>The ferry carries passengers again.</li><li>Fares stay what they were last year.</li>"
    html = f"<h1>Ferry returns</h1><p class=lead>{LEAD}</p><div><h2>In short</h2><ul>{listed}</ul>{BODY}</div>"
    assert metadata_of(html).standfirst == LEAD


def test_bold_words_above_the_byline(metadata_of: Read) -> None:
    html = f"<h1>Ferry returns</h1><div><p><strong>{LEAD}</strong></p>{BODY}</div>"
    assert metadata_of(html).standfirst == LEAD


def test_the_names_around_a_paragraph_tell_only_where_the_text_is_not_inside_them(metadata_of: Read) -> None:
    around = f"<h1>Ferry returns</h1><div class=with-lead><p>{LEAD}</p>{BODY}</div>"
    assert metadata_of(around).standfirst is None
    apart = f"<h1>Ferry returns</h1><div class=ArticleLead><div><p>{LEAD}</p></div></div><div>{BODY}</div>"
    assert metadata_of(apart).standfirst == LEAD


def test_another_spelling_of_the_title_is_none(metadata_of: Read) -> None:
    other = "Ferry returns to the lake after repairs"
    data = f'{{"@type": "NewsArticle", "headline": "Ferry returns", "alternativeHeadline": "{other}"}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert metadata_of(f"{head}<h1>Ferry returns</h1><div><h2>{other}</h2></div><div>{BODY}</div>").standfirst is None


def test_a_numbered_paragraph_is_like_its_neighbours(metadata_of: Read) -> None:
    numbered = BODY
    for n in range(4):
        numbered = numbered.replace("<p>", f"<p class=par{n + 2}>", 1)
    head = f"<meta name=description content='{LEAD}'>"
    html = f"{head}<h1>Ferry returns</h1><div><p class=par1>{LEAD}</p>{numbered}</div>"
    assert metadata_of(html).standfirst is None


def test_a_description_of_single_characters_in_common_agrees_with_nothing(metadata_of: Read) -> None:
    body = (
        "<p>湖を渡るフェリーは冬の修理を終えて再び乗客を運び始めたと会社が月曜日の朝に発表し、町の人々が喜んだ。</p>"
        * 3
    )
    head = "<meta name=description content='湖を渡るフェリーは冬の修理を終えて再び乗客を運び始めたと会社が発表した。'>"
    html = (
        f"{head}<h1>フェリー再開</h1><section><div><p>朝の発表を渡る会社について</p></div></section><div>{body}</div>"
    )
    assert metadata_of(html).standfirst is None


def test_contents_labels_and_notices_are_none(metadata_of: Read) -> None:
    contents = (
        "<ul class=summary><li><a href=#a>What the company did in winter</a><li><a href=#b>What it costs</a></ul>"
    )
    assert metadata_of(f"<h1>Ferry returns</h1>{contents}<div>{BODY}</div>").standfirst is None
    assert metadata_of(f"<h1>Ferry returns</h1><h2 class=intro>Table of contents</h2>{BODY}").standfirst is None
    notice = "<p class=intro>We may earn a commission when you buy a ticket for the ferry through our links.</p>"
    assert metadata_of(f"<h1>Ferry returns</h1>{notice}<div>{BODY}</div>").standfirst is None


def test_a_line_below_the_name_of_a_product_is_none(page_of: Callable[..., Page]) -> None:
    page = page_of(f"<h1>Rowing boat</h1><p><b>Four seats, two oars, one year of warranty.</b></p><div>{BODY}</div>")
    assert find_metadata(page, page.blocks, page_type=PageType.ARTICLE).standfirst is not None
    assert find_metadata(page, page.blocks, page_type=PageType.PRODUCT).standfirst is None
