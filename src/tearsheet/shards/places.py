"""Where shards lie: local paths, and any address that fsspec knows (https://filesystem-spec.readthedocs.io)."""

import glob
import io
import os
import re
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from tearsheet.errors import CaptureError

__all__ = ["Folder", "Input", "find_inputs", "open_input"]

_SHARD = re.compile(r"\.(?:warc|(?:warc\.)?wet|jsonl|ndjson)(?:\.(?:gz|zst))?\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+(?:://|::)", re.IGNORECASE)
_MAGIC = re.compile(r"[*?\[]")
_BUFFER = 1 << 20
_STALE = 86_400.0
"""Seconds after which what a writer on another machine has left of a file counts as left behind."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file of many captures.

    Attributes:
        address: its path, or its address.
        name: its own name, the last step of that.
        stem: what its output is called, without a suffix; a ``/`` leads into a folder.
        size: in bytes; ``None`` where nobody tells.
    """

    address: str
    name: str
    stem: str
    size: int | None = None


def find_inputs(sources: list[str] | tuple[str, ...]) -> list[Input]:
    """The files that are named, and those of folders and patterns in the order of their names, each once.

    Of folders, at any depth, these are taken: ``.warc``, ``.wet``, ``.jsonl`` and ``.ndjson``, each also with ``.gz``
    or ``.zst``. What is named is taken whatever it is called. Files of one name get a number.

    Raises:
        CaptureError: there is no such file, or none in a folder.
        ModuleNotFoundError: an address needs fsspec, which is not installed.
        OSError: a folder cannot be read.
    """
    found: dict[str, Input] = {}
    given: set[str] = set()
    for source in sources:
        files = list(_files(source))
        if not files:
            raise CaptureError(source, "no WARC files and no JSON lines here")
        for address, stem, size in files:
            if address in found:
                continue
            number, name = 1, stem
            while name.casefold() in given:
                number += 1
                name = f"{stem}-{number}"
            given.add(name.casefold())
            found[address] = Input(address, PurePosixPath(address.replace(os.sep, "/")).name, name, size)
    return list(found.values())


def _files(source: str) -> Iterator[tuple[str, str, int | None]]:
    """Addresses, stems and sizes."""
    if not _ADDRESS.match(source):
        yield from _local_files(source)
        return
    system, path = _system(source)
    if _MAGIC.search(path):
        for name, about in sorted(system.glob(path, detail=True).items()):
            if about.get("type") == "file":
                yield system.unstrip_protocol(name), _stem(PurePosixPath(name).name), about.get("size")
    elif not system.exists(path):
        raise CaptureError(source, "no such file or folder")
    elif not system.isdir(path):
        yield source, _stem(PurePosixPath(path).name), system.size(path)
    else:
        for name, about in sorted(system.find(path, detail=True).items()):
            inside = PurePosixPath(name).relative_to(path)
            if _is_shard(inside):
                yield system.unstrip_protocol(name), str(inside.with_name(_stem(inside.name))), about.get("size")


def _local_files(source: str) -> Iterator[tuple[str, str, int | None]]:
    if os.path.isdir(source):
        for path in sorted(Path(source).rglob("*")):
            inside = PurePosixPath(path.relative_to(source).as_posix())
            if _is_shard(inside) and path.is_file():
                yield str(path), str(inside.with_name(_stem(inside.name))), path.stat().st_size
        return
    # A name that exists may look like a pattern.
    if _MAGIC.search(source) and not os.path.lexists(source):
        names = [name for name in sorted(glob.glob(source, recursive=True)) if os.path.isfile(name)]
    else:
        names = [source]
    for name in names:
        try:
            size = os.path.getsize(name)
        except FileNotFoundError:
            raise CaptureError(source, "no such file or folder") from None
        yield name, _stem(os.path.basename(name)), size


def _is_shard(path: PurePosixPath) -> bool:
    return _SHARD.search(path.name) is not None and not any(step.startswith(".") for step in path.parts)


def _stem(name: str) -> str:
    return _SHARD.sub("", name) or name


