"""The credit of an image told from its caption: who took the picture, and who supplies it.

By a sign or a word before it, by brackets around it, or because what stands behind the last sentence reads as names.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from tearsheet.remembered import remembered
from tearsheet.roles.controls import without_control

__all__ = ["is_supplier", "names_somebody", "split_credit", "without_label"]

_Way = Callable[[str], tuple[int, str, str] | None]
"""Finds a credit in the end of a text: where it starts, the credit, and what stands behind it."""

_REACH = 300
"""Characters at the end of a text in which a credit is looked for."""
_LONGEST = 140
_MOST_NAMES = 9
_MOST_UNSIGNED = 70
_LONGEST_UNCASED = 12

_PICTURE = (
    r"photo(?:s|graph(?:s|y|er|ie|ies|e)?)?|pic(?:ture)?s?|images?|screen ?(?:shots?|grab)|graphic|illustrations?"
    r"|foto(?:s|graf(?:ie|i|it|o|as?|ía|ia|iert)?|ğraf|ó|grafija|montage|illustration)?|bild(?:er|quelle|nachweis|rechte"
    r"|montage)?|aufnahme|grafik|montage|collage|[\w-]{3,20}(?:foto|bild)|imagen(?:es)?|imágenes|imagem|imagens|immagin[ei]"
    r"|fotó(?:k|s)?|fot\.|zdj(?:ęci[ea]|\.)|kuvat?|kuvaaja|kuvituskuva|billeder?|bilder?|ljósmynd(?:ari)?|mynd|skjáskot"
    r"|slika|snímek|ilustra\w+|pildid?|attēls|nuotr(?:\.|auk\w+)|görsel|gambar|larawan|picha|isithombe|umfanekiso|beeld"
    r"|ảnh|hình(?: ảnh)?|коллаж|колаж|скриншот|кадр"
    r"|фото(?:графи[яи]|граф|грф)?|снимк?[аи]?|світлин[аи]|сурет|φωτο(?:γραφ[ίι]α|γρ[άα]φος)?|εικόνα"
    r"|צילו(?:ם|מים)|תצלום|תמונה|(?:ال)?صور[ةه]|تصوير|عدسة|عکس(?:اس)?|تصویر|फ़?ोटो|फोटो|तस्वीर|छायाचित्र|ছবি|படம்|ภาพ"
)
_SUPPLIER = (
    r"credits?|crédits?|créditos?|crèdits?|crediti|courtesy|source|sources|quellen?|fuente|fonte|źródło|bron|kilde|källa"
    r"|zdroj|forrás|kaynak|lähde|sursa|izvor|источник|джерело|πηγή|المصدر|منبع|מקור|קרדיט|स्रोत|सौजन्य|nguồn|copyright"
    r"|rechte|handout"
)
_WORD = rf"(?:{_PICTURE}|{_SUPPLIER})"
_OWN = (
    rf"(?<![^\W_]){_WORD}"
    rf"(?:\s*[/&,]\s*{_WORD}|\s+(?:{_WORD}|by|von|par|av|af|por|door|de|d['’]archives?|di|od))?\s*[:：]\s*"
)
"""A word of the field, or two, and a colon."""
_UNCASED = (
    r"(?:写真|画像|撮影|撮影者|提供|資料|사진|출처|그래픽|图片来源|圖片來源|图片|圖片|图源|圖源|图据|照片|图|圖|摄影|攝影|来源|來源)"
    r"(?:提供|来源|來源|撮影|출처|제공)?\s*[:：=＝/／|]\s*|(?:本报记者|新华社记者)\s*(?=\S{2,8}\s*[摄攝])"
)
_SIGN = rf"(?:(?<![^\W_])(?:{_PICTURE})\s*)?(?:©|ⓒ|℗|(?<!\w)\(c\)|(?<!\w)copyright(?=\s+\S))\s*(?:by\s+)?"
_SLASHED_LABEL = r"(?<![^\W_])(?<![A-Z] )(?:photos?|fotos?|foto|фото|bild|image|fot\.)\s*[/|]\s*"
_LABEL = re.compile(rf"(?:{_SIGN}|{_OWN}|{_UNCASED}|{_SLASHED_LABEL})", re.IGNORECASE)

_BY = re.compile(
    r"(?:\A[–—|-]?\s*|(?<=[.!?。»”\"'’)\]])\s*|\s[–—|-]\s*|\n|[(\[]\s*)"
    r"(?P<label>(?:photo(?:s|graphs?|graphed|graphy|graphie)?|pictures?|pics?|images?|illustrations?|graphics?|screengrab"
    r"|screenshot|foto(?:s|grafie|grafi)?)\s+(?:(?:is|are)\s+)?(?:courtesy\s+(?:of\s+)?|credit\s*[:-]?\s*|by\s+|par\s+"
    r"|av\s+|af\s+|via\s+|from\s+)|courtesy\s+(?:of\s+)?|provided\s+by\s+|supplied\s+by\s+|via\s+)"
    r"(?=[^\W\d_])",
    re.IGNORECASE,
)
_SUPPLIERS = frozenset(
    line
    for line in Path(__file__).with_name("suppliers.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
_SUPPLIED = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(_SUPPLIERS, key=len, reverse=True)))})(?!\w)")
_HANDED = re.compile(
    r"(?:supplied|provided|handout|submitted|contributed|courtesy|file|archiv[eo]?s?|privat|private|z\.?\s?v\.?\s?g\.?|d\.?r\.?"
    r"|arşiv|архив|arhiva|arkiv|pool|screenshot|zur verfügung gestellt)\.?\Z",
    re.IGNORECASE,
)
"""What is printed where nobody is named."""
_FILED = re.compile(
    r"(?:file|symbol|archiv[eo]?|library|stock|undated|agency|representative|representational|illustrative|arkiv|archief)?"
    r"[ -]?(?:photos?|pictures?|pics?|images?|bild(?:er)?|foto(?:s)?|fotó|grafik|illustration|kuva)",
    re.IGNORECASE,
)
"""What kind of picture it is; nobody's name."""
_BRACKETED = re.compile(r"[(（\[【](?P<credit>[^()（）\[\]【】]{2,120})[)）\]】]\s*[.。]?\Z")
_BRACKETED_FIRST = re.compile(r"[(（\[](?P<credit>[^()（）\[\]]{2,120})[)）\]]\s*(?=\S{2})")
_BEHIND_SENTENCE = re.compile(r"(?:[.!?。！？…][”\"»“’)\]]*(?:\s+|(?!\d))|[”»“)\]]\s+|\n)(?=[^\s.!?。»”\")\]])")
_BEHIND_DASH = re.compile(r"\s[–—|•]\s*|\s-\s|(?<=[^\s/])\s/\s")
_EQUALLED = re.compile(r"[、,]?[=＝](?P<credit>[^=＝。、]{2,30})\Z")
_SHOT_BY = re.compile(r"(?:\A|(?<=[。！？\s(（]))(?P<credit>[^\s。！？()（）]{2,16})\s*[摄攝](?:影)?[)）]?[。.]?\Z")
_SHOT = re.compile(r"(?:撮影|提供|[摄攝]影?)\Z")
_ROLE = re.compile(r"(?<=\S)\s*(?:기자|記者|记者|撮影|提供|[摄攝]影?)\Z")
"""What stands behind a name as "Photo by" does before it."""
_BREAK = re.compile(r"[.!?]\s+(?=\S)|[。！？]")
_ABBREVIATED = frozenset(
    """
    adm al approx bzw ca capt cf co col corp dept dr dra dres etc evtl fr gen ggf gov hon hr hrsg inc ing insp jr jun
    lic lt ltd maj mag max med mgr min mio mlle mme mr mrd mrs ms mt no nr op pres prof pvt rep rev sen sgt sr sra srta
    st supt u.a usw v vs z.b г гг им проф ул
    """.split()
)
_JOINING = frozenset(
    """
    af al and ap av bin by da das de del della den der di do dos dpa du e et for from i la le of og por s the und van
    via von vom y zu
    """.split()
)


