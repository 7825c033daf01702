"""The words around names in bylines, in many languages: "by", "and", what people do, who else had a hand in it."""

import re
from collections.abc import Callable, Iterable

from tearsheet.remembered import remembered

__all__ = [
    "AND_PICTURES",
    "CAPITAL_JOINER",
    "CHINESE_SURNAMES",
    "COLLECTIVE",
    "CONTRIBUTION",
    "FIRST_WORDS",
    "JOINER",
    "KOREAN_SURNAMES",
    "LABEL",
    "MIDDLE_OPENING",
    "NOT_NAMES",
    "OPENING",
    "OPENING_SIGNS",
    "ORGANISATION",
    "OURS",
    "PARTICLES",
    "ROLE_END",
    "ROLE_WORDS",
    "SHORT_JOINERS",
    "SOURCE",
    "VERBAL_OPENING",
    "find_opening",
    "find_verbal_opening",
    "first_word",
    "is_collective",
    "is_label",
    "may_begin",
]


def _any(phrases: str) -> str:
    """Alternatives of a regular expression, one a comma, the longest first; a space stands for any white space."""
    words = sorted((word.strip() for word in phrases.replace("\n", " ").split(",") if word.strip()), key=len)
    return "|".join(word.replace(" ", r"\s+") for word in reversed(words))


_BY_VERB = _any(
    """written by, story by, words by, text by, reported by, report by, posted by, published by, created by,
    submitted by, authored by, article by, contributed by, opinion by, analysis by, interview by, review by,
    commentary by, column by, guest post by, started by, asked by, story and photos by, story and photo by,
    by staff writer, blog by, compiled by, geschrieben von, verfasst von, ein kommentar von, kommentar von,
    ein gastbeitrag von, gastbeitrag von, interview von, eine analyse von, analyse von, text von,
    ein interview von, eine kolumne von, protokoll von, écrit par, publié par, rédigé par, proposé par,
    posté par, propos recueillis par, texte de, article de, reportage de, texte par, créé par, mis en ligne par,
    un article de, une tribune de, chronique de, escrito por, redactado por, publicado por, texto de, texto por,
    una crónica de, un reportaje de, reportagem de, redigido por, escrita por, scritto da, redatto da,
    pubblicato da, a cura di, testo di, testi di, postato da, articolo di, escrit per, publicat per, scris de,
    text de, publicat de, postat de, geschreven door, tekst door, gepubliceerd door, geplaatst door,
    geskryf deur, deur, skriven av, text av, publicerad av, skrevet af, skrevet av, tekst av, tekst af,
    publisert av, udgivet af, kirjoittanut, kirjutas, napsal, napsala, napísal, napísala, napisał, napisała,
    opublikowane przez, opracował, opracowała, oprac\\., przygotował, przygotowała, piše, napisao, napisala,
    pripremio, pripremila, parengė, sagatavoja, írta, összeállította, shkruar nga, shkruan, nga, eftir, qoray,
    isinulat ni, imeandikwa na, ditulis oleh, dilaporkan oleh, laporan, viết bởi, đăng bởi, yazan, hazırlayan,
    yazdı, γράφει ο, γράφει η, γράφουν οι, γράφει, γράφουν, написал, написала, подготовил, подготовила,
    опубликовал, опубликовала, підготував, підготувала, написав, пише, пишува, подготви, ба бичсэн, кто написал,
    كتب, كتبت, كتبه, كتبها, بقلم, بواسطة, من إعداد, إعداد, نشر بواسطة, تقرير, تألیف, نوشته, نوشتهٔ, گزارش از,
    تحریر, מאת, כתב, כתבה, נכתב על ידי, על ידי, פורסם על ידי, द्वारा लिखित, द्वारा, लिखा गया, লিখেছেন"""
)
"""Phrases with a verb, or words that are nothing else: a name follows wherever they stand."""

