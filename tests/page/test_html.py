import pytest

from tearsheet.capture import Capture
from tearsheet.errors import LimitError
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Kind, Page
from tearsheet.page.html import read_html
from tests.pages.reading import html_blocks, html_page, outline, texts

URL = "https://harbour.example/2024/05/bridge"


def marks(html: str, url: str | None = None) -> list[tuple[str, str, str | None]]:
    (block,) = html_blocks(html, url)
    return [(block.text[mark.start : mark.end], mark.kind, mark.target) for mark in block.marks]


# -- runs of text


def test_inline_elements_are_one_run() -> None:
    assert texts(
        html_blocks("<p>The <b>old</b> bridge, <a href='/t'>say <i>the trams</i></a><span>men</span>, holds.</p>")
    ) == ["The old bridge, say the tramsmen, holds."]


def test_text_beside_blocks_is_a_run_of_its_own() -> None:
    assert texts(html_blocks("<div>before<p>inside</p>behind <b>it</b><div></div>last</div>")) == [
        "before",
        "inside",
        "behind it",
        "last",
    ]


@pytest.mark.parametrize(
    "tag", "address article aside center details div dl fieldset figure footer form header main nav section".split()
)
def test_block_level_elements_part_runs(tag: str) -> None:
    assert texts(html_blocks(f"one <{tag}>two</{tag}> three")) == ["one", "two", "three"]


def test_white_space_is_collapsed_across_elements() -> None:
    html = "<p>\n  Der\tFluss <b> steigt </b>\n\xa0weiter<i>, </i> <u> </u>sagt   sie .\n</p>"
    assert texts(html_blocks(html)) == ["Der Fluss steigt weiter, sagt sie ."]


def test_no_space_where_the_markup_has_none() -> None:
    assert texts(html_blocks("<p>H<sub>2</sub>O и CO<sub>2</sub>: 大<b>桥</b>重开</p>")) == ["H2O и CO2: 大桥重开"]


@pytest.mark.parametrize("tag", ["pre", "xmp", "listing"])
def test_preformatted_text_keeps_its_lines(tag: str) -> None:
    assert outline(html_blocks(f"<div>before<{tag}>\n- port:\n    east: 4\n</{tag}>behind</div>")) == [
        ("paragraph", "before"),
        ("code", "- port:\n    east: 4"),
        ("paragraph", "behind"),
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<a href=/n>News</a><a href=/s>Sport</a><a href=/w>weather</a>", "News Sport weather"),
        ("<a href=?p=1>1</a><a href=?p=2>2</a><a href=?p=3>3</a>", "1 2 3"),
        ("<a href=/a><span>Порт</span></a><a href=/b><b>Лодки</b></a>", "Порт Лодки"),
        ("<span>Ana Reyes</span><span>Harbour master</span>", "Ana Reyes Harbour master"),
        ("<span>Built</span><span><b>1931</b></span><span>PORT</span><span>EAST</span>", "Built 1931 PORT EAST"),
        ("<b>Tides</b>High water is at nine.", "Tides High water is at nine."),
    ],
)
def test_labels_in_a_row_are_words_of_their_own(html: str, text: str) -> None:
    (block,) = html_blocks(f"<p>{html}</p>")
    assert block.text == text
    assert all(block.text[mark.start : mark.end].strip() == block.text[mark.start : mark.end] for mark in block.marks)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<span>T</span>he <b>i</b>Boat, <a href=/c>Co</a><a href=/c>ntact</a>", "The iBoat, Contact"),
        ("<span>chil</span><span>dren</span> on the 4<sup>th</sup>Avenue", "children on the 4thAvenue"),
        ("H<b>2</b>O, <i>m</i><sub>0</sub>, Mac<b>Leod</b>, <b>G</b><b>O</b><b>A</b>", "H2O, m0, MacLeod, GOA"),
        ("<code><span>read</span><span>Html</span></code> java<wbr>Script <i>sand</i><a id=x></a>Bank", None),
        ("<a href=/a>東京</a><a href=/b>都</a> <a href=/c>مر</a><a href=/d>فأ</a>", "東京都 مرفأ"),
    ],
)
def test_parts_of_a_word_stay_joined(html: str, text: str | None) -> None:
    assert texts(html_blocks(f"<p>{html}</p>")) == [text or "readHtml javaScript sandBank"]


