"""Training of what names the role of left-out Blocks: from pages whose markup tells, with that markup hidden.

Labels come from names of elements (`tearsheet.roles.names`), from gold captions, credits, authors and dates, and, for
what hardly any markup names, from fixed phrases. A flat page gets the labels of the same text in its HTML.
"""

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from learn.align import tokens
from learn.carry import sources
from learn.data import Example
from learn.train import SETTINGS, exported
from tearsheet.page.block import Kind
from tearsheet.page.role import Role
from tearsheet.roles.leftout import FURNITURE_FEATURES, LEARNED_ROLES, measure_furniture
from tearsheet.roles.names import told_by_markup
from tearsheet.roles.wording import furniture_wording, is_dateline

__all__ = ["carried_labels", "furniture_labels", "furniture_rows", "train_furniture"]

_TREES = 20
_LEAVES = 8
_MOST_CONTENT = 0.3
_MOST_ROWS = 25
_MOST_IN_ALL = 60_000
_FACTORS = {Role.NAVIGATION: 0.35, Role.RELATED: 1.5, Role.FEED: 1.5}
"""Menus are named far oftener than anything else, lists of stories less often than they stand in pages."""

_PHRASED = {
    Role.LEGAL: 200,
    Role.ADVERTISEMENT: 60,
    Role.NEWSLETTER: 100,
    Role.CONSENT: 200,
    Role.RELATED: 60,
    Role.FEED: 60,
    Role.COMMENTS: 30,
    Role.SHARE: 30,
}
"""Up to which length a fixed phrase is believed where markup is silent."""
_LONGEST_BYLINE = 120
_ALIKE = 0.9


def furniture_labels(html: Example) -> dict[int, Role]:
    """The roles that are known of the Blocks of a page as read from HTML, by the index of the Block."""
    blocks = html.page.blocks
    outside = [
        number
        for number, block in enumerate(blocks)
        if block.text and block.kind is not Kind.IMAGE and not html.target[number] > _MOST_CONTENT
    ]
    labels: dict[int, Role] = {}
    for number, told in zip(outside, told_by_markup(html.page, outside), strict=True):
        text = blocks[number].text
        worded = furniture_wording(text)
        if worded is not None and len(text) > _PHRASED.get(worded, 0):
            worded = None
        # A link to the terms of use in a menu is either.
        if worded is Role.LEGAL and told not in (None, worded):
            continue
        role = told or worded
        if role in LEARNED_ROLES:
            labels[number] = role
    labels.update(_gold_labels(html, outside))
    return labels


def _gold_labels(example: Example, numbers: list[int]) -> dict[int, Role]:
    """Captions, credits and bylines that the gold gives."""
    gold = example.gold
    found: dict[int, Role] = {}
    wanted: list[tuple[Role, list[str]]] = []
    for image in gold.get("images") or ():
        for key, role in (("caption", Role.CAPTION), ("credit", Role.CREDIT)):
            values = image.get(key) or ()
            wanted.extend((role, tokens(value)) for value in ((values,) if isinstance(values, str) else values))
    authors = [tokens(name) for name in gold["author"]] if isinstance(gold.get("author"), list) else []
    for number in numbers:
        text = example.page.blocks[number].text
        words = tokens(text)
        if not words:
            continue
        for role, gold_words in wanted:
            shared = len(set(words) & set(gold_words))
            if shared >= _ALIKE * max(len(set(words)), len(set(gold_words))):
                found[number] = role
        if number not in found and len(text) <= _LONGEST_BYLINE and not is_dateline(text):
            line = " ".join(words)
            if any(name and " ".join(name) in line and len(words) <= len(name) + 6 for name in authors):
                found[number] = Role.BYLINE
    return found


def carried_labels(html: Example, flat: Example, labels: dict[int, Role]) -> dict[int, Role]:
    """The labels of the HTML page's Blocks for the lines of the flat page that come from them."""
    found = enumerate(sources(html.page, flat.page))
    return {number: labels[source] for number, source in found if source in labels}


def furniture_rows(
    examples: Sequence[Example],
) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """The Blocks to train on.

    Args:
        examples: pages, each as HTML and then as it was flattened.

    Returns:
        Rows by `FURNITURE_FEATURES`; the number of each one's role in `LEARNED_ROLES`; its weight; the index of its
        example.
    """
    number_of = {role: number for number, role in enumerate(LEARNED_ROLES)}
    rows: list[NDArray[np.float32]] = []
    targets: list[int] = []
    weights: list[float] = []
    pages: list[int] = []
    html, told = examples[0], dict[int, Role]()
    for page, example in enumerate(examples):
        if not example.way:
            html, told = example, furniture_labels(example)
        labels = carried_labels(html, example, told) if example.way else told
        # Menus of hundreds of entries teach no more than some of them.
        stands_for = _thinned(labels)
        if not stands_for:
            continue
        numbers = sorted(stands_for)
        rows.append(measure_furniture(example.page, example.features, numbers))
        targets.extend(number_of[labels[number]] for number in numbers)
        weights.extend(stands_for[number] * len(labels) ** -0.5 for number in numbers)
        pages.extend([page] * len(numbers))
    return np.vstack(rows), np.array(targets), np.array(weights), np.array(pages)


def _thinned(labels: dict[int, Role]) -> dict[int, float]:
    """Some of the Blocks of each role, spread evenly, and how many each one stands for."""
    of: dict[Role, list[int]] = {}
    for number, role in sorted(labels.items()):
        of.setdefault(role, []).append(number)
    most = max(_MOST_ROWS // max(len(of), 1), 10)
    taken = {role: found[:: -(-len(found) // most)] for role, found in of.items()}
    return {number: len(of[role]) / len(some) for role, some in taken.items() for number in some}


def train_furniture(examples: Sequence[Example], seed: int = 0) -> dict[str, NDArray[Any]]:
    """Train one ensemble a role; the highest score wins.

    Args:
        examples: pages, each as HTML and then as it was flattened, as `learn.data.examples` gives them.
        seed: of every random choice.

    Returns:
        The arrays of a weight file, with one group a role.
    """
    rows, targets, weights, _ = furniture_rows(examples)
    step = -(-len(rows) // _MOST_IN_ALL)
    return fit(rows[::step], targets[::step], weights[::step], seed)


def fit(
    rows: NDArray[np.float32], targets: NDArray[np.int64], weights: NDArray[np.float64], seed: int = 0
) -> dict[str, NDArray[Any]]:
    """Grow the trees for rows of `furniture_rows`."""
    factors = np.array([_FACTORS.get(role, 1.0) for role in LEARNED_ROLES])
    balanced = weights * factors[targets]
    data = lightgbm.Dataset(rows, weight=balanced / balanced.mean(), free_raw_data=False)
    settings = {
        **SETTINGS,
        "objective": "binary",
        "num_leaves": _LEAVES,
        "learning_rate": 0.25,
        "feature_fraction": 0.3,
        "seed": seed,
    }
    boosters = []
    for number in range(len(LEARNED_ROLES)):
        data.set_label((targets == number).astype(np.float64))
        boosters.append(lightgbm.train(settings, data, _TREES))
    return exported(boosters, FURNITURE_FEATURES)
