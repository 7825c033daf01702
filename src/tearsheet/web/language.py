"""The language of the pages: what the reader chose, or else what the browser prefers.

Quality values: https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4
"""

from starlette.requests import Request

from tearsheet.web.wording import LANGUAGES

__all__ = ["language_of"]

_MOST = 20


def language_of(request: Request) -> str:
    """Parameter ``lang``, cookie ``lang``, the browser's preference, or else the first of `LANGUAGES`."""
    for chosen in (request.query_params.get("lang"), request.cookies.get("lang")):
        if chosen in LANGUAGES:
            return chosen
    best, worth = LANGUAGES[0], 0.0
    for part in request.headers.get("accept-language", "").split(",")[:_MOST]:
        tag, _, quality = part.strip().partition(";")
        name = tag.strip().lower().partition("-")[0]
        try:
            value = float(quality.strip().removeprefix("q=")) if quality else 1.0
        except ValueError:
            continue
        if name in LANGUAGES and value > worth:
            best, worth = name, value
    return best
