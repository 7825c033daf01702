from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("lightgbm")
pytest.importorskip("sklearn")

from learn.data import Example, label
from learn.linear import LEAST_SITES, Rows, fit_told, token_rows
from tearsheet.page.block import Page
from tearsheet.roles.features import measure
from tearsheet.roles.tokens import NAME_BUCKETS, WORD_BUCKETS, Tokens, read_tokens
from tests.pages.reading import html_page

SITES = 12
BODY = ("The bridge was closed on Monday.", "Nobody could say for how long.", "Trams turn back at the old quay.")
MENU = ("City", "Sport and games", "All rights reserved")


def html(site: int, extra: str = "") -> str:
    body = "".join(f"<p class=story>{text} Number {site}.</p>" for text in BODY)
    menu = "".join(f"<li class=menu>{text}</li>" for text in MENU)
    return f"<ul>{menu}</ul><main>{body}{extra}</main>"


def example(page: Page, site: str) -> Example:
    features = measure(page)
    gold = {"text": "\n".join(block.text for block in page.blocks if page.elements.names[block.element] != "menu")}
    target = label(page, gold, features.title_likeness)
    return Example("set", site, "", site, gold, page, features, *read_tokens(page), target)


def examples(rare: str = "", sites: int = 0) -> list[Example]:
    """Two pages a site; a Block on the pages of so many sites."""
    return [
        example(html_page(html(site, f"<p>{rare}</p>" if site < sites else "")), f"site{site}.example")
        for site in range(SITES)
        for _ in range(2)
    ]


def rows(pages: list[Example]) -> Rows:
    return token_rows(pages, [np.ones(len(one.target)) for one in pages])


def blocks(of: Rows, pages: np.ndarray) -> np.ndarray:
    return np.repeat(pages, np.diff(of.starts))


def bucket(word: str) -> int:
    """Of the word wherever it stands."""
    return int(read_tokens(html_page(f"<p>{word}"))[1].ids[0])


def test_rows_are_the_tokens_of_all_blocks() -> None:
    pages = examples()
    of = rows(pages)
    assert of.names.shape == (len(of.target), NAME_BUCKETS)
    assert of.words.shape == (len(of.target), WORD_BUCKETS)
    table = np.random.default_rng(1).normal(size=(WORD_BUCKETS, 1)).astype(np.float32)
    for number, one in enumerate(pages):
        start, end = of.starts[number : number + 2]
        assert end - start == len(one.page.blocks)
        # What is learned of the matrix is asked of the tokens later.
        assert (of.words[start:end] @ table) == pytest.approx(one.words.mean(table), abs=1e-4)
        assert (of.names[start:end] @ table[:NAME_BUCKETS]) == pytest.approx(
            one.names.mean(table[:NAME_BUCKETS]), abs=1e-4
        )
        assert len(set(of.site[start:end])) == 1
    assert len(set(of.site)) == SITES
    assert len(set(of.inner)) > 1
    for one, other in zip(of.inner[::2], of.inner[1::2], strict=True):
        assert one == other


def test_blocks_without_tokens_are_rows_of_zeros() -> None:
    nothing = example(html_page("<p class=menu>…</p><img src=/a.jpg>"), "site.example")
    of = rows([*examples(), nothing])
    assert of.words.shape[0] == len(of.target) == of.starts[-1]
    assert of.words[int(of.starts[-2]) :].nnz == 0


def test_tokens_tell_menus_from_bodies() -> None:
    of = rows(examples())
    told, out = fit_told(of, np.ones(2 * SITES, np.bool_))
    assert out.shape == (len(of.target), 2)
    for column in out.T:
        assert ((column > 0) == (of.target > 0.5)).all()
    everything = told.told(of, np.ones(2 * SITES, np.bool_))
    assert ((everything > 0) == (of.target > 0.5)[:, None]).all()


