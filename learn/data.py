"""Folders of pages with gold, as ``../shared/data/README.md`` of the data describes them, made into training rows."""

import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from learn.align import align, tokens
from learn.flatten import WAYS, flatten
from tearsheet.capture import Capture
from tearsheet.encoding import decode
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Page
from tearsheet.page.html import read_html
from tearsheet.page.text import read_text
from tearsheet.roles.features import PageFeatures, measure
from tearsheet.roles.tokens import Tokens, read_tokens

__all__ = ["LIMITS", "Example", "examples", "label", "read_gold", "site_of", "ways_of"]

LIMITS = Limits(seconds=600.0)
_TITLE_LIKENESS = 0.6
_LEAST_COPY = 5
_HOST = re.compile(r"""https?://([\w.-]+)""")


@dataclass(frozen=True, slots=True)
class Example:
    """One page with what it should give.

    Attributes:
        folder: name of the set.
        id: of the page in the set.
        way: how it was flattened, one of `learn.flatten.WAYS`; empty for the page through the HTML door.
        site: host, so that folds keep a site's pages together.
        gold: the gold object.
        page: the page as read.
        features: its numbers.
        names: its tokens of names.
        words: its tokens of words.
        target: share of each Block's words that the gold text has; NaN where the gold does not tell.
    """

    folder: str
    id: str
    way: str
    site: str
    gold: dict[str, Any]
    page: Page
    features: PageFeatures
    names: Tokens
    words: Tokens
    target: NDArray[np.float64]


def read_gold(folder: Path, limit: int | None = None) -> Iterator[tuple[dict[str, Any], bytes]]:
    """The gold objects of a folder, each with the bytes of its page."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            gold = json.loads(line)
            with gzip.open(folder / "html" / f"{gold['id']}.html.gz") as file:
                yield gold, file.read()


def examples(folder: Path, limit: int | None = None) -> Iterator[list[Example]]:
    """Read a folder page by page: each page through the HTML door, and flattened in two ways through the other one."""
    for gold, data in read_gold(folder, limit):
        url = gold.get("url")
        address = url if url and url.startswith("http") else None
        capture = Capture(data, url=address, name=f"{folder.name}/{gold['id']}")
        html = decode(capture).text
        page = read_html(capture, html, LIMITS, Deadline(LIMITS, capture.label))
        site = site_of(url, data)
        doors = [_example(folder, gold, site, page)]
        for way in ways_of(capture.label):
            flat = flatten(page, html, way)
            flat_page = read_text(Capture(flat, name=capture.label), flat, LIMITS, Deadline(LIMITS, capture.label))
            doors.append(_example(folder, gold, site, flat_page, way))
        yield doors


def ways_of(label: str) -> tuple[str, str]:
    """The two ways in which a page is flattened: others for the next page, as all four would teach little more."""
    lot = zlib.crc32(label.encode())
    first = lot % len(WAYS)
    return WAYS[first], WAYS[(first + 1 + lot // len(WAYS) % (len(WAYS) - 1)) % len(WAYS)]


def _example(folder: Path, gold: dict[str, Any], site: str, page: Page, way: str = "") -> Example:
    features = measure(page)
    names, words = read_tokens(page)
    return Example(
        folder=folder.name,
        id=gold["id"],
        way=way,
        site=site,
        gold=gold,
        page=page,
        features=features,
        names=names,
        words=words,
        target=label(page, gold, features.title_likeness),
    )


def label(page: Page, gold: dict[str, Any], title_likeness: NDArray[np.float32]) -> NDArray[np.float64]:
    """Share of each Block's words that belong to the gold text.

    Where the gold is a list of segments that must and must not be there, Blocks that overlap neither are unknown.
    Titles are unknown too: the sets do not agree whether they are content; and so is all of a page whose gold text is
    empty. The alignment credits one copy of a text that the page holds more than once; all copies are labelled like it.
    """
    target = np.full(len(page.blocks), np.nan)
    words = [tokens(block.text) for block in page.blocks]
    if gold.get("text"):
        flat = [word for block in words for word in block]
        matched = align(flat, tokens(gold["text"]))
        at = 0
        for number, block in enumerate(words):
            if block:
                target[number] = sum(matched[at : at + len(block)]) / len(block)
                at += len(block)
        _share_copies(words, target)
    elif "text" not in gold:
        for wanted, value in (("without", 0.0), ("with", 1.0)):
            for segment in gold.get(wanted, ()):
                needle = " ".join(tokens(segment))
                if not needle:
                    continue
                for number, block in enumerate(words):
                    line = " ".join(block)
                    if line and (needle in line or (len(line) > 15 and line in needle)):
                        target[number] = value
    if gold.get("title") or gold.get("lang"):
        target[title_likeness >= _TITLE_LIKENESS] = np.nan
    return target


def _share_copies(words: list[list[str]], target: NDArray[np.float64]) -> None:
    """Label the copies of a text like the one that is most wanted."""
    best: dict[tuple[str, ...], float] = {}
    keys = [tuple(block) if len(block) >= _LEAST_COPY else None for block in words]
    for number, key in enumerate(keys):
        if key is not None:
            best[key] = max(best.get(key, 0.0), float(target[number]))
    for number, key in enumerate(keys):
        if key is not None:
            target[number] = best[key]


def site_of(url: str | None, data: bytes) -> str:
    """Host of the page; without an address the host that most of its links lead to."""
    if url:
        if url.startswith("http"):
            return _registered(urlsplit(url).hostname or url)
        # Pages of older sets are named after their file: set::site.name-more.html
        return re.split(r"[-_]", url.rpartition("::")[2])[0].lower()
    hosts = Counter(_registered(host) for host in _HOST.findall(data.decode("latin-1")))
    for common in ("facebook.com", "google.com", "twitter.com", "w3.org", "ogp.me", "googleapis.com", "schema.org"):
        hosts.pop(common, None)
    return hosts.most_common(1)[0][0] if hosts else "unknown"


def _registered(host: str) -> str:
    """Last labels of a host name: what one publisher registers."""
    labels = host.lower().removeprefix("www.").split(".")
    keep = 3 if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2 else 2
    return ".".join(labels[-keep:])
