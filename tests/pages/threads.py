"""Threads and live blogs that somebody flattened to text, as forum software and newspapers print them."""

# ruff: noqa: E501

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FlatThread:
    """A thread.

    Attributes:
        text: the capture.
        title: what it is called.
        posts: writer, instant in ISO 8601 (without a zone) and beginning of each post.
    """

    text: str
    title: str
    posts: tuple[tuple[str, str, str], ...]


XENFORO_LIKE = FlatThread(
    """The Shed Forum
New posts
Search forums
Log in
Register
Old ferry engine does not start
Thread starter ropewalker
Start date Mar 2, 2024
R
ropewalker
Member
Joined
Feb 8, 2014
Messages
212
Location
Harrowmere
Mar 2, 2024
#1
I have an old ferry engine in my shed and it will not start after the winter. The starter turns, the fuel pump hums, but nothing happens.
Has anybody here taken one of these apart before I do something stupid?
Reply
T
Tinker_Bill
Well-known member
Joined
Jan 4, 2009
Messages
5,665
Mar 3, 2024
#2
ropewalker said:
The starter turns, the fuel pump hums, but nothing happens.
Click to expand...
Check the decompression lever first. On mine it had frozen half open, and I spent a week cleaning injectors for nothing.
Reply
R
ropewalker
Member
Joined
Feb 8, 2014
Messages
212
Location
Harrowmere
Mar 3, 2024
#3
It was the lever! Half open, exactly as you said.
Reply
Like
Margit
Margit
New member
Joined
Mar 4, 2024
Messages
1
Mar 5, 2024
#4
For the record, and for those who find this thread later: the smaller model does the same, only that the lever sits behind the exhaust there.
You must log in or register to reply here.
Similar threads
Which oil for a two-stroke ferry engine?
lockkeeper
Jan 7, 2023
Engines
Replies
12
Views
3K
Jan 9, 2023
Ferry bell cracked, can it be welded?
Margit
Nov 2, 2022
Engines
Replies
4
Views
1K
Nov 30, 2022
Terms and rules
Privacy policy
""",
    "Old ferry engine does not start",
    (
        ("ropewalker", "2024-03-02", "I have an old ferry engine"),
        ("Tinker_Bill", "2024-03-03", "Check the decompression lever"),
        ("ropewalker", "2024-03-03", "It was the lever!"),
        ("Margit", "2024-03-05", "For the record"),
    ),
)

GERMAN_BOARD = FlatThread(
    """Werkstattforum
Foren-Übersicht
Suche
Anmelden
Alter Fährmotor springt nicht an
Antworten
Alter Fährmotor springt nicht an
von Seilermeister » Sa 2. Mär 2024, 09:12
In meinem Schuppen steht ein alter Fährmotor, der nach dem Winter nicht mehr anspringt. Der Anlasser dreht, die Pumpe summt, sonst geschieht nichts.
Hat hier jemand so einen Motor schon einmal zerlegt?
Seilermeister
Mitglied
Beiträge: 212
Registriert: So 9. Feb 2014, 18:20
Wohnort: Uferstadt
Nach oben
Re: Alter Fährmotor springt nicht an
von Schrauber_Willi » Sa 2. Mär 2024, 10:40
Sieh zuerst nach dem Dekompressionshebel. Bei mir war er halb offen festgefroren, und ich habe eine Woche lang umsonst Düsen gereinigt.
Schrauber_Willi
Moderator
Beiträge: 5665
Registriert: Mi 4. Jan 2012, 07:11
Nach oben
Re: Alter Fährmotor springt nicht an
von Seilermeister » So 3. Mär 2024, 18:05
Es war der Hebel! Halb offen, genau wie du gesagt hast. Er hat zweimal gehustet, die ganze Straße eingeräuchert und läuft seitdem.
Seilermeister
Mitglied
Beiträge: 212
Registriert: So 9. Feb 2014, 18:20
Wohnort: Uferstadt
Nach oben
3 Beiträge • Seite 1 von 1
Zurück zu Motoren
""",
    "Alter Fährmotor springt nicht an",
    (
        ("Seilermeister", "2024-03-02T09:12", "In meinem Schuppen"),
        ("Schrauber_Willi", "2024-03-02T10:40", "Sieh zuerst nach"),
        ("Seilermeister", "2024-03-03T18:05", "Es war der Hebel!"),
    ),
)

