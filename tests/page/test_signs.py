import pytest

from tearsheet.page.signs import Sign, sign_of


@pytest.mark.parametrize(
    ("tag", "attributes", "sign"),
    [
        ("span", {"class": "username"}, Sign("author")),
        ("a", {"class": "post__userName link"}, Sign("author")),
        ("a", {"class": "user"}, Sign("author")),
        ("div", {"class": "posted-by"}, Sign("author")),
        ("article", {"class": "message", "data-author": " Margit "}, Sign("author", "Margit", "data-author")),
        ("abbr", {"class": "timeago", "title": "2024-03-02T09:12"}, Sign("date", "2024-03-02T09:12", "title")),
        ("time", {"datetime": "2024-03-02"}, Sign("date", "2024-03-02", "datetime")),
        ("span", {"class": "post-date", "title": "no number"}, Sign("date")),
        ("relative-time", {"datetime": "2024-03-02"}, Sign("date", "2024-03-02", "datetime")),
        ("div", {"class": "author-avatar"}, None),
        ("div", {"class": "reading-time"}, None),
        ("div", {"class": "timeline"}, None),
        ("div", {"class": None}, None),
        ("div", {}, None),
        ("p", {"class": "x" * 5_000}, None),
    ],
)
def test_what_names_and_attributes_say(tag: str, attributes: dict[str, str | None], sign: Sign | None) -> None:
    assert sign_of(tag, attributes) == sign
