import pytest

from tearsheet.roles.credits import names_somebody, split_credit, without_label


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The bridge at dawn. Photo: Marek Dahl", "The bridge at dawn.", "Marek Dahl"),
        ("The bridge at dawn (Photo: Marek Dahl/Port Agency).", "The bridge at dawn", "Marek Dahl/Port Agency"),
        ("Die Brücke am Morgen. Foto: dpa", "Die Brücke am Morgen.", "dpa"),
        ("Le pont à l'aube. © Marek Dahl", "Le pont à l'aube.", "Marek Dahl"),
        ("Мост на рассвете. Фото: Марк Дальний", "Мост на рассвете.", "Марк Дальний"),
        ("清晨的铁桥。图片来源：马瑞", "清晨的铁桥。", "马瑞"),
        ("夜明けの橋 写真＝山田太郎".replace("＝", "="), "夜明けの橋", "山田太郎"),
        ("The mayor on the bridge (AP Photo/Ann Example)", "The mayor on the bridge", "AP Photo/Ann Example"),
        ("Most o świcie. (PAP)", "Most o świcie.", "PAP"),
        ("The band plays. Ann Example/Getty Images", "The band plays.", "Ann Example/Getty Images"),
        ("© 2024 Ann Example", None, "2024 Ann Example"),
        ("Foto: Ann Example", None, "Ann Example"),
        ("The bridge at dawn", "The bridge at dawn", None),
        ("The photo shows the bridge in 1921", "The photo shows the bridge in 1921", None),
        ("A bridge (left) and a ferry (right)", "A bridge (left) and a ferry (right)", None),
        ("The bridge in fog. (Courtesy of Ann Example)", "The bridge in fog.", "Ann Example"),
        ("Harbour master Ida Roe. Uncredited/AP/dpa", "Harbour master Ida Roe.", "Uncredited/AP/dpa"),
        ("The quay. (AP Photo/Ann Example) more >", "The quay.", "AP Photo/Ann Example"),
        ("— Picture by Ann Example", None, "Ann Example"),
        ("Photo © Ann Example", None, "Ann Example"),
        ("(Foto: Ann Example/dpa) Die Brücke steht still.", "Die Brücke steht still.", "Ann Example/dpa"),
        ("Isithombe: Nomsa Example", None, "Nomsa Example"),
        ("새 다리가 열리고 있다. 연합뉴스", "새 다리가 열리고 있다.", "연합뉴스"),
        ("גשר חדש בנמל. צילום: דנה לוי", "גשר חדש בנמל.", "דנה לוי"),
        ("افتتاح الجسر. تصوير: أحمد علي", "افتتاح الجسر.", "أحمد علي"),
        ("पुल का दृश्य। फोटो: राम सिंह", "पुल का दृश्य।", "राम सिंह"),
        ("開通した橋＝東京都で（山田太郎撮影）", "開通した橋＝東京都で", "山田太郎"),
        ("The fire of 3. January 2026.", "The fire of 3. January 2026.", None),
        ("The minister speaks in the capital. (Jerusalem)", "The minister speaks in the capital. (Jerusalem)", None),
        ('A page of the "Harbour Post". Ann Example/dpa', 'A page of the "Harbour Post".', "Ann Example/dpa"),
        ("부두의 아침. 김철수 기자", "부두의 아침.", "김철수"),
        ("", None, None),
        ("  ", None, None),
    ],
)
def test_split_credit(text: str, caption: str | None, credit: str | None) -> None:
    assert split_credit(text) == (caption, credit)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry does not look for a quarrel, said its spokesperson Lt. Col. Vera Holm",
        "The chancellor in conversation with Mr. Brandt",
        "Children jump into the Pool of the Archive on Monday",
        "The two ministers met in Geneva. They agreed on nothing",
        "Schnee auf dem Markt / Foto folgt",
        "16.05.2024, 11:26 Uhr • Lesezeit: 5 Minuten",
        "The new bridge (file photo)",
    ],
)
def test_captions_without_a_credit_stay_whole(text: str) -> None:
    assert split_credit(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        (
            "Snow lies on the market since Friday. Dele Okonjo/Reuters",
            "Snow lies on the market since Friday.",
            "Dele Okonjo/Reuters",
        ),
        ("Schnee auf dem Markt.Jana von Berg", "Schnee auf dem Markt.", "Jana von Berg"),
        ("市场上的积雪。新华社", "市场上的积雪。", "新华社"),
        ("塗り替えが終わった灯台＝水野千歳", "塗り替えが終わった灯台", "水野千歳"),
    ],
)
def test_credits_behind_a_sentence(text: str, caption: str, credit: str) -> None:
    assert split_credit(text) == (caption, credit)


@pytest.mark.parametrize(
    "text", ["Photo: " * 50_000, "(" * 100_000, "© " * 100_000, "a/" * 100_000 + "AP", "x " * 200_000]
)
def test_split_credit_is_quick(text: str) -> None:
    caption, credit = split_credit(text)
    assert caption is not None or credit is not None


@pytest.mark.parametrize(
    ("credit", "bare"),
    [
        ("Photo: Ann Example", "Ann Example"),
        ("(Image: Ann Example via Port Agency)", "Ann Example via Port Agency"),
        ("© Ann Example", "Ann Example"),
        ("Ann Example", "Ann Example"),
        ("Foto:", "Foto:"),
    ],
)
def test_label_is_not_part_of_a_credit(credit: str, bare: str) -> None:
    assert without_label(credit) == bare or (bare == "Foto:" and without_label(credit) in ("Foto", ""))


@pytest.mark.parametrize("text", ["Ann Example", "Ann Example/dpa", "연합뉴스", "Handout", "Jana von Berg"])
def test_names(text: str) -> None:
    assert names_somebody(text)


@pytest.mark.parametrize("text", ["A ferry leaves the quay", "", "Snow fell. Nobody came", "12 May"])
def test_sentences_are_no_names(text: str) -> None:
    assert not names_somebody(text)
