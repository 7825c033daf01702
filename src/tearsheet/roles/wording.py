"""What the words of a short Block give away, where the markup does not.

The patterns hold the field's stock phrases in the languages that most captures are in; they only name the role of what
is left out, or part the small pieces around an article. What is content is learned.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tearsheet.native import lineloops
from tearsheet.page.role import Role
from tearsheet.page.text import CREDIT_START
from tearsheet.remembered import learn, remembered

__all__ = [
    "BYLINE_FIRST",
    "BYLINE_PAIRS",
    "CLOSING",
    "CREDIT_FIRST",
    "CREDIT_PAIRS",
    "furniture_wording",
    "is_byline",
    "is_credit",
    "is_dateline",
    "learn_wording",
]

CLOSING = "”\"»’')]）」』 "
"""What may stand behind the mark that ends a sentence."""

_LONGEST_CREDIT = 160
_LONGEST_BYLINE = 160
_LONGEST_DATELINE = 120


@dataclass(frozen=True, slots=True)
class _Wording:
    """What tells one role.

    Attributes:
        role: what it tells.
        longest: characters of a text that it may tell of.
        find: looks for the phrases in a text in lower case: many times faster than ignoring case.
        stems: one of them stands in every phrase, and is sooner found.
        begins: one of them stands at the start of every other phrase.
    """

    role: Role
    longest: int
    find: Callable[[str], re.Match[str] | None]
    stems: tuple[str, ...]
    begins: tuple[str, ...]


def _wording(role: Role, longest: int, stems: str, *phrases: str) -> _Wording:
    """Stems with a circumflex stand at the start, and an underscore for a space."""
    stems = stems.replace(" ", "\n").replace("_", " ")
    pattern = re.compile("|".join(phrases))
    inside = tuple(stem for stem in stems.split("\n") if stem[0] != "^")
    begins = tuple(stem[1:] for stem in stems.split("\n") if stem[0] == "^")
    return _Wording(role, longest, pattern.search if inside else pattern.match, inside, begins)


_FURNITURE: tuple[_Wording, ...] = (
    _wording(
        Role.TEMPLATE,
        200,
        "{ <% [[ % $$",
        r"\{\{.*?\}\}|\$\{[^}]*\}|<%.*?%>|\[\[.*?\]\]|^%[\w.]+%$|^\$\$\w+\$\$$",
    ),
    _wording(
        Role.LOADER,
        40,
        "^load ^chargement ^laden ^lädt ^cargando ^caricamento ^загрузка ^加载中",
        r"^(?:loader|loading|chargement|laden|lädt|cargando|caricamento|загрузка|加载中)\b[ .…]*$",
    ),
    _wording(
        Role.CONSENT,
        600,
        "cookie gdpr rgpd dsgvo accept_all manage_all reject_all consent куки",
        r"\bcookies?\b",
        r"\bgdpr\b",
        r"\brgpd\b",
        r"\bdsgvo\b",
        r"\b(?:accept|manage|reject) all\b",
        r"consent(?:ement|imiento)?\b",
        r"куки",
        r"файлы cookie",
    ),
    _wording(
        Role.COMMENTS,
        140,
        "omment koment coment reacti комментари σχόλι 评论 評論 コメント 댓글 تعليق discussion conversation ^chat "
        "identifiez ^reply ^antworten ^répondre ^responder ^log_in ^sign_in",
        r"\bcomments?\b",
        r"\bcommentaires?\b|\bcommenter\b",
        r"\bkommentar(?:e|en)?\b|\bkommentieren\b",
        r"\bcomentarios?\b|\bcomentar\b",
        r"\bcomentários?\b",
        r"\bcommenti?\b|\bcommentare\b",
        r"\breacties?\b",
        r"komentarz",
        r"комментари",
        r"σχόλι",
        r"评论|評論|コメント|댓글|تعليق",
        r"participer aux discussions|join the (?:discussion|conversation)|^chat$|identifiez-vous",
        r"^(?:reply|antworten|répondre|responder)$",
        r"^(?:log|sign) in to\b",
    ),
    _wording(
        Role.NEWSLETTER,
        300,
        "newsletter inbox boletín infolettre рассылк ニュースレター メルマガ",
        r"newsletters?\b",
        r"\binbox\b",
        r"boletín",
        r"infolettre",
        r"рассылк",
        r"ニュースレター|メルマガ",
    ),
    _wording(
        Role.CALL_TO_ACTION,
        90,
        "subscribe sign_up log_in login register download read_more click_here abonn inscrire connecter lire_la "
        "anmelden registrieren jetzt lesen suscr inici leer_más assine leia_mais abbonati leggi_anche подпис войти "
        "читать_далее zaloguj czytaj_więcej 订阅 訂閱 登录 "
        "登入 購読 구독 اشترك",
        r"\bsubscribe\b|\bsign up\b|\blog ?in\b|\bregister\b|\bdownload\b.*\bapp\b|\bread more\b|\bclick here\b",
        r"\bs['’]abonner\b|\babonnez-vous\b|\bs['’]inscrire\b|\bse connecter\b|\blire la suite\b",
        r"\babonnieren\b|\banmelden\b|\bregistrieren\b|\bjetzt\b.*\btesten\b|\bmehr lesen\b|\bweiterlesen\b",
        r"\bsuscr[ií]b\w+|\binicia(?:r)? sesión\b|\bleer más\b",
        r"\bassine\b|\bleia mais\b|\babbonati\b|\bleggi anche\b",
        r"подпис|войти|читать далее|zaloguj|czytaj więcej|订阅|訂閱|登录|登入|購読|구독|اشترك",
    ),
    _wording(
        Role.ADVERTISEMENT,
        60,
        "^ad ^sponsored ^promoted ^anzeige ^werbung ^publici ^pubblicità ^reklama ^реклама ^διαφήμιση ^広告 ^广告 "
        "^廣告 ^광고 ^إعلان",
        r"^(?:advertisement|advertising|ad|sponsored|promoted)\b.{0,20}$",
        r"^(?:anzeige|werbung|publicité|publicidad|pubblicità|reklama|реклама|διαφήμιση|広告|广告|廣告|광고|إعلان)\b",
    ),
    _wording(
        Role.SHARE,
        80,
        "share tweet facebook twitter whatsapp telegram linkedin pinterest instagram partager teilen "
        "compartir condividi поделиться udostępnij 分享 シェア 공유",
        r"\b(?:share|tweet|facebook|twitter|whatsapp|telegram|linkedin|pinterest|instagram)\b",
        r"\bpartager\b|\bteilen\b|\bcompartir\b|\bcondividi\b|поделиться|udostępnij|分享|シェア|공유",
    ),
    _wording(
        Role.LEGAL,
        400,
        "© (c) copyright rights_reserved réservés vorbehalten derechos права prawa 版权 版權 無断 著作権 무단 terms_of "
        "privacy_policy impressum légales aviso_legal",
        r"(?:©|\(c\)|copyright).{0,40}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.{0,20}©",
        r"all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos|все права защищены",
        r"wszelkie prawa|版权所有|版權所有|無断転載|著作権|무단",
        r"\bterms of (?:use|service)\b|\bprivacy policy\b|\bimpressum\b|mentions légales|aviso legal",
    ),
    _wording(
        Role.FEED,
        60,
        "^fil ^news ^latest ^breaking ^live ^lo ^ultim ^лента ^последние ^最新 ^속보 ^most ^les ^meistgelesen "
        "^trending",
        r"^(?:fil d['’]actu\w*|news ?feed|news ?ticker|latest news|breaking news|live feed|lo último|ultim'ora)$",
        r"^(?:лента новостей|последние новости|最新ニュース|最新消息|속보)$",
        r"^(?:most (?:read|popular|viewed)|les plus lus|meistgelesen|lo más (?:leído|visto)|trending)\b",
    ),
    _wording(
        Role.RELATED,
        80,
        "^related ^see ^read ^more ^also ^recommended ^you ^lire ^à ^voir ^sur ^mehr ^lesen ^auch ^leia ^lea ^te "
        "^leggi ^читайте ^по ^czytaj ^関連記事 ^相关新闻 ^相關新聞 ^관련",
        r"^(?:related|see also|read also|read next|more (?:on|from|stories|news)|also read|recommended|you may)\b",
        r"^(?:lire aussi|à lire|voir aussi|sur le même sujet|mehr zum thema|lesen sie auch|auch interessant)\b",
        r"^(?:leia também|lea también|te puede interesar|leggi anche|читайте также|по теме|czytaj także)",
        r"^(?:関連記事|相关新闻|相關新聞|관련 ?기사)",
    ),
)

_LONGEST_FURNITURE = max(wording.longest for wording in _FURNITURE)

_BYLINE = re.compile(
    r"(?:by|von|par|por|di|da|av|af|door|przez|автор(?:ы)?|text(?:e|o)?|words|written by|reported by|story by|author|"
    r"autor(?:es|in)?|auteur|autore|συντάκτης|文|撰文|作者|记者|記者|取材|执笔|執筆|글|كتب|बाय)(?:\s*[:：|]\s*|(?<=[文者])/|\s+)"
    r"(?=[^\W\d_])",
    re.IGNORECASE,
)
_REPORTER = re.compile(r"(?:記者|记者|기자|特派員|編集委員)(?:\s|[)）】]|\Z)")
BYLINE_FIRST = "bBvVpPdDaAtTwWrRsSſаАσςΣ文撰作记記取执執글كब"
CREDIT_FIRST = "©℗pPfFzZфФiIİıbBcC写사图AREdGTРТ新共"
"""What a byline and, behind brackets, a credit begin with: most lines begin with something else."""

BYLINE_PAIRS = "by vo pa po pr di da do av af au te wo wr re st"
CREDIT_PAIRS = "ph fo zd im bi pi cr ap af re ep dp ge pa an ef ta"
"""The first two letters, in either case, where both are plain ones."""

_BYLINE_FIRST, _CREDIT_FIRST = frozenset(BYLINE_FIRST), frozenset(CREDIT_FIRST)
_BYLINE_PAIRS, _CREDIT_PAIRS = frozenset(BYLINE_PAIRS.split()), frozenset(CREDIT_PAIRS.split())

_CREDIT_WHOLE = re.compile(r"\(?\[?(?:AP|AFP|Reuters|EPA|dpa|Getty|PAP|ANSA|EFE|TASS|РИА|ТАСС|新华社|共同)\b.{0,60}\Z")
_PHOTOGRAPHED = re.compile(r"\A[^。，,.!?！？]{2,40}(?:摄|攝|摄影|攝影|撮影)[)）]?\Z")
"""A name and "photographed"."""
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}[:.h]\d{2}\b|年\d{1,2}月|\d{4}年")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_DATE_WORDS = 12
_SENTENCE = re.compile(r"[.!?。！？]\s+\S.*[.!?。！？]")


@remembered(10_000)
def furniture_wording(text: str) -> Role | None:
    """The role of furniture that the words of a short Block give away; ``None`` when they give none.

    It is asked several times of a Block; the cache only saves time.
    """
    if len(text) > _LONGEST_FURNITURE:
        return None
    lower = text.lower()
    held = _held(lower) if _STEMS is None else _STEMS.read(lower)
    return _worded(text, lower, held) if held else None


def learn_wording(texts: Iterable[str]) -> None:
    """Look at many Blocks at once that `furniture_wording` will be asked about.

    Args:
        texts: what the Blocks say.
    """
    if _STEMS is not None:
        learn(furniture_wording, texts, _wordings)


def _wordings(texts: list[str]) -> list[Role | None]:
    """What `furniture_wording` says of each text, by the compiled loop."""
    assert _STEMS is not None
    held: list[int] = _STEMS.read_lower(texts, _LONGEST_FURNITURE)
    return [_worded(text, text.lower(), own) if own else None for text, own in zip(texts, held, strict=True)]


def _worded(text: str, lower: str, held: int) -> Role | None:
    """The role whose phrases a text holds, of those of which it holds a stem."""
    for number, wording in enumerate(_FURNITURE):
        if held >> number & 1 and len(text) <= wording.longest and wording.find(lower) is not None:
            return wording.role
    return None


def _held(lower: str) -> int:
    """A bit for each of `_FURNITURE` of which a text holds a stem."""
    held = 0
    for number, wording in enumerate(_FURNITURE):
        if lower.startswith(wording.begins) or any(map(lower.__contains__, wording.stems)):
            held |= 1 << number
    return held


_STEMS = None if lineloops is None else lineloops.Stems([(*w.stems, *map("^{}".format, w.begins)) for w in _FURNITURE])


def is_credit(text: str) -> bool:
    """Whether a Block only names a photographer or an agency."""
    if not 2 < len(text) <= _LONGEST_CREDIT:
        return False
    if not text.isascii() and _PHOTOGRAPHED.match(text):
        return True
    inner = text.lstrip("([（")
    if not _begins(inner, _CREDIT_FIRST, _CREDIT_PAIRS):
        return False
    if not CREDIT_START.match(inner) and (not _CREDIT_WHOLE.match(text) or _SENTENCE.search(text)):
        return False
    return furniture_wording(text) is not Role.LEGAL


def _begins(text: str, first: frozenset[str], pairs: frozenset[str]) -> bool:
    """Whether a text begins with one of some characters; where the next is plain too, with one of some pairs."""
    pair = text[:2]
    if len(pair) == 2 and pair.isascii():
        return pair.lower() in pairs
    return text[:1] in first


def is_byline(text: str) -> bool:
    """Whether a short Block says who wrote the article."""
    if len(text) > _LONGEST_BYLINE:
        return False
    plain = text.isascii()
    led = _begins(text, _BYLINE_FIRST, _BYLINE_PAIRS) and _BYLINE.match(text) is not None
    if not led and (plain or len(text) >= 40 or not _REPORTER.search(text)):
        return False
    return not _SENTENCE.search(text) and (plain or not _PHOTOGRAPHED.match(text))


def is_dateline(text: str) -> bool:
    """Whether a short Block says when, and little else."""
    # Most have no number at all: that is soon seen.
    if len(text) > _LONGEST_DATELINE or _DIGIT.search(text) is None or _DATE.search(text) is None:
        return False
    return _SENTENCE.search(text) is None and len(_LETTERS.findall(text)) <= _MOST_DATE_WORDS