def test_one_line_break_stays_two_end_the_block() -> None:
    assert texts(html_blocks("<div>Rosen rot<br>Veilchen blau<br/>\n<br>Neue Strophe<br></div>")) == [
        "Rosen rot\nVeilchen blau",
        "Neue Strophe",
    ]


def test_line_break_at_the_edges_adds_nothing() -> None:
    assert texts(html_blocks("<p><br>Начало<br></p><p>Конец</p>")) == ["Начало", "Конец"]


def test_rule_ends_the_run() -> None:
    assert texts(html_blocks("one<hr>two")) == ["one", "two"]


def test_soft_hyphens_and_zero_width_characters_are_removed() -> None:
    html = "<p>Donau&shy;dampf\u00adschiff&#173;fahrt\u200b \ufeffund&#x200b; a&ZeroWidthSpace;b\u2060c</p>"
    html += "<pre>x\u200b = 1</pre>"
    assert texts(html_blocks(html)) == ["Donaudampfschifffahrt und abc", "x = 1"]


def test_joiners_that_shape_letters_stay() -> None:
    assert texts(html_blocks("<p>می\u200cخواهم \u0915\u094d\u200d\u0937</p>")) == [
        "می\u200cخواهم \u0915\u094d\u200d\u0937"
    ]


def test_text_made_only_of_invisible_characters_is_no_block() -> None:
    assert html_blocks("<p>\u200b</p><p>&shy;\ufeff</p>") == ()


def test_quotation_element_gets_its_marks() -> None:
    assert texts(html_blocks("<p>Sie sagte: <q>Das Wasser sinkt</q> und ging.</p>")) == [
        "Sie sagte: “Das Wasser sinkt” und ging."
    ]


def test_mathematics_reads_as_its_alternative_text() -> None:
    assert texts(html_blocks('<p>Since <math alttext="a^2"><mi>a</mi></math> grows.</p>')) == ["Since a^2 grows."]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var words = 1</script>",
        "<style>p{color:red}</style>",
        "<template><p>ghost</p></template>",
        "<svg><text>ghost</text></svg>",
        "<select><option>ghost</select>",
        "<textarea>ghost</textarea>",
        "<iframe src=/x>ghost</iframe>",
        "<video><p>ghost</p></video>",
        "<object><p>ghost</p></object>",
        "<!-- ghost -->",
        "<?php ghost ?>",
        "<canvas>ghost</canvas>",
        "<datalist><option>ghost</option></datalist>",
    ],
)
def test_what_a_reader_does_not_see_is_no_text(hidden: str) -> None:
    assert " ".join(texts(html_blocks(f"<p>one</p>{hidden}<p>two</p>"))) == "one two"


def test_ruby_readings_are_left_out() -> None:
    assert texts(html_blocks("<p><ruby>橋<rp>(</rp><rt>はし</rt><rp>)</rp></ruby>が開いた</p>")) == ["橋が開いた"]


def test_own_elements_are_inline() -> None:
    assert texts(html_blocks("<p>one <x-note>two</x-note> three</p>")) == ["one two three"]


# -- marks


def test_marks_cover_their_words() -> None:
    html = (
        "<p>Read <a href='more?x=1'>the <em>whole</em> report</a>, <b>now</b> <code>x+1</code> m<sup>2</sup> "
        "<time datetime='2024-05-01'>1 May</time>.</p>"
    )
    assert marks(html, URL) == [
        ("the whole report", "link", "https://harbour.example/2024/05/more?x=1"),
        ("whole", "emphasis", None),
        ("now", "strong", None),
        ("x+1", "code", None),
        ("2", "superscript", None),
        ("1 May", "time", "2024-05-01"),
    ]


def test_mark_over_several_blocks_is_in_each() -> None:
    found = html_blocks("<a href='https://x.example/'><div>one</div><div>two</div></a>")
    assert [[(m.start, m.end, m.target) for m in block.links] for block in found] == [
        [(0, 3, "https://x.example/")],
        [(0, 3, "https://x.example/")],
    ]


def test_empty_marks_are_left_out() -> None:
    assert marks("<p><b></b>plain<i> </i> words<a href='/x'></a></p>") == []


