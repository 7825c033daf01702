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
    genders = _genders()
    return genders.get(name) or genders.get(name.partition("-")[0], "")


@cache
def _genders() -> dict[str, str]:
    """First names that tell a gender, with it."""
    he, she = listed("firstnames_m"), listed("firstnames_f")
    return dict.fromkeys(he - she, "m") | dict.fromkeys(she - he, "f")
