import numpy as np
import pytest

from tearsheet import extract
from tearsheet.page.role import PageType, Role
from tearsheet.roles.features import measure
from tearsheet.roles.linelists import phrased_lines, settle_lists
from tearsheet.roles.linephrases import label_role, line_role, phrase_roles
from tests.pages.reading import text_page

TEXT = (
    "The ferry to Osmund Island will not sail before the ice has gone, the harbour office said on Monday. It was the "
    "longest winter for eleven years.",
    "Islanders have been fetching their bread with sledges. The baker, Ida Holm, drives a horse across the ice every "
    "morning before six.",
    "The harbour office hopes to put the ferry to work again by the end of March, if the wind comes from the south "
    "for a week.",
)
TITLE = "No ferry to Osmund Island before the ice has gone"


def roles_of(*lines: str) -> dict[str, Role | None]:
    article = extract("\n".join(lines))
    return {block.text: block.role for block in (*article.body, *article.left_out)}


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Sign in", Role.CALL_TO_ACTION),
        ("ANMELDEN", Role.CALL_TO_ACTION),
        ("Añadir al carrito", Role.CALL_TO_ACTION),
        ("Load older entries", Role.CALL_TO_ACTION),
        ("Comments (14)", Role.COMMENTS),
        ("Комментарии: 3", Role.COMMENTS),
        ("Tout accepter", Role.CONSENT),
        ("すべて同意する", Role.CONSENT),
        ("Najczęściej czytane", Role.FEED),
        ("الأكثر قراءة", Role.FEED),
        ("यह भी पढ़ें", Role.RELATED),
        ("相关阅读", Role.RELATED),
        ("Share this story on Facebook", Role.SHARE),
        ("分享到微信", Role.SHARE),
        ("Όροι χρήσης", Role.LEGAL),
        ("ΔΗΜΟΦΙΛΗ", Role.FEED),
        ("İLETİŞİM", Role.NAVIGATION),
        ("KULLANIM KOŞULLARI", Role.LEGAL),
        ("الاكثر قراءة", Role.FEED),
        ("Thế giới", None),
        ("Loading ...", Role.LOADER),
        ("The harbour froze over on Monday", None),
        ("Facebook said on Monday that it would open a school", None),
        ("", None),
        ("2019", None),
    ],
)
def test_a_stock_phrase_tells_a_lines_role(line: str, role: Role | None) -> None:
    assert line_role(line) is role


def test_a_common_beginning_only_hints() -> None:
    line = "Weather warning for the whole coast"
    assert line_role("Погода на завтра и на неделю") is None
    assert phrase_roles("Похожие рассказы о льде")[1] is Role.RELATED
    assert phrase_roles(line)[1] is None


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Tags: ice, ferries", Role.TAGS),
        ("Теги: лёд, паромы", Role.TAGS),
        ("关键词：轮渡 冰", Role.TAGS),
        ("फोटो: अनीता राव", Role.CREDIT),
        ("Photo: Ida Holm", Role.CREDIT),
        ("责任编辑：林秋", Role.BYLINE),
        ("Ferry: no sailing today", None),
        ("Photo", None),
    ],
)
def test_a_label_tells_what_follows_it(line: str, role: Role | None) -> None:
    assert label_role(line) is role


def test_a_header_gives_its_role_to_the_list_below() -> None:
    roles = roles_of(
        TITLE,
        *TEXT,
        "Most read",
        "Snow falls on the wrong side of the street",
        "Mayor loses his hat to a gull",
        "Related stories",
        "How the ferry got its name after all",
        "A bridge that nobody wanted to cross",
        "Tags",
        "Ferries",
        "Ice",
    )
    assert roles["Most read"] is roles["Mayor loses his hat to a gull"] is Role.FEED
    assert roles["Related stories"] is roles["A bridge that nobody wanted to cross"] is Role.RELATED
    assert roles["Tags"] is roles["Ice"] is Role.TAGS


@pytest.mark.parametrize(("count", "role"), [(8, Role.TAGS), (20, Role.NAVIGATION)])
def test_a_long_list_of_topics_is_a_menu(count: int, role: Role) -> None:
    page = text_page("\n".join(("Topics", *(f"Boats of {'abcdefghijklmnopqrst'[number]}" for number in range(count)))))
    roles = [Role.NAVIGATION] * len(page.blocks)
    unlikely = np.zeros(len(page.blocks))
    settle_lists(
        page, measure(page), unlikely, roles, phrased_lines(page, measure(page), unlikely, roles), PageType.ARTICLE
    )
    assert set(roles) == {role}


