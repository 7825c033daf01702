"""What is said by somebody, told token by token."""

import numpy as np

from tearsheet.statements.engine.tokens import tokenize
from tearsheet.statements.engine.unclaimed import is_said, unclaimed
from tearsheet.statements.span import Span

TEXT = "He said the bridge will stay closed for weeks. The piers are older than anybody had thought. Nobody was hurt."
TOKENS = tokenize(TEXT)
ALL = slice(0, len(TOKENS.words))


def where(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start, start + len(part))


def inside(*parts: str) -> np.ndarray:
    likely = np.full(len(TOKENS.words), 0.05, np.float32)
    for part in parts:
        span = where(part)
        likely[np.searchsorted(TOKENS.ends, span.start, "right") : np.searchsorted(TOKENS.starts, span.end)] = 0.95
    return likely


def test_sure_stretches_end_with_their_sentence() -> None:
    likely = inside("the bridge will stay closed for weeks. The piers are older than anybody had thought")
    found = [span.of(TEXT) for span in unclaimed(TOKENS, likely, [], ALL)]
    assert found == ["the bridge will stay closed for weeks.", "The piers are older than anybody had thought"]


def test_what_a_statement_holds_and_what_is_short_is_left() -> None:
    likely = inside("the bridge will stay closed for weeks", "anybody had thought", "Nobody was hurt")
    assert unclaimed(TOKENS, likely, [where("the bridge will stay closed for weeks")], ALL) == []
    assert unclaimed(TOKENS, likely, [], slice(5, len(TOKENS.words))) == []


def test_a_stretch_must_be_likely_throughout_and_sure_in_the_mean() -> None:
    likely = inside("the bridge will stay closed for weeks")
    first = TOKENS.words.index("stay")
    likely[first] = 0.6
    assert [span.of(TEXT) for span in unclaimed(TOKENS, likely, [], ALL)] == ["the bridge will stay closed for weeks"]
    likely[first] = 0.4
    assert unclaimed(TOKENS, likely, [], ALL) == []
    assert unclaimed(TOKENS, np.where(likely > 0.3, 0.7, likely), [], ALL) == []


def test_contents_that_nobody_seems_to_say_are_none() -> None:
    likely = inside("the bridge will stay closed")
    assert is_said(TOKENS, likely, [where("the bridge will stay closed for weeks")])
    assert not is_said(TOKENS, likely, [where("Nobody was hurt"), where("The piers are older")])
