"""Where a reader sees who wrote it: bylines by wording, markup, links and shape; sign-offs, author boxes, posts."""

import re
from collections.abc import Callable, Iterator, Sequence

from tearsheet.article.metadata.blocklists import LINES
from tearsheet.article.metadata.bylinewords import CONTRIBUTION, FIRST_WORDS, PARTICLES, find_opening
from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.namekinds import looks_like_name
from tearsheet.article.metadata.namepieces import opening_inside
from tearsheet.article.metadata.names import is_byline_label, opens_byline, split_byline, undated
from tearsheet.article.metadata.signoffs import is_supply, sign_offs
from tearsheet.article.metadata.stems import finder
from tearsheet.article.metadata.wording import fold
from tearsheet.page.block import Block, Kind
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.remembered import remembered

__all__ = ["is_author_address", "visible_bylines"]

_BEFORE, _AFTER, _NEXT = 6, 16, 5
_LONGEST_LINE = 220
_LONGEST_SHAPE = 90
_LONGEST_BEFORE = 60
"""Characters before the names in the middle of a line; of a paragraph more are a sentence."""

_MOST_LINES = 12
"""Lines of one byline: each author may stand on a line of their own."""

_NAMED = re.compile(
    r"(?<![a-z])(?:by-?line|authors?(?![a-z]*[-_]*(?:bio|box|info$|desc|about|image|avatar|photo|social|title|role|job))|"
    r"author-info|writers?|autor(?:es|in|en|a|i)?|auteurs?|autore|contributors?|posted-by|written-?by|reporters?|"
    r"journalists?|verfasser|skribent|forfatter|redactor|firma|creator|signature|tacgia|penulis|yazar)(?![a-z])"
)
_MAY_BE_NAMED = finder(
    "byline by-line author writer autor auteur contributor posted-by written reporter journalist verfasser skribent "
    "forfatter redactor firma creator signature tacgia penulis yazar"
)
_EXACT = re.compile(
    r"(?<![a-z])(?:author-?(?:full-?)?name|by-?line-?name|user-?name|author|by-?line|poster|nickname|byline-author)(?![a-z-])"
)
_NOT_NAMED = re.compile(
    r"avatar|image|photo|social|(?:author|writer|byline)[-_]*(?:title|role|job|position|bio|desc)|tags?\b|categor|share"
)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:es|en|in|i|zy|a)?|auteurs?|autore|autori|profiles?|people|person|persons?|by|staff|bios?|team|our-team|"
    r"contributors?|writers?|reporters?|journalists?|journalistes?|redakteure?|byline|columnists?|columnistas?|skribent|"
    r"forfatter|medarbeider|autors|author-bio|yazar(?:lar)?|muhabir|penulis|firmas?|redactores|tac-gia|"
    r"giornalisti|periodistas?|jornalistas?|kirjoittaja|toimittajat?|szerzo|avtor|автор|editors?|experts?|creator)/+([^/?#]+)|/@([^/?#]+)|\?author(?:name)?=|&author(?:name)?=",
    re.IGNORECASE,
)
_AUTHOR_PATH_PLAIN = re.compile(_AUTHOR_PATH.pattern)
"""For addresses in lower case and ASCII, several times faster."""
_MAY_BE_AUTHORS = finder(
    "/author /autor /auteur /profile /people /person /by/ /staff /bio /team /our-team /contributor /writer /reporter "
    "/journalis /redakteur /byline /columnist /skribent /forfatter /medarbeider /yazar /muhabir /penulis /firma "
    "/redactores /tac-gia /giornalisti /periodista /jornalista /kirjoittaja /toimittaja /szerzo /avtor /editor /expert "
    "/creator /@ ?author &author"
)
_DATED = re.compile(r"\d{4}|\d{1,2}[./:]\d{1,2}|\bmin\b|\bago\b|年|月|日")
_PARTED = re.compile(r"(?<=[a-z])(?=[A-Z])|_+")
_PIECES = re.compile(r"\s*[|•·,\n]\s*|\s+[-–—/]\s+")
_SEPARATED = re.compile(r"[|•·,\n]|\s[-–—/]\s")


