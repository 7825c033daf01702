"""What was answered before is answered again, until there is something new."""

import asyncio
import json

import pytest

pytest.importorskip("starlette")

from tearsheet.web.recalling import Answers
from tests.web.made import Served


class Maker:
    """Counts how often it makes something."""

    def __init__(self, size: int = 10) -> None:
        self.made = 0
        self.size = size

    async def __call__(self) -> bytes:
        self.made += 1
        await asyncio.sleep(0.01)
        return b"%d" % self.made * self.size


def test_many_who_ask_at_once_are_answered_once() -> None:
    async def ask() -> None:
        answers: Answers[bytes] = Answers(1_000)
        make = Maker()
        found = await asyncio.gather(*(answers.get(1, "a", make) for _ in range(20)))
        assert set(found) == {b"1" * 10}
        assert await answers.get(1, "a", make) == b"1" * 10
        assert make.made == 1
        assert await answers.get(2, "a", make) == b"2" * 10
        assert await answers.get(2, "b", make) == b"3" * 10

    asyncio.run(ask())


def test_one_who_goes_away_takes_nothing_along() -> None:
    async def ask() -> None:
        answers: Answers[bytes] = Answers(1_000)
        make = Maker()
        first = asyncio.create_task(answers.get(1, "a", make))
        second = asyncio.create_task(answers.get(1, "a", make))
        await asyncio.sleep(0)
        first.cancel()
        assert await second == b"1" * 10

    asyncio.run(ask())


def test_errors_are_not_remembered() -> None:
    async def fail() -> bytes:
        raise LookupError("nothing")

    async def ask() -> None:
        answers: Answers[bytes] = Answers(1_000)
        with pytest.raises(LookupError):
            await answers.get(1, "a", fail)
        assert await answers.get(1, "a", Maker()) == b"1" * 10

    asyncio.run(ask())


def test_memory_is_bounded() -> None:
    async def ask() -> None:
        answers: Answers[bytes] = Answers(400)
        make = Maker(20)
        for name in range(50):
            await answers.get(1, name, make)
        assert make.made == 50
        await answers.get(1, 49, make)
        assert make.made == 50
        await answers.get(1, 0, make)
        assert make.made == 51

    asyncio.run(ask())


def test_what_comes_in_is_seen_at_once(served: Served) -> None:
    before = served.json("/index.json")
    assert served.json("/index.json") == before
    page = b"<h1>Just now</h1><p>This page came in a moment ago, and is to be seen.</p>"
    added = json.loads(served.ask("/articles", "POST", page, Content_Type="text/html").data)
    after = served.json("/index.json")
    assert after["contents"]["articles"] == before["contents"]["articles"] + 1
    assert added["article"] in {hit["article"] for hit in after["newest"]["hits"]}
