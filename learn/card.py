"""The model card that lies beside the weights."""

from collections import Counter
from collections.abc import Sequence

from learn.confidence import Judged, calibrate, calibration_table
from learn.data import Example
from learn.evaluate import Scores

__all__ = ["model_card"]

_SOURCES = {
    "wcxb-dev": "WCXB, Web Content eXtraction Benchmark, development split; M. Foley 2026; CC BY 4.0",
    "daniel": "DAnIEL corpus 2.1, news pages of 2011 and 2012; G. Lejeune and L. Zhu",
    "trafeval": "evaluation pages of trafilatura; A. Barbaresi; Apache-2.0, the pages are their publishers'",
    "records": "parser test pages of Fundus; MIT, the pages are their publishers'",
}

_TEMPLATE = """# Model card: content and page type

Boosted trees over named numbers (`docs/features.md` explains each), kept as NumPy archives without code:

- `content.npz` says how likely each Block of an HTML page is content, `flat-content.npz` the same of flat text. Beside
  the trees they hold a small network, and one number for each of the buckets that class names, tags and words are
  hashed to.
- `pagetype.npz` and `flat-pagetype.npz` say what kind of page it is.
- `furniture.npz` names the role of a Block that is left out, where markup is silent.
- `confidence.npz` says what word F1 to expect of a page.

Made by `python -m learn FOLDER...`; the same folders give the same weights.

## Trained on

| set | pages | sites | source |
|---|---|---|---|
{sets}

Each page was read through both doors: as HTML, and flattened to text in two of four ways (`learn/flatten.py`). A
Block's target is the share of its words that an alignment with the gold text finds there. The weights hold splits on
numbers and weights of hashed tokens that at least three sites share: nothing of a page's text, and no site's name, can
be read out of them.

## Scores

{folds} folds by site: no page was judged by a model that had seen a page of its site. Word F1 is the mean over pages
of the F1 over bags of words (Chinese, Japanese and Korean by character, but for `wcxb-dev`), segment F1 counts
segments that must and must not be there. "blocks" (every Block a line), "nodes" (every text node a line), "collapsed"
(tags stripped) and "layout" (as terminals lay it out) are ways to flatten the same pages, each seen on half of them.

| set | metric | n | precision | recall | F1 |
|---|---|---|---|---|---|
{scores}

Page type, learned types only: {right:.3f} of the pages of `wcxb-dev` right.

## Confidence

What it says of pages of sites that neither the content model nor the confidence's own trees had seen, both doors:

| confidence | pages | mean F1 |
|---|---|---|
{bands}

Rank correlation (Spearman) of confidence and F1: {ranks}.

## What it is bad at

Products, collections and listings, where what to keep is a matter of taste; what stands after a news article's end
(bios of authors, teasers, calls to action); pages whose text is in scripts; flat captures of anything but articles.
The training pages are mostly English, German, French, Greek, Russian, Chinese and Polish.
"""


def model_card(examples: Sequence[Example], scores: Scores, judged: Sequence[Judged], folds: int, seed: int) -> str:
    """The card as Markdown."""
    pages = [example for example in examples if not example.way]
    count = Counter(example.folder for example in pages)
    sites = {name: len({e.site for e in pages if e.folder == name}) for name in count}
    bands, ranks = calibration_table(judged, calibrate(judged, folds, seed))
    return _TEMPLATE.format(
        sets="\n".join(f"| {name} | {n} | {sites[name]} | {_SOURCES.get(name, '')} |" for name, n in count.items()),
        folds=folds,
        scores="\n".join(
            f"| {name} | {metric} | {n} | {precision:.3f} | {recall:.3f} | {f1:.3f} |"
            for name, metric, n, precision, recall, f1 in scores.table()
        ),
        right=scores.types_right,
        bands="\n".join(f"| {low:.1f} to {high:.1f} | {count} | {f1:.3f} |" for low, high, count, f1 in bands),
        ranks=", ".join(f"{name} {value:.2f}" for name, value in ranks.items()),
    )
