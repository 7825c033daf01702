"""Kinds of statements: in whose words they stand, and what they tell of the speaker."""

from enum import StrEnum

__all__ = ["Attitude", "Form"]


class Form(StrEnum):
    """In whose words a statement stands."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Attitude(StrEnum):
    """What a statement tells of its speaker."""

    SPEECH = "speech"
    THOUGHT = "thought"
    PLAN = "plan"
