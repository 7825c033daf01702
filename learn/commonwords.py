"""Counts how common words are in news of many languages, for `tearsheet.archive.storyterms`.

``python -m learn.commonwords FOLDER``: a folder of the data's layout (`docs/training.md`); writes ``commonwords.npz``.
"""

import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from tearsheet.archive.folding import tokens
from tearsheet.archive.shingles import word_hash
from tearsheet.archive.storyterms import RAREST, SCALE

TARGET = Path(__file__).parents[1] / "src/tearsheet/archive/commonwords.npz"
FEWEST_TEXTS = 3
"""Of a language that is counted."""

SHORTEST = 300
"""Characters of a text that is counted."""

DISCOUNT = 0.3
"""Taken off all weights, so that words of nearly all texts weigh nothing."""


def texts(folder: Path) -> Iterator[str]:
    """The gold texts of pages, annotated texts, and press texts in English and Spanish."""
    for gold in sorted(folder.glob("**/gold.jsonl")):
        for line in filter(None, gold.read_text("utf-8").split("\n")):
            page = json.loads(line)
            yield page.get("text") or "\n".join(page.get("with") or ())
    for path in sorted(folder.glob("statements/*/train*/*.txt")):
        yield path.read_text("utf-8")
    for language in ("en", "es"):
        with gzip.open(folder / f"press/{language}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def weights(folder: Path) -> dict[int, int]:
    """The weight of each common word by its hash, in whole numbers."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    numbers: Counter[str] = Counter()
    for text in texts(folder):
        if len(text) < SHORTEST:
            continue
        language = identifier.classify(text[:2000])[0]
        numbers[language] += 1
        counts[language].update({word for word, _, _ in tokens(text)})
    found: dict[int, int] = {}
    for language, words in counts.items():
        if numbers[language] < FEWEST_TEXTS:
            continue
        for word, count in words.items():
            weight = -math.log((count + 0.5) / (numbers[language] + 2)) - DISCOUNT
            if count > 1 and weight < RAREST:
                key = word_hash(word) & 0xFFFFFFFF
                found[key] = min(found.get(key, 255), max(round(weight * SCALE), 0))
    print(dict(numbers.most_common()), len(found))
    return found


def main() -> None:
    """Write the file."""
    found = weights(Path(sys.argv[1]))
    words = sorted(found)
    np.savez_compressed(
        TARGET, words=np.array(words, np.uint32), weights=np.array([found[word] for word in words], np.uint8)
    )


if __name__ == "__main__":
    main()
