import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.capture import Capture
from tearsheet.encoding import Decoded, decode

RUSSIAN = (
    "Вчера вечером в городском музее открылась выставка старых фотографий. Директор сказал, что снимки нашли на "
    "чердаке школы, когда меняли крышу. Посетители могут увидеть их до конца месяца каждый день, кроме понедельника."
)
UKRAINIAN = "Учора ввечері в міському музеї відкрилася виставка. Її директор каже, що світлини знайшли на горищі школи."
GREEK = (
    "Χθες το βράδυ άνοιξε στο μουσείο της πόλης μια έκθεση με παλιές φωτογραφίες. Ο διευθυντής είπε ότι τις βρήκαν στη "
    "σοφίτα του σχολείου, όταν άλλαζαν τη στέγη."
)
CHINESE = (
    "昨天晚上，市博物馆举办了老照片展览。馆长说，这些照片是学校换屋顶的时候在阁楼上发现的。展览每天开放，到月底结束。"
)
TAIWANESE = (
    "昨天晚上，市博物館舉辦了老照片展覽。館長說，這些照片是學校換屋頂的時候在閣樓上發現的。展覽每天開放，到月底結束。"
)
JAPANESE = (
    "昨夜、市の博物館で古い写真の展覧会が始まった。"
    "館長によると、写真は学校の屋根を直したときに屋根裏で見つかったという。"
)
KOREAN = (
    "어젯밤 시립 박물관에서 오래된 사진 전시회가 열렸다. 관장은 학교 지붕을 고칠 때 다락방에서 사진을 찾았다고 말했다."
)
POLISH = (
    "Wczoraj wieczorem w muzeum miejskim otwarto wystawę starych zdjęć. Dyrektor powiedział, że znaleziono je na "
    "strychu szkoły, gdy wymieniano dach. Zwiedzający mogą je oglądać do końca miesiąca, również w święta."
)
TURKISH = (
    "Dün akşam şehir müzesinde eski fotoğraflar sergisi açıldı. Müdür, fotoğrafların okulun çatısı değiştirilirken "
    "tavan arasında bulunduğunu söyledi. Ziyaretçiler sergiyi ay sonuna kadar görebilir, giriş ücretsizdir."
)
HEBREW = "אתמול בערב נפתחה במוזיאון העירוני תערוכה של תצלומים ישנים. המנהל אמר שהם נמצאו בעליית הגג של בית הספר."
ARABIC = "افتتح مساء أمس في متحف المدينة معرض للصور القديمة. وقال المدير إنها وجدت في علية المدرسة عند تغيير السقف."
THAI = "เมื่อคืนนี้พิพิธภัณฑ์ของเมืองเปิดนิทรรศการภาพถ่ายเก่า ผู้อำนวยการกล่าวว่าพบภาพเหล่านี้ในห้องใต้หลังคาของโรงเรียน"
LATVIAN = (
    "Vakar vakarā pilsētas muzejā atklāja seno fotogrāfiju izstādi. Direktors teica, ka tās atrastas skolas bēniņos, "
    "kad mainīja jumtu. Apmeklētāji tās var aplūkot līdz mēneša beigām, izņemot pirmdienas."
)
GERMAN = (
    "Gestern Abend öffnete im städtischen Museum eine Ausstellung für alte Fotografien. Größe und Qualität überraschen."
)

LEGACY = [
    (RUSSIAN, "windows-1251", "cp1251"),
    (RUSSIAN, "koi8-r", "koi8-r"),
    (UKRAINIAN, "windows-1251", "cp1251"),
    (GREEK, "iso-8859-7", "iso8859-7"),
    (GREEK, "windows-1253", "cp1253"),
    (CHINESE, "gbk", "gbk"),
    (CHINESE, "gb18030", "gb18030"),
    (TAIWANESE, "big5", "big5"),
    (JAPANESE, "shift_jis", "cp932"),
    (JAPANESE, "euc-jp", "euc_jp"),
    (JAPANESE, "iso-2022-jp", "iso2022_jp"),
    (KOREAN, "euc-kr", "cp949"),
    (POLISH, "iso-8859-2", "iso8859-2"),
    (POLISH, "windows-1250", "cp1250"),
    (TURKISH, "windows-1254", "cp1254"),
    (HEBREW, "windows-1255", "cp1255"),
    (HEBREW, "iso-8859-8", "iso8859-8"),
    (ARABIC, "windows-1256", "cp1256"),
    (LATVIAN, "windows-1257", "cp1257"),
    (THAI, "tis-620", "tis-620"),
    (GERMAN, "windows-1252", "cp1252"),
]


