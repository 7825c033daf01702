"""The posts of a thread in a flat capture: where each begins and ends, who wrote it and when.

No element parts them. What every post has is a line with a date; around it, always at the same distance or beside the
same words, stands a name. Which lines those are is told by what all posts of the page have in common.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tearsheet.page.block import Block
from tearsheet.roles.linephrases import line_role
from tearsheet.roles.linestamps import (
    HEAD,
    LEAST,
    LONGEST_STAMP,
    Stamp,
    find_stamps,
    is_prose,
    is_written,
    stands_ahead,
)
from tearsheet.roles.postnames import find_names
from tearsheet.roles.postwords import POST_NUMBER, ends_with, is_fact, key_of_words, post_words

__all__ = ["LinePost", "find_line_posts", "is_thread"]

_MOST_POSTS = 5_000
_GAP = 12
"""Lines without text behind which the last post is over."""

_PAUSE = 4
"""Lines without text that may stand within one post."""

_TEXT = 35
_SHARE = 0.25
"""How much prose may stand above the first post, measured by that in the posts: readers' comments stand below more."""

_OF_POSTS = 3
"""One line in so many posts must speak of replies, members or numbers."""

_NEAR_FIRST, _STORY = 25, 350
"""So many characters of prose within so many lines above the first post are what the posts are comments on."""

_NUMBERED = re.compile(
    r"(?:post\s*)?[#№]\s?\d{1,6}(?:\s*(?:of|/|von)\s*\d{1,6})?\Z|\d{1,4}\s?[楼樓层F]\Z", re.IGNORECASE
)
_FIRST_NUMBER = re.compile(r"\A#?(\d{1,5})[.:)）]?\s")
_LAST_NUMBER = re.compile(r"(?<![\d:.])#?(\d{1,5})\Z")


@dataclass(frozen=True, slots=True)
class LinePost:
    """One post of a thread.

    Attributes:
        first: index of its first Block.
        last: index of its last Block.
        stamp: index of the Block that says when.
        author: index of the Block that says who, -1 without one.
        name: the name as it stands there.
    """

    first: int
    last: int
    stamp: int
    author: int = -1
    name: str | None = None


def find_line_posts(blocks: Sequence[Block]) -> tuple[LinePost, ...]:
    """The posts of a thread, in their order; none where the lines show no thread.

    Args:
        blocks: those of a flat capture.
    """
    stamps, text = find_stamps(blocks)
    group = stamps[:_MOST_POSTS]
    if len(group) < LEAST:
        return ()
    ahead = stands_ahead(group, blocks, text)
    return tuple(_bounded(group, find_names(group, blocks, text), blocks, text, ahead))


def is_thread(posts: Sequence[LinePost], blocks: Sequence[Block]) -> bool:
    """Whether a page is a thread: most posts say who wrote them, replies and members are spoken of, and all the text
    stands in the posts.

    Args:
        posts: as `find_line_posts` gives them.
        blocks: those of the page.
    """
    if len(posts) < LEAST or 5 * sum(post.name is not None for post in posts) < 3 * len(posts):
        return False
    first, last = posts[0].first, posts[-1].last
    within = sum(len(block.text) for block in blocks[first : last + 1] if is_prose(block) and is_written(block))
    above = sum(len(block.text) for block in blocks[:first] if len(block.text) >= 4 * _TEXT and is_prose(block))
    below = sum(len(block.text) for block in blocks[last + 1 :] if len(block.text) >= 4 * _TEXT and is_prose(block))
    near = blocks[max(0, first - _NEAR_FIRST) : first]
    story = sum(len(block.text) for block in near if len(block.text) >= 3 * _TEXT and is_prose(block))
    if above > _SHARE * within or below > within or story > _STORY:
        return False
    return not _is_story(posts, blocks) and _speaks(posts, blocks)


def _is_story(posts: Sequence[LinePost], blocks: Sequence[Block]) -> bool:
    """Whether the first post is long and a line such as "Comments" stands below it: the others are remarks on it."""
    opening = blocks[posts[0].first : max(posts[1].stamp, posts[1].first)]
    remarks = post_words()["remarks"]
    head = next((number for number, block in enumerate(opening) if key_of_words(block.text) in remarks), None)
    return head is not None and sum(len(block.text) for block in opening[:head] if is_written(block)) > _STORY


