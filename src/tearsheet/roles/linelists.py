"""What the lines of a flat capture are for by their order: lists below a header, runs of times or numbers, buttons.

No element holds a list together there. A header such as "Most read" or "Tags" gives its role to the lines below it,
until a line says something else or text begins again.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import BODY_ROLES, FURNITURE_ROLES, PageType, Role
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.linemarks import DIGIT, DIVIDER, LABEL
from tearsheet.roles.linephrases import label_role, line_role, phrase_roles, word_roles
from tearsheet.roles.wording import CLOSING, furniture_wording

__all__ = ["phrased_lines", "settle_lists"]

_NOTHING = (None, None)
_SURE = 0.9
_UNLIKELY = 0.5
_HEADS_TEXT = frozenset({Role.NAVIGATION, Role.LEGAL, Role.FEED, Role.COMMENTS})
"""Roles whose words head parts of a text as well."""

_DIVIDED = re.compile(r"\s*[|•·/»›]\s*|\s{2,}|\s*\[\d{1,3}\]\s*")
_DIVIDES = re.compile(r"[|•·/»›]|\s\s|\[\d{1,3}\]")
_WIDEST_DIVIDER = 8
_LONGEST_ROW, _LONGEST_PART, _LEAST_PARTS = 300, 40, 2
_AGES = re.compile(r"(?:0|3|6|7|12|16|18|21)\s?\+\Z")
"""For readers of what age a page is."""

_ASKS = frozenset({Role.CALL_TO_ACTION, Role.CONSENT, Role.NEWSLETTER, Role.LEGAL, Role.SHARE})
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SEVERAL_WORDS = 6
_FIXED = frozenset({Role.TEMPLATE, Role.DUPLICATE})
_LISTS = frozenset({Role.RELATED, Role.FEED})
_MAY_HEAD = FURNITURE_ROLES | {Role.PARAGRAPH, Role.HEADING}
"""What a short line that ends no sentence was taken for, when it stands above a run of furniture and heads it."""
_HEADERS = _LISTS | {Role.TAGS, Role.SHARE, Role.COMMENTS}
_OTHER_BOXES = frozenset({Role.LEGAL, Role.CONSENT, Role.NEWSLETTER, Role.ADVERTISEMENT, Role.LOADER})
_ITEM, _TAG, _NETWORK = (14, 220), (1, 45), (1, 25)
"""Shortest and longest items of a list of stories, of tags, of networks to share on."""

_PROSE = 90
_MOST_TAGS = 15
_MOST_IN_TEXT = 3
"""Lines of a list amidst the text that look like text themselves."""

_LONGEST_HEADER = 50
_TIMED = re.compile(r"\W{0,3}\d{1,2}\s?[:.h時]\s?\d{2}\b(?:\s?(?:am|pm|uhr))?\W{0,4}(?=[^\W\d_])", re.IGNORECASE)
_NUMBERED = re.compile(r"\W{0,2}(?P<number>[1-9]\d?)[.)\s:、．]{1,3}(?=\S{2})")
_COUNTED = re.compile(r"[(（\[]\s?\d[\d.,]{0,8}\s?[)）\]]\s*\Z")
"""How many of them there are: lines head lists so, not parts of a text."""

_ORDINAL = re.compile(r"#?[1-9]\d?\.?\Z")
_ENDS_SENTENCE = frozenset(".!…。！؟।")
_LEAST_RUN = 2
_MOSTLY = 0.5
_LIKELY = 0.8
_TOPICS, _LONGEST_TOPIC = (2, 15), 40
_TOLD_TOPICS = 0.6
_STEM = 5
_WORDS = re.compile("[\u3040-\u30ff\u3400-\u9fff]{2}|[^\\W\\d_]{4,}")
_GAP = 2
_MOST_BETWEEN, _DOUBTFUL = 3, 0.65


def phrased_lines(
    page: Page, features: PageFeatures, probability: NDArray[np.float64], roles: Sequence[Role]
) -> dict[int, Role]:
    """Lines whose words alone tell what they are for.

    Args:
        page: a flat capture.
        features: its numbers.
        probability: that each Block is content.
        roles: what the Blocks have been taken for.

    Returns:
        Roles by the index of the Block.
    """
    found: dict[int, Role] = {}
    signs = features.signs.tolist()
    texts = [block.text for block in page.blocks]
    looked = (features.signs & (LABEL | DIVIDER) != 0).tolist()
    # Most lines say nothing, and hold nothing that may.
    for number in [
        number
        for number, (text, said, may) in enumerate(zip(texts, map(word_roles, texts), looked, strict=True))
        if may or said != _NOTHING or text[-1:] == "+"
    ]:
        block = page.blocks[number]
        said = phrase_roles(block.text)
        if block.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.HEADING) or roles[number] in _FIXED:
            continue
        label = label_role(block.text) if signs[number] & LABEL else None
        if label is Role.TAGS and (roles[number] in FURNITURE_ROLES or probability[number] < _SURE):
            found[number] = label
            continue
        role, hinted = said
        if role is None:
            role = _said(block.text, signs[number] & DIVIDER != 0)
        if role is None:
            if hinted is not None and (
                roles[number] in FURNITURE_ROLES
                or (hinted in _ASKS and probability[number] < _UNLIKELY and not _ends_sentence(block.text))
                or (hinted is Role.COMMENTS and _COUNTED.search(block.text) and probability[number] < _SURE)
            ):
                found[number] = hinted
            continue
        # A single word may head a part of the text.
        single = (role in _HEADS_TEXT or _is_word(block.text)) and not _COUNTED.search(block.text)
        least = _UNLIKELY if single else _SURE
        if roles[number] in FURNITURE_ROLES or (roles[number] in BODY_ROLES and probability[number] < least):
            found[number] = role
    return found


def _is_word(text: str) -> bool:
    """Whether a line is a single word, as far as a script without spaces lets tell."""
    return " " not in text.strip() and (len(text) < _SEVERAL_WORDS or not _UNSPACED.search(text))


def _said(text: str, divided: bool) -> Role | None:
    """The role that ages give a line, or its parts where several stand in a row."""
    if text[-1:] == "+" and _AGES.match(text):
        return Role.LEGAL
    # Where none stands so early, the first part is too long.
    if len(text) > _LONGEST_ROW or not divided or _DIVIDES.search(text, 0, _LONGEST_PART + _WIDEST_DIVIDER) is None:
        return None
    parts = [part for part in _DIVIDED.split(text) if part.strip()]
    if len(parts) < _LEAST_PARTS or max(map(len, parts)) > _LONGEST_PART:
        return None
    said = Counter(filter(None, map(line_role, parts)))
    return said.most_common(1)[0][0] if 2 * said.total() >= len(parts) else None


def settle_lists(
    page: Page,
    features: PageFeatures,
    probability: NDArray[np.float64],
    roles: list[Role],
    known: dict[int, Role],
    kind: PageType,
) -> None:
    """Give the lines of lists the role of their header, in place.

    Args:
        page: a flat capture.
        features: its numbers.
        probability: that each Block is content.
        roles: of its Blocks.
        known: lines whose words alone tell what they are for; those of lists are put with them.
        kind: the page's type: what stands below "Replies (3)" is the text of a thread.
    """
    blocks = page.blocks
    inherited: dict[int, Role] = {}
    header: Role | None = None
    strange = in_text = 0
    tags: dict[int, Role] = {}
    given = roles.copy()
    text: NDArray[np.float64] | None = None
    for number, block in enumerate(blocks):
        # Most lines stand below no header.
        if header is None and number not in known:
            continue
        role = roles[number]
        if not block.text or role in _FIXED:
            continue
        if number in known:
            told = _told(number, known[number], blocks, features, roles, known)
            if told is None:
                del known[number]
            else:
                roles[number] = told
                header = told if told in _HEADERS and told is known[number] else None
                strange = in_text = 0
                tags = {number: role}
            continue
        if header is None:  # only `known` lines come here without one
            continue
        if role in FURNITURE_ROLES:
            if header in _LISTS and _ORDINAL.match(block.text):
                # The number of an item on a line of its own.
                roles[number] = inherited[number] = header
            elif not _fits(header, block, features.units[number], role):
                strange += 1
            else:
                roles[number], strange = header, 0
                inherited[number] = header
                tags[number] = role
            if header is Role.TAGS and len(tags) > _MOST_TAGS:
                # So many topics are a menu.
                for other, learned in tags.items():
                    roles[other] = learned
                    inherited.pop(other, None)
                header = None
            if strange >= _GAP or (strange and header is not Role.COMMENTS):
                header = None
        elif role in (Role.PARAGRAPH, Role.LIST_ITEM) and header in _LISTS and in_text < _MOST_IN_TEXT:
            if not _is_item_in_text(block, float(features.units[number]), float(probability[number])):
                header = None
            else:
                roles[number] = inherited[number] = header
                in_text += 1
        elif role in (Role.DATELINE, Role.BYLINE):
            continue
        elif header is not Role.COMMENTS:
            header = None
        else:
            # Readers' comments may read like text; but a count of comments stands above the text as well.
            text = _text_so_far(features, given) if text is None else text
            if text[number] < _MOSTLY * text[-1]:
                header = None
    known.update(inherited)
    if kind is not PageType.FORUM:
        _open_comments(blocks, features, probability, roles, known)
    _close_comments(blocks, features, probability, roles, known)
    _settle_topics(blocks, features, probability, roles, known)
    _settle_hashes(blocks, features, roles, known)
    counted = np.flatnonzero(features.signs & DIGIT).tolist()
    _settle_runs(blocks, counted, roles, known, _TIMED)
    _settle_runs(blocks, counted, roles, known, _NUMBERED)


def _text_so_far(features: PageFeatures, roles: Sequence[Role]) -> NDArray[np.float64]:
    """Units of the body up to and with each Block."""
    body = np.array([role in BODY_ROLES for role in roles], np.bool_)
    return np.cumsum(np.where(body, features.units, 0.0))


def _open_comments(
    blocks: Sequence[Block],
    features: PageFeatures,
    probability: NDArray[np.float64],
    roles: list[Role],
    known: dict[int, Role],
) -> None:
    """What stands below the text and a header such as "Reviews (2)" is what readers wrote, up to the next header."""
    if Role.COMMENTS not in known.values():
        return
    text = _text_so_far(features, roles)
    within = False
    for number, block in enumerate(blocks):
        if number in known:
            within = known[number] is Role.COMMENTS and (
                within or (_COUNTED.search(block.text) is not None and text[number] >= _MOSTLY * text[-1])
            )
        elif within and (block.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM) or probability[number] >= _LIKELY):
            within = False
        elif (
            within
            and label_role(block.text) is None
            and (roles[number] in BODY_ROLES or roles[number] is Role.DATELINE)
        ):
            roles[number] = known[number] = Role.COMMENTS


def _close_comments(
    blocks: Sequence[Block],
    features: PageFeatures,
    probability: NDArray[np.float64],
    roles: list[Role],
    known: Mapping[int, Role],
) -> None:
    """A few lines between readers' comments below the text that nothing tells otherwise are comments."""
    if Role.COMMENTS not in roles:
        return
    prose = (features.units >= _PROSE) & (probability >= _DOUBTFUL)
    last = int(np.flatnonzero(prose)[-1]) if prose.any() else 0
    said = [number for number, role in enumerate(roles) if role is Role.COMMENTS and number > last]
    for before, after in pairwise(said):
        between = range(before + 1, after)
        if len(between) <= _MOST_BETWEEN and all(
            number not in known and roles[number] in (Role.NAVIGATION, Role.RELATED, Role.SHARE) and blocks[number].text
            for number in between
        ):
            for number in between:
                roles[number] = Role.COMMENTS


