"""Figures as Rich tables for people and as plain values for machines."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.accuracy import FieldResult, PageResult, Result
from benchmarks.data import Folder, GoldPage
from benchmarks.fields import FIELDS, Verdict
from benchmarks.flat import FlatReport
from benchmarks.metrics import Score, f1
from benchmarks.rolecaptures import RoleResult
from tearsheet.page.role import Role

__all__ = [
    "FolderReport",
    "print_errors",
    "print_fields",
    "print_flat",
    "print_report",
    "print_roles",
    "print_wrong",
    "to_dict",
]


@dataclass(frozen=True, slots=True)
class FolderReport:
    """All that was measured on one folder; every mapping is by the system's name.

    Attributes:
        reference: the system that times are compared with.
        worst: pages of the first system, worst first, each with the headline number of every system.
        memory: growth of the peak in bytes.
    """

    folder: Folder
    versions: Mapping[str, str]
    reference: str
    totals: Mapping[str, Result]
    groups: Mapping[str, Mapping[str, Result]]
    fields: Mapping[str, Mapping[str, FieldResult]]
    worst: Sequence[tuple[PageResult, Mapping[str, float]]]
    memory: Mapping[str, int] = field(default_factory=dict)
    memory_pages: int = 0

    @property
    def metric(self) -> str:
        """The headline number."""
        return "word F1" if self.folder.has_text else "segment F1"


def print_report(console: Console, report: FolderReport) -> None:
    """Everything of one folder."""
    _print_accuracy(console, report)
    _print_cost(console, report)
    if report.groups:
        _print_groups(console, report)
    if report.fields:
        print_fields(console, report.fields)
    if report.worst:
        _print_worst(console, report)


def _print_accuracy(console: Console, report: FolderReport) -> None:
    folder = report.folder
    table = Table(title=f"{folder.name}: {len(folder.pages)} pages", title_justify="left")
    table.add_column("system", no_wrap=True)
    headers = ["word F1", "P", "R", "shingle F1", "P", "R"] if folder.has_text else []
    headers += ["segment F1", "P", "R"] if folder.has_segments else []
    for header in (*headers, "empty", "errors"):
        table.add_column(header, justify="right")
    for name, total in report.totals.items():
        cells = [name]
        if folder.has_text:
            cells += [*_score(total.words), *_score(total.shingles)]
        if folder.has_segments:
            cells += _score(total.segments)
        table.add_row(*cells, str(total.empty), str(total.errors))
    console.print(table)
    tokens = r"\w+" if folder.plain_tokens else r"\w+, Chinese and Japanese by the character"
    notes = [f"Words: {tokens}."] if folder.has_text else []
    if any(page.title_in_text for page in folder.pages):
        notes.append("The gold text has the title: it is put before a text that lacks it.")
    if notes:
        console.print(" ".join(notes), style="dim", markup=False)


def _print_cost(console: Console, report: FolderReport) -> None:
    reference = report.totals[report.reference]
    table = Table(title="Time a page and memory", title_justify="left")
    table.add_column("system", no_wrap=True)
    for header in ("text", "ratio", "record", "ratio", "peak memory"):
        table.add_column(header, justify="right")
    for name, total in report.totals.items():
        table.add_row(
            f"{name} {report.versions[name]}",
            f"{total.text_ms:.2f} ms",
            _ratio(total.text_ms, reference.text_ms),
            f"{total.record_ms:.2f} ms",
            _ratio(total.record_ms, reference.record_ms),
            f"+{report.memory[name] / 1e6:.0f} MB" if name in report.memory else "",
        )
    console.print(table)
    note = f"Ratio: time divided by that of {report.reference}, the same pages in turn in one process."
    if report.memory:
        note += f" Peak memory: growth of a fresh process over {report.memory_pages} pages."
    console.print(note, style="dim", markup=False)


def _print_groups(console: Console, report: FolderReport) -> None:
    table = Table(title=f"{report.metric} by {report.folder.grouped_by}", title_justify="left")
    table.add_column(report.folder.grouped_by or "")
    table.add_column("pages", justify="right")
    for name in report.totals:
        table.add_column(name, justify="right")
    for group, results in report.groups.items():
        pages = next(iter(results.values())).pages
        table.add_row(group, str(pages), *(_number(result.headline) for result in results.values()))
    console.print(table)


def _print_worst(console: Console, report: FolderReport) -> None:
    first = next(iter(report.totals))
    table = Table(title=f"Worst pages of {first}, {report.metric}", title_justify="left")
    for header in ("page", report.folder.grouped_by or "group"):
        table.add_column(header, no_wrap=True)
    for header in (*report.totals, "P", "R"):
        table.add_column(header, justify="right", no_wrap=True)
    table.add_column("address", overflow="fold")
    for result, headlines in report.worst:
        score = result.words or (result.segments.score if result.segments else None)
        table.add_row(
            result.page.id,
            result.page.group or "",
            *(_number(value) for value in headlines.values()),
            *_score(score)[1:],
            (result.output.error or result.page.url or "").replace("[", r"\["),
        )
    console.print(table)


def print_fields(console: Console, fields: Mapping[str, Mapping[str, FieldResult]], title: str = "Fields") -> None:
    """One row a field, two columns a system: share of pages where it is right, and F1 over items."""
    table = Table(title=title, title_justify="left")
    table.add_column("field")
    table.add_column("pages", justify="right")
    for name in fields:
        table.add_column(f"{name} right", justify="right")
        table.add_column("F1", justify="right")
    meanings = []
    for key, meaning in FIELDS.items():
        results = {name: results.get(key) for name, results in fields.items()}
        known = [result for result in results.values() if result is not None]
        if not known:
            continue
        cells = [key, str(known[0].pages)]
        for result in results.values():
            cells += [f"{result.right:.3f}", f"{result.score.f1:.3f}"] if result else ["", ""]
        table.add_row(*cells)
        meanings.append(f"{key}: {meaning}")
    console.print(table)
    console.print(f"Right when: {'; '.join(meanings)}.", style="dim", markup=False)


def print_flat(console: Console, report: FlatReport, folder: Folder) -> None:
    """One row a system for one way of flattening, and the worst pages of the first one."""
    pages = next(iter(report.totals.values())).pages
    table = Table(title=f"{report.folder}, {report.way}: {pages} captures, {report.megabytes:.1f} MB")
    table.title_justify = "left"
    table.add_column("system", no_wrap=True)
    headers = ["word F1", "P", "R"] if folder.has_text else []
    headers += ["segment F1", "P", "R"] if folder.has_segments else []
    for header in (*headers, "empty", "errors", "ms"):
        table.add_column(header, justify="right")
    for name, total in report.totals.items():
        cells = _score(total.words) if folder.has_text else []
        cells += _score(total.segments) if folder.has_segments else []
        table.add_row(name, *cells, str(total.empty), str(total.errors), f"{total.text_ms:.2f}")
    console.print(table)
    if report.worst:
        first = next(iter(report.totals))
        worst = Table(title=f"Worst pages of {first}, {report.way}", title_justify="left")
        for header in ("page", folder.grouped_by or "group"):
            worst.add_column(header, no_wrap=True)
        for header in (*report.totals, "P", "R"):
            worst.add_column(header, justify="right", no_wrap=True)
        for result, headlines in report.worst:
            score = result.words or (result.segments.score if result.segments else None)
            scores = (_number(value) for value in headlines.values())
            worst.add_row(result.page.id, result.page.group or "", *scores, *_score(score)[1:])
        console.print(worst)


def print_roles(console: Console, results: Sequence[RoleResult], wrong: bool) -> None:
    """Accuracy a capture, each role's score, and what was taken for what; errors of held-out captures stay unseen.

    Args:
        console: where to.
        results: at least one.
        wrong: whether to list the lines that are wrong.
    """
    table = Table(title="Roles of lines", title_justify="left")
    table.add_column("capture", no_wrap=True)
    for header in ("lines", "right", "accuracy"):
        table.add_column(header, justify="right")
    groups = {"all": list(results)}
    groups["seen"] = [result for result in results if not result.capture.held_out]
    groups["held out"] = [result for result in results if result.capture.held_out]
    for result in results:
        name = f"{result.capture.name}{' (held out)' if result.capture.held_out else ''}"
        table.add_row(name, str(len(result.given)), str(result.right), f"{result.accuracy:.3f}")
    table.add_section()
    for name, members in groups.items():
        if members:
            lines, right = sum(len(result.given) for result in members), sum(result.right for result in members)
            table.add_row(name, str(lines), str(right), f"{right / lines:.3f}")
    console.print(table)
    _print_role_scores(console, sum((result.confusion for result in results), Counter()))
    seen = groups["seen"]
    taken = sum((result.confusion for result in seen), Counter())
    errors = Table(title="Taken for another, captures that are not held out", title_justify="left")
    for header in ("label", "given", "lines"):
        errors.add_column(header, justify="right" if header == "lines" else "left")
    for (label, given), count in taken.most_common():
        if label is not given:
            errors.add_row(label.value, given.value if given else "(no Block)", str(count))
    console.print(errors)
    if wrong:
        for result in seen:
            console.print(f"{result.capture.name}: {len(result.wrong)} wrong", markup=False)
            for text, label, given in result.wrong:
                told = f"  {label.value} -> {given.value if given else '(no Block)'}: {text[:90]}"
                console.print(told, markup=False, highlight=False)


def _print_role_scores(console: Console, taken: Mapping[tuple[Role, Role | None], int]) -> None:
    table = Table(title="By role, all captures", title_justify="left")
    table.add_column("role")
    for header in ("lines", "P", "R", "F1"):
        table.add_column(header, justify="right")
    for role in Role:
        labelled = sum(count for (label, _), count in taken.items() if label is role)
        given = sum(count for (_, given), count in taken.items() if given is role)
        right = taken.get((role, role), 0)
        if labelled:
            precision, recall = right / given if given else 0.0, right / labelled
            table.add_row(
                role.value, str(labelled), _number(precision), _number(recall), _number(f1(precision, recall))
            )
    console.print(table)


def print_wrong(console: Console, field: str, name: str, wrong: Sequence[tuple[GoldPage, Verdict]]) -> None:
    """Pages where a system's field is wrong: what is right beside what it says."""
    table = Table(title=f"{field}: {len(wrong)} pages where {name} is wrong", title_justify="left", show_lines=True)
    for header in ("page", "gold", "got"):
        table.add_column(header, overflow="fold")
    for page, verdict in wrong:
        # Rich would read square brackets in a page's text as its markup.
        table.add_row(*(cell.replace("[", r"\[") for cell in (page.id, verdict.gold, verdict.got or "(none)")))
    console.print(table)