def _system(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it.

    Raises:
        ModuleNotFoundError: fsspec, or what it needs for this kind of address, is not installed.
    """
    try:
        import fsspec
    except ModuleNotFoundError:
        raise ModuleNotFoundError("addresses need fsspec: pip install 'tearsheet[parquet]'") from None
    try:
        found: tuple[Any, str] = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise ModuleNotFoundError(f"{address}: {error}") from None
    except ValueError as error:
        raise CaptureError(address, str(error)) from None
    return found


def _opened(system: Any, path: str, buffering: int = -1) -> Any:
    return open(path, "rb", buffering) if system is None else system.open(path, "rb")


class _Watched(io.RawIOBase):
    """A stream that remembers that it could not be read, which is another thing than damaged content."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        # Not every file of fsspec has it.
        self._fill: Callable[[Any], int | None] = getattr(stream, "readinto", self._copy)
        self._at = 0
        self.failure: OSError | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._stream.seekable())

    def readinto(self, buffer: Any) -> int:
        try:
            count = self._fill(buffer) or 0
        except OSError as error:
            self.failure = error
            raise
        self._at += count
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = int(self._stream.seek(offset, whence))
        return self._at

    def tell(self) -> int:
        # Who reads WARC asks pipes, too, which do not know it themselves.
        return self._at

    def _copy(self, buffer: Any) -> int:
        part = self._stream.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)


@contextmanager
def open_input(address: str) -> Iterator["io.BufferedReader[Any]"]:
    """A file to read, as it lies there.

    Raises:
        OSError: it cannot be opened; or, when all is read, it could not be read to its end.
    """
    system, path = _system(address) if _ADDRESS.match(address) else (None, address)
    # Read a megabyte at a time, it needs no buffer of its own.
    with _opened(system, path, buffering=0) as stream:
        watched = _Watched(stream)
        yield io.BufferedReader(watched, _BUFFER)
        if watched.failure is not None:
            raise watched.failure


class Folder:
    """The folder that gets the files. A file is there under its name only when it is whole.

    Args:
        address: its path, or its address; it is made.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._remote = _ADDRESS.match(address) is not None
        if self._remote:
            self._system, self._root = _system(address)
            self._staged = Path(tempfile.gettempdir()) / "tearsheet-shards"
            self._system.makedirs(self._root, exist_ok=True)
        else:
            self._staged = Path(address)
        self._staged.mkdir(parents=True, exist_ok=True)

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        return bool(self._system.exists(self._at(name))) if self._remote else Path(self._at(name)).exists()

    def files(self, suffix: str) -> list[str]:
        """Names of the files that end so, in their order, those in folders below with these."""
        if self._remote:
            names = (str(PurePosixPath(path).relative_to(self._root)) for path in self._system.find(self._root))
        else:
            names = (path.relative_to(self.address).as_posix() for path in Path(self.address).rglob(f"*{suffix}"))
        return sorted(name for name in names if name.endswith(suffix) and not PurePosixPath(name).name.startswith("."))

    def open(self, name: str) -> BinaryIO:
        """A file to read.

        Raises:
            OSError: it cannot be.
        """
        opened: BinaryIO = _opened(self._system if self._remote else None, self._at(name))
        return opened

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """A file to write: under a temporary name, and under its own when the block ends without an exception.

        Raises:
            OSError: it cannot be written.
        """
        part = self._staged / _part(name)
        part.parent.mkdir(parents=True, exist_ok=True)
        self._sweep(part.parent, PurePosixPath(name).name)
        try:
            with part.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            self._give(part, name)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise

    def _give(self, part: Path, name: str) -> None:
        """Give a whole file its name."""
        target = self._at(name)
        if not self._remote:
            os.replace(part, target)
            return
        # Few systems write a file at once; all but a few rename it so.
        above = str(PurePosixPath(target).parent)
        self._system.makedirs(above, exist_ok=True)
        moved = f"{above}/{part.name}"
        self._system.put_file(str(part), moved)
        self._system.mv(moved, target)
        part.unlink()

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}" if self._remote else os.path.join(self.address, *name.split("/"))

    def _sweep(self, folder: Path, name: str) -> None:
        """Drop what writers that are gone have left of a file."""
        for left in folder.glob(f".{_quoted(name)}.*.part"):
            host, _, process = left.name.removesuffix(".part").removeprefix(f".{name}.").rpartition(".")
            with suppress(OSError, ValueError):
                gone = not _runs(int(process)) if host == _host() else time.time() - left.stat().st_mtime > _STALE
                if gone:
                    left.unlink()


def _part(name: str) -> str:
    path = PurePosixPath(name)
    return str(path.with_name(f".{path.name}.{_host()}.{os.getpid()}.part"))


def _host() -> str:
    return re.sub(r"[^A-Za-z0-9-]", "-", socket.gethostname())[:40]


def _quoted(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def _runs(process: int) -> bool:
    """Whether a process of this machine is there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return process != os.getpid()
