from collections.abc import Callable

import pytest

from tearsheet.article.metadata import Metadata
from tearsheet.article.metadata.language import detect_language, primary

Read = Callable[..., Metadata]
TEXTS = {
    "en": "The ferry across the lake carries passengers again after the winter, the company said on Monday.",
    "de": "Die Fähre über den See befördert nach dem Winter wieder Fahrgäste, teilte die Firma am Montag mit.",
    "fr": "Le bac qui traverse le lac transporte de nouveau des passagers après l'hiver, a indiqué la compagnie.",
    "es": "El transbordador que cruza el lago vuelve a llevar pasajeros después del invierno, dijo la empresa.",
    "it": "Il traghetto che attraversa il lago trasporta di nuovo passeggeri dopo l'inverno, ha detto la società.",
    "pl": "Prom przez jezioro znów przewozi pasażerów po zimie, poinformowała w poniedziałek spółka.",
    "tr": "Gölü geçen vapur kıştan sonra yeniden yolcu taşımaya başladı, şirket pazartesi sabahı bunu açıkladı.",
    "ru": "Паром через озеро снова перевозит пассажиров после зимы, сообщила компания.",
    "uk": "Пором через озеро знову перевозить пасажирів після зими, повідомила в понеділок компанія.",
    "el": "Το φέρι που διασχίζει τη λίμνη μεταφέρει και πάλι επιβάτες μετά τον χειμώνα.",
    "he": "המעבורת החוצה את האגם שבה להסיע נוסעים אחרי החורף, מסרה החברה ביום שני.",
    "ar": "عادت العبارة التي تعبر البحيرة إلى نقل الركاب بعد انتهاء فصل الشتاء، بحسب ما أعلنت الشركة يوم الاثنين.",
    "fa": "شرکت کشتیرانی روز دوشنبه گفت که کشتی مسافربری دریاچه پس از پایان زمستان دوباره مسافران را جابه‌جا می‌کند.",
    "hi": "झील पार कराने वाली नाव सर्दी के बाद फिर से यात्रियों को ले जा रही है, कंपनी ने सोमवार की सुबह यह बताया।",
    "bn": "শীতের পর হ্রদ পারাপারের ফেরি আবার যাত্রী বহন করছে, সোমবার সকালে কোম্পানি জানিয়েছে।",
    "ta": "குளிர்காலத்திற்குப் பிறகு ஏரியைக் கடக்கும் படகு மீண்டும் பயணிகளை ஏற்றிச் செல்கிறது.",
    "th": "เรือข้ามฟากในทะเลสาบกลับมาให้บริการผู้โดยสารอีกครั้งหลังฤดูหนาว",
    "ka": "ბორანი ტბაზე ზამთრის შემდეგ კვლავ გადაჰყავს მგზავრები.",
    "zh": "船运公司周一上午表示，冬季过后，横渡湖面的渡轮重新开始载客。",
    "ja": "湖を渡るフェリーは冬が終わり、再び乗客を運び始めたと会社が月曜日の朝に発表した。",
    "ko": "호수를 건너는 여객선이 겨울이 끝난 뒤 다시 승객을 태우고 있다고 회사가 월요일에 밝혔다.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert detect_language(TEXTS[language]) == language


def test_too_few_letters_tell_nothing() -> None:
    assert detect_language("") is None
    assert detect_language("12:30 — OK") is None


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de-AT", "de"),
        ("EN_us", "en"),
        ("iw", "he"),
        ("cz", "cs"),
        ("English", "en"),
        ("und", None),
        ("{lang}", None),
        ("", None),
    ],
)
def test_primary_subtags(tag: str, code: str | None) -> None:
    assert primary(tag) == code


def test_the_words_settle_it_against_a_wrong_declaration(metadata_of: Read) -> None:
    found = metadata_of(f"<html lang=en><h1>Fähre fährt</h1><p>{TEXTS['de']}</p><p>{TEXTS['de']}</p>")
    assert found.language == "de"
    assert found.evidences["language"][0].source == "detected"


def test_a_close_language_is_the_pages_to_say(metadata_of: Read) -> None:
    text = "Ferja over innsjøen frakter passasjerer igjen etter vinteren, opplyste selskapet mandag morgen."
    assert metadata_of(f"<html lang=nb-NO><h1>Ferja er tilbake</h1><p>{text}</p>").language == "nb"


def test_a_short_page_is_believed(metadata_of: Read) -> None:
    assert metadata_of("<html lang=fr-CA><h1>Bac</h1>").language == "fr"
    assert metadata_of("<h1>Bac</h1>").language is None


def test_a_list_of_things_is_in_no_language() -> None:
    assert (
        detect_language("XL 2000 S / M / L / XL / XXL / 3XL / 4XL / 5XL / 38 EU 40 EU 42 EU 44 EU 46 EU 48 EU XS XXS")
        != "zxx"
    )
