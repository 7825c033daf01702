"""What a caller can choose about an extraction; a wrong value is told together with the right ones."""

from enum import StrEnum
from typing import TypeVar

__all__ = ["Comments", "Engine", "Favour", "choose"]


class Favour(StrEnum):
    """What to prefer where it is not sure whether a Block belongs to the article."""

    PRECISION = "precision"
    BALANCE = "balance"
    RECALL = "recall"


class Comments(StrEnum):
    """What becomes of readers' comments and of the replies in a thread."""

    AUTO = "auto"
    KEEP = "keep"
    DROP = "drop"


class Engine(StrEnum):
    """What reads who said what."""

    DEFAULT = "default"
    ACCURATE = "accurate"


Choice = TypeVar("Choice", bound=StrEnum)


def choose(choices: type[Choice], value: str, name: str) -> Choice:
    """The choice that a value stands for.

    Args:
        choices: what there is.
        value: what was given.
        name: of the argument, for the error.

    Raises:
        ValueError: there is no such choice; the message lists those that there are.
    """
    try:
        return choices(value)
    except ValueError:
        names = [repr(choice.value) for choice in choices]
        raise ValueError(f"{name} must be {', '.join(names[:-1])} or {names[-1]}, not {value!r}") from None
