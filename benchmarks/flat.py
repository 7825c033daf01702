"""Flat captures made of pages with gold: what is kept of their lines, by Tearsheet and by the simple rules.

The captures are made as `learn.flatten` makes those that the model is trained on, or by a package that it is not
trained on, Inscriptis (https://github.com/weblyzard/inscriptis); a page is scored as in `benchmarks.accuracy`.
Tearsheet's title is put before its text where the gold text begins with the title; the rules have none, and keep the
title's line or don't.
"""

import importlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from benchmarks.accuracy import PageResult, Result, score_page, score_pages
from benchmarks.data import Folder, GoldPage
from benchmarks.errors import BenchmarkError
from benchmarks.linerules import RULES, Rule, load_justext, unwrapped_lines
from benchmarks.measure import Output
from benchmarks.systems import Record
from learn.flatten import WAYS, flatten
from tearsheet import extract
from tearsheet.capture import Capture
from tearsheet.encoding import decode
from tearsheet.errors import TearsheetError
from tearsheet.limits import Deadline, Limits
from tearsheet.page.html import read_html

__all__ = [
    "NO_HURRY",
    "OTHER_WAYS",
    "FlatCapture",
    "FlatReport",
    "FlatSystem",
    "chosen_ways",
    "flat_captures",
    "flat_speed",
    "flat_systems",
    "measure_flat",
]

FlatSystem = Callable[[str], tuple[str, str | None]]
"""A capture's text to the text that is kept, and the title where it is known."""

OTHER_WAYS = ("inscriptis",)
"""Ways of flattening that only measure."""
NO_HURRY = Limits(seconds=600.0)
"""A busy machine is no reason to leave a page out."""


@dataclass(frozen=True, slots=True)
class FlatCapture:
    """A page with gold, flattened.

    Attributes:
        page: the page and its gold.
        way: how it was flattened, one of `learn.flatten.WAYS` or `OTHER_WAYS`.
        text: the lines.
    """

    page: GoldPage
    way: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FlatReport:
    """All systems over one folder, flattened one way.

    Attributes:
        folder: its name.
        way: how the pages were flattened.
        totals: by the system's name.
        megabytes: size of the captures, UTF-8, in millions of bytes.
        worst: pages of the first system, worst first, each with the headline number of every system.
    """

    folder: str
    way: str
    totals: Mapping[str, Result]
    megabytes: float
    worst: Sequence[tuple[PageResult, Mapping[str, float]]]

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "folder": self.folder,
            "way": self.way,
            "megabytes": self.megabytes,
            "systems": {
                name: {
                    "words": None if total.words is None else total.words.f1,
                    "precision": None if total.words is None else total.words.precision,
                    "recall": None if total.words is None else total.words.recall,
                    "segments": None if total.segments is None else total.segments.f1,
                    "empty": total.empty,
                    "errors": total.errors,
                    "milliseconds": total.text_ms,
                }
                for name, total in self.totals.items()
            },
            "worst": [
                {"id": result.page.id, "url": result.page.url, "scores": dict(scores)} for result, scores in self.worst
            ],
        }


def chosen_ways(names: str) -> tuple[str, ...]:
    """Ways of flattening, from their names between commas; those of `learn.flatten` for an empty string.

    Raises:
        BenchmarkError: there is no such way.
    """
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    for name in wanted:
        if name not in (*WAYS, *OTHER_WAYS):
            raise BenchmarkError(f"no way to flatten is called {name!r}; there are {', '.join((*WAYS, *OTHER_WAYS))}")
    return tuple(dict.fromkeys(wanted)) or WAYS


