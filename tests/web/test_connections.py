"""Clients that are slow on purpose are cut off; others are not."""

import socket
import time
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

pytest.importorskip("starlette")

from tearsheet.web.serving import listen
from tearsheet.web.settings import Settings
from tests.web.made import Serve, Served

HEAD = b"GET /health HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture(scope="module")
def hasty(serve: Serve) -> Served:
    """A server that has little patience."""
    return serve(Settings(jobs=1, head_seconds=0.4, stalled_seconds=0.4, upload_seconds=5.0))


def connect(served: Served) -> socket.socket:
    address = urlsplit(served.url)
    return socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=10)


def is_cut_off(connection: socket.socket) -> bool:
    """Whether the server closes the connection without an answer."""
    try:
        return connection.recv(1_000) == b""
    except ConnectionResetError:
        return True


def test_a_head_that_trickles_in_is_cut_off(hasty: Served) -> None:
    with connect(hasty) as slow:
        slow.sendall(HEAD)
        begun = time.monotonic()
        try:
            while time.monotonic() < begun + 8:
                slow.sendall(b"X-Slow: 1\r\n")
                time.sleep(0.05)
        except OSError:
            pass
        assert time.monotonic() - begun < 4
    assert hasty.ask("/health").status == 200


def test_silence_is_cut_off(hasty: Served) -> None:
    with connect(hasty) as silent:
        assert is_cut_off(silent)


def test_the_second_request_of_a_connection_is_watched_as_well(hasty: Served) -> None:
    with connect(hasty) as kept:
        kept.sendall(HEAD + b"\r\n")
        answer = b""
        while not answer.endswith(b"}"):
            answer += kept.recv(10_000)
        kept.sendall(HEAD[:9])
        assert is_cut_off(kept)


def test_a_head_without_end_is_cut_off(hasty: Served) -> None:
    answer = b""
    with connect(hasty) as endless, suppress(OSError):
        endless.sendall(HEAD)
        for _ in range(100):
            endless.sendall(b"X-Long: " + b"x" * 10_000 + b"\r\n")
        answer = endless.recv(100)
    assert not answer or answer.startswith(b"HTTP/1.1 4")


def test_a_body_may_take_longer_than_a_head(hasty: Served) -> None:
    body = b"token=" + b"x" * 44
    head = f"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
    with connect(hasty) as slow:
        slow.sendall(head.encode())
        for place in range(0, len(body), 10):
            slow.sendall(body[place : place + 10])
            time.sleep(0.15)
        assert slow.recv(10_000).startswith(b"HTTP/1.1 401")


def test_an_answer_that_nobody_takes_is_given_up(hasty: Served) -> None:
    with connect(hasty) as greedy:
        greedy.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 10_000)
        end = time.monotonic() + 20
        while not greedy.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) and time.monotonic() < end:
            time.sleep(0.05)
        assert time.monotonic() < end
    assert hasty.ask("/health").status == 200


def test_pieces_of_an_answer_do_not_wait_for_one_another() -> None:
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
