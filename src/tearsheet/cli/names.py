"""Names of output files: after the input, safe on every file system, never twice."""

import re
import unicodedata
from pathlib import PurePath
from urllib.parse import urlsplit

__all__ = ["Names", "stem_of_address", "stem_of_path"]

_SUFFIXES = re.compile(
    r"(?:\.(?:x?html?|shtml|mhtml|php|aspx?|jsp|txt|text|md|json|jsonl|ndjson|xml|warc|(?:warc\.)?wet))?"
    r"(?:\.(?:gz|br|zst|bz2|xz))?\Z",
    re.IGNORECASE,
)
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 120
"""Bytes of one step of a path; file systems take 255, and a number, a suffix and a temporary name come on top."""


def _step(text: str) -> str:
    """One step of a path without separators, white space, controls or leading dots."""
    safe = _UNSAFE.sub("-", unicodedata.normalize("NFC", text)).strip("-.")
    return safe.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore") or "capture"


def stem_of_path(path: str, root: str = "") -> str:
    """Name, without a suffix, for what comes out of a file: its own, below the folders that lead to it from ``root``.

    Args:
        path: of the file.
        root: folder that was named as the input; without it only the file's name counts.
    """
    file = PurePath(path)
    folders: tuple[str, ...] = ()
    if root and file.is_relative_to(root):
        folders = file.relative_to(root).parts[:-1]
    steps = [_step(folder) for folder in folders if folder != ".."]
    return "/".join([*steps, _step(_SUFFIXES.sub("", file.name) or file.name)])


def stem_of_address(address: str) -> str:
    """Name, without a suffix, for what comes from an address: its host and path, and its query where it has one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return _step(address)
    path = _SUFFIXES.sub("", parts.path.strip("/"))
    return _step("-".join(part for part in (parts.netloc.rpartition("@")[2], path, parts.query) if part))


class Names:
    """The names given out so far; a name asked for again gets a number."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def take(self, stem: str) -> str:
        """A name that nobody else has: ``stem``, or ``stem-2``, ``stem-3``, ..."""
        # File systems that do not tell upper from lower case are common.
        key = stem.casefold()
        number = self._given.get(key, 0) + 1
        name = stem
        while number > 1 and (name := f"{stem}-{number}").casefold() in self._given:
            number += 1
        self._given[key] = number
        if name is not stem:
            self._given[name.casefold()] = 1
        return name
