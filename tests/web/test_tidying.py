"""Memory that was taken for a while goes back to the system."""

import subprocess
import sys

import pytest

pytest.importorskip("starlette")

from tearsheet.web.tidying import hold_little

BODIES = """
import sys, threading
from tearsheet.web.tidying import hold_little

def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

def read():
    bodies = [b"x" * size for size in range(200_000, 200_200)]

if len(sys.argv) > 1:
    hold_little(int(sys.argv[1]))
before = held()
large = b"x" * 30_000_000
del large  # from now on the C library takes much more for little
thread = threading.Thread(target=read)
thread.start()
thread.join()
print(held() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="tells of glibc")
def test_bodies_that_were_read_in_a_thread_leave_nothing_behind() -> None:
    asked = [sys.executable, "-c", BODIES, "65536"]
    assert int(subprocess.run(asked, capture_output=True, check=True, text=True).stdout) < 10_000_000


def test_other_c_libraries_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    hold_little(1)
