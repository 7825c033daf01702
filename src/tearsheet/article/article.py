"""The Article: what was published, and where in the capture every piece of it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from tearsheet.capture import Capture
from tearsheet.choices import Engine, choose
from tearsheet.page.block import Block
from tearsheet.page.place import Place
from tearsheet.page.role import PageType

if TYPE_CHECKING:
    from tearsheet.statements.statement import Statement

__all__ = ["Access", "Article", "Author", "AuthorKind", "Entry", "Evidence", "Image", "Link", "PageType"]


class Access(StrEnum):
    """Who may read an article."""

    FREE = "free"
    REGISTRATION = "registration"
    SUBSCRIPTION = "subscription"
    METERED = "metered"
    RESTRICTED = "restricted"


class AuthorKind(StrEnum):
    """Who an author is."""

    PERSON = "person"
    AGENCY = "agency"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote it.

    Attributes:
        name: as printed, without "by" and without a job title.
        kind: a person, a news agency, or the outlet itself.
        url: address of the author's page.
        initials: whether the page gives a person's initials alone, or the few letters that a writer signs with:
            ``"J. D."``, ``"kmü"``.
    """

    name: str
    kind: AuthorKind = AuthorKind.PERSON
    url: str | None = None
    initials: bool = False

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the article.

    Attributes:
        address: absolute address of the largest useful version; ``None`` in a flat capture.
        caption: what the publisher says it shows, without the credit.
        credit: photographer and agency as printed, without "Photo:" and the like.
        description: text for those who cannot see it (``alt``).
        width: pixels, where the page tells.
        height: pixels, where the page tells.
        cover: whether it is the article's main image.
        place: where the image stands.
        caption_place: where the caption stands.
        credit_place: where the credit stands.
        creators: the people that the credit names, each once.
        agency: the agency, or who else the credit names as its supplier; several are joined by slashes.
        original: address of the picture that the address hands to a resizing service, where it does.
    """

    address: str | None = None
    caption: str | None = None
    credit: str | None = None
    description: str | None = None
    width: int | None = None
    height: int | None = None
    cover: bool = False
    place: Place | None = None
    caption_place: Place | None = None
    credit_place: Place | None = None
    creators: tuple[str, ...] = ()
    agency: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a related story.

    Attributes:
        text: the headline.
        url: absolute address; ``None`` in a flat capture.
        description: description of the teaser's image.
        place: where the link stands.
    """

    text: str
    url: str | None = None
    description: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of several in a page: a live blog's entry, a forum's post.

    Attributes:
        title: its heading, where it has one.
        author: who wrote it.
        published: when, aware where the page gives a zone.
        place: where the entry stands.
    """

    title: str | None = None
    author: str | None = None
    published: datetime | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that the capture says about a field.

    Attributes:
        field: name of the Article's field.
        value: what was read from it, as text.
        raw: what stands in the capture.
        source: what kind of place it is: ``"json-ld"``, ``"meta"``, ``"microdata"``, ``"visible"``, ``"address"``, ...
        place: where it stands.
        used: whether the field's value was taken from here.
    """

    field: str
    value: str
    raw: str
    source: str
    place: Place
    used: bool = False


