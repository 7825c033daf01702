"""Which of the things that a page describes is its own article, and which others describe the same one."""

from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urlsplit

from tearsheet.article.metadata.jsonld import Graph, Thing, sayings
from tearsheet.article.metadata.wording import likeness, shared, words

__all__ = ["main_thing", "twins"]

_NAMING = ("url", "mainEntityOfPage", "@id")
_MOST_TWINS = 4
_SAME_TITLE = 0.8


def main_thing(graph: Graph, addresses: Iterable[str], titles: Iterable[str]) -> Thing | None:
    """The thing that the page is about.

    Args:
        graph: what the page describes.
        addresses: the page's own addresses.
        titles: what the page calls itself elsewhere.

    Returns:
        An article before another work; among equals the one that the page's address or title names, then the first.
        ``None`` when the page describes neither.
    """
    own = [key for key in map(_address_key, addresses) if key]
    known = [title for title in titles if title]
    known_words = [set(words(title)) for title in known]
    best: Thing | None = None
    highest = 0.0
    for thing in graph.things:
        score = 100.0 if thing.is_article else 50.0 if thing.is_work else 0.0
        if not score:
            continue
        heading = _heading(thing)
        if _is_at(thing, own):
            score += 30
        own_words = set(words(heading))
        agreement = max([shared(own_words, title) for title in known_words], default=0.0)
        if "question" in thing.types and known and agreement < _SAME_TITLE:
            # One of the questions that a page answers besides.
            continue
        score += 40 * agreement
        if thing.listed:
            score -= 70
        if agreement < 0.5 and not thing.is_article:
            score -= 30
        if heading and known and agreement < 0.2:
            score -= 40
        if score > highest:
            best, highest = thing, score
    return best if highest > 30 else None


def twins(graph: Graph, main: Thing | None, addresses: Iterable[str]) -> tuple[Thing, ...]:
    """Other things of the graph that are the main one told again: by their heading, or else by the page's address."""
    if main is None:
        return ()
    own = [key for key in map(_address_key, addresses) if key]
    heading = _heading(main)
    found: list[Thing] = []
    for thing in graph.things:
        if thing is main or thing.listed or not (thing.is_article or thing.is_work):
            continue
        other = _heading(thing)
        if likeness(heading, other) >= _SAME_TITLE if heading and other else _is_at(thing, own):
            found.append(thing)
            if len(found) == _MOST_TWINS:
                break
    return tuple(found)


def _heading(thing: Thing) -> str:
    return next((said.text for key in ("headline", "name") for said in sayings(thing, key)), "")


def _is_at(thing: Thing, own: Sequence[str]) -> bool:
    return bool(own) and any(_address_key(said.text) in own for key in _NAMING for said in sayings(thing, key))


def _address_key(address: str) -> str:
    try:
        parts = urlsplit(address[:2_000])
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    path = unquote(parts.path).rstrip("/")
    return host + path if host and path else ""
