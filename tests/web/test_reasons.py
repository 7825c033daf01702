"""Why something is not shown is said in the reader's language."""

import ast
import json
from importlib.resources import files
from urllib.parse import quote

import pytest

pytest.importorskip("starlette")

from tearsheet.web.reasons import french_reason
from tests.web.made import Served


def said(call: ast.Call) -> str | None:
    """The sentence of a problem, with a word in place of what is filled in."""
    if not isinstance(call.func, ast.Name) or call.func.id != "Problem" or len(call.args) < 2:
        return None
    detail = call.args[1]
    if isinstance(detail, ast.Constant):
        return str(detail.value)
    if isinstance(detail, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "true" for part in detail.values)
    return None


def test_every_problem_is_in_french() -> None:
    sources = [path for path in files("tearsheet.web").iterdir() if path.name.endswith(".py")]
    trees = [ast.parse(path.read_text("utf-8")) for path in sources]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    sentences = {sentence for call in calls if (sentence := said(call)) is not None}
    assert len(sentences) > 30
    # What stands between braces may be all that is told apart.
    assert [one for one in sorted(sentences) if french_reason(one) is None and one != "true is true"] == []


@pytest.mark.parametrize(
    ("address", "english", "french"),
    [
        ("/articles/99", "no article 99 in this archive", "pas d’article 99 dans cette archive"),
        ("/search?limit=x", "limit is a number", "limit est un nombre"),
        ("/search?limit=0", "limit is a number from 1 to 200", "limit est un nombre de 1 à 200"),
        ("/diff?before=1&after=3", "different addresses", "captures d’adresses différentes"),
        (f"/editions?address={quote('<b>{0}')}", "no capture of &lt;b&gt;{0}", "pas de capture de &lt;b&gt;{0} dans"),
    ],
    ids=["article", "number", "bounds", "diff", "braces"],
)
def test_people_read_it_in_their_language(served: Served, address: str, english: str, french: str) -> None:
    # On a page it is a sentence of its own.
    for text, language in ((english, "en"), (french, "fr")):
        assert text[1:] in served.ask(address, accept="text/html", accept_language=language).data.decode()
    problem = json.loads(served.ask(address, accept_language="fr").data)
    assert english.partition("&")[0] in problem["detail"]


def test_what_is_not_known_stays_as_it_is() -> None:
    assert french_reason("something else happened") is None
    assert french_reason("no article " + "9" * 2_000 + " in this archive") is None
