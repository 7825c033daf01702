"""The compiled loops say to the last bit what Python says without them."""

import hashlib
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import tearsheet
from tearsheet import native
from tearsheet.article import assemble
from tearsheet.article.article import Article, Evidence
from tearsheet.article.metadata.islands import layer_things
from tearsheet.article.metadata.jsonld import spelled
from tearsheet.article.metadata.language import count_letters
from tearsheet.article.metadata.languagemodel import load_language_model
from tearsheet.article.metadata.names import opens_byline
from tearsheet.article.metadata.paywords import _has_stem
from tearsheet.article.metadata.visible_dates import _may_be_date
from tearsheet.article.metadata.wording import clean, fold, words
from tearsheet.capture import Capture
from tearsheet.formats.json import write_json
from tearsheet.limits import Deadline, Limits
from tearsheet.native import tokenloops
from tearsheet.page.block import Block, Kind, Mark, Page, Script, make_block
from tearsheet.page.guard import tame
from tearsheet.page.html import read_html
from tearsheet.page.place import Elements, Place
from tearsheet.page.role import Role
from tearsheet.roles.comments import find_comments
from tearsheet.roles.content import load_content_model
from tearsheet.roles.declared import measure_declared
from tearsheet.roles.features import measure
from tearsheet.roles.frames import find_frames
from tearsheet.roles.furniture import furniture_roles
from tearsheet.roles.leftout import measure_furniture
from tearsheet.roles.names import told_by_markup
from tearsheet.roles.pagetype import measure_page
from tearsheet.roles.rolenumbers import numbers_of
from tearsheet.roles.tokens import NAME_BUCKETS, WORD_BUCKETS, Tokens, _word_tokens, read_tokens

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.html"))
USERS = (
    "tearsheet.article.assemble.recordloops",
    "tearsheet.article.metadata.blocklanguage.clueloops",
    "tearsheet.article.metadata.blocklists.LINES",
    "tearsheet.article.metadata.bylines.LINES",
    "tearsheet.article.metadata.declared.clueloops",
    "tearsheet.article.metadata.islands._FINDER",
    "tearsheet.article.metadata.jsonld.articleloops",
    "tearsheet.article.metadata.language.articleloops",
    "tearsheet.article.metadata.languagemodel.loops",
    "tearsheet.article.metadata.names.clueloops",
    "tearsheet.article.metadata.paywords._FINDER",
    "tearsheet.article.metadata.titled._FINDER",
    "tearsheet.article.metadata.visible_dates.LINES",
    "tearsheet.article.metadata.visible_dates.articleloops",
    "tearsheet.article.metadata.wording.articleloops",
    "tearsheet.formats.json.recordloops",
    "tearsheet.page.guard.markuploops",
    "tearsheet.page.place.recordloops",
    "tearsheet.roles.comments.branchloops",
    "tearsheet.roles.cues.HINTS",
    "tearsheet.roles.declared.loops",
    "tearsheet.roles.features.blockloops",
    "tearsheet.roles.frames.blockloops",
    "tearsheet.roles.furniture.signloops",
    "tearsheet.roles.leftout.signloops",
    "tearsheet.roles.model.loops",
    "tearsheet.roles.names.branchloops",
    "tearsheet.roles.ownnumbers.blockloops",
    "tearsheet.roles.rolenumbers.recordloops",
    "tearsheet.roles.pagetype.blockloops",
    "tearsheet.roles.network.networkloops",
    "tearsheet.roles.tokens.networkloops",
    "tearsheet.roles.tokens.tokenloops",
    "tearsheet.roles.tree.branchloops",
    "tearsheet.statements.engine.around.saidloops",
    "tearsheet.statements.engine.decoding.saidloops",
    "tearsheet.statements.engine.features.featureloops",
    "tearsheet.statements.engine.find.saidloops",
    "tearsheet.statements.engine.network.saidloops",
    "tearsheet.statements.engine.quantized.saidloops",
    "tearsheet.statements.engine.tokens.featureloops",
    "tearsheet.statements.paragraphs.featureloops",
    "tearsheet.statements.quotations.wordloops",
    "tearsheet.statements.reading.names._finder",
    "tearsheet.statements.reading.wording.wordloops",
)
SCRIPTS = st.text(
    st.one_of(
        st.sampled_from("|@#+/:$wk月★\u06d4aB9 _.,;!?…。！？，、؟։।)]\"'»”’\n\u00a0İΣςß٣五カ・ｱﾞ한北京العربية𝒜😀"),
        st.characters(codec="utf-8"),
    ),
    max_size=200,
)

