"""One part of a byline taken apart: joining words, commas, slashes, roles, particles; names of scripts without case."""

import re
from collections.abc import Iterator, Sequence

from tearsheet.article.metadata.bylinewords import (
    CAPITAL_JOINER,
    CHINESE_SURNAMES,
    FIRST_WORDS,
    JOINER,
    KOREAN_SURNAMES,
    MIDDLE_OPENING,
    NOT_NAMES,
    OURS,
    PARTICLES,
    ROLE_END,
    ROLE_WORDS,
    SHORT_JOINERS,
    SOURCE,
    find_opening,
    first_word,
    is_collective,
    is_label,
)
from tearsheet.article.metadata.namekinds import is_agency, is_cased, is_compound, looks_like_name
from tearsheet.article.metadata.wording import fold, words
from tearsheet.native import clueloops
from tearsheet.remembered import remembered

__all__ = ["NOT_AUTHOR", "has_role", "names_of", "opening_inside"]

_LONGEST_NAME = 70
_MOST_WORDS = 7
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
_LEADING_WORDS = frozenset(
    "about more view all articles posts stories profile thread avatar picture photo portrait image headshot foto sobre"
    " follow von exclusive special".split()
)
"""The words of ASCII that it begins with."""
_SAYS = re.compile(r"(?:is|was|has|writes|covers|ist|war|est|a été|es|é|è|является|jest|je|är|er|on)\Z", re.IGNORECASE)
_AFTER_HANDLE = frozenset("in on at from for via aus auf à en em su na в на".split())
_NAME_STARTS = frozenset("da de di do le la van".split())
_TITLES = frozenset(
    "dr dr. prof prof. mr mr. mrs mrs. ms ms. sir dame rev rev. fr fr. pastor hon hon. dipl.-ing. ing.".split()
)
_CASELESS_SPLIT = re.compile(r"[\s\u3000]+")
_HAN = re.compile(r"[\u3400-\u9fff々〆ヶ]+\Z")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+\Z")
_AND_PREFIX = re.compile(
    r"\s(?:و(?!(?:ليد|ائل|سام|فاء|داد|جدي|ديع|سيم|لاء|حيد|هيب|رد[ةه]?|ائل|صفي|جيه)\b)|ו(?!רד))(?=[\w]{2,}\s)"
)
NOT_AUTHOR = " \u2042 "
"""Mark behind a name that a bracket says took the pictures."""
_SLOVENE = re.compile(r"avtor|besedilo", re.IGNORECASE)
_REPORTING = re.compile(r"\A[\u4e00-\u9fff]{1,5}(?:報導|报道|报导)\Z")
_PROPERTY = re.compile(r"[a-z]+(?:\.[a-z_]+){2,}")
"""What a template names a value."""

_STAMPED = re.compile(
    r"(?<=\w)\s+(?:(?:last )?(?:updated|published|posted|modified)"
    r"|\d[\d–-]*\s*(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?)"
    r"(?: ago| read)?)\Z",
    re.IGNORECASE,
)
"""When it was written, or how long it takes to read, where a lost separator leaves it behind the name."""

_NO_SIGN = re.compile(r"\A[#”»]|[“”„«]\Z|[{}<>\\]")
"""What stands in no name: marks of addresses, of templates, of a quotation that begins or ends elsewhere."""

_LISTED = re.compile("[;；]")
_COMMAS = re.compile(r"\s*,\s+|,(?=[^\W\d_])|，")
_LONGEST_FIRST = max(map(len, FIRST_WORDS))

_DESK = re.compile(r"(?:支局|総局|本社|本部|取材班|部)\Z")


def opening_inside(text: str) -> re.Match[str] | None:
    """What introduces names in the middle of a line, such as "by" after a date; ``None`` without it."""
    if clueloops is not None:
        for start in clueloops.opening_starts(text, FIRST_WORDS, _LONGEST_FIRST):
            found = MIDDLE_OPENING.match(text, start)
            if found is not None:
                return found
        return None
    if text.isascii() and FIRST_WORDS.isdisjoint(words(text)):
        return None
    for word in re.finditer(r"\w+", text):
        if not word.group().isascii() or word.group().lower() in FIRST_WORDS:
            found = MIDDLE_OPENING.match(text, word.start())
            if found is not None:
                return found
    return None


def names_of(segment: str, outlets: frozenset[str]) -> Iterator[str]:
    """Names in one part of a byline.

    Args:
        segment: such as ``"Von Anna Muster und Ben Beispiel"``.
        outlets: folded names of the outlet.
    """
    if fold(segment) in NOT_NAMES:
        return
    if _SLOVENE.match(segment):
        segment = segment.replace(" in ", " & ")
    opened = _open(segment)
    if opened == segment:
        inside = opening_inside(segment)
        if inside is not None and not looks_like_name(segment[: inside.start()].strip()):
            opened = segment[inside.end() :]
    segment = opened
    if fold(segment) in outlets:
        yield segment
        return
    pieces: list[str] = []
    for listed in _LISTED.split(segment):
        parts = list(_pieces(listed))
        found = [piece for part in parts for piece in _comma_pieces(part)]
        inverted = _inverted(found, parts)
        pieces += found if inverted is None else [inverted]
    last = ""
    held: list[str] = []
    for piece in pieces:
        if NOT_AUTHOR.strip() in piece:
            continue
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
        match = _opening(text)
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


