import hashlib
import pickle
from datetime import UTC, datetime, timedelta

import pytest

from tearsheet import Capture
from tearsheet.capture import captured_instant


def test_label_is_the_best_name_there_is() -> None:
    assert Capture(b"").label == "capture"
    assert Capture(b"", url="https://a.example/").label == "https://a.example/"
    assert Capture(b"", url="https://a.example/", name="a.html").label == "a.html"


def test_digest_of_bytes_and_of_the_same_text() -> None:
    text = "Мост\n"
    expected = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    assert Capture(text.encode()).digest == Capture(text).digest == expected


def test_digest_of_lone_surrogates() -> None:
    assert Capture("\ud800").digest != Capture("\ud801").digest


@pytest.mark.parametrize("content", [None, 1, ["a"], bytearray(b"x")])
def test_content_is_bytes_or_text(content: object) -> None:
    with pytest.raises(TypeError, match="bytes or str"):
        Capture(content)  # type: ignore[arg-type]


def test_a_capture_is_never_altered_and_travels() -> None:
    capture = Capture(b"<p>x", url="https://a.example/", captured=datetime(2024, 5, 6, tzinfo=UTC), media="text/html")
    with pytest.raises(AttributeError):
        capture.url = "other"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(capture)) == capture
    assert "content" not in repr(capture)


def test_an_instant_without_a_zone_is_in_utc() -> None:
    assert captured_instant(" 2024-05-14T07:30:00 ") == datetime(2024, 5, 14, 7, 30, tzinfo=UTC)
    assert captured_instant("2024-05-14T07:30:00+02:00").utcoffset() == timedelta(hours=2)
    with pytest.raises(ValueError, match="yesterday"):
        captured_instant("yesterday")
