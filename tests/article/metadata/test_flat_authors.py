"""Authors of flat captures, where a visible line is all that names them."""

import pytest

from tearsheet import extract

BODY = (
    "The council voted on Monday to close the old bridge for two years while its piers are replaced.",
    "Traffic will be led over the northern bridge, which was widened last spring for that purpose.",
    "Shop owners on the west bank said they feared for their trade, and asked for lower rents until then.",
)


@pytest.mark.parametrize(
    "line",
    [
        "Ann Miller 3 May 2024 - 14:41",
        "Ann Miller / HARBOURPOST.COM / May 3, 2024, 17:07 IST",
        "3 May 2024 • Ann Miller • 3 minutes",
    ],
)
def test_a_name_beside_the_date_below_the_title(line: str) -> None:
    article = extract("\n".join(("Old bridge closes for two years", line, *BODY)))
    assert [author.name for author in article.authors] == ["Ann Miller"]
