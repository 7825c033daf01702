"""Common first names, by whether men or women bear them; those of both are left out."""

from functools import cache
from importlib.resources import files

__all__ = ["gender_of"]


def gender_of(name: str) -> str:
    """``"m"``, ``"f"``, or ``""`` where the name is not known.

    Args:
        name: a first name, small letters; of one with a hyphen the first half tells.
    """
    known = _known()
    return known.get(name) or known.get(name.split("-")[0], "")


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for gender in ("m", "f"):
        text = files("tearsheet.statements.words").joinpath(f"firstnames_{gender}.txt").read_text("utf-8")
        found |= dict.fromkeys(text.split(), gender)
    return found
