"""The posts and updates that embedded data tells of, to be held against those that a reader sees.

Types of schema.org: https://schema.org/LiveBlogPosting (liveBlogUpdate), https://schema.org/DiscussionForumPosting
(comment), https://schema.org/QAPage (mainEntity, acceptedAnswer, suggestedAnswer).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tearsheet.article.metadata.jsonld import Graph, Thing, sayings
from tearsheet.article.metadata.wording import fold

__all__ = ["Posting", "key_of", "read_postings"]

_TYPES = frozenset({"blogposting", "comment", "answer", "question", "discussionforumposting", "socialmediaposting"})
_MOST = 500
_KEY = 40
_LEAST_KEY = 16


@dataclass(frozen=True, slots=True)
class Posting:
    """What embedded data says of one post or update.

    Attributes:
        key: how its text begins, folded, without white space.
        title: its headline, where it has one.
        author: who wrote it.
        published: when, as it stands there.
        anchor: what its address has behind the number sign.
    """

    key: str
    title: str | None
    author: str | None
    published: str | None
    anchor: str | None


def key_of(text: str) -> str:
    """How a text begins, in a form that does not depend on white space, case or quotation marks."""
    return "".join(filter(str.isalnum, fold(text[: 4 * _KEY])))[:_KEY]


def read_postings(graph: Graph) -> tuple[Posting, ...]:
    """The posts and updates of a page's embedded data, in its order.

    Args:
        graph: what the page describes.
    """
    found = [_posting(graph, thing) for thing in graph.things[:_MOST] if not thing.types.isdisjoint(_TYPES)]
    return tuple(posting for posting in found if len(posting.key) >= _LEAST_KEY or posting.title or posting.anchor)


def _posting(graph: Graph, thing: Thing) -> Posting:
    text = _first(graph, thing, ("articleBody", "text", "description"))
    title = _first(graph, thing, ("headline", "name"))
    address = _first(graph, thing, ("url", "@id", "mainEntityOfPage")) or ""
    return Posting(
        key_of(text or ""),
        title,
        _first(graph, thing, ("author", "creator")),
        _first(graph, thing, ("datePublished", "dateCreated")),
        address.partition("#")[2] or None,
    )


def _first(graph: Graph, thing: Thing, keys: Sequence[str]) -> str | None:
    return next((saying.text for key in keys for saying in sayings(thing, key, graph=graph)), None)
