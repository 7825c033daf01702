"""The language of the article: what its words are, with what the page declares as evidence.

Tags follow BCP 47 (https://www.rfc-editor.org/info/bcp47). A script that one language alone is written in settles the
matter (https://www.unicode.org/reports/tr24/); otherwise py3langid (https://github.com/adbar/py3langid) decides on a
sample of the body.
"""

import re
from collections import Counter
from collections.abc import Sequence
from math import inf

from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.languagemodel import load_language_model
from tearsheet.native import articleloops
from tearsheet.page.block import Block, Kind
from tearsheet.page.place import make_place
from tearsheet.page.role import BODY_ROLES, FURNITURE_ROLES

__all__ = [
    "close_languages",
    "count_letters",
    "detect_language",
    "detect_script",
    "find_language",
    "has_own_script",
    "identify",
    "primary",
]

_SAMPLE = 600
_FROM_ONE_BLOCK = 250
_FEWEST_LETTERS = 10
_ENOUGH_LETTERS = 40
_SURE_LETTERS = 200
_TAG = re.compile(r"\s*([a-zA-Z]{2,3})(?:[-_][a-zA-Z0-9-_]{1,30})?\s*\Z")
_OLD_NAMES = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "jp": "ja",
    "kr": "ko",
    "cn": "zh",
    "cz": "cs",
    "gr": "el",
    "dk": "da",
    "se": "sv",
    "ua": "uk",
}
"""Withdrawn codes, and countries that pages write where the language belongs."""

_NAMES = {
    "english": "en", "deutsch": "de", "german": "de", "français": "fr", "french": "fr", "español": "es",
    "spanish": "es",
    "italiano": "it", "português": "pt", "portuguese": "pt", "русский": "ru", "russian": "ru", "chinese": "zh",
}  # fmt: skip

_SCRIPTS = (
    (0x0370, 0x03FF, "el"), (0x1F00, 0x1FFF, "el"), (0x0530, 0x058F, "hy"), (0x0590, 0x05FF, "he"),
    (0x0780, 0x07BF, "dv"), (0x0980, 0x09FF, "bn"), (0x0A00, 0x0A7F, "pa"), (0x0A80, 0x0AFF, "gu"),
    (0x0B00, 0x0B7F, "or"), (0x0B80, 0x0BFF, "ta"), (0x0C00, 0x0C7F, "te"), (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"), (0x0D80, 0x0DFF, "si"), (0x0E00, 0x0E7F, "th"), (0x0E80, 0x0EFF, "lo"),
    (0x0F00, 0x0FFF, "bo"), (0x1000, 0x109F, "my"), (0x10A0, 0x10FF, "ka"), (0x1200, 0x139F, "am"),
    (0x1780, 0x17FF, "km"), (0x3040, 0x30FF, "ja"), (0x3130, 0x318F, "ko"), (0xAC00, 0xD7AF, "ko"),
    (0x3400, 0x4DBF, "zh"), (0x4E00, 0x9FFF, "zh"), (0xF900, 0xFAFF, "zh"),
)  # fmt: skip
"""Ranges of Unicode with the language that is by far the most written in them."""

_FIRST_OF_SCRIPTS = chr(min(first for first, _, _ in _SCRIPTS))
_OF_SCRIPTS = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last, _ in _SCRIPTS)}]")
_OWN_SCRIPTS = frozenset(language for _, _, language in _SCRIPTS)
_SAME_SCRIPT = {
    "he": {"yi"}, "bn": {"as"}, "am": {"ti"}, "bo": {"dz"}, "zh": {"yue", "wuu", "nan"}, "ja": set(), "el": {"grc"},
}  # fmt: skip
_NORWEGIAN = ("nb", "nn")
_NEAR = (
    frozenset({"no", "nb", "nn"}),
    frozenset({"en", "pcm", "sco"}),
    frozenset({"sr", "hr", "bs", "sh", "cnr"}),
    frozenset({"id", "ms"}),
    frozenset({"fil", "tl"}),
    frozenset({"fa", "prs", "tg"}),
    frozenset({"hi", "ne", "mr"}),
    frozenset({"cs", "sk"}),
    frozenset({"gl", "pt"}),
    frozenset({"af", "nl"}),
    frozenset({"zu", "xh", "nr", "ss", "st", "tn", "ts", "ve", "nso", "rw", "sw", "sn"}),
    frozenset({"az", "tr", "tk"}),
    frozenset({"kk", "ky", "tt", "ba", "uz", "mn"}),
    frozenset({"ar", "arz", "ary", "apc"}),
    frozenset({"be", "uk", "ru"}),
    frozenset({"bg", "mk"}),
)
"""Languages so close that a page's own word is taken for which of them it is."""


def primary(tag: str) -> str | None:
    """The language subtag of a tag, lower case, or ``None`` when the text is none."""
    text = tag.strip()
    if text.lower() in _NAMES:
        return _NAMES[text.lower()]
    match = _TAG.match(text)
    if match is None:
        return None
    code = match[1].lower()
    return None if code in ("und", "mul", "zxx", "xx") else _OLD_NAMES.get(code, code)


def count_letters(text: str) -> int:
    """How many letters a text has."""
    if articleloops is not None:
        found: int = articleloops.count_letters(text)
        return found
    return sum(map(str.isalpha, text))


