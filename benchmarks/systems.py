"""The systems that are compared, behind one small protocol: bytes in, text or a record out.

Each peer runs as its documentation shows it, with the defaults a user gets, and is imported only when it is asked for.
"""

import importlib
import importlib.metadata
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from benchmarks.errors import BenchmarkError
from tearsheet.capture import Capture
from tearsheet.encoding import decode

__all__ = ["NAMES", "Record", "System", "load_systems"]


@dataclass(frozen=True, slots=True)
class Record:
    """What a system says of a page.

    Attributes:
        text: the main content.
        published: the first publication; a bare date where the system gives no time.
        images: addresses.
    """

    text: str = ""
    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | date | None = None
    tags: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()


class System(Protocol):
    """An extraction system.

    Attributes:
        name: what the tables call it.
        version: the release that runs.
        fields: fields (`benchmarks.fields.FIELDS`) that it can fill; it is not measured on others.
    """

    name: str
    version: str
    fields: frozenset[str]

    def text(self, source: bytes, url: str | None) -> str:
        """The main content of a page; ``""`` when it finds none."""
        ...

    def record(self, source: bytes, url: str | None, captured: datetime | None) -> Record:
        """Everything it says of a page."""
        ...


class Tearsheet:
    """This project: ``tearsheet.extract``."""

    name = "tearsheet"
    fields = frozenset({"title", "standfirst", "authors", "day", "instant", "tags", "images", "captions", "credits"})

    def __init__(self) -> None:
        module = importlib.import_module("tearsheet")
        self._extract: Callable[..., Any] = module.extract
        self.version = importlib.metadata.version("tearsheet")

    def text(self, source: bytes, url: str | None) -> str:
        """``Article.text``."""
        text: str = self._extract(source, url=url).text
        return text

    def record(self, source: bytes, url: str | None, captured: datetime | None) -> Record:
        """The Article's fields."""
        article = self._extract(source, url=url, captured=captured)
        return Record(
            text=article.text,
            title=article.title,
            standfirst=article.standfirst,
            authors=tuple(author.name for author in article.authors),
            published=article.published,
            tags=tuple(article.tags),
            images=_given(image.address for image in article.images),
            captions=_given(image.caption for image in article.images),
            credits=_given(image.credit for image in article.images),
        )


class Trafilatura:
    """``extract`` for the text, ``bare_extraction(with_metadata=True)`` for the record."""

    name = "trafilatura"
    fields = frozenset({"title", "standfirst", "authors", "day", "tags"})

    def __init__(self) -> None:
        self._module = importlib.import_module("trafilatura")
        self.version = importlib.metadata.version("trafilatura")

    def text(self, source: bytes, url: str | None) -> str:
        """Plain text with its defaults: tables and comments are in."""
        return self._module.extract(source, url=url) or ""

    def record(self, source: bytes, url: str | None, captured: datetime | None) -> Record:
        """Its Document; the description stands for the standfirst, and a line of keywords is split at its commas."""
        found = self._module.bare_extraction(source, url=url, with_metadata=True)
        if found is None:
            return Record()
        return Record(
            text=found.text or "",
            title=found.title,
            standfirst=found.description,
            authors=_given(name.strip() for name in (found.author or "").split(";")),
            published=date.fromisoformat(found.date) if found.date else None,
            tags=_given(tag.strip() for tags in found.tags or () for tag in tags.split(",")),
        )


class Resiliparse:
    """``extract_plain_text(main_content=True)``, without the descriptions of images; it makes no record."""

    name = "resiliparse"
    fields: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self._encoding = importlib.import_module("resiliparse.parse.encoding")
        self._html = importlib.import_module("resiliparse.parse.html")
        self._extract = importlib.import_module("resiliparse.extract.html2text")
        self.version = importlib.metadata.version("resiliparse")

    def text(self, source: bytes, url: str | None) -> str:
        """Plain text of the main content."""
        encoding = self._encoding.detect_encoding(source, from_html_meta=True)
        tree = self._html.HTMLTree.parse_from_bytes(source, encoding)
        text: str = self._extract.extract_plain_text(tree, main_content=True, alt_texts=False)
        return text

    def record(self, source: bytes, url: str | None, captured: datetime | None) -> Record:
        """Text alone: the ``title`` element that its parser gives is not a title that it chose."""
        return Record(text=self.text(source, url))


class Readability:
    """readability-lxml's ``Document.summary``; its HTML becomes text with a line break at every block."""

    name = "readability"
    fields = frozenset({"title"})

    def __init__(self) -> None:
        self._readability = importlib.import_module("readability")
        self._lxml = importlib.import_module("lxml.html")
        self.version = importlib.metadata.version("readability-lxml")

    def text(self, source: bytes, url: str | None) -> str:
        """Text of the summary."""
        return self._text(self._read(source, url))

    def record(self, source: bytes, url: str | None, captured: datetime | None) -> Record:
        """Text and ``short_title``."""
        document = self._read(source, url)
        return Record(text=self._text(document), title=document.short_title() or None)

    def _read(self, source: bytes, url: str | None) -> Any:
        # It cannot read bytes: it looks for their declared encoding with a pattern for text.
        return self._readability.Document(decode(Capture(source)).text, url=url)

    def _text(self, document: Any) -> str:
        tree = self._lxml.document_fromstring(document.summary(html_partial=True))
        for element in tree.iter():
            if element.tag in _LINE_BREAKING:
                element.text = f"\n{element.text or ''}"
                element.tail = f"\n{element.tail or ''}"
        lines = (" ".join(line.split()) for line in re.split(r"\n", tree.text_content()))
        return "\n".join(line for line in lines if line)


_LINE_BREAKING = frozenset(
    "address article aside blockquote br dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)


def _given(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(value for value in values if value)


_SYSTEMS: dict[str, Callable[[], System]] = {
    "tearsheet": Tearsheet,
    "trafilatura": Trafilatura,
    "resiliparse": Resiliparse,
    "readability": Readability,
}
NAMES = tuple(_SYSTEMS)
"""Names of the systems that `load_systems` knows."""


def load_systems(names: Iterable[str]) -> tuple[System, ...]:
    """The systems of these names, each once, in this order.

    Raises:
        BenchmarkError: there is no such system, or its package is not installed.
    """
    systems = []
    for name in dict.fromkeys(names):
        if name not in _SYSTEMS:
            raise BenchmarkError(f"no system is called {name!r}; there are {', '.join(NAMES)}")
        try:
            systems.append(_SYSTEMS[name]())
        except ImportError as error:
            raise BenchmarkError(
                f"{name} cannot be imported ({error}); "
                'install the dependency group "benchmarks": pip install --group benchmarks'
            ) from None
    return tuple(systems)