@dataclass(frozen=True)
class Article:
    """What was published.

    Of an extracted page, title, standfirst and `text` are there at once; all other fields are worked out together when
    one of them is first read, from any thread, within the same limits as the extraction. Comparing, pickling and
    copying read them all.

    Attributes:
        title: as printed, without the site's name.
        kicker: the words above the title.
        standfirst: the paragraph that sums the article up, below the title.
        authors: people, agencies and outlets.
        published: first publication; aware where the page gives a zone; never later than the capture.
        published_raw: the instant as it stands in the capture. `evidence` tells where.
        published_assumed: what of it the page does not say outright: ``"zone"`` (that of the publisher's country),
            ``"year"`` and ``"relative"`` (reckoned from the instant of the capture), ``"change"`` (the page tells its
            last change alone), ``"calendar"`` (a day of the lunar Hijri calendar, which may be the one beside it).
        modified: last change, under the same rules.
        modified_raw: as it stands in the capture.
        modified_assumed: likewise.
        language: BCP 47 tag, such as ``"fr"``.
        site_name: name of the outlet.
        section: section or rubric.
        tags: as the publisher lists them.
        access: who may read it; `Access.RESTRICTED` where it is closed and the page does not say how; ``None`` where
            nothing tells.
        url: canonical address, or else the address it was captured from.
        page_type: what kind of page it is.
        body: paragraphs, headings, list items, tables, code, quotations and images in their places.
        entries: the items of a live blog or forum; ``Block.entry`` points here.
        images: images of the article.
        related: links to other stories, from inside and after the body.
        left_out: Blocks that are not part of the body; their role says why.
        confidence: 0 to 1, how sure we are that the body is right.
        reasons: what raised or lowered the confidence.
        confidences: how likely title, authors and published are right, 0 to 1; where one has no value, how likely the
            page gives none. Places that disagree lower it; `evidence` tells what they say.
        warnings: what a reader of the article should know.
        capture: what it was made from.
        encoding: character encoding the capture was decoded with.
    """

    title: str | None = None
    kicker: str | None = None
    standfirst: str | None = None
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
    page_type: PageType = PageType.ARTICLE
    body: tuple[Block, ...] = ()
    entries: tuple[Entry, ...] = ()
    images: tuple[Image, ...] = ()
    related: tuple[Link, ...] = ()
    left_out: tuple[Block, ...] = field(default=(), repr=False)
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    confidences: Mapping[str, float] = field(default_factory=dict, repr=False, hash=False)
    warnings: tuple[str, ...] = ()
    capture: Capture | None = field(default=None, repr=False, compare=False)
    encoding: str | None = None
    evidences: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict, repr=False, hash=False)

    def followed_by(self, work_out: Callable[[], Mapping[str, object]]) -> "Article":
        """The same text in an article whose other fields are worked out when one of them is first read.

        Args:
            work_out: their values by name; called once, more than once only by threads that read at the same moment.
        """
        article = object.__new__(Article)
        vars(article).update({name: value for name, value in vars(self).items() if name not in _LATE})
        vars(article).update(_early=self, _work_out=work_out)
        return article

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            values = self.__dict__
            work_out = values.get("_work_out")
            if work_out is not None and name in _LATE:
                values.update(work_out())
                values.pop("_early", None)
                values.pop("_work_out", None)
            # Another thread may have worked it out meanwhile.
            if name in values:
                return values[name]
            raise AttributeError(f"an Article has no {name!r}")

    def __getstate__(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in (*_LATE, *vars(self)) if not name.startswith("_")}

    def evidence(self, name: str) -> tuple[Evidence, ...]:
        """What the capture says about one field, what was used first.

        Args:
            name: name of a field, such as ``"published"``.

        Raises:
            ValueError: there is no such field.
        """
        if name not in self.__dataclass_fields__:
            raise ValueError(f"an Article has no field {name!r}")
        return self.evidences.get(name, ())

    @cached_property
    def text(self) -> str:
        """Standfirst and body as plain text, Blocks separated by an empty line; neither title, byline nor captions."""
        from tearsheet.formats.text import write_text

        return write_text(vars(self).get("_early", self))

    @cached_property
    def statements(self) -> "tuple[Statement, ...]":
        """Who said what: spans of `text`, in the order in which their content begins."""
        from tearsheet.statements.articles import statements_of

        return statements_of(self)

    def with_statements(self, engine: Engine | Literal["default", "accurate"]) -> "Article":
        """The same article with the `statements` that an engine reads in it.

        Args:
            engine: ``"accurate"`` finds more in English, takes longer and needs ``tearsheet[accurate]``; an article in
                another language has the statements of the default engine all the same.

        Raises:
            ModuleNotFoundError: what the engine needs is not installed.
            ValueError: there is no such engine.
        """
        from tearsheet.statements.articles import statements_of

        article = replace(self)
        article.__dict__["statements"] = statements_of(self, choose(Engine, engine, "engine"))
        return article

    @cached_property
    def markdown(self) -> str:
        """The article as CommonMark with tables."""
        from tearsheet.formats.markdown import write_markdown

        return write_markdown(self)

    @cached_property
    def html(self) -> str:
        """The article as an HTML fragment of allowed elements and attributes alone."""
        from tearsheet.formats.html import write_html

        return write_html(self)

    @cached_property
    def tei(self) -> str:
        """The article as a TEI document."""
        from tearsheet.formats.tei import write_tei

        return write_tei(self)

    def to_dict(self, *, with_removed: bool = False) -> dict[str, Any]:
        """The record as plain values.

        Args:
            with_removed: whether the left-out Blocks are part of it.
        """
        from tearsheet.formats.json import to_dict

        return to_dict(self, with_removed=with_removed)

    def json(self, *, with_removed: bool = False, indent: int | None = None) -> str:
        """The record as JSON text; the fields are those of `to_dict`."""
        from tearsheet.formats.json import write_json

        return write_json(self, with_removed=with_removed, indent=indent)


_AT_ONCE = frozenset({"title", "standfirst", "page_type", "warnings", "capture", "encoding"})
_LATE = tuple(one.name for one in fields(Article) if one.name not in _AT_ONCE)
"""Fields that the text does not need."""

for _name in _LATE:
    # A default that the class itself has would be found where a value is yet to be worked out.
    if _name in vars(Article):
        delattr(Article, _name)
