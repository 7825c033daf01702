"""Pages that are sent: every form of body, hostile pages, workers that are late or die, what is tried and kept."""

import base64
import json
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("starlette")

import urllib3

import tearsheet
from tearsheet.web.settings import Settings
from tests.web.made import FERRY, Serve, Served

PAGE = FERRY.encode()
URL = "https://post.example/ferry"


def multipart(**parts: str | bytes) -> tuple[bytes, str]:
    """A form with a file."""
    lines = b""
    for name, value in parts.items():
        file = '; filename="page.html"' if isinstance(value, bytes) else ""
        content = value if isinstance(value, bytes) else value.encode()
        lines += f'--edge\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b"\r\n"
    return lines + b"--edge--\r\n", "multipart/form-data; boundary=edge"


def post(served: Served, address: str, body: bytes | str, media: str, **headers: str) -> Any:
    answer = served.ask(address, "POST", body, Content_Type=media, **headers)
    return json.loads(answer.data) if answer.headers["content-type"] == "application/json" else answer


FORM, FORM_TYPE = multipart(file=PAGE, url=URL)
BODIES: Any = pytest.mark.parametrize(
    ("address", "body", "media"),
    [
        (f"/extract?url={URL}", PAGE, "text/html; charset=utf-8"),
        (f"/extract?url={URL}", PAGE, "application/octet-stream"),
        (f"/extract?url={URL}", PAGE, "application/x-www-form-urlencoded"),
        ("/extract", json.dumps({"content": FERRY, "url": URL}), "application/json"),
        ("/extract", json.dumps({"base64": base64.b64encode(PAGE).decode(), "url": URL}), "application/json"),
        ("/extract", FORM, FORM_TYPE),
    ],
    ids=["html", "bytes", "curl", "json", "base64", "form"],
)


@BODIES
def test_the_record_is_that_of_the_library(served: Served, address: str, body: bytes, media: str) -> None:
    record = post(served, address, body, media)
    expected = tearsheet.extract(PAGE, url=URL).to_dict()
    for each in (record, expected):
        each["capture"] = each["evidence"] = None
    assert record == expected


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "tei"])
def test_other_formats(served: Served, format_: str) -> None:
    answer = post(served, f"/extract?format={format_}", PAGE, "text/html")
    assert answer.data.decode() == getattr(tearsheet.extract(PAGE), format_)
    assert not answer.headers["content-type"].startswith("text/html")


def test_statements_and_what_is_left_out(served: Served) -> None:
    record = post(served, "/extract?statements=1&left_out=1", PAGE, "text/html")
    assert record["statements"][0]["speaker"]["name"] == "Karin Keller"
    assert record["left_out"] is not None


def test_many_are_answered_line_by_line(served: Served) -> None:
    page = "<h1>Page</h1><p>This is page {} of many, and a whole sentence.</p>"
    lines = [json.dumps({"content": page.format(number), "format": "text"}) for number in range(5)]
    lines[2:2] = ["", "no json", '{"content": 5}', '{"base64": "*"}', '{"content": "a", "strange": 1}', "[]"]
    answer = post(served, "/extract", "\n".join(lines), "application/x-ndjson")
    told = [json.loads(line) for line in answer.data.splitlines()]
    assert [one["number"] for one in told] == list(range(10))
    assert [one["record"][:14] for one in told if "record" in one] == [f"This is page {number}" for number in range(5)]
    assert {one["error"]["status"] for one in told if "error" in one} == {400}


def test_an_answer_comes_before_the_next_line_is_sent(served: Served) -> None:
    line = (
        json.dumps({"content": "<h1>Page</h1><p>One at a time, if you please.</p>", "format": "text"}).encode() + b"\n"
    )
    with socket.create_connection(("127.0.0.1", urlsplit(served.url).port or 0), timeout=20) as connection:
        connection.sendall(
            b"POST /extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/jsonl\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        got = b""
        for number in range(3):
            connection.sendall(b"%x\r\n%s\r\n" % (len(line), line))
            while got.count(b"One at a time") < number + 1:
                got += connection.recv(65_536)


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"", "text/html", 400),
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"null", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"content": "a", "address": "http://a.example/"}', "application/json", 400),
        (b'{"content": "a", "favour": "none"}', "application/json", 400),
        (b'{"content": "a", "captured": "yesterday"}', "application/json", 400),
        (b'{"content": "a", "statements": "yes"}', "application/json", 400),
        (b"no form", "multipart/form-data; boundary=edge", 400),
        (b"no form", "multipart/form-data", 400),
        (b"%PDF-1.7", "application/octet-stream", 422),
        (b'{"address": "http://127.0.0.1:1/"}', "application/json", 422),
        (b'{"address": "file:///etc/passwd"}', "application/json", 422),
        (b"a" * 1_000_001, "text/plain", 413),
        (b"a" * 1_500_000, "text/plain", 413),
    ],
)
def test_what_is_no_page_is_refused(served: Served, body: bytes, media: str, status: int) -> None:
    answer = served.ask("/extract", "POST", body, Content_Type=media)
    assert answer.status == status, answer.data
    assert json.loads(answer.data)["status"] == status


