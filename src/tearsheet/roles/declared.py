"""What a page's JSON-LD says its text is, held against its Blocks.

schema.org: https://schema.org/articleBody, https://schema.org/reviewBody, https://schema.org/description.
"""

import json
import re
from collections.abc import Sequence
from html import unescape

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Page

__all__ = ["DECLARED", "measure_declared"]

_PROPERTIES = ("articleBody", "description", "reviewBody")
DECLARED: tuple[str, ...] = (
    *(f"in declared {name}" for name in _PROPERTIES),
    *(f"length of declared {name}" for name in _PROPERTIES),
    "blocks from declared body",
)
"""Share of a Block's word triples that stand in each property, the length of each, and how many Blocks it is from the
stretch of the page that holds the declared body, 0 within, negative before."""

_VALUE = re.compile(r'"(articleBody|description|reviewBody)"\s*:\s*"((?:[^"\\]|\\.){20,60000})"')
_TAG = re.compile(r"<[^<>]{1,500}>")
_WORD = re.compile(r"\w+")
_LONGEST_SCRIPT = 500_000
_LONGEST_BLOCK = 3000
_LEAST_BODY = 50
_FOUND = 0.8
_FARTHEST = 50


def measure_declared(page: Page) -> NDArray[np.float32]:
    """Compare each Block with the texts that the page declares.

    Args:
        page: the page.

    Returns:
        One row a Block, `DECLARED` columns; zeros where the page declares nothing.
    """
    count = len(page.blocks)
    columns = np.zeros((count, len(DECLARED)), np.float32)
    triples: list[set[tuple[str, str, str]]] = [set() for _ in _PROPERTIES]
    vocabulary: set[str] = set()
    for script in page.markup.scripts:
        if script.kind == "json-ld":
            for name, value in _VALUE.findall(script.text[:_LONGEST_SCRIPT]):
                words = _words(_plain(value))
                triples[_PROPERTIES.index(name)].update(_triples(words))
                vocabulary.update(words)
    if not count or not any(triples):
        return columns
    for column, known in enumerate(triples):
        columns[:, len(_PROPERTIES) + column] = np.log1p(len(known))
    shares: list[list[float]] = []
    nothing = [0.0] * len(_PROPERTIES)
    for block in page.blocks:
        words = _words(block.text[:_LONGEST_BLOCK])
        # Of most Blocks not even the words are there.
        if len(words) < 3 or sum(map(vocabulary.__contains__, words)) < 3:
            shares.append(nothing)
            continue
        own = _triples(words)
        shares.append([sum(map(known.__contains__, own)) / len(own) if known else 0.0 for known in triples])
    columns[:, : len(_PROPERTIES)] = shares
    found = np.flatnonzero(columns[:, 0] > _FOUND)
    if len(triples[0]) >= _LEAST_BODY and len(found):
        index = np.arange(count)
        away = np.minimum(index - found[0], 0) + np.maximum(index - found[-1], 0)
        columns[:, -1] = np.clip(away, -_FARTHEST, _FARTHEST)
    return columns


def _plain(value: str) -> str:
    """The text that a JSON string stands for, without tags."""
    try:
        value = json.loads(f'"{value}"', strict=False)
    except ValueError:
        value = value.replace("\\n", " ").replace('\\"', '"')
    return unescape(_TAG.sub(" ", value))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _triples(words: Sequence[str]) -> list[tuple[str, str, str]]:
    """Each three words that follow one another."""
    return list(zip(words, words[1:], words[2:], strict=False))
