"""The command ``together``: copies and stories of press texts against pairs of articles that were judged by hand.

Articles are JSON lines with ``text`` and, where known, ``title``, ``url`` and ``published`` (ISO 8601); pairs are JSON
lines with ``kind`` (``copies`` or ``stories``), ``one`` and ``other`` (numbers of lines of the articles, from 0) and
``same`` (true or false).
"""

import gzip
import json
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from benchmarks.errors import BenchmarkError
from benchmarks.options import Json, console_for, write_json
from tearsheet.archive.linking import link_articles
from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import open_archive, transaction
from tearsheet.archive.storing import make_rows, store_article
from tearsheet.article.article import Article
from tearsheet.capture import Capture
from tearsheet.page.block import Block, Kind
from tearsheet.page.place import Place

__all__ = ["Judged", "judge_pairs", "together"]

KINDS = ("copies", "stories")


@dataclass(frozen=True, slots=True)
class Judged:
    """How pairs of one kind came out.

    Attributes:
        right: pairs rightly found.
        wrong: pairs found that are none.
        missed: pairs not found.
    """

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Right pairs by found ones."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Right pairs by those to find."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)


def judge_pairs(texts: Iterable[dict[str, Any]], pairs: Iterable[dict[str, Any]]) -> tuple[dict[str, Judged], float]:
    """Put articles into an archive and compare what it finds with what was judged.

    Returns:
        By kind; and the seconds that comparing the articles took.
    """
    with tempfile.TemporaryDirectory() as folder, closing(open_archive(Path(folder, "press.tear"))) as archive:
        with transaction(archive):
            maker = Maker(statements=False).number(archive)
            numbers = [store_article(archive, make_rows(_article(text), statements=False), maker)[0] for text in texts]
        begun = time.perf_counter()
        link_articles(archive)
        seconds = time.perf_counter() - begun
        copies = set(archive.execute("SELECT article, other FROM copies"))
        stories: dict[int, int] = dict(archive.execute("SELECT article, story FROM stories"))
    counts = {kind: [0, 0, 0] for kind in KINDS}
    for pair in pairs:
        one, other = sorted((numbers[pair["one"]], numbers[pair["other"]]))
        if pair["kind"] == "copies":
            found = (one, other) in copies
        else:
            found = one in stories and stories[one] == stories.get(other)
        # The same capture twice is one article.
        found = found or one == other
        counts[pair["kind"]][0] += found and pair["same"]
        counts[pair["kind"]][1] += found and not pair["same"]
        counts[pair["kind"]][2] += not found and pair["same"]
    return {kind: Judged(*count) for kind, count in counts.items() if any(count)}, seconds


def together(
    articles: Annotated[Path, typer.Argument(metavar="ARTICLES", help="JSON lines with text; .gz too.")],
    pairs: Annotated[Path, typer.Argument(metavar="PAIRS", help="JSON lines: kind, one, other, same.")],
    output: Json = None,
) -> None:
    """Copies and stories against pairs of articles that were judged by hand."""
    texts = list(_lines(articles))
    judged, seconds = judge_pairs(texts, _lines(pairs))
    table = Table(title=f"{len(texts):,} articles, compared in {seconds:.1f} s")
    for column in ("kind", "right", "wrong", "missed", "precision", "recall", "F1"):
        table.add_column(column, justify="left" if column == "kind" else "right")
    for kind, one in judged.items():
        scores = (f"{score:.3f}" for score in (one.precision, one.recall, one.f1))
        table.add_row(kind, str(one.right), str(one.wrong), str(one.missed), *scores)
    console_for(output).print(table)
    write_json(output, seconds=seconds, **{kind: asdict(one) for kind, one in judged.items()})


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
    except (OSError, ValueError) as error:
        raise BenchmarkError(f"{path}: {error}") from error


def _article(text: dict[str, Any]) -> Article:
    content = text["text"]
    place = Place(kind="text", start=0, end=len(content))
    paragraphs = [part for part in content.split("\n") if part.strip()]
    published = text.get("published")
    return Article(
        title=text.get("title") or None,
        body=tuple(Block(part, Kind.PARAGRAPH, place, block=number) for number, part in enumerate(paragraphs)),
        url=text.get("url") or None,
        published=datetime.fromisoformat(published) if published else None,
        language=text.get("language"),
        capture=Capture(content, url=text.get("url") or None),
    )
