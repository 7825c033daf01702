"""Articles as rows: what stands in the columns, and that nothing a page says can stop a table."""

import io
from datetime import UTC, datetime

import pytest

import tearsheet
from tearsheet.formats.table import ROW, SCHEMA_VERSION, article_row, failure_row, record_batch, schema

pytest.importorskip("pyarrow")

PAGE = """<html lang=en><head><title>Ferry late</title><meta name=author content="Ann Lee">
<meta property="article:published_time" content="2024-05-01T10:00:00+02:00"></head>
<body><nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>Ferry late</h1>
<p>The ferry was an hour late on Monday, the <a href=/board>harbour board</a> said, because of fog on the sound.</p>
<figure><img src=/ferry.jpg width=99999999999999999999 height=400 alt="A ferry">
<figcaption>The ferry in the fog. Photo: Bo Ek</figcaption></figure>
<p>“I was wet,” said Ann Lee of the board, who had waited on the quay with sixty others since the morning.</p>
<table><tr><th>Day</th><th>Late</th></tr><tr><td>Monday</td><td>60 min</td></tr><tr><td>Tuesday</td><td>0</td></tr>
</table><ol><li>Wait for the bell before you board.</li><li>Hold the rail on the way.</li></ol>
</article></body></html>"""
CAPTURE = tearsheet.Capture(
    PAGE, url="https://a.example/1", captured=datetime(2024, 5, 2, tzinfo=UTC), fields={"id": "urn:x"}
)


@pytest.fixture(scope="module")
def row() -> dict[str, object]:
    article = tearsheet.extract(CAPTURE)
    found: dict[str, object] = record_batch([article_row(article, statements=True)]).to_pylist()[0]
    return found


def test_a_row_says_what_the_article_says(row: dict) -> None:
    article = tearsheet.extract(CAPTURE)
    assert (row["url"], row["record"], row["digest"]) == ("https://a.example/1", "urn:x", CAPTURE.digest)
    assert (row["title"], row["language"], row["text"]) == (article.title, "en", article.text)
    assert (row["captured"], row["published"]) == ("2024-05-02T00:00:00Z", "2024-05-01T08:00:00Z")
    assert [author["name"] for author in row["authors"]] == ["Ann Lee"]
    assert row["error"] is None
    assert [said["speaker"] for said in row["statements"]] == [said.speaker.name for said in article.statements]


def test_blocks_stand_at_their_offsets_and_places(row: dict) -> None:
    article = tearsheet.extract(CAPTURE)
    assert [block["text"] for block in row["body"]] == [block.text for block in article.body]
    for block, was in zip(row["body"], article.body, strict=True):
        assert block["place"]["selector"] == was.place.selector
        if block["cells"]:
            assert [cell["text"] for cell in block["cells"][0]] == ["Day", "Late"]
        else:
            assert row["text"][block["start"] : block["end"]] == block["text"]
    (link,) = (mark for block in row["body"] for mark in block["marks"] if mark["kind"] == "link")
    assert link["target"] == "https://a.example/board"


def test_what_was_cut_is_counted_by_role(row: dict) -> None:
    article = tearsheet.extract(CAPTURE)
    assert sum(cut["blocks"] for cut in row["cut"]) == len(article.left_out) > 0
    assert sum(cut["characters"] for cut in row["cut"]) == sum(len(block.text) for block in article.left_out)


def test_numbers_that_no_column_holds_are_left_out(row: dict) -> None:
    assert [(image["width"], image["height"]) for image in row["images"]] == [(None, 400)]
    assert [block["ordinal"] for block in row["body"] if block["kind"] == "list item"] == [1, 2]


def test_a_failure_is_a_row_too() -> None:
    failed = failure_row(CAPTURE, "limit", "too large")
    article = article_row(tearsheet.extract(CAPTURE))
    rows = record_batch([failed, article]).to_pylist()
    assert rows[0]["error"] == {"kind": "limit", "reason": "too large"}
    assert {name for name, value in rows[0].items() if value is not None} == {
        "url",
        "captured",
        "digest",
        "record",
        "error",
        "tearsheet",
    }
    assert rows[1]["statements"] is None


def test_lone_surrogates_are_replaced() -> None:
    article = tearsheet.extract("<h1>A \ud800 b</h1><p>The ferry \udfff was an hour late on Monday morning.</p>")
    (row,) = record_batch([article_row(article)]).to_pylist()
    assert "\ufffd" in row["text"]


def test_leading_columns_stand_before_the_others() -> None:
    leading = (("number", "int64"),)
    batch = record_batch([(7, *failure_row(CAPTURE, "media", "a picture"))], leading)
    assert batch.schema == schema(leading)
    assert batch.schema.names == ["number", *(name for name, _ in ROW)]
    assert record_batch([], leading).num_rows == 0


def test_parquet_keeps_the_rows_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyarrow import parquet

    from tearsheet.formats import parquet as written

    monkeypatch.setattr(written, "_GROUP", 4)
    file = io.BytesIO()
    writer = written.ParquetWriter(file)
    for _ in range(10):
        writer.write(article_row(tearsheet.extract(CAPTURE)))
    writer.close({"about": "it"})
    back = parquet.ParquetFile(io.BytesIO(file.getvalue()))
    assert [back.metadata.row_group(n).num_rows for n in range(back.num_row_groups)] == [4, 4, 2]
    assert back.metadata.metadata[b"about"] == b"it"
    assert back.metadata.metadata[b"tearsheet.schema"] == str(SCHEMA_VERSION).encode()
    assert back.schema_arrow.names == schema().names