def _told(
    number: int,
    role: Role,
    blocks: Sequence[Block],
    features: PageFeatures,
    roles: Sequence[Role],
    known: Mapping[int, Role],
) -> Role | None:
    """What a stock phrase means where it stands; ``None`` where it means nothing."""
    after = number + 1
    if after + 1 < len(blocks) and blocks[after].text.strip(" .#") == "1":
        after += 1
    if role in _LISTS and not (
        after < len(blocks)
        and after not in known
        and _ITEM[0] <= features.units[after]
        and not (roles[after] in BODY_ROLES and features.units[after] >= _PROSE)
    ):
        # One of a menu's items, or the last line of something.
        return role if roles[number] in _LISTS or role is Role.RELATED else None
    if role is Role.CALL_TO_ACTION and any(
        roles[other] is Role.NEWSLETTER for other in range(max(number - _GAP, 0), number)
    ):
        return Role.NEWSLETTER
    return role


def _fits(header: Role, block: Block, units: float, learned: Role) -> bool:
    """Whether a left-out line may be one of a list with that header."""
    worded = furniture_wording(block.text)
    if worded in _OTHER_BOXES or (learned in (Role.LEGAL, Role.CONSENT, Role.LOADER) and header is not Role.TAGS):
        return False
    if header is Role.TAGS:
        return _TAG[0] <= units <= _TAG[1] and not _ends_sentence(block.text)
    if header is Role.SHARE:
        return _NETWORK[0] <= units <= _NETWORK[1] and learned in (Role.SHARE, Role.NAVIGATION)
    if header is Role.COMMENTS:
        return learned is not Role.NAVIGATION
    return _ITEM[0] <= units <= _ITEM[1]


