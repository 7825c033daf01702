"""``python -m learn.fields FOLDER...``: how far each sign proved right for the fields of a record, as weights.

Reads pages with gold, lets the fields' own modules gather what the page states, marks what of it is right, and fits the
weights of `tearsheet.article.metadata.reconcile`. What it prints comes from pages of sites that the weights were fitted
without.
"""

import argparse
import itertools
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import GoldPage, parse_instant, read_folder
from benchmarks.fields import right_day, split_names
from benchmarks.metrics import normalise
from learn.data import LIMITS, site_of
from learn.reliability import Case, Prior, fit, held_out, table
from tearsheet.article.article import Entry, PageType
from tearsheet.article.entries import find_entries
from tearsheet.article.metadata.authors import author_values, gather_authors
from tearsheet.article.metadata.date_clues import gather_dates
from tearsheet.article.metadata.declared import Declared, declare
from tearsheet.article.metadata.language import find_language
from tearsheet.article.metadata.publicationday import OF_A_CHANGE, publication_days
from tearsheet.article.metadata.reconcile import Choice, Reliability, choose, column_of
from tearsheet.article.metadata.site import site_names
from tearsheet.article.metadata.titlecandidates import title_candidates
from tearsheet.capture import Capture
from tearsheet.encoding import decode
from tearsheet.limits import Deadline
from tearsheet.page.block import Block
from tearsheet.page.html import read_html
from tearsheet.roles import decide

WEIGHTS = Path(__file__).parent.parent / "src" / "tearsheet" / "article" / "metadata" / "reliability.json"
_BANDS = (0.0, 0.5, 0.8, 0.9, 1.0001)
_UNSTATED = (0.1, 0.1, 0.1, 0.5)
"""What a page of each column counts whose gold says nothing of a field.

Who made the gold wrote down what a reader sees: many an article declares an author or a day that it does not show.
"""


_PRIORS = {
    "title": Prior(
        {
            "visible title": 1.5,
            "visible h1": 0.8,
            "visible and title element agree": 0.7,
            "visible and part of the title element": 1.0,
            "visible lower heading": 1.0,
            "json-ld headline": 1.0,
            "meta og:title": 0.8,
            "meta headline": 0.8,
            "meta parsely-title": 0.8,
            "microdata headline": 0.5,
            "microformat article headline": 0.5,
            "title element": 0.5,
            "title element head": 0.3,
            "told by heading": 0.5,
            "told by heading, title element": 0.7,
            "told by heading, og:title": 0.7,
            "told by heading, og:title, title element": 1.0,
            "told by heading, og:title, headline, title element": 1.0,
            "nearest to the address": 0.3,
            "the site's name": -1.0,
        },
        (-1.0, -1.0, -1.0, -1.0),
        (2.0, 1.0),
    ),
    "authors": Prior(
        {
            "json-ld author": 3.0,
            "json-ld creator": 1.0,
            "json-ld page author": 0.5,
            "meta author": 2.2,
            "meta creator": 1.0,
            "meta parsely-author": 1.5,
            "meta sailthru.author": 1.5,
            "meta byl": 1.5,
            "meta article:author": 1.2,
            "meta og:article:author": 1.0,
            "meta citation_author": 1.5,
            "meta dc.creator": 0.8,
            "meta twitter:data": 0.7,
            "microdata article author": 2.0,
            "microdata rel:author": 0.7,
            "microdata author": 0.6,
            "microformat article author": 1.0,
            "rdfa article author": 1.0,
            "data state author": 1.0,
            "visible byline linked": 1.8,
            "visible byline named": 1.5,
            "visible byline worded": 1.2,
            "visible byline role": 0.8,
            "visible byline single": 0.8,
            "visible byline dated": 0.3,
            "entry author": 3.0,
            "visible end byline": 0.8,
            "visible author box": 0.8,
            "visible end link": 0.5,
            "visible sign-off worded": 2.0,
            "visible sign-off agency": 1.0,
            "visible sign-off agency and initials": 2.0,
            "visible sign-off names": 0.8,
            "visible sign-off bare names": -0.3,
            "visible sign-off initials": 1.2,
            "visible sign-off bare initials": 0.6,
            "initials agree": 0.7,
            "visible name line far": -1.0,
            "visible name link": -0.5,
            "outlet in any json-ld": 1.5,
            "outlet in any meta": 0.7,
            "outlet in any visible": 1.0,
            "reads like names": 0.7,
            "an agency": 0.7,
            "reads like a login": -0.7,
        },
        (0.3, 0.3, 0.0, 2.0),
    ),
    "published": Prior(
        {
            "any json-ld datePublished": 2.8,
            "any json-ld twin": 2.0,
            "any json-ld": 1.5,
            "any microdata article": 2.8,
            "any microdata": 2.0,
            "any microformat": 2.0,
            "any rdfa": 2.0,
            "any data state": 2.4,
            "any data layer": 2.2,
            "any data loose": 1.5,
            "any meta dc": 2.0,
            "any meta": 3.0,
            "any visible relative": 1.6,
            "any visible yearless": 1.8,
            "any visible published by the title": 4.5,
            "any visible published near the title": 2.4,
            "any visible published": 1.5,
            "any visible plain by the title": 2.7,
            "any visible plain near the title": 1.5,
            "any visible plain": 0.8,
            "any time element near the title": 1.2,
            "any address": 1.0,
            "in the first post": 2.6,
            "by the moon": -1.0,
            OF_A_CHANGE: -3.0,
        },
        (1.0, 1.0, 1.0, 3.3),
    ),
}
"""What is believed of the commonest signs before any page is seen: how often such places are right, as log-odds."""

