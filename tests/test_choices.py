import pytest

from tearsheet.choices import Comments, Favour, choose


def test_a_choice_is_known_by_its_name_and_by_itself() -> None:
    assert choose(Favour, "recall", "favour") is Favour.RECALL
    assert choose(Comments, Comments.DROP, "comments") is Comments.DROP


@pytest.mark.parametrize("value", ["Recall", "", 3, None])
def test_another_value_is_told_with_the_right_ones(value: str) -> None:
    with pytest.raises(ValueError, match=r"favour must be 'precision', 'balance' or 'recall', not "):
        choose(Favour, value, "favour")
