"""Pages whose lines were run together into one by tools that strip tags and collapse white space, parted again.

Nothing parts the pieces of such a line but what they say: it is parted where sentences end, and where clock times,
bullets and bars begin something new.
"""

import re

from tearsheet.page.textlines import Lines, cut_lines

__all__ = ["uncollapsed"]

_LEAST_LINE, _LEAST_SHARE, _LEAST_SENTENCES = 1500, 0.5, 6
_LONGEST_LINE = 1_000_000
"""No page is longer: what is, is a dump of something else, and would come to millions of pieces."""
_LONGEST_ABBREVIATION = 4
_SENTENCE_END = re.compile(
    r"[.!?…][\"”»’)\]]{0,2}(?=\s+[^\s\W_]|\s+[\"“„«¿¡(\[—–-])|[。！？][」』”’）]{0,2}(?!\Z)|[؟۔।](?=\s)"
)
_DIVIDER = re.compile(r"(?<=\s)[|•·●»](?=\s)")
# A time behind a comma, a preposition or a day belongs to them.
_TIME = re.compile(r"(?<=[^\W\d_]{4}\s)\d{1,2}:\d\d(?=\s+[^\W\d_])(?!\s+[AaPp]\.?[Mm]\b)")
_LAST_WORD = re.compile(r"[^\s(\"“„«]*\Z")


def uncollapsed(lines: Lines, size: int) -> Lines:
    """Part the lines that hold many sentences and most of the capture; the same Lines where there are none.

    Args:
        lines: of the capture.
        size: characters of the capture.
    """
    cuts: dict[int, list[int]] = {}
    least = max(_LEAST_LINE, _LEAST_SHARE * size)
    for number, length in enumerate(map(len, lines.text)):
        if least <= length <= _LONGEST_LINE:
            places = _places(lines.text[number])
            if len(places) >= _LEAST_SENTENCES:
                cuts[number] = places
    return cut_lines(lines, cuts) if cuts else lines


def _places(line: str) -> list[int]:
    """Where the pieces of a line begin."""
    found = {match.end() for match in _SENTENCE_END.finditer(line) if not _is_abbreviation(line, match.start())}
    found.update(match.start() for match in _TIME.finditer(line))
    for match in _DIVIDER.finditer(line):
        found.update(match.span())
    return sorted(found)


def _is_abbreviation(line: str, at: int) -> bool:
    """Whether a full stop belongs to an initial, a title or a number."""
    if line[at] != ".":
        return False
    word = _LAST_WORD.search(line, max(at - 20, 0), at)
    if word is None or not word[0]:
        return True
    text = word[0]
    if text.isdigit():
        # 2024. ends a sentence, 3. counts a day or an item.
        return len(text) < _LONGEST_ABBREVIATION
    bare = text.replace(".", "")
    return (
        len(bare) == 1 or "." in text or (len(text) <= _LONGEST_ABBREVIATION and text[0].isupper() and bare.isalpha())
    )
