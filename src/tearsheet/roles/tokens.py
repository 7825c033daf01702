"""Hashed tokens of a Block: names and tags of the elements around it, and its first and last words.

What a class name or a word tells is learned, not listed; hashing keeps the table small (K. Weinberger et al., "Feature
hashing for large scale multitask learning", ICML 2009). Nothing of a page can be read back out of a table's numbers.
"""

import re
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import networkloops, tokenloops
from tearsheet.page.block import Page
from tearsheet.page.place import Elements
from tearsheet.remembered import remembered
from tearsheet.roles.ownnumbers import lower_words
from tearsheet.roles.surroundings import LONGEST_NAMES, name_words

__all__ = ["NAME_BUCKETS", "WORD_BUCKETS", "SharedTokens", "Tokens", "read_tokens", "share_tokens"]

NAME_BUCKETS = 1 << 14
WORD_BUCKETS = 1 << 15

_SIGNS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3"
_UNSPACED = re.compile(f"[{_SIGNS}]")
_WORD = re.compile(rf"[{_SIGNS}]|[^\W{_SIGNS}]+")
_MOST_NAMES, _MOST_INHERITED = 14, 48
_PATH = 5
_LONGEST_TEXT = 2000
_FIRST, _LAST, _PAIRS, _WHOLE = 24, 8, 12, 6
_HEAD, _TAIL = 260, 110
"""Characters that mostly hold so many words, at the beginning and at the end of a text."""
_MIX = 0x9E3779B97F4A7C15
_ALL_BITS = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Tokens:
    """Buckets of the tokens of each Block, one after the other.

    Attributes:
        ids: int32, bucket of each token.
        starts: int64, where each Block's tokens begin in ``ids``; one more than there are Blocks.
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]

    def mean(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        """Sum of the table's rows over each Block's tokens, divided by the square root of their number.

        Args:
            table: float32, buckets by any number of columns.

        Returns:
            Blocks by columns; zeros for a Block without tokens.
        """
        sums = np.zeros((len(self.starts) - 1, table.shape[1]), np.float32)
        if networkloops is not None:
            networkloops.mean_rows(self.ids, self.starts, table, sums)
            return sums
        counts = np.diff(self.starts)
        filled = counts > 0
        if filled.any():
            sums[filled] = np.add.reduceat(table.take(self.ids, axis=0), self.starts[:-1][filled], axis=0)
            sums[filled] /= np.sqrt(counts[filled], dtype=np.float32)[:, None]
        return sums


@dataclass(frozen=True, slots=True)
class SharedTokens:
    """Tokens of Blocks many of which have the same ones.

    Attributes:
        tokens: rows of tokens, each once.
        rows: intp, for each Block the row that is its.
    """

    tokens: Tokens
    rows: NDArray[np.intp]

    def mean(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        """As `Tokens.mean`."""
        return self.tokens.mean(table).take(self.rows, axis=0)

    def apart(self) -> Tokens:
        """The same, each Block with tokens of its own."""
        begin = self.tokens.starts[self.rows]
        count = self.tokens.starts[self.rows + 1] - begin
        starts = np.zeros(len(count) + 1, np.int64)
        np.cumsum(count, out=starts[1:])
        return Tokens(self.tokens.ids[_spread(begin, count)], starts)


def read_tokens(page: Page) -> tuple[Tokens, Tokens]:
    """The tokens of a page.

    Args:
        page: the page.

    Returns:
        Those of names and tags, in `NAME_BUCKETS`, and those of words, in `WORD_BUCKETS`.
    """
    names, words = share_tokens(page)
    return names.apart(), words


def share_tokens(page: Page) -> tuple[SharedTokens, Tokens]:
    """As `read_tokens`, but those of names only once."""
    return _name_tokens(page), _word_tokens(page)


@remembered(50_000)
def _hash(word: str) -> int:
    """The cache only saves time."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _bucket(values: NDArray[np.uint64], buckets: int) -> NDArray[np.int32]:
    """Spread 64-bit values over a number of buckets that is a power of two."""
    mixed = values * np.uint64(_MIX)
    return ((mixed >> np.uint64(33)) & np.uint64(buckets - 1)).astype(np.int32)


