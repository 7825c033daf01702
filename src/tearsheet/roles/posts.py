"""Lines of a post or entry that are no part of what it says: who wrote it and when, and how many liked it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from tearsheet.page.block import Kind, Page
from tearsheet.page.role import BODY_ROLES, PageType, Role
from tearsheet.roles.items import find_items, owner_of, owners
from tearsheet.roles.lineposts import find_line_posts
from tearsheet.roles.postwords import is_fact
from tearsheet.roles.wording import is_byline, is_dateline

__all__ = ["find_post_lines"]

_LONGEST = 100
_WORD = re.compile(r"\w+")
_AROUND = frozenset(
    "by posted written on at am pm said says wrote writes reply to re post link permalink edited last updated ago von "
    "am um schrieb sagt uhr vor par le à a écrit dit por el en las dijo escribió di il alle ha scritto door op schreef "
    "в написал написала сказал пишет member members moderator admin author op new staff est utc gmt edt pst pdt cet "
    "cest today yesterday heute gestern hier aujourd hui".split()
)
_COUNTS = re.compile(
    r"[+#]?\s?\d[\d.,]*\s?[KkMm]?(?:\s(?:likes?|repl(?:y|ies)|points?|(?:up)?votes?|views?|posts?|kudos|comments?|stars?"
    r"|reactions?|solutions?|gefällt mir|antworten|réponses?|j['’]aime|respuestas?|me gusta|risposte|ответ\w*"
    r"|лайк\w*))?\s*\Z"
    r"|(?:like|reply|quote|report|share|upvote|antworten|zitieren|melden|répondre|citer|signaler|responder|citar|ответить"
    r"|цитировать)(?:\s+\(?\d*\)?)?\Z"
    r"|(?:joined|posts?|messages|threads?|location|registered|reactions?|reputation|reaction score|likes?|solutions"
    r"|country|registriert|beiträge|inscrit|localisation|registrado|mensajes|сообщений|регистрация|откуда)"
    r"\s?:\s.{1,60}\Z",
    re.IGNORECASE,
)
_DATE_WORD = re.compile(
    r"\d+(?:st|nd|rd|th|am|pm|h|d|w|y|mo|min|yr)?\Z"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)\w*\Z"
)


def find_post_lines(page: Page, roles: Sequence[Role], kind: PageType) -> dict[int, Role]:
    """Blocks of the body that only say who posted and when, or count likes, and what they are.

    Args:
        page: a thread or a live blog.
        roles: of its Blocks.
        kind: which of the two.
    """
    if not len(page.elements):
        return _of_lines(page, roles) if kind is PageType.FORUM else {}
    items = find_items(page, roles)
    if not items:
        return {}
    owner = owners(page, items)
    number_of = {element: number for number, element in enumerate(items)}
    authors: dict[int, set[str]] = defaultdict(set)
    told: dict[int, set[str]] = defaultdict(set)
    for sign in page.markup.signs:
        number = owner_of(page.elements.parent, sign.place.element, number_of)
        if number is not None:
            told[number].update(_words(sign.value))
            if sign.name == "author" and not is_dateline(sign.value):
                authors[number].add(sign.value.casefold())
    found: dict[int, Role] = {}
    for number, item in owner.items():
        block = page.blocks[number]
        text = block.text
        if roles[number] not in BODY_ROLES or not 0 < len(text) <= _LONGEST or block.kind in (Kind.TABLE, Kind.CODE):
            continue
        if text.casefold() in authors[item]:
            found[number] = Role.BYLINE
        elif is_dateline(text) and _left(text, told[item]) == 0:
            found[number] = Role.DATELINE
        elif authors[item] and any(name in text.casefold() for name in authors[item]) and _left(text, told[item]) == 0:
            found[number] = Role.DATELINE if is_dateline(text) and not is_byline(text) else Role.BYLINE
        elif block.kind is not Kind.HEADING and _COUNTS.match(text):
            found[number] = Role.COMMENTS
    return found


def _of_lines(page: Page, roles: Sequence[Role]) -> dict[int, Role]:
    """The same of a flat capture: the heads of its posts, and the lines between head and text."""
    blocks = page.blocks
    found: dict[int, Role] = {}
    for post in find_line_posts(blocks):
        if post.author >= 0 and len(blocks[post.author].text) <= _LONGEST:
            found[post.author] = Role.BYLINE
        if post.stamp != post.author and len(blocks[post.stamp].text) <= _LONGEST:
            found[post.stamp] = Role.DATELINE
        for number in range(post.first, post.last + 1):
            block = blocks[number]
            if block.text == post.name and roles[number] in BODY_ROLES:
                found[number] = Role.BYLINE
            if number in found or roles[number] not in BODY_ROLES or block.kind in (Kind.TABLE, Kind.CODE):
                continue
            if 0 < len(block.text) <= _LONGEST and block.kind is not Kind.HEADING and is_fact(block.text):
                found[number] = Role.COMMENTS
    # What names the page stays its title.
    return {number: role for number, role in found.items() if roles[number] is not Role.TITLE}


def _left(text: str, told: Iterable[str]) -> int:
    """How many words of a line are neither told by signs nor such as stand around a name and a date."""
    return sum(
        not word.isdigit() and word not in _AROUND and word not in told and not _DATE_WORD.match(word)
        for word in _words(text)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
