"""What an archive answers as plain values, the same on the command line and on the web."""

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

__all__ = ["to_plain"]


def to_plain(value: object) -> Any:
    """An answer of an `Archive` as dictionaries, lists, strings, numbers, booleans and ``None``.

    Args:
        value: one of its nouns, such as a `Listing` of them; its fields keep their names.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(key): to_plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(one) for one in value]
    return value
