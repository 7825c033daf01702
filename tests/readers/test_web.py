import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tearsheet import _version
from tearsheet.errors import CaptureError, LimitError, TearsheetError
from tearsheet.limits import Limits
from tearsheet.readers import fetch, read

PAGE = "<html><body><p>Мост закрыт.</p></body></html>"


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        getattr(self, "page_" + self.path.strip("/").partition("?")[0])()

    def send(self, body: bytes, *headers: tuple[str, str], status: int = 200) -> None:
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def page_plain(self) -> None:
        self.send(PAGE.encode("cp1251"), ("Content-Type", 'text/html; Charset="windows-1251"'))

    def page_agent(self) -> None:
        self.send((self.headers["User-Agent"] or "").encode(), ("Content-Type", "text/plain"))

    def page_moved(self) -> None:
        self.send(b"", ("Location", "/plain?from=moved"), status=302)

    def page_round(self) -> None:
        self.send(b"", ("Location", "/round"), status=302)

    def page_elsewhere(self) -> None:
        self.send(b"", ("Location", "file:///etc/hostname"), status=302)

    def page_packed(self) -> None:
        self.send(gzip.compress(PAGE.encode()), ("Content-Type", "text/html"), ("Content-Encoding", "gzip"))

    def page_bomb(self) -> None:
        self.send(gzip.compress(b"x" * 900_000), ("Content-Type", "text/html"), ("Content-Encoding", "gzip"))

    def page_large(self) -> None:
        self.send(b"x" * 20_000)

    def page_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(1000):
                self.wfile.write(b"x" * 1000)
        except OSError:
            pass

    def page_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(40):
                self.wfile.write(b"x")
                time.sleep(0.1)
        except OSError:
            pass

    def page_silent(self) -> None:
        time.sleep(1.5)

    def page_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"x" * 10)

    def page_picture(self) -> None:
        self.send(b"\x89PNG\r\n\x1a\n", ("Content-Type", "image/png"))

    def page_gone(self) -> None:
        self.send(b"gone", status=404)

    def page_failed(self) -> None:
        self.send(b"no", status=503)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_page_with_its_type_charset_and_instant(site: str) -> None:
    capture = fetch(f"{site}/plain")
    assert capture.content == PAGE.encode("cp1251")
    assert (capture.media, capture.charset, capture.url) == ("text/html", "windows-1251", f"{site}/plain")
    assert capture.captured is not None
    assert capture.captured.tzinfo is not None


def test_it_says_who_asks(site: str) -> None:
    assert fetch(f"{site}/agent").content == f"tearsheet/{_version.__version__}".encode()


def test_a_redirect_leads_to_the_final_address(site: str) -> None:
    capture = fetch(f"{site}/moved")
    assert capture.content == PAGE.encode("cp1251")
    assert capture.url == f"{site}/plain?from=moved"


def test_a_packed_page(site: str) -> None:
    assert fetch(f"{site}/packed").content == PAGE.encode()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("gone", "404"),
        ("failed", "503"),
        ("round", "redirects"),
        ("elsewhere", ""),
        ("short", ""),
    ],
)
def test_what_a_server_refuses(site: str, path: str, reason: str) -> None:
    with pytest.raises(CaptureError) as caught:
        fetch(f"{site}/{path}")
    assert reason in caught.value.reason
    assert caught.value.reason
    assert caught.value.source == f"{site}/{path}"


@pytest.mark.parametrize("path", ["large", "endless", "bomb"])
def test_a_page_beyond_the_limit(site: str, path: str) -> None:
    with pytest.raises(LimitError, match="10000 bytes"):
        fetch(f"{site}/{path}", Limits(bytes=10_000))


@pytest.mark.parametrize("path", ["slow", "silent"])
def test_a_page_that_takes_too_long(site: str, path: str) -> None:
    started = time.monotonic()
    with pytest.raises(LimitError, match=r"0\.4 seconds"):
        fetch(f"{site}/{path}", Limits(seconds=0.4))
    assert time.monotonic() - started < 1.2


def test_another_type_is_stated(site: str) -> None:
    assert fetch(f"{site}/picture").media == "image/png"


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/hostname", "http://", "http://127.0.0.1:1/", "http://[bad/"]
)
def test_addresses_that_cannot_be_fetched(url: str) -> None:
    errors: list[TearsheetError] = []
    assert list(read(url, on_error=errors.append)) == []
    assert [(type(error), error.source) for error in errors] == [(CaptureError, url)]


def test_one_bad_address_costs_no_other(site: str) -> None:
    errors: list[TearsheetError] = []
    captures = list(read(f"{site}/gone", f"{site}/plain", on_error=errors.append))
    assert [capture.url for capture in captures] == [f"{site}/plain"]
    assert len(errors) == 1
