"""Work over processes and threads: in order or as ready, bounded, and a death costs one task."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tearsheet.many import pool, processes
from tearsheet.many.lost import Lost
from tearsheet.many.pool import run


def square(number: int) -> int:
    return number * number


def uneven(number: int) -> int:
    time.sleep(0.05 if number % 5 == 0 else 0)
    return number


def first_last(number: int) -> int:
    time.sleep(0.6 if number == 0 else 0.01)
    return number


def large(data: bytes) -> bytes:
    return data


def deadly(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGSEGV)
    if number == 5:
        os._exit(7)
    if number == 8:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def slow(number: int) -> int:
    if number == 1:
        time.sleep(60)
    return number


def own_process(number: int) -> int:
    return os.getpid()


class TwoWordsError(Exception):
    """One that pickle takes and cannot make again."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)


def unsendable(number: int) -> object:
    if number == 4:
        return TwoWordsError("one", "two")
    return threading.Lock() if number == 1 else number


WORKERS: Any = pytest.mark.parametrize(
    ("jobs", "threads"), [(1, None), (3, False), (3, True)], ids=["alone", "processes", "threads"]
)


@WORKERS
def test_results_come_in_order_and_none_passes_through(jobs: int, threads: bool) -> None:
    tasks = [(f"key {n}", None if n == 4 else n) for n in range(20)]
    results = list(run(square, tasks, jobs=jobs, threads=threads))
    assert results == [(f"key {n}", None if n == 4 else n * n) for n in range(20)]


@WORKERS
def test_results_come_as_they_are_ready(jobs: int, threads: bool) -> None:
    tasks = [(n, None if n == 7 else n) for n in range(10)]
    keys = [key for key, _ in run(first_last, tasks, jobs=jobs, threads=threads, ordered=False)]
    assert sorted(keys) == list(range(10))
    assert (keys.index(0) > 3) is (jobs > 1)


@pytest.mark.parametrize("threads", [False, True])
@pytest.mark.parametrize("ordered", [False, True])
def test_a_bounded_number_is_read_ahead(threads: bool, ordered: bool) -> None:
    taken = 0

    def tasks() -> Iterator[tuple[int, int]]:
        nonlocal taken
        for number in range(60):
            taken += 1
            yield number, number

    ahead = 0
    for given, _ in enumerate(run(uneven, tasks(), jobs=2, threads=threads, ordered=ordered)):
        ahead = max(ahead, taken - given)
    assert taken == 60
    assert ahead <= 9


def test_large_tasks_and_results_do_not_block_each_other() -> None:
    data = bytes(2_000_000)
    results = list(run(large, ((n, data) for n in range(8)), jobs=2))
    assert [key for key, result in results if result == data] == list(range(8))


@pytest.mark.parametrize("ordered", [False, True])
def test_a_worker_that_dies_costs_its_task_alone(ordered: bool) -> None:
    results = dict(run(deadly, ((n, n) for n in range(12)), jobs=2, ordered=ordered))
    lost = {key: result.reason for key, result in results.items() if isinstance(result, Lost)}
    assert sorted(key for key in results if key not in lost) == [0, 1, 2, 4, 6, 7, 9, 10, 11]
    assert lost == {
        3: "its worker process crashed (SIGSEGV)",
        5: "its worker process ended unexpectedly with status 7",
        8: "its worker process was killed (SIGKILL), most likely for want of memory",
    }


def test_a_worker_that_does_not_answer_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_GRACE", 0.3)
    results = dict(run(slow, ((n, n) for n in range(6)), jobs=2, seconds=0.1))
    assert results[1] == Lost("no answer within 0.5 seconds, so its worker process was stopped", late=True)
    assert [results[n] for n in (0, 2, 3, 4, 5)] == [0, 2, 3, 4, 5]


def test_what_cannot_be_sent_costs_itself_alone() -> None:
    tasks: list[Any] = [(0, 0), (1, 1), (2, lambda: None), (3, 3), (4, 4)]
    results: dict[int, Any] = dict(run(unsendable, tasks, jobs=2, threads=False))
    assert (results[0], results[3]) == (0, 3)
    assert results[1].reason.startswith("what came of it cannot be sent to another process: ")
    assert results[2].reason.startswith("it cannot be sent to another process: ")
    assert results[4].reason.startswith("what came of it cannot be made again from what was sent: ")


def test_workers_that_cannot_start_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_serve", square)
    with pytest.raises(OSError, match="worker processes cannot be started: the last one ended"):
        list(run(square, ((n, n) for n in range(4)), jobs=2, threads=False))


def test_no_more_workers_than_tasks() -> None:
    results = dict(run(own_process, ((n, n) for n in range(2)), jobs=8, threads=False))
    assert len(set(results.values())) <= 2
    assert os.getpid() not in results.values()


@pytest.mark.parametrize("threads", [False, True])
def test_an_error_in_the_input_stops_the_workers(threads: bool) -> None:
    def tasks() -> Iterator[tuple[int, int]]:
        yield 1, 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(run(square, tasks(), jobs=2, threads=threads))


def test_closing_stops_the_workers() -> None:
    results = run(own_process, ((n, n) for n in range(100)), jobs=2, threads=False)
    _, process = next(results)
    assert isinstance(process, int)
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
