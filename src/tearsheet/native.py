"""The loops that a C compiler makes faster, where there was one when Tearsheet was built: ``*loops.pyx`` in C.

The environment variable ``TEARSHEET_PURE`` leaves them unused; what comes out is the same.
"""

import os
from contextlib import suppress
from importlib import import_module
from types import ModuleType

__all__ = [
    "articleloops",
    "blockloops",
    "branchloops",
    "compiled",
    "lineloops",
    "loops",
    "pageloops",
    "recordloops",
    "signloops",
]

loops: ModuleType | None = None
"""The compiled loops over words, bytes and trees; ``None`` where all runs in Python."""

articleloops: ModuleType | None = None
"""Those over what a page says about itself; ``None`` where all runs in Python."""

recordloops: ModuleType | None = None
"""Those that put a record together and write it; ``None`` where all runs in Python."""

blockloops: ModuleType | None = None
"""Those over Blocks; ``None`` where all runs in Python."""

branchloops: ModuleType | None = None
"""Those over the elements above Blocks; ``None`` where all runs in Python."""

signloops: ModuleType | None = None
"""Those over the characters of short texts; ``None`` where all runs in Python."""

lineloops: ModuleType | None = None
"""Those over the lines of flat captures; ``None`` where all runs in Python."""

pageloops: ModuleType | None = None
"""The walk over a document's tree; ``None`` where all runs in Python."""

if not os.environ.get("TEARSHEET_PURE"):
    with suppress(ImportError):
        blockloops, loops = import_module("tearsheet.blockloops"), import_module("tearsheet.loops")
        branchloops, signloops = import_module("tearsheet.branchloops"), import_module("tearsheet.signloops")
        articleloops, recordloops = import_module("tearsheet.articleloops"), import_module("tearsheet.recordloops")
        lineloops, pageloops = import_module("tearsheet.lineloops"), import_module("tearsheet.pageloops")

compiled = loops is not None
"""Whether compiled loops are used."""
