"""What is answered when a request cannot be: a status and one sentence, which tells nothing of the machine.

As JSON it is a problem detail (https://www.rfc-editor.org/rfc/rfc9457).
"""

from collections.abc import Awaitable
from http import HTTPStatus
from typing import Any, TypeVar

from tearsheet.archive.loading import MissingError
from tearsheet.errors import ArchiveError, LimitError, TearsheetError

__all__ = ["Problem", "problem_of", "told"]

Answer = TypeVar("Answer")


class Problem(Exception):  # noqa: N818
    """A request that cannot be answered.

    Attributes:
        status: of HTTP.
        detail: why, one sentence without a full stop.
        headers: fields that go with the answer.
        kind: what the library would have raised, where it is one of its errors.
    """

    def __init__(
        self, status: int, detail: str, headers: dict[str, str] | None = None, kind: str | None = None
    ) -> None:
        super().__init__(status, detail, headers, kind)
        self.status = status
        self.detail = detail
        self.headers = headers or {}
        self.kind = kind

    def to_dict(self) -> dict[str, Any]:
        """The problem as plain values."""
        told = {"title": HTTPStatus(self.status).phrase, "status": self.status, "detail": self.detail}
        return told | {"kind": self.kind} if self.kind is not None else told


def problem_of(error: Exception) -> Problem | None:
    """What is answered for an error; ``None`` for one that nobody expects."""
    if isinstance(error, Problem):
        return error
    # Those of these kinds and no others: a missing key is a fault of ours.
    if type(error) in (LookupError, MissingError):
        return Problem(404, str(error.args[0]), kind="LookupError")
    if isinstance(error, ArchiveError):
        return _archive_problem(error)
    if isinstance(error, TearsheetError):
        too_large = isinstance(error, LimitError) and "bytes" in error.reason
        return Problem(413 if too_large else 422, error.reason, kind=type(error).__name__)
    if type(error) is ValueError:
        return Problem(400, str(error), kind="ValueError")
    return None


async def told(work: Awaitable[Answer]) -> Answer:
    """What comes of it; errors that can be told of are problems."""
    try:
        return await work
    except Exception as error:
        problem = problem_of(error)
        if problem is None or problem is error:
            raise
        raise problem from error


def _archive_problem(error: ArchiveError) -> Problem:
    if "interrupted" in error.reason:
        return Problem(503, "the archive took too long to answer; ask for less", {"Retry-After": "5"}, "ArchiveError")
    if "locked" in error.reason:
        return Problem(503, "another program writes to the archive; try again", {"Retry-After": "5"}, "ArchiveError")
    return Problem(
        500, "the archive cannot be read or written; the server's own messages tell why", None, "ArchiveError"
    )
