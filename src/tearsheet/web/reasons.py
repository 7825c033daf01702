"""Why a request is not answered, in French: the sentences that people see who look at pages.

Programs get the English ones, whatever language they ask for.
"""

import re
from functools import cache

__all__ = ["french_reason"]

_LONGEST = 1_000

_REASONS = {
    # Requests.
    "a form has one file, or content, or an address": "un formulaire a un fichier, ou un contenu, ou une adresse",
    "a page has one of content, base64 and address, which is text": (
        "une page a l’un de ces champs, content, base64 ou address, qui est du texte"
    ),
    "a page is a JSON object": "une page est un objet JSON",
    "a token is needed": "il faut un jeton",
    "article {before} and article {after} are captures of different addresses": (
        "l’article {before} et l’article {after} sont des captures d’adresses différentes"
    ),
    "base64 is no base64": "base64 n’est pas du base64",
    "captured is an instant such as {example}": "captured est un instant, par exemple {example}",
    "more than the limit of {most} bytes": "plus que la limite de {most} octets",
    "no field is called {name}": "aucun champ ne s’appelle {name}",
    "nothing can be added here": "rien ne peut être ajouté ici",
    "the body is no JSON in UTF-8": "le corps de la requête n’est pas du JSON en UTF-8",
    "the body is no form": "le corps de la requête n’est pas un formulaire",
    "the body is no form of the kind that its header says": (
        "le corps de la requête n’est pas un formulaire du type annoncé"
    ),
    "the request did not come in in time": "la requête n’est pas arrivée à temps",
    "the server does not answer to this name": "le serveur ne répond pas à ce nom",
    "there is no page in the body": "le corps de la requête ne contient pas de page",
    "this comes from a page of another site": "ceci vient d’une page d’un autre site",
    "this is no token of this server": "ce jeton n’est pas de ce serveur",
    "this needs the right to add": "il faut pour cela le droit d’ajouter",
    "this server has no archive": "ce serveur n’a pas d’archive",
    "{name} is a day such as {example}": "{name} est un jour, par exemple {example}",
    "{name} is a number": "{name} est un nombre",
    "{name} is a number from {least} to {most}": "{name} est un nombre de {least} à {most}",
    "{name} is an object": "{name} est un objet",
    "{name} is longer than {most} characters": "{name} a plus de {most} caractères",
    "{name} is missing": "{name} manque",
    "{name} is one of {known}": "{name} est l’un de ceux-ci : {known}",
    "{name} is text": "{name} est du texte",
    "{name} is true or false": "{name} est true ou false",
    # The server.
    "another program writes to the archive; try again": "un autre programme écrit dans l’archive ; réessayez",
    "no worker was free in time; try again": "aucun processus n’a été libre à temps ; réessayez",
    "somebody has the whole archive gone through; try again later": (
        "quelqu’un fait parcourir toute l’archive ; réessayez plus tard"
    ),
    "something went wrong": "quelque chose n’a pas marché",
    "something went wrong; the server's own messages tell what": (
        "quelque chose n’a pas marché ; les messages du serveur disent quoi"
    ),
    "the archive cannot be read or written; the server's own messages tell why": (
        "l’archive ne peut être ni lue ni écrite ; les messages du serveur disent pourquoi"
    ),
    "the archive took too long to answer; ask for less": (
        "l’archive a mis trop de temps à répondre ; demandez-lui moins"
    ),
    "too many pages at once; try again": "trop de pages à la fois ; réessayez",
    "too many readers at once; try again": "trop de lecteurs à la fois ; réessayez",
    "this page is no longer here: pages that are tried are kept for a while only": (
        "cette page n’est plus là : les pages essayées ne sont gardées qu’un moment"
    ),
    # What an archive has.
    "a page has at least one item, not {limit}": "une page a au moins un élément, et non {limit}",
    "article {number} has no address, and so no other editions": (
        "l’article {number} n’a pas d’adresse, et donc pas d’autres captures"
    ),
    "no article {number} in this archive": "pas d’article {number} dans cette archive",
    "no capture of {address} in this archive": "pas de capture de {address} dans cette archive",
    "no outlet {number} in this archive": "pas de média {number} dans cette archive",
    "no person {number} in this archive": "pas de personne {number} dans cette archive",
    "no statement {number} in this archive": "pas de propos {number} dans cette archive",
    "there is no page {page}": "il n’y a pas de page {page}",
    # Pages that are tried.
    "it leads to an address that is not public": "elle mène à une adresse qui n’est pas publique",
    "it takes more memory than a page may take": "elle prend plus de mémoire qu’une page ne peut en prendre",
    "its name is not known": "son nom est inconnu",
    "no answer within {seconds} seconds, so its worker process was stopped": (
        "pas de réponse en {seconds} secondes : son processus a été arrêté"
    ),
    "not done within {seconds} seconds": "pas fini en {seconds} secondes",
    "only http and https addresses can be fetched": "seules les adresses http et https peuvent être appelées",
    "the server answers {status}": "le serveur répond {status}",
    "there is neither a page nor an address": "il n’y a ni page ni adresse",
    "{size} bytes are more than the limit of {most}": "{size} octets, plus que la limite de {most}",
}


def french_reason(reason: str) -> str | None:
    """A sentence in French, with what stands in it; ``None`` where it is not known."""
    known = _REASONS.get(reason)
    if known is not None or len(reason) > _LONGEST:
        return known
    for shape, french in _shapes():
        found = shape.fullmatch(reason)
        if found is not None:
            return french.format(**found.groupdict())
    return None


@cache
def _shapes() -> list[tuple[re.Pattern[str], str]]:
    """What sentences with something in them look like; those with most words of their own first."""
    shaped = sorted((english for english in _REASONS if "{" in english), key=_own, reverse=True)
    return [
        (re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(english)), re.DOTALL), _REASONS[english])
        for english in shaped
    ]


def _own(sentence: str) -> int:
    return len(re.sub(r"{\w+}", "", sentence))
