import pytest

from tearsheet.roles.controls import is_control, without_control


@pytest.mark.parametrize(
    "text",
    [
        "View 6 Images",
        "1 / 5",
        "2",
        "01:48 min",
        "Bild vergrößern",
        "Open this photo in gallery:",
        "이미지 확대보기",
        "Video",
        "Enlarge",
        "点击查看",
        "",
    ],
)
def test_controls(text: str) -> None:
    assert is_control(text)


@pytest.mark.parametrize(
    "text", ["The new bridge", "View of the harbour", "2024: the bridge opens", "Open day at the quay"]
)
def test_captions_are_no_controls(text: str) -> None:
    assert not is_control(text)


def test_a_button_behind_a_caption() -> None:
    assert without_control("The quay at dawn. Visa mer") == "The quay at dawn."
    assert without_control("The quay has more") == "The quay has more"


@pytest.mark.parametrize("text", [" " * 100_000, "more >" * 20_000, "(" * 100_000])
def test_without_control_is_quick(text: str) -> None:
    assert len(without_control(text)) <= len(text)
