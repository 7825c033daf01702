"""The closed lists: what a Block of a page is for, and what kind of page it stands in.

One list for both doors. What is part of the publication is *content* or *about* it; the rest is *furniture*.
"""

from enum import StrEnum

__all__ = ["BODY_ROLES", "FURNITURE_ROLES", "PageType", "Role"]


class Role(StrEnum):
    """What a Block is for, in the field's own words."""

    # An Enum hashes its members by name, in Python; they are looked up too often for that.
    __hash__ = str.__hash__

    TITLE = "title"
    KICKER = "kicker"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTATION = "quotation"
    TABLE = "table"
    CODE = "code"
    IMAGE = "image"
    CAPTION = "caption"
    CREDIT = "credit"
    IMAGE_DESCRIPTION = "image description"

    RELATED = "related"
    NAVIGATION = "navigation"
    CALL_TO_ACTION = "call to action"
    NEWSLETTER = "newsletter"
    ADVERTISEMENT = "advertisement"
    SHARE = "share"
    COMMENTS = "comments"
    CONSENT = "consent"
    FEED = "feed"
    TAGS = "tags"
    LEGAL = "legal"
    LOADER = "loader"
    TEMPLATE = "template"
    DUPLICATE = "duplicate"


BODY_ROLES = frozenset(
    {
        Role.HEADING,
        Role.PARAGRAPH,
        Role.LIST_ITEM,
        Role.QUOTATION,
        Role.TABLE,
        Role.CODE,
        Role.IMAGE,
    }
)
"""Roles that stand in an article's body."""

FURNITURE_ROLES = frozenset(
    {
        Role.RELATED,
        Role.NAVIGATION,
        Role.CALL_TO_ACTION,
        Role.NEWSLETTER,
        Role.ADVERTISEMENT,
        Role.SHARE,
        Role.COMMENTS,
        Role.CONSENT,
        Role.FEED,
        Role.TAGS,
        Role.LEGAL,
        Role.LOADER,
        Role.TEMPLATE,
        Role.DUPLICATE,
    }
)
"""Roles that say why a Block is left out."""


class PageType(StrEnum):
    """What kind of page a capture holds."""

    __hash__ = str.__hash__

    ARTICLE = "article"
    LIVE_BLOG = "live blog"
    FORUM = "forum"
    DOCUMENTATION = "documentation"
    LISTING = "listing"
    COLLECTION = "collection"
    PRODUCT = "product"
    SERVICE = "service"
    FRONT_PAGE = "front page"
