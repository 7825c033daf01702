"""Captures from files and folders."""

import glob
import os
import stat
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import Any

from tearsheet.capture import Capture
from tearsheet.errors import CaptureError, MediaError, TearsheetError
from tearsheet.limits import Limits
from tearsheet.media import sniff
from tearsheet.readers.bounded import read_all, too_large
from tearsheet.readers.inflate import decode_content, gunzip, inflated, inflated_head
from tearsheet.readers.jsonlines import Fields, is_json_lines, read_json_lines
from tearsheet.readers.mhtml import unpack
from tearsheet.readers.saved import page
from tearsheet.readers.warc import is_warc, read_warc

__all__ = ["list_files", "read_path", "read_pattern", "read_stream"]

Report = Callable[[TearsheetError], None]

_PAGES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".txt", ".mhtml", ".mht", ".warc", ".wet")
_ARCHIVES = (".warc", ".warc.gz", ".warc.wet", ".warc.wet.gz")
_JSON = (".jsonl", ".ndjson", ".json")
_SCRIPTS = ("", ".php", ".asp", ".aspx", ".jsp", ".cgi")
_PACKED = (".gz", ".zst")
_GZIP = b"\x1f\x8b"
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_BOM = b"\xef\xbb\xbf"
_HEAD = 65_536  # bytes that tell whether a file without a telling name is a page


def read_path(path: str | Path, fields: Fields, limits: Limits, recursive: bool, report: Report) -> Iterator[Capture]:
    """Captures in a file or a folder.

    A file that is named is read whatever it is called. Of a folder, in the order of names, these are read: ``.html``,
    ``.htm``, ``.xhtml``, ``.xht``, ``.shtml``, ``.txt``, ``.mhtml``, ``.mht``, ``.warc`` and ``.wet``, and where the
    text field is named ``.jsonl``, ``.ndjson`` and ``.json``, each also with ``.gz`` or ``.zst``; and files that
    crawlers keep under the name of a script or of none, when their content is HTML. Hidden files and folders, and
    links to folders, are left out.
    """
    name = os.fspath(path)
    if not os.path.isdir(name):
        yield from _read_file(name, fields, limits, report)
        return
    candidates = 0
    for file in _walk(name, fields, recursive, report):
        candidates += 1
        yield from _read_file(file, fields, limits, report)
    if not candidates:
        report(CaptureError(name, "no pages in this folder"))


def list_files(folder: str | Path, text_field: str | None = None) -> Iterator[str]:
    """Paths of the files that `read_path` reads of a folder, at any depth, in its order."""
    return _walk(os.fspath(folder), Fields(text_field), True, lambda error: None)


def read_pattern(pattern: str, fields: Fields, limits: Limits, recursive: bool, report: Report) -> Iterator[Capture]:
    """Captures in the files and folders that a glob pattern matches, in the order of names; ``**`` is any depth."""
    try:
        matches = sorted(glob.glob(pattern, recursive=True))
    except (ValueError, OSError) as error:
        report(CaptureError(pattern, str(error)))
        return
    if not matches:
        report(CaptureError(pattern, "no file matches this pattern"))
    for match in matches:
        yield from read_path(match, fields, limits, recursive, report)


def read_stream(
    stream: "BufferedReader[Any]", name: str, fields: Fields, limits: Limits, report: Report
) -> Iterator[Capture]:
    """Captures in an open file: the pages of a WARC file, the texts of JSON lines, or one page; packed or not."""
    head = inflated_head(stream.peek(_HEAD)[:_HEAD])
    if is_warc(head):
        yield from read_warc(stream, name, limits, report)
        return
    if _holds_json_lines(name, head, fields):
        yield from read_json_lines(inflated(stream), name, fields, limits, report)
        return
    try:
        data = read_all(stream, limits.bytes, name)
        if data.startswith(_GZIP):
            data = gunzip(data, limits.bytes, name)
        elif data.startswith(_ZSTANDARD):
            data = decode_content(data, "zstd", limits.bytes, name)
        yield unpack(data, name) if _is_mhtml(data) else page(data, name)
    except TearsheetError as error:
        report(error)


def _holds_json_lines(name: str, head: bytes, fields: Fields) -> bool:
    """Whether the name says so; where the caller names a text field, an object on the first line will do."""
    if is_json_lines(name):
        return True
    line, end, _ = head.removeprefix(_BOM).lstrip().partition(b"\n")
    return fields.text is not None and line.startswith(b"{") and (not end or line.rstrip().endswith(b"}"))


def _read_file(path: str, fields: Fields, limits: Limits, report: Report) -> Iterator[Capture]:
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            warc = path.lower().endswith(_ARCHIVES)
            if warc and stat.S_ISREG(status.st_mode):
                if status.st_size:
                    yield from read_warc(stream, path, limits, report)
                else:
                    report(CaptureError(path, "the WARC file is empty"))
                return
            if status.st_size > limits.bytes:
                head = inflated_head(stream.peek(_HEAD)[:_HEAD])
                if not (is_warc(head) or _holds_json_lines(path, head, fields)):
                    report(too_large(path, limits.bytes, status.st_size))
                    return
            yield from read_stream(stream, path, fields, limits, report)
    except FileNotFoundError:
        report(CaptureError(path, "no such file or folder"))
    except (OSError, ValueError) as error:
        report(CaptureError(path, getattr(error, "strerror", None) or str(error)))


def _walk(folder: str, fields: Fields, recursive: bool, report: Report) -> Iterator[str]:
    """Files of a folder that hold pages, in the order of names, a folder's files where its name stands."""
    pages = _PAGES if fields.text is None else (*_PAGES, *_JSON)
    pending = [folder]
    while pending:
        path = pending.pop()
        if path != folder and not os.path.isdir(path):
            yield path
            continue
        try:
            with os.scandir(path) as entries:
                inside = sorted(
                    entry.path
                    for entry in entries
                    if not entry.name.startswith(".")
                    and ((recursive and entry.is_dir(follow_symlinks=False)) or _is_candidate(entry, pages))
                )
        except OSError as error:
            report(CaptureError(path, error.strerror or str(error)))
            continue
        pending.extend(reversed(inside))


def _is_candidate(entry: os.DirEntry[str], pages: tuple[str, ...]) -> bool:
    try:
        if not entry.is_file():
            return False
    except OSError:
        return False
    stem, suffix = os.path.splitext(entry.name.lower())
    if suffix in _PACKED:
        return os.path.splitext(stem)[1] in pages
    if suffix in pages:
        return True
    return (suffix in _SCRIPTS or "?" in entry.name) and _holds_html(entry.path)


def _holds_html(path: str) -> bool:
    try:
        with open(path, "rb") as stream:
            return sniff(Capture(inflated_head(stream.read(_HEAD)))) == "html"
    except MediaError:
        return False
    except OSError:
        # Reading it will say what is wrong with it.
        return True


def _is_mhtml(data: bytes) -> bool:
    head = data[:4096].lstrip().lower()
    return b"multipart/related" in head and head.startswith((b"from:", b"mime-version:", b"content-type:", b"subject:"))