RUSSIAN_BOARD = FlatThread(
    """Форум мастеров
Главная
Поиск
Старый паромный двигатель не заводится
Канатчик
Участник
Сообщения: 212
Регистрация: 08.02.2014
Откуда: Береговой
02.03.2024, 09:12
#1
В сарае стоит старый паромный двигатель, после зимы он не заводится. Стартер крутит, насос гудит, и больше ничего не происходит.
Кто-нибудь уже разбирал такой?
Ответить
Цитировать
Мастер_Вася
Модератор
Сообщения: 5665
Регистрация: 04.01.2009
02.03.2024, 10:40
#2
Сначала посмотри на рычаг декомпрессора. У меня он примёрз наполовину открытым, и я неделю зря чистил форсунки.
Ответить
Цитировать
Канатчик
Участник
Сообщения: 212
Регистрация: 08.02.2014
Откуда: Береговой
13.03.2024, 18:05
#3
Дело было в рычаге! Он был открыт наполовину, как ты и сказал. С тех пор двигатель работает, соседи со мной не разговаривают.
Ответить
Цитировать
Похожие темы
Какое масло лить в паромный двигатель?
Шлюзовщик
07.01.2023
""",
    "Старый паромный двигатель не заводится",
    (
        ("Канатчик", "2024-03-02T09:12", "В сарае стоит"),
        ("Мастер_Вася", "2024-03-02T10:40", "Сначала посмотри"),
        ("Канатчик", "2024-03-13T18:05", "Дело было в рычаге!"),
    ),
)

CHINESE_BOARD = FlatThread(
    """工棚论坛
首页
搜索
旧渡轮发动机无法启动
船匠老李
高级会员
帖子 212
积分 890
来自 港口
发表于 2024-3-2 09:12
我的棚子里有一台旧渡轮发动机，过了冬天就启动不了。起动机会转，油泵也响，但是什么反应都没有。有人拆过这种机器吗？
回复 举报
修理工小王
版主
帖子 5665
积分 20340
发表于 2024-3-2 10:40
先看看减压杆。我那台的减压杆冻住了，一直半开着，我白白清洗了一个星期的喷油嘴。滴一点油，用木锤轻轻敲就好。
回复 举报
船匠老李
高级会员
帖子 212
积分 890
来自 港口
发表于 2024-3-3 18:05
果然是减压杆！跟你说的一样，半开着。它咳了两声，把整条街都熏了一遍，从中午一直转到现在。
回复 举报
""",
    "旧渡轮发动机无法启动",
    (
        ("船匠老李", "2024-03-02T09:12", "我的棚子里"),
        ("修理工小王", "2024-03-02T10:40", "先看看减压杆"),
        ("船匠老李", "2024-03-03T18:05", "果然是减压杆"),
    ),
)