WORDS = st.lists(
    st.sampled_from(
        "share comments www.boats.org 9:30 9h30 1998 2026年 (12) kommentar 分享 @boats टिप्पणी boats.de? * ۱۲:۳۰".split()
    )
).map(" ".join)

SAID = st.lists(
    st.sampled_from(
        [
            "By ",
            "von ",
            "Ada Stone",
            " (",
            "Photo: ",
            "AP",
            "記者",
            "기자 ",
            "摄",
            "撮影",
            "3",
            "12",
            "年",
            "5月",
            ". ",
            "May ",
            "٣٤",
            "s",
        ]
    )
).map("".join)

compiled = pytest.mark.skipif(not tearsheet.compiled, reason="built without a C compiler, or TEARSHEET_PURE is set")


@contextmanager
def in_python() -> Iterator[None]:
    with ExitStack() as patches:
        for name in USERS:
            patches.enter_context(mock.patch(name, None))
        yield


def page_of(texts: list[str]) -> Page:
    html = "<title>Harbour</title>" + "".join(f"<p class='a{n}'>{text}" for n, text in enumerate(texts))
    limits = Limits()
    return read_html(Capture(html), html, limits, Deadline(limits, "test"))


def test_it_is_said_whether_loops_are_compiled():
    assert isinstance(tearsheet.compiled, bool)


