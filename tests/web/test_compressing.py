"""Answers are compressed for those who can take it, and not sent to those who have them."""

import gzip
import json

import pytest

pytest.importorskip("starlette")

from tests.web.made import Served

ADDRESSES = ["/", "/articles/1", "/articles/1.json", "/articles/1/capture", "/search?q=bridge", "/openapi.json", "/try"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_both_forms_say_the_same(served: Served, address: str) -> None:
    plain = served.ask(address)
    packed = served.pool.request(
        "GET", served.url + address, headers={"accept-encoding": "br, gzip"}, decode_content=False
    )
    assert plain.status == packed.status == 200
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) == len(packed.data) < len(plain.data)
    assert gzip.decompress(packed.data) == plain.data
    assert plain.headers["etag"] == packed.headers["etag"]
    assert "Accept-Encoding" in plain.headers["vary"]
    assert plain.headers["content-type"] == packed.headers["content-type"]


def test_head_tells_the_same_fields_without_content(served: Served) -> None:
    got = served.pool.request("GET", served.url + "/articles/1", headers={"accept-encoding": "gzip"})
    head = served.ask("/articles/1", "HEAD", accept_encoding="gzip")
    assert head.status == 200
    assert not head.data
    for name in ("content-length", "content-encoding", "etag", "content-type"):
        assert head.headers[name] == got.headers[name]


def test_what_a_browser_has_is_not_sent_again(served: Served) -> None:
    first = served.ask("/articles/1")
    again = served.ask("/articles/1", if_none_match=f'"other", {first.headers["etag"]}')
    assert again.status == 304
    assert not again.data
    assert again.headers["etag"] == first.headers["etag"]
    assert "content-security-policy" in again.headers
    assert served.ask("/articles/1", if_none_match='W/"other"').status == 200


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("*", True),
        ("*, gzip;q=0.0", False),
        ("GZIP;q=0.5", True),
    ],
    ids=["nothing", "identity", "refused", "anything", "anything else", "capitals"],
)
def test_nobody_gets_what_they_cannot_take(served: Served, accepted: str, packed: bool) -> None:
    answer = served.ask("/articles/1.json", accept_encoding=accepted)
    assert ("content-encoding" in answer.headers) == packed
    assert json.loads(answer.data)["article"] == 1


def test_what_is_posted_comes_back_as_it_is(served: Served) -> None:
    page = b"<h1>Bridge</h1>" + b"<p>The bridge over the Aar reopened on Monday after two years of works.</p>" * 40
    answer = served.ask("/extract", "POST", page, accept_encoding="gzip", content_type="text/html")
    assert answer.status == 200
    assert "content-encoding" not in answer.headers


def test_a_part_of_a_page_is_not_promised(served: Served) -> None:
    answer = served.ask("/articles/1", range="bytes=0-9")
    assert answer.status == 200
    assert len(answer.data) == int(answer.headers["content-length"]) > 10
