"""Readers' comments below an article and the replies of a thread, by their markup.

Comments stand in elements whose class or id says so, or that are schema.org comments (https://schema.org/Comment); the
posts of a thread are sibling elements of one make (`tearsheet.roles.items`). Flat captures show neither.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.choices import Comments
from tearsheet.native import branchloops, tokenloops
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import BODY_ROLES, PageType, Role
from tearsheet.remembered import remembered
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.items import find_items, owners
from tearsheet.roles.surroundings import SURROUNDINGS
from tearsheet.roles.wording import furniture_wording, is_byline, is_dateline

__all__ = ["find_comments", "find_replies", "part_comments"]

_WORDS = frozenset(
    "comment comments commentlist commentary kommentar kommentare comentario comentarios commentaire commentaires "
    "commenti commento komentarze reacties disqus replies respond".split()
)
_LONGEST_NAMES = 500
_NAMING = None if tokenloops is None else tokenloops.NameWords(_WORDS, _LONGEST_NAMES)
"""Tells the compiled loop whether names may hold one of those words."""

_HINTS = ("omment", "oment", "disqus", "repl", "respond", "reacties")
"""One of these each of the words has in it: a look spares most names the others."""

_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_WORDS = 3
"""A name of more words, such as a heading's anchor, speaks about comments rather than naming them."""
_TYPE = re.compile(r"schema\.org/(?:user)?comments?\b")
_CLEARLY = 0.6
_LEAST_REST = 400
_LEAST_SHARE = 0.5
_LEAST_OPENING = 80

_AROUND = [SURROUNDINGS.index(name) for name in ("form", "button", "author name", "date name", "share name")]
_NEAR = 1
_NEAR_FORM = 3
_LONGEST_LABEL = 80


def find_comments(page: Page, features: PageFeatures) -> frozenset[int]:
    """Indices of the Blocks that stand in the readers' comments: what was said, by whom and when, buttons and forms.

    What holds the page's title is no comment, whatever it is called.

    Args:
        page: the page; of a flat one nothing is found.
        features: its numbers.
    """
    elements = page.elements
    if branchloops is not None:
        title = page.blocks[features.title].element if features.title >= 0 else -1
        inner = branchloops.inside_comments(
            page.blocks,
            elements.tag,
            elements.names,
            elements.role,
            elements.parent,
            title,
            _NAMING,
            _named,
            _TYPE.search,
        )
        return frozenset(inner)
    telling = {names for names in set(elements.names) if names and _named(names)}
    marked = {index for index, names in enumerate(elements.names) if names in telling} if telling else set()
    if any(role and _TYPE.search(role) for role in set(elements.role)):
        marked.update(index for index, role in enumerate(elements.role) if _TYPE.search(role))
    # Most pages have none.
    if not marked:
        return frozenset()
    around_title: set[int] = set()
    index = page.blocks[features.title].element if features.title >= 0 else -1
    while index >= 0:
        around_title.add(index)
        index = elements.parent[index]
    marked = {index for index in marked - around_title if elements.tag[index] not in ("html", "body")}
    parents = elements.parent
    inside = bytearray(len(parents))
    for index in sorted(marked):
        if not inside[index]:
            # What stands in an element follows it, without a gap.
            end = index + 1
            while end < len(parents) and parents[end] >= index:
                end += 1
            inside[index:end] = b"\1" * (end - index)
    return frozenset([block.block for block in page.blocks if block.element >= 0 and inside[block.element]])


@remembered(20_000)
def _named(names: str) -> bool:
    """Whether class or id names are those of comments; the cache only saves time."""
    lower = names.lower()
    for hint in _HINTS:
        if hint in lower:
            break
    else:
        return False
    for name in names[:_LONGEST_NAMES].split():
        words = _NAME_WORD.findall(name)
        if len(words) <= _MOST_WORDS and any(word.lower() in _WORDS for word in words):
            return True
    return False


def part_comments(
    page: Page,
    features: PageFeatures,
    probability: NDArray[np.float64],
    kind: PageType,
    news: float,
    comments: Comments,
) -> tuple[frozenset[int], frozenset[int]]:
    """Which readers' comments are left out and which are kept, whatever the model thinks of them.

    Where it is left to the page, comments below what is clearly an article are out; of other pages the model decides:
    what their markup calls comments is often the content.

    Args:
        page: the page.
        features: its numbers.
        probability: that each Block is content.
        kind: what kind of page it is.
        news: how likely it is an article, 0 to 1.
        comments: what was asked for.

    Returns:
        Indices of Blocks to leave out, and of Blocks to keep.
    """
    none: frozenset[int] = frozenset()
    if comments is Comments.AUTO and (kind not in (PageType.ARTICLE, PageType.LIVE_BLOG) or news < _CLEARLY):
        return none, none
    found = find_comments(page, features)
    if not found:
        return none, none
    if comments is Comments.KEEP:
        return none, frozenset(number for number in found if _is_remark(page.blocks[number], features))
    return (found if _stand_apart(found, features, probability) else none), none


def _stand_apart(comments: frozenset[int], features: PageFeatures, probability: NDArray[np.float64]) -> bool:
    """Whether the page has content of its own outside the comments, so that they are only what was said about it."""
    expected = probability * features.units
    said = float(expected[sorted(comments)].sum())
    rest = float(expected.sum()) - said
    return rest >= _LEAST_REST or rest >= _LEAST_SHARE * said


def _is_remark(block: Block, features: PageFeatures) -> bool:
    """Whether a Block inside the comments is something that a reader said: no name, date, button or form."""
    text = block.text
    if not text or block.kind is Kind.IMAGE or not any(map(str.isalpha, text)):
        return False
    form, button, author, date, share = features.surroundings[block.block, _AROUND]
    if min(form, button) <= _NEAR_FORM or share <= _NEAR:
        return False
    if len(text) <= _LONGEST_LABEL:
        if min(author, date) <= _NEAR or block.kind is Kind.HEADING or is_byline(text) or is_dateline(text):
            return False
        if furniture_wording(text) is not None:
            return False
    linked = sum(mark.end - mark.start for mark in block.links)
    return linked <= 0.5 * len(text)


def find_replies(page: Page, roles: Sequence[Role]) -> frozenset[int]:
    """Indices of the Blocks in the posts of a thread, other than the opening one.

    Args:
        page: the page of a forum.
        roles: of its Blocks, with all posts in the body.
    """
    items = find_items(page, roles)
    if not items:
        return frozenset()
    owner = owners(page, items)
    first = min((number for number in owner if roles[number] in BODY_ROLES), default=0)
    opening = sum(len(page.blocks[number].text) for number in range(first) if roles[number] in BODY_ROLES)
    # Where the question stands apart from its answers, all items are answers.
    replies = range(len(items)) if opening >= _LEAST_OPENING else range(1, len(items))
    return frozenset(number for number, item in owner.items() if item in replies)