def test_a_slow_sender_is_not_waited_for(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(served.url).port or 0), timeout=20) as connection:
        connection.sendall(b"POST /extract HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n<p>")
        assert b"408" in connection.recv(65_536)


def test_a_body_without_a_length_is_bounded_too(served: Served) -> None:
    def endless() -> Any:
        while True:
            yield b"<p>More</p>" * 5_000

    with suppress(urllib3.exceptions.HTTPError):  # the server may hang up while we still send
        assert served.pool.request("POST", f"{served.url}/extract", body=endless()).status == 413
    assert served.ask("/health").status == 200


def test_a_page_is_tried_and_not_kept(served: Served) -> None:
    before = served.json("/api/len")
    body, media = multipart(content=FERRY, address="", file=b"")
    answer = served.ask("/try", "POST", body, Content_Type=media, Accept="text/html")
    assert answer.status == 303
    here = answer.headers["location"]
    assert served.json(f"{here}.json")["record"]["title"] == "Ferry stays"
    assert served.ask(f"{here}/bytes").data.decode().replace("\r\n", "\n") == FERRY
    frame = served.ask(f"{here}/capture")
    assert "sandbox" in frame.headers["content-security-policy"]
    assert served.json("/api/len") == before
    view = post(served, "/try.json", PAGE, "text/html")
    assert view["record"]["title"] == "Ferry stays"
    kept = served.ask(f"{here}/keep", "POST", Accept="text/html")
    assert (kept.status, kept.headers["location"]) == (303, f"/articles/{before + 1}")
    assert served.json(f"/articles/{before + 1}.json")["record"]["title"] == "Ferry stays"


def test_a_page_is_added_once(served: Served) -> None:
    page = b"<h1>Only once</h1><p>A page that is added twice is there once.</p>"
    address = "/articles?url=https://once.example/"
    first = served.ask(address, "POST", page, Content_Type="text/html")
    again = served.ask(address, "POST", page, Content_Type="text/html")
    assert (first.status, again.status) == (201, 200)
    assert json.loads(first.data)["article"] == json.loads(again.data)["article"]
    assert first.headers["location"] == f"/articles/{json.loads(first.data)['article']}"


def test_who_may_not_add_adds_nothing(news: Path, serve: Serve) -> None:
    server = serve(Settings(archive=news, token="reading", add_token="adding", jobs=1, threads=1))
    reader = {"Authorization": "Bearer reading"}
    assert server.ask("/articles/1.json", **reader).status == 200
    for address in ("/articles", "/api/link", "/api/refresh", "/api/verify", "/api/export", "/try/x/keep"):
        assert server.ask(address, "POST", PAGE, **reader).status == 403, address
        assert server.ask(address, "POST", PAGE).status == 401
    assert server.ask("/api/link", "POST", Authorization="Bearer adding").status == 200


@pytest.mark.parametrize("address", ["/api/refresh", "/api/verify"])
def test_long_work_is_heard_of_from_the_beginning(served: Served, address: str) -> None:
    lines = [json.loads(line) for line in served.ask(address, "POST").data.splitlines()]
    assert lines[0] == {"progress": 0}
    assert (len(lines) > 4) == (address == "/api/verify")


def test_who_is_refused_before_anything_is_read_gets_the_answer(serve: Serve) -> None:
    crowded = serve(Settings(jobs=1, waiting=0))
    answer = crowded.ask("/extract", "POST", b"<p>Many words. " * 500_000, content_type="text/html")
    assert answer.status == 503
    assert answer.headers["retry-after"]
