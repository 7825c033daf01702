"""Parameters of an address: what each page and method takes, read strictly, and described for OpenAPI."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tearsheet.web.problems import Problem

__all__ = ["MOST_ID", "Parameter", "read_parameters"]

MOST_ID = 2**63 - 1
"""Highest id that an archive can have."""

_LONGEST = 2_000
_YES = {"": True, "1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address.

    Attributes:
        name: as it stands in the address.
        about: what it is for.
        kind: what its value is: text, a number, a day, one of a closed list, or yes and no.
        default: its value where it is not given.
        least: lowest number.
        most: highest number.
        required: whether it must be given.
        argument: what the function that answers calls it; the name without this.
    """

    name: str
    about: str
    kind: type[str] | type[int] | type[bool] | type[date] = str
    default: Any = None
    least: int = 1
    most: int = MOST_ID
    required: bool = False
    argument: str | None = None

    @property
    def keyword(self) -> str:
        """What the function that answers calls it."""
        return self.argument or self.name

    def read(self, text: str) -> Any:
        """The value that a text stands for.

        Raises:
            Problem: it stands for none.
        """
        if len(text) > _LONGEST:
            raise Problem(400, f"{self.name} is longer than {_LONGEST:,} characters")
        if self.kind is str:
            return text
        value = text.strip().lower()
        if self.kind is int:
            if not (value.isascii() and value.isdigit() and len(value) < 20):
                raise Problem(400, f"{self.name} is a number")
            if not self.least <= int(value) <= self.most:
                raise Problem(400, f"{self.name} is a number from {self.least} to {self.most}")
            return int(value)
        if self.kind is bool:
            if value not in _YES:
                raise Problem(400, f"{self.name} is true or false")
            return _YES[value]
        if issubclass(self.kind, StrEnum):
            known = {one.value: one for one in self.kind}
            if value not in known:
                raise Problem(400, f"{self.name} is one of {', '.join(known)}")
            return known[value]
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Problem(400, f"{self.name} is a day such as 2024-05-31") from None

    def schema(self) -> dict[str, Any]:
        """The value as JSON Schema."""
        if self.kind is int:
            return {"type": "integer", "minimum": self.least, "maximum": self.most} | self._given()
        if self.kind is bool:
            return {"type": "boolean"} | self._given()
        if issubclass(self.kind, StrEnum):
            return {"type": "string", "enum": [one.value for one in self.kind]} | self._given()
        if self.kind is date:
            return {"type": "string", "format": "date"}
        return {"type": "string", "maxLength": _LONGEST} | self._given()

    def _given(self) -> dict[str, Any]:
        return {"default": self.default} if self.default is not None else {}


def read_parameters(parameters: Iterable[Parameter], given: Mapping[str, str]) -> dict[str, Any]:
    """Values by what the function that answers calls them; what is given and not known is passed over.

    Args:
        parameters: that are known.
        given: as they stand in the address; one that is empty counts as not given, as forms send all their fields.

    Raises:
        Problem: one has no sensible value, or is missing.
    """
    values: dict[str, Any] = {}
    for parameter in parameters:
        text = given.get(parameter.name)
        if text is None or (text == "" and parameter.kind is not bool):
            if parameter.required:
                raise Problem(400, f"{parameter.name} is missing")
            values[parameter.keyword] = parameter.default
        else:
            values[parameter.keyword] = parameter.read(text)
    return values
