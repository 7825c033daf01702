"""A page's text as one HTML page that stands on its own: what was kept, what was left out, and why.

No script, and nothing is loaded: the page's own Content Security Policy forbids it
(https://www.w3.org/TR/CSP3/).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import chain, groupby

from tearsheet.article.article import Article, Evidence
from tearsheet.article.verdict import Finding, Judged, Verdict, findings, judge, said
from tearsheet.cli.console import printable
from tearsheet.formats.inline import SAID, weave
from tearsheet.page.block import Block, Kind, Mark

__all__ = ["write_inspection"]

_CLASSES = {Verdict.KEPT: "kept", Verdict.FIELD: "field", Verdict.LEFT_OUT: "out"}
_SIGNS = {Verdict.KEPT: "●", Verdict.FIELD: "◆", Verdict.LEFT_OUT: "○"}
_CHOICES = (
    ("folded", "article"),
    ("all", "everything"),
    ("only-kept", "kept and fields"),
    ("only-out", "left out"),
)
_MEANING = {
    Verdict.KEPT: "part of the body",
    Verdict.FIELD: "used as a field: title, byline, caption, …",
    Verdict.LEFT_OUT: "not part of the article; the role says why",
}
_FOLDED = 5
"""Left-out Blocks in a row that are folded into one line."""

_MOST_EVIDENCE = 4
"""Pieces of evidence that are shown at once; the rest is folded."""

_LONGEST_RAW = 240
"""Characters of a piece of evidence; where it stands is told beside it."""

_MOST_ROWS = 200
"""Rows of a table that are drawn; the rest is counted."""


def write_inspection(article: Article, shown: Sequence[Judged], label: str) -> str:
    """The page.

    Args:
        article: what was made of the capture.
        shown: the Blocks to show, in order.
        label: what the capture is called.

    Returns:
        An HTML document that loads nothing.
    """
    return "".join(_document(article, shown, label))


def _style() -> str:
    # The colours are those of the web view, whose pages show the same.
    colours = files("tearsheet.web").joinpath("static", "colours.css").read_text("utf-8")
    return colours + files("tearsheet.cli").joinpath("inspect_html.css").read_text("utf-8")


def _e(text: str) -> str:
    return escape(printable(text), quote=True)


def _document(article: Article, shown: Sequence[Judged], label: str) -> Iterator[str]:
    title = article.title or label
    counts = Counter(each.verdict for each in judge(article))
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_e(title)} · what was kept</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
    )
    about = [str(article.page_type), f"confidence {article.confidence:.2f}"]
    if article.reasons:
        about.append("; ".join(article.reasons))
    yield f'<header>\n<p class="name">{_e(label)}</p>\n<h1 dir="auto">{_e(title)}</h1>\n'
    yield f'<p class="about">{_e(" · ".join(about))}</p>\n</header>\n'
    yield from _tools(counts)
    yield "<main>\n<div>\n"
    for number, (left_out, run) in enumerate(groupby(shown, key=lambda each: each.removed)):
        yield from _run(list(run), number) if left_out else chain.from_iterable(map(_block, run))
    if not shown:
        yield "<p>There is no text here.</p>\n"
    yield "</div>\n"
    yield from _aside(article)
    yield "</main>\n<footer>Written by <code>tearsheet inspect</code>. Nothing is loaded from elsewhere.</footer>\n"
    yield "</body>\n</html>\n"


def _tools(counts: Counter[Verdict]) -> Iterator[str]:
    """The legend with its counts, and which Blocks to show: radio buttons, for there is no script."""
    for name, _ in _CHOICES:
        checked = " checked" if name == "folded" else ""
        yield f'<input class="choose" type="radio" name="show" id="{name}"{checked}>\n'
    yield '<div class="tools"><div>\n'
    for verdict in Verdict:
        yield (
            f'<span class="{_CLASSES[verdict]}" title="{_e(_MEANING[verdict])}"><span class="sign">'
            f"{_SIGNS[verdict]}</span> <b>{counts[verdict]:,}</b> {verdict}</span>\n"
        )
    shares = "".join(f'<i class="{_CLASSES[verdict]}" style="flex:{counts[verdict]}"></i>' for verdict in Verdict)
    yield f'<span class="share" aria-hidden="true">{shares}</span>\n'
    for name, words in _CHOICES:
        yield f'<label for="{name}">{words}</label>\n'
    yield "</div></div>\n"


def _run(run: Sequence[Judged], number: int) -> Iterator[str]:
    """Left-out Blocks that follow each other; many are folded, so that the article is seen, and name their roles."""
    if len(run) < _FOLDED:
        yield from chain.from_iterable(map(_block, run))
        return
    roles = Counter(each.role for each in run).most_common()
    names = ", ".join(f"{role} {count:,}" for role, count in roles)
    yield (
        f'<div class="run"><input type="checkbox" id="run-{number}"><label for="run-{number}">'
        f"<b>{_SIGNS[Verdict.LEFT_OUT]} {len(run):,} {Verdict.LEFT_OUT}</b> {_e(names)}</label>\n"
    )
    yield from chain.from_iterable(map(_block, run))
    yield "</div>\n"


def _block(each: Judged) -> Iterator[str]:
    block = each.block
    probability = "" if block.probability is None else f" · {block.probability:.2f}"
    yield (
        f'<div class="block {_CLASSES[each.verdict]}"{f" id=block-{block.block}" if block.block >= 0 else ""}>'
        f'<div class="label"><strong>{_SIGNS[each.verdict]} {_e(each.role)}</strong> '
        f"<span>{each.verdict}{probability}</span></div>"
        f'<div class="text"><div dir="auto">{_text(block)}</div><p class="place">{_e(str(block.place))}</p></div>'
        "</div>\n"
    )


def _text(block: Block) -> str:
    parts = [mark for mark in block.marks if mark.kind in SAID]
    text = weave(block.text, parts, _part, lambda stretch, _: _e(stretch)) if parts else _e(said(block))
    match block.kind:
        case Kind.HEADING:
            return f"<h2>{text}</h2>"
        case Kind.CODE:
            return f"<pre>{text}</pre>"
        case Kind.LIST_ITEM:
            return f'<p class="item">{text}</p>'
        case Kind.QUOTATION:
            return f"<blockquote>{text}</blockquote>"
        case Kind.IMAGE:
            return f"<p>▣ {text}</p>"
        case Kind.TABLE if block.cells:
            return _table(block)
    return f"<p>{text}</p>"


def _part(mark: Mark) -> tuple[str, str]:
    """The element of a part of a statement; content tells who is meant when it is pointed at."""
    number, _, form = (mark.target or "").partition(" ")
    kind = f"said {form}" if form else mark.kind
    return f'<span class="{kind}" title="{mark.kind} {number}">', "</span>"


def _table(block: Block) -> str:
    rows = []
    for row in block.cells[:_MOST_ROWS]:
        cells = []
        for cell in row[:_MOST_ROWS]:
            tag = "th" if cell.header else "td"
            spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            cells.append(f"<{tag}{spans}>{_e(cell.text)}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    more = len(block.cells) - _MOST_ROWS
    rest = f"<p>and {more:,} rows more</p>" if more > 0 else ""
    return f'<div class="scroll"><table>{"".join(rows)}</table></div>{rest}'


def _aside(article: Article) -> Iterator[str]:
    """The article's fields, each with what the capture says about it."""
    yield "<aside>\n<h2>The article's fields, and where they were found</h2>\n<dl>\n"
    for finding in findings(article):
        yield from _finding(finding)
    for image in article.images:
        caption = _e(image.caption or image.description or "")
        yield f'<dt>image</dt><dd><span class="value" dir="auto">{caption}</span><ul>'
        for name, value in (("credit", image.credit), ("address", image.address)):
            if value:
                yield f"<li><em>{name}</em> {_e(value)}</li>"
        yield "</ul></dd>\n"
    yield "</dl>\n"
    yield from _statements(article)
    for warning in article.warnings:
        yield f'<p class="warning"><strong>Warning:</strong> {_e(warning)}</p>\n'
    yield "</aside>\n"


