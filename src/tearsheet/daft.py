"""Extraction of a column of a Daft DataFrame: ``tearsheet.daft.extract(df, column="warc_content")``."""

from tearsheet.cluster.frames import extract

__all__ = ["extract"]
