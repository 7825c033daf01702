import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.page.fragments import mended
from tearsheet.page.textlines import Lines


def lines_of(texts: list[str]) -> Lines:
    lines, at = Lines(), 0
    for text in texts:
        lines.add(text, at, at + len(text), 0, 0)
        at += len(text) + 1
    return lines


def pieces(*texts: str) -> list[str]:
    return mended(lines_of(list(texts))).text


# Three lines that open with punctuation tell that the lines of a capture are text nodes.
NODES = ("Ilse Brandow", ", harbour office", "Tomas Lind", ", museum", "Ana Gleason", ", engineers.")
ALONE = ["Ilse Brandow, harbour office", "Tomas Lind, museum", "Ana Gleason, engineers."]


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        (
            ["Wir fahren", "heute", "und auch morgen", "über den breiten Fluss."],
            "Wir fahren heute und auch morgen über den breiten Fluss.",
        ),
        (
            ["Паром", "снова", "ходит", "через очень широкую реку.", "Билеты"],
            "Паром снова ходит через очень широкую реку.",
        ),
        (["Το πορθμείο", "περνά", "πάλι το μεγάλο ποτάμι.", "Εισιτήρια"], "Το πορθμείο περνά πάλι το μεγάλο ποτάμι."),
        (["Prom znowu", "kursuje", "– mówi kapitan portu."], "Prom znowu kursuje – mówi kapitan portu."),
        (["The ferry (", "see the map", ") is back."], "The ferry (see the map) is back."),
        (['Паром снова ходит, пишет "', "Речной вестник", '".'], 'Паром снова ходит, пишет "Речной вестник".'),
        (["In the morning,", "Brandow", "sold the first ticket."], "In the morning, Brandow sold the first ticket."),
    ],
)
def test_pieces_of_a_sentence_are_joined_where_lines_are_text_nodes(cut: list[str], whole: str) -> None:
    found = pieces(*NODES, *cut)
    assert found[:3] == ALONE
    assert found[3] == whole


def test_words_that_lines_seldom_end_with_lead_on() -> None:
    said = [
        f"{thing} of the river" for thing in ("Boats", "Banks", "Names", "Ports", "Locks", "Quays", "Piers", "Towns")
    ]
    found = pieces(*NODES, *said, "A day of", "Brandow")
    assert found == [*ALONE, *said, "A day of Brandow"]


def test_menus_of_text_nodes_stay_as_they_are() -> None:
    menu = ["home", "news", "the weather", "our archive", "Sign in", "send us a photo", "Sign in", "send us a photo"]
    assert pieces(*NODES, *menu) == [*ALONE, *menu]


def test_headline_that_comes_back_is_not_joined_to_the_text_below_it() -> None:
    headline = "Old ferry is back on the river after two long years"
    found = pieces(headline, *NODES, headline, "Brandow", "sold the first ticket.")
    assert found == [headline, *ALONE, headline, "Brandow sold the first ticket."]


def test_names_with_commas_between_them_are_a_list() -> None:
    title = "Learning to steer an old ferry by looking at the other bank"
    assert pieces(*NODES, title, "Mei Tan", ",", "Jo Roe")[3] == title


def test_sentence_that_goes_on_in_a_long_line_is_joined_in_any_capture() -> None:
    line = "The ferry came back to the river on Monday, and the"
    after = "harbour office sold the first two hundred tickets before noon."
    assert pieces("News", line, after) == ["News", f"{line} {after}"]
    assert pieces(line.lower(), after) == [line.lower(), after]


def test_words_alone_within_a_sentence_without_spaces_are_joined() -> None:
    before = "两年之后，老渡轮星期一重新回到河上，码头办公室在中午以前就卖出了最早的两百张船票，很多市民和来自外地的"
    after = "也在岸边等候，希望能坐上第一班船过河。"
    assert pieces("新闻", before, "游客", after) == ["新闻", f"{before}游客{after}"]
    headline = "老渡轮两年之后星期一重新回到河上码头办公室中午以前卖出最早的两百张船票很多市民在岸边等候第一班船"
    assert pieces(headline, "游客", after) == [headline, "游客", after]


def test_empty_lines_part() -> None:
    lines = lines_of([*NODES, "Wir fahren", "über den Fluss heute."])
    lines.gap[7] = 1
    assert mended(lines).text[3:] == ["Wir fahren", "über den Fluss heute."]


@given(st.lists(st.text('aB ,.(-)«»"“中，。:/', min_size=1, max_size=60).map(str.strip).filter(bool), max_size=12))
def test_nothing_is_lost_or_moved(texts: list[str]) -> None:
    lines = lines_of(texts)
    found = mended(lines)
    assert "".join("".join(found.text).split()) == "".join("".join(texts).split())
    assert [*found.start[:1], *found.end[-1:]] == [*lines.start[:1], *lines.end[-1:]]
    assert set(found.start) <= set(lines.start)
    assert set(found.end) <= set(lines.end)
