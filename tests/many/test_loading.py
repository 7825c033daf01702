"""A worker process made ready: the first page waits for nothing that a later one does not."""

import subprocess
import sys

SCRIPT = """
import gc, sys
from tearsheet.many.loading import load
early = {name for name in sys.modules if name.startswith("tearsheet.article.metadata")}
load()
loaded = set(sys.modules)
print(len(early), gc.get_freeze_count() > 10_000, "py3langid" in loaded)
"""


def test_everything_is_loaded_and_kept_out_of_garbage_collection() -> None:
    said = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["0", "True", "True"]
