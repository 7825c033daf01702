"""What the page says about the article: evidence from every place it speaks, one module a field."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tearsheet.article.article import Entry, Evidence, PageType
from tearsheet.article.metadata.access import find_access
from tearsheet.article.metadata.authors import find_authors
from tearsheet.article.metadata.canonical import canonical_address
from tearsheet.article.metadata.dates import find_dates
from tearsheet.article.metadata.declared import Clue, Declared, declare, evidence
from tearsheet.article.metadata.kicker import find_kicker
from tearsheet.article.metadata.language import find_language
from tearsheet.article.metadata.line_sections import LINE_SECTIONS
from tearsheet.article.metadata.pagetype import declared_type
from tearsheet.article.metadata.pictures import declared_images
from tearsheet.article.metadata.record import Metadata
from tearsheet.article.metadata.section import find_section
from tearsheet.article.metadata.site import site_names
from tearsheet.article.metadata.standfirst import below_title, find_standfirst
from tearsheet.article.metadata.tags import find_tags
from tearsheet.article.metadata.title import Titling, find_title
from tearsheet.article.metadata.titlecandidates import headings_looked_at
from tearsheet.limits import Deadline
from tearsheet.page.block import Block, Page

__all__ = ["Metadata", "Opening", "find_metadata", "find_opening"]


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands above the text, decided before the other fields.

    Attributes:
        declared: what the page declares.
        names: what speaks for the outlet's name.
        titling: the title.
        standfirst: its text; ``None`` without one.
        standfirst_clues: all that speaks about it.
        standfirst_used: what says so.
        standfirst_blocks: numbers of the Blocks it stands in.
    """

    declared: Declared
    names: Sequence[Clue]
    titling: Titling
    standfirst: str | None
    standfirst_clues: Sequence[Clue]
    standfirst_used: Sequence[Clue]
    standfirst_blocks: tuple[int, ...]


def find_opening(
    page: Page,
    blocks: Sequence[Block],
    deadline: Deadline | None = None,
    page_type: PageType | None = None,
    ask: Callable[[Iterable[int]], bool] | None = None,
) -> Opening:
    """Find title and standfirst.

    Args:
        page: the page.
        blocks: its Blocks with their roles decided.
        deadline: when to give up.
        page_type: what kind of page it is, where that is decided.
        ask: finds the roles of Blocks that are left out and puts them into ``blocks``, where they are not yet found,
            and tells whether that gave any another role.

    Raises:
        LimitError: the deadline passed.
    """
    declared = declare(page, blocks)
    names = site_names(declared)
    if deadline is not None:
        deadline.check()
    if ask is not None:
        # What is asked for at once costs less.
        ask({*headings_looked_at(blocks), *below_title(blocks)})
    titling = find_title(declared, _spelled(names), page_type)
    return Opening(declared, names, titling, *find_standfirst(declared, titling.block, page_type, ask))


def _spelled(names: Sequence[Clue]) -> list[str]:
    """The outlet's names, each once."""
    return list(dict.fromkeys(clue.text for clue in names))


def find_metadata(
    page: Page,
    blocks: Sequence[Block],
    deadline: Deadline | None = None,
    page_type: PageType | None = None,
    post: Entry | None = None,
    opening: Opening | None = None,
) -> Metadata:
    """Find the fields of the record around the body.

    Args:
        page: the page.
        blocks: its Blocks with their roles decided.
        deadline: when to give up.
        page_type: what kind of page it is, where that is decided.
        post: the one that opens a thread, whose author is the page's.
        opening: title and standfirst, where they are found already.

    Returns:
        One value a field, and all that speaks for each, what was used first.

    Raises:
        LimitError: the deadline passed.
    """
    opening = opening or find_opening(page, blocks, deadline, page_type)
    declared, names, titling = opening.declared, opening.names, opening.titling
    spelled = _spelled(names)
    title, heading = titling.text, titling.block
    kicker, kicker_clues, kicker_used = find_kicker(declared, title, heading)
    if deadline is not None:
        deadline.check()
    language, tag, language_clues, language_used = find_language(declared)
    authorship = find_authors(declared, spelled, heading, page_type, post)
    published, modified = find_dates(declared, tag or language, heading, page_type)
    url, url_clues, url_used = canonical_address(declared)
    filed, section_clues, section_used = find_section(declared, spelled, heading)
    listed, tag_clues, tag_used = find_tags(declared, spelled)
    access, access_clues, access_used = find_access(declared)
    images, image_clues = declared_images(declared)
    kind, kind_clues, kind_used = declared_type(declared)
    found: list[tuple[str, Sequence[Clue], Sequence[Clue | None]]] = [
        ("title", titling.clues, titling.used),
        ("kicker", kicker_clues, kicker_used),
        ("standfirst", opening.standfirst_clues, opening.standfirst_used),
        ("authors", authorship.clues, authorship.used),
        ("published", published.clues, published.used),
        ("modified", modified.clues, modified.used),
        ("language", language_clues, language_used),
        ("site_name", names, names[:1]),
        ("section", section_clues, [section_used]),
        ("tags", tag_clues, tag_used),
        ("access", access_clues, access_used),
        ("url", url_clues, [url_used]),
        ("images", image_clues, image_clues[:1]),
        ("page_type", kind_clues, [kind_used]),
    ]
    said = {"title": titling.confidence, "authors": authorship.confidence, "published": published.confidence}
    if section_used is not None and section_used.kind in LINE_SECTIONS:
        said["section"] = LINE_SECTIONS[section_used.kind]
    evidences: dict[str, tuple[Evidence, ...]] = {}
    for name, clues, used in found:
        pieces = evidence(name, clues, [clue for clue in used if clue is not None])
        if pieces:
            evidences[name] = pieces
    return Metadata(
        title=title,
        kicker=kicker,
        standfirst=opening.standfirst,
        standfirst_blocks=opening.standfirst_blocks,
        authors=authorship.authors,
        published=published.value,
        published_raw=published.raw,
        published_assumed=published.assumed,
        modified=modified.value,
        modified_raw=modified.raw,
        modified_assumed=modified.assumed,
        language=language,
        site_name=names[0].text if names else None,
        section=filed,
        tags=listed,
        access=access,
        url=url,
        images_declared=images,
        page_type_hint=kind,
        confidences={name: told for name, told in said.items() if told is not None},
        evidences=evidences,
    )
