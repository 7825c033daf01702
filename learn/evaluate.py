"""Cross-validation: every page is judged by a model that has seen no page of its site."""

import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from learn.align import tokens
from learn.data import LIMITS, Example
from learn.train import train_content, train_page_types
from tearsheet.article.assemble import EMBEDDED_BELOW
from tearsheet.article.embedded import embedded_body
from tearsheet.limits import Deadline
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.roles.content import ContentModel
from tearsheet.roles.decision import Decision, settle
from tearsheet.roles.model import Trees
from tearsheet.roles.pagetype import measure_page, page_type

__all__ = ["Scores", "cross_validate", "fold_of", "text_of"]

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Scores:
    """What cross-validation found.

    Attributes:
        pages: precision, recall and word F1 of each page, by the row of the table it counts in.
        segments: true and false positives and negatives of segments, by row.
        types: how often each page type was taken for each.
    """

    pages: dict[str, list[tuple[float, float, float]]] = field(default_factory=lambda: defaultdict(list))
    segments: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    types: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, example: Example, decision: Decision) -> float | None:
        """Judge one page.

        Returns:
            Its word F1, ``None`` where the gold is a list of segments.
        """
        text = text_of(example, decision)
        gold = example.gold
        door = f", {example.way}" if example.way else ""
        if "text" not in gold:
            row = self.segments[f"{example.folder}{door}"]
            plain = " ".join(text.split())
            for segment in gold["with"]:
                row["tp" if " ".join(segment.split()) in plain else "fn"] += 1
            for segment in gold["without"]:
                row["fp" if " ".join(segment.split()) in plain else "tn"] += 1
            return None
        split = _WORD.findall if gold.get("type") else tokens
        if gold.get("lang") and decision.title >= 0:
            text = f"{example.page.blocks[decision.title].text}\n{text}"
        score = _word_score(split(text.lower()), split((gold["text"] or "").lower()))
        self.pages[f"{example.folder}{door}"].append(score)
        if gold.get("type"):
            self.pages[f"{example.folder}{door}: {gold['type']}"].append(score)
            self.types[gold["type"], decision.page_type.value] += not door
        if gold.get("lang"):
            self.pages[f"{example.folder}{door}: {gold['lang']}"].append(score)
        return score[2]

    @property
    def types_right(self) -> float:
        """Share of pages whose type was taken for what it is."""
        return sum(n for (gold, got), n in self.types.items() if gold == got) / max(self.types.total(), 1)

    def table(self) -> list[tuple[str, str, int, float, float, float]]:
        """Rows of set, metric, pages, precision, recall and F1."""
        rows = []
        for name, scores in sorted(self.pages.items()):
            precision, recall, f1 = np.mean(scores, axis=0)
            rows.append((name, "word", len(scores), float(precision), float(recall), float(f1)))
        for name, counts in sorted(self.segments.items()):
            tp, fp, fn = counts["tp"], counts["fp"], counts["fn"]
            rows.append(
                (name, "segment", tp + fn, tp / max(tp + fp, 1), tp / max(tp + fn, 1), 2 * tp / (2 * tp + fp + fn))
            )
        return rows


def fold_of(example: Example, folds: int) -> int:
    """The fold of a page: all pages of a site are in one."""
    return zlib.crc32(example.site.encode()) % folds


def cross_validate(examples: Sequence[Example], folds: int = 5, seed: int = 0) -> Iterable[tuple[Example, Decision]]:
    """Decide every page by models trained on the other sites.

    Args:
        examples: pages, all through one door.
        folds: how many parts the sites are split into.
        seed: of the training.
    """
    rows = np.vstack([measure_page(example.page, example.features) for example in examples])
    for fold in range(folds):
        inside = np.array([fold_of(example, folds) == fold for example in examples])
        train = [example for example, out in zip(examples, inside, strict=True) if not out]
        model = ContentModel.from_arrays(train_content(train, seed))
        types = Trees.from_arrays(train_page_types(train, rows[~inside], seed))
        print(f"fold {fold + 1} of {folds} trained", file=sys.stderr, flush=True)
        for number in np.flatnonzero(inside):
            example = examples[int(number)]
            kind, news, press = page_type(example.page, example.features, types)
            probability = model.probability(example.features, example.names, example.words, news=news, press=press)
            yield example, settle(example.page, example.features, probability, kind, news, press=press)


def text_of(example: Example, decision: Decision) -> str:
    """Standfirst and body, as they stand in the article."""
    text = "\n".join(
        block.text
        for block, role in zip(example.page.blocks, decision.roles, strict=True)
        if role in BODY_ROLES or role is Role.STANDFIRST
    )
    if len(text) >= EMBEDDED_BELOW or not example.page.markup.scripts:
        return text
    # Where next to nothing is visible, the text may lie in the page's data.
    deadline = Deadline(LIMITS, example.page.capture.label)
    embedded = embedded_body(example.page, len(text), LIMITS, deadline).blocks
    return "\n".join(block.text for block in embedded) if embedded else text


def _word_score(got: list[str], gold: list[str]) -> tuple[float, float, float]:
    if not got and not gold:
        return 1.0, 1.0, 1.0
    shared = (Counter(got) & Counter(gold)).total()
    if not shared:
        return 0.0, 0.0, 0.0
    precision, recall = shared / len(got), shared / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)
