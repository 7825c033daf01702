"""Pages are fetched from public addresses alone, whatever names, redirects and answers of name servers say."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat

import pytest

pytest.importorskip("starlette")

from tearsheet.errors import CaptureError, LimitError
from tearsheet.limits import Limits
from tearsheet.web.fetching import fetch_public, is_public

PUBLIC, PRIVATE = "127.0.0.1", "127.0.0.2"
"""Of this machine both; in these tests the first one counts as public."""


class Site:
    """A server that keeps what it was asked for."""

    def __init__(self, address: str, port: int = 0) -> None:
        asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                where, _, to = self.path.partition("?to=")
                to = "/round" if where == "/round" else to
                if where == "/endless":
                    self.send_response(200)
                    self.end_headers()
                    while True:
                        try:
                            self.wfile.write(b"<p>More</p>" * 10_000)
                        except OSError:
                            return
                self.send_response(302 if to else 200)
                if to:
                    self.send_header("Location", to)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<h1>Inside</h1>")

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.asked = asked
        self.server = ThreadingHTTPServer((address, port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="module")
def public() -> Iterator[Site]:
    site = Site(PUBLIC)
    yield site
    site.close()


@pytest.fixture
def private(public: Site) -> Iterator[Site]:
    """Behind the same port of an address that is not public."""
    site = Site(PRIVATE, public.port)
    yield site
    site.close()


def fetch(url: str, *answers: list[str], limits: Limits | None = None) -> bytes:
    """A page, with a name server that gives one answer after the other, and the last one for good."""
    found = chain(answers, repeat(answers[-1] if answers else [PUBLIC]))
    capture = fetch_public(
        url, limits or Limits(), resolve=lambda host, port: next(found), permit=lambda address: address == PUBLIC
    )
    assert isinstance(capture.content, bytes)
    return capture.content


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.255.0.9 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 0.1.2.3
    224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1
    :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a00:1
    64:ff9b:1::1 2002:7f00:1:: 2002:a00:1:: fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd12:3456::1 ff02::1 2001:db8::1
    2001::1 100::1 2001:0:53aa:64c::1 localhost 127.1 2130706433 0x7f.1""".split(),
)
def test_an_address_that_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    "1.1.1.1 8.8.8.8 93.184.216.34 172.32.0.1 100.128.0.1 2606:4700::1111 64:ff9b::808:808 ::ffff:8.8.8.8".split(),
)
def test_an_address_of_the_open_web(address: str) -> None:
    assert is_public(address)


def test_a_public_page_is_fetched(public: Site) -> None:
    assert fetch(f"http://news.example:{public.port}/page") == b"<h1>Inside</h1>"
    assert public.asked[-1] == "/page"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.1", "2130706433", "0x7f000001", "0"])
def test_this_machine_is_not_fetched_from(public: Site, host: str) -> None:
    before = len(public.asked)
    with pytest.raises(CaptureError, match=r"not public|not known"):
        fetch_public(f"http://{host}:{public.port}/", Limits())
    assert len(public.asked) == before
    if host == "127.0.0.1":
        capture = fetch_public(f"http://{host}:{public.port}/", Limits(), private=True)
        assert capture.content == b"<h1>Inside</h1>"


def test_a_name_that_leads_inside_is_refused(public: Site, private: Site) -> None:
    with pytest.raises(CaptureError, match="not public"):
        fetch(f"http://inside.example:{private.port}/", [PRIVATE])
    assert private.asked == []


def test_one_private_address_among_public_ones_is_enough(public: Site, private: Site) -> None:
    with pytest.raises(CaptureError, match="not public"):
        fetch(f"http://both.example:{private.port}/", [PUBLIC, PRIVATE])
    assert private.asked == []


def test_a_redirect_inside_is_refused(public: Site, private: Site) -> None:
    inside = f"http://inside.example:{private.port}/"
    with pytest.raises(CaptureError, match="not public"):
        fetch(f"http://news.example:{public.port}/r?to={inside}", [PUBLIC], [PRIVATE])
    with pytest.raises(CaptureError, match="not public"):
        fetch(f"http://news.example:{public.port}/r?to=http://{PRIVATE}:{private.port}/", [PUBLIC], [PRIVATE])
    assert private.asked == []


def test_a_name_that_changes_its_mind_is_looked_up_once(public: Site, private: Site) -> None:
    # What looks a name up, and connects by name after that, ends inside.
    assert fetch(f"http://rebinding.example:{public.port}/a", [PUBLIC], [PRIVATE]) == b"<h1>Inside</h1>"
    assert private.asked == []
    with pytest.raises(CaptureError, match="not public"):
        fetch(f"http://rebinding.example:{public.port}/a?to=/b", [PUBLIC], [PRIVATE])
    assert private.asked == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://news.example/", "gopher://x/", "news.example", "//x/", ""]
)
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(CaptureError, match="only http"):
        fetch(url)


def test_a_redirect_to_another_scheme_is_refused(public: Site) -> None:
    with pytest.raises(CaptureError):
        fetch(f"http://news.example:{public.port}/r?to=file:///etc/passwd")


def test_redirects_have_an_end(public: Site) -> None:
    with pytest.raises(CaptureError):
        fetch(f"http://news.example:{public.port}/round")


def test_a_page_without_end_is_cut(public: Site) -> None:
    with pytest.raises(LimitError):
        fetch(f"http://news.example:{public.port}/endless", limits=Limits(bytes=200_000))


def test_a_name_that_nobody_knows() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(CaptureError, match="not known"):
        fetch_public("http://nowhere.example/", Limits(), resolve=unknown)