def page(text: str, codec: str, head: str = "") -> bytes:
    shell = f"<!DOCTYPE html><html><head>{head}<title>{text[:30]}</title></head><body><p>{text}</p></body></html>"
    return shell.encode(codec)


@pytest.mark.parametrize(("text", "label", "codec"), LEGACY)
def test_an_undeclared_page_is_detected(text: str, label: str, codec: str) -> None:
    decoded = decode(Capture(page(text, codec)))
    assert text in decoded.text
    assert decoded.how == "detected"
    assert decoded.warnings == ()


@pytest.mark.parametrize(("text", "label", "codec"), LEGACY)
def test_a_declared_page_is_read_as_declared(text: str, label: str, codec: str) -> None:
    decoded = decode(Capture(page(text, codec, f'<META http-equiv=Content-Type content="text/html; charset={label}">')))
    assert text in decoded.text
    assert decoded.how == "declared"
    assert decoded.warnings == ()


@pytest.mark.parametrize(("text", "label", "codec"), LEGACY)
@pytest.mark.parametrize("wrong", ["utf-8", "iso-8859-1", "gb2312"])
def test_a_wrong_declaration_gives_way(text: str, label: str, codec: str, wrong: str) -> None:
    if {wrong, label} in ({"iso-8859-1", "windows-1252"}, {"gb2312", "gbk"}, {"gb2312", "gb18030"}):
        pytest.skip("not wrong")
    decoded = decode(Capture(page(text, codec, f'<meta charset="{wrong}">')))
    assert text in decoded.text
    assert decoded.how == "detected"
    assert any("states the character encoding" in warning for warning in decoded.warnings)


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, JAPANESE, POLISH, THAI, "© 2011", "café"])
@pytest.mark.parametrize("wrong", ["iso-8859-1", "windows-1251", "gb2312", "big5", "shift_jis"])
def test_valid_utf8_is_utf8_whatever_is_declared(text: str, wrong: str) -> None:
    decoded = decode(Capture(page(text, "utf-8"), charset=wrong))
    assert text in decoded.text
    assert decoded.encoding == "utf-8"
    assert decoded.warnings == (f"the page states the character encoding {_name(wrong)}, but is utf-8",)


def _name(label: str) -> str:
    return {"iso-8859-1": "windows-1252", "gb2312": "gbk"}.get(label, label)


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (b"\xef\xbb\xbf", "utf-8", "utf-8"),
        (b"\xff\xfe", "utf-16-le", "utf-16le"),
        (b"\xfe\xff", "utf-16-be", "utf-16be"),
        (b"\xff\xfe\0\0", "utf-32-le", "utf-32le"),
    ],
)
def test_a_byte_order_mark_is_believed_first(mark: bytes, codec: str, name: str) -> None:
    decoded = decode(Capture(mark + page(RUSSIAN, codec), charset="windows-1251"))
    assert decoded.text == page(RUSSIAN, "utf-8").decode()
    assert (decoded.encoding, decoded.how) == (name, "bom")


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, THAI, GERMAN, HEBREW])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(text: str, codec: str) -> None:
    assert decode(Capture(page(text, codec))).text == page(text, "utf-8").decode()
    flat = f"{text}\n{text}\n".encode(codec)
    assert decode(Capture(flat)).text == f"{text}\n{text}\n"


def test_the_transport_goes_before_the_page() -> None:
    capture = Capture(page(RUSSIAN, "koi8-r", '<meta charset="windows-1252">'), charset="KOI8-R")
    decoded = decode(capture)
    assert (decoded.encoding, decoded.how) == ("koi8-r", "transport")


