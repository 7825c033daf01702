"""The body of an article's view as pieces that a template writes: text with its links and statements marked."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from tearsheet.formats.inline import SAID, safe_address, weave
from tearsheet.page.block import Mark
from tearsheet.web.marking import quoted

__all__ = ["marked", "place_of", "record_pieces", "snippet_markup", "standfirst_markup", "where_said"]

_ELEMENTS = {"strong": "strong", "emphasis": "em", "code": "code", "subscript": "sub", "superscript": "sup"}
_MOST_ROWS = 500
_CONTENT = "content"
_STEPS = 3


def record_pieces(view: dict[str, Any]) -> list[dict[str, Any]]:
    """The pieces of the body in reading order.

    Args:
        view: as `tearsheet.web.viewsarticle.article_view` makes it.

    Returns:
        For each piece its ``shape`` (``"p"``, ``"heading"``, ``"quotation"``, ``"code"``, ``"table"``, ``"list"``,
        ``"image"``, ``"entry"``) and the ``block`` with its ``number``; for a list its ``items``, for a table its
        ``rows``, for an image the ``image``.
    """
    record = view["record"]
    said = _said(view)
    images = _images(view)
    begun: set[int] = set()
    pieces: list[dict[str, Any]] = []
    for number, block in zip(view["sources"]["body"], record["body"], strict=True):
        entry = block["entry"]
        if entry is not None and entry not in begun:
            begun.add(entry)
            pieces.append({"shape": "entry", "entry": record["entries"][entry], "number": number})
        piece = _piece(block, number, said.get(number, []))
        if piece["shape"] == "image":
            image = images.pop(number, None)
            if image is None:
                continue
            piece["image"] = image
        if piece["shape"] == "item":
            if not pieces or pieces[-1]["shape"] != "list":
                pieces.append({"shape": "list", "items": []})
            pieces[-1]["items"].append(piece)
        else:
            pieces.append(piece)
    cover = [{"shape": "image", "image": image, "number": None} for image in images.values() if image["cover"]]
    others = [{"shape": "image", "image": image, "number": None} for image in images.values() if not image["cover"]]
    return [*cover, *pieces, *others]


def _images(view: dict[str, Any]) -> dict[int, dict[str, Any]]:
    """The images with the numbers of the Blocks that they were made of, by the Block that they stand at."""
    found: dict[int, dict[str, Any]] = {}
    for index, (image, sources) in enumerate(zip(view["record"]["images"], view["sources"]["images"], strict=True)):
        at = sources["image"][0] if sources["image"] else -1 - index
        found[at if at not in found else -1 - index] = image | {
            "numbers": sources["image"],
            "caption_numbers": sources["caption"],
            "credit_numbers": sources["credit"],
        }
    return found


def _piece(block: dict[str, Any], number: int, said: Sequence[Mark]) -> dict[str, Any]:
    kind = block["role"] or block["kind"]
    shape = {
        "heading": "heading",
        "list item": "item",
        "quotation": "quotation",
        "code": "code",
        "table": "table" if block["cells"] else "p",
        "image": "image" if block["image"] else "p",
    }.get(kind, "p")
    marks = [Mark(mark["start"], mark["end"], mark["kind"], mark["target"]) for mark in block["marks"]]
    return {
        "shape": shape,
        "block": block,
        "number": number,
        "html": marked(block["text"], [*marks, *said]),
        "rows": block["cells"][:_MOST_ROWS],
        "level": min(max(block["level"], 1), 8),
    }


def _said(view: dict[str, Any]) -> dict[int, list[Mark]]:
    """The parts of the statements as marks, by the number of the Block."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for index, statement in enumerate(view["statements"]):
        form = "direct" if statement["form"] == "direct" else "indirect"
        content = "said" if statement["outer"] is None else "said inside"
        for piece in statement["pieces"]:
            kind = content if piece["kind"] == _CONTENT else piece["kind"]
            found[piece["block"]].append(Mark(piece["start"], piece["end"], kind, f"{index} {form}"))
    return found


def standfirst_markup(view: dict[str, Any]) -> Markup:
    """The standfirst with its statements marked, where it stands apart from the body."""
    numbers = set(view["sources"]["standfirst"]) - set(view["sources"]["body"])
    said = _said(view)
    return marked(view["record"]["standfirst"] or "", [mark for number in numbers for mark in said.get(number, [])])


def marked(text: str, marks: Sequence[Mark]) -> Markup:
    """A text with its marks as markup."""
    return Markup(weave(text, marks, _tags, _escaped))


def _escaped(text: str, _: bool) -> str:
    return quoted(text).replace("\n", "<br>")


def _tags(mark: Mark) -> tuple[str, str] | None:
    if mark.kind == "link":
        address = safe_address(mark.target, schemes=("http", "https"))
        return (f'<a href="{quoted(address)}" rel="noreferrer nofollow">', "</a>") if address else None
    if mark.kind in SAID:
        number, _, form = (mark.target or "").partition(" ")
        kind = f"said {form}" if mark.kind.startswith("said") else mark.kind
        return f'<span class="{quoted(kind)}" data-said="{quoted(number)}">', "</span>"
    element = _ELEMENTS.get(mark.kind)
    return (f"<{element}>", f"</{element}>") if element else None


def snippet_markup(snippet: dict[str, Any]) -> Markup:
    """A passage that was found, hits marked."""
    pieces = ["… " if snippet["cut_before"] else ""]
    at = 0
    for start, end in snippet["hits"]:
        pieces += (quoted(snippet["text"][at:start]), "<mark>", quoted(snippet["text"][start:end]), "</mark>")
        at = end
    pieces += (quoted(snippet["text"][at:]), " …" if snippet["cut_after"] else "")
    return Markup("".join(pieces))


def where_said(view: dict[str, Any]) -> list[str]:
    """For each statement, where its words stand: Block, first character and length, white space not counted."""
    texts = {
        number: block["text"] for number, block in zip(view["sources"]["body"], view["record"]["body"], strict=True)
    }
    for number in view["sources"]["standfirst"]:
        texts.setdefault(number, view["record"]["standfirst"] or "")
    told = []
    for statement in view["statements"]:
        pieces = []
        for piece in statement["pieces"]:
            number = piece["block"]
            if piece["kind"] != _CONTENT or number not in texts:
                continue
            text = texts[number]
            start, length = _signs(text[: piece["start"]]), _signs(text[piece["start"] : piece["end"]])
            if length:
                pieces.append(f"{number}:{start}:{length}")
        told.append(" ".join(pieces))
    return told


def _signs(text: str) -> int:
    """How many characters there are, white space not counted."""
    return sum(map(len, text.split()))


def place_of(place: dict[str, Any] | None) -> str:
    """A place in words: characters of a flat capture, or the end of a selector."""
    if place is None:
        return ""
    if place["kind"] == "span":
        return f"{place['start']}–{place['end']}"
    selector: str = place.get("selector") or place["kind"]
    steps = selector.split(" > ")
    # The last steps tell most; the whole selector is in the record.
    shown = " > ".join(steps[-_STEPS:])
    shown = f"… {shown}" if len(steps) > _STEPS else shown
    return shown + "".join(f" {place[name]}" for name in ("attribute", "pointer") if place.get(name))
