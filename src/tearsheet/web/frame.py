"""The document that a frame shows: a captured page made harmless, with every Block marked.

Two walls stand between the page and the reader, and each is enough. The markup is written anew from short lists, so
that nothing in it runs, loads or leads anywhere. And the frame is a sandbox with an origin of its own, whose policy
allows one style sheet and one script, both ours (https://www.w3.org/TR/CSP3/,
https://html.spec.whatwg.org/multipage/browsers.html#sandboxing).
"""

from tearsheet.article.article import Article
from tearsheet.article.verdict import Verdict, judge
from tearsheet.encoding import decode
from tearsheet.errors import LimitError
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Block
from tearsheet.web.flatlines import marked_lines
from tearsheet.web.marking import Marking, quoted
from tearsheet.web.sanitising import safe_markup
from tearsheet.web.wording import LANGUAGES, wording

__all__ = ["VERDICT_CLASSES", "frame_document", "numbered"]

VERDICT_CLASSES = {Verdict.KEPT: "kept", Verdict.FIELD: "field", Verdict.LEFT_OUT: "out"}
"""Classes of elements by what became of a Block."""


def numbered(article: Article) -> list[tuple[int, Block]]:
    """The Blocks of an article's page in reading order, each with the number that it is called."""
    blocks = sorted((*article.body, *article.left_out), key=lambda block: block.block)
    return [(place if block.block < 0 else block.block, block) for place, block in enumerate(blocks)]


def frame_document(article: Article, language: str = LANGUAGES[0], limits: Limits | None = None) -> str:
    """The captured page of an article as a document that can neither run, load, submit nor navigate.

    Args:
        article: with its capture.
        language: of the names of the roles.
        limits: what the page may cost.

    Returns:
        HTML in which every Block stands in an element with its number as ``data-block``; the first of them has the
        number behind ``b`` as its id.
    """
    limits = limits or Limits()
    words = wording(language)
    markings = _markings(article, language)
    capture = article.capture
    body = ""
    if capture is not None:
        text = decode(capture).text
        if any(marking.start is not None for marking in markings):
            body = marked_lines(text, markings)
        else:
            try:
                body = safe_markup(text, markings, limits, Deadline(limits, capture.label))
            except LimitError as error:
                body = f'<p class="note">{quoted(str(error))}</p>'
    if not body.strip():
        body = f'<p class="note">{words("There is nothing to see here.")}</p>'
    spoken = article.language or language
    return f"""<!doctype html>
<html lang="{quoted(spoken)}">
<head>
<meta charset="utf-8">
<title>{words("The page as captured")}</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/static/colours.css">
<link rel="stylesheet" href="/static/frame.css">
<script src="/static/frame.js" defer></script>
</head>
<body>
<main>
<h1 class="unseen" lang="{language}">{words("The page as captured")}</h1>
<div dir="auto">
{body}
</div>
</main>
</body>
</html>
"""


def _markings(article: Article, language: str) -> list[Marking]:
    words = wording(language)
    became = {id(each.block): each for each in judge(article)}
    markings = []
    for number, block in numbered(article):
        place = block.place
        each = became[id(block)]
        markings.append(
            Marking(
                number,
                block.text,
                place.selector if place.kind == "element" else None,
                place.start,
                place.end,
                VERDICT_CLASSES[each.verdict],
                each.role,
                words(each.role),
            )
        )
    return markings
