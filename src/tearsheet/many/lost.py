"""What stands where a result would, when a task's worker is gone."""

from dataclasses import dataclass

__all__ = ["Lost"]


@dataclass(frozen=True, slots=True)
class Lost:
    """The task's worker died or had to be stopped.

    Attributes:
        reason: one sentence without a full stop.
        late: whether it was stopped because it did not answer.
    """

    reason: str
    late: bool = False
