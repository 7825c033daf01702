"""Instants as tables keep them: text that sorts by time."""

from datetime import UTC, datetime

from tearsheet.formats.flow import instant

__all__ = ["in_utc"]


def in_utc(moment: datetime | None, raw: str | None = None) -> str | None:
    """ISO 8601 in UTC with a ``Z``; without one where no zone is known, and a date alone where there is no time.

    Args:
        moment: the instant.
        raw: as it stands in the capture, which tells whether a day without a time is meant.
    """
    if moment is None or moment.tzinfo is None:
        return instant(moment, raw)
    try:
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    except OverflowError:  # the first and the last day that there are, in another zone
        return moment.isoformat()