def _opening(text: str) -> re.Match[str] | None:
    """What stands before the names at the start of a text."""
    found = SOURCE.match(text) if ":" in text or "：" in text else None
    found = found or find_opening(text)
    if found is None:
        word = first_word(text)
        found = _LEADING.match(text) if not word.isascii() or word in _LEADING_WORDS else None
    return found


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
    if any(fold(w) in ROLE_WORDS for w in (*words, *others)) or any(map(str.isdigit, parts[0])):
        return None
    return f"{given} {surname}"


def _pieces(text: str) -> Iterator[str]:
    """Parts between conjunctions and strong separators; a short word joins only two full names."""
    if not text.isascii():
        text = _AND_PREFIX.sub(lambda match: " ؛ " if _full_around(text, match) else match.group(), text)
    start = 0
    for match in (CAPITAL_JOINER if text.isupper() else JOINER).finditer(text):
        word = fold(match.group().strip(" ,"))
        left, right = text[start : match.start()], text[match.end() :]
        if word in SHORT_JOINERS and ("," in match.group() or (right[:1].islower() and left[:1].isupper())):
            continue
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
    parts = [part for part in _PLACED.split(text) if not _REPORTING.search(part)]
    if len(parts) == 1:
        yield parts[0]
        return
    if len(parts) > 1 and not is_agency(fold(text)):
        initials = all(1 < len(part) <= 4 and part.islower() for part in parts)
        if initials or all(looks_like_name(_open(part.strip())) or is_agency(fold(part)) for part in parts):
            yield from parts
            return
        yield parts[0] if len(parts[0].strip()) > 1 else text
        yield from (
            part for part in parts[1:] if looks_like_name(_open(part)) and is_cased(part) and not has_role(part)
        )
        return
    yield text


@remembered(2_000)
def has_role(text: str) -> bool:
    """Whether a text holds a word for what people do."""
    return any(fold(word).strip(".") in ROLE_WORDS for word in text.split())


def _comma_pieces(text: str) -> list[str]:
    """Parts between commas that name somebody; what follows a name may be a role, a place, or the next name."""
    pieces = [piece.strip() for piece in _COMMAS.split(text)]
    kept: list[str] = []
    for number, piece in enumerate(pieces):
        if number and not _DEGREE.match(piece) and not _LOWER_DEGREE.match(piece) and not is_agency(fold(piece)):
            words = piece.split()
            if not words or (words[0][0].islower() and (len(piece) > 4 or len(kept[0].split()) > 1)):
                continue
            if has_role(piece) and find_opening(piece) is None:
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
    given = piece
    piece = ROLE_END.sub("", piece)
    parts = [part if _DESK.search(part) else ROLE_END.sub("", part) for part in _CASELESS_SPLIT.split(piece) if part]
    parts = [part for part in parts if part]
    if len(parts) > 1:
        parts = [part for part in parts if not _DESK.search(part)] or parts
    if len(parts) == 1 and len(parts[0]) in (5, 6) and parts[0] != given and parts[0][0] in CHINESE_SURNAMES:
        # "林曉梅台北報導": a place stands between the name and "reports".
        parts = [parts[0][:3]]
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
    piece = _STAMPED.sub("", _open(piece).strip(" :：-–—⋅∙‧"))
    folded = fold(piece)
    if fold(piece) in outlets or is_agency(folded):
        return piece
    if len(piece) < 2 or folded in NOT_NAMES or not any(map(str.isalpha, piece)) or _NO_SIGN.search(piece):
        return None
    if not is_cased(piece):
        return piece if len(piece) <= 40 and len(piece.split()) <= _MOST_WORDS else None
    words = piece.split()
    if len(words) == 2 and len(words[1]) == 1 and words[1] == words[0][0].upper():
        # The letter that stands for a picture of the author.
        return words[0]
    if all(fold(word).strip(".,:") in ROLE_WORDS for word in words) and not is_collective(piece):
        return None
    if is_label(piece) or _PROPERTY.fullmatch(piece):
        return None
    if len(words) == 1:
        return piece if len(piece) <= 40 and sum(c.isdigit() for c in piece) <= 6 else None
    if is_collective(piece) and len(words) <= 5 and not _personal(words):
        return piece
    kept = list(_kept(words))
    if not kept or (len(kept) == 1 and len(words) > 2 and fold(words[1]) not in _AFTER_HANDLE):
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
    if OURS.match(" ".join(words)):
        words = words[1:]
        while len(words) > 1 and (words[0].islower() or fold(words[0]) in ROLE_WORDS):
            words.pop(0)
    while len(words) > 2 and fold(words[0]).strip(".,:") in ROLE_WORDS and fold(words[0]) not in _TITLES:
        words.pop(0)
    if words[0][:1].islower() and fold(words[0]) not in PARTICLES and not is_compound(words[0]):
        # Handles and initials are in small letters throughout.
        if len(words) <= 3 and not any(_SAYS.match(word) or word[:1].isupper() for word in words):
            yield from words
        return
    for number, word in enumerate(words):
        bare = fold(word).strip(".,")
        if number and (any(map(str.isdigit, word)) or bare == "&"):
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
