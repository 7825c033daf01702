import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tearsheet.errors import LimitError
from tearsheet.limits import Limits
from tearsheet.page.block import Kind
from tearsheet.page.terminalmarks import has_terminal_marks
from tests.pages.reading import outline, text_blocks, text_page, texts


def spans(text: str) -> list[str]:
    return [text[block.place.start : block.place.end] for block in text_blocks(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0c", "\x0b"])
def test_line_ends(end: str) -> None:
    text = end.join(["Мост открыт.", "", "  The bridge is open. ", "大桥重开。"])
    assert texts(text_blocks(text)) == ["Мост открыт.", "The bridge is open.", "大桥重开。"]
    assert spans(text) == ["Мост открыт.", "The bridge is open.", "大桥重开。"]


def test_byte_order_mark_and_zero_width_characters_at_the_edges() -> None:
    text = "\ufeffTitle of the page\n\u200bSecond line\u200b\n\u200b\n\ufeff"
    assert texts(text_blocks(text)) == ["Title of the page", "Second line"]
    assert spans(text) == ["Title of the page", "Second line"]


def test_wide_and_fixed_spaces() -> None:
    text = "\u3000\u3000大桥重开\u3000了\n\xa0\tOne\xa0two\t\n"
    assert texts(text_blocks(text)) == ["大桥重开 了", "One two"]


WRAPPED = """\
The first tram rolled over the iron bridge at a quarter past five on
Monday, carrying eleven passengers, two dogs and a brass band that had
been told to play quietly and did not. Nobody on the quay minded that,
and some danced.
Heavy lorries stay banned, as the council said in its long and care-
ful letter, and the buses will have to wait until the autumn for any
decision at all."""


def test_wrapped_paragraphs_are_joined() -> None:
    first, second = text_blocks(WRAPPED)
    assert first.text.startswith(
        "The first tram rolled over the iron bridge at a quarter past five on Monday, carrying"
    )
    assert first.text.endswith("and some danced.")
    assert "in its long and careful letter" in second.text
    assert WRAPPED[first.place.start : first.place.end].count("\n") == 3
    assert WRAPPED[second.place.start : second.place.end] == WRAPPED[WRAPPED.index("Heavy") :]


def test_lines_of_their_own_are_not_joined() -> None:
    menu = "\n".join(["Home", "City council", "Sport and leisure", "Weather", "About us and our editors"])
    assert len(text_blocks(menu)) == 5


def test_sentences_a_line_are_not_joined() -> None:
    text = "\n".join(f"This is sentence number {n} of the text, and it ends here." for n in range(5))
    assert len(text_blocks(text)) == 5


def test_credit_and_caption_glued_together() -> None:
    text = "© Port Agency . Marek DahlTrams wait at the western end of the iron bridge"
    assert texts(text_blocks(text)) == [
        "© Port Agency . Marek Dahl",
        "Trams wait at the western end of the iron bridge",
    ]
    assert spans(text) == texts(text_blocks(text))


def test_caption_is_told_by_its_repetition() -> None:
    caption = "first tram waits at the western end"
    text = f"Foto: Marek Dahl/{caption}\n{caption}"
    assert texts(text_blocks(text))[1:] == [caption, caption]


def test_words_with_a_capital_inside_stay_whole() -> None:
    text = "Photo: iPhone\nThe McDonald brothers run an eBay shop on YouTube."
    assert texts(text_blocks(text)) == ["Photo: iPhone", "The McDonald brothers run an eBay shop on YouTube."]


def test_bullets() -> None:
    found = text_blocks("Needed:\n• oil\n• a mallet\n* patience\n* time\n1. Oil it\n2. Wait\n3) Hit it")
    assert [(block.kind, block.text, block.ordinal) for block in found] == [
        (Kind.PARAGRAPH, "Needed:", None),
        (Kind.LIST_ITEM, "oil", None),
        (Kind.LIST_ITEM, "a mallet", None),
        (Kind.LIST_ITEM, "patience", None),
        (Kind.LIST_ITEM, "time", None),
        (Kind.LIST_ITEM, "Oil it", 1),
        (Kind.LIST_ITEM, "Wait", 2),
        (Kind.LIST_ITEM, "Hit it", 3),
    ]


@pytest.mark.parametrize(
    "text", ["– Мы ждали девять лет, — сказала она.", "- said nobody at all.", "1. FC Uferstadt gewann."]
)
def test_one_dash_or_number_is_no_list(text: str) -> None:
    _, block, _ = text_blocks(f"Before it.\n{text}\nBehind it.")
    assert (block.kind, block.text) == (Kind.PARAGRAPH, text)


@pytest.mark.parametrize(
    "lines",
    [
        ["– Мы ждали девять лет, – сказала она.", "– И дождались! – ответил он.", "– Почти, – вздохнула она."],
        ["- On a attendu neuf ans, - dit-elle.", "- Et alors ?", "- Alors rien. - Il se tut."],
        ["— Esperamos nueve años —dijo ella.", "— ¿Y qué?"],
    ],
)
def test_dashes_of_speech_are_no_bullets(lines: list[str]) -> None:
    assert outline(text_blocks("\n".join(lines))) == [("paragraph", text) for text in lines]


def test_dashes_of_a_list_are_bullets() -> None:
    found = text_blocks("- oil, the thick one\n- a mallet – wooden\n– apart")
    assert [(block.kind, block.text) for block in found] == [
        (Kind.LIST_ITEM, "oil, the thick one"),
        (Kind.LIST_ITEM, "a mallet – wooden"),
        (Kind.PARAGRAPH, "– apart"),
    ]


def test_headings_and_quotations_of_markdown() -> None:
    found = text_blocks("# Title\n\n### Part ###\n> quoted\n>> twice\n#hashtag")
    assert [(block.kind, block.level, block.text) for block in found] == [
        (Kind.HEADING, 1, "Title"),
        (Kind.HEADING, 3, "Part"),
        (Kind.QUOTATION, 0, "quoted"),
        (Kind.QUOTATION, 0, "twice"),
        (Kind.PARAGRAPH, 0, "#hashtag"),
    ]


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_code_between_fences_keeps_its_white_space(fence: str) -> None:
    text = f"See:\n{fence}python\nif x:\n\n    y()\n{fence}\nDone."
    assert outline(text_blocks(text)) == [
        ("paragraph", "See:"),
        ("code", "if x:\n\n    y()"),
        ("paragraph", "Done."),
    ]
    assert spans(text)[1] == f"{fence}python\nif x:\n\n    y()\n{fence}"


def test_fence_that_is_never_closed_is_a_line() -> None:
    assert outline(text_blocks("```\nx = 1")) == [("paragraph", "```"), ("paragraph", "x = 1")]


def test_indented_code_in_fences_of_windows_lines() -> None:
    assert outline(text_blocks("```\r\n  a\r\n  b\r\n```")) == [("code", "  a\r\n  b")]


def test_table_by_tabs() -> None:
    text = "Day\tMetres\nMon\t3.1\nTue\t3.4\n\nEnd"
    table, end = text_blocks(text)
    assert [[cell.text for cell in row] for row in table.cells] == [["Day", "Metres"], ["Mon", "3.1"], ["Tue", "3.4"]]
    assert table.text == "Day | Metres\nMon | 3.1\nTue | 3.4"
    assert (table.kind, end.text) == (Kind.TABLE, "End")
    assert text[table.place.start : table.place.end] == "Day\tMetres\nMon\t3.1\nTue\t3.4"


def test_table_by_bars() -> None:
    (table,) = text_blocks("| Day | Metres |\n|:----|-------:|\n| Mon | 3.1 |")
    assert [[(cell.text, cell.header) for cell in row] for row in table.cells] == [
        [("Day", True), ("Metres", True)],
        [("Mon", False), ("3.1", False)],
    ]


def test_one_line_with_a_tab_is_no_table() -> None:
    assert outline(text_blocks("Name:\tAnna")) == [("paragraph", "Name: Anna")]


def test_site_name_that_lines_end_with() -> None:
    text = "A bridge - Harbour Post\nText in between.\nA ferry - Harbour Post\nA tram – alone"
    (site,) = text_page(text).markup.items
    assert (site.name, site.value) == ("site name", "Harbour Post")
    assert text[site.place.start : site.place.end] == "Harbour Post"


@pytest.mark.parametrize("text", ["A bridge - Harbour Post", "no names at all\nhere", "", "- x\n- x"])
def test_no_site_name(text: str) -> None:
    assert text_page(text).markup.items == ()


def test_scripts_without_spaces_and_from_right_to_left() -> None:
    lines = [
        "大桥重开。人们在岸边等候。",
        "橋が開いた。",
        "สะพานเปิดแล้ว",
        "גשר הברזל נפתח",
        "فتح الجسر الحديدي",
        "पुल खुल गया।",
    ]
    assert texts(text_blocks("\n\n".join(lines))) == lines


def test_wrapped_lines_of_chinese_keep_their_words() -> None:
    text = "星期一清晨五点一刻第一辆有轨电车驶上铁桥车上有十一名乘客两条狗还有一支铜管乐队他们没有照办" * 3
    joined = "".join(texts(text_blocks("\n".join(text[n : n + 45] for n in range(0, len(text), 45)))))
    assert joined.replace(" ", "") == text


def test_lines_are_bounded_and_the_page_says_so() -> None:
    page = text_page("a line of words\n\n" * 500, Limits(nodes=100, seconds=60))
    assert len(page.blocks) == 100
    assert page.warnings == ("only the first 100 lines of the capture are read",)


def test_deadline_is_kept() -> None:
    with pytest.raises(LimitError, match="test: not done within"):
        text_page("x\n" * 20_000, Limits(seconds=1e-9))


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 1_000_000,
        "x" * 3_000_000,
        " - " * 500_000,
        "\t" * 1_000_000,
        "|" * 300_000 + "\n" + "|" * 300_000,
        "> " * 500_000,
        "# " * 500_000,
        "©" * 200_000,
        "Photo: " * 200_000,
        "aB" * 500_000,
        "```\n" * 20_000,
        "1. x\n" * 40_000,
        "A - B\n" * 60_000,
        "x" * 50 + "\n" + ("y" * 60 + "\n") * 30_000,
    ],
    ids=range(14),
)
@pytest.mark.timeout(10)
def test_hostile_shapes_are_read_soon(text: str) -> None:
    text_page(text)


line = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.sampled_from(
        [
            "", " ", "\t", "• one", "- two", "* three", "1. four", "2. five", "# Head", "> quote", "```", "~~~", "a\tb",
            "c\td", "| a | b |", "|---|---|", "© Ann BolTrams wait at the western end", "Photo - Harbour Post",
            "Trams wait at the western end", "Tram - Harbour Post", "\u200b", "\ufeffx\ufeff", "x-",
            "The first tram rolled over the iron bridge at a quarter past five on-",
            "Monday, carrying eleven passengers, two dogs and a brass band that had",
            "been told to play quietly and did not. Nobody on the quay minded that,",
        ]
    ),
)  # fmt: skip
flat = st.lists(st.tuples(line, st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r", "\u2028"])), max_size=25).map(
    lambda lines: "".join(text + end for text, end in lines)
)


@given(flat)
@settings(max_examples=250, deadline=None)
@example("```\n```\n```")
@example("\x1c\x1d\x1ea")
@example("© aBTrams wait at the western end\nTrams wait at the western end")
def test_spans_ascend_and_nothing_is_lost(text: str) -> None:
    # What terminal browsers print for a button is the one thing that is no text.
    assume(not has_terminal_marks(text))
    page = text_page(text)
    at = 0
    for number, block in enumerate(page.blocks):
        start, end = block.place.start, block.place.end
        assert start is not None
        assert end is not None
        assert at <= start < end <= len(text)
        assert not any(map(str.isalnum, text[at:start]))
        assert text[start:end] == text[start:end].strip()
        assert block.block == number
        assert block.text
        if block.kind is not Kind.CODE:
            assert block.text == "\n".join(" ".join(line.split()) for line in block.text.split("\n"))
        characters = iter(text[start:end])
        assert all(character in characters for character in block.text if character not in " |\n")
        at = end
    assert not any(map(str.isalnum, text[at:]))


def test_hyphens_of_words_stay_and_those_of_the_wrapping_go() -> None:
    text = (
        "The careful council wrote a long letter about the bridge and the iron-\n"
        "clad promise it had made, which the mayor called iron-clad in a very care-\n"
        "ful voice, and nobody on the quay could remember having heard the word be-\n"
        "fore that winter, when the river had been so low that children walked across."
    )
    (block,) = text_blocks(text)
    assert "the iron-clad promise" in block.text
    assert "very careful voice" in block.text
    assert "word before that" in block.text


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    text = "星期一清晨五点一刻第一辆有轨电车驶上铁桥车上有十一名乘客两条狗还有一支铜管乐队他们没有照办" * 4
    (block,) = text_blocks("\n".join(text[n : n + 38] for n in range(0, len(text), 38)))
    assert block.text == text


LAID_OUT = """\
                                Old ferry returns

   The last wooden ferry on the river will cross again from Monday morning,
   the harbour office said on Friday after a trial run with forty passengers
   and a brass band on board.

   Engineers spent two winters replacing the keel and the engine. The old one
   is now in the museum next to the landing.

     * Tickets cost two crowns, dogs travel free, and anybody who arrives with
       an accordion is asked to wait for the late boat
     * Bicycles cost one crown

   ----------------------------------------------------------------------------
   Home
   News
"""


def test_page_as_a_terminal_lays_it_out() -> None:
    assert outline(text_blocks(LAID_OUT)) == [
        ("paragraph", "Old ferry returns"),
        (
            "paragraph",
            "The last wooden ferry on the river will cross again from Monday morning, the harbour office said on "
            "Friday after a trial run with forty passengers and a brass band on board.",
        ),
        (
            "paragraph",
            "Engineers spent two winters replacing the keel and the engine. The old one is now in the museum next to "
            "the landing.",
        ),
        (
            "list item",
            "Tickets cost two crowns, dogs travel free, and anybody who arrives with an accordion is asked to wait for "
            "the late boat",
        ),
        ("list item", "Bicycles cost one crown"),
        ("paragraph", "Home"),
        ("paragraph", "News"),
    ]


def test_numbers_of_links_are_no_text_and_those_of_notes_stay() -> None:
    text = "[1]Home [2]News\n\n[3]Weather in [4]Town\n\n[5]More\n\nThe ferry returns.[1] It is old.[2]"
    assert texts(text_blocks(text)) == [
        "Home News",
        "Weather in Town",
        "More",
        "The ferry returns.[1] It is old.[2]",
    ]


def test_sentences_cut_at_their_links_are_mended() -> None:
    text = (
        "The old ferry returns to the river on Monday, said the\nharbour office\n, which had asked\nthe engineers\n"
        ", the museum and the\ncaptain\n.\nTickets\nTimetable"
    )
    assert texts(text_blocks(text)) == [
        "The old ferry returns to the river on Monday, said the harbour office, which had asked the engineers, the "
        "museum and the captain.",
        "Tickets",
        "Timetable",
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("14:32Minister resigns after row", ["14:32", "Minister resigns after row"]),
        ("READ MORE:How the ferry was saved", ["READ MORE:", "How the ferry was saved"]),
        ("3 May 2024Ferry returns to the river", ["3 May 2024", "Ferry returns to the river"]),
        ("Ferry returns14:32", ["Ferry returns", "14:32"]),
    ],
)
def test_times_dates_and_labels_run_together_with_what_follows(text: str, pieces: list[str]) -> None:
    assert texts(text_blocks(text)) == pieces
    assert spans(text) == pieces