def test_told_values_of_training_pages_come_from_fits_without_their_site() -> None:
    of = rows(examples())
    train = np.arange(2 * SITES) < 2 * SITES - 4
    told, out = fit_told(of, train)
    for fold in set(of.inner[train].tolist()):
        held = train & (of.inner == fold)
        without, _ = fit_told(of, train & ~held)
        assert out[blocks(of, held)] == pytest.approx(without.told(of, held), abs=1e-6)
        assert out[blocks(of, held)] != pytest.approx(told.told(of, held), abs=1e-6)
    assert out[blocks(of, ~train)] == pytest.approx(told.told(of, ~train), abs=1e-6)


def test_what_a_site_says_of_itself_does_not_come_back() -> None:
    of = rows(examples())
    train = np.ones(2 * SITES, np.bool_)
    _, out = fit_told(of, train)
    own = blocks(of, of.inner == of.inner[0])
    turned = of.target.copy()
    turned[own] = 1 - turned[own]
    _, other = fit_told(replace(of, target=turned), train)
    assert (out[own] == other[own]).all()
    assert (out[~own] != other[~own]).any()


def test_blocks_of_unknown_label_or_without_weight_teach_nothing() -> None:
    pages = examples()
    of = rows(pages)
    train = np.ones(2 * SITES, np.bool_)
    some = np.arange(len(of.target)) % 5 == 0
    unknown = np.where(some, np.nan, of.target)
    turned = np.where(some, 1 - of.target, of.target)
    one, _ = fit_told(replace(of, target=unknown), train)
    other, _ = fit_told(replace(of, target=turned, weight=np.where(some, 0.0, of.weight)), train)
    for table, same in zip(one.tables, other.tables, strict=True):
        assert (table == same).all()


@pytest.mark.parametrize("sites", [1, LEAST_SITES - 1, LEAST_SITES])
def test_tokens_of_few_sites_get_no_weight(sites: int) -> None:
    told, _ = fit_told(rows(examples("Kingfisher", sites)), np.ones(2 * SITES, np.bool_))
    assert (told.tables[1][bucket("kingfisher")] != 0) is np.bool_(sites >= LEAST_SITES)
    assert told.tables[1][bucket("bridge")] > 0 > told.tables[1][bucket("sport")]


def test_tokens_of_few_sites_do_not_change_the_weights_of_others() -> None:
    # A Block of its own would; a word in a Block that is there anyway must not, but for the length of the Block.
    def page(site: int, word: str) -> Example:
        return example(html_page(html(site).replace("on Monday", f"on {word if site == 0 else 'Monday'}")), f"s{site}")

    train = np.ones(SITES, np.bool_)
    one, other = (
        fit_told(rows([page(site, word) for site in range(SITES)]), train)[0] for word in ("Kingfisher", "Albatross")
    )
    for table, same in zip(one.tables, other.tables, strict=True):
        assert (table == same).all()


def test_sites_are_counted_not_pages() -> None:
    pages = [*examples(), *[example(html_page(html(0, "<p>Kingfisher</p>")), "site0.example") for _ in range(9)]]
    told, _ = fit_told(rows(pages), np.ones(len(pages), np.bool_))
    assert told.tables[1][bucket("kingfisher")] == 0


def test_the_same_pages_give_the_same_weights() -> None:
    train = np.ones(2 * SITES, np.bool_)
    (one, out), (other, again) = fit_told(rows(examples()), train), fit_told(rows(examples()), train)
    assert out.tobytes() == again.tobytes()
    assert one.bias.tobytes() == other.bias.tobytes()
    assert all(a.tobytes() == b.tobytes() for a, b in zip(one.tables, other.tables, strict=True))


def test_tables_tell_tokens_what_they_tell_rows() -> None:
    pages = examples()
    of = rows(pages)
    told, _ = fit_told(of, np.ones(len(pages), np.bool_))
    wanted = told.told(of, np.arange(len(pages)) == 0)
    tokens: tuple[Tokens, Tokens] = (pages[0].names, pages[0].words)
    for way, one in enumerate(tokens):
        got = one.mean(told.tables[way].astype(np.float32)[:, None])[:, 0] + told.bias[way]
        assert got == pytest.approx(wanted[:, way], abs=1e-4)
