import numpy as np

from tearsheet.page.block import Page
from tearsheet.page.role import Role
from tearsheet.roles.features import measure
from tearsheet.roles.linetext import settle_text
from tests.pages.reading import text_page

FIRST = "The ferry to Osmund Island will not sail before the ice has gone, the harbour office said on Monday morning."
SECOND = "Islanders have been fetching their bread with sledges; the baker drives a horse across the ice before six."


def settled(
    page: Page, roles: list[Role], likely: dict[int, float], known: dict[int, Role] | None = None
) -> list[Role]:
    probability = np.array([likely.get(number, 0.05) for number in range(len(page.blocks))])
    settle_text(page, measure(page), probability, roles, known or {})
    return roles


def test_a_sentence_behind_an_advertisement_is_text() -> None:
    page = text_page("\n".join((FIRST, "Advertisement", SECOND)))
    roles = [Role.PARAGRAPH, Role.ADVERTISEMENT, Role.COMMENTS]
    assert settled(page, roles, {0: 0.6, 2: 0.25}, {1: Role.ADVERTISEMENT})[2] is Role.PARAGRAPH


def test_the_surer_the_text_the_less_doubtful_sentences_belong_to_it() -> None:
    page = text_page("\n".join((FIRST, "Advertisement", SECOND)))
    roles = [Role.PARAGRAPH, Role.ADVERTISEMENT, Role.COMMENTS]
    assert settled(page, roles, {0: 0.98, 2: 0.25}, {1: Role.ADVERTISEMENT})[2] is Role.COMMENTS


def test_a_sentence_without_a_chance_is_not() -> None:
    page = text_page("\n".join((FIRST, SECOND)))
    assert settled(page, [Role.PARAGRAPH, Role.COMMENTS], {0: 0.9})[1] is Role.COMMENTS


def test_short_sentences_one_behind_the_other_are_a_short_text() -> None:
    page = text_page("\n".join((FIRST, "Bread comes on sledges.", "No one was hurt.", "Subscribe now", "It is free.")))
    roles = [Role.PARAGRAPH, Role.RELATED, Role.CALL_TO_ACTION, Role.NEWSLETTER, Role.RELATED]
    kept = settled(page, roles, {0: 0.7}, {3: Role.NEWSLETTER})
    assert kept == [Role.PARAGRAPH, Role.PARAGRAPH, Role.PARAGRAPH, Role.NEWSLETTER, Role.RELATED]


def test_short_sentences_below_a_long_text_are_not() -> None:
    page = text_page("\n".join((*[FIRST] * 12, "Bread comes on sledges.")))
    roles = [*[Role.PARAGRAPH] * 12, Role.RELATED]
    assert settled(page, roles, dict.fromkeys(range(12), 0.7))[12] is Role.RELATED


def test_a_sentence_below_readers_comments_is_not() -> None:
    page = text_page("\n".join((FIRST, "Comments", SECOND)))
    roles = [Role.PARAGRAPH, Role.COMMENTS, Role.COMMENTS]
    assert settled(page, roles, {0: 0.9, 2: 0.3}, {1: Role.COMMENTS})[2] is Role.COMMENTS


def test_a_list_is_kept_as_a_whole() -> None:
    page = text_page("\n".join((FIRST, "• bread, two loaves", "• salt for the ice", "• a horse")))
    roles = [Role.PARAGRAPH, Role.LIST_ITEM, Role.NAVIGATION, Role.RELATED]
    assert settled(page, roles, {0: 0.7, 1: 0.6, 2: 0.3, 3: 0.1})[1:] == [
        Role.LIST_ITEM,
        Role.LIST_ITEM,
        Role.RELATED,
    ]


def test_who_wrote_it_below_the_text() -> None:
    lines = (
        "By Ida Holm",
        FIRST,
        "ida.holm@ferry.example",
        "Ida writes about islands. She lives on one.",
        "Updated 12 March 2024",
        "Harbours",
    )
    roles = [Role.BYLINE, Role.PARAGRAPH, *[Role.RELATED] * 4]
    assert settled(text_page("\n".join(lines)), roles, {1: 0.9})[2:] == [
        Role.BYLINE,
        Role.BYLINE,
        Role.DATELINE,
        Role.RELATED,
    ]


def test_names_below_readers_comments_tell_of_nobody() -> None:
    page = text_page("\n".join(("By Ida Holm", FIRST, "Comments", "Ida was right about the ice")))
    roles = [Role.BYLINE, Role.PARAGRAPH, Role.COMMENTS, Role.COMMENTS]
    assert settled(page, roles, {1: 0.9}, {2: Role.COMMENTS})[3] is Role.COMMENTS


def test_a_page_without_text_stays_as_it_is() -> None:
    page = text_page("Home\nHarbours")
    assert settled(page, [Role.NAVIGATION, Role.NAVIGATION], {}) == [Role.NAVIGATION, Role.NAVIGATION]


def test_points_right_below_the_title_are_a_list() -> None:
    lines = (
        "No ferry before the ice has gone",
        "• Bread comes by sledge to the island",
        "• Ferry may sail in March",
        FIRST,
    )
    roles = [Role.TITLE, Role.NAVIGATION, Role.RELATED, Role.PARAGRAPH]
    assert settled(text_page("\n".join(lines)), roles, {3: 0.9})[1:3] == [Role.LIST_ITEM, Role.LIST_ITEM]


def test_lines_with_a_japanese_dot_are_items() -> None:
    page = text_page("\n".join((FIRST, "・温湿度センサー", "・古いノートパソコン")))
    roles = [Role.PARAGRAPH, Role.PARAGRAPH, Role.PARAGRAPH]
    assert settled(page, roles, {0: 0.9, 1: 0.6, 2: 0.6})[1:] == [Role.LIST_ITEM, Role.LIST_ITEM]


def test_the_authors_name_among_the_tags() -> None:
    page = text_page("\n".join(("By Ida Holm", FIRST, "Tags", "Ferries", "Ida Holm")))
    roles = [Role.BYLINE, Role.PARAGRAPH, Role.TAGS, Role.TAGS, Role.TAGS]
    known = dict.fromkeys((2, 3, 4), Role.TAGS)
    assert settled(page, roles, {1: 0.9}, known)[2:] == [Role.TAGS, Role.TAGS, Role.BYLINE]
