"""The model card that lies beside the weights of the engine of statements."""

from collections.abc import Mapping, Sequence

from benchmarks.statements import Found
from learn.statements.judge import Judged, bands
from learn.statements.recipe import Sets

__all__ = ["statements_card"]

_TEMPLATE = """# Model card: statements

`engine/statements.npz` finds who said what in an article's text: cues ("said", "selon"), and for each cue what is said
and by whom. A convolutional network over the tokens finds the cues; a smaller one with a conditional random field reads
the tokens around each of them once more. NumPy arrays without code: a table of hashed words in numbers of one byte, the
rest in half precision, {size:.1f} MB. Made in the stages of
`learn/statements/recipe.py`; made anew they differ slightly.

## Trained on

| set | texts | statements | source |
|---|---|---|---|
| English | {english} | {english_statements} | PolNeAR 1.0.0, training split; E. Newell et al. 2018; \
https://github.com/networkdynamics/PolNeAR |
| French | {french} | {french_statements} | Canadian and Belgian news of 2018 and 2019, annotated for this project in \
PolNeAR's scheme by one annotator with a second pass; the texts are their publishers' |
| written | {written} | {written_statements} | made by `learn/statements/written.py` from patterns of the project in \
German, Spanish, Polish, Russian, Greek, English and French, around plain sentences of news texts (the English set, \
the press of 2018 and 2019, the parser test pages of Fundus, DAnIEL) |

French statements that the annotator was not sure of were left out. Words are learned in English and French; of other
languages the network knows classes of words (`lexicon.txt`), signs and places. No German annotation was seen.

## Scores

Linked: contents with a Jaccard index of 0.8 (0.3) or more whose source is right. English dev is PolNeAR's, French dev
is of other publishers than the training texts, German dev is Wikinews quotations (F. Petersen-Frey and C. Biemann 2024,
CC BY-NC-SA 4.0, measured only). These are the network's own figures: what the whole call finds, which reads German by
rule, stands in `docs/statements.md`. French folds: {folds} folds by text, trained more briefly than what is shipped.

| set | statements | P .8 | R .8 | linked .8 | linked .3 | content | source | cue |
|---|---|---|---|---|---|---|---|---|
{scores}

Contents found, at 0.3 / 0.8:

| set | type | statements | found |
|---|---|---|---|
{types}

## Confidence

A logistic curve from the likelihood of the cue to that of a statement linked at 0.3, fitted to the French folds.

| set | confidence | statements | right |
|---|---|---|---|
{bands}

## Limits

- Trained on news of the United States, Canada and Belgium. Fiction, courts' and parliaments' records and social media
  were not measured.
- Reported speech is found less often than quotations, and its ends are less certain; attitudes and plans least of all.
- In languages without annotated training texts, reported speech is found where its words are listed in `lexicon.txt`.
- A statement's ends are sought within {around} tokens of its cue; beyond, only a quotation is read to its end.
"""


def statements_card(
    sets: Sets, scores: Mapping[str, Found], judged: Mapping[str, Sequence[Judged]], folds: int, size: int, around: int
) -> str:
    """The card.

    Args:
        sets: what was trained on.
        scores: what was found in each set.
        judged: each statement of some sets, with how sure the engine was.
        folds: how many.
        size: of the weights in bytes.
        around: tokens on either side of a cue.
    """
    return _TEMPLATE.format(
        size=size / 1e6,
        english=len(sets.english),
        english_statements=sum(len(each.starts) for each in sets.english),
        french=len(sets.french),
        french_statements=sum(len(each.starts) for each in sets.french),
        written=len(sets.written),
        written_statements=sum(len(each.starts) for each in sets.written),
        folds=folds,
        around=around,
        scores="\n".join(_row(name, found) for name, found in scores.items()),
        types="\n".join(
            f"| {name} | {kind} | {count} | {loose / count:.3f} / {close / count:.3f} |"
            for name, found in scores.items()
            for kind, (count, loose, close) in sorted(found.types.items())
        ),
        bands="\n".join(
            f"| {name} | {low:.1f} to {high:.1f} | {count} | {share:.2f} |"
            for name, each in judged.items()
            for low, high, count, share in bands(each)
        ),
    )


def _row(name: str, found: Found) -> str:
    counts = found.counts
    linked = counts.linked.score
    figures = [linked.precision, linked.recall, linked.f1, counts.loosely_linked.score.f1]
    figures += [each.score.f1 for each in (counts.content_tokens, counts.source_tokens, counts.cue_tokens)]
    number = sum(tally[0] for tally in found.types.values())
    return f"| {name} | {number} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |"
