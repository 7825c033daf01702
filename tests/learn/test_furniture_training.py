import numpy as np
import pytest

pytest.importorskip("lightgbm")
pytest.importorskip("sklearn")

from learn.data import Example, label
from learn.furniture import carried_labels, furniture_labels, furniture_rows, train_furniture
from tearsheet.page.block import Page
from tearsheet.page.role import Role
from tearsheet.roles.features import measure
from tearsheet.roles.leftout import FURNITURE_FEATURES, LEARNED_ROLES
from tearsheet.roles.model import Trees
from tearsheet.roles.tokens import read_tokens
from tests.pages.reading import html_page, text_page

BODY = "The old bridge over the river was closed on Monday because two of its piers had moved."
HTML = f"""<title>Bridge closed</title><nav><a href=/c>City</a></nav><h1>Bridge closed</h1><p>{BODY}</p>
<img src=/b.jpg><p>The bridge at noon</p><p>Photo: Ann Other</p><div class=share><p>Send by mail</p></div>
<div class=related><p>{BODY}</p></div><p>© 2024 The Paper</p><button>Loading…</button>
<p>What else there is</p>"""
GOLD = {
    "text": BODY,
    "author": ["Jo Writer"],
    "images": [{"caption": "The bridge at noon", "credit": ["Photo: Ann Other"]}],
}


def example(page: Page) -> Example:
    features = measure(page)
    target = label(page, GOLD, features.title_likeness)
    way = "" if len(page.elements) else "blocks"
    return Example("set", "page", way, "paper.example", GOLD, page, features, *read_tokens(page), target)


def pair() -> tuple[Example, Example]:
    html = html_page(HTML)
    return example(html), example(text_page("\n".join(block.text for block in html.blocks if block.text)))


def test_labels_come_from_names_gold_and_phrases() -> None:
    html, flat = pair()
    told = furniture_labels(html)
    for one, labels in ((html, told), (flat, carried_labels(html, flat, told))):
        named = {one.page.blocks[number].text: role for number, role in labels.items()}
        assert named.pop(BODY, Role.RELATED) is Role.RELATED
        assert named == {
            "City": Role.NAVIGATION,
            "The bridge at noon": Role.CAPTION,
            "Photo: Ann Other": Role.CREDIT,
            "Send by mail": Role.SHARE,
            "© 2024 The Paper": Role.LEGAL,
        }


def test_rows_of_both_doors() -> None:
    html, flat = pair()
    rows, targets, weights, pages = furniture_rows([html, flat])
    assert rows.shape == (len(targets), len(FURNITURE_FEATURES)) == (len(weights), len(FURNITURE_FEATURES))
    assert set(pages.tolist()) == {0, 1}
    assert {LEARNED_ROLES[target] for target in targets} >= {Role.NAVIGATION, Role.CAPTION, Role.LEGAL}
    assert (weights > 0).all()


def test_training_gives_weights_that_can_be_read() -> None:
    pages = [one for _ in range(30) for one in pair()]
    values, again = train_furniture(pages), train_furniture(pages)
    assert {key: value.tobytes() for key, value in values.items()} == {k: v.tobytes() for k, v in again.items()}
    trees = Trees.from_arrays(values)
    assert trees.features == FURNITURE_FEATURES
    assert trees.groups == len(LEARNED_ROLES)
    rows, targets, _, _ = furniture_rows(pages)
    found = trees.scores(rows).argmax(axis=1)
    assert np.mean(found == targets) > 0.9
