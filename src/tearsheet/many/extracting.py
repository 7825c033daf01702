"""Extraction of many captures: each gives an outcome, whatever becomes of it."""

import os
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, Literal, TypeVar, cast, overload

from tearsheet.article.article import Article
from tearsheet.capture import Capture
from tearsheet.choices import Comments, Favour, choose
from tearsheet.errors import LimitError, TearsheetError, WorkerError
from tearsheet.limits import Limits
from tearsheet.many.lost import Lost
from tearsheet.many.parcels import pack, unpack
from tearsheet.many.pool import run

__all__ = ["Outcome", "extract_many"]

Value = TypeVar("Value")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Value]):
    """What became of one of many captures: a value or an error.

    Attributes:
        number: its place among the captures given, counted from 0.
        capture: what was given; ``None`` where that was neither a capture nor bytes nor text.
        value: the article, or what was made of it; ``None`` where there is an error.
        error: why there is none: what `extract` raised, or `WorkerError` where the worker died of it.
    """

    number: int
    capture: Capture | None
    value: Value | None = None
    error: Exception | None = None

    def get(self) -> Value:
        """The value.

        Raises:
            Exception: the error, where there is one.
        """
        if self.error is not None:
            raise self.error
        return cast(Value, self.value)


@dataclass(frozen=True, slots=True)
class _Extraction:
    """What a worker does with a capture."""

    favour: Favour
    comments: Comments
    limits: Limits
    then: Callable[[Article], Any] | None

    def __call__(self, capture: Capture) -> Any:
        """The article without the capture, which need not travel back; or what is made of it; or what was raised."""
        # Who starts the processes that do this need not load it, and they wait for that one.
        from tearsheet.extraction import extract

        try:
            article = extract(capture, favour=self.favour, comments=self.comments, limits=self.limits)
            return replace(article, capture=None) if self.then is None else self.then(article)
        except TearsheetError as error:
            return _Raised(error)
        except Exception as error:
            return _Raised(_sendable(error))


def _sendable(error: Exception) -> Exception:
    """An exception that can travel: not every one can be made again from what it is pickled as."""
    try:
        unpack(pack(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


@dataclass(frozen=True, slots=True)
class _Raised:
    """An exception on its way to where it belongs."""

    error: Exception


@overload
def extract_many(
    captures: Iterable[bytes | str | Capture],
    *,
    jobs: int | None = None,
    ordered: bool = True,
    then: None = None,
    media: str | None = None,
    favour: Favour | Literal["precision", "balance", "recall"] = "balance",
    comments: Comments | Literal["auto", "keep", "drop"] = "auto",
    limits: Limits | None = None,
) -> Generator[Outcome[Article]]: ...


@overload
def extract_many(
    captures: Iterable[bytes | str | Capture],
    *,
    jobs: int | None = None,
    ordered: bool = True,
    then: Callable[[Article], Made],
    media: str | None = None,
    favour: Favour | Literal["precision", "balance", "recall"] = "balance",
    comments: Comments | Literal["auto", "keep", "drop"] = "auto",
    limits: Limits | None = None,
) -> Generator[Outcome[Made]]: ...


def extract_many(
    captures: Iterable[bytes | str | Capture],
    *,
    jobs: int | None = None,
    ordered: bool = True,
    then: Callable[[Article], Any] | None = None,
    media: str | None = None,
    favour: Favour | Literal["precision", "balance", "recall"] = "balance",
    comments: Comments | Literal["auto", "keep", "drop"] = "auto",
    limits: Limits | None = None,
) -> Generator[Outcome[Any]]:
    """Extract many captures on several cores, each as `extract` does.

    Workers are processes, started as they are needed; threads where the interpreter has no global lock. Captures are
    taken from the iterable as they are needed: at most four a worker are in memory at a time. A capture that gives no
    article costs itself alone, even where a worker dies of it; another worker takes that one's place. Closing the
    generator, or an interrupt, stops the workers.

    As always with processes, a script guards what it does with ``if __name__ == "__main__":``.

    Args:
        captures: what to extract.
        jobs: how many workers; the cores that this process may use, when it is ``None``. 1 works in this process.
        ordered: whether outcomes come in the order of the captures; otherwise as they are ready.
        then: what to make of each article, in the worker. A record takes time to travel from process to process, a
            text or a row of a table takes none: ``then=write_json``. For processes it is a function of a module.
        media: as in `extract`, of all of them.
        favour: as in `extract`.
        comments: as in `extract`.
        limits: what one capture may cost. A worker that does not keep to the seconds is stopped.

    Yields:
        An outcome for each capture.

    Raises:
        ValueError: ``jobs`` is less than 1, or there is no such choice as ``favour`` or ``comments``.
        OSError: worker processes cannot be started.

    Example:
        >>> pages = ["<h1>Bridge reopens</h1><p>The bridge over the Aar reopened on Monday.</p>", b"%PDF-1.7"]
        >>> for outcome in extract_many(pages, jobs=1):
        ...     print(outcome.number, outcome.error or outcome.value.title)
        0 Bridge reopens
        1 capture: not a page but a PDF document
    """
    if jobs is not None and jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    work = _Extraction(
        choose(Favour, favour, "favour"), choose(Comments, comments, "comments"), limits or Limits(), then
    )
    return _outcomes(captures, work, jobs or _cores(), ordered, media)


def _outcomes(
    captures: Iterable[bytes | str | Capture], work: _Extraction, jobs: int, ordered: bool, media: str | None
) -> Generator[Outcome[Any]]:
    def tasks() -> Generator[tuple[tuple[int, Capture | None], Capture | None]]:
        for number, source in enumerate(captures):
            capture = _capture(source, media)
            # The record that it stood in can be large, and an article travels without its capture.
            bare = capture is None or capture.fields is None or work.then is not None
            yield (number, capture), capture if bare or capture is None else replace(capture, fields=None)

    results = run(work, tasks(), jobs=jobs, seconds=work.limits.seconds, ordered=ordered)
    try:
        for (number, capture), result in results:
            yield _outcome(number, capture, result, whole=work.then is None)
    finally:
        results.close()


def _capture(source: object, media: str | None) -> Capture | None:
    """What was given as a Capture; ``None`` for what can be none."""
    if isinstance(source, (bytes, str)):
        return Capture(source, media=media)
    if not isinstance(source, Capture):
        return None
    return source if media is None else replace(source, media=media)


def _outcome(number: int, capture: Capture | None, result: Any, *, whole: bool) -> Outcome[Any]:
    if capture is None:
        return Outcome(number, None, error=TypeError("a capture is bytes, str or a Capture"))
    if isinstance(result, _Raised):
        return Outcome(number, capture, error=result.error)
    if isinstance(result, Lost):
        error = LimitError if result.late else WorkerError
        return Outcome(number, capture, error=error(capture.label, result.reason))
    return Outcome(number, capture, replace(result, capture=capture) if whole else result)


def _cores() -> int:
    """Cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