def _is_item_in_text(block: Block, units: float, probability: float) -> bool:
    """Whether a line that was taken for text is a headline in a list."""
    least, most = _ITEM
    return least <= units <= most and not _ends_sentence(block.text) and (units < _PROSE or probability < _SURE)


def _ends_sentence(text: str) -> bool:
    return text.rstrip(CLOSING)[-1:] in _ENDS_SENTENCE


def _settle_runs(
    blocks: Sequence[Block],
    counted: Sequence[int],
    roles: list[Role],
    known: Mapping[int, Role],
    begins: re.Pattern[str],
) -> None:
    """Left-out lines one below the other that all begin with a time or with the next number are a feed."""
    numbered = "number" in begins.groupindex
    runs: list[list[int]] = []
    last = 0
    for number in counted:
        if roles[number] not in FURNITURE_ROLES or number in known:
            continue
        match = begins.match(blocks[number].text)
        if match is None:
            continue
        if runs and runs[-1][-1] != number - 1:
            last = 0
        count = int(match["number"]) if numbered else last + 1
        if count == 1:
            runs.append([number])
        elif count == last + 1:
            runs[-1].append(number)
        else:
            count = 0
        last = count
    for run in runs:
        if len(run) >= _LEAST_RUN + numbered:
            _name_run(blocks, roles, known, run)


