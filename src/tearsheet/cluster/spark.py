"""A column function for Spark (https://spark.apache.org/docs/latest/api/python/): pages to articles, batch by batch."""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
from pyspark.sql import Column
from pyspark.sql.pandas.functions import pandas_udf
from pyspark.sql.pandas.types import from_arrow_type

from tearsheet.choices import Comments, Favour, choose
from tearsheet.cluster.records import page_row
from tearsheet.formats.table import ROW, record_batch, schema
from tearsheet.limits import Limits
from tearsheet.shards.settings import Settings

__all__ = ["article_udf"]


def article_udf(
    *,
    statements: bool = False,
    favour: str = "balance",
    comments: str = "auto",
    limits: Limits | None = None,
) -> Callable[..., Column]:
    """A pandas UDF of two columns, the pages (binary) and their addresses, that gives their articles.

    What it gives is a struct with the fields of every table of Tearsheet; ``error`` says why a page gave no article.
    All of its fields are null where there is no page.

    Args:
        statements: whether the statements of each article are found, which takes longer than the rest.
        favour: as in `tearsheet.extract`.
        comments: likewise.
        limits: what one page may cost.

    Raises:
        ValueError: there is no such choice as ``favour`` or ``comments``.

    Example:
        ``df.withColumn("article", article_udf()("content", "url"))``
    """
    settings = Settings(
        choose(Favour, favour, "favour"), choose(Comments, comments, "comments"), statements, limits or Limits()
    )
    import pyarrow

    kind = from_arrow_type(pyarrow.struct(list(schema())))

    def articles(batches: Iterator[tuple[Any, Any]]) -> Iterator[Any]:
        nothing = (None,) * len(ROW)
        for pages, addresses in batches:
            given = zip(map(_given, pages), map(_given, addresses), strict=True)
            rows = [page_row(page, url, None, settings) for page, url in given]
            batch = record_batch([row if row is not None else nothing for row in rows])
            # The engine makes rows out of dictionaries; as pandas has them, they would be arrays.
            yield pd.DataFrame(batch.to_pylist(), columns=batch.schema.names, dtype=object)

    articles.__annotations__ = {"batches": Iterator[tuple[pd.Series, pd.Series]], "return": Iterator[pd.DataFrame]}
    make: Any = pandas_udf
    made: Callable[..., Column] = make(articles, kind)
    return made


def _given(value: Any) -> Any:
    """A value as it was before pandas had it, which has numbers for what is not there."""
    if isinstance(value, (bytearray, memoryview)):
        return bytes(value)
    return value if isinstance(value, (bytes, str)) else None