def is_author_address(address: str) -> bool:
    """Whether an address has the form of those of authors' pages."""
    address = address[:500]
    if address.isascii():
        lower = address.lower()
        return _MAY_BE_AUTHORS(lower) and _AUTHOR_PATH_PLAIN.search(lower) is not None
    return _AUTHOR_PATH.search(address) is not None


def visible_bylines(declared: Declared, title: Block | None) -> Iterator[tuple[str, list[Clue]]]:
    """Every place where the text itself may name the authors: the kind of place, and the lines that stand there.

    Args:
        declared: the page.
        title: the Block that shows the title; a byline stands near it.
    """
    blocks = declared.blocks
    anchor = title.block if title is not None and title.block >= 0 else _first_text(blocks)
    if anchor < 0:
        return
    seen: dict[str, list[Clue]] = {}
    common = _Common(declared)
    beside = _beside(declared, blocks[anchor])
    near = blocks[max(0, anchor - _BEFORE) : anchor + _AFTER]
    for block in sorted(near, key=lambda b: (b.block < anchor, abs(b.block - anchor))):
        if not block.text or block.block == anchor or _is_title(block) or len(block.text) > _LONGEST_LINE:
            continue
        if block.kind is Kind.CAPTION or block.role is Role.CREDIT or beside(block):
            continue
        for kind, clue in _lines(declared, block, common, anchor):
            held = seen.setdefault(kind, [])
            if not held or (len(held) < _MOST_LINES and "byline" in kind and _continues(declared, held[-1], clue)):
                held.append(clue)
    yield from seen.items()
    yield from _far(declared, anchor, common, beside)


def _beside(declared: Declared, anchor: Block) -> Callable[[Block], bool]:
    """Tells whether a Block stands beside the article; what the title itself stands in is no thing beside it."""
    if declared.aside(anchor.element):
        return lambda block: False
    return lambda block: declared.aside(block.element)


class _Common:
    """Words that the page writes in small letters: no name is made of them alone."""

    def __init__(self, declared: Declared) -> None:
        self._declared = declared
        self._text: str | None = None
        self._known: dict[str, bool] = {}

    def __call__(self, name: str, *, every: bool = True) -> bool:
        """Whether all words of a name (or one of them) are ordinary words of the page."""
        words = [word for word in name.replace("-", " ").split() if word[:1].isupper()]
        return bool(words) and (all if every else any)(self._stands(word.lower()) for word in words)

    def _stands(self, word: str) -> bool:
        """Whether the page has a word: few are asked for, so all its words need not be known."""
        if word not in self._known:
            if self._text is None:
                self._text = "\n".join([b.text[:1_500] for b in self._declared.blocks[:600] if len(b.text) > 60])
            text, found = self._text, self._text.find(word) if word.islower() else -1
            while found >= 0:
                end = found + len(word)
                if (not found or text[found - 1].isspace()) and (end == len(text) or text[end].isspace()):
                    break
                found = text.find(word, found + 1)
            self._known[word] = found >= 0
        return self._known[word]


def _first_text(blocks: Sequence[Block]) -> int:
    return next((block.block for block in blocks if block.role in BODY_ROLES and len(block.text) > 60), -1)


def _continues(declared: Declared, last: Clue, clue: Clue) -> bool:
    """Whether a line stands beside the one before it, in an element of the same name."""
    elements = declared.page.elements
    one, other = last.place.element, clue.place.element
    if one == other:
        return True
    if min(one, other) < 0 or abs(one - other) > 60 or elements.tag[one] != elements.tag[other]:
        return False
    return elements.names[one] == elements.names[other] and bool(elements.names[one])