_WHOLE_RECORD = 3.0
"""What the title of a page counts whose whole record is known; those are news pages, and far fewer."""


def main() -> None:
    """Read, cross-validate, fit, write."""
    parser = argparse.ArgumentParser(prog="python -m learn.fields", description=__doc__)
    parser.add_argument("folder", nargs="+", type=Path, help="a folder with gold.jsonl and html/ID.html.gz")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    parser.add_argument("--folds", type=int, default=5, help="folds of the cross-validation")
    parser.add_argument("--limit", type=int, help="at most so many pages of each folder, spread evenly")
    parser.add_argument("--only-evaluate", action="store_true", help="write no weights")
    options = parser.parse_args()
    pages = [page for path in options.folder for page in _read(path, options.limit)]
    titles = [page.title() for page in pages]
    weights = {"title": fit(titles, _PRIORS["title"])}
    cases = {
        "title": titles,
        "authors": [case for page in pages for case in page.authors(weights["title"])],
        "published": [case for page in pages for case in page.published(weights["title"])],
    }
    for field, known in cases.items():
        _report(field, held_out(known, _PRIORS[field], options.folds, always=field == "title"))
        weights[field] = fit(known, _PRIORS[field])
    if not options.only_evaluate:
        tables = {field: table(fitted) for field, fitted in weights.items()}
        options.out.write_text(_text(tables), "utf-8")
        print(f"weights are in {options.out}", file=sys.stderr)


