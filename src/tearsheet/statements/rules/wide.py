"""Chinese and Japanese, where no white space parts words: verbs and sources are found as they stand."""

import re
from functools import cache

from tearsheet.statements.draft import Draft
from tearsheet.statements.quotations import Quotation, QuotationKind
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span
from tearsheet.statements.words import words_of

__all__ = ["WIDE", "wide_drafts"]

WIDE = frozenset({"zh", "ja"})
"""Languages that are read here."""

_SENTENCE_ENDS = "。！？!?\n"
_SIGNS = '，,、：:；;（）()「」『』“”"\n。 '
_REACH = 40
"""Characters on either side of a quotation among which its cue stands."""

_LONGEST = 30
"""Characters of a source."""

_FEWEST = 5
_CUED, _CUED_ALONE, _WENT_ON, _REPORTED = 0.7, 0.15, 0.4, 0.5
_LEADS = "但 而 并 並 同时 同時 此外 另外 对此 對此 其中 不过 不過 因此 随后 隨後 一方 また さらに これに対し".split()
_BETWEEN = re.compile(r"(?:对|對|向|在|于|於|就)[^，。]{1,16}\Z")
_ADVERBS = "也 还 還 又 曾 则 則 再次 随后 隨後 进一步 進一步 明确 明確 日前 近日 当天 當天 当日 當日".split()
_SENTENCE_END = re.compile('[。！？!?][”」』"]?')
_QUOTED = re.compile('[“”「」『』"]')
_TOPIC = re.compile(r"[はがも](?=[^はがも]*\Z)")
_THAT = ("と", "って", "などと")


@cache
def _cue(language: str) -> re.Pattern[str]:
    words = words_of(language)
    told = sorted(words["speech"] | words["thought"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, told)))


@cache
def _days(language: str) -> tuple[str, ...]:
    words = words_of(language)
    return tuple(entry.partition("=")[0] for entry in words["days"] | words["relative"])


def wide_drafts(wording: Wording) -> list[Draft]:
    """A Draft for each quotation that is speech, and for each sentence that reports it without marks.

    Args:
        wording: of a text in one of `WIDE`.
    """
    cue = _cue(wording.words.language)
    find = _japanese if wording.words.language == "ja" else _chinese
    found: list[Draft] = []
    last: tuple[int, tuple[Span, ...]] | None = None
    for quotation in wording.quotations:
        if quotation.kind is not QuotationKind.MARKS or quotation.depth or not quotation.inner:
            continue
        paragraph = wording.paragraph_at(quotation.outer.start)
        draft = find(wording, quotation, cue, wording.paragraphs[paragraph])
        if draft is None and len(quotation.inner) >= 2 * _FEWEST and quotation.inner.of(wording.text)[-1] in "。！？!?":
            near = last[1] if last is not None and paragraph - last[0] <= 1 else ()
            draft = Draft((quotation.outer,), near, (), _WENT_ON)
        if draft is None:
            continue
        found.append(draft)
        if draft.source:
            last = (paragraph, draft.source)
    return sorted([*found, *_reported(wording, cue)], key=lambda draft: draft.content[0].start)


def _chinese(wording: Wording, quotation: Quotation, cue: re.Pattern[str], paragraph: Span) -> Draft | None:
    """X表示：“...”; “...”，X说。"""
    text, outer = wording.text, quotation.outer
    start = max(paragraph.start, outer.start - _REACH)
    begin = max(text.rfind(sign, start, outer.start) for sign in "。！？!?”」\n") + 1 or start
    verbs = list(cue.finditer(text, max(begin, start), outer.start))
    if verbs and (text[outer.start - 1] in "：:，," or verbs[-1].end() == outer.start):
        return _made(quotation, _chinese_source(wording, max(begin, start), verbs[-1].start()), verbs[-1].span())
    reach = min(paragraph.end, outer.end + _REACH)
    end = min((at for sign in _SENTENCE_ENDS if (at := text.find(sign, outer.end, reach)) >= 0), default=reach)
    follows = cue.search(text, outer.end, end)
    if follows and (quotation.inner.of(text)[-1] in "。，！？!?," or text[outer.end : outer.end + 1] in "，,"):
        return _made(quotation, _chinese_source(wording, outer.end, follows.start()), follows.span())
    return None


def _chinese_source(wording: Wording, begin: int, end: int) -> Span | None:
    """Who stands before a verb, without what tells how, when and to whom."""
    text = wording.text
    begin = max([begin, *(text.rfind(sign, begin, end - 2) + 1 for sign in "，；;" if end - begin > 3)])
    while begin < end and text[begin] in _SIGNS:
        begin += 1
    lead = next((word for word in _LEADS if text.startswith(word, begin, end)), "")
    begin += len(lead)
    trimmed = True
    while trimmed and end > begin:
        said = text[max(begin, end - _LONGEST) : end]
        tail = next((each for each in (*_ADVERBS, *_days(wording.words.language)) if said.endswith(each)), "")
        between = _BETWEEN.search(said)
        cut = len(tail) or (len(said) - between.start() if between and between.start() > 1 else 0)
        cut = cut or (said[-1] in _SIGNS)
        end -= cut
        trimmed = cut > 0
    return Span(begin, end) if 0 < end - begin <= _LONGEST else None


