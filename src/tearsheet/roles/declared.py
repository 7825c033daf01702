"""What a page's JSON-LD says its text is, held against its Blocks.

schema.org: https://schema.org/articleBody, https://schema.org/reviewBody, https://schema.org/description.
"""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import loops
from tearsheet.page.block import Page
from tearsheet.roles.ownnumbers import lower_words

__all__ = ["DECLARED", "measure_declared"]

_PROPERTIES = ("articleBody", "description", "reviewBody")
DECLARED: tuple[str, ...] = (
    *(f"in declared {name}" for name in _PROPERTIES),
    *(f"length of declared {name}" for name in _PROPERTIES),
    "blocks from declared body",
)
"""Share of a Block's word triples that stand in each property, the length of each, and how many Blocks it is from the
stretch of the page that holds the declared body, 0 within, negative before."""

_KEYS = tuple(f'"{name}"' for name in _PROPERTIES)
_VALUE = re.compile(r'"(articleBody|description|reviewBody)"\s*:\s*"((?:[^"\\]++|\\.)*+)"')
_DECODER = json.JSONDecoder(strict=False)
_ESCAPE = re.compile(r"\\.")
_SHORTEST_VALUE, _LONGEST_VALUE = 20, 60_000
_TAG = re.compile(r"<[^<>]{1,500}>")
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
    values: list[list[str]] = [[] for _ in _PROPERTIES]
    for script in page.markup.scripts:
        if script.kind == "json-ld":
            for name, value in _stated(script.text[:_LONGEST_SCRIPT]):
                values[_PROPERTIES.index(name)].append(_plain(value))
    if not count or not any(values):
        return columns
    texts = [block.text[:_LONGEST_BLOCK] for block in page.blocks]
    lengths = _compare(texts, values, columns)
    if not any(lengths):
        return columns
    columns[:, len(_PROPERTIES) : 2 * len(_PROPERTIES)] = np.log1p(lengths)
    found = np.flatnonzero(columns[:, 0] > _FOUND)
    if lengths[0] >= _LEAST_BODY and len(found):
        index = np.arange(count)
        away = np.minimum(index - found[0], 0) + np.maximum(index - found[-1], 0)
        columns[:, -1] = np.clip(away, -_FARTHEST, _FARTHEST)
    return columns


def _compare(texts: list[str], values: Sequence[list[str]], columns: NDArray[np.float32]) -> list[int]:
    """Put the share of each text's word triples that stand in each property into the first columns.

    Returns:
        How many triples each property has.
    """
    if loops is not None:
        known = [loops.Triples(value) for value in values]
        loops.shares(texts, known, columns)
        return [one.count for one in known]
    triples: list[set[tuple[str, str, str]]] = [set() for _ in values]
    vocabulary: set[str] = set()
    for told, value in zip(triples, values, strict=True):
        for text in value:
            words = lower_words(text)
            told.update(_triples(words))
            vocabulary.update(words)
    for number, text in enumerate(texts):
        words = lower_words(text)
        # Of most Blocks not even the words are there.
        if len(words) < 3 or sum(map(vocabulary.__contains__, words)) < 3:
            continue
        own = _triples(words)
        columns[number, : len(values)] = [
            sum(map(told.__contains__, own)) / len(own) if told else 0.0 for told in triples
        ]
    return [len(told) for told in triples]


def _stated(script: str) -> Iterator[tuple[str, str]]:
    """Names and values of the properties in a script, as written; very short and very long ones are passed over."""
    places: list[int] = []
    for key in _KEYS:
        # Looking for the keys first is many times faster than the pattern.
        place = script.find(key)
        while place >= 0:
            places.append(place)
            place = script.find(key, place + 1)
    end = 0
    for place in sorted(places):
        match = _VALUE.match(script, place) if place >= end else None
        if match is None:
            continue
        name, value = match[1], match[2]
        length = len(value) - len(_ESCAPE.findall(value)) if "\\" in value else len(value)
        if _SHORTEST_VALUE <= length <= _LONGEST_VALUE:
            yield name, value
            end = match.end()


def _plain(value: str) -> str:
    """The text that a JSON string stands for, without tags."""
    try:
        value = _DECODER.decode(f'"{value}"')
    except ValueError:
        value = value.replace("\\n", " ").replace('\\"', '"')
    return unescape(_TAG.sub(" ", value))


def _triples(words: Sequence[str]) -> list[tuple[str, str, str]]:
    """Each three words that follow one another."""
    return list(zip(words, words[1:], words[2:], strict=False))
