"""Adapters, each with its real library."""

import shutil
import sys
from typing import Any

import pytest

import tearsheet

PAGE = "<html lang=en><title>Ferry {0}</title><body><h1>Ferry {0}</h1><p>The ferry {0} was an hour late on Monday.</p>"


def test_a_block_of_datatrove_gives_texts_with_metadata() -> None:
    pytest.importorskip("datatrove", reason="pip install --group cluster")
    from datatrove.data import Document

    from tearsheet.cluster.datatrove import Extractor

    block = Extractor(limits=tearsheet.Limits(bytes=1_000))
    documents = [
        Document(PAGE.format(1), "1", metadata={"url": "https://a.example/1", "date": "2024-05-01T00:00:00Z"}),
        Document("x" * 2_000, "2", metadata={}),
        Document("<html><body></body></html>", "3", metadata={}),
        Document(PAGE.format(4), "4", metadata={}),
    ]
    found = list(block(iter(documents)))
    assert [document.id for document in found] == ["1", "4"]
    assert found[0].text == tearsheet.extract(PAGE.format(1)).text
    assert (found[0].metadata["title"], found[0].metadata["language"]) == ("Ferry 1", "en")
    counted = block.stats.to_dict()["stats"]
    assert [counted[name] for name in ("total", "forwarded", "dropped", "limit", "empty")] == [4, 2, 2, 1, 1]


def test_a_pipeline_of_scrapy_adds_records_and_drops_what_is_no_page() -> None:
    pytest.importorskip("scrapy", reason="pip install --group cluster")
    from scrapy.exceptions import DropItem
    from scrapy.utils.test import get_crawler

    from tearsheet.cluster.scrapy import ArticlePipeline

    pipeline = ArticlePipeline.from_crawler(get_crawler(settings_dict={"TEARSHEET_PAGE": "html"}))
    item = pipeline.add({"html": PAGE.format(1).encode(), "url": "https://a.example/1"})
    assert (item["article"]["title"], item["article"]["url"]) == ("Ferry 1", "https://a.example/1")
    assert pipeline.add({"url": "https://a.example/2"}) == {"url": "https://a.example/2"}
    with pytest.raises(DropItem, match="PDF"):
        pipeline.add({"html": b"%PDF-1.7"})


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_a_column_of_spark_gives_structs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    pytest.importorskip("pyspark", reason="pip install --group cluster")
    pytest.importorskip("pandas")
    from pyspark.sql import SparkSession

    from tearsheet.cluster.spark import article_udf

    builder: Any = SparkSession.builder
    spark = builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        pages = [
            (bytearray(PAGE.format(1), "utf-8"), "https://a.example/1"),
            (bytearray(b"%PDF-1.7"), None),
            (None, None),
        ]
        df = spark.createDataFrame(pages, "content binary, url string")
        found = [row["article"] for row in df.withColumn("article", article_udf()("content", "url")).collect()]
    finally:
        spark.stop()
    article = tearsheet.extract(PAGE.format(1))
    assert (found[0]["title"], found[0]["text"], found[0]["error"]) == ("Ferry 1", article.text, None)
    assert [block["text"] for block in found[0]["body"]] == [block.text for block in article.body]
    assert found[1]["error"]["kind"] == "media"
    assert found[2]["tearsheet"] is None