def test_place_in_the_same_page_is_a_link_without_target() -> None:
    assert marks("<p>See <a href='#n1'>note 1</a></p>", URL) == [("note 1", "link", "")]


def test_anchor_without_address_is_no_link() -> None:
    assert marks("<p><a name=top>Top</a> of page</p>") == []


# -- kinds


def test_headings_have_their_level() -> None:
    found = html_blocks("<h1>One</h1><h3>Three <small>really</small></h3><h6>Six</h6>")
    assert [(block.kind, block.level, block.text) for block in found] == [
        (Kind.HEADING, 1, "One"),
        (Kind.HEADING, 3, "Three really"),
        (Kind.HEADING, 6, "Six"),
    ]


def test_heading_with_a_button_is_one_heading() -> None:
    assert outline(html_blocks("<h2><button type=button>Questions <span>and answers</span></button></h2>")) == [
        ("heading", "Questions and answers")
    ]


def test_blocks_inside_a_heading_are_headings() -> None:
    assert outline(html_blocks("<h1><div>Мост</div><div>открыт</div></h1>")) == [
        ("heading", "Мост"),
        ("heading", "открыт"),
    ]


def test_quotation() -> None:
    html = "<blockquote><p>«Вода уходит»</p><p>Мэр</p></blockquote><p>Потом</p>"
    assert outline(html_blocks(html)) == [
        ("quotation", "«Вода уходит»"),
        ("quotation", "Мэр"),
        ("paragraph", "Потом"),
    ]


def test_pre_keeps_white_space() -> None:
    (block,) = html_blocks("<pre><code>\ndef f(x):\n    <b>return</b>\tx &lt; 1\n\n\n    # end  \n</code></pre>")
    assert (block.kind, block.text) == (Kind.CODE, "def f(x):\n    return\tx < 1\n\n\n    # end")


def test_caption_of_a_figure() -> None:
    html = "<figure><img src='/a.jpg'><figcaption>Мост ночью <b>(2024)</b></figcaption></figure>"
    found = html_blocks(html, URL)
    assert outline(found) == [("image", ""), ("caption", "Мост ночью (2024)")]
    assert found[0].picture is not None
    figure = found[0].picture.figure
    page = html_page(html, URL)
    assert page.elements.tag[figure] == "figure"


# -- lists


def items(html: str) -> list[tuple[int, int | None, str]]:
    return [(block.level, block.ordinal, block.text) for block in html_blocks(html) if block.kind is Kind.LIST_ITEM]


def test_nested_lists_have_levels_and_ordinals() -> None:
    html = """<ol><li>eins<ul><li>innen<li>noch<ol start=5><li>fünf<li>sechs</ol></ul><li value=7>sieben<li>acht</ol>
              <ul><li>neu</ul>"""
    assert items(html) == [
        (1, 1, "eins"),
        (2, None, "innen"),
        (2, None, "noch"),
        (3, 5, "fünf"),
        (3, 6, "sechs"),
        (1, 7, "sieben"),
        (1, 8, "acht"),
        (1, None, "neu"),
    ]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [("start=x", [1, 2]), ("start=''", [1, 2]), ("start=0", [0, 1]), ("start=-2", [-2, -1]), ("start=' 4'", [4, 5])],
)
def test_start_of_an_ordered_list(written: str, numbers: list[int]) -> None:
    assert [ordinal for _, ordinal, _ in items(f"<ol {written}><li>a<li>b</ol>")] == numbers


@pytest.mark.parametrize("written", ["start=", "value="])
def test_numbers_out_of_reach_do_no_harm(written: str) -> None:
    digits = "9" * 6000
    html = f"<ol start={digits}><li>a</ol>" if written == "start=" else f"<ol><li value={digits}>a</ol>"
    assert [text for _, _, text in items(html)] == ["a"]


def test_second_paragraph_of_an_item_is_a_paragraph() -> None:
    assert outline(html_blocks("<ul><li><p>first</p><p>more of it</p><li>second</ul>")) == [
        ("list item", "first"),
        ("paragraph", "more of it"),
        ("list item", "second"),
    ]


def test_definition_list() -> None:
    html = "<dl><dt>Брег<dd>край воды<dt>Мост<dd>путь над ней<dd>и память</dl>"
    assert items(html) == [
        (1, None, "Брег"),
        (2, None, "край воды"),
        (1, None, "Мост"),
        (2, None, "путь над ней"),
        (2, None, "и память"),
    ]