_LABELS = _any(
    """author, authors, author\\(s\\), writer, writers, byline, reporter, reporters, journalist, words, text,
    story, autor, autorin, autoren, autor\\*in, autor:in, autoras, autora, autores, texte, auteur, auteure,
    autrice, auteurs, autore, autori, autrici, testo, testi, texto, textos, redactor, redactora, periodista,
    journaliste, giornalista, repórter, reportagem, tekst, tekstas, teksts, teksti, auteurs, redactie, skribent,
    författare, forfatter, journalist, reporteri, toimittaja, kirjoittaja, kirjailija, autor/ka, autorzy,
    autorka, redaktor, redakcia, avtor, avtorica, besedilo, avtorji, autorius, autorė, autoriai, autors, autore,
    autori, höfundur, szerző, szerzők, szöveg, autorii, autori, idazlea, egilea, udarea, awdur, údar, yazar,
    yazarlar, haber, muhabir, müəllif, muallif, автор, авторы, автори, авторка, авторът, текст, журналист,
    корреспондент, тэкст, аўтар, аўтары, журналіст, кореспондент, авторлор, συντάκτης, συντάκτες, συντάκτρια,
    κείμενο, συγγραφέας, ρεπορτάζ, αρθρογράφος, ავტორი, ავტორები, հեղինակ, հեղինակներ, نویسنده, نویسندگان,
    خبرنگار, الكاتب, الكاتبة, كاتب, المؤلف, الصحفي, المحرر, مراسل, مصنف, کاتب, הכותב, הכותבת, כתבנו, כתבתנו,
    מחבר, लेखक, लेखिका, रिपोर्ट, रिपोर्टर, संवाददाता, प्रतिनिधि, লেখক, প্রতিবেদক, নিজস্ব প্রতিবেদক, প্রতিনিধি,
    ਲੇਖਕ, લેખક, ଲେଖକ, எழுத்தாளர், எழுதியவர், ஆசிரியர், రచయిత, ಲೇಖಕ, ലേഖകൻ, ലേഖിക, රචකයා, ලේඛක, ผู้เขียน,
    ผู้สื่อข่าว, เรื่อง, เขียนโดย, โดย, ໂດຍ, ដោយ, ရေးသားသူ, tác giả, bởi, người viết, thực hiện, phóng viên,
    penulis, pewarta, oleh, wartawan, jurnalis, kontributor, mwandishi, ደራሲ, ጸሐፊ, skrywer, zohotovenie, autoři,
    napsali"""
)
"""Words that stand before a name, with a colon or without."""

_PLAIN_BY = _any(
    """by, von, vom, par, por, per, di, da, de, door, af, av, od, przez, от, від, του, της, των, από, oleh,
    gan,
    ni, mula, na, vum, minn, dal, dalla, kutoka"""
)

_CJK_LABELS = _any(
    """本报记者, 本報記者, 本刊记者, 本网记者, 特约记者, 特约撰稿人, 特约撰稿, 实习记者, 實習記者, 见习记者,
    通讯员, 首席记者, 新华社记者, 新華社記者, 中新社记者, 中新网记者, 人民网记者, 央视记者, 中央社記者, 記者,
    记者, 撰文, 撰稿, 撰写, 作者, 文字, 采写, 采訪, 采访, 採訪, 採訪撰文, 報導, 报道, 报导, 供稿, 整理, 编译,
    編譯, 綜合報導, 文, 執筆, 筆者, 著者, 取材, 取材・文, 文・写真, 文・構成, 構成・文, ライター, 寄稿, 寄稿者,
    投稿者, 執筆者, 글, 글쓴이, 취재, 작성자, 작성, 기자, 지은이, 필자"""
)

AND_PICTURES = (
    r"(?:\s*(?:und|and|&|\+|et|e|y|och|og|en|i|/|／|・|·)\s*(?:fotos?|photos?|bild(?:er)?|pictures?|images?|immagini|imágenes|"
    r"foto['’]s|kuvat?|zdjęcia|фото|写真|사진|videos?|grafik(?:en)?|recherche|research))"
)
"""What a label may add that is not about who wrote it: "Text und Fotos"."""

