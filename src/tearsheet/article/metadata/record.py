"""What a page says about the article it holds, reconciled: one value a field, with everything that spoke for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tearsheet.article.article import Access, Author, Evidence, PageType
from tearsheet.article.metadata.pictures import DeclaredPicture

__all__ = ["Metadata"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """The record around the body of an Article.

    Attributes:
        title: as printed, without the site's name.
        kicker: the words above the title.
        standfirst: the paragraph that sums the article up, below the title.
        standfirst_blocks: numbers of the Blocks it stands in.
        authors: people, agencies and outlets, each once.
        published: first publication; aware where the page gives a zone; never later than the capture.
        published_raw: the instant as it stands in the capture.
        published_assumed: what of it the page does not say outright; see `Article`.
        modified: last change, under the same rules; never earlier than ``published``.
        modified_raw: as it stands in the capture.
        modified_assumed: likewise.
        language: BCP 47 tag, such as ``"fr"``.
        site_name: name of the outlet.
        section: section or rubric.
        tags: as the publisher lists them, each once.
        access: who may read it; ``None`` where nothing tells.
        url: canonical address, or else the address the page was captured from.
        images_declared: the images that the page names as its own, the likeliest first, then others that it describes.
        page_type_hint: what kind of page it declares to be; ``None`` when it does not say.
        confidences: for each field that was chosen among statements, how likely it is right, 0 to 1; for a field
            without a value, how likely the page gives none.
        evidences: for each field all that the capture says about it, what was used first.
    """

    title: str | None = None
    kicker: str | None = None
    standfirst: str | None = None
    standfirst_blocks: tuple[int, ...] = ()
    authors: tuple[Author, ...] = ()
    published: datetime | None = None
    published_raw: str | None = None
    published_assumed: tuple[str, ...] = ()
    modified: datetime | None = None
    modified_raw: str | None = None
    modified_assumed: tuple[str, ...] = ()
    language: str | None = None
    site_name: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    access: Access | None = None
    url: str | None = None
    images_declared: tuple[DeclaredPicture, ...] = ()
    page_type_hint: PageType | None = None
    confidences: Mapping[str, float] = field(default_factory=dict, repr=False)
    evidences: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict, repr=False)
