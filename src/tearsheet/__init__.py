"""Turn a captured web page into the record of what was published.

>>> import tearsheet
>>> article = tearsheet.extract(b"<h1>Bridge reopens</h1><p>The bridge over the Aar reopened on Monday.</p>")
>>> article.text
'The bridge over the Aar reopened on Monday.'
"""

from typing import TYPE_CHECKING

from tearsheet._version import __version__

if TYPE_CHECKING:
    from tearsheet.archive.archive import Archive
    from tearsheet.archive.editions import Edition
    from tearsheet.article.article import Access, Article, Author, AuthorKind, Entry, Evidence, Image, Link
    from tearsheet.capture import Capture
    from tearsheet.cleaning import Amount, Cleaned, clean
    from tearsheet.errors import ArchiveError, CaptureError, LimitError, MediaError, TearsheetError, WorkerError
    from tearsheet.extraction import extract
    from tearsheet.limits import Limits
    from tearsheet.many.extracting import Outcome, extract_many
    from tearsheet.native import compiled
    from tearsheet.page.block import Block, Cell, Kind, Mark, Picture
    from tearsheet.page.place import Place
    from tearsheet.page.role import PageType, Role
    from tearsheet.readers import read
    from tearsheet.statements.find import statements
    from tearsheet.statements.statement import Attitude, Day, Form, Mention, Span, Statement
    from tearsheet.web.client import connect

__all__ = [
    "Access",
    "Amount",
    "Archive",
    "ArchiveError",
    "Article",
    "Attitude",
    "Author",
    "AuthorKind",
    "Block",
    "Capture",
    "CaptureError",
    "Cell",
    "Cleaned",
    "Day",
    "Edition",
    "Entry",
    "Evidence",
    "Form",
    "Image",
    "Kind",
    "LimitError",
    "Limits",
    "Link",
    "Mark",
    "MediaError",
    "Mention",
    "Outcome",
    "PageType",
    "Picture",
    "Place",
    "Role",
    "Span",
    "Statement",
    "TearsheetError",
    "WorkerError",
    "__version__",
    "clean",
    "compiled",
    "connect",
    "extract",
    "extract_many",
    "read",
    "statements",
]

_HOMES = {
    "Archive": "tearsheet.archive.archive",
    "Edition": "tearsheet.archive.editions",
    **dict.fromkeys(
        ("Access", "Article", "Author", "AuthorKind", "Entry", "Evidence", "Image", "Link"), "tearsheet.article.article"
    ),
    "Capture": "tearsheet.capture",
    **dict.fromkeys(("Amount", "Cleaned", "clean"), "tearsheet.cleaning"),
    **dict.fromkeys(
        ("ArchiveError", "CaptureError", "LimitError", "MediaError", "TearsheetError", "WorkerError"),
        "tearsheet.errors",
    ),
    "extract": "tearsheet.extraction",
    "Limits": "tearsheet.limits",
    "compiled": "tearsheet.native",
    **dict.fromkeys(("Outcome", "extract_many"), "tearsheet.many.extracting"),
    **dict.fromkeys(("Block", "Cell", "Kind", "Mark", "Picture"), "tearsheet.page.block"),
    "Place": "tearsheet.page.place",
    **dict.fromkeys(("PageType", "Role"), "tearsheet.page.role"),
    "read": "tearsheet.readers",
    **dict.fromkeys(("Attitude", "Day", "Form", "Mention", "Span", "Statement"), "tearsheet.statements.statement"),
    "connect": "tearsheet.web.client",
    "statements": "tearsheet.statements.find",
}

if not TYPE_CHECKING:
    # The function has the name of the room that it stands in. A room is bound here when it is first loaded, and never
    # again: once that is done, the name is free for the function.
    from tearsheet import statements

    del statements


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that ``tearsheet --help`` need not load them all."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