OPENING = re.compile(
    rf"\s*(?:(?:{_BY_VERB})(?:\s*[:：/／|｜]\s*|(?<=\w)\s+|(?<=\.)\s*)"
    rf"|(?:{_LABELS})(?:{AND_PICTURES}?\s*[:：/／|｜]\s*|(?<=\w)\s+(?=[^\W\d_]))"
    rf"|(?:{_PLAIN_BY})(?:\s*[:：]\s*|\s+)"
    rf"|(?:{_CJK_LABELS})(?:\s*[:：/／|｜・•=＝]\s*|\s+|(?<=[记記][者])(?=[\u4e00-\u9fff]))"
    r"|(?:โดย|ໂດຍ|ដោយ)\s*[:：]?)",
    re.IGNORECASE,
)
"""What stands before the names at the start of a line."""

_SAME_SIGNS = str.maketrans("ıİſ\u212a", "iisk")
"""Letters that are those of ASCII where case is ignored."""


def _beginning(phrase: str) -> str:
    """The first word of an alternative, as a text of ASCII may have it."""
    return re.split(r"\\s|\W", phrase)[0].translate(_SAME_SIGNS)


_NATIVE = "автор|oleh|بقلم|كتب|كتبت|מאת|โดย|bởi|tác giả"
_SHORT_BY = "by|von|par|por|door|oleh|av|af|di"
_VERBAL = (
    (_BY_VERB, r"(?:\s*[:：/／|]\s*|\s+)"),
    (_SHORT_BY, r"\s*(?::\s*|\s+)"),
    (_LABELS, rf"{AND_PICTURES}?\s*[:：/／|]\s*"),
    (_CJK_LABELS, r"(?:\s*[:：/／|・]\s*|\s+)"),
    ("本[报報][记記]者|[记記]者", r"(?=[\u4e00-\u9fff])"),
    (_NATIVE, r"\s*[:：]?\s*"),
)
"""Words and what follows them."""


