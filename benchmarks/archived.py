"""An archive of many articles: how fast it grows, how large it is, and how fast it opens and answers.

The articles are made of press texts, each of sentences of one text with some of another's, and with other numbers, so
that there are as many different ones as wanted and their words are as frequent as in the news.
"""

import gzip
import json
import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.table import Table

from benchmarks.errors import BenchmarkError
from benchmarks.options import Json, console_for, progress, write_json
from tearsheet.archive.conditions import add_functions
from tearsheet.archive.folding import tokens
from tearsheet.archive.indexing import Later
from tearsheet.archive.linking import link_articles
from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import open_archive, transaction
from tearsheet.archive.packing import pack
from tearsheet.archive.search import search_articles
from tearsheet.archive.storing import make_rows, store_article
from tearsheet.archive.tidying import tidy
from tearsheet.article.article import Article, Author
from tearsheet.capture import Capture
from tearsheet.page.block import Block, Kind
from tearsheet.page.place import Place
from tearsheet.page.role import Role

__all__ = [
    "Growth",
    "Latency",
    "archive",
    "fill",
    "make_articles",
    "measure_linking",
    "measure_opening",
    "measure_search",
    "read_texts",
]

_BATCH = 500
_QUERIES = 60
"""Of each kind."""

_LINKED = 60
"""Articles that are compared with all others."""

_SENTENCE = re.compile(r"(?<=[.!?»”])\s+(?=[«“\w])")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Growth:
    """An archive that was filled.

    Attributes:
        articles: in it.
        seconds: by the clock, to store them.
        file: bytes of the archive.
        captures: bytes of the captures, each compressed by itself.
        text: bytes of the articles' texts.
    """

    articles: int
    seconds: float
    file: int
    captures: int
    text: int


@dataclass(frozen=True, slots=True)
class Latency:
    """How long queries of one kind took, in milliseconds."""

    kind: str
    queries: int
    median: float
    slowest_twentieth: float


