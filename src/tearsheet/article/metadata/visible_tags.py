"""Lists of tags that a reader sees around an article: short links in a row, named, labelled or addressed as tags.

The link type ``tag`` of the HTML standard (https://html.spec.whatwg.org/multipage/links.html#link-type-tag) is used for
the links of the whole site as well, so it is the list and not the single link that is judged.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from tearsheet.article.metadata.blocklists import of_roles
from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.stems import finder
from tearsheet.article.metadata.wording import Spoken, fold, words
from tearsheet.making import maker
from tearsheet.page.block import Block, Kind, Mark
from tearsheet.page.place import Elements
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.remembered import remembered

__all__ = ["visible_tags"]

_NAMES = re.compile(
    r"(?<![a-z])(?:tags?|topics?|keywords?|themen?|subjects?|schlag-?(?:worte?|woerter)|stich-?worte?|etiquetas?|temas?|"
    r"mots?-?cles?|sujets?|themes?|tagy|tagi|emner|amnen|trefwoorden|etiket(?:ler)?|argomenti|palavras-?chave|hash-?tags?)"
    r"(?![a-z])|tag-?list|taglist|topic-?list|tag-?cloud"
)
_NOT_NAMES = re.compile(
    r"trending|popular|most-|footer-?nav|site-?footer|site-?header|breadcrumb|menu|(?<![a-z])nav(?:bar|igation)?(?![a-z])|"
    r"social|share|author|byline|caption|comment|sidebar|cookie|consent|ticker|carousel|subscri|newsletter"
)
_MAY_NOT_BE_NAMED = finder(
    "trending popular most- footer header breadcrumb menu nav social share author byline caption comment sidebar "
    "cookie consent ticker carousel subscri newsletter"
)
_MAY_BE_NAMED = finder(
    "tag topic keyword theme subject schlag stich etiquet tema mot sujet emner amnen trefwoord etiket argomenti "
    "palavras"
)
_PATH = re.compile(
    r"/(?:tags?|topics?|topic-?pages?|keywords?|hub|themen?|thema|stichwort|schlagwort(?:e)?|etiquetas?|temas?|topicos?|sujets?|"
    r"mot-?cle|mots-?cles|themes?|tagy|tagi|temat|emner?|amne|amnen|trefwoord|onderwerp(?:en)?|argoment[oi]|etiket(?:ler)?|"
    r"konu|temy|tema|teg|tegi|label|category|tagged)(?:/|\Z)|[?&](?:tag|tags|topic|keyword|q)="
)
_LABEL = re.compile(
    r"\s*#?\s*(?:article |related |more )?(?:tags?|topics?|keywords?|labels?|filed under|more on(?: this(?: story)?)?|"
    r"in this (?:story|article)|read more (?:about|on)|explore more topics|"
    r"(?:mehr (?:zum thema|zu|lesen über|über)|themen(?: (?:dieses|des) artikels)?|thema|schlag(?:worte|wörter|wort)|"
    r"stichwörter|stichworte|weitere themen)|"
    r"(?:mots[- ]cl[ée]s?|th[èe]mes?|sujets?|sur le même sujet|étiquettes?|à lire aussi sur)|"
    r"(?:etiquetas?|temas?(?: relacionados)?|más sobre|archivado en|palabras clave)|"
    r"(?:palavras[- ]chave|assuntos?|tópicos|mais sobre)|(?:argomenti|parole chiave|altro su)|"
    r"(?:trefwoorden|onderwerpen|meer over)|(?:emner?|ämnen|läs mer om|mere om|mer om|aiheet|asiasanat|lisää aiheesta)|"
    r"(?:tagi|tematy|więcej o)|(?:štítky|témata|tagy)|(?:címkék|témák)|(?:etichete|subiecte)|(?:konular|etiketler)|"
    r"(?:теги|тэги|темы|ключевые слова|метки|теми|ознаки|тагове|тагови|теме)|(?:ετικέτες|θέματα|σχετικά)|"
    r"(?:タグ|キーワード|関連(?:キーワード|トピックス|タグ|ワード)|トピックス)|(?:标签|標籤|关键词|關鍵字|关键字|相關新聞|话题|話題)|"
    r"(?:태그|키워드|해시태그|관련\s*태그)|(?:الوسوم|كلمات مفتاحية|الكلمات المفتاحية|مواضيع|وسوم|علامات)|"
    r"(?:תגיות|תגים|נושאים)|(?:برچسب(?:\s*ها|‌ها)?|کلیدواژه‌ها)|(?:टैग(?:्स)?|विषय)|(?:ট্যাগ|বিষয়)|(?:แท็ก|คำค้น)|"
    r"(?:từ khóa|chủ đề|topik|kata kunci|tajuk))\s*[:：]?\s*",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"(?:(?:show|view|see) )?(?:all|more)(?: (?:topics?|tags?|news|stories))?|"
    r"(?:alle|mehr|weitere)(?: (?:themen|tags|anzeigen))?|"
    r"(?:voir )?(?:tous? les (?:sujets|th[èe]mes|tags)|tout|plus)|"
    r"(?:ver )?(?:todos(?: los temas| os temas)?|m[áa]s|mais)|"
    r"tutti(?: i temi| gli argomenti)?|все(?: темы| теги)?|wszystkie(?: tematy)?|もっと見る|一覧|更多|더보기|المزيد",
    re.IGNORECASE,
)
_PARAGRAPH, _LIST_ITEM = Kind.PARAGRAPH, Kind.LIST_ITEM
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TELLING = BODY_ROLES - {Role.LIST_ITEM}
_LONGEST, _MOST_WORDS = 60, 8
_WORDS_OF_A_TAG = 4
_MOST = 30
_BEFORE_TITLE = 10
_AFTER_TEXT = 60
_NEAR_TEXT = 20
_RIGHT_ABOVE = 4
_HIGHEST = 4
_ENOUGH = 3.0
_ADDRESSED, _MOST_NAMED, _MOST_SHARED = 1.5, 5.0, 2.0
"""Points for addresses of tags; the most there are for names, labels and addresses, and for tags that others know."""


@dataclass(frozen=True, slots=True)
class _Tag:
    text: str
    block: Block
    link: Mark


_make_tag = maker(_Tag)


def visible_tags(declared: Declared, known: Set[str], text: str) -> list[Clue]:
    """The tags of the list that is likeliest the article's, in the order of the page; none where no list is likely.

    Args:
        declared: what the page declares.
        known: tags that it declares, folded.
        text: what the article says, in lower case.
    """
    blocks = declared.blocks
    title = next((b.block for b in declared.with_role(Role.TITLE)), None)
    body = [b.block for b in of_roles(blocks, BODY_ROLES) if b.text]
    if not body:
        return []
    first = title if title is not None else body[0]
    best: tuple[float, list[_Tag]] = (0.0, [])
    said: Spoken | None = None
    for group in _groups(declared, max(0, first - _BEFORE_TITLE), body[-1] + _AFTER_TEXT):
        points = _points(declared, group, first, body[-1])
        if points >= _ENOUGH - 2:
            said = Spoken(text) if said is None else said
            points += _shared(group, known, said)
        if points > max(best[0], _ENOUGH - 0.001):
            best = (points, group)
    addressed = [tag for tag in best[1] if _PATH.search(_path(tag.link.target or ""))]
    named = _NAMES.search(_spelled(declared.page.elements, best[1][0].block.element)) if best[1] else None
    group = addressed if named is None and 2 * len(addressed) > len(best[1]) else best[1]
    found = {fold(tag.text): tag for tag in reversed(group) if not _ALL.fullmatch(tag.text)}
    return [make_clue(t.text, t.block.text[:300], "visible tags", t.block.place) for t in reversed(found.values())]


def _groups(declared: Declared, start: int, stop: int) -> Iterator[list[_Tag]]:
    """Rows of short links and nothing else: in one Block, or in Blocks of one make that follow each other."""
    row: list[_Tag] = []
    make: tuple[object, ...] = ()
    last = -2
    for block in declared.blocks[start:stop]:
        if not block.marks or block.role in _TELLING:
            continue
        tags = _links(block)
        if not tags:
            continue
        own = _make(declared.page.elements, block)
        if row and (own != make or block.block != last + 1):
            yield row
            row = []
        row = [*row, *tags]
        make, last = own, block.block
    if row:
        yield row


def _links(block: Block) -> list[_Tag]:
    """The links of a Block that is nothing but short links, a label and what separates them."""
    if not block.marks or (block.kind is not _PARAGRAPH and block.kind is not _LIST_ITEM):
        return []
    links = block.links
    if not links or len(links) > _MOST:
        return []
    found: list[_Tag] = []
    rest, end = "", 0
    for link in links:
        text = block.text[link.start : link.end].strip(" #,;|/·•\n")
        rest += block.text[end : link.start]
        end = link.end
        if not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or not link.target:
            return []
        found.append(_make_tag(text, block, link))
    rest += block.text[end:]
    letters = rest.strip(" #,;|/·•\n:")
    return found if not letters or _LABEL.fullmatch(letters) else []


def _make(elements: Elements, block: Block) -> tuple[object, ...]:
    """What Blocks of one list share: the list, or the parent."""
    number = block.element
    if not 0 <= number < len(elements.tag):
        return (block.kind,)
    parent = elements.parent[number]
    if parent >= 0 and (block.kind is Kind.PARAGRAPH or elements.tag[number] != "li"):
        # Each tag may be in a box of its own.
        return (elements.tag[number], elements.tag[parent], elements.parent[parent])
    return (elements.tag[number], parent)


def _points(declared: Declared, group: Sequence[_Tag], title: int, end: int) -> float:
    """How much speaks for a row of links being the article's tags."""
    if len(group) > _MOST:
        return 0.0
    points = 0.0
    number = group[0].block.block
    if number < title - _RIGHT_ABOVE:
        points -= 2.5
    elif number > end + _NEAR_TEXT:
        points -= 2
    elif number > title:
        points += 1
    if len(group) == 1:
        points -= 1
    if sum([len(tag.text.split()) for tag in group]) > _WORDS_OF_A_TAG * len(group):
        # Headlines of stories.
        points -= 2
    if any(tag.block.role is Role.TAGS for tag in group):
        points += 0.5
    if sum([tag.text.isdigit() for tag in group]) * 2 > len(group):
        points -= 3
    if points + _MOST_NAMED + _MOST_SHARED < _ENOUGH:
        return 0.0
    named = _named(_spelled(declared.page.elements, group[0].block.element))
    if named is None:
        return 0.0
    labelled = _labelled(declared.blocks, group[0])
    points += 2.0 * named + 1.5 * labelled
    if points + _ADDRESSED + _MOST_SHARED < _ENOUGH:
        return 0.0
    addressed = sum([_PATH.search(_path(tag.link.target or "")) is not None for tag in group]) >= 0.6 * len(group)
    return points + _ADDRESSED * addressed if named or addressed or labelled else 0.0