def print_errors(console: Console, errors: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """What systems raised: by system, pages with the message."""
    for name, pages in errors.items():
        for page, message in pages[:5]:
            console.print(f"{name} raised on {page}: {message}", style="dim", markup=False)
        if len(pages) > 5:
            console.print(f"{name} raised on {len(pages) - 5} more pages", style="dim", markup=False)


def to_dict(report: FolderReport) -> dict[str, Any]:
    """One folder's figures as plain values."""
    return {
        "folder": report.folder.name,
        "pages": len(report.folder.pages),
        "tokens": "words" if report.folder.plain_tokens else "words, Chinese and Japanese by character",
        "reference": report.reference,
        "grouped_by": report.folder.grouped_by,
        "systems": {
            name: {
                "version": report.versions[name],
                **asdict(total),
                "text_ratio": total.text_ms / report.totals[report.reference].text_ms,
                "record_ratio": total.record_ms / report.totals[report.reference].record_ms,
                "peak_growth_bytes": report.memory.get(name),
                "groups": {group: asdict(results[name]) for group, results in report.groups.items()},
                "fields": {key: asdict(result) for key, result in report.fields.get(name, {}).items()},
            }
            for name, total in report.totals.items()
        },
        "worst": [
            {"id": result.page.id, "group": result.page.group, "url": result.page.url, "scores": dict(headlines)}
            for result, headlines in report.worst
        ],
    }


def _score(score: Score | None) -> list[str]:
    if score is None:
        return ["", "", ""]
    return [_number(score.f1), _number(score.precision), _number(score.recall)]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _ratio(value: float, reference: float) -> str:
    return f"{value / reference:.2f}" if reference else ""
