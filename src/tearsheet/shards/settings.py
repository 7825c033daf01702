"""What becomes of every capture of a shard, as plain values that travel from process to process."""

from dataclasses import asdict, dataclass, field
from typing import Any

from tearsheet.capture import Capture
from tearsheet.choices import Comments, Favour
from tearsheet.errors import describe
from tearsheet.formats.table import Row, article_row, failure_row
from tearsheet.limits import Limits
from tearsheet.readers.jsonlines import Fields

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How captures are read and extracted. Shards made with other settings are made anew.

    Attributes:
        favour: precision, recall or both alike.
        comments: what becomes of readers' comments and of the replies in a thread.
        statements: whether the statements of each article are found, which takes longer than the rest.
        limits: what one capture may cost.
        fields: what stands where in JSON lines.
    """

    favour: Favour = Favour.BALANCE
    comments: Comments = Comments.AUTO
    statements: bool = False
    limits: Limits = field(default_factory=Limits)
    fields: Fields = field(default_factory=Fields)

    def row(self, capture: Capture) -> Row:
        """The row of a capture: of its article, or of why there is none."""
        # The process that hands out the shards needs none of this, and all wait for it.
        from tearsheet.extraction import extract

        try:
            article = extract(capture, favour=self.favour, comments=self.comments, limits=self.limits)
            return article_row(article, statements=self.statements)
        except Exception as error:
            return failure_row(capture, *describe(error))

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)
