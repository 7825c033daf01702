"""The page that documents what the learned models see: ``python -m learn.features`` writes ``docs/features.md``.

The same code gives the same page; a test compares the two.
"""

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from learn.blockcolumns import ABOVE, CONTENT_SECTIONS, FURNITURE_SECTIONS, Section
from learn.pagecolumns import CERTAINTY_SECTIONS, PAGE_SECTIONS
from tearsheet.roles import surroundings, tokens
from tearsheet.roles.certainty import CERTAINTY
from tearsheet.roles.content import CONTENT_FEATURES
from tearsheet.roles.leftout import FURNITURE_FEATURES, LEARNED_ROLES
from tearsheet.roles.pagetype import LEARNED_TYPES, PAGE_FEATURES

__all__ = ["PAGE", "features_page"]

PAGE = Path(__file__).parents[1] / "docs" / "features.md"
_WIDTH = 118

_INTRODUCTION = """\
# What the models see

This page is made from the code by `python -m learn.features`; every column that a learned model sees has its line here.

## The models

| weights | what it says | made of | columns |
|---|---|---|---|
| `content.npz` | how likely each Block is content | boosted trees, a small network, tables of tokens | {content} |
| `pagetype.npz` | what kind of page it is: one of {types} types, or a page of a news set | boosted trees | {page} |
| `furniture.npz` | why a Block is left out, if markup is silent: one of {roles} roles | boosted trees | {furniture} |
| `confidence.npz` | how right the whole decision is likely to be | boosted trees | {certainty} |

The weights lie in `src/tearsheet/roles/` as NumPy archives: arrays of numbers, and the names of the columns. The trees
hold a column, a threshold and a value in each node. `flat-content.npz` and `flat-pagetype.npz` say of flat text what
the two without `flat-` say of HTML. How all of them are made is told in [Training](training.md).

- The content models see all columns of a Block, from *The Block itself* to *The convention*.
- The page type models see the columns of a page, among them the means of the columns of its Blocks.
- The model for left-out Blocks sees {shared} of the columns of a Block, marked ● below, and {own} of its own. Of class
  and id names it sees only those that are marked, and of tokens nothing.
- The model of confidence sees the columns of a decision: what the probabilities of the Blocks came to.

## Tokens

The content model also learns what single names and words tell. No token is kept: it is hashed to a bucket that it
shares with others, and a bucket has one number for the trees and a few for the network (`roles/tokens.py`). Buckets
that were seen on fewer than three sites in training have none, so that nothing of a single site lies in them.

- Tokens of names, {names:,} buckets: words of class and id names, up to {most_names} an element, of the Block's
  element, of its parent, and of anything above; and the tags on the way up, of one to {path} levels together.
- Tokens of words, {words:,} buckets: the first {first} words of the Block and its last {last}, the first {pairs} pairs
  of words, the first word, the first two, the last, and the whole text where it has {whole} words at most. A character
  of Chinese, Japanese or Korean is a word.

The trees see of them what stands under *What tokens tell*: two sums for each Block. The network sees these as well, and
sums of its own.

## Flat captures

The columns are the same for HTML and for flat text. What flat text cannot tell stands at a neutral value there, given
in the column *flat* of the tables, and `has markup` is 0. Blocks of a flat capture have one shape when they are of one
kind. Models of their own read them, trained on the same pages, each flattened in two of four ways; what names a role is
one model for both doors.

## Units

- Lengths are in units: characters, of which wide ones (Chinese, Japanese, Korean) count 2.5 times.
- Prose is what stands in Blocks of more than 40 units with an end of a sentence and less than 40 % of links.
- ln(1 + n) is the natural logarithm of a count or length and one; shares are 0 to 1; 0 or 1 is no or yes.
- Columns called `PLACE: NAME` tell NAME of each PLACE: `container 2: blocks`, `neighbour -1: units`.
"""


