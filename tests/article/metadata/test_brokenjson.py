import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata.brokenjson import parse

PARTS = {"@type": "NewsArticle", "headline": 'The "lake" ferry', "keywords": ["ferry, lake", "c\\d"], "n": 3}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "one\ntwo"}', {"a": "one\ntwo"}),
        ('{"a": [1, 2,], "b": {"c": 1,},}', {"a": [1, 2], "b": {"c": 1}}),
        (
            '{"a": 1, // what\n "b": "http://x.example/", /* "c": 2, */ "d": 3}',
            {"a": 1, "b": "http://x.example/", "d": 3},
        ),
        ('{"a": "He said "no" and left", "b": 1}', {"a": 'He said "no" and left', "b": 1}),
        ('{"a": "so "quiet"", "b": ["x "y" z"]}', {"a": 'so "quiet"', "b": ['x "y" z']}),
        ('{"a": "it\\\'s 5\\% off", "b": "caf\\u00e9"}', {"a": "it's 5% off", "b": "café"}),
        ('{"a": "bad \\u12 end"}', {"a": "bad 12 end"}),
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1},\n{"b": 2};', [{"a": 1}, {"b": 2}]),
        ('[{"a": 1}][{"b": 2,}]', [[{"a": 1}], [{"b": 2}]]),
        ("{&quot;a&quot;: &quot;x &amp; y&quot;}", {"a": "x & y"}),
        ('<!-- {"a": 1} -->', {"a": 1}),
        ("{'a': 'x', b: 2}", {"a": "x", "b": 2}),
        ('{"a": "x", "b": {"c": "cut o', {"a": "x", "b": {"c": "cut o"}}),
        ("", None),
        ("   ;", None),
    ],
)
def test_broken_json_is_mended(text: str, value: object) -> None:
    assert parse(text) == value


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=12),
        lambda x: st.lists(x, max_size=4) | st.dictionaries(st.text(max_size=6), x, max_size=4),
        max_leaves=12,
    )
)
def test_commas_too_many_are_no_matter(value: object) -> None:
    text = json.dumps({"a": value, "b": 1}, ensure_ascii=False)
    assert parse(text[:-1] + ", }") == {"a": value, "b": 1}


@given(st.integers(1, len(json.dumps(PARTS)) - 1))
def test_what_stands_before_the_cut_is_kept(length: int) -> None:
    text = json.dumps(PARTS)[:length]
    value = parse(text)
    if length > 25:
        assert value["@type"] == "NewsArticle"


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "' + '"' * 100_000,
        "{" + '"a" ' * 50_000,
        '"' + "\\" * 100_000,
        '{"a":' + "," * 100_000,
        "/*" * 90 + "x" * 200_000,
        '"\n' * 60_000,
        '{"a": "x"' + " " * 200_000,
        '{"a": "b" , ' * 9_000,
    ],
    ids=range(8),
)
def test_mending_is_linear(text: str) -> None:
    begin = time.process_time()
    parse(text)
    assert time.process_time() - begin < 2


@given(st.text(alphabet='{}[]":,\\/*u0a \n', max_size=120))
def test_any_text_can_be_mended(text: str) -> None:
    parse(text)