def test_item_without_a_list_is_an_item() -> None:
    assert items("<div><li>stray</div>") == [(1, None, "stray")]


# -- tables


def cells(page: Page) -> list[list[str]]:
    (table,) = (block for block in page.blocks if block.kind is Kind.TABLE)
    return [[cell.text for cell in row] for row in table.cells]


def test_data_table() -> None:
    page = html_page(
        """<table><caption>Level of the river</caption>
        <thead><tr><th>Day<th>Metres</thead>
        <tbody><tr><td>Mon<td>3.1<tr><td>Tue <td><b>3.4</b> <a href=https://r.example/>r</a></tbody></table>"""
    )
    (table,) = page.blocks
    assert cells(page) == [["Day", "Metres"], ["Mon", "3.1"], ["Tue", "3.4 r"]]
    assert [cell.header for row in table.cells for cell in row] == [True, True, False, False, False, False]
    assert table.text == "Level of the river\nDay | Metres\nMon | 3.1\nTue | 3.4 r"
    assert [(table.text[m.start : m.end], m.kind) for m in table.marks] == [("3.4", "strong"), ("r", "link")]


def test_table_for_layout_keeps_its_blocks() -> None:
    prose = "The bridge over the river was closed on Monday, and nobody could say when it would open again. " * 4
    page = html_page(f"<table><tr><td><a href=/>Home</a><td><h1>Bridge</h1><p>{prose}<p>{prose}</table>", URL)
    assert [block.kind for block in page.blocks] == [Kind.PARAGRAPH, Kind.HEADING, Kind.PARAGRAPH, Kind.PARAGRAPH]


def test_table_that_says_it_is_layout() -> None:
    page = html_page("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>")
    assert texts(page.blocks) == ["a", "b", "c", "d"]


def test_nested_table_makes_the_outer_one_layout() -> None:
    inner = "<table><tr><td>1<td>2<tr><td>3<td>4</table>"
    page = html_page(f"<table><tr><td>left<td>{inner}<tr><td>x<td>y</table>")
    assert [(block.kind, block.text) for block in page.blocks] == [
        (Kind.PARAGRAPH, "left"),
        (Kind.TABLE, "1 | 2\n3 | 4"),
        (Kind.PARAGRAPH, "x"),
        (Kind.PARAGRAPH, "y"),
    ]


def test_spans_are_bounded() -> None:
    page = html_page(
        "<table><tr><td colspan=9007199254740991 rowspan=9007199254740991>a<td colspan=2>b"
        "<tr><td colspan=0>c<td colspan=x rowspan=-3>d</table>"
    )
    (table,) = page.blocks
    assert [(c.columns, c.rows) for row in table.cells for c in row] == [(1000, 65534), (2, 1), (1, 1), (1, 1)]


def test_text_that_the_parser_moves_out_of_a_table_is_kept() -> None:
    page = html_page("<table>stray<tr><td>a<td>b</tr>also<tr><td>c<td>d</table>")
    said = " ".join(texts(page.blocks))
    assert all(word in said for word in ("stray", "also", "a | b", "c | d"))


# -- images


def addresses(html: str) -> list[str]:
    return [block.picture.address for block in html_blocks(html, URL) if block.picture is not None]


def test_image_tells_what_the_markup_says() -> None:
    (block,) = html_blocks('<a href="/gallery"><img src="/a.jpg" alt=" A  bridge " width=800 height="600px"></a>', URL)
    picture = block.picture
    assert picture is not None
    assert (block.kind, block.text) == (Kind.IMAGE, "")
    assert picture.address == "https://harbour.example/a.jpg"
    assert picture.description == "A bridge"
    assert (picture.width, picture.height) == (800, 600)
    assert picture.link == "https://harbour.example/gallery"


def test_image_in_a_paragraph_stands_behind_it() -> None:
    assert outline(html_blocks("<p>before <img src=/a.jpg> behind</p><p>next</p>")) == [
        ("paragraph", "before behind"),
        ("image", ""),
        ("paragraph", "next"),
    ]


