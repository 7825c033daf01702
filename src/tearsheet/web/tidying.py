"""Memory that a crowd took, given back to the system when it has gone."""

import asyncio
import ctypes
import gc
import sys
from contextlib import suppress

__all__ = ["Tidier", "give_back", "hold_little"]

_QUIET = 2.0

# Parameters of mallopt: https://man7.org/linux/man-pages/man3/mallopt.3.html
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8


class Tidier:
    """Gives memory back some seconds after the last time that it was said that there was a crowd."""

    def __init__(self) -> None:
        self._timer: asyncio.TimerHandle | None = None

    def crowded(self) -> None:
        """There is a crowd now."""
        if self._timer is not None:
            self._timer.cancel()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(_QUIET, self._tidy, loop)

    def left(self) -> None:
        """Somebody has gone; it is not over before the last one has."""
        if self._timer is not None:
            self.crowded()

    def _tidy(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        loop.run_in_executor(None, give_back)


def give_back() -> None:
    """Give back what is free in between; the C library keeps it by itself, for a crowd that may never come again."""
    gc.collect()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library than glibc
            ctypes.CDLL(None).malloc_trim(0)


def hold_little(large: int) -> None:
    """Have this process give large pieces of memory back as soon as they are free.

    By itself the C library raises what it takes for large with every piece that is freed, up to 32 MB, keeps twice as
    much at the end of each of its arenas, and has an arena for each of several threads.

    Args:
        large: bytes of a piece that has memory of its own.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_MMAP_THRESHOLD, large)
            library.mallopt(_TRIM_THRESHOLD, 4 * large)
            library.mallopt(_ARENA_MAX, 2)
