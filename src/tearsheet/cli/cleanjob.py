"""One text's way to its cleaned text, as a task that any process can do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tearsheet._version import __version__
from tearsheet.capture import Capture
from tearsheet.choices import Comments, Favour
from tearsheet.cli.job import Document, Failure
from tearsheet.cli.jsontext import json_text
from tearsheet.cli.options import Format
from tearsheet.cli.output import encoded
from tearsheet.cli.tally import Dropped, Tally, amounts
from tearsheet.limits import Limits

if TYPE_CHECKING:
    from tearsheet.cleaning import Cleaned

__all__ = ["CleanJob"]


@dataclass(frozen=True, slots=True)
class CleanJob:
    """What to make of a text.

    Attributes:
        format: text or JSON lines; ``None`` writes JSON lines for what stood in a file of several, text for the rest.
        limits: what one text may cost.
        text_field: field of the text in the record that is written.
        into: field that takes the cleaned text, the given one staying where it is; ``None`` puts it in its place.
        with_removed: whether the record says where each piece stood that was left out.
        least_confidence: below it a document is dropped.
        favour: precision, recall or both alike.
        comments: what becomes of readers' comments and of the replies in a thread.
        title: whether the title is part of the text.
    """

    format: Format | None
    limits: Limits
    text_field: str = "text"
    into: str | None = None
    with_removed: bool = False
    least_confidence: float = 0.0
    favour: Favour = Favour.BALANCE
    comments: Comments = Comments.AUTO
    title: bool = True

    def __call__(self, capture: Capture) -> Document | Failure:
        """Clean and write; every exception becomes a `Failure`, so that the batch goes on."""
        from tearsheet.cleaning import clean

        try:
            cleaned = clean(capture, favour=self.favour, comments=self.comments, title=self.title, limits=self.limits)
            dropped = self._dropped(cleaned)
            text = "" if dropped is not None else self._write(capture, cleaned)
            return Document(encoded(text), cleaned.warnings, Tally.of(cleaned, dropped))
        except Exception as error:
            return Failure.of(error, capture.label)

    def _dropped(self, cleaned: "Cleaned") -> Dropped | None:
        if not cleaned.text.strip():
            return Dropped.NOTHING_LEFT
        return Dropped.CONFIDENCE if cleaned.confidence < self.least_confidence else None

    def _write(self, capture: Capture, cleaned: "Cleaned") -> str:
        one = Format.TEXT if capture.fields is None else Format.JSONL
        if (self.format or one) is Format.TEXT:
            return cleaned.text + "\n"
        return json_text(self._record(capture, cleaned)) + "\n"

    def _record(self, capture: Capture, cleaned: "Cleaned") -> dict[str, Any]:
        from tearsheet.encoding import decode
        from tearsheet.readers.jsonlines import put_field

        record: Mapping[str, Any] = capture.fields or {}
        if not isinstance(capture.content, str):
            # A text that stood in no object gets one.
            about = {"url": capture.url, "captured": capture.captured.isoformat() if capture.captured else None}
            record = {**record, **{name: value for name, value in about.items() if value is not None}}
        if self.into is None:
            record = put_field(record, self.text_field, cleaned.text)
        else:
            given = capture.content if isinstance(capture.content, str) else decode(capture).text
            record = put_field(record, self.text_field, given)
            record = put_field(record, self.into, cleaned.text)
        return {**record, "tearsheet": self._about(capture, cleaned)}

    def _about(self, capture: Capture, cleaned: "Cleaned") -> dict[str, Any]:
        """What became of the text, and where it stood."""
        about: dict[str, Any] = {
            "source": capture.label,
            "version": __version__,
            "confidence": cleaned.confidence,
            "page_type": cleaned.page_type.value,
            "kept": amounts({role.value: amount for role, amount in cleaned.count_kept().items()}),
            "cut": amounts({role.value: amount for role, amount in cleaned.count_cut().items()}),
            "spans": [[block.place.start, block.place.end] for block in cleaned.kept if block.place.kind == "span"],
            "warnings": list(cleaned.warnings),
        }
        if self.with_removed:
            about["left_out"] = [
                {
                    "role": block.role.value if block.role is not None else None,
                    "probability": block.probability,
                    "text": block.text,
                    "place": block.place.to_dict(),
                }
                for block in cleaned.cut
                if block.text
            ]
        return about
