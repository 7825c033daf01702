"""The images that a page declares as its own.

Open Graph (https://ogp.me/), schema.org (https://schema.org/image) and the meta names of publishing systems.
"""

from tearsheet.article.metadata.canonical import absolute
from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.jsonld import sayings

__all__ = ["declared_images"]


def declared_images(declared: Declared) -> tuple[tuple[str, ...], list[Clue]]:
    """Absolute addresses of the images that the page names as its own, the likeliest first, each once."""
    clues = [
        *declared.meta("og:image", "og:image:url", "og:image:secure_url"),
        *_images(declared),
        *declared.meta("twitter:image", "twitter:image:src", "parsely-image-url", "sailthru.image.full"),
        *(Clue(m.value, m.value, "link image_src", m.place) for m in declared.links.get("image_src", ())),
    ]
    base = declared.page.markup.base or declared.url
    found = dict.fromkeys(address for clue in clues[:60] if (address := absolute(base, clue.text)))
    return tuple(found)[:20], clues


def _images(declared: Declared) -> list[Clue]:
    if declared.main is None:
        return []
    return [
        Clue(saying.text, saying.raw, f"json-ld {key}", saying.place)
        for key in ("image", "thumbnailUrl")
        for saying in sayings(declared.main, key, inner=("contentUrl", "url", "@id"), graph=declared.graph)
    ]
