"""Annotated texts made into tags, texts written from patterns, small weights, and confidence."""

from dataclasses import fields

import numpy as np
import pytest

from benchmarks.brat import Attribution, Document
from learn.statements.data import make_example
from learn.statements.judge import bands, calibrate
from learn.statements.weights import small
from learn.statements.written import Patterns, plain_sentences, read_patterns, write_texts
from tearsheet.statements.engine.network import AROUND, CUE_TAGS, TAGS, Network

TEXT = "“Wait here,” Ana Roth said, “and be quiet.” Nobody moved. The firm denied it."


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def attribution(content: list[str], source: str = "", cue: str = "", doubtful: bool = False) -> Attribution:
    return Attribution(
        tuple(span(piece) for piece in content),
        (span(source),) if source else (),
        (span(cue),) if cue else (),
        doubtful=doubtful,
    )


def test_tags_around_a_cue() -> None:
    gold = attribution(["“Wait here,”", "“and be quiet.”"], "Ana Roth", "said")
    example = make_example(Document("one", TEXT, (gold,)), "en")
    cue = example.tokens.words.index("said")
    assert [CUE_TAGS[tag] for tag in example.cues[cue - 1 : cue + 2]] == ["none", "begin", "none"]
    row = [TAGS[tag] for tag in example.tags[0]]
    here = row[AROUND - cue : AROUND - cue + len(example.tokens.words)]
    assert here[:5] == ["content begins", "content", "content", "content", "content"]
    assert here[5:8] == ["source begins", "source", "none"]
    assert here[9] == "content begins"
    assert set(row[: AROUND - cue]) == {"none"}


def test_a_content_without_a_cue_has_an_anchor() -> None:
    example = make_example(Document("one", TEXT, (attribution(["“Wait here,”"], "Ana Roth"),)), "en")
    assert CUE_TAGS[example.cues[0]] == "anchor"
    assert example.starts.tolist() == example.ends.tolist() == [0]


def test_nothing_is_learned_of_what_is_doubtful() -> None:
    gold = attribution(["it"], "The firm", "denied", doubtful=True)
    example = make_example(Document("one", TEXT, (gold,)), "en")
    assert example.cues[example.tokens.words.index("denied")] == -1
    assert not len(example.starts)


def test_patterns_make_statements_where_they_say() -> None:
    patterns = Patterns(["<C>„{c}“</C>, <Q>{v}</Q> <S>{n}</S>. <D>{K}.</D>"], {"v": ["sagte"], "n": ["Eva Lang"]})
    random = np.random.default_rng(0)
    documents = write_texts(patterns, ["Das Haus ist alt.", "Die Stadt hat Geld."], "de", 3, random)
    for document in documents:
        for first, second in zip(document.attributions[::2], document.attributions[1::2], strict=True):
            (start, end), (begin, stop) = first.content[0], second.content[0]
            assert document.text[start] == "„"
            assert document.text[end - 1] == "“"
            assert first.source == second.source
            assert second.cue == ()
            assert document.text[begin:stop] in ("Das Haus sei alt.", "Die Stadt habe Geld.")


def test_all_patterns_can_be_filled() -> None:
    for language, patterns in read_patterns().items():
        documents = write_texts(patterns, ["Das Haus ist hier alt."], language, 8, np.random.default_rng(1))
        for document in documents:
            assert not set("{}<>") & set(document.text)


def test_plain_sentences_tell_nothing_of_speech() -> None:
    text = "The road is closed today. He said it was closed. “Closed,” they wrote. No."
    assert plain_sentences([text], "en") == ["The road is closed today."]


def test_small_weights_are_nearly_the_same() -> None:
    random = np.random.default_rng(0)
    weights = {
        each.name: random.normal(size=(6, 4)).astype(np.float32)
        for each in fields(Network)
        if each.name not in ("table_scale", "sureness")
    }
    read = Network.read(small(weights, (0.5, 1.0, -2.0)))
    table = read.table * read.table_scale[:, None]
    assert np.abs(table - weights["table"]).max() < 0.03
    assert np.abs(read.entry - weights["entry"]).max() < 0.01
    assert read.sure(0.5, True) == pytest.approx(1 / (1 + np.exp(-1)))
    assert read.sure(0.5, False) == pytest.approx(1 / (1 + np.exp(1)))


def test_calibration_finds_how_often_statements_are_right() -> None:
    random = np.random.default_rng(0)
    sure = random.uniform(0.4, 1, 4000)
    judged = [(float(each), True, bool(random.random() < each / 2)) for each in sure]
    slope, offset, _ = calibrate(judged)
    odds = slope * np.log(0.8 / 0.2) + offset
    assert 1 / (1 + np.exp(-odds)) == pytest.approx(0.4, abs=0.05)
    assert [count for _, _, count, _ in bands(judged)] == [
        sum(low <= each < low + 0.2 for each in sure) for low in (0.4, 0.6000000000000001, 0.8)
    ]
