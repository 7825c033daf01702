import pytest

from tearsheet.article.creators import name_credit


@pytest.mark.parametrize(
    ("credit", "creators", "agency"),
    [
        ("Ann Example/Getty Images", ("Ann Example",), "Getty Images"),
        ("AP Photo/Ann Example", ("Ann Example",), "AP"),
        ("dpa", (), "dpa"),
        ("Ann Example", ("Ann Example",), None),
        ("Ann Example und Ben Muster (Hafenblatt)", ("Ann Example", "Ben Muster"), "Hafenblatt"),
        ("Cara Example/Port Agency via Getty Images", ("Cara Example",), "Port Agency/Getty Images"),
        ("EFE/ J.J. Ejemplo", ("J.J. Ejemplo",), "EFE"),
        ("Uncredited/AP/dpa", (), "AP/dpa"),
        ("Handout", (), None),
        ("2024 Ann Example", ("Ann Example",), None),
        ("Марк Дальний / Вестник", ("Марк Дальний",), "Вестник"),
        ("연합뉴스", (), "연합뉴스"),
        ("김철수 기자", ("김철수",), None),
        ("山田太郎撮影", ("山田太郎",), None),
        ("أحمد علي", ("أحمد علي",), None),
        ("דנה לוי", ("דנה לוי",), None),
        ("राम सिंह", ("राम सिंह",), None),
        ("", (), None),
    ],
)
def test_names_of_a_credit(credit: str, creators: tuple[str, ...], agency: str | None) -> None:
    assert name_credit(credit) == (creators, agency)


@pytest.mark.parametrize("credit", ["/" * 100_000, "a, " * 100_000, "(" * 100_000, " and " * 50_000])
def test_any_credit_is_taken_apart_quickly(credit: str) -> None:
    creators, _ = name_credit(credit)
    assert len(creators) <= 12
