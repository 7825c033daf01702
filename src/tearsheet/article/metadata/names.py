"""Names out of a byline: separate, without "by", roles, places, handles and dates; a person told from an agency."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from tearsheet.article.article import AuthorKind
from tearsheet.article.metadata.site import is_site_name
from tearsheet.article.metadata.wording import fold

__all__ = ["is_byline_label", "kind_of", "looks_like_name", "opens_byline", "split_byline"]

_LONGEST_BYLINE = 600
_MOST_NAMES = 30
_MOST_WORDS = 7

_BY = re.compile(
    r"\s*(?:(?:written|story|text|words|article|posted|published|reported|report|reviewed|created|submitted|"
    r"escrito|redigido|redatto|geschrieben|publié|proposé|écrit|skrevet|napsal|opublikowan\w+)\s+(?:by|por|da|von|par|af)\b"
    r"|by|von|vom|par|por|di|da|de|door|af|av|od|przez|autor[ae]?s?|auteurs?|autori|author|authors|autorin|"
    r"redactie|text|texte?|testo|texto|tekst|szerző|írta|szöveg|kirjoittaja|autorius|autore|yazan|yazar|haber|penulis|"
    r"oleh|reporter|tác giả|bởi|συντάκτης|του|της|автор(?:ы|и|ка)?|текст|від|från|toimittaja|wartawan|editor|byline|"
    r"ידי|מאת|על ידי|بقلم|كتب|كتبت|بواسطة|نویسنده|خبرنگار|द्वारा|लेखक|প্রতিবেদক|লেখক|"
    r"文|撰文|作者|記者|记者|本报记者|責任編集|執筆|筆者|取材|글|기자)"
    r"(?:\s*[:：/／|]\s*|(?<=[\w])\s+)",
    re.IGNORECASE,
)
_BYLINE_START = re.compile(
    r"(?:written by|story by|words by|by|von|par|por|di|door|af|av|od|autor(?:in|a|es)?|auteurs?|author|"
    r"автор|текст|oleh|"
    r"بقلم|كتب|מאת|文|作者|記者|记者|撰文)\s*[:：/／]?\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:written |posted |published |article |story |words )?by:?|(?:von|par|por|door|af|av):?|"
    r"(?:authors?|autore?s?|autorin|auteurs?|автор|作者|記者|מאת|بقلم):?|escrito por:?|written by:?",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[;|•·、，،؛]|\s/\s|\s&\s|\s\+\s)\s*|\s+(?:and|und|et|y|e|en|og|och|ja|i|a|és|și|şi|ve|dan|và|with|mit|avec|con|"
    r"com|med|и|та|й|і|και|و|और|এবং|ו|及|和)\s+(?=[^\W\d_])|\s*(?<=[\u4e00-\u9fff])[和及与與](?=[\u4e00-\u9fff]{2,4}\Z)"
)
_SMALL_JOINERS = frozenset({"y", "e", "i", "a"})
_CUT = re.compile(
    r"https?://|www\.|\S+@\S+\.\S+|\s\d{1,2}[:.]\d\d|\d{1,2}[./-]\d|\s(?:published|updated|posted|aktualisiert|publié|"
    r"mis à jour|publicado|обновлено|опубликовано)\b|\s[|•·]\s|\s[-–—]\s|\s\d{4}\b|"
    r"\s(?:in|aus|from|à|em|en)\s(?=\w+\Z)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\s*\(?@[\w.]+\)?")
_BRACKETS = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]{0,60})[)\]）】]")
_DEGREE = re.compile(
    r"(?:ph\.?\s?d|m\.?d|d\.?o|r\.?n|r\.?d|d\.?d\.?s|d\.?m\.?d|m\.?a|m\.?s|m\.?b\.?a|b\.?a|b\.?s|j\.?d|l\.?l\.?m|cpa|cfp®?"
    r"|cfa|esq|jr|sr|ii|iii|iv|ed\.?d|psy\.?d|lcsw|lmft|rdn|mph|msc|bsc|pmp|cssd|cscs|mhs|faan|facs|lpc|np|cfp)\.?®?\Z",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editors?|reporters?|correspondents?|writers?|journalists?|columnists?|contributors?|contributing|staff|"
    r"director|manager|ceo|cto|founder|president|professor|specialist|analyst|producer|photographer|intern|fellow|expert|"
    r"redakteur(?:in)?|volontär(?:in)?|korrespondent(?:in)?|journalistin|chefredakteur|leiter(?:in)?|ressort\w*|autorin|"
    r"journaliste|rédacteur|rédactrice|correspondante?|envoyée?|grand reporter|cheffe?|"
    r"periodista|redactora?|corresponsal|enviad[oa]|jefe|directora|editora|repórter|jornalista|"
    r"giornalista|inviat[oa]|corrispondente|verslaggever|redacteur|redaktør|journalistka|dziennikarz|redaktor|"
    r"корреспондент|обозреватель|редактор|журналист|кореспондент|muhabir|editörü|wartawan|reporterka|"
    r"head of|senior|junior|chief|assistant|associate|agency|minutes?|min read|lesezeit)\b"
    r"|特派員|編集委員|論説委員|支局|기자$|특파원",
    re.IGNORECASE,
)
_TRAILING_ROLE = re.compile(
    r"\s*(?:記者|记者|特派員|編集委員|기자|특파원|선임기자|인턴기자|报道|報導|/文|撰写|摄影|攝影)\Z"
)
_NO_NAME = frozenset(
    "author authors autor auteur by von staff null none undefined unknown anonymous guest share follow about contact"
    " home subscribe login menu search more mehr text foto photo video news bio profile view posts n/a redirect".split()
)
_STAFF = re.compile(
    r"\b(?:redaktion\w*|\w+redaktion|editorial|editors|newsroom|news desk|newsdesk|desk|staff|team|redacción|redacció|"
    r"rédaction|redazione|redação|redactie|redakce|redakcja|redaksi|redacția|szerkesztőség|toimitus|редакция|"
    r"редакція|haber merkezi|web desk|bureau|correspondent)\b|編集部|编辑部|편집국|뉴스룸|온라인뉴스|"
    r"هيئة التحرير|המערכת",
    re.IGNORECASE,
)
_AGENCIES = frozenset(
    fold(line)
    for line in Path(__file__).with_name("agencies.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
"""News agencies of the world, by the names and initials they sign with."""


def opens_byline(text: str) -> bool:
    """Whether a line starts as bylines do, in any of the languages known here."""
    return _BYLINE_START.match(text) is not None


def is_byline_label(text: str) -> bool:
    """Whether a line is only the word before a name, such as "By" or "Author:"."""
    return len(text) <= 20 and _LABEL.fullmatch(text.strip()) is not None


def looks_like_name(name: str) -> bool:
    """Whether a text has the shape of a person's name: two to five words with capitals, or a short one without case."""
    words = name.replace(",", " ").split()
    if not any(c.islower() or c.isupper() for c in name):
        return 2 <= len(name) <= 24 and len(words) <= 4
    capitals = sum(word[0].isupper() for word in words)
    return 2 <= len(words) <= 5 and words[0][0].isupper() and words[-1][0].isupper() and capitals * 2 >= len(words)


