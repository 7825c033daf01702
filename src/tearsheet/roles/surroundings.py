"""What the elements around a Block say about it: landmarks, ARIA roles, and the words of class and id names.

Landmarks follow WAI-ARIA (https://www.w3.org/TR/wai-aria/#landmark_roles).
"""

import re
from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.place import Elements
from tearsheet.remembered import remembered
from tearsheet.roles.branches import Branches

__all__ = ["FAR", "LONGEST_NAMES", "SURROUNDINGS", "compiled_surroundings", "name_words", "read_surroundings"]

FAR = 20
"""Distance, in levels, that stands for "nowhere above"."""

_LANDMARKS = {
    "article": "article",
    "main": "main",
    "nav": "navigation",
    "header": "header",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "fieldset": "form",
    "figure": "figure",
    "blockquote": "quotation",
    "table": "table",
    "ul": "list",
    "ol": "list",
    "button": "button",
    "dialog": "dialog",
    "noscript": "noscript",
}
"""Elements that are landmarks, by tag."""

_ROLES = {
    "main": r"\bmain\b",
    "navigation": r"\b(?:navigation|menu|menubar|tablist)\b|breadcrumblist",
    "header": r"\bbanner\b|wpheader",
    "footer": r"\bcontentinfo\b|wpfooter",
    "aside": r"\bcomplementary\b|wpsidebar",
    "dialog": r"\b(?:dialog|alertdialog|alert)\b",
    "article": r"schema\.org/\w*(?:article|posting)\b",
    "body property": r"\b(?:articlebody|reviewbody)\b",
    "comment type": r"schema\.org/(?:user)?comments?\b|\bcomment\b",
    "hidden": r"\bhidden\b",
}
"""ARIA roles and microdata types that are landmarks."""

_NAME_WORDS = {
    "content": "content contents inhalt contenido contenu conteudo main",
    "story": "article articles artikel articulo story stories news noticia nota post posts entry blog",
    "text": "body articlebody text texte texto copy prose rte richtext wysiwyg markdown paragraph paragraphs",
    "comments": "comment comments commentlist kommentare comentarios commentaires disqus reply replies respond "
    "discussion",
    "menu": "nav navbar navigation menu menus menubar breadcrumb breadcrumbs crumbs pagination pager paging tabs toc "
    "skip",
    "masthead": "header masthead topbar banner branding logo head hd",
    "bottom": "footer foot bottom colophon copyright legal imprint impressum ft",
    "sidebar": "sidebar side aside rail widget widgets column col secondary left right",
    "related": "related recommended recommendations recirc more similar popular trending latest mostread readmore "
    "teaser teasers card cards carousel slider outbrain taboola also next prev previous promo",
    "share": "share sharing shares social facebook twitter whatsapp follow addtoany sociallinks",
    "newsletter": "newsletter newsletters subscribe subscription signup optin mailing abo paywall piano register login "
    "account",
    "advertisement": "ad ads advert adverts advertisement advertising anzeige werbung publicidad sponsor sponsored dfp "
    "adslot adbox gpt commercial affiliate",
    "author": "byline author authors autor autores auteur writer bio contributor vcard fn avatar profile",
    "date": "date dates datum fecha time timestamp published updated dateline posted",
    "meta": "meta info postmeta details",
    "tags": "tag tags topic topics keywords category categories cat label labels taxonomy",
    "caption": "caption captions legend legende bildunterschrift bildtext credit credits",
    "image": "photo image images img picture figure gallery media foto bild thumbnail thumb video",
    "consent": "cookie cookies consent gdpr privacy cmp onetrust didomi notice disclaimer",
    "overlay": "modal popup pop overlay lightbox dialog toast tooltip dropdown drawer offcanvas flyout",
    "title": "title titles headline heading titel titulo titre hed",
    "standfirst": "standfirst lead lede dek subtitle subhead subheadline intro summary excerpt abstract chapo vorspann "
    "entradilla bajada deck description desc",
    "kicker": "kicker overline eyebrow dachzeile spitzmarke supratitle antetitulo volanta catchline rubric roof",
    "product": "product products shop sku",
    "price": "price prices cart buy sale shipping badge checkout basket stock availability qty quantity",
    "reviews": "review reviews rating ratings stars star testimonial testimonials feedback",
    "features": "spec specs specification specifications feature features attribute attributes dimensions highlights",
    "hidden": "hidden hide invisible visually sr visuallyhidden screenreader collapsed",
    "grid": "list lists item items grid row result results archive feed collection loop tile tiles",
    "thread": "thread threads message messages messagetext bbcode postbody cooked answer answers question forum "
    "usertext",
    "poster": "user userinfo username member postprofile poster rank karma reputation avatar",
    "quoted": "quote bbquote quoted blockquote pullquote",
    "signature": "signature sig",
    "code": "code highlight snippet syntax doc docs documentation api method function param params reference",
    "questions": "faq faqs accordion collapse collapsible toggle tab tabs qa",
    "section": "hero cta section block module",
    "sources": "footnote footnotes references reflist notes reference cite citation bibliography",
    "biography": "bio about biography vcard contributor",
}
"""Words that publishers' class and id names are made of, by what such elements tend to hold."""

