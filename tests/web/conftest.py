"""An archive of a few articles, and a server that has it."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the web needs the extra tearsheet[web]")

from tearsheet.archive.archive import Archive
from tearsheet.limits import Limits
from tearsheet.web.serving import Server, listen
from tearsheet.web.settings import Settings
from tests.web.made import Serve, Served, captures


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that nobody changes."""
    path = tmp_path_factory.mktemp("archive") / "news.tear"
    with Archive(path) as archive:
        archive.add(captures())
        archive.link()
    return path


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Servers with the settings that are asked for."""
    running: list[tuple[Server, threading.Thread]] = []

    def begin(settings: Settings) -> Served:
        listening = listen("127.0.0.1", 0)
        ready = threading.Event()
        server = Server(settings, listening, on_ready=ready.set)
        thread = threading.Thread(target=server.run)
        thread.start()
        running.append((server, thread))
        assert ready.wait(30)
        return Served(f"http://127.0.0.1:{listening.getsockname()[1]}", settings)

    yield begin
    for server, _ in running:
        server.stop()
    for _, thread in running:
        thread.join(30)
        assert not thread.is_alive()


@pytest.fixture(scope="session")
def served(serve: Serve, news: Path, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A server of an archive, with one worker and short limits."""
    copy = tmp_path_factory.mktemp("served") / "news.tear"
    copy.write_bytes(news.read_bytes())
    settings = Settings(
        archive=copy, jobs=1, threads=2, limits=replace(Limits(), bytes=1_000_000, seconds=30.0), upload_seconds=1.0
    )
    return serve(settings)
