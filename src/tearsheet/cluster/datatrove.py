"""A block for pipelines of datatrove (https://github.com/huggingface/datatrove): pages to clean texts with metadata."""

from collections.abc import Mapping
from typing import Any

from datatrove.data import DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.extractors.base import ExtractorSandbox
from datatrove.utils.typeshelper import StatHints

from tearsheet.choices import Comments, Favour, choose
from tearsheet.cluster.records import capture_of
from tearsheet.errors import describe
from tearsheet.extraction import extract
from tearsheet.formats.json import to_dict
from tearsheet.limits import Limits

__all__ = ["FIELDS", "Extractor"]

FIELDS = ("title", "authors", "published", "language", "site_name", "page_type", "confidence")
"""Fields of the record that become metadata where no others are named."""

_WARM = ("<p>The weights are loaded.</p>", None, None)
_GRACE = 10.0


class Extractor(PipelineStep):  # type: ignore[misc]
    """Puts the article's text in the place of a page, and fields of its record into the metadata.

    Pages are read in a process beside, which is replaced when it dies. Documents without an article, or without text,
    are dropped and counted by the kind of failure.

    Args:
        fields: names of the record's fields that become metadata.
        favour: as in `tearsheet.extract`.
        comments: likewise.
        limits: what one page may cost.
    """

    type = "🛢 - EXTRAC"
    name = "Tearsheet"

    def __init__(
        self,
        fields: tuple[str, ...] = FIELDS,
        favour: str = "balance",
        comments: str = "auto",
        limits: Limits | None = None,
    ) -> None:
        super().__init__()
        self.fields = fields
        self.favour = choose(Favour, favour, "favour")
        self.comments = choose(Comments, comments, "comments")
        self.limits = limits or Limits()

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """The documents that have an article, with its text."""
        with ExtractorSandbox(timeout=2 * self.limits.seconds + _GRACE, warmup_text=_WARM) as beside:
            for document in data:
                self.stat_update(StatHints.total)
                task = document.text, document.metadata.get("url"), document.metadata.get("date")
                with self.track_time():
                    try:
                        text, found, failed = beside.process_document(task, self.article)
                    except (TimeoutError, EOFError):
                        text, found, failed = "", {}, "crash"
                if failed or not text:
                    self.stat_update(StatHints.dropped, failed or "empty")
                    continue
                document.text = text
                document.metadata |= found
                self.stat_update(StatHints.forwarded)
                self.update_doc_stats(document)
                yield document

    def article(self, page: str, url: str | None, captured: object) -> tuple[str, Mapping[str, Any], str]:
        """The text, the metadata, and the kind of failure; the last empty where there is none."""
        try:
            capture = capture_of(page, url, captured)
            article = extract(capture, favour=self.favour, comments=self.comments, limits=self.limits)
            record = to_dict(article)
            return article.text, {name: record[name] for name in self.fields if record[name] is not None}, ""
        except Exception as error:
            return "", {}, describe(error)[0]
