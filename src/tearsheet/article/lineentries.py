"""The posts and entries of a flat capture, with who wrote each and when."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from tearsheet.article.article import Entry
from tearsheet.article.metadata.dayorder import order_of_page
from tearsheet.article.metadata.instants import read_instant
from tearsheet.article.metadata.language import detect_language
from tearsheet.article.metadata.relative import read_relative, read_without_year
from tearsheet.article.posters import poster_name
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.place import Place
from tearsheet.page.role import BODY_ROLES, PageType, Role
from tearsheet.roles.lineposts import LinePost, find_line_posts
from tearsheet.roles.linetimes import find_time
from tearsheet.roles.lineupdates import find_line_updates

__all__ = ["line_entries"]

_SAMPLE = 600
_SHORT_DATE = 60
_CLOCK = re.compile(r"(\d{1,2})\s?[:.h時时点點시]\s?(\d\d)(?:\s?([ap])\.?\s?m)?", re.IGNORECASE)
_HALF_DAY = 12
_TITLE_LINES = 3


def line_entries(
    page: Page, roles: Sequence[Role], kind: PageType, captured: datetime | None
) -> tuple[tuple[Entry, ...], dict[int, int]]:
    """The entries of a flat capture, and the entry of each Block that is in one.

    Args:
        page: a flat capture.
        roles: of its Blocks.
        kind: the page's type; live blogs and forums have entries.
        captured: when the page was captured; no entry is later, and what is told by how long ago it was is reckoned
            from it.
    """
    blocks = page.blocks
    if kind is PageType.FORUM:
        posts = find_line_posts(blocks)
    elif kind is PageType.LIVE_BLOG:
        posts = find_line_updates(blocks)
    else:
        return (), {}
    stamps = [_stamp_of(blocks[post.stamp].text) for post in posts]
    language = detect_language(" ".join(block.text for block in blocks if len(block.text) > _SHORT_DATE)[:_SAMPLE])
    order = order_of_page(stamps)
    whens = [_instant(stamp, language, order, captured) for stamp in stamps]
    if kind is PageType.LIVE_BLOG:
        whens = _with_days(posts, stamps, whens, blocks, language, captured)
    entries: list[Entry] = []
    owner: dict[int, int] = {}
    for number, (post, when) in enumerate(zip(posts, whens, strict=True)):
        start, end = blocks[post.first].place.start, blocks[post.last].place.end
        entries.append(
            Entry(
                title=_title(post, blocks, roles),
                author=poster_name(post.name) if post.name else None,
                published=when,
                place=Place("span", start=start, end=end),
            )
        )
        owner.update((block, number) for block in range(post.first, post.last + 1))
    return tuple(entries), owner


def _stamp_of(text: str) -> str:
    """The date or time in a line."""
    time = find_time(text)
    return text[time.start : time.end] if time is not None else text


def _instant(stamp: str, language: str | None, order: bool | None, captured: datetime | None) -> datetime | None:
    """What instant a date tells, none behind the capture; a time of day alone tells none."""
    found = read_instant(stamp, language=language, latest=captured, days_first=order)
    if found is None and captured is not None:
        found = read_relative(stamp, language, captured) or read_without_year(stamp, language, None, captured)
    if found is None or (captured is not None and _naive(found.value) > _naive(captured)):
        return None
    return found.value


def _naive(value: datetime) -> datetime:
    """The instant in UTC without saying so, for comparison with one whose zone is not known."""
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value


def _with_days(
    posts: Sequence[LinePost],
    stamps: Sequence[str],
    whens: Sequence[datetime | None],
    blocks: Sequence[Block],
    language: str | None,
    captured: datetime | None,
) -> list[datetime | None]:
    """The instants of entries that tell their time of day alone.

    The day is that of the line above which tells one, or else that of the capture; where the clock leaps while the
    entries run the other way, it is the day before or after.
    """
    clocks = [_clock(stamp) for stamp in stamps]
    known = [clock for clock in clocks if clock is not None]
    backwards = sum(other < one for one, other in pairwise(known)) > sum(other > one for one, other in pairwise(known))
    day = _day_above(blocks[: posts[0].first], language, captured) if posts else None
    if day is None and captured is not None:
        day = captured.date()
    found: list[datetime | None] = []
    last: timedelta | None = None
    for number, (when, clock) in enumerate(zip(whens, clocks, strict=True)):
        between = blocks[posts[number - 1].stamp + 1 : posts[number].stamp] if number else ()
        told = _day_above(between, language, captured)
        if told is not None:
            day, last = told, None
        if when is not None or clock is None or day is None:
            found.append(when)
            continue
        if last is not None and abs(clock - last) > timedelta(hours=_HALF_DAY) and (clock > last) == backwards:
            day += timedelta(days=-1 if backwards else 1)
        last = clock
        value = datetime(day.year, day.month, day.day) + clock
        found.append(value if captured is None or value <= _naive(captured) + timedelta(hours=_HALF_DAY) else None)
    return found


def _clock(stamp: str) -> timedelta | None:
    """The time of day."""
    match = _CLOCK.search(stamp)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return timedelta(hours=hour, minutes=minute) if hour < 24 and minute < 60 else None


def _day_above(blocks: Sequence[Block], language: str | None, captured: datetime | None) -> date | None:
    """The day that the last short line above tells."""
    for block in reversed(blocks):
        if 0 < len(block.text) <= 2 * _SHORT_DATE and any(map(str.isdigit, block.text)):
            found = read_instant(block.text, language=language, latest=captured)
            if found is not None and (captured is None or found.value.date() <= captured.date()):
                return found.value.date()
    return None


def _title(post: LinePost, blocks: Sequence[Block], roles: Sequence[Role]) -> str | None:
    """The heading of an entry: one in its first lines."""
    lines = 0
    for block in blocks[post.first : post.last + 1]:
        if block.block in (post.stamp, post.author):
            continue
        role = roles[block.block]
        if role is Role.HEADING or (block.kind is Kind.HEADING and (role in BODY_ROLES or role is Role.TITLE)):
            return block.text
        lines += role in BODY_ROLES
        if lines > _TITLE_LINES:
            break
    return None
