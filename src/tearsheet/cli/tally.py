"""What cleaning kept and cut, by role: of one document in a worker, of all of them in the run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tearsheet.cleaning import Amount, Cleaned

__all__ = ["Dropped", "Tally", "amounts"]

_TOLD = 6
"""Roles that the line for a person names; a report has them all."""


class Dropped(StrEnum):
    """Why a document was not written."""

    NOTHING_LEFT = "nothing left"
    CONFIDENCE = "confidence"


@dataclass(slots=True)
class Tally:
    """Documents, and how much of their text was kept, cut and dropped.

    Attributes:
        documents: that were cleaned, with those that were dropped.
        kept: by role, what was written.
        cut: by role, what was left out.
        dropped: by reason, the documents that were not written, and the characters that they would have kept.
    """

    documents: int = 0
    kept: "dict[str, Amount]" = field(default_factory=dict)
    cut: "dict[str, Amount]" = field(default_factory=dict)
    dropped: dict[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, cleaned: "Cleaned", dropped: Dropped | None) -> "Tally":
        """The tally of one document."""
        kept = {role.value: amount for role, amount in cleaned.count_kept().items()}
        cut = {role.value: amount for role, amount in cleaned.count_cut().items()}
        if dropped is None:
            return cls(1, kept, cut)
        return cls(1, {}, cut, {dropped.value: (1, _characters(kept))})

    def add(self, other: "Tally") -> None:
        """Count another in."""
        self.documents += other.documents
        for mine, theirs in ((self.kept, other.kept), (self.cut, other.cut)):
            for role, amount in theirs.items():
                mine[role] = mine[role] + amount if role in mine else amount
        for reason, (documents, characters) in other.dropped.items():
            before = self.dropped.get(reason, (0, 0))
            self.dropped[reason] = (before[0] + documents, before[1] + characters)

    def record(self, *, failed: int, skipped: int, whole: bool) -> dict[str, Any]:
        """As plain values.

        Args:
            failed: documents that could not be read.
            skipped: documents or files that were done before.
            whole: whether everything was done.
        """
        kept, cut, lost = self._sums()
        dropped = {reason: self.dropped.get(reason, (0, 0)) for reason in Dropped}
        return {
            "whole": whole,
            "documents": {
                "read": self.documents + failed,
                "written": self.documents - sum(documents for documents, _ in dropped.values()),
                "dropped": {reason.value: documents for reason, (documents, _) in dropped.items()},
                "failed": failed,
                "skipped": skipped,
            },
            "characters": {"read": kept + cut + lost, "kept": kept, "cut": cut, "dropped": lost},
            "kept": amounts(self.kept),
            "cut": amounts(self.cut),
        }

    def line(self) -> str:
        """For a person, in one line."""
        kept, cut, lost = self._sums()
        whole = kept + cut + lost
        if not whole:
            return "no text was read"
        ranked = sorted(self.cut.items(), key=lambda item: (-item[1].characters, item[0]))
        named = [f"{role} {_share(amount.characters, whole)}" for role, amount in ranked[:_TOLD]]
        if len(ranked) > _TOLD:
            named.append(f"others {_share(_characters(dict(ranked[_TOLD:])), whole)}")
        told = [f"kept {_share(kept, whole)} of {whole:,} characters"]
        if named:
            told.append(f"cut {', '.join(named)}")
        told += (f"dropped {documents:,} {_WHY[reason]}" for reason, (documents, _) in sorted(self.dropped.items()))
        return "; ".join(told)

    def _sums(self) -> tuple[int, int, int]:
        """Characters kept, cut, and dropped with their documents."""
        return _characters(self.kept), _characters(self.cut), sum(lost for _, lost in self.dropped.values())


_WHY = {
    Dropped.NOTHING_LEFT.value: "with nothing left",
    Dropped.CONFIDENCE.value: "below the least confidence",
}


def amounts(counts: "Mapping[str, Amount]") -> dict[str, dict[str, int]]:
    """Amounts as plain values, in the order of their names."""
    return {role: {"blocks": amount.blocks, "characters": amount.characters} for role, amount in sorted(counts.items())}


def _characters(counts: "Mapping[str, Amount]") -> int:
    return sum(amount.characters for amount in counts.values())


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"
