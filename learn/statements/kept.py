"""Weights of finished stages, kept in a folder, so that a course that was broken off goes on where it was."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from learn.statements.data import Example
from learn.statements.recipe import Weights

__all__ = ["Kept", "digest_of_examples", "digest_of_weights"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder with ``NAME.npz`` for each stage, and ``NAME.json`` beside it: what it was made of."""

    folder: Path

    def made(self, name: str, of: Mapping[str, Any], make: Callable[[], Weights]) -> Weights:
        """The weights of a stage: read where they were made of the same before, else made and kept.

        Args:
            name: of the stage.
            of: all that the weights hang on, as JSON has it.
            make: what makes them.
        """
        told = json.dumps(of, indent=1, sort_keys=True)
        note = self.folder / f"{name}.json"
        if note.exists() and note.read_text("utf-8") == told:
            return self.read(name)
        # Without the note nobody takes old weights for new ones where making them breaks off.
        self.folder.mkdir(parents=True, exist_ok=True)
        note.unlink(missing_ok=True)
        weights = make()
        path, half = self.folder / f"{name}.npz", self.folder / f"{name}.half.npz"
        np.savez(half, allow_pickle=False, **weights)
        os.replace(half, path)
        note.write_text(told, "utf-8")
        return weights

    def read(self, name: str) -> Weights:
        """The weights of a finished stage."""
        with np.load(self.folder / f"{name}.npz") as weights:
            return dict(weights)


def digest_of_weights(weights: Weights) -> str:
    """A digest that other weights have not."""
    found = hashlib.sha256()
    for name in sorted(weights):
        found.update(f"{name} {weights[name].shape}".encode())
        found.update(np.ascontiguousarray(weights[name]).data)
    return found.hexdigest()[:16]


def digest_of_examples(examples: Iterable[Example]) -> str:
    """A digest that changes with any text, any label and any number that the network sees."""
    found = hashlib.sha256()
    for example in examples:
        found.update(example.name.encode())
        for each in (example, example.measured):
            for field in fields(each):
                value = getattr(each, field.name)
                if isinstance(value, np.ndarray):
                    found.update(np.ascontiguousarray(value).data)
    return found.hexdigest()[:16]
