"""Which images of a page are the article's."""

from collections.abc import Mapping, Sequence

from tearsheet.page.block import Page
from tearsheet.page.role import Role
from tearsheet.roles.captioned import find_captioned, frames_near
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.frames import Frame, is_inside, is_symbol, picture_key
from tearsheet.roles.rolenumbers import IMAGES, TEXTS, numbers_of
from tearsheet.roles.strays import is_stray, leads_away
from tearsheet.roles.surroundings import SURROUNDINGS

__all__ = ["place_images"]

_NEAR = 3
_BEFORE = 6
_TITLE_WITHIN = 12
_GALLERY_WITHIN = 40
_TOGETHER = 3
_FOREIGN = [
    SURROUNDINGS.index(name)
    for name in (
        "related name",
        "advertisement name",
        "author name",
        "share name",
        "comments name",
        "newsletter name",
        "menu name",
        "navigation",
        "footer",
        "aside",
    )
]
"""What an image of the article does not stand in."""
_FIGURE = SURROUNDINGS.index("figure")
_DECLARED = frozenset({"og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"})
_MOST_DECLARED = 6


def place_images(page: Page, features: PageFeatures, roles: list[Role]) -> dict[int, Frame] | None:
    """Leave to others the images that are not the article's.

    Images between the title and the end of the text are, but for icons and those of teasers, people and advertisements;
    a caption tells one even in a header, above the title, and so does being the image that the page names as its own.

    Args:
        page: the page.
        features: its numbers.
        roles: of its Blocks; images that belong elsewhere become `Role.RELATED`.

    Returns:
        The frames of images near captions; ``None`` where there is no image.
    """
    images = numbers_of(roles, IMAGES)
    if not images:
        return None
    texts = numbers_of(roles, TEXTS)
    first, last = _extent(page, roles, texts)
    # Where an image needs no caption to be the article's: from shortly before the text to its end.
    text_start, text_end = (max(first, texts[0] - _TITLE_WITHIN), texts[-1]) if texts else (0, -1)
    frames = frames_near(page, roles)
    captioned = find_captioned(page, roles, frames)
    if _closes(page, last, captioned):
        last += 1
    declared = _declared(page)
    # A flat capture has images, in Markdown, and no elements around them.
    marked_up = len(page.elements) > 0
    around = features.surroundings[images]
    foreign, figures = around[:, _FOREIGN].min(axis=1).tolist(), around[:, _FIGURE].tolist()
    for number, far, to_figure in zip(images, foreign, figures, strict=True):
        block = page.blocks[number]
        told = number in captioned
        if is_symbol(page, block) and not _is_drawing(page, number, captioned):
            roles[number] = Role.RELATED
            continue
        own = block.picture is not None and picture_key(block.picture.address) in declared
        if (told or own) and max(first - _BEFORE, 0) <= number <= last:
            if marked_up and not own and is_stray(page, number, captioned.get(number, ()), roles):
                roles[number] = Role.RELATED
            continue
        figure = to_figure <= _NEAR
        if (
            not first <= number <= text_end
            or number < text_start
            or far <= (1 if figure else _NEAR)
            or (leads_away(page, block) and not figure)
            or (marked_up and is_stray(page, number, (), roles))
        ):
            roles[number] = Role.RELATED
    return frames


def _extent(page: Page, roles: Sequence[Role], texts: Sequence[int]) -> tuple[int, int]:
    """From the title, or else the standfirst, to the end of the text, and to a captioned image right behind it."""
    if not texts:
        return 0, -1
    first, last = texts[0], texts[-1]
    for wanted, within in ((Role.TITLE, _GALLERY_WITHIN), (Role.STANDFIRST, _TITLE_WITHIN)):
        before = range(first - 1, max(first - within, -1), -1)
        found = next((number for number in before if roles[number] is wanted), None)
        if found is not None:
            first = found
            break
    holder = page.elements.parent[page.blocks[last].element] if len(page.elements) else -1
    if (
        last + 1 < len(roles)
        and roles[last + 1] is Role.IMAGE
        and holder >= 0
        and is_inside(page.elements, page.blocks[last + 1].element, holder)
    ):
        last += 1
    return first, last


def _closes(page: Page, last: int, captioned: Mapping[int, tuple[int, ...]]) -> bool:
    """Whether a captioned figure follows the last text closely: it stands among the same elements."""
    elements, blocks = page.elements, page.blocks
    if last + 1 >= len(blocks) or last + 1 not in captioned or not len(elements):
        return False
    picture = blocks[last + 1].picture
    holder = blocks[last].element
    for _ in range(_TOGETHER):
        holder = elements.parent[holder] if holder >= 0 else -1
    return picture is not None and picture.figure >= 0 and is_inside(elements, picture.figure, holder)


def _declared(page: Page) -> frozenset[str]:
    """What the addresses that a page names as its image have in common with those it shows."""
    named = [meta.value for meta in page.markup.metas if meta.name in _DECLARED][:_MOST_DECLARED]
    return frozenset(key for key in map(picture_key, named) if key)


def _is_drawing(page: Page, number: int, captioned: dict[int, tuple[int, ...]]) -> bool:
    """Whether a drawing stands alone in a figure with a caption."""
    picture = page.blocks[number].picture
    if picture is None or picture.figure < 0 or number not in captioned:
        return False
    if not picture.address.partition("?")[0].lower().endswith((".svg", ".gif")):
        return False
    return not any(
        other.picture is not None and other.picture.figure == picture.figure and not is_symbol(page, other)
        for other in page.blocks[max(number - 4, 0) : number + 5]
    )