def detect_language(text: str) -> str | None:
    """Language that a text is written in, as BCP 47 language subtag; ``None`` when too few letters tell it."""
    letters = count_letters(text[:_SAMPLE])
    if letters < _FEWEST_LETTERS:
        return None
    script = detect_script(text)
    if script is not None:
        return script
    if letters < _ENOUGH_LETTERS:
        return None
    model = load_language_model()
    scores = model.scores(text[:_SAMPLE])
    label = model.labels[scores.index(max(scores)) if scores is not None else 0]
    return None if label == "zxx" else _subtag(label)


def detect_script(text: str) -> str | None:
    """Language whose script a text is written in, where one language alone is; ``None`` for all other scripts."""
    if text.isascii():
        return None
    text = text[:_SAMPLE]
    if _OF_SCRIPTS.search(text) is None:
        return None
    signs = Counter(text)
    scripts: Counter[str] = Counter()
    for sign, often in signs.items():
        if sign >= _FIRST_OF_SCRIPTS and sign.isalpha():
            code = ord(sign)
            for first, last, language in _SCRIPTS:
                if first <= code <= last:
                    scripts[language] += often
                    break
    if not scripts:
        return None
    letters = sum([often for sign, often in signs.items() if sign.isalpha()])
    # Japanese mixes kana with the characters of Chinese, so a tenth of kana is enough for it.
    if scripts["ja"] * 10 > scripts["zh"] + scripts["ja"] and scripts["ja"] + scripts["zh"] > letters * 0.3:
        return "ja"
    language, count = max(scripts.items(), key=lambda item: item[1])
    return language if count > letters * 0.3 else None


def has_own_script(language: str) -> bool:
    """Whether a language is written in a script that it alone is mostly written in."""
    return language in _OWN_SCRIPTS


def identify(text: str, language: str) -> tuple[str, float]:
    """The language that a text is likeliest in, and how much likelier than in another.

    Args:
        text: at least some 40 letters.
        language: the other language.

    Returns:
        A language subtag, and the difference of the logarithms of both likelihoods; 0 where the other is not known.
    """
    model = load_language_model()
    scores, columns = model.scores(text[:_SAMPLE]), model.columns
    if scores is None:
        scores = [0.0] * len(model.labels)
    if "zxx" in columns:
        # Of no language is no text that is asked for.
        scores[columns["zxx"]] = -inf
    highest = max(scores)
    labels = ("no", *_NORWEGIAN) if language == "no" else () if language in _NORWEGIAN else (language,)
    others = [scores[columns[label]] for label in labels if label in columns and label != "zxx"]
    return _subtag(model.labels[scores.index(highest)]), highest - max(others) if others else 0.0


def _subtag(label: str) -> str:
    return "no" if label in _NORWEGIAN else label


def find_language(declared: Declared) -> tuple[str | None, str | None, list[Clue], list[Clue]]:
    """The language, the page's full tag for it, what speaks for it, and what of that was used.

    What the words are settles it; a declared language is believed where it says the same, is close to it, or where
    there are too few words.
    """
    markup = declared.page.markup
    clues = [
        *declared.said("inLanguage"),
        *(
            (make_clue(markup.language.value, markup.language.value, "markup lang", markup.language.place),)
            if markup.language
            else ()
        ),
        *declared.meta("og:locale", "content-language", "dc.language", "dcterms.language", "language", "inlanguage"),
    ]
    stated = [(clue, code) for clue in clues if (code := primary(clue.text))]
    sample, block = _sample(declared.blocks, declared.page.blocks)
    found = detect_language(sample)
    if found is None:
        for clue, code in stated:
            return code, clue.text.replace("_", "-"), clues, [clue]
        return None, None, clues, []
    place = block.place if block is not None else make_place("element")
    detected = make_clue(found, sample[:200], "detected", place)
    clues = [*clues, detected]
    letters = count_letters(sample)
    for clue, code in stated:
        short = letters < _SURE_LETTERS and sum(other == code for _, other in stated) > 1
        if code == found or short or close_languages(code, found):
            return code, clue.text.replace("_", "-"), clues, [clue, detected]
    return found, None, clues, [detected]


def close_languages(one: str, other: str) -> bool:
    """Whether two languages are so close that a page's own word is taken for which of them it is."""
    return one in _SAME_SCRIPT.get(other, ()) or any(one in group and other in group for group in _NEAR)


def _sample(blocks: Sequence[Block], all_blocks: Sequence[Block]) -> tuple[str, Block | None]:
    """Words of the body, at most 600 characters, and the first Block they are from."""
    body = [b for b in blocks if b.role in BODY_ROLES and b.kind is not Kind.CODE]
    if not any(len(b.text) > 60 for b in body):
        body = [b for b in all_blocks if b.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.HEADING, Kind.QUOTATION)]
        body = [b for b in body if b.role not in FURNITURE_ROLES]
    long = [b for b in body if len(b.text) > 60] or body
    parts: list[str] = []
    length = 0
    for block in long:
        parts.append(block.text[:_FROM_ONE_BLOCK])
        length += len(parts[-1]) + 1
        if length >= _SAMPLE:
            break
    return " ".join(parts)[:_SAMPLE], long[0] if long else None
