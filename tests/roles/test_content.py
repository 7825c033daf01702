import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.roles.content import (
    CONTENT_FEATURES,
    CONVENTION,
    IN_NETWORK,
    ContentModel,
    content_rows,
    load_content_model,
)
from tearsheet.roles.features import FEATURES, measure
from tearsheet.roles.model import Arrays
from tearsheet.roles.tokens import NAME_BUCKETS, WORD_BUCKETS, Tokens, read_tokens
from tests.pages.markup import damaged, soup
from tests.pages.news import ALL, NEWS_EN, News
from tests.pages.reading import html_page, text_page

BY_NAMES, BY_WORDS = "told by names", "told by words"


def undecided() -> Arrays:
    """A network that says 0.5 of everything."""
    columns, width, hidden = len(CONTENT_FEATURES), 1, 2
    shapes = {
        "mean": (columns,),
        "scale": (columns,),
        "names": (NAME_BUCKETS, width),
        "words": (WORD_BUCKETS, width),
        "entry": (columns + 2 * width, hidden),
        "entry_bias": (hidden,),
        "taps": (1, hidden, 3 * hidden),
        "pooled": (1, hidden, hidden),
        "bias": (1, hidden),
        "exit": (1, hidden, hidden),
        "last": (2 * hidden, hidden),
        "last_bias": (hidden,),
        "score": (hidden,),
        "score_bias": (1,),
    }
    return {f"{IN_NETWORK}{name}": np.zeros(shape, np.float16) for name, shape in shapes.items()}


def beside_undecided(probability: float) -> float:
    """What the trees say counts seven tenths."""
    return 0.7 * probability + 0.3 * 0.5


def more_leniently(probability: float) -> float:
    """The generous convention adds 0.35 to the log-odds."""
    return 1 / (1 + np.exp(-np.log(probability / (1 - probability)) - 0.35))


def arrays(column: str, threshold: float, low: float, high: float) -> Arrays:
    """One tree that looks at one column, and tables whose every bucket has a value of its own."""
    return {
        "features": np.array(CONTENT_FEATURES),
        "feature": np.array([CONTENT_FEATURES.index(column), 0, 0], np.int16),
        "threshold": np.array([threshold, np.inf, np.inf], np.float32),
        "left": np.array([1, 1, 2], np.int32),
        "value": np.array([0, low, high], np.float32),
        "roots": np.array([0], np.int32),
        "groups": np.array(1),
        "depth": np.array(1),
        "names": (np.arange(NAME_BUCKETS) % 255 - 127).astype(np.int16),
        "words": (np.arange(WORD_BUCKETS) % 251 - 125).astype(np.int16),
        "scale": np.array([0.01, 0.02], np.float32),
        "bias": np.array([0.5, -0.25], np.float32),
        **undecided(),
    }


def of_convention(low: float, high: float) -> ContentModel:
    return ContentModel.from_arrays(arrays(CONVENTION, 0.5, low, high))


def test_rows_hold_what_their_names_say() -> None:
    matrix = np.arange(5 * len(FEATURES), dtype=np.float32).reshape(5, len(FEATURES))
    told = np.arange(1, 11, dtype=np.float32).reshape(5, 2)
    rows = content_rows(matrix, told, 1.0)
    assert rows.shape == (5, len(CONTENT_FEATURES))
    assert rows.dtype == np.float32
    assert len(set(CONTENT_FEATURES)) == len(CONTENT_FEATURES)

    def column(name: str) -> list[float]:
        return rows[:, CONTENT_FEATURES.index(name)].tolist()

    for number, name in enumerate(FEATURES):
        assert column(name) == matrix[:, number].tolist()
    assert column(BY_NAMES) == [1, 3, 5, 7, 9]
    assert column(BY_WORDS) == [2, 4, 6, 8, 10]
    assert column(f"neighbour -2: {BY_NAMES}") == [0, 0, 1, 3, 5]
    assert column(f"neighbour -1: {BY_WORDS}") == [0, 2, 4, 6, 8]
    assert column(f"neighbour +1: {BY_NAMES}") == [3, 5, 7, 9, 0]
    assert column(f"neighbour +2: {BY_WORDS}") == [6, 8, 10, 0, 0]
    assert column(CONVENTION) == [1] * 5
    assert content_rows(matrix, told, 0.0)[:, CONTENT_FEATURES.index(CONVENTION)].tolist() == [0] * 5


@pytest.mark.parametrize("count", [0, 1, 2])
def test_rows_of_short_pages(count: int) -> None:
    rows = content_rows(np.ones((count, len(FEATURES)), np.float32), np.ones((count, 2), np.float32), 1.0)
    assert rows.shape == (count, len(CONTENT_FEATURES))


def test_told_are_the_tables_values_and_the_bias() -> None:
    model = of_convention(0, 0)
    names = Tokens(np.array([3, 5, 7, 9], np.int32), np.array([0, 4, 4]))
    words = Tokens(np.array([2], np.int32), np.array([0, 0, 1]))
    assert model.told(names, words) == pytest.approx(
        np.array([[0.01 * (3 + 5 + 7 + 9 - 4 * 127) / 2 + 0.5, -0.25], [0.5, 0.02 * (2 - 125) - 0.25]]), abs=1e-5
    )


