"""The section of a flat capture: a labelled line, a trail of sections, the name of one above the title.

No element marks any of these. What each kind is worth was counted on flattened news pages whose markup tells the
section. Common names of sections lie in ``section_names.txt``.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.wording import fold, likeness
from tearsheet.page.block import Block
from tearsheet.page.place import Place
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.roles.linephrases import line_role
from tearsheet.roles.wording import is_byline, is_credit, is_dateline

__all__ = ["LINE_SECTIONS", "line_sections"]

LINE_SECTIONS: Mapping[str, float] = {
    "visible labelled section": 0.85,
    "visible trail": 0.8,
    "visible trail of lines": 0.95,
    "visible rubric above the title": 0.95,
    "visible menu item above the title": 0.5,
}
"""How likely what each kind of line says is a section."""

_BEFORE, _AFTER = 40, 3
_NEAR = 4
_LONGEST_LINE, _LONGEST_TOLD, _LONGEST = 200, 80, 40
_MOST_WORDS = 4
_ALIKE = 0.4
_STEPS = (2, 8)
_LABEL = re.compile(
    r"\s*(?:filed (?:under|in)|posted in|published in|section|category|categories|column|rubrik(?:en)?|ressort|"
    r"kategorien?|abgelegt unter|rubriques?|catégories?|classé (?:dans|sous)|sección|secciones|categorías?|"
    r"archivado en|publicado en|seção|secção|editoria|categorias?|arquivado em|sezione|rubrica|categori[ae]|"
    r"archiviato in|rubriek|categorieën|geplaatst in|avdelning|kategori(?:er)?|seksjon|sektion|osasto|kategoria|dział|"
    r"kategorie|rubryka|rovat|kategória|secțiune|categorii|bölüm|рубрик[аи]|раздел(?:ы)?|категори[яи]|розділ(?:и)?|"
    r"категорі[яї]|κατηγορία|ενότητα|القسم|قسم|التصنيف|تصنيف|מדור|קטגוריה|دسته[\u200c ]?بندی|گروه|श्रेणी|अनुभाग|বিভাগ|"
    r"பிரிவு|หมวด(?:หมู่)?|chuyên mục|kanal|栏目|欄目|频道|頻道|分类|分類|版块|版面|カテゴリー?|ジャンル|카테고리|섹션|"
    r"분야)"
    r"\s*(?:[:：]\s*|\Z)",
    re.IGNORECASE,
)
_FILED = re.compile(
    r"\s*(?:filed (?:under|in)|posted in|abgelegt unter|classé (?:dans|sous)|archivado en|arquivado em|archiviato in|"
    r"geplaatst in)\s*:?\s*\Z",
    re.IGNORECASE,
)

_ARROWS = re.compile(r"\s*(?:[>›»→▸▶❯⟩＞]|::)\s*")
_BARS = re.compile(r"\s*[/|｜•·／]\s*|\s+[-–—]\s+")
_ARROW_ALONE = re.compile(r"\s*(?:[>›»→▸▶❯⟩＞/|｜·／]|::)\s*\Z")
_SEVERAL = re.compile(r"\s*[,;،、|•·]\s*")
_HERE = re.compile(
    r"\s*(?:you are here|sie sind hier|vous êtes ici|(?:usted )?está(?:s)? aquí|você está (?:aqui|em)|sei in|"
    r"u bent hier|du er her|du är här|jesteś tutaj|вы здесь|您的位置|当前位置|現在位置|您现在的位置|現在地)"
    r"\s*[:：]?\s*",
    re.IGNORECASE,
)
_ENDS = frozenset(".!?…。！？؟।:：,;、")
_COUNTED = re.compile(r"\s*[(\[]\d+[)\]]\Z")


@lru_cache(maxsize=1)
def _names() -> Mapping[str, frozenset[str]]:
    """Common names by what they are the names of, read once."""
    found: dict[str, set[str]] = {}
    key = ""
    text = files("tearsheet.article.metadata").joinpath("section_names.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            key = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(key, set()).update(fold(name) for name in line.split(",") if name.strip())
    return {key: frozenset(names) for key, names in found.items()}


def line_sections(declared: Declared, title: Block | None) -> list[Clue]:
    """What lines of a flat capture say of the section, the likeliest first; none where the page has elements.

    Args:
        declared: the page.
        title: the Block that shows the title.
    """
    if len(declared.page.elements):
        return []
    found = [*_labelled(declared)]
    if title is not None and title.block >= 0:
        own = _own(title)
        found += _trails(declared, title, own)
        found += _trail_of_lines(declared, title, own)
        found += _above(declared, title, own)
    return found


def _labelled(declared: Declared) -> Iterator[Clue]:
    """Lines behind a label, such as "Filed under: Harbour", or below one that says so much alone."""
    blocks = declared.blocks
    for block in blocks:
        text = block.text
        if len(text) > (_LONGEST_TOLD if block.role in BODY_ROLES else _LONGEST_LINE) or block.role is Role.TITLE:
            continue
        label = _LABEL.match(text)
        if label is None:
            continue
        named, start = block, label.end()
        if not text[start:].strip():
            if not _FILED.match(text) or block.block + 1 >= len(blocks):
                continue
            named, start = blocks[block.block + 1], 0
        # The deepest step, where it is a trail, and the first of several.
        parts = [part for part in _ARROWS.split(named.text[start:_LONGEST_LINE]) if part.strip()]
        name = _SEVERAL.split(parts[-1].strip(), maxsplit=1)[0].strip() if parts else ""
        if _may_be(name):
            yield _clue(named, name, "visible labelled section")


def _trails(declared: Declared, title: Block, own: str) -> Iterator[Clue]:
    """Lines such as "Home > Politics > Europe" above the title, or right below it."""
    blocks = declared.blocks
    near = blocks[max(0, title.block - _BEFORE) : title.block + _AFTER + 1]
    for block in sorted(near, key=lambda block: abs(block.block - title.block)):
        if block.block == title.block or len(block.text) > _LONGEST_LINE or block.role is Role.PARAGRAPH:
            continue
        steps = _steps_of(block.text, own)
        if steps:
            yield from (_clue(block, step, "visible trail") for step in reversed(steps))
            return


def _steps_of(text: str, own: str) -> list[str]:
    """The steps of a trail between the front page and the article; none for another line."""
    least, most = _STEPS
    here = _HERE.match(text)
    rest = text[here.end() :] if here else text
    # Behind an opening one such a mark closes a quotation.
    quoted = "«" in rest or "‹" in rest
    for divider, told in ((_ARROWS, not quoted), (_BARS, False)):
        parts = [part.strip() for part in divider.split(rest)]
        parts = [part for part in parts if part]
        if not least <= len(parts) <= most or not divider.search(rest.strip(" >›»→/|·•")):
            continue
        begins = fold(parts[0]) in _names()["home"] or here is not None
        ends = _says(parts[-1], own)
        if not (begins or ends or (told and all(_may_be(part) and not part[0].islower() for part in parts))):
            continue
        if not told and not begins:
            continue
        parts = parts[1:] if fold(parts[0]) in _names()["home"] else parts
        parts = parts[:-1] if parts and ends else parts
        return [part for part in parts if _may_be(part)]
    return []


def _trail_of_lines(declared: Declared, title: Block, own: str) -> Iterator[Clue]:
    """A trail with every step on a line, with or without the arrows: from the front page down to the title."""
    blocks = declared.blocks
    steps: list[Block] = []
    arrows = 0
    for block in reversed(blocks[max(0, title.block - 4 * _NEAR) : title.block]):
        if _ARROW_ALONE.match(block.text):
            arrows += 1
            continue
        text = _step(block)
        if fold(text) in _names()["home"]:
            if steps and (arrows >= len(steps) - 1 > 0 or (arrows and len(steps) == 1) or len(steps) <= 2):
                yield from (_clue(step, _step(step), "visible trail of lines") for step in steps)
            return
        if not steps and _between(block, title, own):
            continue
        if not _may_be(text) or len(steps) >= (2 * _NEAR if arrows else _NEAR - 1):
            return
        steps.append(block)


def _step(block: Block) -> str:
    return _ARROWS.sub("", block.text).strip()


def _above(declared: Declared, title: Block, own: str) -> Iterator[Clue]:
    """A short line above the title: the common name of a section, or an item of a menu that is said again there."""
    blocks = declared.blocks
    asked = 0
    for block in reversed(blocks[max(0, title.block - 2 * _NEAR) : title.block]):
        text = _step(block)
        again = [other.block for other in blocks[: block.block] if fold(other.text) == fold(text)]
        if _between(block, title, own) and not (again and block.role is Role.KICKER):
            continue
        if not _may_be(text) or block.role in BODY_ROLES or asked >= _NEAR:
            return
        asked += 1
        above = fold(blocks[block.block - 1].text) if block.block else ""
        # A menu that stands there twice ends with the same items both times.
        if any(number and fold(blocks[number - 1].text) == above for number in again):
            continue
        if fold(text) in _names()["rubric"]:
            rubrics = sum(fold(b.text) in _names()["rubric"] for b in blocks[max(0, block.block - _NEAR) : block.block])
            if again or rubrics < _NEAR - 1:
                yield _clue(block, text, "visible rubric above the title")
            return
        if again and asked == 1 and block.block >= title.block - 2:
            yield _clue(block, text, "visible menu item above the title")
            return


def _between(block: Block, title: Block, own: str) -> bool:
    """Whether a line may stand between section and title: a kicker, the headline in short, a date, a label."""
    text = block.text
    if _says(text, own) or is_dateline(text) or block.role in (Role.BYLINE, Role.DATELINE, Role.ADVERTISEMENT):
        return True
    if block.role is Role.KICKER and block.block == title.block - 1 and fold(text) not in _names()["rubric"]:
        return True
    if not any(map(str.isalpha, text)):
        return True
    return len(text) > _LONGEST // 2 and likeness(text, title.text) >= _ALIKE


def _own(title: Block) -> str:
    return fold(title.text)


def _says(text: str, own: str) -> bool:
    """Whether a step is the article itself, perhaps cut off."""
    step = fold(text).rstrip(" .…")
    return step == own or (len(step) >= _LONGEST // 2 and own.startswith(step))


def _may_be(name: str) -> bool:
    """Whether a text reads as the name of a section."""
    name = _COUNTED.sub("", name)
    return (
        1 < len(name) <= _LONGEST
        and len(name.split()) <= _MOST_WORDS
        and name[-1] not in _ENDS
        and any(map(str.isalpha, name))
        and fold(name) not in _names()["home"]
        and line_role(name) is None
        and not is_dateline(name)
        and not is_byline(name)
        and not is_credit(name)
    )


def _clue(block: Block, name: str, kind: str) -> Clue:
    """What a part of a line says, with where that part stands."""
    place = block.place
    if place.kind == "span" and place.start is not None and place.end is not None:
        at = block.text.rfind(name)
        # White space in the capture may be wider than in the Block: only a Block of the same length is indexed by it.
        if at >= 0 and place.end - place.start == len(block.text):
            place = Place("span", start=place.start + at, end=place.start + at + len(name))
    return make_clue(_COUNTED.sub("", name), name, kind, place)
