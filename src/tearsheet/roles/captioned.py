"""Which captions and credits belong to which image."""

from collections.abc import Mapping, Sequence

from tearsheet.page.block import Page
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.roles.captions import is_told
from tearsheet.roles.frames import Frame, caption_of, find_frames, is_inside
from tearsheet.roles.rolenumbers import TOLD, numbers_of

__all__ = ["find_captioned", "frames_near"]

_TEXT = (BODY_ROLES | {Role.TITLE, Role.STANDFIRST}) - {Role.IMAGE}
_REACH = 2
_FIGURE_WITHIN = 4


def frames_near(page: Page, roles: Sequence[Role]) -> dict[int, Frame]:
    """The frames of the images near captions and credits; they are the same whichever images are the article's.

    Args:
        page: the page.
        roles: of its Blocks.
    """
    told = numbers_of(roles, TOLD)
    return find_frames(page, [role in _TEXT for role in roles], told) if told else {}


def find_captioned(
    page: Page, roles: Sequence[Role], frames: Mapping[int, Frame] | None = None
) -> dict[int, tuple[int, ...]]:
    """The captions and credits of each image of an HTML page.

    Each goes to the image in whose frame it stands, or else to the image of its figure, or else to the one next to it.

    Args:
        page: the page.
        roles: of its Blocks.
        frames: those of `frames_near`, where they are found already.

    Returns:
        Indices of captions and credits, in reading order, by the index of the image's Block.
    """
    told = numbers_of(roles, TOLD)
    if not told or not len(page.elements):
        return {}
    if frames is None:
        frames = frames_near(page, roles)
    figures: dict[int, list[int]] | None = None
    found: dict[int, list[int]] = {}
    for number in told:
        owner = _by_frame(number, frames, roles)
        if owner is None:
            figures = _figures(page) if figures is None else figures
            owner = _by_figure(page, number, figures, roles)
        if owner is None:
            owner = _nearest(page, number, roles)
        if owner is not None:
            found.setdefault(owner, []).append(number)
    return {
        number: tuple(texts)
        for number, texts in found.items()
        if any(roles[told] is Role.CREDIT or is_told(page, page.blocks[told]) for told in texts)
        or _stands_alone(page, number, texts)
    }


def _stands_alone(page: Page, number: int, texts: Sequence[int]) -> bool:
    """Whether an image is no link and has one text, whose own role only its place tells; teasers are links."""
    picture = page.blocks[number].picture
    return picture is not None and picture.link is None and len(texts) == 1 and not page.blocks[texts[0]].links


def _by_frame(number: int, frames: Mapping[int, Frame], roles: Sequence[Role]) -> int | None:
    """The image with the narrowest frame around a caption; of copies the article's, then the first."""
    around = [frame for frame in frames.values() if frame.first <= number <= frame.last]
    if not around:
        return None
    best = min(
        around,
        key=lambda frame: (frame.last - frame.first, roles[frame.image] is not Role.IMAGE, abs(number - frame.image)),
    )
    return best.image


def _figures(page: Page) -> dict[int, list[int]]:
    """The images in each figure, by the index of its element."""
    figures: dict[int, list[int]] = {}
    for number, block in enumerate(page.blocks):
        if block.picture is not None and block.picture.figure >= 0:
            figures.setdefault(block.picture.figure, []).append(number)
    return figures


def _by_figure(page: Page, number: int, figures: dict[int, list[int]], roles: Sequence[Role]) -> int | None:
    """The last image before a caption in the same figure, or the first one."""
    element = page.blocks[number].element
    for figure, members in reversed(figures.items()):
        if is_inside(page.elements, element, figure):
            own = [member for member in members if roles[member] is Role.IMAGE] or members
            return max((member for member in own if member < number), default=own[0])
    return None


def _nearest(page: Page, number: int, roles: Sequence[Role]) -> int | None:
    """The image just before a caption, or else just behind it; other text between parts them.

    A ``figcaption`` without an image in its figure belongs to none: the capture has lost its image.
    """
    if _in_figure(page, number):
        return None
    for step in (-1, 1):
        for distance in range(1, _REACH + 1):
            other = number + step * distance
            if not 0 <= other < len(roles):
                break
            if roles[other] is Role.IMAGE:
                return other
            if roles[other] not in TOLD:
                break
    return None


def _in_figure(page: Page, number: int) -> bool:
    """Whether a caption stands in a ``figcaption`` of a ``figure``."""
    elements = page.elements
    element = caption_of(elements, page.blocks[number].element)
    for _ in range(_FIGURE_WITHIN):
        if element < 0:
            return False
        if elements.tag[element] == "figure":
            return True
        element = elements.parent[element]
    return False
