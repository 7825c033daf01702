"""One capture's way to one document, as a task that any process can do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tearsheet.capture import Capture
from tearsheet.choices import Comments, Favour
from tearsheet.cli.jsontext import json_text
from tearsheet.cli.options import Format
from tearsheet.cli.output import encoded
from tearsheet.errors import TearsheetError, describe
from tearsheet.limits import Limits

if TYPE_CHECKING:
    from tearsheet.article.article import Article
    from tearsheet.cli.tally import Tally

__all__ = ["RECORDS", "Document", "Failure", "Job", "Work"]

RECORDS = frozenset({Format.JSON, Format.JSONL})
"""Formats that hold the whole record."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What became of an input that gave no document.

    Attributes:
        source: what the input is called.
        kind: ``"capture"``, ``"media"``, ``"limit"``, ``"crash"`` (its process died) or ``"internal"`` (our mistake).
        reason: one sentence without a full stop.
    """

    source: str
    kind: str
    reason: str

    @classmethod
    def of(cls, error: Exception, source: str) -> "Failure":
        """The failure that an exception stands for; ``source`` names the input where the exception does not."""
        return cls(error.source if isinstance(error, TearsheetError) else source, *describe(error))

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Document:
    """What a capture became.

    Attributes:
        data: what to write in the format asked for, in UTF-8 and with a line feed at its end; empty for one that was
            dropped.
        warnings: what a reader of it should know.
        tally: what was kept and cut, where that is counted.
    """

    data: bytes
    warnings: tuple[str, ...]
    tally: "Tally | None" = None


class Work(Protocol):
    """What a batch does with every capture; picklable."""

    @property
    def format(self) -> Format | None:
        """What is written."""

    @property
    def limits(self) -> Limits:
        """What one capture may cost."""

    def __call__(self, capture: Capture) -> Document | Failure:
        """A document, or why there is none; it handles its own exceptions."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to make of a capture.

    Attributes:
        format: what to write; ``None`` writes plain text for a person.
        limits: what one capture may cost.
        fields: names of the fields to write, in their order; ``None`` writes them all.
        with_removed: whether the left-out Blocks are written.
        indent: spaces that JSON is indented by; ``None`` puts a record on one line.
        favour: precision, recall or both alike.
        comments: what becomes of readers' comments and of the replies in a thread.
    """

    format: Format | None
    limits: Limits
    fields: tuple[str, ...] | None = None
    with_removed: bool = False
    indent: int | None = None
    favour: Favour = Favour.BALANCE
    comments: Comments = Comments.AUTO

    def __call__(self, capture: Capture) -> Document | Failure:
        """Extract and write; every exception becomes a `Failure`, so that the batch goes on."""
        try:
            article = self.article(capture)
            return Document(encoded(self.write(article)), article.warnings)
        except Exception as error:
            return Failure.of(error, capture.label)

    def article(self, capture: Capture) -> "Article":
        """Extract the article.

        Raises:
            TearsheetError: the capture cannot be read, or a limit is reached.
        """
        from tearsheet import extract

        return extract(capture, favour=self.favour, comments=self.comments, limits=self.limits)

    def write(self, article: "Article") -> str:
        """The article in the format asked for, with a line feed at its end."""
        from tearsheet.cli.person import write_plain
        from tearsheet.formats import FORMATS

        if self.format is None:
            text = write_plain(article)
        elif self.format not in RECORDS:
            text = FORMATS[self.format](article)
        elif self.fields is None:
            text = article.json(with_removed=self.with_removed, indent=self.indent)
        else:
            record = article.to_dict(with_removed=self.with_removed)
            text = json_text({name: record[name] for name in self.fields}, indent=self.indent)
        return text if text.endswith("\n") else text + "\n"