def test_the_environment_leaves_them_unused():
    environment = {**os.environ, "TEARSHEET_PURE": "1"}
    script = "import tearsheet; print(tearsheet.compiled)"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_loops_that_are_built_in_part_stay_unused():
    script = (
        "import sys; sys.modules['tearsheet.pageloops'] = None\n"
        "from tearsheet import native; print(native.compiled, native.loops, native.lineloops)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False None None\n"


def test_loops_older_than_their_sources_stay_unused(tmp_path: Path):
    script = shutil.copy(native.__file__, tmp_path)
    (tmp_path / "loops.pyx").write_text("# of today\n", "utf-8")
    (tmp_path / "loops.json").write_text(json.dumps({"loops.pyx": hashlib.sha256(b"# of old\n").hexdigest()}), "utf-8")
    with pytest.warns(RuntimeWarning, match="older than their sources"):
        assert not runpy.run_path(script)["compiled"]
    (tmp_path / "loops.json").write_text(
        json.dumps({"loops.pyx": hashlib.sha256(b"# of today\n").hexdigest()}), "utf-8"
    )
    assert runpy.run_path(script)["compiled"] == tearsheet.compiled


@compiled
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_records_of_the_examples_are_the_same(path: Path):
    source = path.read_bytes()
    fast = tearsheet.extract(source)
    with in_python():
        slow = tearsheet.extract(source)
    assert fast.json(with_removed=True) == slow.json(with_removed=True)
    assert fast == slow


@compiled
@settings(max_examples=15, deadline=None)
@given(st.lists(st.one_of(SCRIPTS, WORDS), max_size=2))
def test_numbers_and_tokens_are_the_same(texts: list[str]):
    page = page_of(texts)
    fast, fast_tokens = measure(page), read_tokens(page)
    numbers = list(range(len(page.blocks)))
    fast_signs = measure_furniture(page, fast, numbers) if numbers else None
    with in_python():
        slow, slow_tokens = measure(page), read_tokens(page)
        slow_signs = measure_furniture(page, slow, numbers) if numbers else None
    assert np.array_equal(fast.matrix, slow.matrix)
    assert not numbers or np.array_equal(fast_signs, slow_signs)
    for one, other in zip(fast_tokens, slow_tokens, strict=True):
        assert np.array_equal(one.ids, other.ids)
        assert np.array_equal(one.starts, other.starts)


PIECES = st.sampled_from(
    [
        *(
            "<div>",
            "</div>",
            "<figure>",
            "</figure>",
            "<section class=card>",
            "</section>",
            "<ul>",
            "</ul>",
            "<li>Item",
        ),
        *(
            "<img src=/a/boat-640x480.jpg width=640>",
            "<img src=/b/boat.jpg>",
            "<img src=/c/crew.jpg>",
            "<img src=x.svg>",
        ),
        *(
            "<p>The ferry ran at 9:30, for $5.",
            "<figcaption>A boat</figcaption>",
            "<p>Photo: A. Boat",
            "<h2>Harbour</h2>",
        ),
        *(
            "<p>" + "The boats stayed in the harbour, for the third day. " * 3,
            "<p><a href=/m>More boats</a>",
            "<h1>Boats</h1>",
        ),
    ]
)


@compiled
@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=24), st.lists(st.booleans(), min_size=32, max_size=32))
def test_pages_are_measured_and_images_framed_alike(pieces: list[str], likely: list[bool]):
    data = '<script type="application/ld+json">{"articleBody": "The boats stayed in the harbour, for a day."}</script>'
    html = f"<title>Boats</title>{data}{''.join(pieces)}"
    page = read_html(Capture(html), html, Limits(), Deadline(Limits(), "test"))
    fast = measure(page)
    fast_page, fast_frames = measure_page(page, fast), find_frames(page, likely)
    with in_python():
        slow = measure(page)
        slow_page, slow_frames = measure_page(page, slow), find_frames(page, likely)
    assert fast.title == slow.title
    for name in ("matrix", "units", "surroundings", "title_likeness", "kinds"):
        assert np.array_equal(getattr(fast, name), getattr(slow, name))
    assert np.array_equal(fast_page, slow_page)
    assert fast_frames == slow_frames


@compiled
@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_roles_of_furniture_are_chosen_alike(seed: int):
    page = page_of(["Boats", "Share this. Photo: A. Boat", "Comments (12)", "By Ann Other", "3 May 2021", "2"])
    numbers = list(range(len(page.blocks)))
    features = measure(page)
    random = np.random.default_rng(seed)
    matrix = np.where(
        random.random(features.matrix.shape) < 0.5, 0.0, random.normal(scale=5, size=features.matrix.shape)
    )
    features = replace(features, matrix=matrix.astype(np.float32))
    fast = furniture_roles(page, features, numbers)
    with in_python():
        assert furniture_roles(page, features, numbers) == fast


@compiled
@settings(max_examples=25, deadline=None)
@given(st.lists(SAID, min_size=1, max_size=4))
def test_what_furniture_says_is_the_same(texts: list[str]):
    page = page_of(texts)
    numbers = list(range(len(page.blocks)))
    assume(numbers)
    features = measure(page)
    fast = measure_furniture(page, features, numbers)
    with in_python():
        assert np.array_equal(measure_furniture(page, features, numbers), fast)


@compiled
@given(st.lists(st.sampled_from(Role)), st.frozensets(st.sampled_from(Role), max_size=4))
def test_where_roles_stand_is_the_same(roles: list[Role], wanted: frozenset[Role]):
    fast = numbers_of(roles, wanted)
    with in_python():
        assert numbers_of(roles, wanted) == fast


OPENED = st.sampled_from(
    "<ul>|</ul>|<li class=card>|</li>|<div class='card wide'>|<div>|</div>|<nav>|</nav>|<article>|</article>"
    "|<section role=complementary>|</section>|<h1>Harbour|<p>Boats. All of them.|<p><a href=/x>Boats</a>"
    "|<div class='comments share'>|<div itemtype=https://schema.org/UserComments>"
    "|<p class=date>3 May 2021|<div class='related tags'>|<button>Go</button>"
    "|<p>The harbour is open. The boats may leave as soon as the wind allows it.|<p>12 € today|<img src=a.jpg>".split(
        "|"
    )
)