def _lines(declared: Declared, block: Block, common: _Common, anchor: int) -> Iterator[tuple[str, Clue]]:
    """What a Block near the title says, by each way of telling that it is the byline."""
    text = block.text
    worded = _worded(block, declared)
    if worded is not None:
        yield "visible byline worded", make_clue(worded, text, "visible byline worded", block.place)
    for mark in block.links:
        if mark.target and is_author_address(mark.target):
            name = text[mark.start : mark.end]
            if _fits(name, common) or _slug_is(mark.target, name):
                yield "visible byline linked", make_clue(name, name, "visible byline linked", block.place)
    if len(text) > _LONGEST_SHAPE and not (len(block.links) > 1 and _linked(block)):
        return
    own = _spaced(declared.names_of(block.element, 2))
    if (
        _MAY_BE_NAMED(own)
        and _NAMED.search(own)
        and not _NOT_NAMED.search(_spaced(declared.names_of(block.element, 1)))
    ):
        for name in _written(block):
            if any(_fits(one, common) for one in split_byline(name)):
                yield "visible byline named", make_clue(name, text, "visible byline named", block.place)
            elif _EXACT.search(_spaced(declared.names_of(block.element, 1))) and len(name.split()) <= 3:
                yield "visible byline single", make_clue(name, text, "visible byline single", block.place)
    elif block.role is Role.BYLINE:
        for name in _written(block):
            if any(_sure(one, common) for one in split_byline(name)):
                yield "visible byline role", make_clue(name, text, "visible byline role", block.place)
    elif worded is None and _DATED.search(text) and _SEPARATED.search(text):
        for part in _PIECES.split(text)[:8]:
            name = next(iter(split_byline(undated(part))), "")
            if _cased(name) and part.strip().startswith(name) and _sure(name, common):
                yield "visible byline dated", make_clue(name, text, "visible byline dated", block.place)
    elif block.block > anchor and len(text) <= 60 and block.kind is not Kind.HEADING:
        names = split_byline(text)
        if (
            names
            and len("".join(names)) >= 0.6 * len(text.replace(" ", ""))
            and all(_cased(n) and _sure(n, common) for n in names)
            and not is_supply(text)
            and not CONTRIBUTION.match(text.lstrip("([（ "))
        ):
            links = [mark for mark in block.links if mark.target]
            if not links:
                kind = "visible name line" if block.block - anchor <= _NEXT else "visible name line far"
                yield kind, make_clue(text, text, kind, block.place)
            elif all(_slug_is(mark.target or "", text[mark.start : mark.end]) for mark in links):
                yield "visible name link", make_clue(text, text, "visible name link", block.place)


def _is_title(block: Block) -> bool:
    return block.kind is Kind.HEADING and block.level == 1


def _cased(text: str) -> bool:
    return any(map(str.isupper, text))


def _fits(name: str, common: _Common) -> bool:
    return looks_like_name(name) and not common(name)


def _sure(name: str, common: _Common) -> bool:
    """Whether nothing but a name is likely, where nothing but its shape tells."""
    return looks_like_name(name) and not common(name, every=False) and (not name.isupper() or not name.isascii())


def _slug_is(address: str, name: str) -> bool:
    """Whether the last step of an address spells the name's last word."""
    words = re.findall(r"[a-z]{3,}", fold(name))
    return bool(words) and words[-1] in address[-80:].lower()


@remembered(4_000)
def _spaced(names: str) -> str:
    """Names of elements in small letters, with a hyphen where capitals part words."""
    names = names[:400]
    return names if names.islower() and "_" not in names else _PARTED.sub("-", names).lower()


@remembered(4_000)
def _names_author(names: str) -> bool:
    spaced = _spaced(names)
    return _MAY_BE_NAMED(spaced) and _NAMED.search(spaced) is not None and not _NOT_NAMED.search(spaced)


def _linked(block: Block) -> bool:
    return sum(mark.end - mark.start for mark in block.links) >= 0.7 * len(block.text)


def _written(block: Block) -> list[str]:
    """The names of a line as its links part them, or the line before its date."""
    if len(block.links) > 1 and _linked(block):
        return [block.text[mark.start : mark.end] for mark in block.links][:_MOST_LINES]
    return [undated(block.text)]


