import pytest

from benchmarks.linerules import RULES, c4, densest_run, gopher, load_justext, unwrapped_lines

SENTENCE = "The ferry that left the pier in March came back on Tuesday and will sail four times a day."
CHINESE = "港口办公室星期二表示，渡轮将每天开四次，直到夏季结束为止，之后码头将关闭维修。"


@pytest.mark.parametrize("rule", [*RULES.values()], ids=list(RULES))
def test_sentences_are_kept_and_nothing_gives_nothing(rule: object) -> None:
    assert callable(rule)
    assert rule([SENTENCE]) == [SENTENCE]
    assert rule([CHINESE]) == [CHINESE]
    assert rule([]) == []


@pytest.mark.parametrize(
    "line",
    [
        "Read more about this story",
        "Too short a line.",
        "Please enable JavaScript in your browser to see it.",
        "Lorem ipsum dolor sit amet and so on.",
        "function() { return the value of it; } and more.",
    ],
)
def test_c4_drops(line: str) -> None:
    assert c4([line, SENTENCE]) == [SENTENCE]


def test_c4_takes_a_quotation_mark_for_an_end() -> None:
    assert c4(['"We shall sail again before the summer ends"']) != []


@pytest.mark.parametrize(
    "line",
    [
        "Sign in",
        "12:30 14:30 16:30 18:30 20:30 22:30",
        "* The ferry that left the pier in March came back",
        "The ferry that left the pier in March came back on ...",
        "# # # harbours # # # ferries # # # piers # # #",
        "a b c d e f g h i j k l m n o p q r s t u v w",
    ],
)
def test_gopher_drops(line: str) -> None:
    assert gopher([line, SENTENCE]) == [SENTENCE]


def test_gopher_keeps_a_line_once() -> None:
    assert gopher([SENTENCE, "Share", SENTENCE]) == [SENTENCE]


def test_densest_run_leaves_out_short_lines_around_and_keeps_them_within() -> None:
    lines = ["News", "Sport", SENTENCE, "Share this story now", SENTENCE, "Terms", "Privacy"]
    assert densest_run(lines) == lines[2:5]


def test_justext_keeps_text_and_drops_menus() -> None:
    pytest.importorskip("justext")
    text = [f"{SENTENCE} {SENTENCE} {SENTENCE}"] * 3
    assert load_justext()(["News Sport Weather Jobs Cars", *text, "© 2024"]) == text


def test_wrapped_lines_are_joined_and_others_are_not() -> None:
    wrapped = "  News\n\n  The ferry that left the\n  pier in March came back\n  on Tuesday.\n  * Four boats a day\n"
    assert unwrapped_lines(wrapped) == [
        "News",
        "The ferry that left the pier in March came back on Tuesday.",
        "* Four boats a day",
    ]
    assert unwrapped_lines(f"{SENTENCE} {SENTENCE}\nShare\n\nNews") == [f"{SENTENCE} {SENTENCE}", "Share", "News"]
    assert unwrapped_lines("") == []
