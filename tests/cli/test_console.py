"""Nothing that a terminal would obey."""

from hypothesis import given
from hypothesis import strategies as st

from tearsheet.cli.console import printable


def test_controls_are_shown_not_obeyed() -> None:
    assert printable("a\x1b[2Jb\x9b31m\x07\ud800\tc\n") == "a\ufffd[2Jb\ufffd31m\ufffd\ufffd\tc\n"


@given(st.text(st.characters()))
def test_printable_text_is_utf8_without_controls(text: str) -> None:
    shown = printable(text)
    shown.encode()
    assert len(shown) == len(text)
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in shown)