def test_trees_see_what_names_and_words_told() -> None:
    page = html_page("<p class=lead>The bridge is open.</p><img src=/a.jpg>")
    tokens = read_tokens(page)
    for way, name in enumerate((BY_NAMES, BY_WORDS)):
        told = of_convention(0, 0).told(*tokens)[:, way]
        assert told[0] != told[1]
        model = ContentModel.from_arrays(arrays(name, float(told.mean()), -2.0, 2.0))
        probability = model.probability(measure(page), *tokens, news=1.0)
        assert ((probability > 0.5) == (told > told.mean())).all()


def test_probability_of_either_convention() -> None:
    page = html_page(NEWS_EN.html)
    model = of_convention(-1.0, 2.0)
    generous, strict = 1 / (1 + np.exp(1.0)), 1 / (1 + np.exp(-2.0))
    low, high = more_leniently(beside_undecided(generous)), beside_undecided(strict)
    for news, wanted in ((0.0, low), (0.3, low), (0.95, high), (1.0, high)):
        assert model.read(page, measure(page), news=news) == pytest.approx(np.full(len(page.blocks), wanted))


def test_pages_of_the_press_are_read_severely() -> None:
    page = html_page(NEWS_EN.html)
    model, features = of_convention(-1.0, 2.0), measure(page)
    plain, half, sure = (model.read(page, features, news=1.0, press=press)[0] for press in (0.0, 0.5, 1.0))
    assert half == plain == pytest.approx(beside_undecided(1 / (1 + np.exp(-2.0))))
    # Lower by 0.8 in log-odds.
    assert sure == pytest.approx(1 / (1 + np.exp(0.8) * (1 - plain) / plain))


def test_flat_text_is_read_by_trees_and_network_alike() -> None:
    page = text_page("The bridge is open.\nHome")
    found = of_convention(-1.0, 2.0).read(page, measure(page), news=1.0)
    assert found == pytest.approx(np.full(len(page.blocks), beside_undecided(1 / (1 + np.exp(-2.0)))))


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-6, 6), st.floats(-6, 6))
@settings(max_examples=100, deadline=None)
def test_between_both_conventions_probability_goes_one_way(one: float, other: float, low: float, high: float) -> None:
    page = text_page("The bridge is open.")
    model, features = of_convention(low, high), measure(page)
    least, most = sorted((one, other))
    generous, first, second, strict = (
        float(model.read(page, features, news=news)[0]) for news in (0.0, least, most, 1.0)
    )
    if generous <= strict:
        assert generous <= first + 1e-9
        assert first <= second + 1e-9
        assert second <= strict + 1e-9
    else:
        assert generous >= first - 1e-9
        assert first >= second - 1e-9
        assert second >= strict - 1e-9


@pytest.mark.parametrize("flat", [False, True])
def test_weights_that_come_with_the_package_fit(flat: bool) -> None:
    model = load_content_model(flat=flat)
    assert model.trees.features == CONTENT_FEATURES
    assert model.trees.groups == 1
    assert model.names.shape == (NAME_BUCKETS,)
    assert model.words.shape == (WORD_BUCKETS,)
    assert model.bias.shape == (2,)
    for values in (model.names, model.words, model.bias):
        assert np.isfinite(values).all()
    assert model.words.any()
    # Flat text has no names.
    assert model.names.any() != flat


@pytest.mark.parametrize("page", [html_page(""), text_page(""), html_page("<img src=/a.jpg>"), html_page("<p>x")])
@pytest.mark.parametrize("news", [0.0, 0.7, 1.0])
def test_pages_of_next_to_nothing(page: object, news: float) -> None:
    model = load_content_model(flat=not len(page.elements))  # type: ignore[attr-defined]
    probability = model.read(page, measure(page), news=news)  # type: ignore[arg-type]
    assert probability.shape == (len(page.blocks),)  # type: ignore[attr-defined]
    assert ((probability >= 0) & (probability <= 1)).all()


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
def test_paragraphs_are_content_and_menus_are_not(news: News) -> None:
    page = html_page(news.html)
    found = load_content_model(flat=False).read(page, measure(page), news=1.0)
    likely = {block.text: probability for block, probability in zip(page.blocks, found, strict=True)}
    assert min(likely[text] for text in news.paragraphs) > 0.5
    assert max(likely[text] for text in (*news.navigation, news.legal, news.consent)) < 0.5


@given(st.one_of(soup, damaged(NEWS_EN.html)), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_any_page_has_probabilities(html: str, news: float) -> None:
    for page in (html_page(html), text_page(html)):
        probability = load_content_model(flat=not len(page.elements)).read(page, measure(page), news=news)
        assert probability.shape == (len(page.blocks),)
        assert ((probability >= 0) & (probability <= 1)).all()