def flat_captures(folder: Folder, ways: Sequence[str]) -> Iterator[FlatCapture]:
    """The pages of a folder, each flattened in each way; pages without any text are left out.

    Raises:
        BenchmarkError: the package that flattens is not installed.
    """
    other = _inscriptis() if "inscriptis" in ways else None
    for page in folder.pages:
        capture = Capture(page.source, url=page.url, name=f"{folder.name}/{page.id}")
        html = decode(capture).text
        read = read_html(capture, html, NO_HURRY, Deadline(NO_HURRY, capture.label))
        for way in ways:
            text = other(html) if way == "inscriptis" and other is not None else flatten(read, html, way)
            if text.strip():
                yield FlatCapture(page, way, text)


def _inscriptis() -> Callable[[str], str]:
    try:
        get_text: Callable[[str], str] = importlib.import_module("inscriptis").get_text
    except ImportError as error:
        raise BenchmarkError(
            f'{error}; install the dependency group "benchmarks": pip install --group benchmarks'
        ) from None
    return get_text


def flat_systems() -> tuple[dict[str, FlatSystem], list[str]]:
    """Tearsheet and the rules by name, and what is left out for want of its package."""
    systems: dict[str, FlatSystem] = {"tearsheet": _tearsheet}
    systems.update((name, _by_lines(rule)) for name, rule in RULES.items())
    try:
        systems["justext"] = _by_lines(load_justext())
    except ImportError as error:
        return systems, [f"justext is left out: {error}; pip install --group benchmarks"]
    return systems, []


def _tearsheet(text: str) -> tuple[str, str | None]:
    article = extract(text, media="text/plain", limits=NO_HURRY)
    return article.text, article.title


def _by_lines(rule: Rule) -> FlatSystem:
    def keep(text: str) -> tuple[str, str | None]:
        return "\n".join(rule(unwrapped_lines(text))), None

    return keep


def measure_flat(
    folder: Folder, ways: Sequence[str], systems: Mapping[str, FlatSystem], worst: int, done: Callable[[], None]
) -> list[FlatReport]:
    """Every system over the pages of a folder, way by way.

    Args:
        folder: pages with gold.
        ways: how to flatten them.
        systems: by name; the first one's worst pages are listed.
        worst: how many of them.
        done: called after every capture.
    """
    results: dict[str, dict[str, list[PageResult]]] = {way: {name: [] for name in systems} for way in ways}
    sizes = dict.fromkeys(ways, 0)
    for capture in flat_captures(folder, ways):
        sizes[capture.way] += len(capture.text.encode("utf-8", "replace"))
        for name, system in systems.items():
            output = _run(system, capture.text)
            scored = score_page(capture.page, output, plain_tokens=folder.plain_tokens)
            # The texts of all ways and systems would take more memory than the pages.
            results[capture.way][name].append(replace(scored, output=replace(output, text=output.text[:1])))
        done()
    return [
        FlatReport(
            folder.name,
            way,
            {name: score_pages(pages) for name, pages in scored.items()},
            sizes[way] / 1e6,
            _worst(scored, worst),
        )
        for way, scored in results.items()
        if all(scored.values())
    ]


def _run(system: FlatSystem, text: str) -> Output:
    kept, title, error = "", None, None
    start = time.perf_counter()
    try:
        kept, title = system(text)
    except TearsheetError as raised:
        error = str(raised)
    return Output(kept, Record(title=title), time.perf_counter() - start, 0.0, error)


def _worst(scored: Mapping[str, list[PageResult]], count: int) -> list[tuple[PageResult, Mapping[str, float]]]:
    first = next(iter(scored.values()))
    order = sorted(range(len(first)), key=lambda number: first[number].headline)[:count]
    return [(first[number], {name: pages[number].headline for name, pages in scored.items()}) for number in order]


def flat_speed(texts: Sequence[str], clean: Callable[[str], object]) -> tuple[float, float]:
    """Cleans texts one after the other.

    Args:
        texts: what to clean, held in memory.
        clean: what to time.

    Returns:
        Millions of bytes (UTF-8) of all texts, and the seconds of processor time they took.
    """
    size = sum(len(text.encode("utf-8", "replace")) for text in texts)
    start = time.process_time()
    for text in texts:
        clean(text)
    return size / 1e6, time.process_time() - start
