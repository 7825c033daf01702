"""Which texts may say the same but for case and for what stands between their letters: a quick look at all of them."""

from tearsheet.native import lineloops

__all__ = ["repeated"]


def repeated(texts: list[str]) -> list[int] | None:
    """Indices of the texts whose letters those of another are, without case; ``None`` where nothing is compiled.

    Texts without letters are there without need, and such as differ in their digits or far behind their beginning.

    Args:
        texts: any number of them.
    """
    if lineloops is None:
        return None
    same: list[int] = lineloops.same_letters(texts)
    return same
