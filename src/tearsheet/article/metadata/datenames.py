"""Names that tell which date a date is: of meta elements and properties, of classes, and words beside it in a line.

Words are in lower case, in the languages in which news is written most.
"""

import re

from tearsheet.article.metadata.stems import finder
from tearsheet.remembered import remembered

__all__ = [
    "MODIFIED_METAS",
    "PUBLISHED_METAS",
    "Which",
    "meta_is",
    "names_say",
    "starts_of",
    "text_says",
    "told_otherwise",
]

Which = str
"""``"published"``, ``"updated"``, or ``"plain"`` where nothing tells."""

PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "article_published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "publishdate",
    "publish-date",
    "publish_date",
    "publisheddate",
    "published-date",
    "published_date",
    "publication_date",
    "publicationdate",
    "publishtime",
    "published_at",
    "published",
    "pubdate",
    "pub_date",
    "originalpublicationdate",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "article.published",
    "prism.publicationdate",
    "prism.coverdate",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "sailthru.date",
    "date",
    "article:created_time",
    "rnews:datepublished",
    "bt:pubdate",
    "ptime",
    "weibo:article:create_at",
    "displaydate",
)
"""Names of ``meta`` elements that publishers give the day of publication, the surest first."""

MODIFIED_METAS = (
    "article:modified_time",
    "og:article:modified_time",
    "og:modified_time",
    "article:modified",
    "article_modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "prism.modificationdate",
    "last-modified",
    "last_modified",
    "lastmodified",
    "last_updated_date",
    "lastupdated",
    "modified",
    "utime",
    "revised",
)
"""Names of ``meta`` elements that publishers give the day of the last change, the surest first."""

_OTHER_META = re.compile(
    r"expir|event|start|end(?:s|ed|ing)?(?![a-z])|birth|copyright|unpubl|review|embargo|valid|until|captur|crawl|serve"
    r"|render|build|cache|generat|current|today|now(?![a-z])|deadline|comment|availab|format|lang|updates?[-_]?url|image"
    r"|video|release|user|member|founded|update_?freq"
)
_MODIFIED_META = re.compile(r"modif|updat|revis|chang|edited|last[-_.: ]?publi|reviewed")
_PUBLISHED_META = re.compile(
    r"publi(?!sher)|issued|pub[-_.: ]?date|date[-_.: ]?created|created[-_.: ]?(?:at|on|date|time)|creation[-_.: ]?date"
    r"|posted|article[-_.: ]?date|(?:\A|[-_.:])date\Z|firstcreated|display[-_.: ]?date"
)

# Every word of these begins with a letter that is written out: those are what is looked for first.
_UPDATED = re.compile(
    r"updat|modif|chang|e(?<![a-z]e)dit(?:ed|iert)|revis(?:ed|ado|ión|ão)|reviewed|aktualis|ge[äa]ndert"
    r"|s(?<![^\W\d_]s)tand:|mis à jour|mise à jour|màj|actuali[sz]|atuali[sz]|aggiorn|bijgewerkt|gewijzigd"
    r"|laatste|opdater|oppdater|uppdater|senast|päivitet|muokat|aktualiz|zaktual|zmien|обновл|изменен"
    r"|оновлен|змінен|актуализ|ажурир|ενημερ|güncel|به.?روز|ویرایش|آخر تحديث|تحديث|עודכן|עדכון|更新|修改"
    r"|編集|改訂|수정|업데이트|最終|अपडेट|अद्यतन|संशोधित|হালনাগাদ|আপডেট|புதுப்பி|మార్చ|నవీకరి|ನವೀಕರಿ"
    r"|പുതുക്കി|અપડેટ|cập nhật|sửa đổi|diperbarui|diperbaharui|dikemas|แก้ไข|อัปเดต|อัพเดต|ažuriran|izmenj"
    r"|izmijenj|frissít|módosít|actualizat|modificat|atnaujint|uuendat|muudet|atjaunin|përditës|yenilən"
    r"|imesasish|na-update|ထွန်းသစ်|បច្ចុប្បន្ន|განახლ|թարմաց"
)
_PUBLISHED = re.compile(
    r"publi|veröffentlicht|erstellt|erschienen|posted|created|started|asked|submitted|écrit|creado|pubbl"
    r"|gepubl|geplaatst|udgivet|offentliggjort|publicer|julkais|zveřejn|vydáno|opublik|опублик|дата|создан"
    r"|размещен|objavlj|yayın|oluşturul|نشر|منتشر|انتشار|פורסם|発行|公開|掲載|配信|投稿|発表|发布|發布"
    r"|发表|刊登|입력|등록|게시|작성|प्रकाशित|পোস্ট|প্রকাশ|வெளியிட|ప్రచురి|પ્રકાશિત|đăng|xuất bản|tayang"
    r"|terbit|diterbit|เผยแพร่|megjelen|közzé|publicat|paskelbt|avaldat|publicēt|botuar|dərc|imechapish"
    r"|inilathala|გამოქვეყნ|հրապարակ"
)
_NEVER = re.compile(r"©|\(c\)\s*(?:19|20)\d\d|copyright|all rights|alle rechte|tous droits|todos los derechos")
_OTHERWISE = re.compile(
    r"expir|valid |deadline|(?<![a-z])events?(?![a-z])|begins?(?![a-z])|starts(?![a-z])|starting|until"
    r"|(?<![a-z])ends?(?![a-z])|kommentar|comment|repl(?:y|ied)|answered|joined|registered|member since"
    r"|born(?![a-z])|(?<![a-z])died|geboren|née? le|founded|since \d|available|availability|effective"
    r"|releas|erscheint am|due |closes|open today|next |launch(?:es|ing)|quote from|accessed|retrieved"
    r"|visited|captured|archived|printed|abgerufen|consulté|delivery|arrives|ships|tickets?|season|gültig"
    r"|ablauf|anmeldeschluss|valable|hasta el|válido|scade|valido|geldig|действует|до \d|geçerli|有効|截止"
    r"|마감|(?<![a-z])today(?![a-z])|(?<![a-z])heute(?![a-z])|aujourd|сегодня|今日は|今天是|오늘은"
)
_UPDATED_NAME = re.compile(r"updat|modif|change[ds]?(?![a-z])|revis|edited")
_PUBLISHED_NAME = re.compile(r"publish|pub-?date|posted|created|post-?date|entry-?date|article-?date")


