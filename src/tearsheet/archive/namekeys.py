"""Names as other languages spell them: letters of other alphabets made Latin, and of the Latin ones what stays alike.

Path: Зеленский, Zelensky, Zelenskyy and Selenskyj have one key. Different names may have one as well, so several must
agree before two articles are held to name the same.
"""

import re

from tearsheet.remembered import remembered

__all__ = ["name_key"]

_FEWEST = 3  # letters of a key; shorter ones say too little

_CYRILLIC = (
    "а a б b в v г g ґ g д d е e ё e є e ж sh з s и i і i ї i й i к k л l м m н n о o п p р r с s т t у u ў u ф f х h"
    " ц ts ч sh ш sh щ sh ъ _ ы i ь _ э e ю u я a ђ d ј i љ l њ n ћ sh џ sh ѓ g ќ k ѕ s"
)
_GREEK = "α a β v γ g δ d ε e ζ s η i θ th ι i κ k λ l μ m ν n ξ ks ο o π p ρ r σ s ς s τ t υ i φ f χ h ψ ps ω o"
_LATIN = {
    ord(letter): sound if sound != "_" else ""
    for letter, sound in zip(*(iter(f"{_CYRILLIC} {_GREEK}".split()),) * 2, strict=True)
}
_SOUNDS = (
    (re.compile("dsch|tsch|sch|tch|cz|sz|zh|ch|sh|tz|ts|dž|dj"), "s"),
    (re.compile("ph|pf"), "f"),
    (re.compile("[ck]h|gh|ck|qu|[cq]"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("[zj]"), "s"),
    (re.compile("(?<=.)[aeiouyhj]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""What becomes of letters, one rule after the other; of vowels the first alone stays."""


@remembered(20_000)
def name_key(name: str) -> str:
    """What a folded word that names something is compared by across languages; numbers stay as they are."""
    if not name[0].isalpha():
        return name
    key = name.translate(_LATIN)
    if not key.isascii() or not key:
        return name
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return key if len(key) >= _FEWEST else name
