"""``python -m learn FOLDER...``: train the role model on folders of pages with gold, and write its weights."""

import argparse
import json
import pickle
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from learn.card import model_card
from learn.data import Example, examples
from learn.evaluate import Scores, cross_validate
from learn.furniture import train_furniture
from learn.train import train_content, train_page_types
from tearsheet.roles.pagetype import measure_page

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
    options = parser.parse_args()
    pages = _pages(options.folder, options.limit, options.cache)
    _say(f"{len(pages)} pages through both doors, {sum(len(e.target) for e in pages)} Blocks")
    scores = Scores()
    if options.folds:
        for example, decision in cross_validate(pages, options.folds, options.seed):
            scores.add(example, decision)
        for name, metric, count, precision, recall, f1 in scores.table():
            print(f"{name:32} {metric:8} {count:5} {precision:.3f} {recall:.3f} {f1:.3f}")
        right = sum(n for (gold, got), n in scores.types.items() if gold == got)
        print(f"page types right: {right / max(scores.types.total(), 1):.3f}")
    if options.only_evaluate:
        return
    rows = np.vstack([measure_page(example.page, example.features) for example in pages])
    options.out.mkdir(parents=True, exist_ok=True)
    _write(options.out / "content.json", train_content(pages, options.seed))
    _write(options.out / "pagetype.json", train_page_types(pages, rows, options.seed))
    _write(options.out / "furniture.json", train_furniture(pages, options.seed))
    if options.folds:
        (options.out / "model-card.md").write_text(model_card(pages, scores, options.folds), "utf-8")
    _say(f"weights are in {options.out}")


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


def _write(path: Path, values: dict[str, Any]) -> None:
    path.write_text(json.dumps(values, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
    _say(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
