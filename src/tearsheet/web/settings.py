"""What a server is started with."""

from dataclasses import dataclass, field
from pathlib import Path

from tearsheet.limits import Limits

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server is started with.

    Attributes:
        archive: file to read; ``None`` serves single pages alone.
        token: what a reader must show; ``None`` lets everybody read.
        add_token: what somebody who adds must show; it lets them read as well. ``None`` lets nobody add where there is
            a ``token``, and everybody where there is none.
        read_only: whether nobody may add.
        hosts: names under which the server answers, lower case, without a port; ``None`` for any.
        jobs: worker processes that extract.
        threads: threads that read the archive, each with a connection of its own.
        private: whether addresses of private networks and of this machine are fetched.
        limits: what one page may cost.
        query_seconds: time for one question to the archive.
        remembered_bytes: memory for answers that are given again while the archive does not change.
        upload_seconds: time in which the body of a request must have come in.
        head_seconds: time in which its head must have come in.
        stalled_seconds: time that a client may take nothing of its answer.
        wait_seconds: time that a page may wait for a worker.
        waiting: pages that may wait for a worker; more are refused.
        tried_bytes: memory for pages that were tried and not kept.
        tried_seconds: how long these are there.
    """

    archive: Path | None = None
    token: str | None = field(default=None, repr=False)
    add_token: str | None = field(default=None, repr=False)
    read_only: bool = False
    hosts: frozenset[str] | None = None
    jobs: int = 2
    threads: int = 4
    private: bool = False
    limits: Limits = field(default_factory=Limits)
    query_seconds: float = 10.0
    remembered_bytes: int = 64_000_000
    upload_seconds: float = 60.0
    head_seconds: float = 10.0
    stalled_seconds: float = 60.0
    wait_seconds: float = 30.0
    waiting: int = 1_000
    tried_bytes: int = 64_000_000
    tried_seconds: float = 1_800.0
