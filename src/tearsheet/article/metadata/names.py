"""Names out of a byline: separate, without "by", roles, places, handles and dates; a person told from an agency."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tearsheet.article.metadata.bylinewords import (
    CHINESE_SURNAMES,
    COLLECTIVE,
    CONTRIBUTION,
    FIRST_WORDS,
    JOINER,
    KOREAN_SURNAMES,
    LABEL,
    MIDDLE_OPENING,
    NOT_NAMES,
    OPENING,
    PARTICLES,
    ROLE_END,
    ROLE_WORDS,
    SHORT_JOINERS,
    SOURCE,
    VERBAL_OPENING,
)
from tearsheet.article.metadata.namekinds import is_agency, is_cased, is_compound, looks_like_name
from tearsheet.article.metadata.wording import fold

__all__ = ["is_byline_label", "opening_inside", "opens_byline", "split_byline"]

_LONGEST_BYLINE = 600
_LONGEST_NAME = 70
_MOST_NAMES = 30
_MOST_WORDS = 7

_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_HANDLE = re.compile(r"(?:\s*[(\[]?@[\w.]+[)\]]?)+")
_BRACKETS = re.compile(r"\s*[(\[（【［〔]([^()\[\]（）【】［］〔〕]{0,80})[)\]）】］〕]")
_MAY_CONTRIBUTE = re.compile(r"[:|/]|\s(?:by|from|credit|courtesy|par|da|von|por|de|di|door|av|af)\s", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:19|20)\d\d\b|\d+\s*(?:min(?:utes?|uten|uti|utos?)?\b|мин|分)"
    r"|\d{1,2}月\d{1,2}日|\d+\s*(?:hours?|days?|weeks?|months?|years?|seconds?)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\s*[|｜•·\n\r\t■▪●◆]\s*|\s+[-–—―]{1,2}\s+|\s*[—―]\s*|\s{3,}")
_PLACED = re.compile(r"\s*[/／]\s*")
_DEGREE = re.compile(
    r"(?:(?:Ph\.?\s?D|M\.?D|D\.?O|R\.?N|R\.?D|D\.?D\.?S|D\.?M\.?D|M\.?A|M\.?S|M\.?B\.?A|B\.?A|B\.?S|J\.?D|L\.?L\.?M|CFP®?|Esq|"
    r"Jr|Sr|II|III|IV|Ed\.?D|Psy\.?D|MSc|BSc)"
    r"|(?=[A-Z®-]*[A-Z]{2})(?!(?:AFP|AP|DPA|EFE|PTI|ANSA|TASS|UPI|PAP|APA|EPA|IANS|ANI)\Z)[A-Z®-]{2,6}"
    r"|(?:[A-Z]{2,5} ){0,2}M\.?D\.? [A-Z]{4}\.?)\.?®?\Z",
)
_LOWER_DEGREE = re.compile(r"(?:ph\.? ?d|jr|sr|esq|m\.d|ed\.d|psy\.d|dds|md|msc|bsc)\.?\Z", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:about the author|about|more (?:from|by)|(?:view )?(?:all )?(?:articles|posts|stories) (?:by|from)|profile of|"
    r"thread starter|avatar of|picture of|photo of|portrait of|image of|headshot of|foto von|"
    r"über den autor|über die autorin|"
    r"sobre (?:el autor|la autora|o autor|a autora)|à propos de l['’]auteure?|follow|von unserem?r? \w+ |exclusive|"
    r"special to [\w .]{2,30},?)\s*:?\s+",
    re.IGNORECASE,
)
_SAYS = re.compile(r"(?:is|was|has|writes|covers|ist|war|est|a été|es|é|è|является|jest|je|är|er|on)\Z", re.IGNORECASE)
_TITLES = frozenset(
    "dr dr. prof prof. mr mr. mrs mrs. ms ms. sir dame rev rev. fr fr. pastor hon hon. dipl.-ing. ing.".split()
)
_NAME_STARTS = frozenset("da de di do le la van".split())
_CASELESS_SPLIT = re.compile(r"[\s\u3000]+")
_HAN = re.compile(r"[\u3400-\u9fff々〆ヶ]+\Z")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+\Z")
_AND_PREFIX = re.compile(
    r"\s(?:و(?!(?:ليد|ائل|سام|فاء|داد|جدي|ديع|سيم|لاء|حيد|هيب|رد[ةه]?|ائل|صفي|جيه)\b)|ו(?!רד))(?=[\w]{2,}\s)"
)


def opens_byline(text: str) -> bool:
    """Whether a line starts as bylines do, in any of the languages known here."""
    word = re.match(r"\w*", text).group()  # type: ignore[union-attr]
    if word.isascii() and word.lower() not in FIRST_WORDS:
        return False
    return VERBAL_OPENING.match(text) is not None


def opening_inside(text: str) -> re.Match[str] | None:
    """What introduces names in the middle of a line, such as "by" after a date; ``None`` without it."""
    for word in re.finditer(r"\w+", text):
        if not word.group().isascii() or word.group().lower() in FIRST_WORDS:
            found = MIDDLE_OPENING.match(text, word.start())
            if found is not None:
                return found
    return None


def is_byline_label(text: str) -> bool:
    """Whether a line is only the word before a name, such as "By" or "Author:"."""
    return len(text) <= 24 and LABEL.fullmatch(text.strip()) is not None


def split_byline(text: str, *, known: Sequence[str] = ()) -> list[str]:
    """Separate names out of a byline or an author property.

    Args:
        text: such as ``"Von Anna Muster und Ben Beispiel, dpa"``.
        known: names of the outlet, which are never taken apart.

    Returns:
        Each name once, at most 30.
    """
    return list(_split(text[:_LONGEST_BYLINE], tuple(known)))


@lru_cache(maxsize=2_000)
def _split(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    text = unicodedata.normalize("NFC", text).strip(" \t\n\"'*,;:|")
    if not text or "://" in text.split(" ", 1)[0]:
        return ()
    outlets = frozenset(map(fold, known))
    if fold(text) in outlets:
        return (text,)
    if mailed := _ADDRESS.fullmatch(text):
        return (mailed.group()[: mailed.group().index("@")],)
    names: dict[str, str] = {}
    for segment in _segments(text):
        found = list(_names_of(segment, outlets, first=not names))
        for name in found:
            names.setdefault(fold(name), name)
            if len(names) >= _MOST_NAMES:
                return tuple(names.values())
    return tuple(names.values())


def _segments(text: str) -> Iterator[str]:
    """Parts of a byline that may name authors, without addresses, brackets and what names other contributors."""
    extra: list[str] = []

    def bracket(match: re.Match[str]) -> str:
        if is_agency(fold(match[1])):
            extra.append(match[1].strip())
        return " "

    if len(text) > 2 and text[0] in "([（【［" and text[-1] in ")]）】］" and text.count(text[0]) == 1:
        text = text[1:-1]
    text = _URL.sub(" | ", text)
    text = _ADDRESS.sub(" | ", text)
    text = _HANDLE.sub(" ", _BRACKETS.sub(bracket, text))
    for number, segment in enumerate(_STRONG.split(text)):
        segment = (
            segment.strip(" \t:;,.-–—/\"'*") if not segment.rstrip().endswith(".") else segment.strip(" \t:;,-–—/\"'*")
        )
        if not segment:
            continue
        other = CONTRIBUTION.search(segment) if not segment.isascii() or _MAY_CONTRIBUTE.search(segment) else None
        if other:
            segment = segment[: other.start()].strip(" ,;:-–—/&")
            if not segment:
                continue
        opened = OPENING.match(segment) is not None
        if number and not opened and _CLOCK.search(segment):
            continue
        # After a strong separator stand roles, places and the outlet as often as names.
        named = opened or looks_like_name(segment) or is_agency(fold(segment))
        if number and not named and (is_cased(segment) or not JOINER.search(segment)):
            continue
        yield segment
    yield from extra


def _names_of(segment: str, outlets: frozenset[str], *, first: bool) -> Iterator[str]:
    """Names in one segment."""
    segment = _open(segment)
    if fold(segment) in outlets:
        yield segment
        return
    parts = list(_pieces(segment))
    pieces: list[str] = []
    for part in parts:
        pieces.extend(_comma_pieces(part))
    inverted = _inverted(pieces, parts)
    if inverted is not None:
        pieces = [inverted]
    last = ""
    held: list[str] = []
    for piece in pieces:
        piece = piece.strip(" \t:,;–—-/\"'*") if piece.strip().endswith(".") else piece.strip(" \t.:,;–—-/\"'*")
        if last and held and (_DEGREE.match(piece) or _LOWER_DEGREE.match(piece)) and not is_agency(fold(piece)):
            held[-1] = f"{held[-1]}, {piece}"
            continue
        for name in _caseless(piece) if not is_cased(piece) else (piece,):
            whole = _name(name, outlets)
            if whole is None:
                continue
            if held and fold(whole) in outlets:
                continue
            last = whole
            held.append(whole)
    yield from held


def _open(text: str) -> str:
    """``text`` without what stands before the names."""
    for _ in range(3):
        match = SOURCE.match(text) or OPENING.match(text) or _LEADING.match(text)
        if match is None or match.end() >= len(text) or not match.end():
            return text
        word, rest = match.group().strip(), text[match.end() :]
        if fold(word) in _NAME_STARTS:
            # "Da Silva", "De Vries": no preposition when a single word follows.
            following = rest.split()
            if len(following) == 1 and following[0][:1].isupper() and word[:1].isupper() and not is_agency(fold(rest)):
                return text
        text = rest
    return text


def _inverted(pieces: Sequence[str], parts: Sequence[str]) -> str | None:
    """The name of "Surname, First name"; ``None`` when two pieces are something else."""
    if len(parts) != 1 or len(pieces) != 2 or not is_cased(parts[0]):
        return None
    surname, given = (piece.strip() for piece in pieces)
    words, others = surname.split(), given.split()
    short = max(len(surname), len(given)) <= 4 and (surname.isupper() or surname.islower())
    if short or not words or not 1 <= len(others) <= 2 or not all(w[:1].isupper() for w in others):
        return None
    if not words[-1][:1].isupper() or not (len(words) == 1 or all(fold(w) in PARTICLES for w in words[:-1])):
        return None
    if any(is_agency(fold(p)) or _DEGREE.match(p) or _LOWER_DEGREE.match(p) for p in (surname, given)):
        return None
    if any(fold(w) in ROLE_WORDS for w in (*words, *others)) or any(c.isdigit() for c in parts[0]):
        return None
    return f"{given} {surname}"


def _pieces(text: str) -> Iterator[str]:
    """Parts between conjunctions and strong separators; a short word joins only two full names."""
    if not text.isascii():
        text = _AND_PREFIX.sub(lambda match: " ؛ " if _full_around(text, match) else match.group(), text)
    start = 0
    for match in JOINER.finditer(text):
        word = fold(match.group().strip(" ,"))
        left, right = text[start : match.start()], text[match.end() :]
        if word in SHORT_JOINERS and _full(left) != _full(right.split(",")[0]) and not is_agency(fold(right)):
            continue
        yield from _slashed(left)
        start = match.end()
    yield from _slashed(text[start:])


def _full_around(text: str, match: re.Match[str]) -> bool:
    return len(text[: match.start()].split()) >= 2 and len(text[match.end() :].split()) >= 2


def _full(text: str) -> bool:
    """Whether a part holds a full name: two words, or letters that know no case."""
    words = text.split()
    return len(words) >= 2 or bool(words and not is_cased(text))


def _slashed(text: str) -> Iterator[str]:
    """Parts between slashes without spaces, when each is a name or an agency."""
    parts = _PLACED.split(text)
    if len(parts) > 1 and not is_agency(fold(text)):
        if all(looks_like_name(_open(part.strip())) or is_agency(fold(part)) for part in parts):
            yield from parts
            return
        yield parts[0] if len(parts[0].strip()) > 1 else text
        yield from (
            part for part in parts[1:] if looks_like_name(_open(part)) and is_cased(part) and not _rolling(part)
        )
        return
    yield text


def _rolling(text: str) -> bool:
    return any(fold(word).strip(".") in ROLE_WORDS for word in text.split())


def _comma_pieces(text: str) -> list[str]:
    """Parts between commas that name somebody; what follows a name may be a role, a place, or the next name."""
    pieces = [piece.strip() for piece in re.split(r"\s*,\s+|,(?=[^\W\d_])|，", text)]
    kept: list[str] = []
    for number, piece in enumerate(pieces):
        if number and not _DEGREE.match(piece) and not _LOWER_DEGREE.match(piece) and not is_agency(fold(piece)):
            words = piece.split()
            if not words or (words[0][0].islower() and fold(words[0]) not in PARTICLES and len(piece) > 4):
                continue
            if _rolling(piece) and OPENING.match(piece) is None:
                continue
            if (
                kept
                and is_cased(piece)
                and len(words) == 1
                and len(kept[0].split()) > 1
                and not _is_last(number, pieces, kept)
            ):
                continue
        kept.append(piece)
    return kept


def _is_last(number: int, pieces: Sequence[str], kept: Sequence[str]) -> bool:
    """Whether a single word behind full names may be the first name of "Surname, First name"."""
    words = kept[0].split()
    return number == len(pieces) - 1 and len(pieces) == 2 and all(fold(word) in PARTICLES for word in words[:-1])


def _caseless(piece: str) -> Iterator[str]:
    """Names of a script without case, which white space may separate as well as divide."""
    piece = ROLE_END.sub("", piece)
    parts = [ROLE_END.sub("", part) for part in _CASELESS_SPLIT.split(piece) if part]
    parts = [part for part in parts if part]
    if len(parts) > 1:
        for script, surnames, longest in ((_HAN, CHINESE_SURNAMES, 4), (_HANGUL, KOREAN_SURNAMES, 4)):
            if all(script.match(part) and 2 <= len(part) <= longest and part[0] in surnames for part in parts):
                yield from parts
                return
        if _HANGUL.match(parts[0]) and 2 <= len(parts[0]) <= 4 and len(parts) > 1 and parts[0][0] in KOREAN_SURNAMES:
            yield parts[0]
            return
    yield " ".join(parts)


def _name(piece: str, outlets: frozenset[str]) -> str | None:
    """``piece`` when it can be a name, without roles around it."""
    piece = _open(piece).strip(" :：-–—")
    folded = fold(piece)
    if fold(piece) in outlets or is_agency(folded):
        return piece
    if len(piece) < 2 or folded in NOT_NAMES or not any(c.isalpha() for c in piece):
        return None
    if not is_cased(piece):
        return piece if len(piece) <= 40 and len(piece.split()) <= _MOST_WORDS else None
    words = piece.split()
    if len(words) == 1:
        return piece if len(piece) <= 40 and sum(c.isdigit() for c in piece) <= 6 else None
    if COLLECTIVE.search(piece) and len(words) <= 5 and not _personal(words):
        return piece
    kept = list(_kept(words))
    if not kept or (len(kept) == 1 and len(words) > 2):
        return None
    name = " ".join(kept).strip(" ,.:;–—-") if not kept[-1].endswith(".") else " ".join(kept).strip(" ,:;–—-")
    if not 1 < len(name) <= _LONGEST_NAME or len(kept) > _MOST_WORDS or fold(name) in NOT_NAMES:
        return None
    return name


def _personal(words: Sequence[str]) -> bool:
    """Whether a role stands behind what has the shape of a name: "Ada Marsh Staff Writer"."""
    first = next((i for i, word in enumerate(words) if fold(word).strip(".,") in ROLE_WORDS), len(words))
    return first in (2, 3) and len(words) - first >= 2 and looks_like_name(" ".join(words[:first]))


def _kept(words: Sequence[str]) -> Iterator[str]:
    """The words of a name, from the first that is no role to the first that belongs to no name."""
    words = list(words)
    while len(words) > 2 and fold(words[0]).strip(".,:") in ROLE_WORDS and fold(words[0]) not in _TITLES:
        words.pop(0)
    if words[0][:1].islower() and fold(words[0]) not in PARTICLES and not is_compound(words[0]):
        # Handles and initials are in small letters throughout.
        if len(words) <= 3 and not any(_SAYS.match(word) or word[:1].isupper() for word in words):
            yield from words
        return
    for number, word in enumerate(words):
        bare = fold(word).strip(".,")
        if number and (any(c.isdigit() for c in word) or bare == "&"):
            stripped = word.rstrip("0123456789")
            if number and stripped[:1].isupper() and stripped.isalpha():
                yield stripped
            return
        if number >= 2 and bare in ROLE_WORDS:
            return
        if number and word[0].islower() and not is_compound(word):
            follows = next((w for w in words[number + 1 :] if fold(w) not in PARTICLES), "")
            if bare not in PARTICLES or not (follows[:1].isupper() or is_compound(follows)):
                return
        yield word
        if word.endswith((":", ";")):
            return