def test_words_run_together_are_parted_where_another_line_begins_so() -> None:
    text = "Picture by Ana GleasonTrams wait at the bridge all morning\nTrams wait at the bridge all morning"
    assert texts(text_blocks(text))[:2] == ["Picture by Ana Gleason", "Trams wait at the bridge all morning"]


def test_page_collapsed_to_one_line_is_parted_at_sentences() -> None:
    sentences = [
        f"The ferry crossed the river {word} times on Monday, said Dr. Ilse M. Brandow of the harbour office."
        for word in (
            "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
        )
    ]
    text = " ".join(sentences + sentences[:3])
    assert texts(text_blocks(text)) == sentences + sentences[:3]
    assert spans(text) == sentences + sentences[:3]


def test_headings_by_underline_and_of_wikis() -> None:
    found = text_blocks("Old ferry\n=========\n\nText.\n\nTickets\n-------\nTwo crowns.\n\n=== Dogs ===\nFree.")
    assert [(block.kind.value, block.level, block.text) for block in found] == [
        ("heading", 1, "Old ferry"),
        ("paragraph", 0, "Text."),
        ("heading", 2, "Tickets"),
        ("paragraph", 0, "Two crowns."),
        ("heading", 3, "Dogs"),
        ("paragraph", 0, "Free."),
    ]


def test_nested_items() -> None:
    found = text_blocks("  * Boats\n    + Ferry\n    + Barge\n  * Bridges")
    assert [(block.level, block.text) for block in found] == [(1, "Boats"), (2, "Ferry"), (2, "Barge"), (1, "Bridges")]


def test_entries_of_a_feed_are_not_joined() -> None:
    lines = [
        "10:42 ฝนถล่มเมือง น้ำท่วมถนนสายหลัก",
        "10:30 ราคาน้ำมันพรุ่งนี้ลดลง 50 สตางค์",
        "10:11 ทีมวอลเลย์บอลหญิงคว้าชัยนัดเปิดสนาม",
        "09:58 สะพานเก่าเปิดใช้อีกครั้งในรอบปี",
    ]
    assert texts(text_blocks("\n".join(lines))) == lines
