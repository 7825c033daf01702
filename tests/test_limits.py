import pytest

from tearsheet.errors import LimitError
from tearsheet.limits import Deadline, Limits


@pytest.mark.parametrize("name", ["bytes", "nodes", "depth", "seconds"])
@pytest.mark.parametrize("value", [0, -1, float("nan")])
def test_a_limit_is_greater_than_nought(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"limit '{name}' must be greater than 0"):
        Limits(**{name: value})  # type: ignore[arg-type]


def test_defaults_are_those_of_the_documentation() -> None:
    limits = Limits()
    assert (limits.bytes, limits.seconds) == (20_000_000, 10.0)


def test_deadline_names_input_and_limit() -> None:
    deadline = Deadline(Limits(seconds=1e-9), "page.html")
    with pytest.raises(LimitError) as caught:
        deadline.check()
    assert caught.value.source == "page.html"
    assert str(caught.value) == "page.html: not done within 1e-09 seconds"


def test_deadline_not_reached_is_silent() -> None:
    Deadline(Limits(seconds=3600), "page.html").check()
    Deadline(Limits(seconds=float("inf")), "page.html").check()