def features_page() -> str:
    """The page as Markdown."""
    shared = len(set(FURNITURE_FEATURES) & set(CONTENT_FEATURES))
    parts = [
        _INTRODUCTION.format(
            content=len(CONTENT_FEATURES),
            page=len(PAGE_FEATURES),
            furniture=len(FURNITURE_FEATURES),
            certainty=len(CERTAINTY),
            types=len(LEARNED_TYPES),
            roles=len(LEARNED_ROLES),
            shared=shared,
            own=len(FURNITURE_FEATURES) - shared,
            names=tokens.NAME_BUCKETS,
            words=tokens.WORD_BUCKETS,
            most_names=tokens._MOST_NAMES,
            path=tokens._PATH,
            first=tokens._FIRST,
            last=tokens._LAST,
            pairs=tokens._PAIRS,
            whole=tokens._WHOLE,
        )
    ]
    parts.extend(_chapter("Columns of a Block", CONTENT_SECTIONS, frozenset(FURNITURE_FEATURES)))
    parts.extend(_chapter("More columns of a left-out Block", FURNITURE_SECTIONS))
    parts.extend(_chapter("Columns of a page", PAGE_SECTIONS))
    parts.extend(_chapter("Columns of a decision", CERTAINTY_SECTIONS))
    return "\n".join(parts)


def _chapter(title: str, sections: Sequence[Section], marked: frozenset[str] = frozenset()) -> Iterator[str]:
    yield f"## {title}\n"
    for section in sections:
        yield f"### {section.title}\n"
        about = f"{section.about} Named in `roles/{section.module}.py`.".strip()
        yield f"{textwrap.fill(about, _WIDTH, break_on_hyphens=False)}\n"
        # Names that another table explains are not told again.
        if "mean of" in section.places or "share within 4 of" in section.places:
            yield f"- `{next(iter(section.places))}: NAME`, for {len(section.lines)} names\n"
            continue
        if section.places:
            yield "".join(f"- `{place}: …`: {told}\n" for place, told in section.places.items())
        if section.lines.keys() == ABOVE.keys():
            yield _surroundings(section, marked)
            continue
        yield _table(section, marked)


def _table(section: Section, marked: frozenset[str]) -> str:
    """One row a name, with only the columns that say anything."""
    of_name: dict[str, list[str]] = {}
    for column, name in section.columns.items():
        of_name.setdefault(name, []).append(column)
    flat = bool(section.flat)
    seen = any(column in marked for column in section.columns)
    head = ["name", "unit or range", "what it tells", *["flat"] * flat, *["left out"] * seen]
    rows = [head, ["---"] * len(head)]
    for name, (unit, told) in section.lines.items():
        value = section.flat_value(name)
        row = [f"`{name}`", unit, told, *["" if value is None else f"{value:g}"] * flat]
        rows.append([*row, *["●" if all(column in marked for column in of_name[name]) else ""] * seen])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _surroundings(section: Section, marked: frozenset[str]) -> str:
    """One item a name, with the tags, roles and words that it stands for."""
    lines = []
    place = next(iter(section.places))
    for name in surroundings.SURROUNDINGS:
        tags = " ".join(tag for tag, landmark in surroundings._LANDMARKS.items() if landmark == name)
        parts = [f"Tags: `{tags}`."] if tags else []
        if name in surroundings._ROLES:
            parts.append(f"Roles and types that match `{surroundings._ROLES[name]}`.")
        words = surroundings._NAME_WORDS.get(name.removesuffix(" name"), "") if name.endswith(" name") else ""
        if words:
            parts.append(f"Words: `{words}`.")
        mark = " ●" if f"{place}: {name}" in marked else ""
        text = f"- `{name}`{mark}: {ABOVE[name]}. {' '.join(parts)}"
        lines.append(
            textwrap.fill(text, _WIDTH, subsequent_indent="  ", break_on_hyphens=False, break_long_words=False)
        )
    value = section.flat_value(place)
    return "\n".join([f"Unit: levels. In flat captures: {value:g}.\n", *lines, ""])


if __name__ == "__main__":
    PAGE.write_text(features_page(), "utf-8")