def _worded(block: Block, declared: Declared) -> str | None:
    """The part of a line that its wording makes a byline."""
    text = block.text
    if len(text) > _LONGEST_LINE:
        return None
    lines = text.split("\n")
    line = next((line for line in lines if opens_byline(line)), None)
    if line is not None:
        return undated(line) if len(line) <= 160 and _introduces(line) else None
    if is_byline_label(text):
        following = declared.blocks[block.block + 1] if block.block + 1 < len(declared.blocks) else None
        return undated(following.text) if following is not None and 0 < len(following.text) <= 90 else None
    if text[:1] not in "([（" and (any(map(str.isdigit, text)) or _SEPARATED.search(text)):
        middle = opening_inside(text)
        if middle is not None and block.role in BODY_ROLES and middle.start() > _LONGEST_BEFORE:
            return None
        if middle is not None and CONTRIBUTION.search(text[max(0, middle.start() - 12) : middle.end() + 2]) is None:
            rest = text[middle.end() :]
            return undated(rest) if len(rest) <= 120 and _starts_name(rest) else None
    return None


def _introduces(line: str) -> bool:
    """Whether what follows the opening words of a line can be a name, and the line is no sentence."""
    opening = find_opening(line)
    return opening is not None and len(line.split()) <= 16 and _starts_name(line[opening.end() :])


def _starts_name(text: str) -> bool:
    """Whether a text starts like a name: with a capital, in a script without, or with a handle by itself."""
    words = text.split()
    if len(words) > 1 and fold(words[0]) == "the":
        words.pop(0)
    if not words:
        return False
    first = next((c for c in words[0] if c.isalpha()), "")
    return bool(first) and (
        not first.islower() or len(words) == 1 or fold(words[0]) in PARTICLES or words[1][0].isdigit()
    )


def _far(
    declared: Declared, anchor: int, common: _Common, beside: Callable[[Block], bool]
) -> Iterator[tuple[str, list[Clue]]]:
    """Bylines below the text: author boxes, sign-offs, and a byline far above the title."""
    blocks = declared.blocks
    last = next((b.block for b in reversed(blocks) if b.role in BODY_ROLES and len(b.text) > 60), -1)
    worded: list[Clue] = []
    box: list[Clue] = []
    linked: list[Clue] = []
    names_of = declared.page.elements.names
    start, stop = anchor - _BEFORE, anchor + _AFTER
    if LINES is not None:
        # Most lines are no bylines by their first word, their element's names and their place.
        blocks = LINES.far(blocks, names_of, _names_author, FIRST_WORDS, start, stop, last, _MAY_BE_AUTHORS)
    for block in blocks:
        text = block.text
        if not 2 < len(text) <= 120 or start <= block.block < stop:
            continue
        named = not box and len(text) <= 60 and block.element >= 0 and _names_author(names_of[block.element])
        if named and any(_fits(name, common) for name in split_byline(text)) and not beside(block):
            box.append(make_clue(text, text, "visible author box", block.place))
        if not worded and opens_byline(text) and _introduces(text) and not beside(block):
            names = split_byline(text)
            if names and all(map(looks_like_name, names)):
                worded.append(make_clue(undated(text), text, "visible end byline", block.place))
        if not linked and block.block > last >= 0 and block.marks and len(text) <= 60:
            mark = next((mark for mark in block.marks if mark.kind == "link"), None)
            if mark is None or mark.target is None or not is_author_address(mark.target):
                continue
            name = text[mark.start : mark.end]
            if _fits(name, common) and not beside(block):
                linked.append(make_clue(name, name, "visible end link", block.place))
    for kind, clues in (("visible end byline", worded), ("visible author box", box), ("visible end link", linked)):
        if clues:
            yield kind, clues
    yield from sign_offs(declared, lambda name: _cased(name) and _sure(name, common), beside)