@dataclass(frozen=True, slots=True)
class _Known:
    """A page whose record is known."""

    gold: GoldPage
    site: str
    declared: Declared
    names: list[str]
    page_type: PageType
    opening: Entry | None

    def title(self) -> Case:
        wanted = normalise(self.gold.title or "")
        candidates, _ = title_candidates(self.declared, self.names)
        weight = 1.0 if self.gold.images is None else _WHOLE_RECORD
        return self._case([(c.signs, normalise(c.text) == wanted) for c in candidates], weight)

    def authors(self, weights: Reliability) -> list[Case]:
        if self.gold.authors is None:
            return []
        wanted = {_name(name) for names in self.gold.authors for name in split_names(names)}
        lists = gather_authors(self.declared, self.names, self._heading(weights), self.opening)
        right = [
            (value.signs, {_name(n) for author in value.authors for n in split_names(author.name)} == wanted)
            for value in author_values(lists)
        ]
        return [self._case(right, 1.0 if wanted else _UNSTATED[self._column()])]

    def published(self, weights: Reliability) -> list[Case]:
        if self.gold.published is None:
            return []
        wanted = parse_instant(self.gold.published) if self.gold.published else None
        language, tag, *_ = find_language(self.declared)
        dates = gather_dates(self.declared, tag or language, self._heading(weights), self.page_type)
        right = [
            (day.signs, wanted is not None and any(right_day(wanted, stamp.value) for _, stamp in day.stated))
            for day in publication_days(dates)
        ]
        if any(is_right and OF_A_CHANGE in signs for signs, is_right in right):
            # The gold has the day of the last change, which the page prints, and not the first publication.
            return []
        return [self._case(right, 1.0 if wanted else _UNSTATED[self._column()])]

    def _heading(self, weights: Reliability) -> Block | None:
        """The Block that shows the title."""
        candidates, _ = title_candidates(self.declared, self.names)
        found = choose(weights, [candidate.signs for candidate in candidates], self._column(), always=True)
        return candidates[found.index].block if found.index >= 0 else None

    def _column(self) -> int:
        return column_of(self.declared, self.page_type)

    def _case(self, values: Sequence[tuple[frozenset[str], bool]], weight: float = 1.0) -> Case:
        signs, right = tuple(value[0] for value in values), tuple(value[1] for value in values)
        return Case(self.site, self._column(), signs, right, weight)


def _read(path: Path, limit: int | None) -> Iterator[_Known]:
    folder = read_folder(path, limit)
    for number, gold in enumerate(folder.pages, 1):
        if not gold.title:
            continue
        data = gold.source
        capture = Capture(data, url=gold.url, name=gold.id, captured=gold.captured)
        page = read_html(capture, decode(capture).text, LIMITS, Deadline(LIMITS, capture.label))
        decision = decide(page)
        entries, _ = find_entries(page, decision.roles, decision.page_type, capture.captured, decision.remarks)
        blocks = [
            block.decided(role, probability, None)
            for block, role, probability in zip(page.blocks, decision.roles, decision.probabilities, strict=True)
        ]
        declared = declare(page, blocks)
        yield _Known(
            gold,
            site_of(gold.url, data),
            declared,
            list(dict.fromkeys(clue.text for clue in site_names(declared))),
            decision.page_type,
            entries[0] if entries and decision.page_type is PageType.FORUM else None,
        )
        if sys.stderr.isatty() and not number % 20:
            print(f"\r{folder.name}: {number} pages", end="", file=sys.stderr)
    print(f"\r{folder.name}: {len(folder.pages)} pages", file=sys.stderr)


def _name(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", normalise(text)))


def _report(field: str, judged: Sequence[tuple[Case, Choice]]) -> None:
    """What came out on sites that the weights were fitted without: value by value, and by what the model said."""
    stated = [(case, choice) for case, choice in judged if any(case.right)]
    given = [(case.right[choice.index], choice) for case, choice in judged if choice.index >= 0]
    right = sum(is_right for is_right, _ in given)
    possible = sum(case.weight >= 1.0 for case, _ in judged)
    precision, recall = right / max(len(given), 1), right / max(possible, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{field}: {possible} pages, a right value stated on {len(stated)}; precision {precision:.3f}", end="")
    print(f", recall {recall:.3f}, F1 {f1:.3f}")
    for low, high in itertools.pairwise(_BANDS):
        band = [is_right for is_right, choice in given if low <= choice.probability < high]
        if band:
            print(f"  said {low:.1f} to {min(high, 1):.1f}: {len(band):5} values, right {sum(band) / len(band):.3f}")


def _text(tables: dict[str, Any]) -> str:
    """JSON with a line for each sign, so that a change of one shows as one."""
    lines = ["{"]
    for number, (field, weights) in enumerate(tables.items()):
        lines += [f" {json.dumps(field)}: {{", f'  "none": {json.dumps(weights["none"])},', '  "signs": {']
        signs = [
            f"   {json.dumps(sign, ensure_ascii=False)}: {json.dumps(row)}" for sign, row in weights["signs"].items()
        ]
        lines += [",\n".join(signs), "  }", " }" + "," * (number < len(tables) - 1)]
    return "\n".join([*lines, "}"]) + "\n"


if __name__ == "__main__":
    main()
