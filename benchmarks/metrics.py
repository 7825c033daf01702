"""Every number the benchmark knows, as functions of gold and output; none of them reads anything.

Word F1 as in WCXB (https://github.com/Murrough-Foley/web-content-extraction-benchmark), shingle F1 as in the Article
Extraction Benchmark (https://github.com/scrapinghub/article-extraction-benchmark).
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from statistics import fmean
from typing import TypeVar

from benchmarks.brat import Attribution, Spans

__all__ = [
    "Counts",
    "Score",
    "StatementCounts",
    "alike",
    "f1",
    "mean_score",
    "normalise",
    "one_to_one",
    "segment_counts",
    "shingle_counts",
    "shingle_score",
    "span_overlap",
    "split_characters",
    "split_words",
    "statement_counts",
    "word_score",
]

_WORDS = re.compile(r"\w+")
# Han, kana and their iteration marks: scripts written without spaces, where a run of \w is a clause and no word.
_UNSPACED = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_CHARACTERS = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_QUOTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʼ‹›", "'"),
        **dict.fromkeys("“”„‟″«»「」『』", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"),
    }
)

Gold = TypeVar("Gold")
Got = TypeVar("Got")
Split = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives; fractions where they are shares of a page."""

    tp: float = 0
    fp: float = 0
    fn: float = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def score(self) -> "Score":
        """Precision, recall and F1; all 1 when there was nothing to find and nothing was found."""
        if not (self.tp or self.fp or self.fn):
            return Score(1.0, 1.0, 1.0)
        precision = self.tp / (self.tp + self.fp) if self.tp else 0.0
        recall = self.tp / (self.tp + self.fn) if self.tp else 0.0
        return Score(precision, recall, f1(precision, recall))


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, each 0 to 1."""

    precision: float
    recall: float
    f1: float


def f1(precision: float, recall: float) -> float:
    """Harmonic mean of precision and recall, 0 when both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def split_words(text: str) -> list[str]:
    """Tokens as ``\\w+`` of the lower-cased text."""
    return _WORDS.findall(text.lower())


def split_characters(text: str) -> list[str]:
    """Tokens as `split_words`, but every Chinese or Japanese character by itself."""
    return _CHARACTERS.findall(text.lower())


def word_score(gold: str, got: str, split: Split = split_words) -> Score:
    """Precision, recall and F1 of one page over bags of tokens."""
    wanted, given = Counter(split(gold)), Counter(split(got))
    common = (wanted & given).total()
    return Counts(common, given.total() - common, wanted.total() - common).score


def mean_score(scores: Sequence[Score]) -> Score:
    """Each of precision, recall and F1 averaged over pages."""
    if not scores:
        return Score(0.0, 0.0, 0.0)
    return Score(
        fmean(score.precision for score in scores),
        fmean(score.recall for score in scores),
        fmean(score.f1 for score in scores),
    )


def shingle_counts(gold: str, got: str, size: int = 4) -> Counts:
    """Bags of ``size``-grams of ``\\w+`` compared on one page, as shares of the page; a shorter text is one shingle."""
    wanted, given = _shingles(gold, size), _shingles(got, size)
    common = (wanted & given).total()
    false, missed = given.total() - common, wanted.total() - common
    total = common + false + missed
    return Counts(common / total, false / total, missed / total) if total else Counts()


def shingle_score(pages: Sequence[Counts]) -> Score:
    """Mean precision and mean recall over pages, and their harmonic mean; an empty output has precision 0."""
    mean = mean_score([page.score for page in pages])
    return Score(mean.precision, mean.recall, f1(mean.precision, mean.recall))


def _shingles(text: str, size: int) -> Counter[tuple[str, ...]]:
    tokens = split_words(text)
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1)))


def segment_counts(required: Iterable[str], forbidden: Iterable[str], got: str) -> Counts:
    """Segments found in the output once white space is collapsed; a forbidden one found is a false positive."""
    text = _collapse(got)
    found = [_collapse(segment) in text for segment in required]
    return Counts(
        tp=sum(found),
        fp=sum(_collapse(segment) in text for segment in forbidden),
        fn=len(found) - sum(found),
    )


def _collapse(text: str) -> str:
    return " ".join(text.split())


def normalise(text: str) -> str:
    """Text for comparing: NFKC, case folded, quotes and dashes of one kind, white space collapsed."""
    folded = unicodedata.normalize("NFKC", text.translate(_QUOTES)).casefold()
    return _collapse(unicodedata.normalize("NFKC", folded))


def alike(gold: str, got: str, ratio: float = 0.9) -> bool:
    """Whether two texts are equal after `normalise`, or so much alike as difflib's ratio measures it."""
    wanted, given = normalise(gold), normalise(got)
    if wanted == given:
        return True
    matcher = SequenceMatcher(None, wanted, given, autojunk=False)
    return matcher.real_quick_ratio() >= ratio and matcher.quick_ratio() >= ratio and matcher.ratio() >= ratio


def one_to_one(gold: Sequence[Gold], got: Sequence[Got], right: Callable[[Gold, Got], bool]) -> Counts:
    """Each output matched with at most one gold item and the reverse, greedily in order."""
    free = list(gold)
    for item in got:
        match = next((i for i, wanted in enumerate(free) if right(wanted, item)), None)
        if match is not None:
            del free[match]
    tp = len(gold) - len(free)
    return Counts(tp, len(got) - tp, len(free))