@pytest.mark.parametrize("label", ["x-user-defined", "iso-2022-kr", "no such thing", "win-1251"])
def test_a_label_that_says_nothing_counts_as_none(label: str) -> None:
    decoded = decode(Capture(page(RUSSIAN, "cp1251", f'<meta charset="{label}">')))
    assert decoded.encoding == "windows-1251"
    assert decoded.how == "detected"
    assert "not known" in decoded.warnings[0]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("<!-- <meta charset=koi8-r> -->", "windows-1251"),
        ("<script>'<meta charset=koi8-r>'</script>", "windows-1251"),
        ('<meta content="text/html; charset=windows-1251" http-equiv="content-type">', "windows-1251"),
        ("<meta name=x content=y><meta charset='windows-1251'/>", "windows-1251"),
        ("<script>" + "x" * 9000 + "</script><meta charset=windows-1251>", "windows-1251"),
    ],
)
def test_only_a_meta_element_declares(head: str, name: str) -> None:
    assert decode(Capture(page(RUSSIAN, "cp1251", head))).encoding == name


def test_the_xml_declaration_declares() -> None:
    data = b'<?xml version="1.0" encoding="iso-8859-5"?>' + page(RUSSIAN, "iso8859-5")
    decoded = decode(Capture(data))
    assert (decoded.encoding, decoded.how) == ("iso-8859-5", "declared")


def test_broken_bytes_in_utf8_are_replaced_and_told() -> None:
    data = page(RUSSIAN, "utf-8").replace("чердаке".encode(), b"\xd1\xff\xfe")
    decoded = decode(Capture(data))
    assert decoded.encoding == "utf-8"
    assert "\ufffd" in decoded.text
    assert "директор".capitalize() in decoded.text
    assert decoded.warnings == ("bytes that are not valid utf-8 were replaced in 3 places",)


@pytest.mark.parametrize(
    ("text", "codec"), [(CHINESE, "gbk"), (TAIWANESE, "big5"), (JAPANESE, "cp932"), (KOREAN, "cp949")]
)
@pytest.mark.parametrize("head", ["", "<meta charset=utf-8>"])
def test_a_broken_byte_does_not_hide_a_multibyte_encoding(text: str, codec: str, head: str) -> None:
    decoded = decode(Capture(page(text, codec, head) + text.encode(codec) + b"\x81<p>"))
    assert text in decoded.text
    assert decoded.text.endswith("<p>")
    assert decoded.warnings


def test_a_page_cut_off_inside_a_character_stays_utf8() -> None:
    decoded = decode(Capture(b"<p>A plain page ends here \xe2\x80"))
    assert decoded.encoding == "utf-8"
    assert decoded.text.endswith("here \ufffd")
    assert len(decoded.warnings) == 1


def test_a_replacement_character_of_the_page_itself_is_no_damage() -> None:
    assert decode(Capture("один \ufffd два".encode())).warnings == ()


def test_mixed_encodings_are_read_in_the_one_that_prevails() -> None:
    decoded = decode(Capture(page(RUSSIAN * 5, "utf-8") + "<p>реклама</p>".encode("cp1251")))
    assert decoded.encoding == "utf-8"
    assert RUSSIAN in decoded.text
    assert decoded.warnings


@pytest.mark.parametrize("data", [b"It\x92s \x93good\x94 \x97 20 \xb0C, \xa9 2011", b"na\xefve caf\xe9"])
def test_a_few_bytes_are_western(data: bytes) -> None:
    decoded = decode(Capture(data))
    assert decoded.text == data.decode("cp1252")
    assert decoded.encoding == "windows-1252"