def _name_run(blocks: Sequence[Block], roles: list[Role], known: Mapping[int, Role], run: Sequence[int]) -> None:
    above = run[0] - 1
    if known.get(above) in _HEADERS - {Role.FEED}:
        return
    for number in run:
        roles[number] = Role.FEED
    if above < 0 or above in known or roles[above] not in _MAY_HEAD:
        return
    if len(blocks[above].text) <= _LONGEST_HEADER and not _ends_sentence(blocks[above].text):
        roles[above] = Role.FEED


def _settle_hashes(
    blocks: Sequence[Block], features: PageFeatures, roles: list[Role], known: Mapping[int, Role]
) -> None:
    """Short lines behind a number sign each, one below the other and below all text, are tags and no headings."""
    text = [number for number in features.long(_PROSE) if roles[number] in BODY_ROLES]
    if not text or not any(block.level == 1 for block in blocks[text[-1] + 1 :]):
        return
    run: list[int] = []
    for number in range(text[-1] + 1, len(blocks) + 1):
        if number < len(blocks) and number not in known:
            block = blocks[number]
            if (block.kind, block.level) == (Kind.HEADING, 1) and features.units[number] <= _LONGEST_TOPIC:
                run.append(number)
                continue
        if len(run) >= _TOPICS[0]:
            for other in run:
                roles[other] = Role.TAGS
        run = []


def _settle_topics(
    blocks: Sequence[Block],
    features: PageFeatures,
    probability: NDArray[np.float64],
    roles: list[Role],
    known: Mapping[int, Role],
) -> None:
    """Very short lines right below the text whose words stand in it are its tags."""
    body = [number for number in features.long(_PROSE) if roles[number] in BODY_ROLES]
    if not body:
        return
    least, most = _TOPICS
    run = []
    for number in range(body[-1] + 1, min(body[-1] + 2 + most, len(blocks))):
        text = blocks[number].text
        doubtful = roles[number] in FURNITURE_ROLES or (roles[number] in BODY_ROLES and probability[number] < _SURE)
        if number in known or not doubtful or features.units[number] > _LONGEST_TOPIC:
            break
        if text[-1] in _ENDS_SENTENCE or not any(map(str.isalpha, text)):
            break
        run.append(number)
    if not least <= len(run) <= most:
        return
    said = [[word[:_STEM] for word in _WORDS.findall(blocks[number].text.lower())] for number in run]
    wanted = {stem for stems in said for stem in stems}
    stems: set[str] = set()
    for number, role in enumerate(roles):
        if wanted and (role in BODY_ROLES or role is Role.TITLE):
            lower = blocks[number].text.lower()
            # Most lines hold none of them, within a word or at its start.
            if any(map(lower.__contains__, wanted)):
                found = {word[:_STEM] for word in _WORDS.findall(lower)}
                stems |= found
                wanted -= found
    told = sum(2 * sum(stem in stems for stem in own) > len(own) for own in said)
    if told >= _TOLD_TOPICS * len(run):
        for number in run:
            roles[number] = Role.TAGS