@remembered(2_000)
def _named(names: str) -> bool | None:
    """Whether names are those of tags; ``None`` where they are those of something else."""
    if _MAY_NOT_BE_NAMED(names) and _NOT_NAMES.search(names):
        return None
    return _MAY_BE_NAMED(names) and _NAMES.search(names) is not None


def _shared(group: Sequence[_Tag], known: Set[str], said: Spoken) -> float:
    """Points for the share of the tags that are declared, too, and of those that the text speaks of."""
    points = sum([any(map(said.has, words(tag.text))) for tag in group]) / len(group)
    if known:
        points += sum(fold(tag.text) in known for tag in group) / len(group)
    return points


def _labelled(blocks: Sequence[Block], tag: _Tag) -> bool:
    """Whether the words before the first link say that tags follow."""
    before = tag.block.text[: tag.link.start].strip(" #")
    if before:
        return bool(_LABEL.fullmatch(before[:60]))
    number = tag.block.block
    return number > 0 and bool(_LABEL.fullmatch(blocks[number - 1].text[:60]))


@remembered(2_000)
def _path(address: str) -> str:
    """Path and query of an address, in small letters."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return unquote(f"{parts.path[:300]}?{parts.query[:100]}" if parts.query else parts.path[:300]).lower()


@remembered(4_000)
def _hyphened(names: str) -> str:
    """Names in small letters, with a hyphen where capitals part words."""
    return names if names.islower() else _CAMEL.sub("-", names).lower()


def _spelled(elements: Elements, number: int) -> str:
    """Names of an element and of those around it."""
    found: list[str] = []
    for _ in range(_HIGHEST):
        if not 0 <= number < len(elements.tag) or elements.tag[number] in ("body", "html", "main", "article"):
            break
        found.append(_hyphened(elements.names[number][:200]))
        number = elements.parent[number]
    return " ".join(found)
