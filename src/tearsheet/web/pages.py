"""Views as pages of HTML."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from tearsheet._version import __version__
from tearsheet.article.verdict import verdict_of
from tearsheet.formats.inline import safe_address
from tearsheet.page.role import PageType
from tearsheet.web.charts import month_chart, time_line
from tearsheet.web.comparing import compared_rows
from tearsheet.web.reading import place_of, record_pieces, snippet_markup, standfirst_markup, where_said
from tearsheet.web.wording import LANGUAGES, Wording, wording

__all__ = ["address", "render", "twin"]

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ku nqo ps sd syr ug ur yi".split())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tearsheet.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # The templates are part of the package: nobody looks whether they have changed.
        auto_reload=False,
    )
    environment.globals |= {
        "address": address,
        "compared_rows": compared_rows,
        "direction": direction,
        "languages": LANGUAGES,
        "month_address": month_address,
        "month_chart": month_chart,
        "page_types": page_types,
        "partial": partial,
        "place_of": place_of,
        "record_pieces": record_pieces,
        "safe_address": partial(safe_address, schemes=("http", "https")),
        "snippet": snippet_markup,
        "standfirst": standfirst_markup,
        "time_line": time_line,
        "twin": twin,
        "verdict": verdict_of,
        "version": __version__,
        "where_said": where_said,
    }
    return environment


def render(template: str, view: Mapping[str, Any], language: str) -> str:
    """A view as a page.

    Args:
        template: its name without ``.html``.
        view: what it shows; ``session`` tells what the reader may do.
        language: of the page's own words.
    """
    found = _environment().get_template(f"{template}.html")
    return found.render(view=view, session=view["session"], name=template, language=language, _=wording(language))


def address(session: Mapping[str, Any], *drop: str, **changes: object) -> str:
    """The address of the page that is shown, with other parameters.

    Args:
        session: tells where the reader is.
        drop: parameters to leave out.
        changes: parameters with their values; ``None`` leaves one out.
    """
    given = dict(parse_qsl(session["query"], max_num_fields=100))
    for name in (*drop, *changes):
        given.pop(name, None)
    given |= {name: str(value) for name, value in changes.items() if value is not None}
    return f"{session['path']}?{urlencode(given)}" if given else str(session["path"])


def month_address(session: Mapping[str, Any], since: str, until: str) -> str:
    """The address of the same search, from one day to another."""
    return address(session, "after", since=since, until=until)


def page_types(words: Wording) -> list[tuple[str, str]]:
    """The kinds of pages, with their names."""
    return [(kind.value, words(kind.value)) for kind in PageType]


def twin(session: Mapping[str, Any]) -> str:
    """The address of the same as JSON."""
    path = "/index" if session["path"] == "/" else session["path"]
    return f"{path}.json?{session['query']}" if session["query"] else f"{path}.json"


def direction(language: str | None) -> str:
    """How a text of a language runs: ``"rtl"``, ``"ltr"``, or ``"auto"`` where it is not known."""
    if not language:
        return "auto"
    return "rtl" if language.lower().partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