@compiled
@settings(max_examples=25, deadline=None)
@given(st.lists(OPENED, max_size=40))
def test_elements_are_measured_alike(pieces: list[str]):
    page = page_of(["".join(pieces)])
    numbers = list(range(len(page.blocks)))
    fast, fast_told = measure(page), told_by_markup(page, numbers)
    fast_comments = find_comments(page, fast)
    with in_python():
        slow = measure(page)
        assert told_by_markup(page, numbers) == fast_told
        assert find_comments(page, slow) == fast_comments
    assert np.array_equal(fast.matrix, slow.matrix)
    assert np.array_equal(fast.surroundings, slow.surroundings)


@compiled
@settings(max_examples=15, deadline=None)
@given(st.lists(SCRIPTS, min_size=1, max_size=3), st.data())
def test_declared_texts_are_found_alike(texts: list[str], data: st.DataObject):
    told = data.draw(st.sampled_from(texts)) + " so it was said and written"
    page = page_of([*texts, told])
    assume(page.blocks)
    script = Script(
        "json-ld", json.dumps({"articleBody": f"{told} {told}", "description": told[:300]}), page.blocks[-1].place
    )
    page = replace(page, markup=replace(page.markup, scripts=(script,)))
    fast = measure_declared(page)
    assert fast[:, :3].any()
    with in_python():
        assert np.array_equal(measure_declared(page), fast)


@compiled
@settings(max_examples=50, deadline=None)
@given(st.text(st.sampled_from("abcTZ-_ 1\u0130"), max_size=30), st.integers(0, 30))
def test_names_that_hold_a_word_are_looked_at(names: str, longest: int):
    words = [word.lower() for word in re.findall("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", names[:longest])]
    known = ["a", "bc", "ta", "tz", "zab"]
    holds = not set(known).isdisjoint(words)
    look = tokenloops.NameWords(known, longest)
    # What was said once is said again.
    assert [look(names), look(names)] == [holds, holds]


@compiled
def test_long_texts_have_the_same_tokens():
    page = page_of([" ".join(f"word{n}Σ" for n in range(count)) for count in (23, 24, 25, 31, 32, 33, 60, 400)])
    fast = read_tokens(page)
    with in_python():
        slow = read_tokens(page)
    for one, other in zip(fast, slow, strict=True):
        assert np.array_equal(one.ids, other.ids)


@compiled
@pytest.mark.parametrize("rows", [0, 1, 3, 63, 64, 65, 300])
def test_trees_come_to_the_same_leaves(rows: int):
    trees = load_content_model(flat=False).trees
    matrix = np.random.default_rng(rows).normal(scale=3, size=(rows, len(trees.features))).astype(np.float32)
    matrix[::5, ::3] = np.nan
    fast = trees.scores(matrix)
    with in_python():
        slow = trees.scores(matrix)
    assert np.array_equal(fast, slow)


@compiled
@settings(max_examples=25, deadline=None)
@given(SCRIPTS)
def test_languages_are_as_likely(text: str):
    model = load_language_model()
    fast = model.likelihoods(text)
    with in_python():
        assert model.likelihoods(text) == fast


@compiled
@settings(max_examples=40, deadline=None)
@given(SCRIPTS)
def test_texts_have_the_same_words(text: str):
    fast = words(text), fold(text), clean(text), _may_be_date(text), count_letters(text)
    with in_python():
        assert (words(text), fold(text), clean(text), _may_be_date(text), count_letters(text)) == fast


@compiled
@given(
    st.lists(st.sampled_from(["sub", "scri", "be", "限", "订", "会", "员", "é", "a", "abo", " ", "log", "λ"])).map(
        "".join
    )
)
def test_texts_that_may_close_a_page_are_found_alike(text: str):
    fast = _has_stem(text)
    with in_python():
        assert _has_stem(text) == fast