def _name_bucket(value: int) -> int:
    """The same of one value, for names."""
    return ((value * _MIX & _ALL_BITS) >> 33) & (NAME_BUCKETS - 1)


def _name_tokens(page: Page) -> SharedTokens:
    """Tokens of elements; most Blocks share theirs with others."""
    blocks, elements = page.blocks, page.elements
    if tokenloops is not None:
        rows = np.empty(len(blocks), np.intp)
        ids, begins = tokenloops.name_tokens(
            blocks,
            elements.parent,
            elements.tag,
            elements.names,
            LONGEST_NAMES,
            _MOST_NAMES,
            _MOST_INHERITED,
            _PATH,
            _MIX,
            NAME_BUCKETS,
            rows,
        )
        return SharedTokens(Tokens(np.frombuffer(ids, np.int32), np.frombuffer(begins, np.int64)), rows)
    found, rows = _around_all(elements, [block.element for block in blocks])
    starts = np.zeros(len(found) + 1, np.int64)
    np.cumsum([len(row) // _BYTES for row in found], out=starts[1:])
    return SharedTokens(Tokens(np.frombuffer(b"".join(found), np.int32), starts), rows)


_OWN, _ABOVE, _ANY, _TAGS = (number << 40 for number in range(1, 5))
"""What a token was found in makes it another token."""

_BYTES = 4
"""Of a token's bucket: those of an element are kept as the memory of an array, which is soon joined with another."""


def _packed(kind: int, words: Sequence[str]) -> bytes:
    return array("i", [_name_bucket(kind | _hash(word)) for word in words]).tobytes()


@remembered(20_000)
def _of_names(names: str) -> tuple[bytes, bytes, bytes]:
    """Tokens of names as an element's own, as those of the one above it, and as those of any; the cache saves time."""
    words = name_words(names)[:_MOST_NAMES]
    return _packed(_OWN, words), _packed(_ABOVE, words), _packed(_ANY, words)


@lru_cache(maxsize=20_000)
def _of_tags(tags: tuple[str, ...]) -> bytes:
    """Tokens of the tags from an element up: of the first, the first two, and so on; the cache only saves time."""
    return _packed(_TAGS, list(accumulate([f"{tag}>" for tag in tags])))


_NAMELESS = (b"", b"", b"")


def _names(elements: Elements, index: int) -> tuple[bytes, bytes, bytes]:
    """Tokens of an element's names; those of the whole document tell nothing of a part."""
    if index < 0 or not elements.names[index] or elements.tag[index] in ("html", "body"):
        return _NAMELESS
    return _of_names(elements.names[index])


def _around_all(elements: Elements, own: Sequence[int]) -> tuple[list[bytes], NDArray[np.intp]]:
    """Tokens around elements, once for all with the same tags and names above them, none first; and the place of each.

    They are an element's names, its parent's, those of all above it that have names, and the tags on the way.
    """
    tags, names, parents = elements.tag, elements.names, elements.parent
    found, told = [b""], {0: 0}
    # What is inherited by each kind of element: those with the same tags and names above them.
    inherited = [b""]
    known: dict[tuple[int, str, str], int] = {}
    kinds = {-1: 0}
    rows: list[int] = []
    for index in own:
        if index not in kinds:
            way: list[int] = []
            at = index
            while at not in kinds:
                way.append(at)
                at = parents[at]
            kind = kinds[at]
            for at in reversed(way):
                key = (kind, tags[at], names[at])
                if key not in known:
                    known[key] = len(inherited)
                    # The nearest come first: in a deep page what is far away tells nothing.
                    held = inherited[kind]
                    if names[at]:
                        held = (_names(elements, at)[2] + held)[: _MOST_INHERITED * _BYTES]
                    inherited.append(held)
                kind = kinds[at] = known[key]
        kind = kinds[index]
        if kind not in told:
            told[kind] = len(found)
            found.append(_around(elements, index, inherited[kind]))
        rows.append(told[kind])
    return found, np.array(rows, np.intp)


def _around(elements: Elements, index: int, inherited: bytes) -> bytes:
    """Tokens of an element."""
    path: list[str] = []
    at = index
    while at >= 0 and len(path) < _PATH:
        path.append(elements.tag[at])
        at = elements.parent[at]
    own, above = _names(elements, index)[0], _names(elements, elements.parent[index])[1]
    return b"".join((own, above, _of_tags(tuple(path)), inherited))


_WORDS, _PAIR, _START, _STARTS, _END, _ALL = (np.uint64(number << 40) for number in range(8, 14))
_LOW = np.uint64((1 << 40) - 1)
_STEP = np.uint64(31)


def _word_tokens(page: Page) -> Tokens:
    """Tokens of words: single ones, pairs, the first one and two, the last, and all of a very short text together."""
    texts = [block.text for block in page.blocks]
    if tokenloops is not None:
        ids = np.empty(len(texts) * (_FIRST + _LAST + _PAIRS + 4), np.int32)
        starts = np.empty(len(texts) + 1, np.int64)
        found = tokenloops.word_tokens(
            texts, _LONGEST_TEXT, _HEAD, _TAIL, _FIRST, _LAST, _PAIRS, _WHOLE, _MIX, WORD_BUCKETS, ids, starts
        )
        return Tokens(ids[:found], starts)
    word, count = _hashed(texts)
    filled = count > 0
    first = np.cumsum(count) - count
    pairs = np.maximum(np.minimum(count, _PAIRS + 1) - 1, 0)
    short = filled & (count <= _WHOLE)
    starts = np.zeros(len(count) + 1, np.int64)
    np.cumsum(count + pairs + 3 * filled + short, out=starts[1:])
    values = np.empty(int(starts[-1]), np.uint64)
    # Each kind of token has its place among those of its Block; what goes where is reckoned for the whole page at once.
    begin = starts[:-1]
    values[_spread(begin, count)] = _WORDS | word
    left = _spread(first, pairs)
    values[_spread(begin + count, pairs)] = _PAIR | ((word[left] * _STEP + word[left + 1]) & _LOW)
    at, one = (begin + count + pairs)[filled], first[filled]
    last = one + count[filled] - 1
    second = np.where(last > one, word[np.minimum(one + 1, last)], np.uint64(0))
    values[at] = _START | word[one]
    values[at + 1] = _STARTS | ((word[one] + second) & _LOW)
    values[at + 2] = _END | word[last]
    total = np.zeros(int(short.sum()), np.uint64)
    for number in range(_WHOLE):
        has = count[short] > number
        total[has] = (total[has] * _STEP + word[(first[short] + number)[has]]) & _LOW
    values[(begin + count + pairs + 3)[short]] = _ALL | total
    return Tokens(_bucket(values, WORD_BUCKETS), starts)


def _hashed(texts: list[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hashes of the first and last words of texts, one after the other, and how many each text has."""
    hashes: list[int] = []
    lengths: list[int] = []
    for text in texts:
        words = _first_and_last(text[:_LONGEST_TEXT])
        hashes.extend(map(_hash, words))
        lengths.append(len(words))
    return np.array(hashes, np.uint64), np.array(lengths, np.int64)


def _first_and_last(text: str) -> Sequence[str]:
    """The first words of a text, and of a longer one the last ones, in lower case."""
    if len(text) > _HEAD + _TAIL:
        # Words at a cut may be parts of words; they are read to know that those before or behind them are whole.
        first, last = _WORD.findall(text[:_HEAD].lower()), _WORD.findall(text[-_TAIL:].lower())
        if len(first) > _FIRST and len(last) > _LAST:
            return first[:_FIRST] + last[-_LAST:]
    spaced = text.isascii() or _UNSPACED.search(text) is None
    words = lower_words(text) if spaced else _WORD.findall(text.lower())
    return [*words[:_FIRST], *words[-_LAST:]] if len(words) > _FIRST else words


def _spread(begin: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers from each beginning on, as many as each count says, one after the other."""
    offset = np.cumsum(count) - count
    return np.repeat(begin - offset, count) + np.arange(int(count.sum()))
