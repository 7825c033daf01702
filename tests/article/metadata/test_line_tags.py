import pytest

from tearsheet import extract

BODY = (
    "The council voted on Monday to close the old bridge for two years while its piers are replaced.",
    "Traffic will be led over the northern bridge, which was widened last spring for that purpose.",
    "Shop owners on the west bank said they feared for their trade, and asked for lower rents until then.",
)


@pytest.mark.parametrize(
    ("lines", "tags"),
    [
        (("Tags: bridges, council, traffic",), ("bridges", "council", "traffic")),
        (("Tags:", "Bridges", "City council", "Traffic"), ("Bridges", "City council", "Traffic")),
        ((), ()),
    ],
)
def test_tags_of_flat_text(lines: tuple[str, ...], tags: tuple[str, ...]) -> None:
    text = "\n".join(("Old bridge closes for two years", *BODY, *lines, "Share this article", "© 2024 The Bridge Post"))
    article = extract(text)
    assert article.tags == tags
    for evidence in article.evidence("tags"):
        assert evidence.place is not None
        assert text[evidence.place.start : evidence.place.end] in lines


def test_spaces_part_tags_where_they_part_no_words() -> None:
    text = """老桥关闭两年
市议会周一投票决定，把老桥关闭两年，更换桥墩。交通改走去年春天加宽的北桥。
西岸的店主说，他们担心生意，要求在此之前降低租金。市长答应下周与他们见面。
关键词：老桥 市议会 交通
分享"""
    assert extract(text).tags == ("老桥", "市议会", "交通")
