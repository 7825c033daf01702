"""Why a Block is left out: its role among the furniture.

Where class names, landmarks or microdata around the Block tell, they are believed. Where they are silent, and in flat
captures, boosted trees choose by length, links, place, neighbours and words; they were trained on Blocks whose markup
tells, with that markup hidden from them.
"""

import re
import unicodedata
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import signloops
from tearsheet.page.block import Page
from tearsheet.page.role import Role
from tearsheet.remembered import remembered
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.leftout import FURNITURE_FEATURES, LEARNED_ROLES, measure_furniture
from tearsheet.roles.model import load_trees
from tearsheet.roles.names import told_by_markup
from tearsheet.roles.surroundings import FAR
from tearsheet.roles.wording import furniture_wording

__all__ = ["furniture_roles", "is_count"]

_SURE_WORDINGS = frozenset({Role.TEMPLATE, Role.LOADER, Role.ADVERTISEMENT})
_PIECES = frozenset({Role.CAPTION, Role.CREDIT, Role.BYLINE, Role.DATELINE})
_NOT_SAID_IN_FOOTERS = _PIECES | {Role.COMMENTS, Role.RELATED, Role.FEED, Role.TAGS, Role.NAVIGATION}
_NUMBER = {role: number for number, role in enumerate(LEARNED_ROLES)}
_NOT_SAID = [number for role, number in _NUMBER.items() if role in _NOT_SAID_IN_FOOTERS]
_NUMBERS_OF_PIECES = sorted(_NUMBER[role] for role in _PIECES)
_COLUMN = {name: number for number, name in enumerate(FURNITURE_FEATURES)}
_PHRASES = np.array([number for name, number in _COLUMN.items() if name.startswith("phrase: ")])
_LOOKED_AT = np.array(
    [
        _COLUMN[name]
        for name in (
            "ends sentence",
            "ends with colon",
            "units",
            "has markup",
            "images before",
            "images after",
            "links",
            "above: footer",
            "kind heading",
            "phrase: dateline",
            next(name for name in _COLUMN if name.startswith("phrase: ")),
            "phrase: byline",
        )
    ]
)
"""For the compiled loop, as what follows."""

_BARRED = np.array(
    [
        (role is not Role.LEGAL) * (2 + (role in _NOT_SAID_IN_FOOTERS) * 1)
        + (role in _PIECES) * 4
        + (role is Role.DATELINE) * 8
        + (role is Role.BYLINE) * 16
        + (role in (Role.CREDIT, Role.CAPTION)) * 32
        + (role is Role.CAPTION) * 64
        for role in LEARNED_ROLES
    ],
    np.uint8,
)
"""A bit for each of what bars a role: a footer's sentence, one without a phrase, a heading..."""

_COUNT = re.compile(r"[\d\s.,+()KMkm]{1,12}\Z")
_LONGEST_COUNT = 12
_PLAIN = re.compile("[\0-\xa9\xab-\xb4\xb6-\xb9\xbb-\u024f\u2000-\u206f]*\\Z")
"""Nothing but letters whose names begin with "Latin", and what is no letter."""

_LONGEST_TEASER = 300
_LONGEST_BYLINE = np.log1p(120)
_LEAST_TEXT = 16
_JAPANESE = frozenset({"HIRAGANA", "KATAKANA", "HALFWIDTH", "FULLWIDTH", "IDEOGRAPHIC"})
"""Writing systems that stand side by side with Chinese characters."""

_SAMPLED = 40


def furniture_roles(page: Page, features: PageFeatures, left_out: list[int]) -> dict[int, Role]:
    """Name the role of each Block that is left out.

    Args:
        page: the page.
        features: its numbers.
        left_out: indices of the Blocks, ascending.

    Returns:
        Roles by the index of the Block.
    """
    roles: dict[int, Role] = {}
    if not left_out:
        return roles
    silent: list[int] = []
    blocks = page.blocks
    repeated = _repeated(page, left_out)
    script: str | None = None
    for number, role in zip(left_out, told_by_markup(page, left_out), strict=True):
        if number in repeated:
            role = Role.DUPLICATE
        elif role is None:
            text = blocks[number].text
            worded = furniture_wording(text)
            if worded is not None:
                role = worded if worded in _SURE_WORDINGS else None
            elif not text.isascii() and (own := _foreign_script(text)) is not None:
                script = _main_script(page) if script is None else script
                role = Role.TEMPLATE if script not in ("", own) else None
        if role is None:
            silent.append(number)
        else:
            roles[number] = role
    if silent:
        rows = measure_furniture(page, features, silent)
        scores = load_trees("furniture.npz").scores(rows)
        for number, best in zip(silent, _choose(rows, scores), strict=True):
            roles[number] = LEARNED_ROLES[best]
    _counts(page, roles)
    return roles