def _speaks(posts: Sequence[LinePost], blocks: Sequence[Block]) -> bool:
    """Whether enough lines speak of replies and members, number the posts, or name a member again."""
    words = post_words()
    count = 0
    for block in blocks[posts[0].first : posts[-1].last + 1]:
        text = block.text
        if not text or len(text) > LONGEST_STAMP:
            continue
        key = key_of_words(text)
        if (
            key in words["rank"]
            or key in words["fact"]
            or key in words["reply"]
            or _NUMBERED.match(text)
            or (text[-1] in ":：↑" and ends_with(key_of_words(text), words["quoted"]))
            or (
                text.replace("：", ":").partition(":")[1]
                and key_of_words(text.replace("：", ":").partition(":")[0]) in words["fact"]
            )
        ):
            count += 1
    # So do numbers that run on, on the lines of the dates or beside them, and members who write again.
    runs = [0]
    for pattern, beside in ((_LAST_NUMBER, 0), (_FIRST_NUMBER, 0), (_LAST_NUMBER, 1), (_LAST_NUMBER, -1)):
        numbers = [pattern.search(blocks[min(max(post.stamp + beside, 0), len(blocks) - 1)].text) for post in posts]
        running = [int(match[1]) for match in numbers if match]
        runs.append(sum(other == one + 1 for one, other in pairwise(running)))
    names = Counter(post.name for post in posts if post.name)
    again = sum(number for number in names.values() if number > 1) if len(names) > 1 else 0
    # Lists of articles name their writers again, too.
    told = count + max(runs)
    return told + again >= len(posts) and _OF_POSTS * told >= len(posts)


def _bounded(
    group: Sequence[Stamp],
    named: Sequence[tuple[int, str | None]],
    blocks: Sequence[Block],
    text: Sequence[bool],
    ahead: bool,
) -> Iterator[LinePost]:
    """Where posts begin and end."""
    edges = [_head(number, group, named, blocks, text, ahead) for number in range(len(group))]
    for number, stamp in enumerate(group):
        author, name = named[number]
        if ahead:
            first = edges[number]
            last = edges[number + 1] - 1 if number + 1 < len(group) else _end(stamp.block, blocks, text)
        else:
            first = edges[number - 1] + 1 if number else _begin(stamp.block, text)
            last = edges[number]
        yield LinePost(min(first, stamp.block), max(last, stamp.block), stamp.block, author, name)


def _head(
    number: int,
    group: Sequence[Stamp],
    named: Sequence[tuple[int, str | None]],
    blocks: Sequence[Block],
    text: Sequence[bool],
    ahead: bool,
) -> int:
    """The line with which the head of a post begins, or its foot ends."""
    stamp, (author, _) = group[number].block, named[number]
    step = -1 if ahead else 1
    edge = min(stamp, author) if ahead and author >= 0 else max(stamp, author) if author >= 0 else stamp
    bound = (
        (group[number - 1].block if number else -1)
        if ahead
        else (group[number + 1].block if number + 1 < len(group) else len(blocks))
    )
    at = edge + step
    # The number of a post, the letter for a picture and the name said twice stand around it.
    while min(bound, edge) < at < max(bound, edge) and abs(at - edge) <= 3 and not text[at]:
        line = blocks[at].text
        beside = blocks[edge].text
        if not (
            POST_NUMBER.match(line)
            or (len(line) <= 2 and beside.casefold().startswith(line.casefold()))
            or line.casefold() in beside.casefold()
            or key_of_words(line) in post_words()["by"]
            or (not ahead and is_fact(line))
        ):
            break
        edge = at
        at += step
    return edge


def _begin(stamp: int, text: Sequence[bool]) -> int:
    """Where the first post begins whose date stands below it."""
    first, at, gap = stamp, stamp - 1, 0
    while at >= 0 and gap <= (HEAD if first == stamp else _PAUSE):
        if text[at]:
            first, gap = at, 0
        else:
            gap += 1
        at -= 1
    return first


def _end(stamp: int, blocks: Sequence[Block], text: Sequence[bool]) -> int:
    """Where the last post ends whose date stands above it."""
    last, at, gap = stamp, stamp + 1, 0
    while at < len(blocks) and gap <= _GAP:
        if text[at]:
            last, gap = at, 0
        else:
            gap += 1
            # Behind the text of the post the first line of a menu or list ends it.
            if last > stamp and line_role(blocks[at].text) is not None and not is_fact(blocks[at].text):
                break
        at += 1
    return last