ARABIC_BOARD = FlatThread(
    """منتدى الورشة
الرئيسية
بحث
محرك العبارة القديم لا يعمل
صانع الحبال
عضو نشيط
تاريخ التسجيل: 08-02-2014
المشاركات: 212
02-03-2024, 09:12
#1
في مخزني محرك عبارة قديم لا يعمل بعد الشتاء. المشغل يدور والمضخة تصدر صوتا ولكن لا يحدث شيء. هل فكك أحدكم محركا كهذا من قبل؟
رد مع اقتباس
أبو سالم
مشرف
تاريخ التسجيل: 04-01-2009
المشاركات: 5665
02-03-2024, 10:40
#2
انظر أولا إلى ذراع تخفيف الضغط. كان ذراعي متجمدا نصف مفتوح، وقضيت أسبوعا كاملا أنظف البخاخات بلا فائدة.
رد مع اقتباس
صانع الحبال
عضو نشيط
تاريخ التسجيل: 08-02-2014
المشاركات: 212
13-03-2024, 18:05
#3
كان الذراع فعلا! نصف مفتوح كما قلت تماما. سعل المحرك مرتين وملأ الشارع دخانا وهو يعمل منذ الظهر.
رد مع اقتباس
""",
    "محرك العبارة القديم لا يعمل",
    (
        ("صانع الحبال", "2024-03-02T09:12", "في مخزني"),
        ("أبو سالم", "2024-03-02T10:40", "انظر أولا"),
        ("صانع الحبال", "2024-03-13T18:05", "كان الذراع فعلا"),
    ),
)

QUESTION_AND_ANSWERS = FlatThread(
    """Shed Exchange
Questions
Tags
Users
How do I start an old ferry engine after the winter?
Asked
12 years, 1 month ago
Modified
1 year, 9 months ago
Viewed
3k times
27
I have an old ferry engine in my shed and it will not start after the winter. The starter turns, the fuel pump hums, but nothing happens.
What should I look at before I take it apart?
engine
ferry
Share
Improve this question
Follow
edited Jul 5, 2020 at 10:00
Margit
26.3k
asked Feb 4, 2014 at 13:02
ropewalker
6,796
Add a comment
2 Answers
31
Look at the decompression lever first. If it is frozen half open, the engine turns, but it never builds up any pressure.
A drop of oil and a wooden mallet will free it.
Share
Improve this answer
Follow
answered Feb 4, 2014 at 13:27
Tinker_Bill
392k
Mine was frozen as well, in both winters.
lockkeeper
Commented Feb 5, 2014 at 8:11
Add a comment
4
Drain the fuel before you do anything else. Diesel that has stood for half a year in the cold leaves wax in the filter, and no lever will help.
Share
Improve this answer
Follow
answered Mar 9, 2014 at 21:40
Margit
26.3k
Add a comment
Your Answer
Sign up or log in
""",
    "How do I start an old ferry engine after the winter?",
    (
        ("ropewalker", "2014-02-04T13:02", "I have an old ferry engine"),
        ("Tinker_Bill", "2014-02-04T13:27", "Look at the decompression lever"),
        ("Margit", "2014-03-09T21:40", "Drain the fuel"),
    ),
)

ONE_LINE_HEADS = FlatThread(
    """Foro del Taller
Inicio
Motores
El motor viejo del transbordador no arranca
cordelero 2 de marzo de 2024, 09:12 1
Tengo en el cobertizo un motor viejo de transbordador que no arranca después del invierno. El arranque gira, la bomba zumba y no pasa nada más.
¿Alguien de aquí ha desmontado alguno antes de que haga una tontería?
2 Me gusta
Manitas_Bill 2 de marzo de 2024, 10:40 2
Mira primero la palanca de descompresión. La mía se había helado medio abierta y pasé una semana limpiando inyectores para nada.
cordelero 3 de marzo de 2024, 18:05 3
¡Era la palanca! Medio abierta, tal como dijiste. Tosió dos veces, llenó la calle de humo y funciona desde el mediodía.
1 Me gusta
Margarita 4 de marzo de 2024, 07:30 4
Para quien encuentre este hilo más tarde: con el modelo pequeño pasa lo mismo, solo que la palanca está detrás del escape.
Temas relacionados
Tema
Respuestas
¿Qué aceite para un motor de transbordador?
12
7 de enero de 2023
""",
    "El motor viejo del transbordador no arranca",
    (
        ("cordelero", "2024-03-02T09:12", "Tengo en el cobertizo"),
        ("Manitas_Bill", "2024-03-02T10:40", "Mira primero"),
        ("cordelero", "2024-03-03T18:05", "¡Era la palanca!"),
        ("Margarita", "2024-03-04T07:30", "Para quien encuentre"),
    ),
)