@compiled
@given(st.text(st.sampled_from("0123'./- \u00a0元年月월٣a"), max_size=12))
def test_lines_may_be_dates_alike(text: str):
    fast = _may_be_date(text)
    with in_python():
        assert _may_be_date(text) == fast


@compiled
@given(st.lists(st.text(st.sampled_from("abAK\u212aİ:/#é"), max_size=8)), st.sampled_from(["ab", "aB", "k", "akb", ""]))
def test_properties_are_spelled_alike(names: list[str], key: str):
    fast = spelled(dict.fromkeys(names), key)
    with in_python():
        assert spelled(dict.fromkeys(names), key) == fast


@compiled
@given(st.text(st.sampled_from(" \t\n\x0b\x1c\x1f\x20abZ&<;é"), max_size=12))
def test_plain_texts_are_cleaned_alike(text: str):
    fast = clean(text), fold(text)
    with in_python():
        assert (clean(text), fold(text)) == fast


@compiled
@example(-0.0)
@given(st.one_of(st.floats(), st.floats(0, 1), st.integers(0, 20_000).map(lambda number: number / 20_000)))
def test_blocks_are_as_likely_to_four_places(probability: float):
    block = make_block("text", Kind.PARAGRAPH, Place("element"), 0, 1, element=2, block=3, language="en")
    assert assemble.recordloops is not None
    found = assemble.recordloops.decided([block], [Role.TITLE], [probability], {0: 7}, Block)
    assert str(found) == str([block.decided(Role.TITLE, round(probability, 4), 7)])


@compiled
@settings(max_examples=40, deadline=None)
@given(st.one_of(SCRIPTS, st.sampled_from(["By Ann", "by", "Von Ann", "_by", "Byé", "é", "", "(By Ann", "Ort:"])))
def test_lines_open_as_bylines_alike(text: str):
    fast = opens_byline(text)
    with in_python():
        assert opens_byline(text) == fast


@compiled
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*"\"'=:{}[],.é_$ ", "page", "uthor", "eadlineadline", "tags", "x" * 39, "A Title"])))
def test_scripts_tell_the_same_pairs(pieces: list[str]):
    text = "".join(pieces)
    script = Script("script", text + "pageAuthor='Ann'", Place("element"))
    fast = layer_things([script])
    with in_python():
        assert layer_things([script]) == fast


@compiled
@settings(max_examples=40, deadline=None)
@given(
    st.text(st.one_of(st.sampled_from('"\\/\b\f\n\r\t\0\x1f\x7f\x85\u2028\u2029\ud800\udfff😀é'), st.characters())),
    st.one_of(st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)),
)
def test_records_are_written_alike(text: str, number: float | None):
    fields = {"text": text, text: [number, True, {}, [], {"deeper": [text]}]}
    article = Article(title=text, tags=(text,), capture=Capture("text", fields=fields))
    fast = article.json()
    with in_python():
        assert article.json() == fast


@compiled
@pytest.mark.parametrize(
    "tag",
    [
        "<p " + "a " * 9_999 + ">",
        "<p " + "a " * 10_500 + ">",
        "<p title='" + "> " * 10_500 + "'>",
        '<p title= \n"' + "> " * 10_500 + '">',
        '<p title="' + "> " * 10_500 + ">",
        "<p title='" + "> " * 10_500,
        "<é " + "a " * 10_500 + ">",
        "<",
    ],
)
def test_the_same_documents_are_tamed(tag: str):
    html = "<p>" + "text " * 20_001 + tag
    limits = Limits()
    fast = tame(html, limits, Deadline(limits, "test"))
    source = html.encode()
    tamed, warnings = tame(source, limits, Deadline(limits, "test"))
    assert (tamed.decode() if isinstance(tamed, bytes) else tamed, warnings) == fast
    with in_python():
        assert tame(html, limits, Deadline(limits, "test")) == fast


