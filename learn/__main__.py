"""``python -m learn FOLDER...``: train the role model on folders of pages with gold, and write its weights."""

import argparse
import pickle
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from learn.card import model_card
from learn.confidence import Judged, calibrate, calibration_table, train_confidence
from learn.data import Example, examples
from learn.evaluate import Scores, cross_validate, fold_of
from learn.furniture import train_furniture
from learn.train import train_content, train_page_types
from tearsheet.roles.pagetype import measure_page

DOORS = {"html": "", "flat": "flat-"}
"""What the names of the weight files of each door begin with."""

WEIGHTS = Path(__file__).parent.parent / "src" / "tearsheet" / "roles"


def main() -> None:
    """Read, cross-validate, train, write."""
    parser = argparse.ArgumentParser(prog="python -m learn", description=__doc__)
    parser.add_argument("folder", nargs="+", type=Path, help="a folder with gold.jsonl and html/ID.html.gz")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights and the model card go")
    parser.add_argument("--folds", type=int, default=5, help="folds of the cross-validation; 0 for none")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, help="only the first pages of each folder, for trying out")
    parser.add_argument("--cache", type=Path, help="keep the pages read here, and read them from here next time")
    parser.add_argument("--only-evaluate", action="store_true", help="write no weights")
    parser.add_argument(
        "--door",
        nargs="+",
        choices=tuple(DOORS),
        default=tuple(DOORS),
        help="with --only-evaluate: models of this door alone",
    )
    options = parser.parse_args()
    if len(options.door) < len(DOORS) and not options.only_evaluate:
        parser.error("the confidence and the card are made of both doors: --door wants --only-evaluate")
    pages = _pages(options.folder, options.limit, options.cache)
    _say(f"{len(pages)} pages, as HTML and flattened, {sum(len(e.target) for e in pages)} Blocks")
    doors = {DOORS[door]: [page for page in pages if bool(page.way) == (door == "flat")] for door in options.door}
    if not options.only_evaluate:
        options.out.mkdir(parents=True, exist_ok=True)
        for name, through in doors.items():
            rows = np.vstack([measure_page(example.page, example.features) for example in through])
            _write(options.out / f"{name}pagetype.npz", train_page_types(through, rows, options.seed))
            _write(options.out / f"{name}content.npz", train_content(through, options.seed))
        _write(options.out / "furniture.npz", train_furniture(pages, options.seed))
    if options.folds:
        scores, judged = _evaluate(doors, options.folds, options.seed)
        if not options.only_evaluate:
            _write(options.out / "confidence.npz", train_confidence(judged, options.seed))
            card = model_card(pages, scores, judged, options.folds, options.seed)
            (options.out / "model-card.md").write_text(card, "utf-8")
    if not options.only_evaluate:
        _say(f"weights are in {options.out}")


def _evaluate(doors: dict[str, list[Example]], folds: int, seed: int) -> tuple[Scores, list[Judged]]:
    """Cross-validate, and say how it went."""
    scores = Scores()
    judged: list[Judged] = []
    for name, pages in doors.items():
        for example, decision in cross_validate(pages, folds, seed):
            f1 = scores.add(example, decision)
            if f1 is not None:
                row = f"{example.folder}, flat" if name else example.folder
                judged.append(Judged(row, fold_of(example, folds), decision.certainty, f1))
    for name, metric, count, precision, recall, f1 in scores.table():
        print(f"{name:32} {metric:8} {count:5} {precision:.3f} {recall:.3f} {f1:.3f}")
    print(f"page types right: {scores.types_right:.3f}")
    bands, ranks = calibration_table(judged, calibrate(judged, folds, seed))
    for low, high, count, f1 in bands:
        print(f"confidence {low:.1f} to {high:.1f}: {count:5} pages, mean F1 {f1:.3f}")
    print("rank correlation: " + ", ".join(f"{name} {value:.2f}" for name, value in ranks.items()), flush=True)
    return scores, judged


def _pages(folders: list[Path], limit: int | None, cache: Path | None) -> list[Example]:
    if cache is not None and cache.exists():
        with cache.open("rb") as file:
            kept: list[Example] = pickle.load(file)
            return kept
    pages: list[Example] = []
    for folder in folders:
        begun = time.monotonic()
        for number, pair in enumerate(examples(folder, limit), 1):
            pages.extend(pair)
            if sys.stderr.isatty() and not number % 20:
                print(f"\r{folder.name}: {number} pages", end="", file=sys.stderr)
        _say(f"\r{folder.name}: read in {time.monotonic() - begun:.0f} s")
    if cache is not None:
        with cache.open("wb") as file:
            pickle.dump(pages, file)
    return pages


def _write(path: Path, values: dict[str, NDArray[Any]]) -> None:
    np.savez_compressed(path, allow_pickle=False, **values)
    _say(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