def split_credit(text: str, *, signed: bool = False) -> tuple[str | None, str | None]:
    """Part the text below an image into caption and credit.

    Args:
        text: as it stands below or in the image.
        signed: whether only signs, words and brackets tell a credit, not that something reads as names.

    Returns:
        Caption and credit, the credit without brackets and without the words that lead it in; ``None`` for what is not
        there.
    """
    return _split_signed(text) if signed else _split_unsigned(text)


@remembered(2_000)
def _split_signed(text: str) -> tuple[str | None, str | None]:
    """By signs, words and brackets alone."""
    return _split(text, (_labelled, _bracketed, _by, _uncased))


@remembered(2_000)
def _split_unsigned(text: str) -> tuple[str | None, str | None]:
    """By what reads as names too; several rooms ask it of the same text."""
    return _split(text, (_labelled, _bracketed, _by, _uncased, _unsigned))


def _split(text: str, ways: Sequence[_Way]) -> tuple[str | None, str | None]:
    """By the first of some ways that finds a credit."""
    text = without_control(text.strip()) or text.strip()
    start = max(len(text) - _REACH, 0)
    tail = text[start:]
    for way in ways:
        found = way(tail)
        if found is None:
            continue
        at, credit, rest = found
        credit = without_label(credit)
        if not credit:
            continue
        caption = f"{_head(text[: start + at])} {rest}".strip()
        return caption or None, credit
    return text or None, None


