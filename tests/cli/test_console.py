"""Nothing that a terminal would obey, and counts as people say them."""

from hypothesis import given
from hypothesis import strategies as st

from tearsheet.cli.console import counted, printable


def test_controls_are_shown_not_obeyed() -> None:
    assert printable("a\x1b[2Jb\x9b31m\x07\ud800\tc\n") == "a\ufffd[2Jb\ufffd31m\ufffd\ufffd\tc\n"


@given(st.text(st.characters()))
def test_printable_text_is_utf8_without_controls(text: str) -> None:
    shown = printable(text)
    shown.encode()
    assert len(shown) == len(text)
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in shown)


def test_one_thing_is_one() -> None:
    assert [counted(number, "capture") for number in (0, 1, 2, 1_000)] == [
        "0 captures",
        "1 capture",
        "2 captures",
        "1,000 captures",
    ]
