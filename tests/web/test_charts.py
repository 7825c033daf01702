"""Charts: which bars there are and where they lead, which dots are joined."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.web.charts import days_of, month_chart, time_line
from tearsheet.web.wording import wording

ENGLISH = wording("en")


def span(since: str, until: str) -> str:
    return f"/search?since={since}&until={until}"


def test_a_bar_a_month_leads_to_its_days() -> None:
    chart = month_chart({"": 4, "2024-01": 1, "2024-03": 8}, ENGLISH, span)
    assert chart.count('class="value"') == 2
    assert 'href="/search?since=2024-03-01&amp;until=2024-03-31"' in chart
    assert "March 2024: 8 articles" in chart
    assert "style=" not in chart


def test_a_bar_a_year_where_there_are_many_months() -> None:
    chart = month_chart({"1999-01": 1, "1999-12": 2, "2024-03": 8}, ENGLISH, span)
    assert "1999: 3 articles" in chart
    assert "since=1999-01-01&amp;until=1999-12-31" in chart


@pytest.mark.parametrize("months", [{}, {"2024-01": 3}, {"": 2}, {"2024-13": 1, "soon": 2}])
def test_no_chart_of_less_than_two_bars(months: dict[str, int]) -> None:
    assert month_chart(months, ENGLISH, span) == ""


def test_days_of_months_and_years() -> None:
    assert days_of("2024-02") == ("2024-02-01", "2024-02-29")
    assert days_of("2023") == ("2023-01-01", "2023-12-31")


@given(st.dictionaries(st.text(max_size=8), st.integers(-5, 10**9), max_size=6))
def test_any_months(months: dict[str, int]) -> None:
    chart = month_chart(months, ENGLISH, span)
    assert not re.search(r'="[^"]*(?:nan|inf)', chart)


def article(number: int, published: str | None) -> dict[str, object]:
    return {"article": number, "title": f"<{number}>", "outlet": "Post", "published": published}


def test_copies_are_joined_to_their_origin() -> None:
    story = {
        "first": "2024-05-01",
        "last": "2024-05-03",
        "articles": [
            article(1, "2024-05-01"),
            article(2, "2024-05-02T08:00:00Z"),
            article(3, "2024-05-03"),
            article(4, None),
        ],
        "texts": [{"articles": [1, 2], "origin": 1}, {"articles": [3], "origin": 3}, {"articles": [4], "origin": 4}],
    }
    line = time_line(story, ENGLISH)
    assert line.count('class="join"') == 1
    assert line.count('class="origin"') == 2
    assert line.count('class="copy"') == 1
    assert "<1>" not in line
    assert time_line(story | {"articles": [article(1, None)], "texts": [{"articles": [1], "origin": 1}]}, ENGLISH) == ""
