import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet import extract
from tearsheet.article.metadata.calledstate import called_state
from tests.pages.news import NEWS_EN


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ('window.__NUXT__=(function(a,b){return {one:a,"two":[b,a]}}("x",1));', {"one": "x", "two": [1, "x"]}),
        ("window.__NUXT__=(function(){return {a:void 0,b:!0,c:!1,d:null,e:-1.5,f:.5}}());",
         {"a": None, "b": True, "c": False, "d": None, "e": -1.5, "f": 0.5}),
        ('__NUXT__=function(a){a.x="y";a.z={};return {at:a,list:[1,,2,]}}({});',
         {"at": {"x": "y", "z": {}}, "list": [1, None, 2]}),
        ("""window.__NUXT__=(function(a){return {t:"a\\u002Fb \\"c\\" \\uD83D\\uDE80",d:new Date(5),n:Array(3)}}(1))""",
         {"t": 'a/b "c" 🚀', "d": 5, "n": []}),
        ('window.__NUXT__=(function(a){a.own=a;return {k:1}}({}))', {"k": 1}),
        ('window.__NUXT__={"a":1}', None),
        ("window.__NUXT__=(function(a){var b=1;return {a:b}}(2))", None),
        ("window.__NUXT__=(function(a){return {a:", None),
    ],
)  # fmt: skip
def test_state_that_a_function_returns(script: str, value: Any) -> None:
    assert called_state(script) == value


@settings(deadline=None)
@given(st.text(alphabet='{}[]()",:!-.0ab= \\return', max_size=80))
def test_never_fails(body: str) -> None:
    called_state(f"window.__NUXT__=(function(a,b){{{body}")


@pytest.mark.parametrize("body", ["return " + "[" * 100_000, "return {a:" * 50_000, "a=" * 50_000, "return a(" * 9_000])
def test_hostile_scripts_end(body: str) -> None:
    assert called_state(f"window.__NUXT__=(function(a){{{body}") is None


def test_what_holds_itself_is_cut_off() -> None:
    assert isinstance(called_state("__NUXT__=(function(a){a.l=a;a.r=a;return {a:a}}({}))"), dict)


def test_text_and_fields_that_stand_only_there() -> None:
    story = {
        "headline": NEWS_EN.title,
        "author": {"name": "Ann Example"},
        "datePublished": "2024-05-03T08:30:00+02:00",
        "body": "".join(f"<p>{paragraph}</p>" for paragraph in NEWS_EN.paragraphs),
    }
    literal = json.dumps(story).replace("</", "\\u003C\\u002F").replace('"headline":', "headline:")
    html = (
        f'<title>{NEWS_EN.title}</title><div id="__nuxt"></div>'
        f"<script>window.__NUXT__=(function(a,b){{return {{layout:b,data:[{{story:{literal}}}]}}}}"
        '(null,"story"));</script>'
    )
    article = extract(html, url=NEWS_EN.url)
    assert [block.text for block in article.body] == list(NEWS_EN.paragraphs)
    assert article.body[0].place.pointer == "/data/0/story/body"
    assert [author.name for author in article.authors] == ["Ann Example"]
    assert article.published is not None
    assert article.published.isoformat() == "2024-05-03T08:30:00+02:00"