JAPANESE_BOARD = FlatThread(
    """作業小屋掲示板
ホーム
検索
古い渡し船のエンジンがかからない
1 名前：縄屋 投稿日：2024/03/02(土) 09:12:44
小屋に古い渡し船のエンジンがあるのですが、冬を越したらかからなくなりました。セルは回るし燃料ポンプも動くのに、何も起こりません。
返信
2 名前：修理屋ビル 投稿日：2024/03/02(土) 10:40:03
まずデコンプレバーを見てください。私のは半分開いたまま凍っていて、一週間も無駄に噴射弁を掃除しました。油を一滴差して木槌で叩けば直ります。
返信
3 名前：縄屋 投稿日：2024/03/03(日) 18:05:20
レバーでした。おっしゃる通り半分開いていました。二回咳き込んで通りを煙だらけにしましたが、昼からずっと動いています。
返信
""",
    "古い渡し船のエンジンがかからない",
    (
        ("縄屋", "2024-03-02T09:12:44", "小屋に古い"),
        ("修理屋ビル", "2024-03-02T10:40:03", "まずデコンプレバー"),
        ("縄屋", "2024-03-03T18:05:20", "レバーでした"),
    ),
)

FLAT_THREADS = {
    "xenforo-like": XENFORO_LIKE,
    "german": GERMAN_BOARD,
    "russian": RUSSIAN_BOARD,
    "chinese": CHINESE_BOARD,
    "arabic": ARABIC_BOARD,
    "questions": QUESTION_AND_ANSWERS,
    "spanish, heads on one line": ONE_LINE_HEADS,
    "japanese": JAPANESE_BOARD,
}

FLAT_LIVE_BLOG = """The Harbour Post
Home
City
Culture
Live: the iron bridge reopens
By Ann Miller
6 May 2024
Trams cross the river again today. We are on the bridge and tell you what happens there.
11:20
Mayor speaks at the bridge
The mayor has thanked the engineers and the bakers, in that order, and has promised that the next repair will be announced before it begins.
There was some laughter at the back, where the ferrymen stood.
09:45
Second tram delayed
The second tram is standing at the western end with its doors open. The driver says a swan has settled on the rails, and the fire brigade has been asked whether it has anybody who is good with swans.
06:02
All passengers have crossed
The first tram has reached the eastern bank. Eleven passengers got off, and the band went straight back to the western side because it had left its tuba there.
05:15
First tram on its way
It is a quarter past five and the first tram is rolling onto the iron bridge. Some two hundred people are watching from the quay, most of them with coffee.
23:50
The night before
Workers are sweeping the last of the gravel from the rails, and the lamps on the bridge have been lit for the first time since the autumn.
Most read
Ferry fares to rise in June
Baker opens on the east bank
© 2024 The Harbour Post. All rights reserved.
"""

FLAT_TICKER_DE = """Uferbote
Startseite
Stadt
Newsticker: Die eiserne Brücke öffnet wieder
Stand: 06.05.2024, 11:31 Uhr
11.20 Uhr: Der Bürgermeister hat den Ingenieuren und den Bäckern gedankt, in dieser Reihenfolge, und versprochen, die nächste Reparatur rechtzeitig anzukündigen.
09.45 Uhr: Die zweite Bahn steht mit offenen Türen am westlichen Ende. Der Fahrer sagt, auf den Schienen habe sich ein Schwan niedergelassen, und die Feuerwehr sei unterwegs.
06.02 Uhr: Die erste Bahn hat das östliche Ufer erreicht. Elf Fahrgäste sind ausgestiegen, und die Kapelle ist gleich zurückgegangen, weil sie dort ihre Tuba vergessen hatte.
05.15 Uhr: Es ist Viertel nach fünf, und die erste Bahn rollt auf die eiserne Brücke. Etwa zweihundert Menschen sehen vom Kai aus zu, die meisten mit Kaffee.
Meistgelesen
Impressum
Datenschutz
"""
