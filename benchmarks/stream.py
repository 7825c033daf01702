"""A corpus of any size through ``tearsheet clean``: how fast, and whether the command's memory stays flat.

The corpus is never on disk: flat texts made of pages, each time a little different, go into the command by a pipe.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO, cast

from benchmarks.errors import BenchmarkError

__all__ = ["StreamPoint", "is_level", "stream"]

_STEPS = 40
"""How many points there are."""


@dataclass(frozen=True, slots=True)
class StreamPoint:
    """How things stand when so much has been given to the command.

    Attributes:
        size: bytes given.
        documents: texts given.
        seconds: by the clock, since the start.
        resident: bytes of memory of the command's own process, without its workers.
    """

    size: int
    documents: int
    seconds: float
    resident: int


def stream(
    texts: Sequence[str], size: int, jobs: int, tell: Callable[[StreamPoint], None]
) -> tuple[list[StreamPoint], float]:
    """Clean so many bytes of text.

    Args:
        texts: begin again when they run out.
        size: bytes of JSON lines.
        jobs: of the command.
        tell: gets each point as it comes.

    Returns:
        The points, and the seconds of processor time of all the command's processes.

    Raises:
        BenchmarkError: the command fails.
    """
    command = [sys.executable, "-m", "tearsheet", "clean", "-", "--quiet", "--jobs", str(jobs), "-o", os.devnull]
    before = _processor_of_children()
    start = time.perf_counter()
    points: list[StreamPoint] = []
    given = 0
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    with suppress(BrokenPipeError):  # its status, and how much it took, tell of it
        for number, line in enumerate(_lines(texts), 1):
            cast(BinaryIO, process.stdin).write(line)
            given += len(line)
            if given >= size * (len(points) + 1) / _STEPS:
                points.append(StreamPoint(given, number, time.perf_counter() - start, _resident(process.pid)))
                tell(points[-1])
            if given >= size:
                break
    _, told = process.communicate()
    if process.returncode not in (0, 1) or given < size:
        raise BenchmarkError(f"tearsheet clean failed: {told.decode('utf-8', 'replace').strip()[-300:]}")
    return points, _processor_of_children() - before


def _lines(texts: Sequence[str]) -> Iterator[bytes]:
    for number in count():
        text = f"{texts[number % len(texts)]}\n{number}"
        yield json.dumps({"id": number, "text": text}, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _resident(process: int) -> int:
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        raise BenchmarkError("this system does not tell the memory of another process") from None
    return int(pages) * resource.getpagesize()


def _processor_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def is_level(points: Sequence[StreamPoint]) -> bool:
    """Whether the second half takes at most 5% (or 8 MB) more memory than the first did, but for its first point."""
    half = len(points) // 2
    first = max(point.resident for point in points[1:half] or points[:1])
    last = max(point.resident for point in points[half:])
    return last <= first + max(first // 20, 8_000_000)