def _plain(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern for texts of ASCII: without the words, written out as they are, that have other letters."""
    kept = [part for part in pattern.pattern.split("|") if part.isascii() or _SIGN.search(part)]
    return re.compile("|".join(kept))


_SIGN = re.compile(r"[()\[\]?*+.\\^$]")
_PLAIN_UPDATED, _PLAIN_PUBLISHED, _PLAIN_OTHERWISE = map(_plain, (_UPDATED, _PUBLISHED, _OTHERWISE))

_MAY_SAY = finder(
    "updat modif chang edit revis reviewed aktualis ndert stand: actuali atuali aggiorn bijgewerkt gewijzigd laatste "
    "opdater oppdater uppdater senast muokat aktualiz zaktual zmien diperbarui diperbaharui dikemas izmenj izmijenj "
    "atnaujint uuendat muudet atjaunin imesasish "
    "publi erstellt erschienen posted created started asked submitted creado pubbl gepubl geplaatst udgivet "
    "offentliggjort julkais objavlj tayang terbit megjelen paskelbt avaldat botuar imechapish inilathala"
)
"""For texts of ASCII in lower case."""

_REACH = 48
"""How many characters before a date may tell what it is the date of."""

_OPENS = 32
"""No word that says what follows is as long."""


@remembered(2_000)
def meta_is(name: str) -> str | None:
    """``"published"`` or ``"updated"`` for a ``meta`` name that says so; ``None`` for others.

    Args:
        name: lower case.
    """
    if _OTHER_META.search(name):
        return None
    if _MODIFIED_META.search(name):
        return "updated"
    return "published" if _PUBLISHED_META.search(name) else None


def names_say(names: str) -> str | None:
    """What class names and ids say of a date: ``"published"``, ``"updated"``, or ``None``."""
    lower = names.lower()
    updated, published = _UPDATED_NAME.search(lower), _PUBLISHED_NAME.search(lower)
    if bool(updated) == bool(published):
        return None
    return "updated" if updated else "published"


def starts_of(text: str) -> list[int]:
    """Where words stand in a line that say which date follows, and where the line begins and ends."""
    lower = _lower(text)
    if not text or (lower.isascii() and not _MAY_SAY(lower)):
        return [0, len(text)] if text else [0]
    found = {0, len(text)}
    for pattern in (_PLAIN_UPDATED, _PLAIN_PUBLISHED) if lower.isascii() else (_UPDATED, _PUBLISHED):
        found.update([match.start() for match in pattern.finditer(lower)])
    return sorted(found)


def text_says(part: str) -> Which:
    """What a part of a line that begins with such a word is about."""
    lower = _lower(part)
    plain = lower.isascii()
    if plain and not _MAY_SAY(lower[:_OPENS]):
        return "plain"
    if (_PLAIN_UPDATED if plain else _UPDATED).match(lower):
        return "updated"
    return "published" if (_PLAIN_PUBLISHED if plain else _PUBLISHED).match(lower) else "plain"


def told_otherwise(text: str, start: int) -> bool:
    """Whether the words before a date say that it is that of an event, a comment, an offer, a copyright, of today.

    Args:
        text: the line.
        start: where the date begins in it.
    """
    lower = _lower(text)
    otherwise = _PLAIN_OTHERWISE if lower.isascii() else _OTHERWISE
    return bool(_NEVER.search(lower) or otherwise.search(lower, max(0, start - _REACH), start))


def _lower(text: str) -> str:
    """In lower case, character by character: patterns that heed the case are several times faster."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
