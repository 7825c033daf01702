import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.article.article import Access
from tearsheet.article.metadata import Metadata, find_metadata
from tearsheet.article.metadata.paywords import says_free, says_paid, wall_of
from tearsheet.page.block import Page
from tearsheet.page.role import Role

Read = Callable[..., Metadata]
TITLE = "<h1>Ferry returns</h1>"
TEXT = "<p>The ferry across the lake carries passengers again, the company said on a windy morning.</p>" * 3


def data(**properties: object) -> str:
    thing = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry returns", **properties}
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


@pytest.fixture
def access_of(page_of: Callable[..., Page]) -> Callable[[str], Access | None]:
    def read(html: str) -> Access | None:
        page = page_of(html)
        roles = [
            Role.TITLE if b.level == 1 else Role.PARAGRAPH if "windy morning" in b.text else Role.CALL_TO_ACTION
            for b in page.blocks
        ]
        return find_metadata(page, [replace(b, role=r) for b, r in zip(page.blocks, roles, strict=True)]).access

    return read


def test_nothing_tells(metadata_of: Read) -> None:
    found = metadata_of(TITLE + TEXT)
    assert found.access is None
    assert "access" not in found.evidences


@pytest.mark.parametrize(
    ("value", "access"),
    [
        (True, Access.FREE),
        ("True", Access.FREE),
        ("http://schema.org/False", Access.RESTRICTED),
        (False, Access.RESTRICTED),
        ({"@value": "false"}, Access.RESTRICTED),
        ([], None),
        ("perhaps", None),
    ],
)
def test_embedded_data_says_whether_it_is_free(metadata_of: Read, value: object, access: Access | None) -> None:
    assert metadata_of(data(isAccessibleForFree=value) + TITLE + TEXT).access is access


def test_a_closed_part_closes_the_page(metadata_of: Read) -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".wall"}
    found = metadata_of(data(isAccessibleForFree=True, hasPart=[part]) + TITLE + TEXT)
    assert found.access is Access.RESTRICTED
    assert found.evidences["access"][0].place.pointer == "/hasPart/0/isAccessibleForFree"
    other = {"@type": "NewsArticle", "name": "Next part", "isAccessibleForFree": False}
    assert metadata_of(data(isAccessibleForFree=True, hasPart=other) + TITLE + TEXT).access is Access.FREE


@pytest.mark.parametrize(
    ("meta", "access"),
    [
        ("property=article:content_tier content=metered", Access.METERED),
        ("property=article:content_tier content=locked", Access.SUBSCRIPTION),
        ("property=article:content_tier content=free", Access.FREE),
        ("name=x:paywall content=0", Access.FREE),
        ("name=is_free content=false", Access.RESTRICTED),
        ("name=premium content=true", Access.RESTRICTED),
        ("name=adv:premium content=yes", None),
        ("name=user-access content=free", None),
    ],
)
def test_content_tiers(metadata_of: Read, meta: str, access: Access | None) -> None:
    assert metadata_of(f"<meta {meta}>{TITLE}{TEXT}").access is access


def test_what_is_told_makes_it_finer(access_of: Callable[[str], Access | None]) -> None:
    wall = "<div class=paywall>Create a free account to continue reading</div>"
    assert access_of(data(isAccessibleForFree=False) + TITLE + TEXT + wall) is Access.REGISTRATION
    assert access_of(data(isAccessibleForFree=True) + TITLE + TEXT + wall) is Access.FREE
    assert access_of(TITLE + TEXT + wall) is Access.REGISTRATION


def test_an_article_may_be_about_subscriptions(metadata_of: Read, page_of: Callable[..., Page]) -> None:
    page = page_of(f"{TITLE}<p>Subscribe to continue reading, said the wall of the windy morning paper.</p>")
    blocks = [replace(b, role=Role.PARAGRAPH, probability=0.99) for b in page.blocks]
    assert find_metadata(page, blocks).access is None


def test_a_label_by_the_title(access_of: Callable[[str], Access | None]) -> None:
    assert access_of(f"<p>Nur für Abonnenten</p>{TITLE}{TEXT}") is Access.SUBSCRIPTION
    assert access_of(f"<p>無料記事</p>{TITLE}{TEXT}") is Access.FREE
    assert access_of(f"<ul><li><a href=/abo>Abo</a></ul>{TITLE}{TEXT}") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Subscribe now to continue reading this story.",
        "This article is for subscribers only.",
        "Dieser Artikel ist nur für Abonnenten lesbar.",
        "Jetzt mit Lakeside-Plus-Abo weiterlesen",
        "La suite est réservée aux abonnés.",
        "Suscríbete para seguir leyendo",
        "Conteúdo exclusivo para assinantes",
        "Contenuto riservato agli abbonati",
        "Alleen voor abonnees",
        "Endast för prenumeranter",
        "Artykuł tylko dla prenumeratorów",
        "Pouze pro předplatitele",
        "Материал доступен только по подписке",
        "Μόνο για συνδρομητές",
        "اشترك الآن لمتابعة القراءة",
        "הכתבה למנויים בלבד",
        "订阅后继续阅读",
        "この記事は有料会員限定です",
        "구독하시면 전문을 볼 수 있습니다",
    ],
)
def test_sentences_that_ask_for_a_subscription(sentence: str) -> None:
    assert wall_of(sentence) is Access.SUBSCRIPTION


@pytest.mark.parametrize(
    "sentence",
    [
        "Subscribe to our newsletter",
        "Jetzt Abo bestellen",
        "Abonnez-vous",
        "Become a member of the rowing club",
        "订阅我们",
    ],
)
def test_offers_are_no_walls(sentence: str) -> None:
    assert wall_of(sentence) is None


def test_other_walls() -> None:
    assert wall_of("Sign in to continue reading") is Access.REGISTRATION
    assert wall_of("Sign in to comment") is None
    assert wall_of("Connectez-vous pour lire la suite") is Access.REGISTRATION
    assert wall_of("You have read your last free article") is Access.METERED
    assert wall_of("You've used 3 of 5 free articles") is Access.METERED
    assert says_paid("Abo")
    assert not says_paid("Abo", linked=True)
    assert says_free("Free to read")
    assert not says_free("Free tickets")


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    assert wall_of(text) in (None, *Access)
    for answer in (says_paid, says_free):
        assert answer(text) in (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "Subscribe to continue reading this article.",
        "You have 2 free articles left this month.",
        "Register for free to continue reading.",
        "Sie haben bereits ein Digitalabo",
        "The ferry returns to the lake in spring.",
    ],
)
def test_other_letters_in_a_text_change_nothing(text: str) -> None:
    assert wall_of(text) is wall_of(text.upper()) is wall_of(f"{text} «»")


@pytest.mark.parametrize("label", ["Subscribers only", "Premium", "Free", "Open access", "Ferries"])
def test_labels_in_capitals_say_the_same(label: str) -> None:
    assert says_free(label) is says_free(label.upper())
    assert says_paid(label) is says_paid(label.upper())
