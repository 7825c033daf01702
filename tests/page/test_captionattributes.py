import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.page.captionattributes import caption_attributes


@pytest.mark.parametrize(
    ("attributes", "found"),
    [
        (
            {"data-caption": "The ferry", "data-credit": "Ann Example"},
            {"caption": "The ferry", "credit": "Ann Example"},
        ),
        ({"data-image-caption": "&lt;p&gt;The ferry&lt;/p&gt;\n"}, {"caption": "The ferry"}),
        ({"data-img-caption": '"The ferry"'}, {"caption": "The ferry"}),
        ({"data-modal-image-credit": "Ann / Agency", "src": "/a.jpg"}, {"credit": "Ann / Agency"}),
        (
            {"data-creditline": "Ann / Agency", "data-captiontext": "The ferry"},
            {"caption": "The ferry", "credit": "Ann / Agency"},
        ),
        ({"caption": "The ferry", "data-caption": "Another"}, {"caption": "The ferry"}),
        ({"data-caption": '""', "data-copyright": "false", "credit-position": "top"}, {}),
        ({"data-hide-credits": "true", "data-credit": "top"}, {}),
        ({"data-caption": None, "data-captions-url": "/captions.vtt"}, {}),
    ],
)
def test_what_attributes_say(attributes: dict[str, str | None], found: dict[str, str]) -> None:
    assert {kind: text for kind, (_, text) in caption_attributes(attributes).items()} == found


@given(st.dictionaries(st.text(max_size=20), st.none() | st.text(max_size=50), max_size=5))
def test_never_fails(attributes: dict[str, str | None]) -> None:
    for kind, (name, text) in caption_attributes(attributes).items():
        assert kind in ("caption", "credit")
        assert name in attributes
        assert text
