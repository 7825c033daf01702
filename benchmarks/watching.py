"""A command with all the processes below it, watched from outside: processor time and memory of each."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

__all__ = ["Usage", "processes_below", "watch"]

_STEP = 0.25


@dataclass(slots=True)
class Usage:
    """What a command took.

    Attributes:
        status: its exit status; negative where a signal ended it.
        seconds: from its start to its end.
        processor: seconds of processor time of all processes, as last seen: what one took in its last quarter of a
            second is not counted.
        largest: bytes that the largest process held at any time.
        memory: seconds since the start, and bytes of the largest process then.
    """

    status: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    largest: int = 0
    memory: list[tuple[float, int]] = field(default_factory=list)


def watch(
    command: Sequence[str],
    environment: dict[str, str] | None = None,
    on_look: Callable[[int, dict[int, str]], None] = lambda process, below: None,
) -> Usage:
    """Run a command to its end. For Linux: it reads ``/proc``.

    Args:
        command: with its arguments; its output is dropped.
        environment: what is set besides what is set here.
        on_look: told four times a second the number of the command's process and the processes below it.
    """
    usage = Usage()
    used: dict[int, float] = {}
    began = time.monotonic()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, env=os.environ | (environment or {})) as process:
        while process.poll() is None:
            below = processes_below(process.pid)
            held = 0
            for number in (process.pid, *below):
                taken, resident = _taken(number)
                used[number] = max(used.get(number, 0.0), taken)
                held = max(held, resident)
            usage.memory.append((round(time.monotonic() - began, 1), held))
            on_look(process.pid, below)
            time.sleep(_STEP)
        usage.status = process.returncode
    usage.seconds = time.monotonic() - began
    usage.processor = sum(used.values())
    usage.largest = max((held for _, held in usage.memory), default=0)
    return usage


def processes_below(process: int) -> dict[int, str]:
    """The processes that one started, those that they started, and so on: their numbers and commands."""
    if sys.platform != "linux":
        raise OSError("only Linux tells which processes there are")
    parents: dict[int, list[int]] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        stat = _read(f"/proc/{name}/stat").rpartition(")")[2].split()
        if stat:
            parents.setdefault(int(stat[1]), []).append(int(name))
    found: dict[int, str] = {}
    pending = list(parents.get(process, ()))
    while pending:
        number = pending.pop()
        found[number] = _read(f"/proc/{number}/cmdline").replace("\0", " ")
        pending += parents.get(number, ())
    return found


def _taken(process: int) -> tuple[float, int]:
    """Seconds of processor time, and bytes in memory."""
    stat = _read(f"/proc/{process}/stat").rpartition(")")[2].split()
    if len(stat) < 22:
        return 0.0, 0
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK"), int(stat[21]) * os.sysconf("SC_PAGE_SIZE")


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:  # it has ended
        return ""