_LANDMARK_NAMES = tuple(dict.fromkeys((*_LANDMARKS.values(), *_ROLES)))
SURROUNDINGS = (*_LANDMARK_NAMES, *(f"{group} name" for group in _NAME_WORDS))
"""What is looked for above a Block, in the order of the numbers that `read_surroundings` gives."""

_LANDMARK_NUMBER = {tag: _LANDMARK_NAMES.index(name) for tag, name in _LANDMARKS.items()}
_ROLE_PATTERNS = tuple((_LANDMARK_NAMES.index(name), re.compile(pattern)) for name, pattern in _ROLES.items())
_WORD_NUMBERS: dict[str, tuple[int, ...]] = {}
for _number, _words in enumerate(_NAME_WORDS.values(), len(_LANDMARK_NAMES)):
    for _word in _words.split():
        _WORD_NUMBERS[_word] = (*_WORD_NUMBERS.get(_word, ()), _number)

_NOWHERE = array("i", [-1]) * len(SURROUNDINGS)
LONGEST_NAMES = 500
"""Characters of names that are read."""

_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@remembered(20_000)
def name_words(names: str) -> tuple[str, ...]:
    """The words that class and id names are made of, in lower case; the cache only saves time.

    Args:
        names: as written, separated by spaces; what stands behind the first 500 characters is passed over.
    """
    return tuple(word.lower() for word in _NAME_WORD.findall(names[:LONGEST_NAMES]))


@remembered(20_000)
def _from_names(names: str) -> tuple[int, ...]:
    """What the words of class and id names tell; the cache only saves time."""
    found: set[int] = set()
    for word in name_words(names):
        found.update(_WORD_NUMBERS.get(word, ()))
    return tuple(sorted(found))


@remembered(5_000)
def _from_role(role: str) -> tuple[int, ...]:
    """What ARIA roles and microdata types tell; the cache only saves time."""
    return tuple([number for number, pattern in _ROLE_PATTERNS if pattern.search(role)])


def read_surroundings(elements: Elements, branches: Branches) -> NDArray[np.int32]:
    """For each Block, how deep the nearest landmark of each kind above it stands.

    Args:
        elements: the elements of a page.
        branches: those above its Blocks.

    Returns:
        Blocks by `SURROUNDINGS`: the depth of the nearest element of that kind, the Block's own included, or ``-1``.
    """
    tags, names, roles = elements.tag, elements.names, elements.role
    rows = [_NOWHERE] * (len(branches.up) + 1)
    for number, (index, above, depth) in enumerate(zip(branches.element, branches.up, branches.depth, strict=True)):
        row = rows[above]
        found: tuple[int, ...] = ()
        tag = tags[index]
        if names[index] and tag not in ("html", "body"):
            found = _from_names(names[index])
        if roles[index]:
            found += _from_role(roles[index])
        landmark = _LANDMARK_NUMBER.get(tag)
        if found or landmark is not None:
            row = row[:]
            for column in found:
                row[column] = depth
            if landmark is not None:
                row[landmark] = depth
        rows[number] = row
    together = b"".join([rows[number] for number in branches.own])
    return np.frombuffer(together, np.intc).reshape(len(branches.own), len(SURROUNDINGS))


def compiled_surroundings(elements: Elements, branches: Any, matrix: NDArray[np.float32], first: int) -> None:
    """For each Block the levels up to the nearest landmark of each kind, `FAR` for none, by compiled loops.

    Args:
        elements: the elements of a page.
        branches: the compiled loops' own.
        matrix: of all numbers, one row a Block.
        first: where the columns of `SURROUNDINGS` begin in it.
    """
    branches.surroundings(
        elements.tag,
        elements.names,
        elements.role,
        _LANDMARK_NUMBER,
        _from_names,
        _from_role,
        FAR,
        len(SURROUNDINGS),
        matrix,
        first,
    )
