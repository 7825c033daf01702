"""Small charts as SVG without style or script: how many articles a month, and a story along time."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from tearsheet.web.marking import quoted
from tearsheet.web.wording import Wording

__all__ = ["days_of", "month_chart", "time_line"]

_MOST_MONTHS = 48
_WIDTH = 640
_HEIGHT = 56
_FOOT = 18
_ROW = 22
_WIDEST = 40


def days_of(period: str) -> tuple[str, str]:
    """First and last day of a month such as ``2024-03``, or of a year such as ``2024``."""
    year, _, month = period.partition("-")
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    return f"{period}-01", f"{period}-{monthrange(int(year), int(month))[1]:02}"


def month_chart(months: Mapping[str, int], words: Wording, address: Callable[[str, str], str]) -> Markup:
    """Bars, one a month, or one a year where there are many; each leads to the articles of its time.

    Args:
        months: articles by month such as ``2024-03``; what has no month is left out.
        words: of the reader's language.
        address: of a search from one day to another.

    Returns:
        Nothing where there are fewer than two bars.
    """
    periods = _periods({month: count for month, count in months.items() if _is_month(month) and count > 0})
    if len(periods) < 2:
        return Markup()
    most = max(periods.values())
    step = _WIDTH / len(periods)
    width = min(step - min(2.0, step / 4), _WIDEST)
    bars = []
    for number, (period, count) in enumerate(periods.items()):
        if not count:
            continue
        height = max(2.0, (_HEIGHT - 4) * count / most)
        named = f"{_period(period, words)}: {words.count(count, 'article')}"
        bars.append(
            f'<a href="{quoted(address(*days_of(period)))}" tabindex="-1" aria-label="{quoted(named)}">'
            f'<rect class="all"'
            f' x="{number * step:.1f}" y="0" width="{step:.1f}" height="{_HEIGHT}"/><rect class="value"'
            f' x="{(number + 0.5) * step - width / 2:.1f}" y="{_HEIGHT - height:.1f}" width="{width:.1f}"'
            f' height="{height:.1f}"/><title>{quoted(named)}</title></a>'
        )
    first, *_, last = periods
    label = words("Articles by time of publication: {first} to {last}, at most {most}").format(
        first=_period(first, words), last=_period(last, words), most=words.number(most)
    )
    return Markup(
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT + _FOOT}" role="group" aria-label="{quoted(label)}">'
        f'<line class="axis" x1="0" y1="{_HEIGHT + 0.5}" x2="{_WIDTH}" y2="{_HEIGHT + 0.5}"/>{"".join(bars)}'
        f'<text x="0" y="{_HEIGHT + 15}">{quoted(_period(first, words, short=True))}</text>'
        f'<text x="{_WIDTH}" y="{_HEIGHT + 15}" text-anchor="end">{quoted(_period(last, words, short=True))}</text>'
        "</svg>"
    )


def _is_month(text: str) -> bool:
    year, _, month = text.partition("-")
    return len(year) == 4 and year.isdigit() and len(month) == 2 and month.isdigit() and 1 <= int(month) <= 12


def _period(period: str, words: Wording, *, short: bool = False) -> str:
    return words.month(period, short=short) if "-" in period else period


def _periods(months: Mapping[str, int]) -> dict[str, int]:
    """Every month from the first to the last one, or every year."""
    if not months:
        return {}
    numbers = {int(month[:4]) * 12 + int(month[5:]) - 1: count for month, count in months.items()}
    first, last = min(numbers), max(numbers)
    if last - first < _MOST_MONTHS:
        return {f"{at // 12:04}-{at % 12 + 1:02}": numbers.get(at, 0) for at in range(first, last + 1)}
    years: dict[str, int] = {f"{year:04}": 0 for year in range(first // 12, last // 12 + 1)}
    for at, count in numbers.items():
        years[f"{at // 12:04}"] += count
    return years


def time_line(story: dict[str, Any], words: Wording) -> Markup:
    """A story along time: a row a text, a dot an article, copies joined to where the text is likely to be from.

    Args:
        story: as plain values.
        words: of the reader's language.

    Returns:
        Nothing where fewer than two articles have an instant.
    """
    articles = {one["article"]: one for one in story["articles"]}
    times = {number: at for number, one in articles.items() if (at := _seconds(one["published"])) is not None}
    if len(times) < 2:
        return Markup()
    first, last = min(times.values()), max(times.values())
    length = max(last - first, 1.0)

    def x(number: int) -> float:
        return 10 + (_WIDTH - 20) * (times[number] - first) / length

    rows = [text for text in story["texts"] if any(number in times for number in text["articles"])][:40]
    height = len(rows) * _ROW
    drawn = []
    for row, text in enumerate(rows):
        y = row * _ROW + _ROW / 2
        here = [number for number in text["articles"] if number in times]
        drawn.append(f'<line class="axis" x1="0" y1="{y}" x2="{_WIDTH}" y2="{y}"/>')
        if text["origin"] in times:
            drawn += (
                f'<line class="join" x1="{x(text["origin"]):.1f}" y1="{y}" x2="{x(number):.1f}" y2="{y}"/>'
                for number in here
                if number != text["origin"]
            )
        for number in here:
            one = articles[number]
            origin = number == text["origin"] or len(text["articles"]) == 1
            named = f"{one['outlet'] or ''}, {words.moment(one['published'])}: {one['title'] or ''}"
            shape = "origin" if origin else "copy"
            drawn.append(
                f'<a href="#a{number}" tabindex="-1" aria-label="{quoted(named)}">'
                f'<circle class="{shape}" cx="{x(number):.1f}" cy="{y}" r="{6 if origin else 5}"/>'
                f"<title>{quoted(named)}</title></a>"
            )
    return Markup(
        f'<svg class="chart time" viewBox="0 0 {_WIDTH} {height + _FOOT}" role="group"'
        f' aria-label="{quoted(words("The articles along time, a row for each text"))}">{"".join(drawn)}'
        f'<text x="0" y="{height + 15}">{quoted(words.moment(story["first"]))}</text>'
        f'<text x="{_WIDTH}" y="{height + 15}" text-anchor="end">{quoted(words.moment(story["last"]))}</text></svg>'
    )


def _seconds(instant: str | None) -> float | None:
    if not instant:
        return None
    try:
        moment = datetime.fromisoformat(instant)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