def archive(
    press: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="JSON lines with a key text, gzip-compressed.")
    ],
    articles: Annotated[int, typer.Option(min=100, help="How many are made of the texts.")] = 100_000,
    keep: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep the archive, or use the one there.")] = None,
    links: Annotated[bool, typer.Option("--links", help="What it costs to find copies and stories too.")] = False,
    output: Json = None,
) -> None:
    """Fill an archive with many articles; its size, how fast it opens, and how fast it finds words."""
    console = console_for(output)
    texts = read_texts(press)
    with TemporaryDirectory() as folder:
        path = keep or Path(folder) / "news.tear"
        figures: dict[str, object] = {}
        if not path.exists():
            with progress("batches", -(-articles // _BATCH)) as done:
                growth = fill(path, make_articles(texts, articles), done)
            ratio = growth.file / (growth.captures + growth.text)
            console.print(
                f"{growth.articles:,} articles stored in {growth.seconds:.0f} s; {growth.file / 1e6:,.0f} MB, "
                f"{ratio:.2f} times the compressed captures and the text"
            )
            figures |= {"articles": growth.articles, "seconds": growth.seconds, "size": growth.file, "ratio": ratio}
        opening = measure_opening(path)
        latencies = measure_search(path, texts)
        linking = measure_linking(path, Path(folder) / "linked.tear") if links else None
    console.print(f"opened in {opening:.1f} ms")
    if linking is not None:
        console.print(f"the last {_LINKED} articles compared with the others in {linking:.0f} ms each, processor time")
    table = Table("query", "queries", "median, ms", "95 % under, ms", title="Search, first page with snippets")
    for latency in latencies:
        row = (latency.kind, str(latency.queries), f"{latency.median:.1f}", f"{latency.slowest_twentieth:.1f}")
        table.add_row(*row)
    console.print(table)
    searches = {each.kind: {"median": each.median, "p95": each.slowest_twentieth} for each in latencies}
    write_json(output, **figures, opening=opening, linking=linking, search=searches)


def read_texts(files: Sequence[Path]) -> list[list[str]]:
    """The sentences of each text of some files of JSON lines, gzip-compressed, with a key ``text``.

    Raises:
        BenchmarkError: there is no such text.
    """
    found: list[list[str]] = []
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = str(json.loads(line).get("text", ""))
                sentences = [sentence for sentence in _SENTENCE.split(" ".join(text.split())) if sentence]
                if len(sentences) > 2:
                    found.append(sentences)
    if not found:
        raise BenchmarkError("no texts in " + ", ".join(map(str, files)))
    return found


def make_articles(texts: Sequence[Sequence[str]], count: int, seed: int = 0) -> Iterator[Article]:
    """So many articles, every one another, the same ones for the same seed."""
    chance = random.Random(seed)
    begin = datetime(2018, 1, 1, tzinfo=UTC)
    for number in range(count):
        own = [sentence for sentence in chance.choice(texts) if chance.random() < 0.8]
        other = chance.choice(texts)
        at = chance.randrange(len(other))
        sentences = [*own, *other[at : at + 1 + len(own) // 3]]
        sentences = [_NUMBER.sub(lambda _: str(chance.randrange(2, 3000)), sentence) for sentence in sentences]
        paragraphs = [" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3)]
        address = f"https://outlet{number % 97}.example.org/{number}"
        published = begin + timedelta(minutes=chance.randrange(3_000_000))
        yield _article(paragraphs, address, published, f"Outlet {number % 97}", f"Author {chance.randrange(900)}")


def _article(paragraphs: Sequence[str], address: str, published: datetime, outlet: str, author: str) -> Article:
    title = paragraphs[0][:80].rpartition(" ")[0]
    text = "\n".join((title, *paragraphs))
    at = len(title) + 1
    body = []
    for number, paragraph in enumerate(paragraphs):
        place = Place(kind="text", start=at, end=at + len(paragraph))
        body.append(Block(paragraph, Kind.PARAGRAPH, place, block=number, role=Role.PARAGRAPH, probability=0.9))
        at += len(paragraph) + 1
    return Article(
        title=title,
        authors=(Author(author),),
        published=published,
        published_raw=published.isoformat(),
        site_name=outlet,
        url=address,
        body=tuple(body),
        confidence=0.9,
        capture=Capture(text, url=address, captured=published + timedelta(hours=1)),
    )


def fill(path: Path, articles: Iterator[Article], done: Callable[[], None]) -> Growth:
    """Store articles in an archive.

    Args:
        path: of the archive, which is made.
        articles: to store.
        done: called after every batch.
    """
    begun = time.perf_counter()
    captures = text = stored = 0
    with closing(open_archive(path)) as archive:
        while batch := list(islice(articles, _BATCH)):
            rows = [make_rows(article, statements=False) for article in batch]
            with transaction(archive):
                maker = Maker().number(archive)
                index = Later()
                for row in rows:
                    store_article(archive, row, maker, index=index)
                index.write(archive)
            captures += sum(len(pack(row.content)) for row in rows)
            text += sum(len(row.text.encode()) for row in rows)
            stored += len(rows)
            done()
        tidy(archive)
        archive.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Growth(stored, time.perf_counter() - begun, path.stat().st_size, captures, text)


def measure_opening(path: Path, rounds: int = 20) -> float:
    """Milliseconds to open an archive and ask it for one article, the median."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        with closing(open_archive(path, read_only=True)) as archive:
            archive.execute("SELECT title FROM articles ORDER BY id DESC LIMIT 1").fetchone()
        times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def measure_linking(path: Path, copied: Path) -> float:
    """Milliseconds of processor time to compare an article with the others, nothing of them in memory yet.

    Args:
        path: of the archive, which stays as it is.
        copied: where a copy is made.
    """
    shutil.copy(path, copied)
    with closing(open_archive(copied)) as archive:
        with transaction(archive):
            (last,) = archive.execute("SELECT max(id) FROM articles").fetchone()
            archive.execute("DELETE FROM unlinked")
            archive.execute("INSERT INTO unlinked SELECT id, 0 FROM articles WHERE id > ?", (last - _LINKED,))
            for table in ("copies", "likenesses", "stories", "story_ends", "profiles"):
                archive.execute(f"DELETE FROM {table}")
        begun = time.process_time()
        link_articles(archive)
        return (time.process_time() - begun) / _LINKED * 1000


def measure_search(path: Path, texts: Sequence[Sequence[str]], seed: int = 0) -> list[Latency]:
    """How fast an archive answers: the first page of hits with snippets, by kind of query.

    Words are drawn as a text has them, so that common ones come often; rare ones are the rarer half of all.
    """
    chance = random.Random(seed)
    words = [word for sentences in texts for sentence in sentences for word, _, _ in tokens(sentence) if len(word) > 3]
    frequent = Counter(words)
    by_frequency = [word for word, _ in frequent.most_common()]
    common, rare = by_frequency[:200], by_frequency[len(by_frequency) // 2 :]
    kinds: dict[str, Callable[[], str]] = {
        "one word of a text": lambda: chance.choice(words),
        "a rare word": lambda: chance.choice(rare),
        "one of the 200 commonest words": lambda: chance.choice(common),
        "two words": lambda: f"{chance.choice(words)} {chance.choice(words)}",
        "either of two words": lambda: f"{chance.choice(words)} OR {chance.choice(words)}",
        "a phrase": lambda: _phrase(chance, texts),
        "a prefix": lambda: f"{chance.choice(words)[:4]}*",
    }
    found = []
    with closing(open_archive(path, read_only=True)) as archive:
        add_functions(archive)
        for kind, make in kinds.items():
            times = [_time(archive, make()) for _ in range(_QUERIES)]
            found.append(Latency(kind, len(times), median(times), quantiles(times, n=20)[-1]))
    return found


def _phrase(chance: random.Random, texts: Sequence[Sequence[str]]) -> str:
    words = [word for word, _, _ in tokens(chance.choice(chance.choice(texts)))]
    at = chance.randrange(max(1, len(words) - 2))
    return f'"{" ".join(words[at : at + 3])}"'


def _time(archive: Any, query: str) -> float:
    begun = time.perf_counter()
    search_articles(archive, query)
    return (time.perf_counter() - begun) * 1000
