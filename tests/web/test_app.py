"""Every address of a server: as a page, as JSON, and what is answered where there is nothing."""

import json
import re
from pathlib import Path

import pytest

from tearsheet.web.addresses import PAGES
from tests.web.made import Serve, Served

ADDRESSES = [
    "/",
    "/search",
    "/search?q=bridge",
    "/search?q=waited&in=statements&speaker=keller",
    "/search?q=%22&since=2024-05-01&until=2024-12-31&country=&form=direct&limit=1",
    "/articles/1",
    "/articles/4",
    "/people",
    "/people?q=keller",
    "/people/1",
    "/outlets",
    "/outlets/1",
    "/stories",
    "/stories/1",
    "/statements/1",
    "/editions?address=https://courier.example/bridge",
    "/diff?before=1&after=2",
]


def twin(address: str) -> str:
    path, mark, query = address.partition("?")
    return f"{'/index' if path == '/' else path}.json{mark}{query}"


def test_every_page_is_tried() -> None:
    tried = {re.sub(r"\d+", "N", address.partition("?")[0]) for address in ADDRESSES}
    assert {re.sub(r"\{\w+\}", "N", page.address) for page in PAGES} == tried


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_and_its_twin(served: Served, address: str) -> None:
    page = served.ask(address, Accept="text/html", Accept_Language="fr")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8"), page.data
    assert b'lang="fr"' in page.data
    same = served.ask(twin(address))
    assert (same.status, same.headers["content-type"]) == (200, "application/json")
    assert isinstance(json.loads(same.data), dict)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/articles/99", 404),
        ("/articles/99.json", 404),
        ("/articles/99999999999999999999", 404),
        ("/articles/" + "9" * 5000, 404),
        ("/articles/-1", 404),
        ("/articles/99/capture", 404),
        ("/articles/99/bytes", 404),
        ("/people/99.json", 404),
        ("/outlets/99.json", 404),
        ("/stories/99.json", 404),
        ("/statements/99.json", 404),
        ("/editions.json", 400),
        ("/editions.json?address=https://nowhere.example/", 404),
        ("/diff.json?before=1&after=3", 400),
        ("/diff.json?before=1&after=99", 404),
        ("/search.json?limit=0", 400),
        ("/search.json?limit=none", 400),
        ("/search.json?in=everything", 400),
        ("/search.json?since=yesterday", 400),
        ("/search.json?after=here", 400),
        ("/search.json?q=" + "a" * 2_001, 400),
        ("/nothing", 404),
        ("/try/nothing", 404),
        ("/static/nothing.css", 404),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(served: Served, address: str, status: int) -> None:
    answer = served.ask(address)
    assert answer.status == status
    problem = json.loads(answer.data)
    assert problem["status"] == status
    assert problem["detail"]
    page = served.ask(address.replace(".json", ""), Accept="text/html")
    assert page.status == status
    assert page.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/..%5capp.py",
        "/try/..%2f..%2fetc%2fpasswd/bytes",
        "/articles/..%2f1/bytes",
    ],
)
def test_no_path_leads_out(served: Served, path: str) -> None:
    import http.client

    # As it stands: other clients would tidy the path up.
    connection = http.client.HTTPConnection(served.url.removeprefix("http://"), timeout=10)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    content = answer.read()
    assert answer.status == 404
    assert b"import" not in content
    assert b"root:" not in content


@pytest.mark.parametrize("address", ["/", "/search.json", "/nothing", "/static/nothing.css", "/articles/1/bytes"])
def test_what_goes_with_every_answer(served: Served, address: str) -> None:
    headers = served.ask(address, Accept="text/html").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


def test_the_frame_of_a_capture_is_a_sandbox(served: Served) -> None:
    answer = served.ask("/articles/1/capture")
    policy = answer.headers["content-security-policy"]
    assert "sandbox allow-scripts" in policy
    assert "allow-same-origin" not in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "form-action 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert b"data-block" in answer.data


def test_the_bytes_of_a_capture_are_never_shown(served: Served) -> None:
    answer = served.ask("/articles/1/bytes")
    assert answer.data.startswith(b"<html")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_damaged_archive_tells_no_path(tmp_path: Path, news: Path, serve: Serve) -> None:
    from tearsheet.web.settings import Settings

    broken = tmp_path / "secret-name.tear"
    broken.write_bytes(news.read_bytes())
    server = serve(Settings(archive=broken, jobs=1, threads=1))
    size = broken.stat().st_size
    with broken.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    answers = [server.ask(address, Accept=accept) for address in ADDRESSES for accept in ("text/html", "*/*")]
    assert {answer.status for answer in answers} & {500}
    for answer in answers:
        assert b"secret-name" not in answer.data
        assert str(tmp_path).encode() not in answer.data
        assert b"Traceback" not in answer.data


def test_without_an_archive_there_is_a_form(serve: Serve) -> None:
    from tearsheet.web.settings import Settings

    server = serve(Settings(jobs=1))
    assert server.ask("/", Accept="text/html").status == 200
    assert server.ask("/search.json").status == 404
    assert server.ask("/articles", "POST", b"<p>One</p>", Content_Type="text/html").status == 403


def test_the_view_of_an_article_says_what_came_from_where(served: Served) -> None:
    view = served.json("/articles/1.json")
    blocks = {block["n"]: block for block in view["blocks"]}
    assert blocks[view["sources"]["title"][0]]["text"] == "Bridge reopens"
    assert [blocks[number]["text"] for number in view["sources"]["authors"][0]] == ["By Ada Moser"]
    assert [blocks[number]["text"] for number in view["sources"]["body"]] == [
        block["text"] for block in view["record"]["body"]
    ]
    said = view["statements"][0]
    pieces = [piece for piece in said["pieces"] if piece["kind"] == "content"]
    texts = [blocks[piece["block"]]["text"][piece["start"] : piece["end"]] for piece in pieces]
    assert texts == ['"We have waited long enough for this bridge,"']
    assert said["id"] == 1
    assert [edition["article"] for edition in view["editions"]] == [1, 2]
    assert {copy["pair"]["other"] for copy in view["copies"]["items"]} == {3}


def test_a_flat_capture_is_lit_up_too(served: Served) -> None:
    view = served.json("/articles/4.json")
    assert view["capture"]["flat"] is True
    blocks = {block["n"]: block["text"] for block in view["blocks"]}
    assert [blocks[number] for number in view["sources"]["title"]] == ["First ferry crosses the Sound"]


def test_the_description_names_every_address(served: Served) -> None:
    described = served.json("/openapi.json")
    assert {page.twin for page in PAGES} <= set(described["paths"])
    assert {"/extract", "/articles", "/try.json", "/api/search", "/api/refresh"} <= set(described["paths"])
    names = [one["operationId"] for path in described["paths"].values() for one in path.values()]
    assert len(names) == len(set(names))