def test_several_phrases_in_a_row() -> None:
    roles = roles_of("Home | News | Contact | Sport", TITLE, *TEXT, "Imprint | Privacy policy | Terms of use")
    assert roles["Home | News | Contact | Sport"] is Role.NAVIGATION
    assert roles["Imprint | Privacy policy | Terms of use"] is Role.LEGAL


def test_scripts_that_stand_side_by_side_are_no_templates_left_over() -> None:
    text = "島へ渡る船は氷がとけるまで出ないと港の事務所が月曜日に発表した。この十一年で最も長い冬だった。"
    roles = roles_of("氷がとけるまで島へ渡る船は出ない", text, text[::-1], "メルボルン", "Osmund Media")
    assert Role.TEMPLATE not in roles.values()


def test_a_headline_is_not_a_part_of_one_above() -> None:
    lines = ("The ferry to Osmund Island waits for the ice", "The ferry to Osmund Island", *TEXT)
    assert extract("\n".join(lines)).title == lines[0]


def test_lines_that_begin_with_times_are_a_feed() -> None:
    feed = ("18:40 Snow falls on the wrong side", "18:12 Mayor loses his hat to a gull", "17:55 Baker sells a horse")
    roles = roles_of(TITLE, *TEXT, "Fresh from the island", *feed)
    assert {roles[line] for line in ("Fresh from the island", *feed)} == {Role.FEED}


def test_the_words_of_the_text_right_below_it_are_its_tags() -> None:
    roles = roles_of(TITLE, *TEXT, "Osmund Island", "Harbour office", "Ferry", "Log in to comment")
    assert roles["Osmund Island"] is roles["Harbour office"] is roles["Ferry"] is Role.TAGS


def test_a_button_below_a_newsletter_belongs_to_it() -> None:
    roles = roles_of("Subscribe", TITLE, *TEXT, "Get our island newsletter every Friday", "Sign up", "Privacy policy")
    assert roles["Subscribe"] is Role.CALL_TO_ACTION
    assert roles["Sign up"] is Role.NEWSLETTER
    assert roles["Privacy policy"] is Role.LEGAL


def test_a_short_line_above_text_is_a_heading_of_the_body() -> None:
    article = extract("\n".join((TITLE, *TEXT[:2], "Bread on a sledge", TEXT[2])))
    assert [(block.text, block.role) for block in article.body][-2] == ("Bread on a sledge", Role.HEADING)


def test_a_title_said_by_a_button_is_none() -> None:
    assert extract("\n".join(("Skip to the main content", TITLE, *TEXT))).title == TITLE


def test_a_line_between_menu_and_title_is_a_kicker() -> None:
    roles = roles_of("Home", "Search", "Log in", "Islands", TITLE, *TEXT)
    assert roles["Islands"] is Role.KICKER
    roles = roles_of("Home", "Islands", "Harbours", "Weather", "Boats", TITLE, *TEXT)
    assert roles["Boats"] is not Role.KICKER


def test_times_above_the_entries_of_a_live_blog_are_datelines() -> None:
    roles = roles_of(TITLE, "18:20", TEXT[0], "17:41", TEXT[1], "16:55", TEXT[2])
    assert {roles[time] for time in ("18:20", "17:41", "16:55")} == {Role.DATELINE}
    assert {roles[text] for text in TEXT[1:]} == {Role.PARAGRAPH}


def test_names_and_times_above_posts() -> None:
    lines = [
        line
        for name, day, text in zip(("Birdwatcher", "IdaH", "Birdwatcher"), (3, 4, 5), TEXT, strict=True)
        for line in (name, f"{day} February 2021, 19:22", text)
    ]
    roles = roles_of("Which ferry goes to Osmund Island in winter?", *lines)
    assert roles["Birdwatcher"] is roles["IdaH"] is Role.BYLINE
    assert roles["4 February 2021, 19:22"] is Role.DATELINE


def test_a_list_of_many_lines_takes_linear_time() -> None:
    article = extract("\n".join((TITLE, *TEXT, "Most read", *("12:30 Snow falls again today",) * 5000)))
    assert article.title == TITLE