_AGENCY_WORD = re.compile(
    r"\b(?:(?:news|press|wire) (?:agency|service)|(?:presse|nachrichten)agentur|agence (?:de )?presse"
    r"|agencia de noticias|agência de notícias|agenzia (?:di )?stampa|agencja prasowa|haber ajansı)\b"
    r"|информационное агентство|информагентство|通讯社|通訊社|通信社|통신사?$|وكالة",
    re.IGNORECASE,
)
"""How agencies that no list knows call themselves."""


def kind_of(name: str, site_names: Sequence[str], url: str | None, *, organisation: bool = False) -> AuthorKind:
    """Whether a name is an agency's, the outlet's or a person's.

    Args:
        name: one name.
        site_names: what the outlet is called.
        url: address of the page.
        organisation: whether the page says that it is an organisation.
    """
    folded = fold(name)
    if folded in _AGENCIES or folded.removesuffix(" news agency").removesuffix(" news") in _AGENCIES:
        return AuthorKind.AGENCY
    if is_site_name(name, site_names, url):
        return AuthorKind.OUTLET
    if _AGENCY_WORD.search(name):
        return AuthorKind.AGENCY
    if organisation or _STAFF.search(name):
        return AuthorKind.OUTLET
    return AuthorKind.PERSON


def split_byline(text: str, *, known: Sequence[str] = ()) -> list[str]:
    """Separate names out of a byline or an author property.

    Args:
        text: such as ``"Von Anna Muster und Ben Beispiel, dpa"``.
        known: names of the outlet, which are never taken apart.

    Returns:
        Each name once, at most 30.
    """
    text = unicodedata.normalize("NFC", text[:_LONGEST_BYLINE]).strip(" \t\n\"'*,;:|")
    if not text or "://" in text.split(" ", 1)[0]:
        return []
    if any(fold(text) == fold(name) for name in known):
        return [text]
    extra: list[str] = []

    def bracket(match: re.Match[str]) -> str:
        if fold(match[1]) in _AGENCIES:
            extra.append(match[1].strip())
        return ""

    text = _HANDLE.sub("", _BRACKETS.sub(bracket, text))
    for _ in range(2):
        opening = _BY.match(text)
        if opening and (opening.end() < len(text)):
            text = text[opening.end() :]
    cut = _CUT.search(text, 2)
    if cut:
        text = text[: cut.start()]
    names: dict[str, str] = {}
    previous = ""
    pieces = [piece for part in _pieces(text) for piece in _comma_pieces(part)]
    for piece in (*pieces, *extra):
        piece = piece.strip(" \t.:,;–—-/\"'*") if not piece.strip().endswith(".") else piece.strip(" \t:,;–—-/\"'*")
        if previous and _DEGREE.match(piece):
            names[previous] = f"{names[previous]}, {piece}"
            continue
        name = _name(piece)
        if name is None:
            continue
        previous = fold(name)
        names.setdefault(previous, name)
        if len(names) >= _MOST_NAMES:
            break
    return list(names.values())


