"""What the engine is trained on and in which order: annotated texts, and beside them those written from patterns."""

import gzip
import json
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.brat import Document, read_documents
from learn.statements.data import Example, make_example
from learn.statements.network import Settings, Trainer, first_weights, pack
from learn.statements.written import plain_sentences, read_patterns, write_texts

__all__ = [
    "AGAIN",
    "ALONE",
    "BROAD",
    "FINE",
    "FOLD",
    "LAST",
    "ROUNDS",
    "Sets",
    "Stage",
    "Weights",
    "read_sets",
    "seen",
    "train",
]

Weights = dict[str, NDArray[np.float32]]

_WRITTEN = {"de": 320, "es": 60, "pl": 60, "ru": 60, "el": 60, "en": 40, "fr": 220}
"""How many texts are written in each language."""

_DANIEL = {"Polish": "pl", "Russian": "ru", "Greek": "el"}
_GERMAN = frozenset({"de", "at", "ch", "li", "lu"})
_PRESS = {"es": 500, "fr": 500}
_ENGLISH_FOR_PATTERNS = 200


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the training.

    Attributes:
        settings: of the network and its training.
        epochs: how often all is seen.
        french: how often each French text is seen in an epoch: an even number, as each is there in two layouts.
        english: share of the English texts that is seen in one.
        written: whether those written from patterns are seen too.
    """

    settings: Settings
    epochs: int
    french: int
    english: float = 1.0
    written: bool = False


BROAD = Stage(Settings(tokens=4096, cues=136, dropout=0.15, forgotten=0.12, cueless=0.0), epochs=6, french=2)
"""Annotated texts alone, with much left out."""

FINE = Stage(Settings(rate=1.2e-3), epochs=2, french=4, english=0.75, written=True)
"""All texts."""

LAST = Stage(Settings(rate=8e-4), epochs=1, french=4, english=0.4, written=True)
"""All texts, of the English ones a part, so that the others weigh more: the rounds that follow, each upon the last, and
the mean of what all rounds give (M. Wortsman et al., "Model soups", ICML 2022)."""

ROUNDS = 3

AGAIN = Stage(Settings(rate=1.2e-3), epochs=1, french=4, english=0.75, written=True)
"""The first round after the layers were made narrower."""

ALONE = Stage(Settings(rate=2.5e-3), epochs=5, french=0)
"""English alone: what the folds begin with."""

FOLD = Stage(Settings(rate=1.4e-3), epochs=1, french=8, english=0.15, written=True)
"""For the folds, upon weights that have seen no French text."""


@dataclass(frozen=True, slots=True)
class Sets:
    """Texts to learn from.

    Attributes:
        english: annotated.
        french: annotated.
        french_lines: the same with each paragraph on a line of its own, where several spaces part them in the files.
        written: from patterns, in several languages.
    """

    english: list[Example]
    french: list[Example]
    french_lines: list[Example]
    written: list[Example]


def read_sets(data: Path, seed: int = 0, step: int = 1) -> Sets:
    """Read the training texts of a folder of the layout that the data's README tells of.

    Args:
        data: the folder.
        seed: of the texts that are written.
        step: 1 for all texts, 2 for every other one, and so on.
    """
    statements = data / "statements"
    english = read_documents(statements / "en" / "train")[::step]
    french = [each for name in ("train-a", "train-b") for each in read_documents(statements / "fr" / name)][::step]
    lines = [replace(each, text=each.text.replace("  ", "\n\n")) for each in french]
    random = np.random.default_rng(seed)
    patterns = read_patterns()
    written: list[Document] = []
    examples: list[Example] = []
    for language, count in _WRITTEN.items():
        sentences = plain_sentences(_texts(data, language, english), language)
        written = write_texts(patterns[language], sentences, language, -(-count // step), random)
        examples += [make_example(document, language) for document in written]
    return Sets(
        [make_example(each, "en") for each in english],
        [make_example(each, "fr") for each in french],
        [make_example(each, "fr") for each in lines],
        examples,
    )


def _texts(data: Path, language: str, english: Sequence[Document]) -> Iterator[str]:
    """Texts whose sentences the written ones are made of."""
    if language == "en":
        yield from (document.text for document in english[:_ENGLISH_FOR_PATTERNS])
    elif language in _PRESS:
        with gzip.open(data / "press" / f"{language}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for _, line in zip(range(_PRESS[language]), lines, strict=False):
                yield json.loads(line)["text"]
    elif language == "de":
        for page in _gold(data / "records"):
            if page["country"] in _GERMAN:
                yield page["text"]
    else:
        for page in _gold(data / "pages" / "daniel"):
            if _DANIEL.get(page["lang"]) == language:
                yield page["text"]


def _gold(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def seen(sets: Sets, stage: Stage, random: np.random.Generator, left_out: Collection[int] = ()) -> list[Example]:
    """What is learned from in an epoch.

    Args:
        sets: texts.
        stage: which of them.
        random: what draws some of the English ones.
        left_out: numbers of the French texts that are kept for judging.
    """
    kept = [number for number in range(len(sets.french)) if number not in left_out]
    french = [*(sets.french[i] for i in kept), *(sets.french_lines[i] for i in kept)]
    chosen = random.permutation(len(sets.english))[: round(stage.english * len(sets.english))]
    texts = [*(sets.english[i] for i in chosen), *french * (stage.french // 2)]
    return [*texts, *sets.written] if stage.written else texts


def train(
    sets: Sets,
    stage: Stage,
    weights: Weights | None = None,
    seed: int = 0,
    left_out: Collection[int] = (),
) -> Weights:
    """Train one stage.

    Args:
        sets: texts.
        stage: which of them, and how.
        weights: to begin with; drawn without them.
        seed: of every random choice.
        left_out: numbers of the French texts that are kept for judging.

    Returns:
        Weights as `Trainer.result` gives them.
    """
    random = np.random.default_rng(seed)

    def epoch() -> Iterator[dict[str, NDArray[Any]]]:
        return pack(seen(sets, stage, random, left_out), stage.settings, random)

    steps = stage.epochs * sum(1 for _ in epoch())
    trainer = Trainer(weights or first_weights(stage.settings, seed), stage.settings, steps, seed)
    begun = time.monotonic()
    while trainer.done < steps:
        for batch in epoch():
            loss = trainer.step(batch)
            if not trainer.done % 100:
                seconds = time.monotonic() - begun
                print(f"step {trainer.done} of {steps}: loss {loss:.3f}, {seconds:.0f} s", file=sys.stderr, flush=True)
            if trainer.done == steps:
                break
    return trainer.result()