def _statements(article: Article) -> Iterator[str]:
    """Who said what, numbered as in the text beside it."""
    if not article.statements:
        return
    yield '<h2>Who said what</h2>\n<ol start="0" class="statements">\n'
    for statement in article.statements:
        speaker = _e(statement.speaker.name) if statement.speaker is not None else "<em>unknown</em>"
        about = _e(f"{statement.form}, {statement.attitude}, {statement.confidence:.2f}")
        inside = f" · in {statement.outer}" if statement.outer is not None else ""
        negated = " · negated" if statement.negated else ""
        yield (
            f'<li><b dir="auto">{speaker}</b> <span dir="auto">{_e(_cut(statement.text))}</span>'
            f'<p class="place">{about}{negated}{inside}</p></li>\n'
        )
    yield "</ol>\n"


def _finding(finding: Finding) -> Iterator[str]:
    value = _e(finding.value) if finding.value else "<em>nothing was used</em>"
    yield f'<dt>{finding.name.replace("_", " ")}</dt><dd><span class="value" dir="auto">{value}</span>'
    if finding.evidence:
        yield from _evidence(finding.evidence[:_MOST_EVIDENCE])
        if rest := finding.evidence[_MOST_EVIDENCE:]:
            yield f"<details><summary>{len(rest):,} more</summary>"
            yield from _evidence(rest)
            yield "</details>"
    yield "</dd>\n"


def _evidence(evidence: Sequence[Evidence]) -> Iterator[str]:
    yield "<ul>"
    for each in evidence:
        used, mark = (' class="used"', "<b>✓ used</b> ") if each.used else ("", "")
        yield (
            f'<li{used}>{mark}<em>{_e(each.source)}</em> <span class="raw" dir="auto">{_e(_cut(each.raw))}</span>'
            f'<p class="place">{_e(str(each.place))}</p></li>'
        )
    yield "</ul>"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_RAW else text[:_LONGEST_RAW] + "…"
