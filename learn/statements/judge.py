"""How good the engine is, by language and type, and how likely a statement is right that it is so sure of."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.brat import Attribution, Document
from benchmarks.metrics import span_overlap
from benchmarks.statements import Found, StatementSystem
from tearsheet.statements.draft import Draft
from tearsheet.statements.engine.find import BOUNDS, find_with
from tearsheet.statements.engine.tagger import Bounds, Tagger
from tearsheet.statements.find import beside, with_rules
from tearsheet.statements.layout import Layout
from tearsheet.statements.quotations import find_quotations
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.rules.labelled import labelled_drafts

__all__ = ["Judged", "add", "bands", "calibrate", "engine", "judge_drafts", "whole"]

Judged = tuple[float, bool, bool]
"""How sure the engine was of a statement, whether it found a source, and whether it was right."""

_LOOSE = 0.3
_ROUNDS = 60


def engine(tagger: Tagger, bounds: Bounds = BOUNDS) -> StatementSystem:
    """The engine with these weights, as a system to be measured."""

    def extract(text: str, language: str) -> list[Attribution]:
        return [_attribution(draft) for draft in find_with(tagger, text, language, find_quotations(text), bounds)]

    return StatementSystem("engine", extract)


def whole(tagger: Tagger, bounds: Bounds = BOUNDS) -> StatementSystem:
    """The engine with these weights and the rules beside it, as `tearsheet.statements` reads a text."""

    def extract(text: str, language: str) -> list[Attribution]:
        quotations = find_quotations(text)
        wording = Wording.of(text, language, quotations)
        labelled = labelled_drafts(wording, Layout())
        learned = with_rules(wording, find_with(tagger, text, language, quotations, bounds))
        return [_attribution(draft) for draft in (*labelled, *beside(labelled, learned))]

    return StatementSystem("engine", extract)


def _attribution(draft: Draft) -> Attribution:
    content, source, cue = (
        tuple((span.start, span.end) for span in spans) for spans in (draft.content, draft.source, draft.cue)
    )
    return Attribution(content, source, cue)


def add(one: Found, other: Found) -> Found:
    """What was found in two folders."""
    types = {
        name: [sum(pair) for pair in zip(one.types.get(name, [0] * 3), other.types.get(name, [0] * 3), strict=True)]
        for name in one.types | other.types
    }
    return Found(one.counts + other.counts, types, one.seconds + other.seconds, one.words + other.words, {})


def judge_drafts(tagger: Tagger, documents: Sequence[Document], language: str, bounds: Bounds = BOUNDS) -> list[Judged]:
    """Each statement that the engine finds: right where content and source fit one in the gold loosely."""
    found = []
    for document in documents:
        for draft in find_with(tagger, document.text, language, find_quotations(document.text), bounds):
            given = _attribution(draft)
            fits = [
                gold
                for gold in document.attributions
                if span_overlap(document.text, gold.content, given.content) >= _LOOSE
                and (span_overlap(document.text, gold.source, given.source) > 0 if gold.source else not given.source)
            ]
            if not fits or not all(gold.doubtful for gold in fits):
                found.append((draft.confidence, bool(given.source), bool(fits)))
    return found


def calibrate(judged: Sequence[Judged]) -> tuple[float, float, float]:
    """`Network.sureness`: a logistic curve from the odds of a cue to those of a statement (J. Platt, 1999)."""
    odds = _odds(np.array([sure for sure, _, _ in judged]))
    sourceless = np.array([not source for _, source, _ in judged], np.float64)
    right = np.array([each for _, _, each in judged], np.float64)
    columns = np.stack((odds, np.ones(len(odds)), sourceless), 1)
    curve = np.zeros(3)
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-columns @ curve))
        slope = columns.T @ (right - likely)
        bend = (columns * (likely * (1 - likely))[:, None]).T @ columns + 1e-3 * np.eye(3)
        step = np.linalg.solve(bend, slope)
        curve += step / max(float(np.abs(step).max()), 1.0)
    return float(curve[0]), float(curve[1]), float(curve[2])


def bands(judged: Sequence[Judged], width: float = 0.2) -> list[tuple[float, float, int, float]]:
    """From, to, how many statements the engine was so sure of, and the share of them that was right."""
    rows = []
    for low in np.arange(0, 1, width).tolist():
        some = [right for sure, _, right in judged if low <= sure < low + width or (sure == 1 and low + width >= 1)]
        if some:
            rows.append((low, low + width, len(some), sum(some) / len(some)))
    return rows


def _odds(likely: NDArray[np.float64]) -> NDArray[np.float64]:
    bounded = np.clip(likely, 1e-3, 1 - 1e-3)
    odds: NDArray[np.float64] = np.log(bounded / (1 - bounded))
    return odds