def _japanese(wording: Wording, quotation: Quotation, cue: re.Pattern[str], paragraph: Span) -> Draft | None:
    """Xは「...」と述べた。"""
    text, outer = wording.text, quotation.outer
    if not text.startswith(_THAT, outer.end):
        return None
    follows = cue.search(text, outer.end, min(paragraph.end, outer.end + _REACH // 2))
    source = _japanese_source(wording, paragraph, outer.start)
    if source is None and follows is not None:
        # 「...」とXは述べた。
        behind = wording.text[outer.end + 1 : follows.start()].rstrip("、")
        if len(behind) > 1 and behind[-1] in "はが" and "、" not in behind:
            source = Span(outer.end + 1, outer.end + len(behind))
    if follows is None and source is None:
        return None
    return _made(quotation, source, follows.span() if follows else None)


def _japanese_source(wording: Wording, paragraph: Span, end: int) -> Span | None:
    """The topic of a sentence: what stands before its last は or が."""
    text = wording.text
    start = max(paragraph.start, end - 3 * _REACH)
    begin = max([start, *(text.rfind(sign, start, end) + 1 for sign in "。！？」』")])
    topic = _TOPIC.search(text[begin:end])
    if topic is None:
        return None
    last = begin + topic.start()
    first = max([begin, last - _LONGEST, *(text.rfind(sign, begin, last) + 1 for sign in "、，「")])
    return Span(first, last) if first < last else None


def _reported(wording: Wording, cue: re.Pattern[str]) -> list[Draft]:
    """X表示，...。 and Xは...と述べた。 without marks."""
    text = wording.text
    found: list[Draft] = []
    for sentence in _sentences(wording):
        if len(sentence) > 8 * _REACH or wording.is_quoted(sentence.start):
            continue
        if wording.words.language == "ja":
            draft = _according(wording, sentence) or _reported_japanese(wording, cue, sentence)
        else:
            draft = _according(wording, sentence) or _reported_chinese(wording, cue, sentence)
        if draft is not None and not any(
            wording.is_quoted(place) for place in (sentence.start, draft.content[0].start)
        ):
            found.append(draft)
    return [draft for draft in found if "“" not in draft.content[0].of(text) and "「" not in draft.content[0].of(text)]


def _sentences(wording: Wording) -> list[Span]:
    found: list[Span] = []
    for paragraph in wording.paragraphs:
        start = paragraph.start
        for match in _SENTENCE_END.finditer(wording.text, paragraph.start, paragraph.end):
            found.append(Span(start, match.start()))
            start = match.end()
        if start < paragraph.end:
            found.append(Span(start, paragraph.end))
    return found


_ACCORDING = {
    "zh": re.compile(
        "(?P<cue>据|據|根据|根據|按照)(?P<source>[^，,。：]{2,24}?)(?:的?(?:报道|報道|報導|消息|介绍|介紹|透露|说法|說法))?[，,]"
    ),
    "ja": re.compile("(?P<source>[^、。「」]{1,30}?)(?P<cue>によると|によれば)、?"),
}


def _according(wording: Wording, sentence: Span) -> Draft | None:
    """据X报道，...; Xによると、..."""
    match = _ACCORDING[wording.words.language].match(wording.text, sentence.start, sentence.end)
    if match is None or sentence.end - match.end() < _FEWEST:
        return None
    return Draft(
        (Span(match.end(), sentence.end),), (Span(*match.span("source")),), (Span(*match.span("cue")),), _REPORTED
    )


def _reported_chinese(wording: Wording, cue: re.Pattern[str], sentence: Span) -> Draft | None:
    verb = cue.search(wording.text, sentence.start, min(sentence.end, sentence.start + _REACH))
    if verb is None or wording.text[verb.end() : verb.end() + 1] not in ("，", ",", "：", ":"):
        return None
    source = _chinese_source(wording, sentence.start, verb.start())
    content = Span(verb.end() + 1, sentence.end)
    if source is None or len(content) < _FEWEST:
        return None
    return Draft((content,), (source,), (Span(*verb.span()),), _REPORTED)


def _reported_japanese(wording: Wording, cue: re.Pattern[str], sentence: Span) -> Draft | None:
    text = wording.text
    that = text.rfind("と", sentence.start, sentence.end)
    verb = cue.match(text, that + 1, sentence.end) if that >= 0 else None
    topic = text.find("は", sentence.start, that) if verb else -1
    if verb is None or topic < 0 or text[that - 1] == "」":
        return None
    first = topic + 2 if text[topic + 1 : topic + 2] == "、" else topic + 1
    begin = max([sentence.start, topic - _LONGEST, text.rfind("、", sentence.start, topic) + 1])
    if that - first < _FEWEST or begin >= topic:
        return None
    return Draft((Span(first, that),), (Span(begin, topic),), (Span(*verb.span()),), _REPORTED)


def _made(quotation: Quotation, source: Span | None, cue: tuple[int, int] | None) -> Draft:
    return Draft(
        (quotation.outer,),
        (source,) if source else (),
        (Span(*cue),) if cue else (),
        _CUED if source and cue else _CUED_ALONE,
    )
