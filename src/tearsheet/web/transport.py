"""What a client and a server say to each other: questions, lines of answers, errors."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3

from tearsheet import errors
from tearsheet._version import __version__
from tearsheet.errors import ArchiveError, TearsheetError
from tearsheet.web.nouns import from_plain

__all__ = ["STEP", "Transport"]

STEP = 1 << 20
"""Bytes of an answer that are read at a time."""


class Transport:
    """Connections to a server.

    Args:
        url: of the server.
        token: what the server wants to be shown.
        seconds: to wait for an answer.

    Attributes:
        url: of the server, without a slash at its end.

    Raises:
        ValueError: it is no http or https address.
    """

    def __init__(self, url: str, token: str | None, *, seconds: float) -> None:
        if urlsplit(url).scheme not in ("http", "https"):
            raise ValueError("a server has an http or https address")
        self.url = url.rstrip("/")
        self._headers = {"User-Agent": f"tearsheet/{__version__}", "Accept": "application/json"}
        if token is not None:
            self._headers["Authorization"] = f"Bearer {token}"
        # A question is asked once more where the server had closed an old connection; nothing is added twice.
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=10.0, read=seconds),
            retries=urllib3.Retry(connect=1, read=1, redirect=0, status=0, other=0, allowed_methods={"GET"}),
        )

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    def ask(self, name: str, kind: Any, **values: Any) -> Any:
        """What a method of the server's archive answers."""
        answer = self.request("GET", f"/api/{name}", values)
        try:
            return from_plain(kind, json.loads(answer.data))
        except ValueError as error:
            raise ArchiveError(self.url, f"the server is of another version: {error}") from error

    def lines(self, address: str, body: bytes, **values: Any) -> Iterator[Any]:
        """The lines of an answer, as they come."""
        answer = self.request("POST", address, values, body=body, whole=False)
        try:
            pending = b""
            for piece in answer.stream(STEP):
                *lines, pending = (pending + piece).split(b"\n")
                for line in lines:
                    told = json.loads(line)
                    if told.get("problem") is not None:
                        raise self.error(told["problem"], self.url)
                    if "progress" not in told:
                        yield told
        except urllib3.exceptions.HTTPError as error:
            raise ArchiveError(self.url, "the connection broke off") from error
        finally:
            answer.release_conn()

    def request(
        self, method: str, address: str, values: dict[str, Any], *, body: bytes | None = None, whole: bool = True
    ) -> urllib3.BaseHTTPResponse:
        """An answer that is one.

        Raises:
            Exception: what the Archive of the server raised.
            ArchiveError: there is no answer.
        """
        query = urlencode({name: _written(value) for name, value in values.items() if value is not None})
        headers = self._headers | ({"Content-Type": "application/x-ndjson"} if body is not None else {})
        try:
            answer = self._pool.request(
                method,
                f"{self.url}{address}{f'?{query}' if query else ''}",
                headers=headers,
                body=body,
                preload_content=whole,
            )
            if 200 <= answer.status < 300:
                return answer
            problem = _problem(answer)
        except urllib3.exceptions.HTTPError as error:
            raise ArchiveError(self.url, "the server does not answer") from error
        raise self.error(problem, self.url)

    def error(self, problem: dict[str, Any], source: str) -> Exception:
        """The error that a problem was made of."""
        kind, detail = problem.get("kind"), str(problem.get("detail", "no reason is given"))
        if kind == "LookupError":
            return LookupError(detail)
        if kind == "ValueError" or problem.get("status") == 400:
            return ValueError(detail)
        if kind in errors.__all__:
            made: TearsheetError = getattr(errors, kind)(source, detail)
            return made
        return ArchiveError(source, f"the server answers {problem.get('status')}: {detail}")


def _problem(answer: urllib3.BaseHTTPResponse) -> dict[str, Any]:
    try:
        problem = json.loads(answer.data)
    except ValueError:
        problem = None
    return problem if isinstance(problem, dict) else {"status": answer.status, "detail": answer.reason or "no reason"}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)
