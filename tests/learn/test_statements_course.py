"""A course of training that was broken off goes on where it was, and begins anew where its texts or seed changed."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("jax", reason="jax is not installed: the course of training is not tested")
pytest.importorskip("optax", reason="optax is not installed: the course of training is not tested")

from benchmarks.brat import Attribution, Document
from learn.statements import course as courses
from learn.statements.course import Course
from learn.statements.data import Example, make_example
from learn.statements.kept import Kept, digest_of_examples, digest_of_weights
from learn.statements.recipe import ALONE, FOLD, Sets, Stage, Weights, seen

TEXT = "The road is closed, Ana Roth said."


def example(text: str = TEXT) -> Example:
    said = text.index("said")
    gold = Attribution(((0, 18),), ((20, 28),), ((said, said + 4),))
    return make_example(Document("one", text, (gold,)), "en")


def sets(text: str = TEXT) -> Sets:
    return Sets([example(text)], [example()] * 4, [example()] * 4, [])


class Trained:
    """In place of training: weights that tell which call made them, and a list of all calls."""

    def __init__(self, breaks_at: int = 0) -> None:
        self.stages: list[Stage] = []
        self.breaks_at = breaks_at

    def train(
        self, _: Sets, stage: Stage, upon: Weights | None = None, seed: int = 0, left_out: Collection[int] = ()
    ) -> Weights:
        if len(self.stages) + 1 == self.breaks_at:
            raise KeyboardInterrupt
        self.stages.append(stage)
        before = 0.0 if upon is None else float(upon["bias"][0])
        return {"bias": np.array([before * 3 + seed + stage.epochs, len(left_out)], np.float32)}


def run(folder: Path, trained: Trained, monkeypatch: pytest.MonkeyPatch, texts: Sets, seed: int = 0) -> list[Weights]:
    monkeypatch.setattr(courses, "train", trained.train)
    monkeypatch.setattr(courses, "narrow", lambda weights, *_, **__: {"bias": weights["bias"] / 2})
    course = Course.of(texts, folder, seed, quick=True)
    return [course.whole(), *(course.fold(fold, 2) for fold in range(2))]


def test_what_was_finished_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, rest, nothing = Trained(breaks_at=5), Trained(), Trained()
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "one", broken, monkeypatch, sets())
    resumed = run(tmp_path / "one", rest, monkeypatch, sets())
    at_once = Trained()
    straight = run(tmp_path / "two", at_once, monkeypatch, sets())
    assert broken.stages + rest.stages == at_once.stages
    assert [digest_of_weights(each) for each in resumed] == [digest_of_weights(each) for each in straight]
    run(tmp_path / "one", nothing, monkeypatch, sets())
    assert not nothing.stages


def test_other_texts_or_another_seed_begin_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, other, seeded = Trained(), Trained(), Trained()
    run(tmp_path, first, monkeypatch, sets())
    run(tmp_path, other, monkeypatch, sets(TEXT.replace("road", "bridge").replace("closed", "open")))
    run(tmp_path, seeded, monkeypatch, sets(), seed=1)
    assert len(first.stages) == len(other.stages) == len(seeded.stages)


def test_weights_half_written_are_made_again(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    weights = {"bias": np.ones(2, np.float32)}
    kept.made("one", {"seed": 0}, lambda: weights)
    with pytest.raises(OSError, match="full"):
        kept.made("one", {"seed": 1}, lambda: (_ for _ in ()).throw(OSError("full")))
    again = kept.made("one", {"seed": 0}, lambda: {"bias": np.zeros(2, np.float32)})
    assert not again["bias"].any()


def test_a_digest_changes_with_a_label() -> None:
    one, other = example(), example()
    assert digest_of_examples([one]) == digest_of_examples([other])
    other.cues[0] = -1
    assert digest_of_examples([one]) != digest_of_examples([other])


def test_a_stage_without_french_sees_none_of_it_and_folds_none_that_is_left_out() -> None:
    names = [f"fr-{number}" for number in range(3)]
    french = [replace(example(), name=name) for name in names]
    texts = Sets([example()] * 4, french, french, [])
    random = np.random.default_rng(0)
    assert {each.name for each in seen(texts, ALONE, random)} == {"one"}
    fold = [each.name for each in seen(texts, FOLD, random, left_out=[1])]
    assert set(fold) == {"one", "fr-0", "fr-2"}
    assert fold.count("fr-0") == FOLD.french
