"""Plain values back to the nouns of an archive that `tearsheet.archive.plain.to_plain` made them of."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = ["from_plain"]

Read = Callable[[Any], Any]


def from_plain(kind: Any, value: Any) -> Any:
    """A noun of its plain values.

    Args:
        kind: its class or another type, such as ``Listing[Story]`` or ``list[Edition]``.
        value: what `to_plain` made of it, with days and instants as ISO 8601.

    Raises:
        ValueError: it is none of that kind.
    """
    try:
        return _reader(kind)(value)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no {getattr(kind, '__name__', kind)}: {type(error).__name__} {error}") from error


@cache
def _reader(kind: Any) -> Read:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        inner = _reader(next(arg for arg in args if arg is not NoneType))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            one = _reader(args[0])
            return lambda value: tuple([one(each) for each in value])
        each_of = [_reader(arg) for arg in args]
        return lambda value: tuple([read(each) for read, each in zip(each_of, value, strict=True)])
    if origin is list:
        item = _reader(args[0])
        return lambda value: [item(each) for each in value]
    if origin is dict:
        held = _reader(args[1])
        return lambda value: {key: held(each) for key, each in value.items()}
    if is_dataclass(origin or kind):
        return _noun(origin or kind, dict(zip(getattr(origin, "__parameters__", ()), args, strict=True)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind in (date, datetime):
        return kind.fromisoformat  # type: ignore[no-any-return]
    return lambda value: value


def _noun(kind: Any, bound: dict[TypeVar, Any]) -> Read:
    """What makes a dataclass, of which some type variables may be bound."""
    hints = get_type_hints(kind)
    readers = {field.name: _reader(_bind(hints[field.name], bound)) for field in fields(kind)}

    def read(value: dict[str, Any]) -> Any:
        return kind(**{name: one(value[name]) for name, one in readers.items() if name in value})

    return read


def _bind(hint: Any, bound: dict[TypeVar, Any]) -> Any:
    if isinstance(hint, TypeVar):
        return bound[hint]
    free = getattr(hint, "__parameters__", ())
    return hint[tuple(bound[one] for one in free)] if free else hint
