"""The frame of an image: the part of the page that holds it, its caption and its credit, and nothing else.

It is the highest element above an image in which no other image stands and no text of the article.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from tearsheet.native import blockloops
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.place import Elements
from tearsheet.remembered import remembered

__all__ = ["Frame", "caption_of", "find_frames", "is_inside", "is_symbol", "picture_key"]

_KINDS = (Kind.IMAGE, Kind.CAPTION, Kind.PARAGRAPH, Kind.LIST_ITEM)
"""Of images, and of what a frame may hold beside them."""
_HIGHEST = 10
_MOST_TEXTS = 6
_FARTHEST = 16
_LIMITS = frozenset({"body", "main", "html", "article", "table", "form"})
"""Elements that hold more than an image."""
_SYMBOL = re.compile(
    r"(?:blank|pixel|leer|clear|transparent|dummy|loader|loading|arrow|button|avatar|badge|social|logo|icon|emoji|1x1|empty)"
    r"[-_.]?\d*(?:x\d+)?\.\w+\Z|.*\.svg\Z"
    r"|(?:.*[_.-])?(?:icons?|logos?|sprites?|spinner|spacer|placeholder|favicon|appicon)(?:[_.-].*)?\.(?:gif|png|webp)\Z",
    re.IGNORECASE,
)
"""Names of files; a photograph may show a logo, but is seldom saved as a drawing is."""
_SYMBOL_FOLDER = re.compile(
    r"/(?:icons?|logos?|avatar\w*|authors?|autor(?:es|en|in)?|auteurs?|byline|staff|profiles?)/"
)
_SYMBOL_NAME = re.compile(
    r"(?:^|[\s_-])(?:icon|logo|avatar|emoji|spinner|spacer|tracking|pixel|badge)(?:$|[\s_-])|Icon\b"
)
_SMALLEST = 50
"""Pixels of the longer side under which an image is a symbol."""
_SIZE = re.compile(
    r"[-_.@](?:\d{2,4}x\d{2,4}|scaled|rotated|w?\d{3,4}w?|[2-4]x|large|medium|small|thumb(?:nail)?|og|fb)\Z"
)
_VARIANT = re.compile(r"~?_v-[\w-]+\Z|(?<=.{8})~[^~]*\Z")
_EXTENSION = re.compile(r"(?:\.(?:jpe?g|png|webp|gif|avif|tiff?|bmp))+\Z")
_PROGRAM = re.compile(r"\.(?:php|ashx|aspx?|jsp|cgi|axd|do)\Z|^(?:image|img|resize|thumb|imgproxy|_?image)\Z")
_VERSIONS = frozenset(
    "image images photo picture original default large medium small master download thumbnail preview wide square full"
    " landscape portrait header teaser".split()
)
"""Names of files that say what version it is, not what image."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What belongs to an image by where it stands.

    Attributes:
        image: index of the image's Block.
        first: index of the first Block inside.
        last: index of the last Block inside.
        element: index of the element that is the frame.
    """

    image: int
    first: int
    last: int
    element: int


@remembered(4_000)
def picture_key(address: str) -> str:
    """What the versions of one image have in common: the name of its file without type and size.

    An address inside the address, as resizing services carry it, counts alone. Names that only count or say what kind
    of version it is are joined with the folder's; a query counts where the path names a program.
    """
    address = unquote(address[:2_000])
    inner = max(address.rfind("http://", 8), address.rfind("https://", 8))
    if inner > 0:
        address = address[inner:]
    try:
        parsed = urlsplit(address)
    except ValueError:
        return ""
    parts = [part for part in unquote(parsed.path).lower().split("/") if part]
    if not parts:
        return ""
    name = _EXTENSION.sub("", parts[-1])
    name = _SIZE.sub("", _VARIANT.sub("", name)) or name
    if parsed.query and _PROGRAM.search(parts[-1]):
        return f"{name}?{parsed.query[:200]}"
    if (len(name) < 6 or name in _VERSIONS) and len(parts) > 1:
        name = f"{parts[-2]}/{name}"
    return name


def is_symbol(page: Page, block: Block) -> bool:
    """Whether an image is an icon, a logo, a placeholder or a button rather than a picture."""
    picture = block.picture
    if picture is None:
        return True
    longer = max(picture.width or 0, picture.height or 0)
    if 0 < longer <= _SMALLEST:
        return True
    if _is_drawn(picture.address):
        return True
    return block.element >= 0 and _names_symbol(page.elements.names[block.element][:300])


@remembered(4_000)
def _names_symbol(names: str) -> bool:
    """Whether class and id names are those of symbols."""
    return _SYMBOL_NAME.search(names) is not None


@remembered(4_000)
def _is_drawn(address: str) -> bool:
    """Whether an address is that of an icon or the like, or none at all; the cache only saves time."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return True
    name = path.rpartition("/")[2]
    return _SYMBOL.match(name[-200:]) is not None or _SYMBOL_FOLDER.search(path.lower()) is not None


