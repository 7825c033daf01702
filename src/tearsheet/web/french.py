"""The pages' words in French, by the English ones."""

__all__ = ["FRENCH", "FRENCH_NOUNS"]

FRENCH_NOUNS: dict[str, tuple[str, str]] = {}
"""Things that are counted: one, and more."""

FRENCH: dict[str, str] = {}
"""Texts; what stands in braces is filled in."""