def _verbal(kinds: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    alternatives = "|".join(f"(?:{phrases}){behind}" for phrases, behind in kinds)
    return re.compile(rf"(?:{alternatives})(?=[^\W\d_])", re.IGNORECASE)


VERBAL_OPENING = _verbal(_VERBAL)
_BEGINNINGS = tuple(sorted({_beginning(phrase) for phrases, _ in _VERBAL for phrase in phrases.split("|")}))
"""What a line that is surely a byline starts with."""

OPENING_SIGNS = frozenset(
    phrase[0].lower()
    for phrase in f"{_BY_VERB}|{_LABELS}|{_CJK_LABELS}|{_NATIVE}|by|von|par|door|av|di|本|记|記".split("|")
)
"""Characters that it starts with, in small letters."""

FIRST_WORDS = frozenset(
    re.split(r"\\s|\W", phrase)[0] for phrase in f"{_BY_VERB}|{_LABELS}|by|von|par|por|door|oleh|av|af|di".split("|")
)
"""First words of what `VERBAL_OPENING` matches in texts of ASCII letters: looking one up is faster than matching."""


def _first_words(phrases: str) -> frozenset[str]:
    """The first words of alternatives, as a text of ASCII may have them."""
    return frozenset(map(_beginning, phrases.split("|")))


_OPENING_WORDS = _first_words(f"{_BY_VERB}|{_LABELS}|{_PLAIN_BY}")
_LABEL_WORDS = _first_words(f"{_BY_VERB}|{_LABELS}|by|von|par|por|door|af|av|di|del|oleh|written|de|about")
_GLUED = tuple(sorted({word for word in _first_words(_LABELS) if word.isascii() and word}))
"""What may be a label with what it adds behind it, without a space."""
_FIRST_WORD = re.compile(r"\s*(\w*)")


def find_opening(text: str) -> re.Match[str] | None:
    """What `OPENING` matches at the start of a text; a look at the first word spares most texts the rest."""
    word = first_word(text)
    if word.isascii() and word not in _OPENING_WORDS and not word.startswith(_GLUED):
        return None
    return OPENING.match(text)


def find_verbal_opening(text: str) -> re.Match[str] | None:
    """What `VERBAL_OPENING` matches at the start of a text: of ASCII only what begins as it does is tried."""
    if not may_begin(text[:1]):
        return None
    word = first_word(text)
    pattern = _verbal_of(word) if word and word.isascii() else _verbal_from(text[:1])
    return pattern.match(text) if pattern is not None else None


@remembered(4_000)
def may_begin(sign: str) -> bool:
    """Whether one of the openings may begin with a character, in whatever case."""
    return not OPENING_SIGNS.isdisjoint(_cases(sign))


def _cases(sign: str) -> tuple[str, str, str]:
    """A character in the forms in which it is compared where case is ignored."""
    return sign.lower()[:1], sign.upper().lower()[:1], sign.casefold()[:1]


@remembered(1_000)
def _verbal_from(sign: str) -> re.Pattern[str] | None:
    """`VERBAL_OPENING` for a text that begins with a character."""
    return _verbal_with(lambda phrase: not phrase[0].isalpha() or phrase[0].lower() in _cases(sign))


@remembered(1_000)
def _verbal_of(word: str) -> re.Pattern[str] | None:
    """`VERBAL_OPENING` for a text that begins with a word of ASCII."""
    return _verbal_with(lambda phrase: word.startswith(_beginning(phrase))) if word.startswith(_BEGINNINGS) else None


def _verbal_with(kept: Callable[[str], bool]) -> re.Pattern[str] | None:
    """`VERBAL_OPENING` with some of its phrases; ``None`` without any."""
    kinds = [("|".join(filter(kept, phrases.split("|"))), behind) for phrases, behind in _VERBAL]
    kinds = [kind for kind in kinds if kind[0]]
    return _verbal(kinds) if kinds else None


def first_word(text: str) -> str:
    """The word that a text begins with, in small letters; empty where it begins with a sign."""
    found = _FIRST_WORD.match(text)
    return found[1].lower() if found is not None else ""


def is_label(text: str) -> bool:
    """Whether a text is all that `LABEL` matches."""
    word = first_word(text)
    return (not word.isascii() or word in _LABEL_WORDS) and LABEL.fullmatch(text) is not None


@remembered(2_000)
def is_collective(text: str) -> bool:
    """Whether the people of an outlet sign so together, as `COLLECTIVE` tells."""
    return COLLECTIVE.search(text) is not None


MIDDLE_OPENING = re.compile(
    rf"(?<![^\W\d_])(?:{_BY_VERB}|by:?|автор:|autor(?:in|a)?:|author:|oleh:?|作者[:：]|[记記]者[:：]"
    r"|(?<=[\d·•|,–—-]\s)(?:von|par|por|door|av|af|di)(?=\s))\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What stands before the names in the middle of a line, such as after a date."""

LABEL = re.compile(
    rf"(?:{_BY_VERB}|{_LABELS}|{_CJK_LABELS}|by|von|par|por|door|af|av|di|del|oleh|written|de la|about the author)"
    r"\s*[:：]?\s*",
    re.IGNORECASE,
)
"""A line that is only the word before a name."""

_JOINERS = _any(
    """and, und, sowie, et, ainsi que, y, e, en, og, och, sekä, ja, i, oraz, a, ac, és, și, şi, ve, ile, dan, và,
    with, mit, avec, con, com, med, и, та, й, і, а также, ба, және, və, va, ir, un, dhe, και, κι, և, եւ, და,
    agus, eta, at, iyo, ati, kaj, na, da, u, או, و, اور, और, एवं, तथा, व, আর, এবং, ও, ਅਤੇ, અને, ଓ, மற்றும்,
    మరియు, ಮತ್ತು, കൂടാതെ, සහ, และ, ແລະ, និង, နှင့်, እና, 和, 及, 与, 與, 과, 와, および, と"""
)
SHORT_JOINERS = frozenset("y e i a u da na at va un ir ja ac ati ile med con com mit with avec व ও".split())
"""Joining words that are also parts of names or of other phrases: they join only two full names."""

_JOINED = (
    rf"\s*(?:[;；•·・、،؛|｜\n\r]|\s[/／]\s|\s&\s|＆|\s\+\s)\s*|,?\s+(?:{_JOINERS})\s+(?=[^\W\d_])|(?<=[\u4e00-\u9fff])[和及与與]"
    r"(?=[\u4e00-\u9fff]{2,4}\Z)|\s+(?:และ|ແລະ|និង)"
)
JOINER = re.compile(_JOINED)
CAPITAL_JOINER = re.compile(_JOINED, re.IGNORECASE)
"""The same in a byline that is set in capitals throughout."""

OURS = re.compile(
    r"(?:our|unser(?:e[mnrs]?)?|notre|nos|nostr[oaie]|onze|nuestr[oa]s?|noss[oa]s?|vår[at]?|vores|nasz\w*|naš\w*|нашего|"
    r"наш|нашої|нашого)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What stands before the role of a correspondent: "our", "unser", "notre"."""

CONTRIBUTION = re.compile(
    r"(?<![^\W_])(?:(?:with )?(?:photo(?:s|graph(?:s|y)?)?|pictures?|images?|illustrations?|illustrated|videos?|"
    r"graphics?|"
    r"art(?:work)?|edit(?:ed|ing|or)|(?:medical(?:ly)? |expert |clinically |legally |technically )?review(?:ed|er)|"
    r"(?:fact|facts|copy)[ -]?check(?:ed|er|ing)?|translat(?:ed|ion|or)|produced|production|hosted|narrated|podcast|"
    r"additional reporting|(?:additional )?research|last updated|updated|approved|verified|design(?:ed)?|code|"
    r"presented)"
    r"(?:\s+(?:by|from|credit|courtesy)\b|\s*:)"
    r"|(?:foto(?:s|grafie|grafía|grafia|grafi|graf)?|bild(?:er)?|illustration(?:en)?|grafik(?:en)?|redaktion|übersetzung|"
    r"photos?|photographies?|illustrations?|traduction|vidéos?|infographie|fotos|imágenes|ilustraci(?:ón|ones)|edición|"
    r"traducción|imagens|edição|ilustração|foto(?:grafie)?|illustrazioni?|traduzione|kuvat?|kuva|valokuvat|zdjęcia|fot\.|"
    r"фото|видео|відео|редактор|иллюстрации|переклад|перевод|редакция|φωτογραφίες|επιμέλεια|fotoğraf(?:lar)?|editör|"
    r"ảnh|biên tập|dịch|editor|penyunting|تصوير|تحرير|ترجمة|صورة|عکس|"
    r"מערכת|צילום|צילומים|עריכה|תרגום|फोटो|সম্পাদনা|ছবি|ภาพ)"
    r"\s*[:：|/／]\s*|traduit (?:de [^:]{0,30})?par\b|tradotto da\b|"
    r"(?:übersetzt|redigiert|lektoriert|produziert) von\b|édité par\b|editado por\b|"
    r"traducido por\b|traduzido por\b"
    r"|foto(?:'?s)? (?:by|von|de|di|door|av|af)\b|fotografie (?:von|di)\b|photos? de\b|bilder von\b)"
    r"|(?:写真|撮影|編集|イラスト|动画|聞き手|摄影|攝影|摄|图片?|圖片?|编辑|編輯|责任编辑|責任編輯|责编|責編|主编|审核|校对|翻译|翻譯|视频|后期|监制|사진|편집|영상|그래픽|번역)"
    r"(?:\s*[:：/／|・=＝]|\s+(?=[\u4e00-\u9fff\uac00-\ud7a3]{2,4}\b))",
    re.IGNORECASE,
)
"""What opens the names of people who had another part in it: photographers, editors, translators, reviewers."""

SOURCE = re.compile(
    r"\s*(?:sources?|quellen?|fuentes?|fontes?|fonte|bron|källa|kilde|lähde|źródło|zdroj|forrás|sursa|izvor|източник|"
    r"источник|джерело|крыніца|πηγή|kaynak|sumber|nguồn|المصدر|منبع|מקור|स्रोत|সূত্র|来源|來源|稿源|出典|출처|"
    r"agences?|agenturen|agencia|agenzia)\s*[:：]\s*",
    re.IGNORECASE,
)
"""What stands before the name of an agency or of another outlet."""

ROLE_WORDS = frozenset(
    """reviewer researcher editor editors reporter reporters correspondent correspondents writer writers journalist
    journalists columnist columnists contributor contributors contributing staff freelance freelancer director
    manager ceo cto cfo coo cmo founder co-founder cofounder president vice professor prof lecturer specialist
    analyst producer photographer intern fellow expert author blogger strategist consultant coordinator
    researcher scientist engineer attorney lawyer dietitian nutritionist therapist physician editor-in-chief
    editor-at-large head senior junior chief assistant associate deputy executive managing guest political
    business sports entertainment health science technology national foreign international crime education
    environment travel lifestyle investigative special bureau redakteur redakteurin volontär volontärin
    korrespondent korrespondentin journalistin chefredakteur chefredakteurin leiter leiterin ressortleiter
    ressortleiterin autor autorin reporterin kolumnist kolumnistin freier freie journaliste journalistes
    rédacteur rédactrice correspondant correspondante envoyé envoyée spécial spéciale grand chef cheffe
    chroniqueur chroniqueuse éditorialiste stagiaire pigiste periodista redactor redactora corresponsal enviado
    enviada especial jefe jefa directora editora columnista repórter jornalista colunista correspondente
    estagiário giornalista inviato inviata corrispondente redattore redattrice direttore direttrice
    collaboratore collaboratrice verslaggever verslaggeefster redacteur redactrice correspondente hoofdredacteur
    journaliste columnist redaktør redaktör journalist korrespondens reporter krönikör skribent kommentator
    journalistka korespondent korespondentka dziennikarz dziennikarka redaktor redaktorka reporterka novinar
    novinarka novinář novinářka toimittaja päätoimittaja erikoistoimittaja újságíró szerkesztő főszerkesztő
    jurnalist corespondent redactor-șef корреспондент обозреватель редактор журналист журналистка кореспондент
    кореспондентка главный специальный собственный обозревательница колумнист репортёр репортер оглядач аналитик
    аналітик эксперт експерт юрист адвокат δημοσιογράφος συντάκτης συντάκτρια ανταποκριτής ανταποκρίτρια
    αρχισυντάκτης muhabir muhabiri editör editörü yazar yazarı wartawan jurnalis pewarta reporter koresponden
    phóng viên""".split()
)

_ROLE_END_CJK = (
    r"特派員|編集委員|論説委員|専門記者|編集長|編集部員|客員|記者|记者|支局長|支局|撰稿人|评论员|通讯员|主笔|主编|編輯|编辑|"
    r"선임기자|전문기자|인턴기자|수습기자|객원기자|대기자|기자|특파원|논설위원|편집위원|통신원|에디터|작가|교수|변호사"
)
ROLE_END = re.compile(
    rf"(?:[\s・·=＝]{{0,3}}(?:{_ROLE_END_CJK})|(?:[/／\s]\s*[\u4e00-\u9fff]{{2,4}}?)?(?:综合|綜合)?(?:报道|報導|报导|電|电|撰写|整理|編譯|编译)|[/／]文"
    r"|\s*외\s*\d+\s*명|氏|さん|\s+লিখেছেন|\s+द्वारा)\s*\Z"
)
"""What people do, behind their names in scripts without case."""

COLLECTIVE = re.compile(
    r"\b(?:\w*redaktion\w*|editorial|editors|newsroom|news desk|newsdesk|desk|staff|team|redacción|redacció|"
    r"rédaction|redazione|redação|redactie|redakce|redakcja|redakcia|redaksi|redacția|redakcija|redaktsioon|"
    r"szerkesztőség|toimitus|toimetus|редакция\w*|редакція|рэдакцыя|редакцията|haber merkezi|web desk|bureau|"
    r"correspondent|contributors?|admin|administrators?|newswire|"
    r"ressort|équipe|equipo|equipe|webmaster|crew|ban biên tập|tim redaksi|"
    r"συντακτική ομάδα|editorial board|guest author|guest post)\b"
    r"|編集部|编辑部|編輯部|编辑室|取材班|편집국|편집부|뉴스룸|온라인뉴스|디지털뉴스|"
    r"هيئة التحرير|قسم التحرير|فريق التحرير|غرفة الأخبار|"
    r"تحریریه|گروه|המערכת|מערכת|डेस्क|ডেস্ক|กองบรรณาธิการ",
    re.IGNORECASE,
)
"""How the people of an outlet sign together."""

ORGANISATION = re.compile(
    r"\b(?:inc|llc|ltd|limited|gmbh|corp|corporation|company|s\.?a\.?r\.?l|plc|agency|association|foundation|institute|university|"
    r"college|school|society|council|committee|ministry|department|government|administration|cent(?:er|re)|clinic|hospital|"
    r"magazine|news|newspaper|times|press|media|network|radio|television|tv|studio|studios|group|official|marketing|"
    r"solutions|services|technologies|university|universität|université|universidad|università|stiftung|verein|verlag|ministerium|"
    r"zeitung|nachrichten|actualités|noticias|notícias|notizie|nieuws|nyheter|wiadomości|новости|новини|haberleri?|berita|"
    r"community|forum|blog|website|library|museum|federation|union|party|church|partners|labs?)\b"
    r"|新闻|新聞社|日报|電視|电视|大学|大學|研究所|协会|協会|株式会社|有限公司|신문|방송|대학교|협회|재단|جامعة|صحيفة|قناة|وزارة|מכון|אוניברסיטת",
    re.IGNORECASE,
)
"""Words in the names of companies, schools and outlets."""

PARTICLES = frozenset(
    """de del dela der den des di da do dos das du d' la le les el los las lo van von vom vander zu zum zur ter ten
    te 't af av y e i bin bint ibn ben bat abu abū al al- el- ul ud uz ad ap ab ferch mac mc o ó ní nic ua san
    santa st saint und zu-und ze z af-och dalla dal dello della dei degli delle d l vd v.d. v. d. de-la thi e'
    na ng mga bte bt a/l a/p s/o d/o фон де ван дер оглы кызы улы бин ибн аль оглу ёглу του της των""".split()
)

NOT_NAMES = frozenset(
    """author authors autor auteur autore by von staff null none undefined unknown anonymous guest share follow
    about contact home subscribe login menu search more mehr text foto fotos photo photos video videos news bio
    profile view posts n/a redirect admin administrator root user default test editor reporter writer name tba
    tbd redaktor adm us me you our them we facebook twitter instagram linkedin youtube whatsapp telegram
    pinterest reddit tiktok email e-mail mail print rss copy link comment comments reply published updated
    posted date source sources credit credits website call unbekannt anonym autorin inconnu anonyme anonimo
    anónimo desconocido автор неизвестен аноним admin1 wordpress super_admin superuser webadmin sysadmin false
    true object [object array person organization translator 編輯 作者 记者 記者 기자 글 문의
    纠错 糾錯 打印 列印 收藏 评论 評論 分享 关闭 關閉 新闻 新聞 实习 實習
    مؤلف كاتب לא ידוע""".split()
) | frozenset(
    (
        "view all",
        "view all posts",
        "read more",
        "see more",
        "show more",
        "learn more",
        "more info",
        "click here",
        "sign in",
        "sign up",
        "log in",
        "about us",
        "contact us",
        "follow us",
        "new york",
        "los angeles",
        "san francisco",
        "new delhi",
        "hong kong",
        "washington dc",
        "washington d.c.",
        "tel aviv",
        "buenos aires",
        "são paulo",
        "sao paulo",
        "rio de janeiro",
        "mexico city",
        "kuala lumpur",
        "addis ababa",
        "cape town",
        "united states",
        "united kingdom",
        "privacy policy",
        "cookie policy",
        "terms of use",
        "all rights reserved",
        "listen now",
        "share this",
        "get started",
        "local news",
        "breaking news",
        "latest news",
        "top stories",
    )
)
"""What stands where names stand and is none."""

CHINESE_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖蕭萧田董袁潘于余叶葉蒋蔣"
    "杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鍾鐘姜崔谭譚廖范汪陆陸金石戴贾賈韦韋夏邱方侯邹鄒熊孟秦白江阎閻薛尹段雷黎史龙龍陶贺賀顾顧毛郝龚龔邵万萬钱錢"
    "严嚴赖賴洪武莫孔汤湯向常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童"
    "凌毕畢单單裴霍涂塗成苗谷曲盛曾"
)
"""The commonest one-character surnames, in both kinds of characters."""

KOREAN_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모"
)


def folded(words: Iterable[str]) -> frozenset[str]:
    """The words case-folded."""
    return frozenset(word.casefold() for word in words)
