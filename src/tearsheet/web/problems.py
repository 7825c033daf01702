"""What is answered when a request cannot be: a status and one sentence, which tells nothing of the machine.

As JSON it is a problem detail (https://www.rfc-editor.org/rfc/rfc9457).
"""

from collections.abc import Awaitable
from http import HTTPStatus
from typing import Any, TypeVar

from tearsheet.errors import ArchiveError, LimitError, TearsheetError

__all__ = ["Problem", "problem_of", "told"]

Answer = TypeVar("Answer")


class Problem(Exception):  # noqa: N818
    """A request that cannot be answered.

    Attributes:
        status: of HTTP.
        detail: why, one sentence without a full stop.
        headers: fields that go with the answer.
    """

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(status, detail)
        self.status = status
        self.detail = detail
        self.headers = headers or {}

    def to_dict(self) -> dict[str, Any]:
        """The problem as plain values."""
        return {"title": HTTPStatus(self.status).phrase, "status": self.status, "detail": self.detail}


def problem_of(error: Exception) -> Problem | None:
    """What is answered for an error; ``None`` for one that nobody expects."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, LookupError) and error.args:
        return Problem(404, str(error.args[0]))
    if isinstance(error, ArchiveError):
        return _archive_problem(error)
    if isinstance(error, LimitError) and "bytes" in error.reason:
        return Problem(413, error.reason)
    if isinstance(error, TearsheetError):
        return Problem(422, error.reason)
    if isinstance(error, ValueError):
        return Problem(400, str(error))
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
        return Problem(503, "the archive took too long to answer; ask for less", {"Retry-After": "5"})
    if "locked" in error.reason:
        return Problem(503, "another program writes to the archive; try again", {"Retry-After": "5"})
    return Problem(500, "the archive cannot be read or written; the server's own messages tell why")
