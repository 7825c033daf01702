"""A task in a worker process costs itself alone."""

import asyncio
import os
import sys
import time

import pytest

pytest.importorskip("starlette")

from tearsheet.errors import LimitError, WorkerError
from tearsheet.web.working import Workers


def sleep_long() -> None:
    time.sleep(60)


def die() -> None:
    os._exit(3)


def grow() -> int:
    return len(bytearray(20_000_000_000))


def answer() -> int:
    return 42


KEPT: list[bytearray] = []


def hoard() -> int:
    KEPT.append(bytearray(b"x" * 150_000_000))
    return os.getpid()


def load() -> None:
    time.sleep(1.5)


def test_a_late_or_dead_worker_costs_itself_alone() -> None:
    async def work() -> None:
        workers = Workers(2, seconds=-2.0, first=answer)
        workers.start()
        try:
            await workers.do(answer)
            late = asyncio.create_task(workers.do(sleep_long))
            assert [await workers.do(answer) for _ in range(3)] == [42, 42, 42]
            with pytest.raises(LimitError, match="stopped"):
                await late
            with pytest.raises(WorkerError, match="status 3"):
                await workers.do(die)
            with pytest.raises(LimitError, match="memory"):
                await workers.do(grow)
            assert await asyncio.gather(*(workers.do(answer) for _ in range(4))) == [42] * 4
            begun = time.monotonic()
            under_way = asyncio.create_task(workers.do(sleep_long))
            await asyncio.sleep(0.1)
        finally:
            workers.close()
        assert time.monotonic() - begun < 2
        with pytest.raises(WorkerError):
            await under_way

    asyncio.run(work())


def test_what_is_loaded_first_takes_no_time_of_a_page() -> None:
    async def work() -> None:
        workers = Workers(1, seconds=-2.0, first=load)
        workers.start()
        try:
            assert await workers.do(answer) == 42
        finally:
            workers.close()

    asyncio.run(work())


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told by /proc")
def test_a_process_that_has_grown_is_replaced() -> None:
    async def work() -> None:
        workers = Workers(1, seconds=20.0, first=answer)
        workers.start()
        try:
            grown = await workers.do(hoard)
            assert await workers.do(os.getpid) != grown
            assert await workers.do(os.getpid) == await workers.do(os.getpid)
        finally:
            workers.close()

    asyncio.run(work())
