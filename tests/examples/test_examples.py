"""Each example gives what it was written to show."""

from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest

from tearsheet import Article, AuthorKind, PageType, Role, clean, extract, read

EXAMPLES = Path(__file__).parents[2] / "examples"

FILES = sorted(path.name for path in EXAMPLES.iterdir() if path.suffix != ".md")
CAPTURES = [name for name in FILES if not name.endswith(".jsonl")]


@cache
def example(name: str) -> Article:
    return extract((EXAMPLES / name).read_bytes())


def texts(article: Article, role: Role) -> list[str]:
    """What the body holds of a role."""
    return [block.text for block in article.body if block.role is role]


def left_out(article: Article, role: Role) -> list[str]:
    """What was left out with a role."""
    return [block.text for block in article.left_out if block.role is role]


def beginnings(article: Article) -> list[str]:
    """First two words of every paragraph."""
    return [" ".join(text.split()[:2]) for text in texts(article, Role.PARAGRAPH)]


@pytest.mark.parametrize("name", FILES)
def test_the_readme_of_the_examples_names_it(name: str) -> None:
    assert f"`{name}`" in (EXAMPLES / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", CAPTURES)
def test_every_block_is_in_the_article_or_left_out(name: str) -> None:
    article = example(name)
    numbers = [block.block for block in (*article.body, *article.left_out)]
    assert sorted(numbers) == list(range(len(numbers)))


class TestNews:
    article = property(lambda self: example("news.html"))

    def test_record(self) -> None:
        zone = timezone(timedelta(hours=1))
        assert self.article.title == "First electric ferry crosses Harrowmere Sound"
        assert self.article.kicker == "Transport"
        assert self.article.standfirst.startswith("The Sound's oldest crossing has a battery")
        assert self.article.published == datetime(2024, 5, 14, 6, 30, tzinfo=zone)
        assert self.article.published.utcoffset() == timedelta(hours=1)
        assert self.article.modified == datetime(2024, 5, 14, 11, 5, tzinfo=zone)
        assert self.article.language == "en"
        assert self.article.site_name == "The Harrowmere Courier"
        assert self.article.section == "Local"
        assert self.article.tags == ("ferries", "Harrowmere Sound", "public transport")
        assert self.article.url == "https://courier.example/local/2024/05/14/electric-ferry-crosses-sound"
        assert self.article.page_type is PageType.ARTICLE
        assert self.article.confidence > 0.8
        assert not self.article.warnings

    def test_authors(self) -> None:
        person, agency = self.article.authors
        assert (person.name, person.kind) == ("Imogen Tasker", AuthorKind.PERSON)
        assert person.url == "https://courier.example/people/imogen-tasker"
        assert agency.name == "Northern Press Agency"
        assert agency.kind is not AuthorKind.PERSON

    def test_agency_is_told_from_the_outlet(self) -> None:
        assert self.article.authors[1].kind is AuthorKind.AGENCY

    def test_body(self) -> None:
        assert texts(self.article, Role.HEADING) == ["What it costs", "What winter will bring"]
        paragraphs = ["The 6.15", "“I missed", "The battery,", "The harbour", "“Diesel was", "Cold is", "That was"]
        assert [text for text in beginnings(self.article) if text in paragraphs] == paragraphs
        assert len(texts(self.article, Role.LIST_ITEM)) == 3
        (table,) = (block for block in self.article.body if block.role is Role.TABLE)
        assert [[cell.text for cell in row] for row in table.cells] == [
            ["Crossing", "Minutes", "Single fare"],
            ["Quay Street to Pell Island", "22", "£3.20"],
            ["Pell Island to Narrow Haven", "14", "£2.10"],
        ]
        assert all(cell.header for cell in table.cells[0])

    def test_quotation_is_kept(self) -> None:
        assert texts(self.article, Role.QUOTATION) == ["We have run this crossing through worse than a flat battery."]

    def test_newsletter_box_is_no_text(self) -> None:
        assert "inbox every Friday" not in self.article.text
        assert any("inbox every Friday" in text for text in left_out(self.article, Role.NEWSLETTER))

    def test_thumbnails_of_related_stories_are_no_images_of_the_article(self) -> None:
        assert len(self.article.images) == 1

    def test_image(self) -> None:
        image = self.article.images[0]
        assert image.address.endswith("/media/2024/05/ferry-1600.jpg")
        assert image.caption == "The Lady Anstice leaves Quay Street on her first morning in service."
        assert image.credit == "Dele Okonjo-Price"
        assert image.description == "A white ferry with a blue stripe leaves a stone quay under low cloud"
        assert (image.width, image.height, image.cover) == (1600, 900, True)

    def test_related(self) -> None:
        assert [link.text for link in self.article.related][:2] == [
            "Quay Street reopens after two years of building work",
            "Island bus gets a Sunday timetable",
        ]

    def test_furniture_is_named(self) -> None:
        assert "Accept all" in left_out(self.article, Role.CONSENT)
        assert "Share on Facebook" in left_out(self.article, Role.SHARE)
        assert "What's on" in left_out(self.article, Role.NAVIGATION)
        assert "My dog slept through the crossing. That never happened before." in left_out(self.article, Role.COMMENTS)
        assert "© 2024 Harrowmere Courier Ltd. All rights reserved." in left_out(self.article, Role.LEGAL)

    def test_links_are_absolute_without_being_told_the_address(self) -> None:
        (paragraph,) = (block for block in self.article.body if block.links)
        assert paragraph.links[0].target == "https://courier.example/files/harbour-board-accounts.html"


class TestFlatCapture:
    article = property(lambda self: example("capture-fr.txt"))

    def test_title(self) -> None:
        assert self.article.title == "Le moulin de Saint-Aubrac produit de nouveau sa farine"

    def test_record(self) -> None:
        assert self.article.language == "fr"
        assert self.article.published is None
        assert self.article.authors == ()

    def test_text_is_the_six_paragraphs(self) -> None:
        paragraphs = self.article.text.split("\n\n")
        assert [" ".join(text.split()[:2]) for text in paragraphs] == [
            "Le moulin",
            "Une association",
            "«Nous pensions",
            "Selon elle,",
            "La préfecture",
            "En attendant,",
        ]

    def test_caption_and_credit_are_parted(self) -> None:
        (image,) = self.article.images
        assert image.caption.startswith("La grande roue du moulin")
        assert image.caption.endswith("deux étés de travaux")
        assert image.credit == "La Gazette du Val . Maëlle Roquefort"
        assert image.address is None

    def test_related_links(self) -> None:
        assert [(link.text[:12], link.description) for link in self.article.related] == [
            ("Crue du Liro", "Le pont de Saint-Aubrac - La Gazette du Val"),
            ("Le dernier t", "Une meule en pierre - La Gazette du Val"),
        ]

    def test_furniture_is_named(self) -> None:
        assert left_out(self.article, Role.CALL_TO_ACTION) == ["S'abonner"]
        assert left_out(self.article, Role.FEED) == ["Fil d'actu"]
        assert left_out(self.article, Role.LOADER) == ["loader"]
        assert any("identifiez-vous" in text for text in left_out(self.article, Role.COMMENTS))

    def test_places_find_the_text_again(self) -> None:
        text = (EXAMPLES / "capture-fr.txt").read_text("utf-8")
        for block in (*self.article.body, *self.article.left_out):
            assert text[block.place.start : block.place.end] == block.text


class TestLegacyEncoding:
    article = property(lambda self: example("japanese-shift-jis.html"))

    def test_it_is_no_utf8_and_says_something_else(self) -> None:
        content = (EXAMPLES / "japanese-shift-jis.html").read_bytes()
        assert b"charset=iso-8859-1" in content
        with pytest.raises(UnicodeDecodeError):
            content.decode("utf-8")

    def test_encoding(self) -> None:
        assert self.article.encoding == "shift_jis"
        assert any("shift_jis" in warning for warning in self.article.warnings)

    def test_record(self) -> None:
        assert self.article.title == "港の灯台、百年ぶりに色を変える"
        assert self.article.published == datetime(2009, 4, 12, 18, 30, tzinfo=timezone(timedelta(hours=9)))
        assert self.article.published_assumed == ("zone",)
        assert self.article.language == "ja"
        assert len(texts(self.article, Role.PARAGRAPH)) == 4
        assert self.article.images[0].credit == "水野千歳"
        assert [link.text for link in self.article.related] == [
            "古い絵はがき、市の倉庫で見つかる",
            "汐見港の防波堤、工事終わる",
        ]


class TestLiveBlog:
    article = property(lambda self: example("live-blog.html"))

    def test_record(self) -> None:
        assert self.article.page_type is PageType.LIVE_BLOG
        assert self.article.title == "Live: flood on the Orla, hour by hour"
        assert [author.name for author in self.article.authors] == ["Ilse Vandermolen"]
        assert self.article.published == datetime(2025, 2, 3, 4, 40, tzinfo=UTC)

    def test_entries(self) -> None:
        assert [entry.title for entry in self.article.entries] == [
            "The river is falling",
            "Mill Lane is cleared",
            "Water at the mark of 1987",
            "First sirens",
        ]
        assert [entry.published.strftime("%H:%M") for entry in self.article.entries] == [
            "14:20",
            "11:05",
            "07:30",
            "05:40",
        ]

    def test_every_entry_keeps_its_heading(self) -> None:
        assert texts(self.article, Role.HEADING) == [entry.title for entry in self.article.entries]

    def test_paragraphs_belong_to_their_entries(self) -> None:
        owners = [block.entry for block in self.article.body if block.role is Role.PARAGRAPH]
        assert owners == [0, 0, 1, 2, 3]


class TestArabic:
    article = property(lambda self: example("arabic.html"))

    def test_record_is_read_from_what_a_reader_sees(self) -> None:
        assert self.article.title == "مكتبة متنقلة تصل إلى قرى وادي السدر"
        assert self.article.language == "ar"
        assert self.article.site_name == "جريدة الوادي"
        assert self.article.published == datetime(2024, 5, 14, 9, 30)
        assert [(author.name, author.kind) for author in self.article.authors] == [("سليم الناطور", AuthorKind.PERSON)]
        assert self.article.evidence("published")[0].source == "visible"

    def test_body(self) -> None:
        assert texts(self.article, Role.HEADING) == ["ثلاثة أيام في كل قرية"]
        assert len(texts(self.article, Role.PARAGRAPH)) == 4
        assert len(self.article.related) == 2

    def test_credit(self) -> None:
        assert self.article.images[0].credit == "هدى مراد"


class TestForum:
    article = property(lambda self: example("forum.html"))

    def test_posts(self) -> None:
        assert self.article.page_type is PageType.FORUM
        assert self.article.title == "Sourdough collapses after shaping"
        assert [(entry.author, entry.published) for entry in self.article.entries] == [
            ("rye_not", datetime(2023, 11, 18, 20, 14, tzinfo=UTC)),
            ("oven_spring", datetime(2023, 11, 18, 21, 2, tzinfo=UTC)),
            ("crumbshot", datetime(2023, 11, 19, 7, 45, tzinfo=UTC)),
        ]

    def test_blocks_belong_to_posts(self) -> None:
        owners = [block.entry for block in self.article.body if block.role in (Role.PARAGRAPH, Role.QUOTATION)]
        assert owners == sorted(owners)
        assert set(owners) == {0, 1, 2}
        assert texts(self.article, Role.QUOTATION) == ["I let it rise for six hours at 24 degrees."]

    def test_times_are_no_text(self) -> None:
        assert "November" not in self.article.text

    def test_buttons_are_no_text(self) -> None:
        assert "Reply" not in self.article.text


class TestCorpus:
    cleaned = property(lambda self: [clean(capture) for capture in read(EXAMPLES / "corpus.jsonl")])

    def test_paragraphs_are_kept(self) -> None:
        english, german, japanese, empty = self.cleaned
        for part in ("The four oak gates", "Engineers found", "Boats can pass", "The work costs"):
            assert part in english.text
        assert "auf den Handys der Leute steht" in german.text
        assert "Parkplatz, von dem" in german.text
        assert "四人は一か月かけて" in japanese.text
        assert empty.text == ""

    def test_furniture_is_cut(self) -> None:
        text = "\n".join(cleaned.text for cleaned in self.cleaned)
        for part in ("Share on", "Log in", "Cookie", "Impressum", "Newsletter", "会員登録", "ログイン"):
            assert part not in text
