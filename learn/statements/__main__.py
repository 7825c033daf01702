"""``python -m learn.statements``: train the engine of statements, judge it in folds, write its weights and their card.

``all`` is ``train``, ``folds`` and ``finish`` in turn; the first two take long each, the last puts together what they
have written. Each stage's weights are kept in WORK: the same command again reads those that were finished.
"""

import argparse
from pathlib import Path

import numpy as np

from benchmarks.brat import read_documents
from benchmarks.statements import Found, judge_statements
from learn.statements.card import statements_card
from learn.statements.course import Course
from learn.statements.judge import Judged, add, calibrate, engine, judge_drafts
from learn.statements.recipe import Sets, read_sets
from learn.statements.weights import WEIGHTS, small, write_weights
from tearsheet.statements.engine.network import AROUND, Network

_DEV = {"English dev": ("en/dev", "en"), "French dev": ("fr/dev", "fr"), "German dev": ("de/dev", "de")}
_QUICK = 40
"""Of so many texts one is taken to see that all of it runs."""

_FRENCH = ("fr/train-a", "fr/train-b")


def main() -> None:
    """Train, judge and finish."""
    parser = argparse.ArgumentParser(prog="python -m learn.statements", description=__doc__)
    parser.add_argument("step", choices=("all", "train", "folds", "finish"))
    parser.add_argument("data", type=Path, help="folder with statements/, press/, records/ and pages/")
    parser.add_argument("work", type=Path, help="where weights in training are kept")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--quick", action="store_true", help="a few texts of each set, once: to see that all of it runs"
    )
    parser.add_argument("--out", type=Path, help="the weights; those of the package without this, in WORK if quick")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    step = _QUICK if options.quick else 1
    out = options.out or (options.work / "engine" / "statements.npz" if options.quick else WEIGHTS)
    sets = read_sets(options.data, options.seed, step)
    course = Course.of(sets, options.work, options.seed, options.quick)
    if options.step in ("all", "train"):
        course.whole()
    if options.step in ("all", "folds"):
        for fold in range(options.folds):
            course.fold(fold, options.folds)
    if options.step in ("all", "finish"):
        out.parent.mkdir(parents=True, exist_ok=True)
        _finish(options.data, sets, options.work, options.folds, out, step)


def _finish(data: Path, sets: Sets, work: Path, folds: int, out: Path, step: int) -> None:
    """Calibrate, write the weights, judge them and write the card; of the texts, every ``step``th one."""
    french = [each for name in _FRENCH for each in read_documents(data / "statements" / name)][::step]
    folded: Found | None = None
    judged: list[Judged] = []
    for fold in range(folds):
        network = _network(work / f"fold-{fold}.npz")
        texts = [document for number, document in enumerate(french) if number % folds == fold]
        found = judge_statements(engine(network), texts, "fr", lambda: None)
        folded = found if folded is None else add(folded, found)
        judged += judge_drafts(network, texts, "fr")
    sureness = calibrate(judged)
    with np.load(work / "whole.npz") as weights:
        whole = dict(weights)
    size = write_weights(out, whole, sureness)
    network = Network.read(small(whole, sureness))
    scores: dict[str, Found] = {}
    bands: dict[str, list[Judged]] = {}
    for name, (folder, language) in _DEV.items():
        documents = read_documents(data / "statements" / folder)[::step]
        scores[name] = judge_statements(engine(network), documents, language, lambda: None)
        bands[name] = judge_drafts(network, documents, language)
    if folded is not None:
        scores["French folds"] = folded
    card = statements_card(sets, scores, bands, folds, size, AROUND)
    (out.parents[1] / "model-card.md").write_text(card, "utf-8")
    print(card)


def _network(path: Path) -> Network:
    with np.load(path) as weights:
        return Network.read(small(dict(weights)))


if __name__ == "__main__":
    main()