def test_picture_sources() -> None:
    html = """<picture><source srcset="/w.webp 1200w, /s.webp 300w"><source data-srcset="/other.jpg 100w">
              <img src="data:image/gif;base64,R0lGOD" alt=x></picture><img src="/next.jpg">"""
    assert addresses(html) == ["https://harbour.example/w.webp", "https://harbour.example/next.jpg"]


def test_lazy_image_and_its_noscript_twin_are_one() -> None:
    html = """<img data-src="/a.jpg?w=900" src="/blank.gif"><noscript><img src="/a.jpg?w=300"></noscript>
              <noscript><img src="/b.jpg"></noscript>"""
    assert addresses(html) == ["https://harbour.example/a.jpg?w=900", "https://harbour.example/b.jpg"]


def test_noscript_text_is_read() -> None:
    assert texts(html_blocks("<noscript><p>This page works <b>without</b> scripts.</p></noscript>")) == [
        "This page works without scripts."
    ]


def test_emoji_images_are_text() -> None:
    html = '<p>Well done <img class="emoji" alt="🎉" src="/e.png"> all <img src=/i.gif width=16 height=16 alt=":)"></p>'
    assert outline(html_blocks(html)) == [("paragraph", "Well done 🎉 all :)")]


def test_icons_and_placeholders_are_no_images() -> None:
    html = '<img src="/icon.png" width=16 height=16 alt="menu entry"><img src="data:image/png;base64,AA"><img alt=none>'
    assert html_blocks(html, URL) == ()


# -- addresses


def test_links_are_absolute() -> None:
    html = "<p><a href='../x'>a</a> <a href='//cdn.example/y'>b</a> <a href='?p=2'>c</a> <a href='HTTP://U.example/'>d</a></p>"
    assert [target for _, _, target in marks(html, URL)] == [
        "https://harbour.example/2024/x",
        "https://cdn.example/y",
        "https://harbour.example/2024/05/bridge?p=2",
        "HTTP://U.example/",
    ]


def test_base_element() -> None:
    html = "<head><base href='/archive/'></head><p><a href='x'>a</a></p>"
    page = html_page(html, URL)
    assert page.markup.base == "https://harbour.example/archive/"
    assert page.blocks[0].links[0].target == "https://harbour.example/archive/x"


def test_first_base_element_counts() -> None:
    html = "<base href='https://one.example/'><base href='https://two.example/'><p><a href='x'>a</a></p>"
    assert html_page(html, URL).blocks[0].links[0].target == "https://one.example/x"


def test_base_element_without_address_changes_nothing() -> None:
    html = "<base target=_blank><p><a href='x'>a</a></p>"
    assert html_page(html, URL).blocks[0].links[0].target == "https://harbour.example/2024/05/x"


@pytest.mark.parametrize(
    "address", ["javascript:go()", "mailto:a@b.example", "data:text/html,x", "tel:+1", "http://[bad"]
)
def test_addresses_that_lead_to_no_page(address: str) -> None:
    targets = [target for _, _, target in marks(f"<p><a href='{address}'>go</a></p>", URL)]
    assert targets in ([""], [address])


# -- what the page says about itself

SELF = """<!doctype html><html lang="pt-BR"><head><title> Ponte
 reabre </title><title>second</title>
<meta charset=utf-8><meta property="og:Title" content=" Ponte reabre "><meta name=author content="Ana Lima">
<meta name=empty content="  "><meta itemprop=datePublished content="2024-05-01">
<link rel=canonical href="/ponte"><link rel="Alternate" href="/amp">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ponte"}</script>
<script id="__NEXT_DATA__" type="application/json">{"props":{}}</script>
<script type="text/javascript">start({a: 1})</script></head>
<body><article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop=headline>Ponte <b>reabre</b></h1>
<address>Por <a rel=author href="/ana">Ana Lima</a></address>
<time datetime="2024-05-01T08:00:00-03:00">1 de maio</time>
<time>ontem às 8h</time><p>Texto.</p></article></body></html>"""


