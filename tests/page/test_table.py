import pytest

from tearsheet.page.table import bounded


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("2", 2), (" 3", 3), ("4px", 4), ("0", 1), ("-2", 1), ("", 1), (None, 1), ("x", 1), ("1001", 1000),
        ("9007199254740991", 1000), ("9" * 5000, 1000), ("٣", 1),
    ],
)  # fmt: skip
def test_bounded(written: str | None, number: int) -> None:
    assert bounded(written, 1000) == number
