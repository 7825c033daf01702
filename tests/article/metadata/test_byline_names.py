"""Bylines of many languages and shapes, and the names in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata.names import is_byline_label, opens_byline, split_byline, undated

BYLINES = [
    ("By Ada Marsh", ["Ada Marsh"]),
    ("BY ADA MARSH AND BEN OKORO", ["ADA MARSH", "BEN OKORO"]),
    ("By ADA MARSH, Staff Writer", ["ADA MARSH"]),
    ("By Ada Marsh Staff Writer", ["Ada Marsh"]),
    ("By Ada Marsh, Ben Okoro and Carla van der Berg", ["Ada Marsh", "Ben Okoro", "Carla van der Berg"]),
    ("By Ada Marsh in Nairobi and Ben Okoro in Lagos", ["Ada Marsh", "Ben Okoro"]),
    ("By Ada Marsh, Senior Reporter, and Ben Okoro, Europe editor", ["Ada Marsh", "Ben Okoro"]),
    ("Ada Marsh / Ben Okoro", ["Ada Marsh", "Ben Okoro"]),
    ("Ada Marsh/Ben Okoro", ["Ada Marsh", "Ben Okoro"]),
    ("Ada Marsh · Ben Okoro", ["Ada Marsh", "Ben Okoro"]),
    ("Ada Marsh | Ben Okoro", ["Ada Marsh", "Ben Okoro"]),
    ("Ada Marsh & Ben Okoro", ["Ada Marsh", "Ben Okoro"]),
    ("Ada Marsh; Ben Okoro; Chi Wen", ["Ada Marsh", "Ben Okoro", "Chi Wen"]),
    ("Marsh, Ada", ["Ada Marsh"]),
    ("van der Berg, Carla", ["Carla van der Berg"]),
    ("Marsh, Ada; Okoro, Ben T.", ["Ada Marsh", "Ben T. Okoro"]),
    ("J. R. Marsh", ["J. R. Marsh"]),
    ("J.R.R. Marsh and A.-M. Petit", ["J.R.R. Marsh", "A.-M. Petit"]),
    ("Ada Marsh-Okoro", ["Ada Marsh-Okoro"]),
    ("Ada O'Neill, Reuters", ["Ada O'Neill", "Reuters"]),
    ("Ada Marsh, Associated Press", ["Ada Marsh", "Associated Press"]),
    ("Ada Marsh, The Associated Press", ["Ada Marsh", "The Associated Press"]),
    ("By Ada Marsh, Jan. 3, 2024", ["Ada Marsh"]),
    ("Published January 3, 2024 by Ada Marsh", ["Ada Marsh"]),
    ("Ada Marsh | 3 min read", ["Ada Marsh"]),
    ("By Ada Marsh 5 min read", ["Ada Marsh"]),
    ("Ada Marsh ada.marsh@courier.example Ben Okoro ben@courier.example", ["Ada Marsh", "Ben Okoro"]),
    ("Ada Marsh @adamarsh", ["Ada Marsh"]),
    ("By Ada Marsh Photos by Ben Okoro", ["Ada Marsh"]),
    ("Words by Ada Marsh, photography by Ben Okoro", ["Ada Marsh"]),
    ("Photos by Ben Okoro", []),
    ("Edited by Ben Okoro", []),
    ("By Ada Marsh | Edited by Ben Okoro", ["Ada Marsh"]),
    ("Ada Marsh is a senior editor at the Courier.", ["Ada Marsh"]),
    ("Ada Marsh, Ph.D., and Ben Okoro, M.D.", ["Ada Marsh, Ph.D.", "Ben Okoro, M.D."]),
    ("More from Ada Marsh", ["Ada Marsh"]),
    ("View all posts by Ada Marsh", ["Ada Marsh"]),
    ("Posted by Ada Marsh on May 3", ["Ada Marsh"]),
    ("Sir Ada Marsh", ["Sir Ada Marsh"]),
    ("Reporter Ada Marsh", ["Ada Marsh"]),
    ("Ada Marsh for the Courier", ["Ada Marsh"]),
    ("Ada de la Cruz", ["Ada de la Cruz"]),
    ("Ada van 't Hof", ["Ada van 't Hof"]),
    ("Osama bin Rashid al-Haddad", ["Osama bin Rashid al-Haddad"]),
    ("D'Arcy McNeil", ["D'Arcy McNeil"]),
    ("Ada Marsh Jr.", ["Ada Marsh Jr."]),
    ("Von Anna Muster und Ben Beispiel", ["Anna Muster", "Ben Beispiel"]),
    ("Von Anna Muster, Berlin", ["Anna Muster"]),
    ("Von unserer Korrespondentin Anna Muster", ["Anna Muster"]),
    ("Ein Kommentar von Anna Muster", ["Anna Muster"]),
    ("Ein Gastbeitrag von Dr. Anna von Muster", ["Dr. Anna von Muster"]),
    ("Anna Muster aus Wien", ["Anna Muster"]),
    ("Text: Anna Muster, Fotos: Ben Beispiel", ["Anna Muster"]),
    ("Anna Muster (Text) und Ben Beispiel (Fotos)", ["Anna Muster"]),
    ("Von dpa", ["dpa"]),
    ("Von AFP/dpa", ["AFP/dpa"]),
    ("Quelle: dpa", ["dpa"]),
    ("Von Anna Muster, Redakteurin Politik", ["Anna Muster"]),
    ("Interview von Anna Muster", ["Anna Muster"]),
    ("Autorin: Anna Muster", ["Anna Muster"]),
    ("anm/beb", ["anm", "beb"]),
    ("Par Zoé Lefèvre", ["Zoé Lefèvre"]),
    ("Par Zoé Lefèvre et Luc Petit, à Bruxelles", ["Zoé Lefèvre", "Luc Petit"]),
    ("Par Zoé Lefèvre avec AFP", ["Zoé Lefèvre", "AFP"]),
    ("Propos recueillis par Zoé Lefèvre", ["Zoé Lefèvre"]),
    ("Zoé Lefèvre (à Lyon) et Luc Petit (à Nice)", ["Zoé Lefèvre", "Luc Petit"]),
    ("Le Monde avec AFP", ["Le Monde", "AFP"]),
    ("Publié par Zoé Lefèvre le 3 mai 2024", ["Zoé Lefèvre"]),
    ("De notre correspondant Luc Petit", ["Luc Petit"]),
    ("Por Inés Ruiz y Pablo Soto", ["Inés Ruiz", "Pablo Soto"]),
    ("Inés Ruiz y Zapata", ["Inés Ruiz y Zapata"]),
    ("Escrito por Inés Ruiz", ["Inés Ruiz"]),
    ("Por Inês Ruiz e Paulo Souto", ["Inês Ruiz", "Paulo Souto"]),
    ("Por Inês Ruiz, da Agência Brasil", ["Inês Ruiz"]),
    ("di Luca Bassi e Sara Conti", ["Luca Bassi", "Sara Conti"]),
    ("a cura di Luca Bassi", ["Luca Bassi"]),
    ("Di Maria", ["Di Maria"]),
    ("dal nostro inviato Luca Bassi", ["Luca Bassi"]),
    ("Per Jordi Puig i Carme Serra", ["Jordi Puig", "Carme Serra"]),
    ("De Ana Popescu", ["Ana Popescu"]),
    ("Autor: Ana Popescu", ["Ana Popescu"]),
    ("Scris de Ana Popescu și Ion Pop", ["Ana Popescu", "Ion Pop"]),
    ("Door Jan de Vries en Anna Bakker", ["Jan de Vries", "Anna Bakker"]),
    ("Door onze verslaggever Jan de Vries", ["Jan de Vries"]),
    ("Av Kari Nordmann og Ola Hansen", ["Kari Nordmann", "Ola Hansen"]),
    ("Af Mette Holm", ["Mette Holm"]),
    ("Text: Anna Öberg Foto: Lars Ek", ["Anna Öberg"]),
    ("Av Anna Öberg och Lars Ek", ["Anna Öberg", "Lars Ek"]),
    ("Teksti: Liisa Virta", ["Liisa Virta"]),
    ("Liisa Virta ja Matti Koski", ["Liisa Virta", "Matti Koski"]),
    ("Eftir Jón Jónsson", ["Jón Jónsson"]),
    ("Autor: Mari Tamm", ["Mari Tamm"]),
    ("Autorius: Jonas Kazlauskas", ["Jonas Kazlauskas"]),
    ("Autors: Jānis Bērziņš", ["Jānis Bērziņš"]),
    ("Autor: Jan Kowalski, PAP", ["Jan Kowalski", "PAP"]),
    ("Jan Kowalski i Anna Nowak", ["Jan Kowalski", "Anna Nowak"]),
    ("oprac. Jan Kowalski", ["Jan Kowalski"]),
    ("Napsal Jan Novák a Eva Malá", ["Jan Novák", "Eva Malá"]),
    ("Piše: Ivan Horvat", ["Ivan Horvat"]),
    ("Avtor: Janez Novak in Ana Kos", ["Janez Novak", "Ana Kos"]),
    ("Автор: Мария Зорина", ["Мария Зорина"]),
    ("Мария Зорина, корреспондент", ["Мария Зорина"]),
    ("Текст: Пётр Лесной. Фото: Иван Седов", ["Пётр Лесной"]),
    ("Автор: Олена Гай та Петро Ліс", ["Олена Гай", "Петро Ліс"]),
    ("Автор Иван Петров и Георги Колев", ["Иван Петров", "Георги Колев"]),
    ("От Георги Колев", ["Георги Колев"]),
    ("Του Νίκου Παππά", ["Νίκου Παππά"]),
    ("Γράφει η Ελένη Δήμου", ["Ελένη Δήμου"]),
    ("Συντάκτης: Νίκος Παππάς και Ελένη Δήμου", ["Νίκος Παππάς", "Ελένη Δήμου"]),
    ("Yazan: Ayşe Yılmaz", ["Ayşe Yılmaz"]),
    ("Ayşe Yılmaz ve Mehmet Demir", ["Ayşe Yılmaz", "Mehmet Demir"]),
    ("Haber: Ayşe Yılmaz", ["Ayşe Yılmaz"]),
    ("Szerző: Kovács Anna és Nagy Béla", ["Kovács Anna", "Nagy Béla"]),
    ("Írta: Kovács Anna", ["Kovács Anna"]),
    ("Nga Arben Hoxha", ["Arben Hoxha"]),
    ("بقلم: ليلى حداد", ["ليلى حداد"]),
    ("بقلم ليلى حداد ومحمد ناصر", ["ليلى حداد", "محمد ناصر"]),
    ("كتبت ليلى حداد", ["ليلى حداد"]),
    ("ليلى حداد - القاهرة", ["ليلى حداد"]),
    ("מאת נועה לוי", ["נועה לוי"]),
    ("נועה לוי ודן כהן", ["נועה לוי", "דן כהן"]),
    ("نویسنده: مریم رضایی", ["مریم رضایی"]),
    ("تحریر: احمد خان", ["احمد خان"]),
    ("लेखक: अनिता शर्मा", ["अनिता शर्मा"]),
    ("अनिता शर्मा और राज वर्मा", ["अनिता शर्मा", "राज वर्मा"]),
    ("লেখক: রিনা দাস", ["রিনা দাস"]),
    ("எழுதியவர்: மீனா குமார்", ["மீனா குமார்"]),
    ("โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
    ("Tác giả: Nguyễn Văn Nam", ["Nguyễn Văn Nam"]),
    ("Oleh: Budi Santoso dan Siti Aminah", ["Budi Santoso", "Siti Aminah"]),
    ("Penulis: Budi Santoso Editor: Siti Aminah", ["Budi Santoso"]),
    ("Na Juma Mwangi", ["Juma Mwangi"]),
    ("Mwandishi: Juma Mwangi", ["Juma Mwangi"]),
    ("文／林曉梅", ["林曉梅"]),
    ("文/林晓梅 图/陈大文", ["林晓梅"]),
    ("記者林曉梅／台北報導", ["林曉梅"]),
    ("記者 林曉梅 台北報導", ["林曉梅"]),
    ("本报记者 林晓梅", ["林晓梅"]),
    ("本报记者 林晓梅 陈大文", ["林晓梅", "陈大文"]),
    ("（记者 林晓梅）", ["林晓梅"]),
    ("作者：林晓梅 编辑：陈大文", ["林晓梅"]),
    ("来源：新华社", ["新华社"]),
    ("责任编辑：陈大文", []),
    ("【本報記者林曉梅報導】", ["林曉梅"]),
    ("山田太郎", ["山田太郎"]),
    ("山田 太郎", ["山田 太郎"]),
    ("山田太郎、佐藤花子", ["山田太郎", "佐藤花子"]),
    ("執筆：山田太郎", ["山田太郎"]),
    ("文・山田太郎\u3000写真・佐藤花子", ["山田太郎"]),
    ("山田太郎記者", ["山田太郎"]),
    ("ロンドン支局 山田太郎", ["山田太郎"]),
    ("김하늘 기자", ["김하늘"]),
    ("김하늘 기자 haneul@courier.example", ["김하늘"]),
    ("김하늘·박민수 기자", ["김하늘", "박민수"]),
    ("글 김하늘 / 사진 박민수", ["김하늘"]),
    ("김하늘 선임기자", ["김하늘"]),
    ("[서울=뉴시스] 김하늘 기자", ["김하늘", "뉴시스"]),
    ("Հեղինակ՝ Աննա Պետրոսյան", ["Աննա Պետրոսյան"]),
    ("ავტორი: ნინო ბერიძე", ["ნინო ბერიძე"]),
    ("Müəllif: Leyla Əliyeva", ["Leyla Əliyeva"]),
    ("Staff", []),
    ("Admin", []),
    ("Share on Facebook", []),
    ("Follow us", []),
    ("3 May 2024", []),
    ("", []),
    ("By", []),
    ("By:", []),
    ("Courier Staff", ["Courier Staff"]),
    ("Sports Desk", ["Sports Desk"]),
    ("News Desk, Reuters", ["News Desk", "Reuters"]),
    ("jsmith", ["jsmith"]),
    ("by jsmith", ["jsmith"]),
    ("@adamarsh", []),
    ("https://x.example/ada", []),
    ("Ada Marsh, New York Correspondent", ["Ada Marsh"]),
    ("Ada Marsh - Political Editor", ["Ada Marsh"]),
    ("Ada Marsh – Berlin", ["Ada Marsh"]),
    ("Ada Marsh\nPolitical Editor", ["Ada Marsh"]),
    ("AFP", ["AFP"]),
    ("AFP, Reuters", ["AFP", "Reuters"]),
    ("By AFP and Ada Marsh", ["AFP", "Ada Marsh"]),
    ("Agence France-Presse", ["Agence France-Presse"]),
]


@pytest.mark.parametrize(("text", "names"), BYLINES)
def test_names_stand_alone(text: str, names: list[str]) -> None:
    assert split_byline(text) == names


@pytest.mark.parametrize("text", ["By Ada Marsh", "Von Anna Muster", "Автор: Мария Зорина", "文／林曉梅"])
def test_a_byline_is_known_by_its_first_words(text: str) -> None:
    assert opens_byline(text)


@pytest.mark.parametrize("text", ["Ada Marsh", "Bystanders watched the ferry", "Vonnegut", "Parliament"])
def test_other_lines_open_no_byline(text: str) -> None:
    assert not opens_byline(text)


def test_a_label_is_no_byline_of_its_own() -> None:
    assert is_byline_label("Written by:")
    assert not is_byline_label("Written by Ada Marsh")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Ada Marsh", "Ada Marsh"),
        ("Ada Marsh 3 May 2024", "Ada Marsh "),
        ("3 May 2024 Ada Marsh", " Ada Marsh"),
        ("Published 3 May 2024 by Ada Marsh", " by Ada Marsh"),
    ],
)
def test_dates_are_cut_off(text: str, rest: str) -> None:
    assert undated(text) == rest


def test_an_outlet_beside_a_person_is_dropped() -> None:
    assert split_byline("Ada Marsh, Lake and Shore", known=["Lake and Shore"]) == ["Ada Marsh"]


PIECES = st.sampled_from(
    "By von par 記者 本报记者 , ; / | - – ( ) [ ] 【 】 @ada ada@x.example https://x 3 May 2024 10:30 and und "
    "Photo: 写真 기자 و ו Ada MARSH van der 林曉梅 김하늘 AFP dpa . ' \" ՝ · • Dr. Ph.D. Staff 報導 notre \n".split(" ")
)


@given(st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join)))
def test_any_byline_gives_whole_names_of_a_sane_length(text: str) -> None:
    names = split_byline(text)
    assert len(names) <= 30
    assert all(name.strip() == name and 1 < len(name) <= 110 for name in names)


@pytest.mark.parametrize("unit", ["By ", "Ada, ", "/", "(", "and ", "记者", "@a ", "A. ", "1", "- ", "، ", "a@"])
def test_a_long_byline_gives_few_names(unit: str) -> None:
    assert len(split_byline(unit * 5_000)) <= 30