def test_markup_about_the_page() -> None:
    markup = html_page(SELF, URL).markup
    assert markup.title is not None
    assert markup.title.value == "Ponte reabre"
    assert markup.language is not None
    assert markup.language.value == "pt-BR"
    assert {(meta.name, meta.value) for meta in markup.metas} == {
        ("og:title", "Ponte reabre"),
        ("author", "Ana Lima"),
        ("datepublished", "2024-05-01"),
    }
    assert [(link.name, link.value) for link in markup.links] == [
        ("canonical", "https://harbour.example/ponte"),
        ("alternate", "https://harbour.example/amp"),
    ]
    assert [(script.kind, script.text[:9]) for script in markup.scripts] == [
        ("json-ld", '{"@type":'),
        ("__NEXT_DATA__", '{"props":'),
    ]


def test_items_of_the_body() -> None:
    found = [(item.name, item.value) for item in html_page(SELF, URL).markup.items]
    assert ("headline", "Ponte reabre") in found
    assert ("address", "Por Ana Lima") in found
    assert ("rel:author", "Ana Lima") in found
    assert ("time", "2024-05-01T08:00:00-03:00") in found
    assert ("time", "ontem às 8h") in found


def test_places_of_what_the_page_says_find_it_again() -> None:
    from selectolax.lexbor import LexborHTMLParser

    document = LexborHTMLParser(SELF)
    markup = html_page(SELF, URL).markup
    for meta in (*markup.metas, *markup.links, *markup.items):
        (node,) = document.css(meta.place.selector or "")
        if meta.place.kind == "attribute":
            said = node.attributes[meta.place.attribute or ""] or ""
            assert said.strip() == meta.value or meta.value.endswith(said)
        else:
            assert " ".join(node.text().split()) == meta.value
    for script in markup.scripts:
        (node,) = document.css(script.place.selector or "")
        assert script.text in (node.html or "")


# -- broken and bounded


def test_unclosed_everything() -> None:
    html = (
        "<html><body><div class=a><h1>Brücke</h1><p>Sie <b>ist <a href=/x>offen<ul><li>eins<li>zwei"
        "</ul><table><tr><td>a<td>b<tr><td>c<td>d"
    )
    assert outline(html_blocks(html, URL)) == [
        ("heading", "Brücke"),
        ("paragraph", "Sie ist offen"),
        ("list item", "eins"),
        ("list item", "zwei"),
        ("table", "a | b\nc | d"),
    ]


@pytest.mark.parametrize("html", ["", " ", "<!doctype html>", "<", "</", "<p", "<p a=", "&", "<!--", "<![CDATA[", "\0"])
def test_next_to_nothing_gives_next_to_nothing(html: str) -> None:
    assert len("".join(texts(html_blocks(html)))) <= len(html)


def test_nodes_are_bounded_and_the_page_says_so() -> None:
    html = "".join(f"<p>word {number}</p>" for number in range(20_000))
    page = html_page(html, limits=Limits(nodes=10_000, seconds=60))
    assert page.warnings == ("only the first 10000 nodes of the page are read",)
    assert page.blocks[0].text == "word 0"
    assert 2000 < len(page.blocks) <= 10_000


def test_deadline_is_kept() -> None:
    limits = Limits(seconds=1e-9)
    with pytest.raises(LimitError, match=r"bridge\.html: not done within"):
        read_html(Capture("x"), "<p>x</p>" * 5000, limits, Deadline(limits, "bridge.html"))


def test_blocks_know_their_number_and_element() -> None:
    page = html_page("<h1>a</h1><p>b<p>c<img src=/d.jpg><table><tr><td>1<td>2<tr><td>3<td>4</table>", URL)
    assert [block.block for block in page.blocks] == list(range(5))
    assert [page.elements.tag[block.element] for block in page.blocks] == ["h1", "p", "p", "img", "table"]


def test_lines_of_pre_made_by_markup() -> None:
    html = "<pre>a<br>  b<div>c</div><div>d</div>e<script>x</script><svg><text>y</text></svg></pre>"
    (block,) = html_blocks(html)
    assert block.text == "a\n  b\nc\nd\ne"


def test_caption_of_a_table_that_stands_in_its_midst_or_end() -> None:
    (block,) = html_blocks("<table><tr><td>a<td><tr><td>c<td>d<caption><a href=https://x.example/>late</a></table>")
    assert block.text == "a | \nc | d\nlate"
    assert [(block.text[m.start : m.end], m.target) for m in block.links] == [("late", "https://x.example/")]
    assert [[cell.text for cell in row] for row in block.cells] == [["a", ""], ["c", "d"]]