def _pieces(text: str) -> list[str]:
    """Parts between conjunctions and strong separators; a single letter joins names only between two full ones."""
    parts: list[str] = []
    start = 0
    for match in _SPLIT.finditer(text):
        word = match.group().strip()
        left, right = text[start : match.start()], text[match.end() :]
        if word in _SMALL_JOINERS and (" " not in left.strip() or " " not in right.strip()):
            continue
        parts.append(left)
        start = match.end()
    parts.append(text[start:])
    return parts


def _comma_pieces(text: str) -> list[str]:
    """Parts between commas, up to the first that is a role or a sentence: what follows belongs to it."""
    pieces = re.split(r"\s*,\s+|,(?=[^\W\d_])", text)
    kept: list[str] = []
    for i, piece in enumerate(pieces):
        stripped = piece.strip()
        if i and fold(stripped) not in _AGENCIES and not _DEGREE.match(stripped):
            if _ROLE.search(stripped):
                continue
            first = stripped[:1]
            if first.islower() and first.isalpha() and len(stripped) > 4:
                continue
        kept.append(stripped)
    return kept


def _name(piece: str) -> str | None:
    """``piece`` when it can be a name, without a role at its end."""
    piece = _TRAILING_ROLE.sub("", piece).strip(" :：")
    opening = _BY.match(piece)
    if opening and opening.end() < len(piece):
        piece = piece[opening.end() :]
    folded = fold(piece)
    words = piece.split()
    if not 1 < len(piece) <= 70 or len(words) > _MOST_WORDS or folded in _NO_NAME:
        return None
    if not any(c.isalpha() for c in piece) or "http" in folded or sum(c.isdigit() for c in piece) > 4:
        return None
    if len(words) > 1 and folded not in _AGENCIES and _ROLE.search(piece) and not _STAFF.search(piece):
        shorter = _ROLE.split(piece, maxsplit=1)[0].strip(" ,-–—")
        return shorter if len(shorter.split()) > 1 and shorter[0].isupper() else None
    return piece
