"""``python -m learn.statements``: train the engine of statements, judge it in folds, write its weights and their card.

``train`` and ``folds`` each take long; ``finish`` puts together what they have written.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.brat import read_documents
from benchmarks.statements import Found, judge_statements
from learn.statements.card import statements_card
from learn.statements.judge import Judged, add, calibrate, engine, judge_drafts
from learn.statements.recipe import ALONE, BROAD, FINE, FOLD, LAST, ROUNDS, read_sets, train
from learn.statements.weights import WEIGHTS, small, write_weights
from tearsheet.statements.engine.network import AROUND, Network

_DEV = {"English dev": ("en/dev", "en"), "French dev": ("fr/dev", "fr"), "German dev": ("de/dev", "de")}
_FRENCH = ("fr/train-a", "fr/train-b")


def main() -> None:
    """Train, judge or finish."""
    parser = argparse.ArgumentParser(prog="python -m learn.statements", description=__doc__)
    parser.add_argument("step", choices=("train", "folds", "finish"))
    parser.add_argument("data", type=Path, help="folder with statements/, press/, records/ and pages/")
    parser.add_argument("work", type=Path, help="where weights in training are kept")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="the weights of the package")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    if options.step == "train":
        sets = read_sets(options.data, options.seed)
        weights = train(sets, BROAD, seed=options.seed)
        weights = train(sets, FINE, weights, options.seed)
        rounds = []
        for number in range(ROUNDS):
            weights = train(sets, LAST, weights, options.seed + number)
            rounds.append(weights)
        mean = {name: np.mean([each[name] for each in rounds], 0) for name in weights}
        _keep(options.work / "whole.npz", mean)
    elif options.step == "folds":
        sets = read_sets(options.data, options.seed)
        alone = train(sets, ALONE, seed=options.seed)
        for fold in range(options.folds):
            out = range(fold, len(sets.french), options.folds)
            weights = train(sets, FOLD, alone, options.seed, left_out=out)
            _keep(options.work / f"fold-{fold}.npz", weights)
    else:
        _finish(options.data, options.work, options.folds, options.seed, options.out)


def _keep(path: Path, weights: dict[str, NDArray[np.float32]]) -> None:
    np.savez(path, allow_pickle=False, **weights)


def _finish(data: Path, work: Path, folds: int, seed: int, out: Path) -> None:
    """Calibrate, write the weights, judge them and write the card."""
    french = [each for name in _FRENCH for each in read_documents(data / "statements" / name)]
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
        documents = read_documents(data / "statements" / folder)
        scores[name] = judge_statements(engine(network), documents, language, lambda: None)
        bands[name] = judge_drafts(network, documents, language)
    if folded is not None:
        scores["French folds"] = folded
    sets = read_sets(data, seed)
    card = statements_card(sets, scores, bands, folds, size, AROUND)
    (out.parents[1] / "model-card.md").write_text(card, "utf-8")
    print(card)


def _network(path: Path) -> Network:
    with np.load(path) as weights:
        return Network.read(small(dict(weights)))


if __name__ == "__main__":
    main()
