"""Ids in the path of an address: so many digits as a number of SQLite can have, and no more."""

from starlette.convertors import Convertor, register_url_convertor

from tearsheet.web.parameters import MOST_ID

__all__ = ["register_ids"]


class _Ids(Convertor[int]):
    regex = "[0-9]{1,19}"

    def convert(self, value: str) -> int:
        return min(int(value), MOST_ID)

    def to_string(self, value: int) -> str:
        return str(value)


def register_ids() -> None:
    """Let routes name an id as ``{name:id}``."""
    register_url_convertor("id", _Ids())
