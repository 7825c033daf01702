"""Contents that reach the last token that was looked at."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.statements.engine.beyond import Runs
from tearsheet.statements.engine.tokens import Tokens, tokenize
from tearsheet.statements.span import Span

TEXT = "Rain fell. We will wait, we will watch, and we will go home, Ana Roth said.\nWe never went."
SAID = "We will wait, we will watch, and we will go home"


def tokens_of(text: str, *said: str) -> tuple[Tokens, np.ndarray]:
    tokens = tokenize(text)
    likely = np.full(len(tokens.words), 0.1, np.float32)
    for part in said:
        start = text.index(part)
        first, last = np.searchsorted(tokens.starts, (start, start + len(part)))
        likely[first:last] = 0.9
    return tokens, likely


def token_at(tokens: Tokens, part: str) -> int:
    return int(np.searchsorted(tokens.starts, TEXT.index(part)))


def test_a_content_goes_on_to_both_sides_as_far_as_it_is_said() -> None:
    tokens, likely = tokens_of(TEXT, SAID)
    start = TEXT.index("we will watch")
    content = [Span(start, start + len("we will watch"))]
    first, last = token_at(tokens, "we will watch"), token_at(tokens, "watch")
    [whole] = Runs(tokens, likely).read_on(content, first, last)
    assert whole.of(TEXT) == SAID


def test_a_content_that_ends_before_the_last_token_stays() -> None:
    tokens, likely = tokens_of(TEXT, SAID)
    start = TEXT.index("we will watch")
    content = [Span(start, start + len("we will watch"))]
    runs = Runs(tokens, likely)
    assert runs.read_on(content, token_at(tokens, "wait"), token_at(tokens, "and we")) == content
    assert runs.read_on(content, -40, len(tokens.words) + 40) == content


def test_nothing_goes_on_over_the_end_of_a_paragraph() -> None:
    tokens, likely = tokens_of(TEXT, "Ana Roth said", "We never went")
    start = TEXT.index("Ana")
    content = [Span(start, start + len("Ana Roth"))]
    [whole] = Runs(tokens, likely).read_on(content, 0, token_at(tokens, "Roth"))
    assert whole.of(TEXT) == "Ana Roth said"


@given(st.lists(st.booleans(), min_size=1, max_size=60), st.data())
def test_the_pieces_grow_and_stay_in_the_text(said: list[bool], data: st.DataObject) -> None:
    text = " ".join("word" if each else "other\n" for each in said)
    tokens = tokenize(text)
    first = data.draw(st.integers(0, len(said) - 1))
    last = data.draw(st.integers(first, len(said) - 1))
    content = [Span(int(tokens.starts[first]), int(tokens.ends[last]))]
    [whole] = Runs(tokens, np.array(said, np.float32)).read_on(content, first, last)
    assert 0 <= whole.start <= content[0].start
    assert content[0].end <= whole.end <= len(text)
