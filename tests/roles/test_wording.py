import pytest

from tearsheet.page.role import Role
from tearsheet.roles.wording import furniture_wording, is_byline, is_credit, is_dateline


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("We use cookies to make this site work.", Role.CONSENT),
        ("Мы используем файлы cookie.", Role.CONSENT),
        ("{{ article.title }}", Role.TEMPLATE),
        ("${headline}", Role.TEMPLATE),
        ("loader", Role.LOADER),
        ("Chargement…", Role.LOADER),
        ("Kommentare (12)", Role.COMMENTS),
        ("Комментарии", Role.COMMENTS),
        ("Pour participer aux discussions, identifiez-vous", Role.COMMENTS),
        ("Sign up for our newsletter", Role.NEWSLETTER),
        ("Подпишитесь на рассылку", Role.NEWSLETTER),
        ("S'abonner", Role.CALL_TO_ACTION),
        ("Jetzt anmelden", Role.CALL_TO_ACTION),
        ("订阅", Role.CALL_TO_ACTION),
        ("Advertisement", Role.ADVERTISEMENT),
        ("Werbung", Role.ADVERTISEMENT),
        ("Share on Facebook", Role.SHARE),
        ("Partager", Role.SHARE),
        ("© 2024 The Harbour Post", Role.LEGAL),
        ("Tous droits réservés", Role.LEGAL),
        ("版权所有", Role.LEGAL),
        ("Most read", Role.FEED),
        ("Fil d'actu", Role.FEED),
        ("Read also: the ferry", Role.RELATED),
        ("Читайте также", Role.RELATED),
        ("The bridge is open.", None),
        ("Мост открыт.", None),
        ("", None),
    ],
)
def test_furniture_wording(text: str, role: Role | None) -> None:
    assert furniture_wording(text) is role


@pytest.mark.parametrize(
    "text",
    [
        "“I was surprised by how many people subscribe to the idea,” the mayor said, “and by what they would read more "
        "of, if they had the time for it, than about the weather.” " * 3,
        "The bakers’ newsletter, which has appeared every month since the flood, did not mention the bridge at all. "
        * 4,
    ],
)
def test_prose_is_no_furniture(text: str) -> None:
    assert furniture_wording(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Photo: Marek Dahl",
        "© Marek Dahl",
        "(Foto: dpa)",
        "Фото: ТАСС",
        "写真：山田太郎",
        "AFP / Ann Bol",
        "Crédit : A. Bol",
    ],
)
def test_credits(text: str) -> None:
    assert is_credit(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Photography is an art.",
        "The photo shows him. It is old.",
        "Reuters reported on it. Others did too.",
        "Foto",
    ],
)
def test_no_credits(text: str) -> None:
    assert not is_credit(text)


@pytest.mark.parametrize(
    "text",
    ["By Ana Okafor", "Von Jörg Wendland", "Автор: Анна Озерова", "Par Luc Fontaine", "记者：林小舟", "文/林舟"],
)
def test_bylines(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize("text", ["Bygone days of the ferry", "Vonnöten ist Geduld", "The bridge by night", "Парк"])
def test_no_bylines(text: str) -> None:
    assert not is_byline(text)


@pytest.mark.parametrize(
    "text", ["6 May 2024, 08:30", "06.05.2024", "Updated 11:20", "2024年5月6日 08:30", "6 мая 2024, 08:30", "08h30"]
)
def test_datelines(text: str) -> None:
    assert is_dateline(text)


@pytest.mark.parametrize("text", ["In 2015 they found cracks. In 2024 they closed them.", "The bridge", ""])
def test_no_datelines(text: str) -> None:
    assert not is_dateline(text)


@pytest.mark.timeout(5)
@pytest.mark.parametrize("text", ["{{" * 50, "by " * 50, "(" * 150, "©" * 390, "." * 600, "a " * 100_000])
def test_wording_is_quick(text: str) -> None:
    furniture_wording(text)
    is_credit(text)
    is_byline(text)
    is_dateline(text)


@pytest.mark.parametrize(
    "text",
    [
        "Cookie settings",
        "Reject all",
        "12 comments",
        "Comentar",
        "3 reacties",
        "Log in to reply",
        "Join the conversation",
        "Your inbox",
        "Log in",
        "Register",
        "Weiterlesen",
        "Mehr lesen",
        "Jetzt gratis testen",
        "Lire la suite",
        "Leia mais",
        "Tweet",
        "Teilen",
        "All rights reserved",
        "Copyright 2024",
        "Impressum",
        "Terms of use",
        "The ferry returns",
        "Accepted",
        "To the conversations of others",
    ],
)
def test_other_letters_in_a_text_change_nothing(text: str) -> None:
    assert furniture_wording(text) is furniture_wording(f"{text} «»")
