"""Memory that a crowd took, given back to the system when it has gone."""

import asyncio
import ctypes
import gc
import sys
from contextlib import suppress

__all__ = ["Tidier", "give_back"]

_QUIET = 2.0


class Tidier:
    """Gives memory back some seconds after the last time that it was said that there was a crowd."""

    def __init__(self) -> None:
        self._timer: asyncio.TimerHandle | None = None

    def crowded(self) -> None:
        """There is a crowd now."""
        if self._timer is not None:
            self._timer.cancel()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(_QUIET, lambda: loop.run_in_executor(None, give_back))


def give_back() -> None:
    """Give back what is free in between; the C library keeps it by itself, for a crowd that may never come again."""
    gc.collect()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library than glibc
            ctypes.CDLL(None).malloc_trim(0)
