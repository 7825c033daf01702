"""A worker process made ready for pages: everything that they need loaded, and its memory arranged for many of them."""

import gc

__all__ = ["load", "settle"]

_TEXT = "All weights are loaded before the first page is read, so that no page has to wait longer than another does. "
_PAGES = (f"<article><h1>Loading</h1><p>{_TEXT * 3}</p></article>", _TEXT * 3)
"""Long enough for every model to be asked, that of languages too."""

_THRESHOLDS = (20_000, 5, 5)
"""When garbage is looked for, as `gc.set_threshold` has it; a page makes more objects than is usual."""


def load() -> None:
    """Load everything that a page needs, in a process that does nothing but extract.

    What is loaded stays to the end, so the garbage collector need not look through it again and again.
    """
    # Who starts such processes imports this, and need not wait for the rest.
    from tearsheet.extraction import extract

    for page in _PAGES:
        _ = extract(page).authors  # what is worked out late is loaded late
    settle()


def settle() -> None:
    """Take what is there now for what stays to the end, in a process that works on one page after another."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