def test_decoders_follow_the_standard_where_python_does_not() -> None:
    assert decode(Capture(b"\x81 \x8d caf\xe9", charset="latin1")).text == "\x81 \x8d café"
    assert decode(Capture("价格".encode("gbk") + b" \x80 5", charset="gb2312")).text == "价格 € 5"
    assert decode(Capture("番号".encode("euc_jp") + b"\xad\xa1\xad\xea", charset="euc-jp")).text == "番号①㈱"
    assert decode(Capture(b"\x1b$B-!\x1b(B \x1b(I12\x1b(B.", charset="iso-2022-jp")).text == "① ｱｲ."
    assert decode(Capture("똠방각하".encode("cp949"), charset="ks_c_5601-1987")).text == "똠방각하"
    # A lead byte without its trail must not swallow markup.
    assert decode(Capture(CHINESE.encode("gbk") + b"\xb0<p>", charset="gbk")).text.endswith("\ufffd<p>")


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, POLISH, GERMAN, "It’s a “slow” ferry – 20 km/h."])
@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
@pytest.mark.parametrize("given", [False, True])
def test_text_encoded_twice_is_read_as_it_was(text: str, wrong: str, given: bool) -> None:
    wrapped = page(text, "utf-8").decode("latin-1")
    if wrong == "cp1252":
        wrapped = "".join(decode_as_windows(character) for character in wrapped)
    decoded = decode(Capture(wrapped if given else wrapped.encode()))
    assert text in decoded.text
    assert decoded.encoding == "utf-8"
    assert len(decoded.warnings) == 1


def decode_as_windows(character: str) -> str:
    return character.encode("latin-1").decode("cp1252", "ignore") or character


@pytest.mark.parametrize(
    "text",
    [
        "<p>CAFÉ® und MÜß\xadEN, CAFÉ® und CAFÉ®</p>",
        "<p>Â«À bientôtÂ» s’écrit autrement : été, forêt, hôtel, île, Noël, où</p>",
        "<p>Говорят, что «Ã©» — это «é», «Ã¼» — «ü», а «Â» — просто лишнее.</p>",
        "<p>São João, ÃÃÃ!</p>",
        "<p>One stray â\x80\x99 is no proof</p>",
    ],
)
def test_text_that_was_not_encoded_twice_stays(text: str) -> None:
    assert decode(Capture(text.encode())) == Decoded(text.encode(), "utf-8", "detected")
    assert decode(Capture(text.encode())).text == text
    assert decode(Capture(text)).text == text


def test_what_was_encoded_once_stays_beside_what_was_encoded_twice() -> None:
    decoded = decode(Capture("<p>EncuÃ©ntrelo â€“ mÃ¡s fÃ¡cil, dice JosÃ© â€œPepeâ€\x9d, niÃ±o. Café</p>"))
    assert decoded.text == "<p>Encuéntrelo – más fácil, dice José “Pepe”, niño. Café</p>"


def test_text_is_taken_as_it_is() -> None:
    decoded = decode(Capture("\ufeffТекст\0 here", charset="koi8-r"))
    assert (decoded.text, decoded.encoding, decoded.how, decoded.warnings) == ("Текст\0 here", "utf-8", "given", ())


def test_lone_surrogates_are_replaced_and_pairs_joined() -> None:
    decoded = decode(Capture("a\ud83d\ude00b\ud800c\udfff"))
    assert decoded.text == "a😀b\ufffdc\ufffd"
    assert len(decoded.warnings) == 1


def test_nuls_do_not_make_a_text_utf16() -> None:
    data = "Привет,\0 мир. ".encode() * 40
    assert decode(Capture(data)).encoding == "utf-8"
    assert decode(Capture(b"a b\0c d e\0f g")).encoding == "utf-8"


@pytest.mark.parametrize(
    "data",
    [b"\x80" * 2_000_000, b"<meta " * 300_000 + b"\xff", b"<script>" * 250_000 + b"\xff", b"\x1b$B" * 500_000],
    ids=["high", "meta", "script", "escape"],
)
def test_time_is_linear(data: bytes) -> None:
    started = time.process_time()
    decode(Capture(data))
    assert time.process_time() - started < 3


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "gbk", "utf-16", "euc-jp", "nonsense", "iso-2022-jp"]))
def test_any_bytes_become_text(data: bytes, charset: str | None) -> None:
    decoded = decode(Capture(data, charset=charset))
    decoded.text.encode("utf-8")
    assert decode(Capture(data, charset=charset)) == decoded


@given(st.text(st.characters(), max_size=200))
def test_any_text_becomes_valid_text(text: str) -> None:
    decode(Capture(text)).text.encode("utf-8")
