"""The loops that a C compiler makes faster, where there was one when Tearsheet was built: ``*loops.pyx`` in C.

The environment variable ``TEARSHEET_PURE`` leaves them unused; what comes out is the same.
"""

import hashlib
import json
import os
import warnings
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType

__all__ = [
    "articleloops",
    "blockloops",
    "branchloops",
    "clueloops",
    "compiled",
    "elementloops",
    "featureloops",
    "lineloops",
    "loops",
    "markuploops",
    "nameloops",
    "networkloops",
    "objectloops",
    "pageloops",
    "recordloops",
    "runloops",
    "saidloops",
    "signloops",
    "tokenloops",
    "traceloops",
    "wordloops",
]


def _changed() -> bool:
    """Whether the sources that lie here, in a checkout, are others than the loops there were compiled from."""
    folder = Path(__file__).parent
    try:
        digests = json.loads((folder / "loops.json").read_text("utf-8"))
    except OSError:
        return False
    sources = [path for path in folder.iterdir() if path.suffix in {".pyx", ".pxd"}]
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sources}
    return bool(found) and found != digests


_built: dict[str, ModuleType | None] = dict.fromkeys(__all__)
if os.environ.get("TEARSHEET_PURE"):
    pass
elif _changed():
    warnings.warn(
        "Tearsheet's compiled loops are older than their sources and stay unused; install it again to compile them.",
        RuntimeWarning,
        stacklevel=2,
    )
else:
    # All or none: what is built in part is not what was tested.
    with suppress(ImportError):
        _built = {name: import_module(f"tearsheet.{name}") for name in __all__ if name != "compiled"}

loops = _built["loops"]
"""Over words, bytes and trees; ``None``, as all of them, where everything runs in Python."""

articleloops = _built["articleloops"]
"""Over what a page says about itself."""

clueloops = _built["clueloops"]
"""Over Blocks and elements, for what a page says about itself."""

recordloops = _built["recordloops"]
"""Those that put a record together and write it."""

saidloops = _built["saidloops"]
"""The network of the statement engine."""

featureloops = _built["featureloops"]
"""Over the tokens of texts that statements are read from."""

blockloops = _built["blockloops"]
"""Over Blocks."""

branchloops = _built["branchloops"]
"""Over the elements above Blocks."""

signloops = _built["signloops"]
"""Over the characters of short texts."""

tokenloops = _built["tokenloops"]
"""Over names of elements and words, as hashed tokens."""

lineloops = _built["lineloops"]
"""Over the lines of flat captures."""

markuploops = _built["markuploops"]
"""Looks at markup."""

objectloops = _built["objectloops"]
"""Instances of frozen dataclasses."""

networkloops = _built["networkloops"]
"""Over the numbers of a small network."""

elementloops = _built["elementloops"]
"""Over what single elements say, for the walk over a document's tree."""

pageloops = _built["pageloops"]
"""The walk over a document's tree; ``None``, too, where the parser does not show its functions."""

runloops = _built["runloops"]
"""Runs of text on that walk."""

if pageloops is not None and not pageloops.connected:
    pageloops = runloops = None

traceloops = _built["traceloops"]
"""Over the words of articles that come into an archive."""

wordloops = _built["wordloops"]
"""Over the words of texts that statements are read from."""

nameloops = _built["nameloops"]
"""Names among those words."""

compiled = loops is not None
"""Whether compiled loops are used."""
