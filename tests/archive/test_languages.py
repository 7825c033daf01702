"""One event told in three languages, two of them in Latin letters and one in Cyrillic, is one story."""

from datetime import UTC, datetime
from pathlib import Path

from tearsheet import Archive, Article, Block, Capture, Kind, Place
from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import transaction
from tearsheet.archive.storing import make_rows, store_article

ENGLISH = (
    "The freighter Aurora ran aground off Varna on Tuesday with 17 sailors and 2,300 tonnes of wheat on board. A tug "
    "from Constanta pulled at her all night, the harbour master Georgi Stoyanov said. Captain Dimitri Sokolov stayed "
    "on the bridge with two engineers. The owner, Helmar Shipping of Piraeus, sent the inspector Eleni Papadakis. "
    "According to Stoyanov the Aurora had left Odessa on Sunday; in Istanbul nobody expects her before Friday."
)
FRENCH = (
    "Le cargo Aurora s'est échoué mardi au large de Varna avec 17 marins et 2 300 tonnes de blé à bord. Un remorqueur "
    "venu de Constanta a tiré toute la nuit, a indiqué le capitaine du port, Georgi Stoyanov. Le commandant Dimitri "
    "Sokolov est resté à la passerelle. L'armateur, Helmar Shipping au Pirée, a dépêché l'inspectrice Eleni Papadakis. "
    "Selon Stoyanov, l'Aurora avait quitté Odessa dimanche ; à Istanbul, on ne l'attend pas avant vendredi."
)
RUSSIAN = (
    "Во вторник у берегов Варны сел на мель сухогруз «Аврора». На борту 17 моряков и 2300 тонн пшеницы, сообщил "
    "начальник порта Георги Стоянов. Буксир из порта Констанца тянул судно всю ночь. Капитан Дмитрий Соколов остался "
    "на мостике. Владелец, компания Helmar Shipping, направил инспектора, её зовут Элени Пападакис. По словам Стоянов, "
    "судно вышло из порта Одесса в воскресенье, а в порту Стамбул его ждут не раньше пятницы."
)
OTHER = (
    "Die Werft in Varna hat am Dienstag das Forschungsschiff Poseidon vom Stapel gelassen. Zur Feier kamen 400 Gäste, "
    "unter ihnen der Bürgermeister Petar Iliev. Das Schiff ist 62 Meter lang und soll im Herbst nach Bremerhaven "
    "fahren. Die Professorin Katrin Albers hat darauf zwölf Jahre gewartet."
)


def article(text: str, language: str) -> Article:
    published = datetime(2026, 5, 12, 9, tzinfo=UTC)
    address = f"https://{language}.example/1"
    return Article(
        body=(Block(text, Kind.PARAGRAPH, Place(kind="text", start=0, end=len(text)), block=0),),
        url=address,
        published=published,
        language=language,
        capture=Capture(text, url=address, captured=published),
    )


def test_an_event_told_in_three_languages_is_one_story(tmp_path: Path) -> None:
    with Archive(tmp_path / "news.tear") as archive:
        with transaction(archive.connection):
            maker = Maker().number(archive.connection)
            for language, text in {"de": OTHER, "en": ENGLISH, "fr": FRENCH, "ru": RUSSIAN}.items():
                store_article(archive.connection, make_rows(article(text, language), statements=False), maker)
        archive.link()
        (story,) = archive.stories().items
        assert {one.language for one in story.articles} == {"en", "fr", "ru"}