def without_label(credit: str) -> str:
    """A credit without brackets around it and without words such as "Photo:" before it."""
    credit = credit.strip()
    for _ in range(3):
        shorter = credit.strip(" \t\n|•·–—-")
        if shorter[:1] in "([（【" and shorter[-1:] in ")]）】" and not re.search(r"[()]", shorter[1:-1]):
            shorter = shorter[1:-1].strip()
        label = _LABEL.match(shorter) or _BY.match(shorter)
        if label is not None and label.end() < len(shorter):
            shorter = shorter[label.end() :]
        if shorter == credit:
            break
        credit = shorter
    credit = _ROLE.sub("", credit)
    if credit.count("(") > credit.count(")"):
        credit = credit.lstrip("(")
    elif credit.count(")") > credit.count("("):
        credit = credit.rstrip(") .")
    return credit.strip(" \t\n|:;,")


def is_supplier(name: str) -> bool:
    """Whether a name is, or begins or ends with, that of an agency or another known supplier of pictures."""
    found = _SUPPLIED.search(name)
    return found is not None and (found.start() == 0 or found.end() == len(name))


def names_somebody(text: str) -> bool:
    """Whether a short text is nothing but names: of people, with an agency, or of an agency alone."""
    text = text.strip()
    if not 1 < len(text) <= _MOST_UNSIGNED or _BREAK.search(text):
        return False
    return _HANDED.match(text) is not None or _reads_as_names(text)


def _head(text: str) -> str:
    """What stands before a credit, without what parts the two."""
    return text.rstrip(" \t\n([（【|–—-/／、,;•")


def _labelled(tail: str) -> tuple[int, str, str] | None:
    """A credit behind a sign or a word, or before the caption if it comes first."""
    for match in _LABEL.finditer(tail):
        credit = tail[match.end() :]
        end = _BREAK.search(credit)
        rest = ""
        while end is not None and _abbreviated(credit[: end.start()]):
            end = _BREAK.search(credit, end.end())
        if end is not None:
            credit, rest = credit[: end.start()], credit[end.end() :].strip()
            if names_somebody(rest) and len(rest) < len(credit):
                rest = ""
                credit = tail[match.end() :]
            elif match.start() > 1 and rest:
                continue
        opened = tail[: match.start()].rstrip()[-1:] in ("(", "（", "[", "【")
        if opened and not rest:
            inner = re.search(r"[)）\]】]", credit)
            if inner is not None and credit[: inner.start()].count("(") == 0:
                behind = credit[inner.end() :].strip()
                if behind.strip(".。") and match.start() > 1:
                    continue
                credit, rest = credit[: inner.start()], behind if behind.strip(".。 ") else ""
        credit = credit.strip()
        if 1 < len(credit) <= _LONGEST and (rest == "" or _reads_as_names(without_label(credit))):
            return match.start(), credit.removesuffix("."), rest
    return None


