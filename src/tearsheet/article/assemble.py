"""Page and roles to Article."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tearsheet.article.article import Article
from tearsheet.article.confidence import judge
from tearsheet.article.embedded import EmbeddedBody, embedded_body
from tearsheet.article.entries import find_entries
from tearsheet.article.images import find_images
from tearsheet.article.metadata import find_metadata, find_opening
from tearsheet.article.metadata.blocklanguage import block_languages
from tearsheet.article.metadata.blocklists import of_role, of_roles
from tearsheet.article.related import find_related
from tearsheet.limits import Deadline, Limits
from tearsheet.native import recordloops
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import BODY_ROLES, PageType, Role
from tearsheet.roles import Decision

__all__ = ["EMBEDDED_BELOW", "assemble"]

EMBEDDED_BELOW = 250
"""Characters of visible text under which the text is looked for in embedded data."""


def assemble(page: Page, decision: Decision, limits: Limits, deadline: Deadline, warning: str | None = None) -> Article:
    """Put the Article together: what its text is now, the other fields when one of them is first read.

    Args:
        page: the page.
        decision: the roles of its Blocks.
        limits: for HTML inside embedded data, and for the fields that are read later.
        deadline: when to give up.
        warning: one more.

    Raises:
        LimitError: the deadline passed.
    """
    # Why Blocks are left out is found as it is asked for; a page's text needs to know it of those near its title only.
    unasked = set(decision.reasons.unasked)
    roles = decision.rough if unasked else decision.roles
    entries, entry_of = find_entries(page, roles, decision.page_type, page.capture.captured, decision.remarks)
    blocks = _decided(page.blocks, roles, decision.probabilities, entry_of)
    deadline.check()

    def ask(numbers: Iterable[int]) -> bool:
        found = decision.reasons.of([number for number in numbers if number in unasked])
        new = {number: role for number, role in found.items() if blocks[number].role is not role}
        for number, role in new.items():
            blocks[number] = _with_role(blocks[number], role)
        return bool(new)

    opening = find_opening(page, blocks, deadline, decision.page_type, ask if unasked else None)
    settled = _with_standfirst(blocks, opening.standfirst_blocks)
    body = of_roles(settled, BODY_ROLES)
    warnings = list(page.warnings)
    known = sum(len(block.text) for block in body)
    embedded = EmbeddedBody()
    if known < EMBEDDED_BELOW and page.markup.scripts:
        embedded = embedded_body(page, known, limits, deadline)
        if embedded.blocks:
            warnings.append("the text is taken from embedded data; a reader of the capture does not see it")
            body = [replace(block, block=len(blocks) + number) for number, block in enumerate(embedded.blocks)]
    text = "".join(block.text for block in body)
    if not text and not warnings:
        warnings.append("no text was found")
    if warning is not None:
        warnings.append(warning)

    def work_out() -> dict[str, object]:
        later = Deadline(limits, page.capture.label)
        final = decision.roles
        if recordloops is not None:
            recordloops.give_roles(blocks, final, Block)
        else:
            for number, role in enumerate(final):
                if blocks[number].role is not role:
                    blocks[number] = _with_role(blocks[number], role)
        post = entries[0] if entries and decision.page_type is PageType.FORUM else None
        metadata = find_metadata(page, blocks, later, decision.page_type, post, opening)
        told = _with_languages(page, _with_standfirst(blocks, opening.standfirst_blocks), metadata.language)
        left_out = [block for block in told if block.role not in BODY_ROLES]
        if embedded.blocks:
            left_out = [replace(b, role=Role.DUPLICATE) if b.role in BODY_ROLES else b for b in told]
        confidence, reasons = judge(decision, text, title=metadata.title, embedded=bool(embedded.blocks))
        return {
            "kicker": metadata.kicker,
            "authors": metadata.authors,
            "published": metadata.published,
            "published_raw": metadata.published_raw,
            "published_assumed": metadata.published_assumed,
            "modified": metadata.modified,
            "modified_raw": metadata.modified_raw,
            "modified_assumed": metadata.modified_assumed,
            "language": metadata.language,
            "site_name": metadata.site_name,
            "section": metadata.section,
            "tags": metadata.tags,
            "access": metadata.access,
            "url": metadata.url,
            "body": tuple(body if embedded.blocks else of_roles(told, BODY_ROLES)),
            "entries": entries,
            "images": find_images(page, final, metadata.images_declared, embedded.images, decision.reasons.frames),
            "related": find_related(page, final, decision.stories),
            "left_out": tuple(left_out),
            "confidence": confidence,
            "reasons": reasons,
            "confidences": metadata.confidences,
            "evidences": metadata.evidences,
        }

    early = Article(
        title=opening.titling.text,
        standfirst=opening.standfirst,
        page_type=decision.page_type,
        body=tuple(body),
        warnings=tuple(warnings),
        capture=page.capture,
        encoding=page.encoding,
    )
    return early.followed_by(work_out)


def _decided(
    blocks: Sequence[Block], roles: Sequence[Role], probabilities: Sequence[float], entry_of: Mapping[int, int]
) -> list[Block]:
    """The Blocks with what they are for."""
    if recordloops is not None:
        made: list[Block] = recordloops.decided(blocks, roles, probabilities, entry_of, Block)
        return made
    return [
        block.decided(role, round(probability, 4), entry_of.get(number))
        for number, (block, role, probability) in enumerate(zip(blocks, roles, probabilities, strict=True))
    ]


def _with_role(block: Block, role: Role) -> Block:
    """A decided Block with another role."""
    return block.decided(role, block.probability, block.entry)


def _with_languages(page: Page, blocks: Sequence[Block], language: str | None) -> list[Block]:
    """The Blocks with their language where it is another than the article's."""
    found = list(blocks)
    for number, own in block_languages(page, blocks, language).items():
        found[number] = replace(blocks[number], language=own)
    return found


def _with_standfirst(blocks: Sequence[Block], chosen: Sequence[int]) -> list[Block]:
    """The Blocks with the role of the standfirst where the record has it, and nowhere else."""
    found = list(blocks)
    standfirst = Role.STANDFIRST
    for block in of_role(blocks, standfirst):
        found[block.block] = _with_role(block, Role.HEADING if block.kind is Kind.HEADING else Role.PARAGRAPH)
    for number in chosen:
        found[number] = _with_role(found[number], standfirst)
    if not any(block.role in BODY_ROLES and block.text for block in found):
        # Where the standfirst is all the text there is, it is the body.
        return list(blocks)
    return found
