"""Work over processes: in order, bounded, and a death costs one task."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from tearsheet.cli import pool
from tearsheet.cli.pool import Lost, run_ordered


def square(number: int) -> int:
    return number * number


def uneven(number: int) -> int:
    time.sleep(0.05 if number % 5 == 0 else 0)
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


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_order_and_none_passes_through(jobs: int) -> None:
    tasks = [(f"key {n}", None if n == 4 else n) for n in range(20)]
    results = list(run_ordered(square, tasks, jobs=jobs))
    assert results == [(f"key {n}", None if n == 4 else n * n) for n in range(20)]


def test_a_bounded_number_is_read_ahead() -> None:
    taken = 0

    def tasks() -> Iterator[tuple[int, int]]:
        nonlocal taken
        for number in range(60):
            taken += 1
            yield number, number

    ahead = 0
    for given, _ in enumerate(run_ordered(uneven, tasks(), jobs=2)):
        ahead = max(ahead, taken - given)
    assert taken == 60
    assert ahead <= 9


def test_large_tasks_and_results_do_not_block_each_other() -> None:
    data = bytes(2_000_000)
    results = list(run_ordered(large, ((n, data) for n in range(8)), jobs=2))
    assert [key for key, result in results if result == data] == list(range(8))


def test_a_worker_that_dies_costs_its_task_alone() -> None:
    results = dict(run_ordered(deadly, ((n, n) for n in range(12)), jobs=2))
    lost = {key: result.reason for key, result in results.items() if isinstance(result, Lost)}
    assert [key for key in results if key not in lost] == [0, 1, 2, 4, 6, 7, 9, 10, 11]
    assert lost == {
        3: "its worker process crashed (SIGSEGV)",
        5: "its worker process ended unexpectedly with status 7",
        8: "its worker process was killed (SIGKILL), most likely for want of memory",
    }


def test_a_worker_that_does_not_answer_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_GRACE", 0.3)
    results = dict(run_ordered(slow, ((n, n) for n in range(4)), jobs=2, seconds=0.1))
    assert results[1] == Lost("no answer within 0.5 seconds, so its worker process was stopped", late=True)
    assert [results[n] for n in (0, 2, 3)] == [0, 2, 3]


def test_an_error_in_the_input_stops_the_workers() -> None:
    def tasks() -> Iterator[tuple[int, int]]:
        yield 1, 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(run_ordered(square, tasks(), jobs=2))