def is_inside(elements: Elements, element: int, outer: int) -> bool:
    """Whether an element is another or stands in it."""
    parents = elements.parent
    while element > outer:
        element = parents[element]
    return element == outer


def caption_of(elements: Elements, element: int) -> int:
    """The ``figcaption`` that an element is or stands in, -1 for none."""
    for _ in range(_HIGHEST):
        if element < 0:
            return -1
        if elements.tag[element] == "figcaption":
            return element
        element = elements.parent[element]
    return -1


def find_frames(page: Page, is_text: Sequence[bool], near: Sequence[int] | None = None) -> dict[int, Frame]:
    """The frame of every image that is no symbol, by the index of its Block.

    Args:
        page: the page; a flat capture has no frames.
        is_text: for each Block whether it is text of the article, which no frame holds.
        near: indices of Blocks, in order, that a frame may hold; those of images far from all of them are left out.
    """
    if not len(page.elements):
        return {}
    blocks, elements = page.blocks, page.elements
    image = Kind.IMAGE
    images = [number for number, block in enumerate(blocks) if block.kind is image]
    symbols = {number for number in images if is_symbol(page, blocks[number])}
    images = [number for number in images if number not in symbols and (near is None or _is_near(number, near))]
    if blockloops is None:
        return {number: _frame(page, number, is_text, symbols) for number in images}
    found = blockloops.frames(
        blocks,
        elements.tag,
        elements.parent,
        images,
        symbols,
        list(is_text),
        _LIMITS,
        _KINDS,
        picture_key,
        _HIGHEST,
        _MOST_TEXTS,
    )
    return {frame[0]: Frame(*frame) for frame in found}


def _is_near(number: int, near: Sequence[int]) -> bool:
    """Whether one of some indices is at most a frame's length away."""
    place = bisect_left(near, number - _FARTHEST)
    return place < len(near) and near[place] <= number + _FARTHEST


def _frame(page: Page, number: int, is_text: Sequence[bool], symbols: Set[int]) -> Frame:
    """The frame of one image."""
    blocks, elements = page.blocks, page.elements
    picture = blocks[number].picture
    own = picture_key(picture.address) if picture else ""
    element = blocks[number].element
    parents, tags, count = elements.parent, elements.tag, len(blocks)
    first = last = number
    texts = 0
    above = element
    for _ in range(_HIGHEST):
        above = parents[above]
        if above < 0 or tags[above] in _LIMITS:
            break
        start, stop = first, last
        added: list[int] = []
        while start > 0 and len(added) <= _MOST_TEXTS and is_inside(elements, blocks[start - 1].element, above):
            start -= 1
            added.append(start)
        while (
            stop + 1 < count and len(added) <= 2 * _MOST_TEXTS and is_inside(elements, blocks[stop + 1].element, above)
        ):
            stop += 1
            added.append(stop)
        if added:
            new = _texts(page, added, is_text, symbols, own)
            if new < 0:
                break
            texts += new
            if texts > _MOST_TEXTS:
                break
        first, last, element = start, stop, above
    return Frame(number, first, last, element)


def _texts(page: Page, added: Sequence[int], is_text: Sequence[bool], symbols: Set[int], own: str) -> int:
    """How many texts are among Blocks that a frame may hold; -1 where one of the Blocks is none that it may hold."""
    texts = 0
    for other in added:
        block = page.blocks[other]
        kind = block.kind
        if kind is Kind.IMAGE:
            if other not in symbols and (block.picture is None or picture_key(block.picture.address) != own):
                return -1
        elif kind is Kind.CAPTION:
            continue
        elif (kind is not Kind.PARAGRAPH and kind is not Kind.LIST_ITEM) or is_text[other]:
            return -1
        else:
            texts += 1
    return texts
