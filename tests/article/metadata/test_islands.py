import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata.declared import Declared
from tearsheet.article.metadata.islands import layer_things, property_of, state_thing
from tearsheet.page.block import Script
from tearsheet.page.place import Place

Declare = Callable[..., Declared]
TITLE = "Ferry returns to the lake"
HEAD = f"<title>{TITLE}</title>"
STORY = {
    "id": 7,
    "headline": TITLE,
    "authors": [{"name": "Ada Marsh", "slug": "ada-marsh"}, {"name": "Bo Lind"}],
    "publishedAt": "2024-05-01T10:00:00Z",
    "tags": [{"label": "lake"}, {"label": "ferries"}],
    "dek": "After two years it runs again.",
}
STATE = {"page": {"teasers": [{"title": "Bridge closed", "author": "Else", "date": "2024-01-01"}], "story": STORY}}


def told(declared: Declared, *keys: str) -> list[tuple[str, str]]:
    return [(clue.kind, clue.text) for clue in declared.told(*keys)]


def devalued(value: object) -> str:
    """Every value of ``value`` in one list, in its place the index."""
    rows: list[object] = []

    def put(one: object) -> int:
        index = len(rows)
        rows.append(None)
        if isinstance(one, dict):
            rows[index] = {key: put(inner) for key, inner in one.items()}
        elif isinstance(one, list):
            rows[index] = [put(inner) for inner in one]
        else:
            rows[index] = one
        return index

    put(value)
    return json.dumps(rows)


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(STATE)}</script>',
        f"<script>window.__INITIAL_STATE__ = {json.dumps(STATE)};</script>",
        f"<script>window.app = window.app || {{}}; app.state = {json.dumps(STATE)}; start(app);</script>",
        f"<script>(function (root) {{ root.load({json.dumps(STATE)}) }})(window)</script>",
        f"<script>self.__next_f.push({json.dumps([1, 'a:' + json.dumps(STATE)])})</script>",
        f'<script type="application/json">{devalued(STATE)}</script>',
    ],
    ids=["json", "assigned", "later", "passed", "streamed", "indices"],
)
def test_the_object_with_the_pages_title_speaks(declared_of: Declare, script: str) -> None:
    declared = declared_of(HEAD + script)
    heard = told(declared, "headline", "author", "datePublished", "keywords", "description")
    assert [one for one in heard if one[0].startswith("data state")] == [
        ("data state headline", TITLE),
        ("data state author", "Ada Marsh"),
        ("data state author", "Bo Lind"),
        ("data state datePublished", "2024-05-01T10:00:00Z"),
        ("data state keywords", "lake"),
        ("data state keywords", "ferries"),
        ("data state description", "After two years it runs again."),
    ]


def test_a_title_in_other_scripts_is_found_in_a_stream(declared_of: Declare) -> None:
    title = "Паром вернулся на озеро"
    for escaped in (False, True):
        row = json.dumps({**STORY, "headline": title}, ensure_ascii=escaped)
        stream = f"<script>self.__next_f.push({json.dumps([1, 'a:' + row])})</script>"
        declared = declared_of(f"<title>{title}</title>{stream}")
        assert ("data state author", "Ada Marsh") in told(declared, "author")


def test_state_about_other_stories_is_silent(declared_of: Declare) -> None:
    declared = declared_of(f"<title>Tram line opens</title><script>window.x = {json.dumps(STATE)}</script>")
    assert [kind for kind, _ in told(declared, "author") if kind.startswith("data state")] == []


def test_keys_that_name_the_page_are_kept_apart_from_plain_ones(declared_of: Declare) -> None:
    declared = declared_of(
        HEAD
        + "<script>dataLayer.push({pageAuthor: 'Ada O\\'Marsh', 'author': \"Ada\", article_tags: ['lake', 'boat']});"
        "_sf_async_config.sections = 'Local';</script>"
    )
    assert told(declared, "author", "keywords", "articleSection") == [
        ("data layer author", "Ada O'Marsh"),
        ("data layer keywords", "lake"),
        ("data layer keywords", "boat"),
        ("data loose author", "Ada"),
    ]


def test_places_name_the_script_and_the_key(declared_of: Declare) -> None:
    declared = declared_of(HEAD + "<body><script>load(); conf = {page_author: 'Ada Marsh'}</script>")
    assert str(declared.told("author")[0].place) == "html > body > script:nth-child(1) /page_author"


def test_lists_of_stories_are_passed_over(declared_of: Declare) -> None:
    rows = ", ".join(f"{{byline: 'Writer {n}'}}" for n in range(9))
    assert told(declared_of(HEAD + f"<script>load(); feed = [{rows}]</script>"), "author") == []


@pytest.mark.parametrize(
    ("key", "meaning"),
    [
        ("author", "author"),
        ("pageAuthor", "author"),
        ("ct_postAuthor", "author"),
        ("article.date_published", "datePublished"),
        ("publishedAt", "datePublished"),
        ("lastModifiedDate", "dateModified"),
        ("postTags", "keywords"),
        ("content_title", "headline"),
        ("title", None),
        ("section", None),
        ("width", None),
        ("authority", None),
    ],
)
def test_what_keys_mean(key: str, meaning: str | None) -> None:
    assert property_of(key) == meaning


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.sampled_from([TITLE, "Ada", ""]),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.sampled_from(["title", "headline", "author", "name", "date", "by", "tags", "x"]), inner, max_size=6
        )
    ),
    max_leaves=25,
)


@given(_JSON, st.booleans())
def test_any_state_can_be_read(value: object, indices: bool) -> None:
    text = devalued(value) if indices else json.dumps(value)
    thing = state_thing([Script("state", text, Place("element"))], [TITLE])
    assert thing is None or thing.types == {"article"}


@given(st.text(alphabet="{}[]()\"':=,\\ \naut1horTitle", max_size=200))
def test_any_script_can_be_heard(text: str) -> None:
    script = Script("script", "author" + text, Place("element"))
    layer_things([script])
    state_thing([script], ["author" + text])


@pytest.mark.parametrize(
    "text",
    [
        "author:'" * 8_000,
        "author: [" * 6_000,
        '"author":["a",' * 4_000,
        "author" * 10_000,
        "author = " + "\\" * 50_000,
        ('x = {"title": "' + TITLE + '", ') * 2_000,
        "[" * 50_000 + TITLE + '"title"',
        json.dumps([{"title": 0}] * 5_000 + [TITLE]),
        "'" + "author" + " " * 50_000,
    ],
    ids=range(9),
)
def test_hostile_scripts_cost_little(text: str) -> None:
    script = Script("script", text, Place("element"))
    begin = time.process_time()
    layer_things([script])
    state_thing([script], [TITLE])
    assert time.process_time() - begin < 1
