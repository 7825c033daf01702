"""The role decision: which Blocks are the article, and what all the others are for.

A learned model says how likely each Block is content; small pieces with a place of their own (title, byline, caption,
credit, ...) are taken out by markup, position and wording; of the rest the set with the best expected F1 is kept.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tearsheet.choices import Comments, Favour
from tearsheet.page.block import Kind, Page
from tearsheet.page.role import BODY_ROLES, FURNITURE_ROLES, PageType, Role
from tearsheet.roles.certainty import measure_certainty
from tearsheet.roles.comments import find_replies, part_comments
from tearsheet.roles.content import load_content_model
from tearsheet.roles.copies import find_copies
from tearsheet.roles.features import PageFeatures, measure
from tearsheet.roles.linephrases import learn_phrases
from tearsheet.roles.lines import settle_lines
from tearsheet.roles.linetimes import learn_times
from tearsheet.roles.model import load_trees
from tearsheet.roles.outline import find_outline, surer
from tearsheet.roles.pagetype import page_type
from tearsheet.roles.pieces import find_pieces
from tearsheet.roles.posts import find_post_lines
from tearsheet.roles.reasons import UNASKED, Reasons
from tearsheet.roles.seealso import find_see_also
from tearsheet.roles.selection import opening_title, select, with_whole_table
from tearsheet.roles.stories import Story, find_stories
from tearsheet.roles.wording import learn_wording

__all__ = ["Decision", "decide", "settle"]

_POSSIBLE = 0.2

_WITH_AN_END = frozenset({PageType.ARTICLE, PageType.LIVE_BLOG, PageType.FORUM, PageType.DOCUMENTATION})
"""Types whose text ends with text; what lists things may end with a heading."""

_TOLD = frozenset({PageType.ARTICLE, PageType.LIVE_BLOG})
"""Types whose text is interrupted by links to other stories; elsewhere such a line may be what the page is for."""

_PRESS = 0.2
"""How likely an article is one of the press from which on what stands scattered about its text is something else."""

_KINDS = tuple(Kind)
_IMAGE, _HEADING = _KINDS.index(Kind.IMAGE), _KINDS.index(Kind.HEADING)
_KEPT = {
    Kind.PARAGRAPH: Role.PARAGRAPH,
    Kind.HEADING: Role.HEADING,
    Kind.LIST_ITEM: Role.LIST_ITEM,
    Kind.QUOTATION: Role.QUOTATION,
    Kind.TABLE: Role.TABLE,
    Kind.CODE: Role.CODE,
    Kind.CAPTION: Role.CAPTION,
    Kind.IMAGE: Role.IMAGE,
}
_KEPT_OF = tuple([_KEPT[kind] for kind in _KINDS])
"""The role of a Block that is kept, by the number of its kind."""

_SAYING = BODY_ROLES - {Role.HEADING, Role.IMAGE}
"""Roles of the body that are text of their own."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What each Block of a page is for.

    Attributes:
        rough: a role for each Block, which of what is left out is `UNASKED` where no reason has been asked for, and
            of images the body's, wherever they belong.
        reasons: why Blocks are left out.
        probabilities: that each Block belongs to the article, 0 to 1.
        expected: expected F1 of the kept Blocks, 0 to 1.
        title: index of the title's Block, -1 for none.
        page_type: what kind of page it is.
        news: probability that the page is an article, 0 to 1.
        certainty: what tells how right this is, one number for each of `tearsheet.roles.certainty.CERTAINTY`.
        remarks: Blocks of the body that are readers' comments, kept because it was asked for.
        stories: other stories below the article.
    """

    rough: tuple[Role, ...]
    reasons: Reasons
    probabilities: tuple[float, ...]
    expected: float
    title: int
    page_type: PageType
    news: float
    certainty: tuple[float, ...]
    remarks: frozenset[int] = frozenset()
    stories: tuple[Story, ...] = ()

    @property
    def roles(self) -> tuple[Role, ...]:
        """The role of each Block."""
        return self.reasons.finished(self.rough)

    @property
    def kept(self) -> tuple[bool, ...]:
        """Which Blocks are part of the body."""
        return tuple(role in BODY_ROLES for role in self.roles)


def decide(page: Page, *, favour: Favour = Favour.BALANCE, comments: Comments = Comments.AUTO) -> Decision:
    """Decide the role of every Block of a page.

    Args:
        page: from either door.
        favour: precision, recall or both alike.
        comments: what becomes of readers' comments and of the replies in a thread.
    """
    flat = not len(page.elements)
    if flat:
        # The rules ask about the words of every line: all are looked at in one step.
        texts = [block.text for block in page.blocks]
        learn_phrases(texts)
        learn_wording(texts)
        learn_times(texts)
    features = measure(page)
    kind, news, press = page_type(page, features, load_trees("flat-pagetype.npz" if flat else "pagetype.npz"))
    probability = load_content_model(flat=flat).read(page, features, news=news, press=press)
    return settle(page, features, probability, kind, news, press=press, favour=favour, comments=comments)


def settle(
    page: Page,
    features: PageFeatures,
    probability: NDArray[np.float64],
    kind: PageType,
    news: float,
    *,
    press: float = 1.0,
    favour: Favour = Favour.BALANCE,
    comments: Comments = Comments.AUTO,
) -> Decision:
    """Turn probabilities into roles.

    Args:
        page: the page.
        features: its numbers.
        probability: that each Block is content, one a Block.
        kind: what kind of page it is.
        news: how likely it is an article, 0 to 1.
        press: how likely it is an article of the press, 0 to 1.
        favour: precision, recall or both alike.
        comments: what becomes of readers' comments and of the replies in a thread.
    """
    blocks = page.blocks
    outline = None if len(page.elements) else find_outline(page, features, probability)
    if outline is not None:
        probability = surer(probability, outline)
    elif len(page.elements):
        probability = with_whole_table(probability, features.units, features.kinds)
    pieces, title = find_pieces(page, features, probability, outline)
    if kind in _TOLD:
        pieces = find_see_also(page, features) | pieces
    stories = find_stories(page, features, kind)
    pieces.update((number, Role.RELATED) for story in stories for number in story.blocks)
    dropped, remarks = part_comments(page, features, probability, kind, news, comments)
    pieces.update((number, Role.COMMENTS) for number in dropped if blocks[number].text)
    remarks -= pieces.keys()
    lengths = features.units.copy()
    lengths[[*pieces, *remarks]] = 0.0
    # A standfirst is part of the text: what else is kept is weighed against it.
    standfirst = [number for number, role in pieces.items() if role is Role.STANDFIRST]
    weighed = lengths.copy()
    weighed[standfirst] = features.units[standfirst]
    opening = opening_title(blocks, title, features.title_likeness, news)
    strict = kind is PageType.ARTICLE and press > _PRESS
    keep, expected = select(probability, weighed, opening, favour, flat=not len(page.elements), article=strict)
    keep &= lengths > 0
    # Reference pages and lists say the same thing of many entries on purpose.
    if kind not in (PageType.DOCUMENTATION, PageType.LISTING):
        copies = find_copies(blocks, lengths, keep)
        keep[copies] = False
        pieces.update((number, Role.DUPLICATE) for number in copies)
    out = ~keep & (features.kinds != _IMAGE)
    out[[*pieces, *remarks]] = False
    left_out = np.flatnonzero(out).tolist()
    reasons = Reasons(page, features, left_out)
    roles = [_KEPT_OF[number] for number in features.kinds.tolist()]
    for number, role in pieces.items():
        roles[number] = role
    for number in left_out:
        roles[number] = UNASKED
    if not len(page.elements) or remarks or kind in (PageType.FORUM, PageType.LIVE_BLOG):
        reasons.give(roles)
    _keep_headings(page, features, roles, probability, reasons)
    if not len(page.elements):
        settle_lines(page, features, probability, roles, kind)
    if kind in (PageType.FORUM, PageType.LIVE_BLOG):
        for number, role in find_post_lines(page, roles, kind).items():
            roles[number] = role
    if comments is Comments.DROP and kind is PageType.FORUM:
        for number in find_replies(page, roles):
            if roles[number] not in FURNITURE_ROLES:
                roles[number] = Role.COMMENTS
    if kind in _WITH_AN_END:
        _end_with_text(roles)
    _have_a_body(roles)
    certainty = measure_certainty(
        probability,
        weighed,
        keep | (weighed > lengths),
        expected=expected,
        kind=kind,
        news=news,
        title=title >= 0,
        markup=len(page.elements) > 0,
    )
    return Decision(
        tuple(roles), reasons, tuple(probability.tolist()), expected, title, kind, news, certainty, remarks, stories
    )


def _keep_headings(
    page: Page, features: PageFeatures, roles: list[Role], probability: NDArray[np.float64], reasons: Reasons
) -> None:
    """A heading stands with the text that it heads: what follows it in the same element, with no furniture between."""
    likely = np.flatnonzero((features.kinds == _HEADING) & (probability >= _POSSIBLE)).tolist()
    first = next((number for number in likely if roles[number] in FURNITURE_ROLES), -1)
    if first < 0:
        return
    parents = page.elements.parent
    below = -1
    between: list[int] = []
    for number in range(len(roles) - 1, first - 1, -1):
        block, role = page.blocks[number], roles[number]
        if role in BODY_ROLES:
            if role is not Role.IMAGE:
                below = number
                between.clear()
        elif below < 0 or role not in FURNITURE_ROLES:
            continue
        elif block.kind is Kind.HEADING and probability[number] >= _POSSIBLE:
            same = block.element >= 0 and parents[block.element] == parents[page.blocks[below].element]
            if not same or roles[below] is Role.HEADING:
                continue
            named = reasons.of((number, *between))
            if any(named.pop(other) in FURNITURE_ROLES for other in between):
                below = -1
            elif named.get(number, role) in FURNITURE_ROLES:
                roles[number] = Role.HEADING
                reasons.unasked.discard(number)
                below = number
            between.clear()
        elif number in reasons.unasked:
            # Left out as a caption or byline of something else, it would part nothing.
            between.extend([number] if block.text else ())
        elif block.text:
            below = -1
            between.clear()


def _have_a_body(roles: list[Role]) -> None:
    """Where the standfirst is all the text there is, it is the body."""
    if Role.STANDFIRST in roles and _SAYING.isdisjoint(roles) and Role.HEADING not in roles:
        roles[roles.index(Role.STANDFIRST)] = Role.PARAGRAPH


def _end_with_text(roles: list[Role]) -> None:
    """A heading with nothing of the article below it heads something else, unless headings are all there is."""
    if _SAYING.isdisjoint(roles):
        return
    for number in range(len(roles) - 1, -1, -1):
        role = roles[number]
        if role is Role.HEADING:
            roles[number] = Role.RELATED
        elif role in _SAYING:
            return
