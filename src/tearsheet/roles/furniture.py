"""Why a Block is left out: its role among the furniture.

Where class names, landmarks or microdata around the Block tell, they are believed. Where they are silent, and in flat
captures, boosted trees choose by length, links, place, neighbours and words; they were trained on Blocks whose markup
tells, with that markup hidden from them.
"""

import re
import unicodedata
from collections import Counter

import numpy as np

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import Role
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.leftout import LEARNED_ROLES, measure_furniture
from tearsheet.roles.model import load_trees
from tearsheet.roles.names import told_by_markup
from tearsheet.roles.surroundings import FAR, SURROUNDINGS
from tearsheet.roles.wording import furniture_wording, is_credit, is_dateline

__all__ = ["furniture_roles"]

_SURE_WORDINGS = frozenset({Role.TEMPLATE, Role.LOADER, Role.ADVERTISEMENT})
_PIECES = frozenset({Role.CAPTION, Role.CREDIT, Role.BYLINE, Role.DATELINE})
_NOT_SAID_IN_FOOTERS = _PIECES | {Role.COMMENTS, Role.RELATED, Role.FEED, Role.TAGS, Role.NAVIGATION}
_FOOTER = SURROUNDINGS.index("footer")
_COUNT = re.compile(r"[\d\s.,+()KMkm]{1,12}\Z")
_LONGEST_TEASER = 300
_LONGEST_BYLINE = 120
_ENDS_SENTENCE = frozenset(".!?…。！？؟।")
_NEAR_IMAGE = 3
_LEAST_CAPTION = 8
_LEAST_TEXT = 16
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
        scores = load_trees("furniture.json").scores(measure_furniture(page, features, silent))
        for number, row in zip(silent, scores, strict=True):
            excluded = _impossible(page, features, number)
            row[[n for n, role in enumerate(LEARNED_ROLES) if role in excluded]] = -np.inf
            roles[number] = LEARNED_ROLES[int(row.argmax())]
    _counts(page, roles)
    return roles


def _by_rule(block: Block, script: str) -> Role | None:
    """The role by what is certain without any markup, if anything is."""
    worded = furniture_wording(block.text)
    if worded is not None:
        return worded if worded in _SURE_WORDINGS else None
    if script and (own := _script(block.text)) and own != script and len(block.text) < _LONGEST_TEASER:
        return Role.TEMPLATE
    return None


def _impossible(page: Page, features: PageFeatures, number: int) -> frozenset[Role]:
    """The roles that a Block cannot have, whatever its numbers say."""
    block = page.blocks[number]
    text = block.text
    sentence = text.rstrip()[-1:] in _ENDS_SENTENCE
    if sentence and not block.links and features.surroundings[number, _FOOTER] < FAR:
        return _NOT_SAID_IN_FOOTERS
    if block.kind is Kind.HEADING:
        return _PIECES
    found: set[Role] = set()
    if not is_dateline(text):
        found.add(Role.DATELINE)
    if sentence or len(text) > _LONGEST_BYLINE:
        found.add(Role.BYLINE)
    beside = page.blocks[max(number - _NEAR_IMAGE, 0) : number + _NEAR_IMAGE + 1]
    if len(page.elements) and not any(block.kind is Kind.IMAGE for block in beside):
        found.update((Role.CAPTION, Role.CREDIT))
    elif len(text) < _LEAST_CAPTION or is_credit(text) or is_dateline(text) or furniture_wording(text) is not None:
        found.add(Role.CAPTION)
    return frozenset(found)


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
    found: Counter[str] = Counter()
    for character in text[:_LEAST_TEXT]:
        if character.isalpha():
            found[unicodedata.name(character, "").partition(" ")[0]] += 1
    return found.most_common(1)[0][0] if found else ""