@compiled
def test_words_of_any_script_have_the_same_tokens():
    texts = [
        "a",
        "éß",
        "中",
        "𝒜bc",
        "\ud800x",
        "İΣςß 北京x한y ",
        "Σ" * 300 + " " + "中 b" * 60,
        "x" * 3000,
        "・カ・ ーa・" * 40,
    ]
    blocks = page_of([f"text {number}" for number in range(len(texts))]).blocks
    page = page_of([])
    page = replace(page, blocks=tuple(replace(block, text=text) for block, text in zip(blocks, texts, strict=True)))
    fast = _word_tokens(page)
    with in_python():
        slow = _word_tokens(page)
    assert fast.ids.tobytes() == slow.ids.tobytes()
    assert fast.starts.tobytes() == slow.starts.tobytes()


NAMES = st.lists(
    st.sampled_from("main story-Body BCNews ABc x1y Ärger __ NavBar navBAR a A Aa aA 中a".split()), max_size=20
).map(" ".join)


@compiled
@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(("div", "p", "html", "body", "ul")), NAMES, st.integers(-1, 30)), max_size=30)
)
def test_names_have_the_same_tokens(made: list[tuple[str, str, int]]):
    page = page_of([])
    elements = Elements()
    for number, (tag, names, parent) in enumerate(made):
        elements.add(tag, min(parent, number - 1), 1, names)
    place = page_of(["x"]).blocks[0]
    blocks = tuple(replace(place, element=number) for number in range(-1, len(made)))
    page = replace(page, elements=elements, blocks=blocks)
    fast = read_tokens(page)[0]
    with in_python():
        slow = read_tokens(page)[0]
    assert fast.ids.tobytes() == slow.ids.tobytes()
    assert fast.starts.tobytes() == slow.starts.tobytes()


@compiled
@pytest.mark.parametrize("rows", [1, 2, 3, 26, 27, 300])
def test_the_network_says_the_same(rows: int):
    random = np.random.default_rng(rows)
    network = load_content_model(flat=False).network
    counts = random.integers(0, 400 if rows < 30 else 40, rows)
    starts = np.concatenate(([0], np.cumsum(counts)))
    names = Tokens(random.integers(0, NAME_BUCKETS, starts[-1]).astype(np.int32), starts)
    words = Tokens(random.integers(0, WORD_BUCKETS, starts[-1]).astype(np.int32), starts)
    matrix = random.normal(0, 3, (rows, len(network.mean))).astype(np.float32)
    wide = random.normal(size=(NAME_BUCKETS, 11)).astype(np.float32)

    def said() -> list[bytes]:
        return [network.predict(matrix, names, words).tobytes(), names.mean(wide).tobytes()]

    fast = said()
    with in_python():
        assert said() == fast


@compiled
@given(
    st.lists(
        st.tuples(st.sampled_from(["html", "body", "p", "li", "x-y", "ü"]), st.integers(-1, 20), st.integers(1, 9))
    ),
    st.booleans(),
    SCRIPTS,
    st.one_of(st.none(), st.floats(), st.integers(0, 1)),
)
def test_pieces_and_their_places_are_written_alike(
    tree: list[tuple[str, int, int]], instructed: bool, text: str, probability: float | None
):
    def written() -> str:
        elements = Elements()
        for number, (tag, parent, nth) in enumerate(tree):
            elements.add(tag, min(parent, number - 1), nth)
        elements.instructed.update({0, 1} if instructed and tree else ())
        places = [Place("element", elements, number) for number in range(-1, len(tree))]
        places += [Place("data", None, -1, "a", text, 0, 9)]
        blocks = [
            Block(text, Kind.PARAGRAPH, place, 1, 2, (Mark(0, 1, "link", text),), probability=probability)
            for place in places
        ]
        evidences = {"title": tuple(Evidence("title", text, "raw", "meta", place, True) for place in places)}
        article = Article(body=tuple(blocks), left_out=tuple(blocks), evidences=evidences)
        return write_json(article, with_removed=True)

    fast = written()
    with in_python():
        assert written() == fast
