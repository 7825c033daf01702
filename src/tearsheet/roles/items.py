"""Several items in one page: elements of one make, such as the posts of a thread or the entries of a live blog.

Each holds text of the body, and most of them say who wrote it or when. They are siblings, or stand in one another as
replies do, or each in a wrapper of its own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.place import Elements
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.roles.wording import is_dateline

__all__ = [
    "AUTHORS",
    "TIMES",
    "Signs",
    "alike",
    "find_items",
    "head_of",
    "is_profile",
    "make_of",
    "opening_of",
    "owner_of",
    "owners",
    "signs_of",
]

TIMES = frozenset({"time", "datepublished", "datecreated", "uploaddate"})
"""Names of microdata and elements that tell when."""
AUTHORS = ("author", "creator", "rel:author", "name")
"""Names of microdata and links that tell who, the best first."""

_LEAST_SIGNED = 0.5
_LEAST_SCORE = 0.3
_ONE_SIGN = 0.8
"""What an item that says only who, or only when, counts against one that says both."""

_APART = 0.9
"""What items that are no siblings count against those that are."""

Signs = tuple[list[int], list[int]]
"""Elements that say who, and elements that say when."""

_MOST_LEVELS = 64
_ANYWHERE = -2
_PLAIN = ("article", "li", "section")
"""Elements that need no class name to be items."""

_NO_ITEMS = frozenset({"p", "a", "span", "body", "main", "html", "tbody", "ul", "ol", "em", "strong", "b", "i"})
_POSTED = re.compile(r"schema\.org/(?:comment|answer|question|discussionforumposting|blogposting|socialmediaposting)\b")
_POST_NAME = re.compile(r"post|message|comment|reply|answer|entry|beitrag|nachricht|mensaje|сообщен", re.IGNORECASE)
_LEAST_OPENING = 80
_LONGEST_LINE = 80
_FIRST_CELLS = 4
_LONGEST_ADDRESS = 200
_PROFILE = re.compile(
    r"/(?:u|users?|members?|profiles?|people|authors?|mitglied|membre|usuarios?|utilisateurs?|benutzer)/[^/?#]+(?:/[^/?#]+)?/?(?:[?#]|\Z)"
    r"|[?&;](?:u|uid|userid|user_id|user)=\w+|member\.php|viewprofile|action=profile|/user-\w+|user\?id=|/@[\w.-]+/?\Z"
)


@dataclass(slots=True, eq=False)
class _Group:
    """Elements of one make.

    Attributes:
        units: characters of body text inside.
        members: elements that hold body text.
    """

    units: int = 0
    members: set[int] = field(default_factory=set)


def find_items(page: Page, roles: Sequence[Role], signs: Signs | None = None) -> list[int]:
    """Elements of a page that are items of one kind, in document order.

    Args:
        page: the page.
        roles: of its Blocks.
        signs: what `signs_of` says, where it was asked before.
    """
    elements = page.elements
    if not len(elements):
        return []
    groups = _groups(page, roles)
    total = sum([len(block.text) for block, role in zip(page.blocks, roles, strict=True) if role in BODY_ROLES])
    who, when = signs if signs is not None else signs_of(page, roles)
    best: list[int] = []
    best_rank = (False, 0.0, 0)
    for (parent, tag, name), group in groups.items():
        coverage = group.units / max(total, 1)
        if coverage < _LEAST_SCORE or (parent == _ANYWHERE and not name):
            continue
        posted = any(_POSTED.search(elements.role[member]) for member in sorted(group.members)[:2])
        if not posted and (tag in _NO_ITEMS or (not name and tag not in _PLAIN)):
            continue
        # A thread may have one post alone: then its name or type must say that it is one.
        if len(group.members) < 2 and not (posted or _POST_NAME.search(name)):
            continue
        said = _holders(elements.parent, who, group.members), _holders(elements.parent, when, group.members)
        count = len(group.members)
        share = len(said[0] | said[1]) / count
        both = len(said[0] & said[1]) / count
        if share < _LEAST_SIGNED or (count < 2 and not both):
            continue
        # Where nearly all are signed with both, so is the kind: a wrapper around the text alone has neither.
        score = coverage * max(_ONE_SIGN * share, both) * (_APART if parent == _ANYWHERE else 1.0)
        rank = (count > 1, round(score, 2), count)
        if rank >= best_rank and score > _LEAST_SCORE * _ONE_SIGN:
            best, best_rank = sorted(group.members), rank
    return best


def _groups(page: Page, roles: Sequence[Role]) -> Mapping[tuple[int, str, str], _Group]:
    """The elements around the text of the body by their make, and by their make wherever they stand."""
    elements = page.elements
    parents = elements.parent
    sizes: dict[int, int] = {}
    for block, role in zip(page.blocks, roles, strict=True):
        if role in BODY_ROLES and block.text:
            sizes[block.element] = sizes.get(block.element, 0) + len(block.text)
    groups: dict[tuple[int, str, str], _Group] = defaultdict(_Group)
    of_element: dict[int, tuple[_Group, _Group]] = {}
    for element, size in sizes.items():
        met: set[_Group] = set()
        index = element
        for _ in range(_MOST_LEVELS):
            if index < 0:
                break
            own = of_element.get(index)
            if own is None:
                make = make_of(elements, index)
                own = of_element[index] = (groups[make], groups[(_ANYWHERE, *make[1:])])
                own[0].members.add(index)
                own[1].members.add(index)
            met.update(own)
            index = parents[index]
        for group in met:
            group.units += size
    return groups


def alike(page: Page, signs: Signs, items: Sequence[int]) -> list[int]:
    """Other elements of the make of most items, between them or after them, that say both who and when.

    Args:
        page: the page.
        signs: what `signs_of` says of it.
        items: elements that hold text of the body.
    """
    elements = page.elements
    makes = Counter(make_of(elements, item) for item in items)
    loose = Counter(make[1:] for make in makes.elements())
    (make, times), (kind, most) = makes.most_common(1)[0], loose.most_common(1)[0]
    if not kind[1]:
        return []
    known = set(items)
    found = [
        index
        for index in range(items[0], len(elements))
        if index not in known
        and elements.tag[index] == kind[0]
        and (own := make_of(elements, index))[1:] == kind
        and (times < most or own == make)
    ]
    if not found:
        return []
    members = {*known, *found}
    who, when = signs
    signed = _holders(elements.parent, who, members) & _holders(elements.parent, when, members)
    return [index for index in found if index in signed]


def opening_of(page: Page, roles: Sequence[Role], signs: Signs, items: Sequence[int]) -> int:
    """The element of the post that a thread begins with where it is of another make than the replies, -1 for none.

    Args:
        page: the page.
        roles: of its Blocks.
        signs: what `signs_of` says of it.
        items: the replies.
    """
    elements = page.elements
    around: set[int] = set()
    for item in items:
        index = item
        while index >= 0 and index not in around:
            around.add(index)
            index = elements.parent[index]
    who, _ = signs
    found = -1
    units = 0
    for block, role in zip(page.blocks, roles, strict=True):
        if block.element > items[0]:
            break
        if role not in BODY_ROLES or not block.text or block.element < 0 or block.element in around:
            continue
        index = block.element
        while elements.parent[index] >= 0 and elements.parent[index] not in around:
            index = elements.parent[index]
        if index != found:
            if units >= _LEAST_OPENING and _is_signed(elements, found, who):
                break
            found, units = index, 0
        units += len(block.text)
    if found < 0 or units < _LEAST_OPENING:
        return -1
    return found if _is_signed(elements, found, who) else -1


def _is_signed(elements: Elements, index: int, who: Sequence[int]) -> bool:
    """Whether an element says who wrote what is in it, or is said to be a post."""
    return bool(_holders(elements.parent, who, {index})) or _POSTED.search(elements.role[index]) is not None


def owners(page: Page, items: Sequence[int]) -> dict[int, int]:
    """The number of the item that each Block stands in, by the index of the Block.

    Args:
        page: the page.
        items: elements, as `find_items` gives them.
    """
    number_of = {element: number for number, element in enumerate(items)}
    found: dict[int, int] = {}
    for block in page.blocks:
        number = owner_of(page.elements.parent, block.element, number_of)
        if number is not None:
            found[block.block] = number
    return found


def owner_of(parents: Sequence[int], element: int, number_of: Mapping[int, int]) -> int | None:
    """The number of the item that an element stands in, the innermost of several."""
    while element >= 0:
        if element in number_of:
            return number_of[element]
        element = parents[element]
    return None


def make_of(elements: Elements, index: int) -> tuple[int, str, str]:
    """What siblings of one make share: parent, tag, and first class name without the numbers that tell them apart."""
    first = elements.names[index].split(None, 1)[:1]
    return elements.parent[index], elements.tag[index], first[0].rstrip("0123456789-_") if first else ""


def signs_of(page: Page, roles: Sequence[Role]) -> Signs:
    """Elements that say who, and elements that say when.

    Args:
        page: the page.
        roles: of its Blocks.
    """
    items = (*page.markup.items, *page.markup.metas)
    who = [item.place.element for item in items if item.name in AUTHORS]
    when = [item.place.element for item in items if item.name in TIMES]
    who += [sign.place.element for sign in page.markup.signs if sign.name == "author"]
    when += [sign.place.element for sign in page.markup.signs if sign.name == "date"]
    for block, role in zip(page.blocks, roles, strict=True):
        table = block.kind is Kind.TABLE
        short = table or len(block.text) <= _LONGEST_LINE
        links = block.links if short and block.marks else ()
        if role is Role.BYLINE or (links and any(is_profile(mark.target) for mark in links)):
            who.append(block.element)
        if (
            role is Role.DATELINE
            or (block.marks and any(mark.kind == "time" for mark in block.marks))
            or (short and (any(map(is_dateline, head_of(block))) if table else is_dateline(block.text)))
        ):
            when.append(block.element)
    return who, when


def head_of(block: Block) -> tuple[str, ...]:
    """The lines that a Block begins with: a table's first cells, the text of any other."""
    if block.kind is not Kind.TABLE:
        return (block.text,)
    return tuple(cell.text for row in block.cells[:2] for cell in row[:_FIRST_CELLS])


def is_profile(address: str | None) -> bool:
    """Whether an address looks like that of a member's page."""
    return address is not None and _PROFILE.search(address[-_LONGEST_ADDRESS:]) is not None


def _holders(parents: Sequence[int], signs: Iterable[int], members: set[int]) -> set[int]:
    """The members that hold a sign of their own, not one of an item inside them."""
    found: set[int] = set()
    passed: set[int] = set()
    for index in signs:
        while index >= 0 and index not in passed:
            if index in members:
                found.add(index)
                break
            passed.add(index)
            index = parents[index]
    return found
