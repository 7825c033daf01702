"""From outputs to figures: which metrics a folder's layout allows, over all pages and group by group.

Words: ``\\w+`` for folders grouped by page type (WCXB defines it so), elsewhere Chinese and Japanese by the character.
Where the gold text begins with the title (folders grouped by language), a system's title is put before its text unless
the text has it already. Systems differ in whether the title is part of their text: scored on the text alone, those that
give it apart would miss it on every page, and a system that gives no title keeps its text as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.data import Folder, GoldPage
from benchmarks.fields import FIELDS, Verdict, judge
from benchmarks.measure import Output
from benchmarks.metrics import (
    Counts,
    Score,
    mean_score,
    normalise,
    segment_counts,
    shingle_counts,
    shingle_score,
    split_characters,
    split_words,
    word_score,
)
from benchmarks.systems import System

__all__ = ["FieldResult", "PageResult", "Result", "score_fields", "score_page", "score_pages", "scored_text"]


@dataclass(frozen=True, slots=True)
class PageResult:
    """One page of one system; ``None`` where the folder has no gold of that kind."""

    page: GoldPage
    output: Output
    words: Score | None
    shingles: Counts | None
    segments: Counts | None

    @property
    def headline(self) -> float:
        """The number to sort pages by: word F1, or else segment F1."""
        if self.words is not None:
            return self.words.f1
        return self.segments.score.f1 if self.segments is not None else 1.0


@dataclass(frozen=True, slots=True)
class Result:
    """A system over some pages; ``None`` where the folder has no gold of that kind.

    Attributes:
        pages: how many.
        words: word precision, recall and F1, means over pages.
        shingles: mean precision and recall over 4-grams, and their harmonic mean.
        segments: over all segments of all pages.
        empty: pages without any text.
        errors: pages where it raised; its text, its record or both count as empty there.
        text_ms: milliseconds a page for the text.
        record_ms: milliseconds a page for the record.
    """

    pages: int
    words: Score | None
    shingles: Score | None
    segments: Score | None
    empty: int
    errors: int
    text_ms: float
    record_ms: float

    @property
    def headline(self) -> float:
        """Word F1, or else segment F1."""
        score = self.words or self.segments
        return score.f1 if score is not None else 0.0


@dataclass(frozen=True, slots=True)
class FieldResult:
    """One field over all pages.

    Attributes:
        pages: pages whose gold has this field.
        right: share of those where it is entirely right.
        score: over single items; also counts what is given where the gold has none.
    """

    pages: int
    right: float
    score: Score


def scored_text(page: GoldPage, output: Output) -> str:
    """The text that is compared with the gold text."""
    title = output.record.title
    if page.title_in_text and title and normalise(title) not in normalise(output.text):
        return f"{title}\n{output.text}"
    return output.text


def score_page(page: GoldPage, output: Output, *, plain_tokens: bool) -> PageResult:
    """One page of one system."""
    text = scored_text(page, output)
    split = split_words if plain_tokens else split_characters
    segments = page.required or page.forbidden
    return PageResult(
        page,
        output,
        words=word_score(page.text, text, split) if page.text is not None else None,
        shingles=shingle_counts(page.text, text) if page.text is not None else None,
        segments=segment_counts(page.required, page.forbidden, text) if segments else None,
    )


def score_pages(results: Sequence[PageResult]) -> Result:
    """Figures over pages, at least one."""
    words = [result.words for result in results if result.words is not None]
    shingles = [result.shingles for result in results if result.shingles is not None]
    segments = [result.segments for result in results if result.segments is not None]
    outputs = [result.output for result in results]
    return Result(
        pages=len(results),
        words=mean_score(words) if words else None,
        shingles=shingle_score(shingles) if shingles else None,
        segments=sum(segments, Counts()).score if segments else None,
        empty=sum(not output.text.strip() for output in outputs),
        errors=sum(output.error is not None for output in outputs),
        text_ms=1000 * sum(output.text_seconds for output in outputs) / len(outputs),
        record_ms=1000 * sum(output.record_seconds for output in outputs) / len(outputs),
    )


def score_fields(
    folder: Folder, system: System, outputs: Sequence[Output]
) -> tuple[dict[str, FieldResult], list[tuple[GoldPage, Verdict]]]:
    """Every field that the folder's gold and the system have, and the single verdicts."""
    verdicts = [
        (page, verdict)
        for page, output in zip(folder.pages, outputs, strict=True)
        for verdict in judge(page, output.record)
        if verdict.field in system.fields
    ]
    results = {}
    for field in FIELDS:
        mine = [verdict for _, verdict in verdicts if verdict.field == field]
        wanted = [verdict for verdict in mine if verdict.wanted]
        if wanted:
            results[field] = FieldResult(
                pages=len(wanted),
                right=sum(verdict.right for verdict in wanted) / len(wanted),
                score=sum((verdict.counts for verdict in mine), Counts()).score,
            )
    return results, verdicts
