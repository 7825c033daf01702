"""A quick look for stems passes every text that the long search finds something in."""

from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LOOKS = (
    ("bylines", "_MAY_BE_NAMED", "_NAMED"),
    ("declared", "_MAY_BE_ASIDE", "_ASIDE"),
    ("standfirst", "_MAY_BE_NAMED", "_NAMES"),
    ("standfirst", "_MAY_DISCLAIM", "_PLAIN_DISCLAIMER"),
    ("visible_tags", "_MAY_NOT_BE_NAMED", "_NOT_NAMES"),
    ("visible_tags", "_MAY_BE_NAMED", "_NAMES"),
    ("datenames", "_MAY_SAY", "_PLAIN_UPDATED"),
    ("datenames", "_MAY_SAY", "_PLAIN_PUBLISHED"),
)


@pytest.mark.parametrize(("module", "look", "pattern"), LOOKS)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_match_is_looked_at(module: str, look: str, pattern: str, data: st.DataObject) -> None:
    named = import_module(f"tearsheet.article.metadata.{module}")
    words = getattr(named, pattern)
    text = data.draw(st.from_regex(words))
    if module == "datenames":
        text = text.encode("ascii", "ignore").decode()
    if words.search(text):
        assert getattr(named, look)(text)


@pytest.mark.parametrize(("module", "look", "pattern"), LOOKS)
def test_every_word_is_looked_at(module: str, look: str, pattern: str) -> None:
    named = import_module(f"tearsheet.article.metadata.{module}")
    words = getattr(named, pattern)
    for part in words.pattern.replace("(?<![a-z])", "").replace("(?![a-z])", "").replace("?", "").split("|"):
        for text in (part, part.replace("-", "")):
            found = words.search(text)
            if found is not None and (module != "datenames" or text.isascii()):
                assert getattr(named, look)(found[0])
