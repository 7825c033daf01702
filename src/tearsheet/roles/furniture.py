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

from tearsheet.page.block import Block, Page
from tearsheet.page.role import Role
from tearsheet.remembered import remembered
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.leftout import FURNITURE_FEATURES, LEARNED_ROLES, measure_furniture
from tearsheet.roles.model import load_trees
from tearsheet.roles.names import told_by_markup
from tearsheet.roles.surroundings import FAR
from tearsheet.roles.wording import furniture_wording

__all__ = ["furniture_roles"]

_SURE_WORDINGS = frozenset({Role.TEMPLATE, Role.LOADER, Role.ADVERTISEMENT})
_PIECES = frozenset({Role.CAPTION, Role.CREDIT, Role.BYLINE, Role.DATELINE})
_NOT_SAID_IN_FOOTERS = _PIECES | {Role.COMMENTS, Role.RELATED, Role.FEED, Role.TAGS, Role.NAVIGATION}
_COLUMN = {name: number for number, name in enumerate(FURNITURE_FEATURES)}
_PHRASES = np.array([number for name, number in _COLUMN.items() if name.startswith("phrase: ")])
_COUNT = re.compile(r"[\d\s.,+()KMkm]{1,12}\Z")
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
    told = dict(zip(left_out, told_by_markup(page, left_out), strict=True))
    silent: list[int] = []
    seen: set[str] = set()
    script = _main_script(page)
    for number, block in enumerate(page.blocks):
        if number in told:
            repeated = len(block.text) > _LONGEST_TEASER and block.text in seen
            role = Role.DUPLICATE if repeated else told[number] or _by_rule(block, script)
            if role is None:
                silent.append(number)
            else:
                roles[number] = role
        seen.add(block.text)
    if silent:
        rows = measure_furniture(page, features, silent)
        scores = load_trees("furniture.npz").scores(rows)
        scores[_impossible(rows)] = -np.inf
        for number, best in zip(silent, scores.argmax(axis=1).tolist(), strict=True):
            roles[number] = LEARNED_ROLES[best]
    _counts(page, roles)
    return roles


def _by_rule(block: Block, script: str) -> Role | None:
    """The role by what is certain without any markup, if anything is."""
    worded = furniture_wording(block.text)
    if worded is not None:
        return worded if worded in _SURE_WORDINGS else None
    # Latin letters stand in pages of all writing systems: brands, networks, addresses.
    own = _script(block.text) if script and not block.text.isascii() else ""
    if own not in ("", "LATIN", script) and len(block.text) < _LONGEST_TEASER:
        return Role.TEMPLATE
    return None


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
    imageless = has("has markup") & ~has("images before") & ~has("images after")
    footer = sentence & ~has("links") & (rows[:, _COLUMN["above: footer"]] < FAR)
    heading = has("kind heading")
    wrong = np.zeros((len(rows), len(LEARNED_ROLES)), np.bool_)
    for number, role in enumerate(LEARNED_ROLES):
        if role is Role.DATELINE:
            wrong[:, number] = ~has("phrase: dateline")
        elif role is Role.BYLINE:
            wrong[:, number] = sentence | long | (~has("has markup") & ~has("phrase: byline"))
        elif role is Role.CREDIT:
            wrong[:, number] = imageless
        elif role is Role.CAPTION:
            wrong[:, number] = imageless | phrased | ~has("has markup")
        if role in _PIECES:
            wrong[:, number] |= heading
        # What a footer says in sentences is the imprint, unless its words tell otherwise.
        if role is not Role.LEGAL:
            wrong[:, number] |= footer if role in _NOT_SAID_IN_FOOTERS else footer & ~phrased
    return wrong


def _counts(page: Page, roles: dict[int, Role]) -> None:
    """A bare number belongs to what stands next to it, such as the number of comments."""
    for number, role in roles.items():
        if role in (Role.NAVIGATION, Role.RELATED) and _COUNT.match(page.blocks[number].text):
            for beside in (number + 1, number - 1):
                if roles.get(beside) in (Role.COMMENTS, Role.SHARE):
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
    if start.isascii():
        return "LATIN" if any(map(str.isalpha, start)) else ""
    scripts = [_script_of(character) for character in start if character.isalpha()]
    # Of two that stand as often, the one that comes first.
    return max(scripts, key=scripts.count) if scripts else ""


@remembered(4_000)
def _script_of(letter: str) -> str:
    """The writing system of a letter, by its name."""
    script = re.split("[ -]", unicodedata.name(letter, ""), maxsplit=1)[0]
    return "CJK" if script in _JAPANESE else script