def _repeated(page: Page, numbers: list[int]) -> set[int]:
    """Which of some Blocks are long and say what one above them says."""
    blocks = page.blocks
    long = [number for number in numbers if len(blocks[number].text) > _LONGEST_TEASER]
    if not long:
        return set()
    first: dict[str, int] = {}
    for number, block in enumerate(blocks[: long[-1] + 1]):
        if len(block.text) > _LONGEST_TEASER:
            first.setdefault(block.text, number)
    return {number for number in long if first[blocks[number].text] < number}


def _foreign_script(text: str) -> str | None:
    """The writing system of a short text that is not ASCII; ``None`` for Latin letters, which stand in pages of all
    writing systems: brands, networks, addresses."""
    if len(text) >= _LONGEST_TEASER:
        return None
    start = text[:_LEAST_TEXT]
    if start.isascii() or _PLAIN.match(start):
        return None
    own = _script(text)
    return None if own in ("", "LATIN") else own


def _choose(rows: NDArray[np.float32], scores: NDArray[np.float64]) -> list[int]:
    """The likeliest of the `LEARNED_ROLES` for each row of those that it can have.

    Args:
        rows: by `FURNITURE_FEATURES`.
        scores: rows by `LEARNED_ROLES`.
    """
    if signloops is not None:
        chosen: list[int] = signloops.choose_roles(
            rows, scores, _LOOKED_AT, len(_PHRASES), _LONGEST_BYLINE, FAR, _BARRED
        )
        return chosen
    likeliest: list[int] = np.where(_impossible(rows), -np.inf, scores).argmax(axis=1).tolist()
    return likeliest


def _impossible(rows: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which of the `LEARNED_ROLES` a Block cannot have, whatever its other numbers say.

    Where there is no markup, captions and names without a word for it are told by what stands beside them, before
    anything is left out.

    Args:
        rows: by `FURNITURE_FEATURES`.
    """

    def has(name: str) -> NDArray[np.bool_]:
        return rows[:, _COLUMN[name]] > 0

    sentence = has("ends sentence") & ~has("ends with colon")
    long = rows[:, _COLUMN["units"]] > _LONGEST_BYLINE
    phrased = rows[:, _PHRASES].max(axis=1) > 0
    marked_up = has("has markup")
    imageless = marked_up & ~has("images before") & ~has("images after")
    footer = sentence & ~has("links") & (rows[:, _COLUMN["above: footer"]] < FAR)
    wrong = np.empty((len(rows), len(LEARNED_ROLES)), np.bool_)
    # What a footer says in sentences is the imprint, unless its words tell otherwise.
    wrong[:] = (footer & ~phrased)[:, None]
    wrong[:, _NOT_SAID] = footer[:, None]
    wrong[:, _NUMBER[Role.LEGAL]] = False
    wrong[:, _NUMBERS_OF_PIECES] |= has("kind heading")[:, None]
    wrong[:, _NUMBER[Role.DATELINE]] |= ~has("phrase: dateline")
    wrong[:, _NUMBER[Role.BYLINE]] |= sentence | long | ~(marked_up | has("phrase: byline"))
    wrong[:, _NUMBER[Role.CREDIT]] |= imageless
    wrong[:, _NUMBER[Role.CAPTION]] |= imageless | phrased | ~marked_up
    return wrong


def is_count(text: str) -> bool:
    """Whether a text is a bare number."""
    return len(text) <= _LONGEST_COUNT and _COUNT.match(text) is not None


def _counts(page: Page, roles: dict[int, Role]) -> None:
    """A bare number belongs to what stands next to it, such as the number of comments."""
    blocks, taken, givers = page.blocks, (Role.NAVIGATION, Role.RELATED), (Role.COMMENTS, Role.SHARE)
    for number, role in roles.items():
        if role in taken and len(text := blocks[number].text) <= _LONGEST_COUNT and is_count(text):
            for beside in (number + 1, number - 1):
                if roles.get(beside) in givers:
                    roles[number] = roles[beside]
                    break


def _main_script(page: Page) -> str:
    """The writing system of most of the page's text."""
    counts: Counter[str] = Counter()
    long = [block.text for block in page.blocks if len(block.text) > _LEAST_TEXT]
    for text in long[:: max(len(long) // _SAMPLED, 1)]:
        counts[_script(text)] += len(text)
    return counts.most_common(1)[0][0] if counts else ""


def _script(text: str) -> str:
    """The writing system of a text's first letters, by Unicode's names of them."""
    start = text[:_LEAST_TEXT]
    if start.isascii() or _PLAIN.match(start):
        return "LATIN" if any(map(str.isalpha, start)) else ""
    scripts = list(map(_script_of, filter(str.isalpha, start)))
    # Mostly they are all of one. Of two that stand as often, the one that comes first.
    if not scripts or scripts.count(scripts[0]) == len(scripts):
        return scripts[0] if scripts else ""
    return max(scripts, key=scripts.count)


@remembered(4_000)
def _script_of(letter: str) -> str:
    """The writing system of a letter, by its name."""
    script = re.split("[ -]", unicodedata.name(letter, ""), maxsplit=1)[0]
    return "CJK" if script in _JAPANESE else script
