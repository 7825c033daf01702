"""Views as pages of HTML."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

__all__ = ["render"]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("tearsheet.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, view: dict[str, Any], language: str) -> str:
    """A view as a page.

    Args:
        template: its name without ``.html``.
        view: what it shows; ``session`` tells what the reader may do.
        language: of the page's own words.
    """
    found = _environment().select_template([f"{template}.html", "plain.html"])
    return found.render(view=view, template=template, language=language)
