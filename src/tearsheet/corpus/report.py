"""A run on one page of HTML, with its plots in it: nothing is loaded from elsewhere, and no script runs."""

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from tearsheet.corpus.counts import Counts

__all__ = ["write_report"]

_MOST = 25
_MOST_PERIODS = 366

_STYLE = """
:root { color-scheme: light dark; --bar: #3b6ea5; --line: #8884; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem; }
dt { opacity: .7; font-size: .85rem; } dd { margin: 0; font-size: 1.3rem; font-variant-numeric: tabular-nums; }
svg { width: 100%; height: auto; display: block; } rect { fill: var(--bar); } text { fill: currentColor; }
.axis { stroke: var(--line); } .note { opacity: .7; font-size: .85rem; }
@media (prefers-color-scheme: dark) { :root { --bar: #7fb0e0; } }
"""


def write_report(counts: Counts, title: str) -> str:
    """The page.

    Args:
        counts: of the corpus.
        title: what it is called.
    """
    rate = f"{counts.rows / counts.processor:,.1f}" if counts.processor else "–"
    facts = [
        ("captures", f"{counts.rows:,}"),
        ("articles", f"{counts.articles:,}"),
        ("files", f"{counts.shards:,}"),
        ("characters of text", f"{counts.characters:,}"),
        ("errors", f"{sum(counts.errors.values()):,}"),
        ("damage in the inputs", f"{counts.faults:,}"),
        ("captures a second and core", rate),
        ("versions", ", ".join(sorted(counts.versions))),
    ]
    cut = sorted(((role, characters) for role, (_, characters) in counts.cut.items()), key=lambda pair: -pair[1])
    tenths = [
        (f"{number / 10:.1f} to {(number + 1) / 10:.1f}", count) for number, count in enumerate(counts.confidence)
    ]
    parts = [
        f"<h1>{escape(title)}</h1>",
        "<dl>"
        + "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
        + "</dl>",
        _section("Languages", counts.languages.most_common(), "articles"),
        _section("Outlets", counts.outlets.most_common(), "articles"),
        _days(counts),
        _section("Kinds of pages", counts.page_types.most_common(), "articles"),
        _section("Confidence", tenths, "articles", keep=True),
        _section("What was cut", cut, "characters"),
        _section("Errors", counts.errors.most_common(), "captures"),
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )


def _section(name: str, values: Sequence[tuple[str, int]], unit: str, *, keep: bool = False) -> str:
    """A heading and bars; nothing where there is nothing to show."""
    if not any(count for _, count in values):
        return ""
    shown = values if keep else values[:_MOST]
    rest = sum(count for _, count in values[len(shown) :])
    note = f'<p class="note">and {len(values) - len(shown):,} more with {rest:,} {unit}</p>' if rest else ""
    return f"<h2>{escape(name)}, {unit}</h2>\n{_bars(shown, name)}{note}"


def _bars(values: Sequence[tuple[str, int]], name: str) -> str:
    most = max(count for _, count in values)
    lines = []
    for row, (label, count) in enumerate(values):
        y = 22 * row
        width = 520 * count / most
        said = label or "not told"
        shown = said if len(said) <= 30 else said[:29] + "…"
        lines.append(
            f'<text x="232" y="{y + 15}" text-anchor="end" font-size="13">{escape(shown)}<title>{escape(said)}</title>'
            "</text>"
            f'<rect x="240" y="{y + 4}" width="{max(width, 1 if count else 0):.1f}" height="14"/>'
            f'<text x="{246 + width:.1f}" y="{y + 15}" font-size="12">{count:,}</text>'
        )
    return (
        f'<svg viewBox="0 0 860 {22 * len(values) + 4}" role="img" aria-label="{escape(name)}">{"".join(lines)}</svg>'
    )


def _days(counts: Counts) -> str:
    """Articles along time, a bar for each day; for months or years where those would be too many."""
    told = {day: count for day, count in counts.days.items() if day}
    if not told:
        return ""
    unit, periods = _periods(date.fromisoformat(min(told)), date.fromisoformat(max(told)))
    found = dict.fromkeys(periods, 0)
    for day, count in told.items():
        found[day[: len(periods[0])]] += count
    most = max(found.values())
    step = 840 / len(periods)
    bars = "".join(
        f'<rect x="{10 + step * number:.2f}" y="{110 - 100 * count / most:.1f}" '
        f'width="{step - 0.5 if step > 1 else step:.2f}" height="{100 * count / most:.1f}">'
        f"<title>{escape(period)}: {count:,}</title></rect>"
        for number, (period, count) in enumerate(found.items())
        if count
    )
    ends = (
        f'<text x="10" y="128" font-size="12">{escape(periods[0])}</text>'
        f'<text x="850" y="128" font-size="12" text-anchor="end">{escape(periods[-1])}</text>'
    )
    untold = counts.days.get("", 0)
    note = f'<p class="note">{untold:,} without a day</p>' if untold else ""
    return (
        f"<h2>{unit} of publication, articles</h2>\n"
        f'<svg viewBox="0 0 860 136" role="img" aria-label="{unit} of publication">'
        f'<line class="axis" x1="10" x2="850" y1="110.5" y2="110.5"/>{bars}{ends}</svg>{note}'
    )


def _periods(first: date, last: date) -> tuple[str, list[str]]:
    """The days, months or years from one day to another, with or without articles, as their dates begin."""
    days = (last - first).days + 1
    if days <= _MOST_PERIODS:
        return "Days", [(first + timedelta(number)).isoformat() for number in range(days)]
    months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    if len(months) <= _MOST_PERIODS:
        return "Months", [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    return "Years", [f"{year:04}" for year in range(first.year, last.year + 1)]