@dataclass(frozen=True, slots=True)
class StatementCounts:
    """Statements compared on one or more texts; add them up over texts, then ask each for its ``score``.

    Attributes:
        content_tokens, source_tokens, cue_tokens: tokens inside any such span.
        content_spans, source_spans, cue_spans: spans that hold exactly the same tokens.
        linked: statements whose content and source are both right.
        loosely_linked: the same with content tokens of a Jaccard index of 0.3 or more.
    """

    content_tokens: Counts = Counts()
    source_tokens: Counts = Counts()
    cue_tokens: Counts = Counts()
    content_spans: Counts = Counts()
    source_spans: Counts = Counts()
    cue_spans: Counts = Counts()
    linked: Counts = Counts()
    loosely_linked: Counts = Counts()

    def __add__(self, other: "StatementCounts") -> "StatementCounts":
        return StatementCounts(*(getattr(self, name) + getattr(other, name) for name in StatementCounts.__slots__))


_Tokens = frozenset[int]


def statement_counts(text: str, gold: Sequence[Attribution], got: Sequence[Attribution]) -> StatementCounts:
    """What an extraction of statements from one text found.

    Spans are compared by the tokens they hold (`split_characters`), so a quote mark or a full stop more or less does
    not count. Linked: content tokens with a Jaccard index of 0.8 or more, and at least half of the gold source's
    tokens in the given source (neither has one: right). What the annotator was not sure of is neither wanted nor
    wrong: its tokens, its spans and a statement linked to it do not count.
    """
    places = [match.span() for match in _CHARACTERS.finditer(text)]
    starts, ends = [start for start, _ in places], [end for _, end in places]

    def tokens(spans: Spans) -> _Tokens:
        return frozenset(i for start, end in spans for i in range(bisect_right(ends, start), bisect_left(starts, end)))

    def parts(attributions: Iterable[Attribution]) -> list[tuple[_Tokens, _Tokens, _Tokens]]:
        return [(tokens(a.content), tokens(a.source), tokens(a.cue)) for a in attributions]

    sure = parts(a for a in gold if not a.doubtful)
    doubtful = parts(a for a in gold if a.doubtful)
    given = parts(got)
    token_counts: list[Counts] = []
    span_counts: list[Counts] = []
    for i in range(3):
        wanted_spans = {part[i] for part in sure if part[i]}
        ignored_spans = {part[i] for part in doubtful} - wanted_spans
        given_spans = {part[i] for part in given if part[i]} - ignored_spans
        wanted = frozenset[int]().union(*wanted_spans)
        ignored = frozenset[int]().union(*ignored_spans) - wanted
        token_counts.append(_compare(wanted, frozenset[int]().union(*given_spans) - ignored))
        span_counts.append(_compare(wanted_spans, given_spans))
    return StatementCounts(
        content_tokens=token_counts[0],
        source_tokens=token_counts[1],
        cue_tokens=token_counts[2],
        content_spans=span_counts[0],
        source_spans=span_counts[1],
        cue_spans=span_counts[2],
        linked=_linked(sure, doubtful, given, 0.8),
        loosely_linked=_linked(sure, doubtful, given, 0.3),
    )


def span_overlap(text: str, one: Spans, other: Spans) -> float:
    """Jaccard index of the tokens that two annotations of a text hold; 0 where they share none."""
    if not one or not other or one[-1][1] <= other[0][0] or other[-1][1] <= one[0][0]:
        return 0.0
    low, high = min(one[0][0], other[0][0]), max(one[-1][1], other[-1][1])
    places = [match.span() for match in _CHARACTERS.finditer(text, low, high)]
    held = [
        {i for i, place in enumerate(places) if any(start < place[1] and place[0] < end for start, end in spans)}
        for spans in (one, other)
    ]
    union = len(held[0] | held[1])
    return len(held[0] & held[1]) / union if union else 0.0


def _compare(wanted: Set[object], given: Set[object]) -> Counts:
    tp = len(wanted & given)
    return Counts(tp, len(given) - tp, len(wanted) - tp)


def _linked(
    sure: Sequence[tuple[_Tokens, _Tokens, _Tokens]],
    doubtful: Sequence[tuple[_Tokens, _Tokens, _Tokens]],
    given: Sequence[tuple[_Tokens, _Tokens, _Tokens]],
    least: float,
) -> Counts:
    wanted = [*sure, *doubtful]
    pairs = sorted(
        (-len(want[0] & give[0]) / len(want[0] | give[0]), i, j)
        for i, want in enumerate(wanted)
        for j, give in enumerate(given)
        if want[0] & give[0] and _same_source(want[1], give[1])
    )
    matched: dict[int, int] = {}
    used: set[int] = set()
    for overlap, i, j in pairs:
        if -overlap >= least and i not in matched and j not in used:
            matched[i] = j
            used.add(j)
    tp = sum(i < len(sure) for i in matched)
    spared = len(matched) - tp
    return Counts(tp, len(given) - tp - spared, len(sure) - tp)


def _same_source(wanted: _Tokens, given: _Tokens) -> bool:
    if not wanted:
        return not given
    return 2 * len(wanted & given) >= len(wanted)
