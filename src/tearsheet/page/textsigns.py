"""What a flat capture holds anywhere, found in one look at it: most captures hold nothing of what a rule reads.

Each rule names its signs, of which one stands in every capture that concerns it.
"""

from tearsheet.native import lineloops

__all__ = ["BARS", "CODE", "DEFINITIONS", "MARKDOWN", "SITE_DIVIDERS", "TERMINAL", "holds", "signs_in"]

SITE_DIVIDERS = (" - ", " – ", " — ", " | ", " · ", " :: ")
"""What stands before the name of a site at the end of a line."""

_SIGNS: dict[str, tuple[str, ...]] = {
    "code": (
        "{",
        "=",
        "├",
        "()",
        "$ ",
        ">>> ",
        "</",
        "\nimport ",
        "\nsudo ",
        "\npip ",
        "\nnpm ",
        "\ngit ",
        "\nSELECT ",
        " --",
    ),
    "markdown": ("](", "**", "__", "<http", "<mailto:"),
    "definitions": ("]:",),
    "terminal": ("(BUTTON)", "____", "( )", "IFRAME: "),
    **{divider: (divider,) for divider in SITE_DIVIDERS},
}
_BIT = {name: 1 << number for number, name in enumerate(_SIGNS)}
CODE, MARKDOWN, DEFINITIONS = _BIT["code"], _BIT["markdown"], _BIT["definitions"]
TERMINAL, BARS = _BIT["terminal"], _BIT[" | "]
_ALL = None if lineloops is None else lineloops.Stems(list(map(list, _SIGNS.values())))
_LONGEST_KEPT = 1 << 18
_last: tuple[str, int] = ("", 0)
"""The last text, and what it holds: each rule asks about the same one."""


def signs_in(text: str) -> int:
    """The signs that a text holds, a bit for each kind of them."""
    global _last
    known, signs = _last
    if known is not text:
        signs = _look(text)
        if len(text) <= _LONGEST_KEPT:
            _last = (text, signs)
    return signs


def holds(text: str, sign: int | str) -> bool:
    """Whether a text holds signs of a kind, or one of `SITE_DIVIDERS`."""
    return signs_in(text) & (_BIT[sign] if isinstance(sign, str) else sign) != 0


def _look(text: str) -> int:
    if _ALL is not None:
        held: int = _ALL.read(text)
        return held
    return sum(
        [bit for bit, signs in zip(_BIT.values(), _SIGNS.values(), strict=True) if any(s in text for s in signs)]
    )