def test_numbers_of_a_list_on_lines_of_their_own() -> None:
    items = ("Pub landlord bans shoes", "Snow warning for Thursday")
    roles = roles_of(TITLE, *TEXT, "Comments (2)", "Most read", "1", items[0], "2", items[1])
    assert {roles[line] for line in ("Most read", "1", items[0], "2", items[1])} == {Role.FEED}


def test_a_heading_above_a_list_and_above_a_line_that_leads_on() -> None:
    lines = (
        TITLE,
        *TEXT[:2],
        "What to bring",
        "Nobody should come onto the ice without these:",
        "• a rope",
        "• a plank",
    )
    assert roles_of(*lines, TEXT[2])["What to bring"] is Role.HEADING


def test_a_labelled_headline_between_paragraphs_is_no_heading() -> None:
    line = "Read also: the winter when the wolves came over the ice"
    assert roles_of(TITLE, *TEXT[:2], line, TEXT[2])[line] is Role.RELATED


def test_what_stands_between_readers_comments_is_one() -> None:
    lines = (TITLE, *TEXT, "Comments (2)", "Add a comment", "Old Sailor", "I had a sledge once", "Reply")
    assert {roles_of(*lines)[line] for line in lines[-5:]} == {Role.COMMENTS}


def test_what_stands_below_a_count_of_reviews_is_what_readers_wrote() -> None:
    reviews = (
        "Warm in the coldest winter, and it does not scratch.",
        "Ida H., 12 January 2022",
        "Too short for my legs.",
    )
    lines = (*TEXT[:2], "Reviews (2)", *reviews, "Write a review", "Related products", "Woollen socks, grey, size 43")
    roles = roles_of("Woollen trousers from Osmund Island", *lines)
    assert {roles[line] for line in reviews} == {Role.COMMENTS}
    assert roles["Woollen socks, grey, size 43"] is Role.RELATED


def test_about_the_author_behind_a_label() -> None:
    line = (
        "About the author: Ida Holm bakes bread and writes about islands from a house that has no road to it, she says."
    )
    roles = roles_of(TITLE, *TEXT, "Comments (2)", "Add a comment", line, "Privacy policy")
    assert roles[line] is Role.BYLINE


def test_an_opening_line_that_ends_no_sentence_describes_an_image() -> None:
    told = roles_of(
        TITLE,
        "By Ida Holm",
        "12 March 2019",
        "A horse pulls a sledge across the frozen sound",
        "A horse and its sledge on the sound last week.",
        *TEXT,
    )
    assert told["A horse pulls a sledge across the frozen sound"] is Role.IMAGE_DESCRIPTION
    assert told["A horse and its sledge on the sound last week."] is Role.CAPTION


def test_short_lines_behind_a_colon_are_a_list() -> None:
    told = roles_of(
        TITLE,
        *TEXT[:2],
        "Whoever crosses the ice should carry three things:",
        "two ice picks",
        "a long pole",
        "a whistle",
        TEXT[2],
    )
    assert [told[line] for line in ("two ice picks", "a long pole", "a whistle")] == [Role.LIST_ITEM] * 3


def test_a_question_of_an_interview_is_no_heading() -> None:
    told = roles_of(TITLE, *TEXT[:1], "Q. Who fetches the bread?", "A. " + TEXT[1], "Q. And who pays?", "A. " + TEXT[2])
    assert told["Q. Who fetches the bread?"] is Role.PARAGRAPH
    assert told["Q. And who pays?"] is Role.PARAGRAPH


def test_numbered_signs_below_the_text_are_tags() -> None:
    told = roles_of(TITLE, *TEXT, "# ice", "# ferry")
    assert told["ice"] is told["ferry"] is Role.TAGS


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [("Was this page helpful?", "Yes", "No"), ("この記事は役に立ちましたか？", "はい", "いいえ")],
)
def test_answers_to_a_question_about_the_page_are_buttons(question: str, yes: str, no: str) -> None:
    told = roles_of(TITLE, *TEXT, question, yes, no, "Imprint")
    assert told[question] is told[yes] is told[no] is Role.CALL_TO_ACTION


def test_what_stands_above_a_table_without_a_stop_is_its_heading() -> None:
    told = roles_of(TITLE, *TEXT[:2], "Sledges on the ice last week", "day\tnumber", "Monday\t3", "Tuesday\t5", TEXT[2])
    assert told["Sledges on the ice last week"] is Role.HEADING
