"""Lists of words that tell of people: first names and nouns by gender, nouns of bodies and documents."""

from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["gender_of", "listed"]


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list, small letters.

    Args:
        name: ``"women"`` or ``"men"``, nouns such as "spokeswoman"; ``"bodies"``, such as "ministry" and "report";
            ``"firstnames_f"`` or ``"firstnames_m"``.
    """
    return frozenset(files("tearsheet.statements.words").joinpath(f"{name}.txt").read_text("utf-8").split())


@lru_cache(maxsize=20_000)
def gender_of(name: str) -> str:
    """``"m"``, ``"f"``, or ``""`` where a first name is not known, or borne by both.

    Args:
        name: small letters; of one with a hyphen the first half tells.
    """
    for part in dict.fromkeys((name, name.split("-")[0])):
        he, she = part in listed("firstnames_m"), part in listed("firstnames_f")
        if he != she:
            return "m" if he else "f"
    return ""
