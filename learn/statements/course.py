"""The course of training: its stages one upon the other, for the package and for the folds it is judged by."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from inspect import getsource
from pathlib import Path
from typing import Any

import jax
import numpy as np

from learn.statements import narrow as narrowing
from learn.statements import network
from learn.statements.data import Example
from learn.statements.kept import Kept, digest_of_examples, digest_of_weights
from learn.statements.narrow import narrow
from learn.statements.recipe import AGAIN, ALONE, BROAD, FINE, FOLD, LAST, ROUNDS, Sets, Stage, Weights, train

__all__ = ["Course"]


@dataclass(frozen=True, slots=True)
class Course:
    """Training with these texts and this seed; stages that were finished before are read.

    Attributes:
        sets: texts.
        kept: where the weights of each stage are kept.
        seed: of every random choice.
        quick: whether each stage sees its texts once.
        common: what all weights hang on, whatever the stage.
    """

    sets: Sets
    kept: Kept
    seed: int
    quick: bool
    common: dict[str, str]

    @classmethod
    def of(cls, sets: Sets, folder: Path, seed: int = 0, quick: bool = False) -> "Course":
        """A course whose weights are kept in a folder."""
        texts = [*sets.english, *sets.french, *sets.french_lines, *sets.written]
        code = hashlib.sha256()
        for module in (network, narrowing):
            code.update(getsource(module).encode())
        common = {
            "texts": digest_of_examples(texts),
            "code": code.hexdigest()[:16],
            "jax": jax.__version__,
            "numpy": np.__version__,
        }
        return cls(sets, Kept(folder), seed, quick, common)

    def whole(self) -> Weights:
        """The weights of the package: wide layers first, then narrow ones, of these the mean of some rounds."""
        weights = self._stage("broad", BROAD)
        weights = self._stage("fine", FINE, weights)
        weights = self._narrowed("narrow", weights, [*self.sets.english, *self.sets.french, *self.sets.written])
        rounds = [self._stage("round-0", AGAIN, weights)]
        for number in range(1, 1 if self.quick else ROUNDS):
            rounds.append(self._stage(f"round-{number}", LAST, rounds[-1], number))
        of = {"mean": [digest_of_weights(each) for each in rounds]}
        return self.kept.made(
            "whole", of, lambda: {name: np.mean([each[name] for each in rounds], 0) for name in weights}
        )

    def alone(self) -> Weights:
        """What the folds begin with: no French text was seen."""
        return self._stage("alone", ALONE)

    def fold(self, fold: int, folds: int) -> Weights:
        """Weights that have seen no French text of a fold."""
        out = range(fold, len(self.sets.french), folds)
        weights = self._stage(f"fold-{fold}-wide", FOLD, self.alone(), left_out=out)
        kept = [each for number, each in enumerate(self.sets.french) if number not in out]
        weights = self._narrowed(f"fold-{fold}-narrow", weights, [*self.sets.english, *kept, *self.sets.written])
        return self._stage(f"fold-{fold}", FOLD, weights, left_out=out)

    def _stage(
        self, name: str, stage: Stage, upon: Weights | None = None, number: int = 0, left_out: Sequence[int] = ()
    ) -> Weights:
        stage = replace(stage, epochs=1) if self.quick else stage
        seed = self.seed + number
        of = {**self._of(upon, seed), "stage": asdict(stage), "left out": list(left_out)}
        return self.kept.made(name, of, lambda: train(self.sets, stage, upon, seed, left_out))

    def _narrowed(self, name: str, upon: Weights, examples: Sequence[Example]) -> Weights:
        of = self._of(upon, self.seed)
        return self.kept.made(name, of, lambda: narrow(upon, examples, seed=self.seed))

    def _of(self, upon: Weights | None, seed: int) -> dict[str, Any]:
        return {**self.common, "seed": seed, "upon": digest_of_weights(upon) if upon is not None else None}