def _bracketed(tail: str) -> tuple[int, str, str] | None:
    """Brackets at the end, or at the start, that hold an agency, a courtesy or, behind a sentence, names."""
    match = _BRACKETED.search(tail)
    if match is not None and not _FILED.fullmatch(match["credit"].strip()):
        credit = match["credit"].strip()
        behind = tail[: match.start()].rstrip()[-1:] in '.!?。”"»' and match.start() > 0
        if (
            _SUPPLIED.search(credit)
            or _BY.match(credit)
            or _SHOT.search(credit)
            or (behind and _reads_as_names(credit) and _several(credit))
        ) and len(credit.split()) <= 2 * _MOST_NAMES:
            return match.start(), credit, ""
    match = _BRACKETED_FIRST.match(tail)
    if match is not None and (_SUPPLIED.search(match["credit"]) or _BY.match(match["credit"])):
        return 0, match["credit"], tail[match.end() :]
    return None


def _by(tail: str) -> tuple[int, str, str] | None:
    """Words such as "Picture by" or "Courtesy of", and names to the end."""
    for match in _BY.finditer(tail):
        credit = tail[match.end() :].strip(" .)]")
        if 1 < len(credit) <= _LONGEST and _reads_as_names(credit):
            return match.start(), credit, ""
    return None


def _uncased(tail: str) -> tuple[int, str, str] | None:
    """The ways of Japanese and Chinese newspapers: ``…＝name`` and ``name 摄``."""
    for pattern in (_EQUALLED, _SHOT_BY):
        match = pattern.search(tail)
        if match is not None and not match["credit"].isascii():
            return match.start(), match["credit"], ""
    return None


def _unsigned(tail: str) -> tuple[int, str, str] | None:
    """What stands behind the last sentence, or behind a dash, and reads as names; or a text that is nothing else."""
    for match in _BEHIND_SENTENCE.finditer(tail, max(len(tail) - _MOST_UNSIGNED - 2, 0)):
        if not match.start():
            continue
        head, credit = tail[: match.end()].rstrip(), tail[match.end() :].strip()
        if head.count("(") > head.count(")") or _abbreviated(head.removesuffix(".")) or _BREAK.search(credit):
            continue
        if _HANDED.fullmatch(credit) or (_reads_as_names(credit) and (_several(credit) or _SUPPLIED.search(credit))):
            return match.end(), credit, ""
    for match in _BEHIND_DASH.finditer(tail, max(len(tail) - _MOST_UNSIGNED - 2, 0)):
        credit = tail[match.end() :].strip()
        words = credit.removesuffix(" pic")
        supplied = _SUPPLIED.search(words)
        if match.start() and supplied and _reads_as_names(words) and len(words.split()) <= 6:
            return match.start(), words, ""
        if match[0].strip() == "/" and _reads_as_names(words) and 2 <= len(words.split()) <= 3:
            return match.start(), words, ""
    whole = tail.strip()
    if _HANDED.fullmatch(whole):
        return 0, whole, ""
    if len(whole) <= _MOST_UNSIGNED and _reads_as_names(whole) and (_SUPPLIED.search(whole) or "/" in whole):
        return 0, whole, ""
    return None


def _several(text: str) -> bool:
    """Whether names are more than one word, or one of a script without capitals."""
    text = text.strip(" /.()[]（）")
    words = re.split(r"[\s/]+", text)
    return len(words) > 1 or not (text[:1].isupper() or text[:1].islower())


def _reads_as_names(text: str) -> bool:
    """Whether a text is made of names: words with a capital, or of a script without capitals, and what joins them."""
    words = [word.strip("().,:;'’\"“”") for word in re.split(r"[\s/|&+-]+", text)]
    words = [word for word in words if word]
    if not words or len(words) > _MOST_NAMES or (words[-1][0].islower() and not _SUPPLIED.search(words[-1])):
        return False
    if not words[0][0].isalpha() and words[0][0] != "@":
        return False
    if not any(word[0].isupper() or word[0].islower() for word in words):
        return len("".join(words)) <= _LONGEST_UNCASED and len(words) <= 3
    return all(not word[0].islower() or word.lower() in _JOINING or "." in word for word in words)


def _abbreviated(text: str) -> bool:
    """Whether a text ends in a word that is commonly cut short, or in an initial, rather than in a sentence."""
    word = re.split(r"[\s(]", text[-24:])[-1].lstrip("(\"'“„")
    return (
        (len(word) == 1 and word.isupper())
        or (len(word) <= 2 and word.isdigit())
        or word.lower() in _ABBREVIATED
        or re.fullmatch(r"(?:\w\.)+\w", word) is not None
    )
