"""News pages in several languages and in the markup of several makes."""

# ruff: noqa: E501

import json
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class News:
    """What a news page says.

    Attributes:
        related: headline and address of each.
        paragraphs: of the body; the subhead stands before the fourth.
    """

    language: str
    site: str
    url: str
    title: str
    kicker: str
    standfirst: str
    author: str
    byline: str
    instant: str
    date: str
    paragraphs: tuple[str, ...]
    subhead: str
    caption: str
    credit: str
    related_label: str
    related: tuple[tuple[str, str], ...]
    consent: str
    share: tuple[str, ...]
    newsletter: str
    comments_label: str
    comments: tuple[str, ...]
    navigation: tuple[str, ...]
    legal: str
    direction: str = "ltr"

    @property
    def html(self) -> str:
        """The page as markup of today."""
        return semantic(self)


def semantic(news: News) -> str:
    """Landmark elements, JSON-LD, Open Graph."""
    e = escape
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": news.title,
        "datePublished": news.instant,
        "author": [{"@type": "Person", "name": news.author}],
        "publisher": {"@type": "Organization", "name": news.site},
        "image": ["https://img.example/large/cover.jpg"],
    }
    navigation = "".join(f'<li><a href="/s{n}">{e(text)}</a></li>' for n, text in enumerate(news.navigation))
    first, rest = news.paragraphs[:3], news.paragraphs[3:]
    paragraphs = "\n".join(f"<p>{e(text)}</p>" for text in first)
    more = "\n".join(f"<p>{e(text)}</p>" for text in rest)
    related = "".join(
        f'<li><a href="{address}"><img src="/t/{n}.jpg" alt="t{n}"><span>{e(text)}</span></a></li>'
        for n, (text, address) in enumerate(news.related)
    )
    share = "".join(
        f'<li><a class="share-button" href="https://s{n}.example/?u=x">{e(t)}</a></li>'
        for n, t in enumerate(news.share)
    )
    comments = "".join(
        f'<li class="comment"><div class="comment-author">{name}</div><p class="comment-text">{e(text)}</p></li>'
        for name, text in zip(("otter77", "marta_k", "finch"), news.comments, strict=False)
    )
    return f"""<!doctype html>
<html lang="{news.language}" dir="{news.direction}">
<head>
<meta charset="utf-8">
<title>{e(news.title)} | {e(news.site)}</title>
<meta property="og:type" content="article">
<meta property="og:title" content="{e(news.title)}">
<meta property="og:site_name" content="{e(news.site)}">
<meta property="og:description" content="{e(news.standfirst)}">
<meta property="og:image" content="https://img.example/large/cover.jpg">
<meta property="article:published_time" content="{news.instant}">
<meta name="description" content="{e(news.standfirst)}">
<link rel="canonical" href="{news.url}">
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>
<style>.story{{max-width:40em}}</style>
</head>
<body>
<div id="cookie-consent" class="cookie-banner" role="dialog"><p>{e(news.consent)}</p><button>OK</button></div>
<header class="site-header"><a href="/" class="logo">{e(news.site)}</a>
<nav class="main-menu"><ul>{navigation}</ul></nav></header>
<main>
<article class="story">
<p class="kicker">{e(news.kicker)}</p>
<h1 class="headline">{e(news.title)}</h1>
<p class="standfirst">{e(news.standfirst)}</p>
<div class="byline">{e(news.byline)}</div>
<time class="date" datetime="{news.instant}">{e(news.date)}</time>
<ul class="share-bar">{share}</ul>
<figure class="lead-image">
<img src="/blank.gif" data-src="https://img.example/large/cover.jpg" alt="{e(news.caption[:30])}" width="1200" height="800">
<figcaption class="caption">{e(news.caption)} <span class="credit">{e(news.credit)}</span></figcaption>
</figure>
<div class="article-body">
{paragraphs}
<aside class="newsletter-signup"><h4>{e(news.newsletter)}</h4><form><input type=email><button>OK</button></form></aside>
<h2>{e(news.subhead)}</h2>
{more}
</div>
</article>
<section class="related-stories"><h3>{e(news.related_label)}</h3><ul>{related}</ul></section>
<section id="comments" class="comments"><h3>{e(news.comments_label)}</h3><ol class="comment-list">{comments}</ol></section>
</main>
<footer class="site-footer"><p>{e(news.legal)}</p></footer>
<script>window.start()</script>
</body>
</html>
"""


def plain(news: News) -> str:
    """An older make: tables for layout, no landmarks, no embedded data, end tags left out."""
    e = escape
    menu = "".join(f"<a href=/s{n} class=menuitem>{e(text)}</a><br>" for n, text in enumerate(news.navigation))
    body = "\n".join(f"<p>{e(text)}" for text in news.paragraphs)
    related = "".join(f"<li><a href={address}>{e(text)}</a>" for text, address in news.related)
    return f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<title>{e(news.site)} - {e(news.title)}</title><meta name=description content="{e(news.standfirst)}"></head>
<body bgcolor=#ffffff>
<table width=100% border=0><tr><td width=150 class=leftmenu valign=top>{menu}
<td valign=top><div class=content>
<h1>{e(news.title)}</h1>
<p class=lead><b>{e(news.standfirst)}</b>
<table class=photo width=300><tr><td><img src=/pics/bridge.jpg width=300 height=200><tr><td class=caption>{e(news.caption)} {e(news.credit)}</table>
{body}
<hr>
<h4>{e(news.related_label)}</h4><ul class=related>{related}</ul>
</div>
</table>
<div class=footer><font size=1>{e(news.legal)}</font></div>
</body></html>
"""


NEWS_EN = News(
    language="en",
    site="The Harbour Post",
    url="https://harbour.example/2024/05/iron-bridge-reopens",
    title="Iron bridge reopens after nine years of repairs",
    kicker="Transport",
    standfirst="Trams crossed the river again on Monday morning, a decade after engineers found cracks in the old girders.",
    author="Ana Okafor",
    byline="By Ana Okafor",
    instant="2024-05-06T08:30:00+02:00",
    date="6 May 2024, 08:30",
    paragraphs=(
        "The first tram rolled over the iron bridge at a quarter past five on Monday, carrying eleven passengers, two "
        "dogs and a brass band that had been told to play quietly and did not.",
        "“We were promised two years and we waited nine,” said Ines Calder, who runs the bakery at the eastern end. “My "
        "daughter learned to walk, to read and to complain in that time, and now she can finally take the tram.”",
        "The city spent 61 million on the work, more than three times the first estimate. Auditors blamed the cost of "
        "steel, a winter flood that carried off the scaffolding, and a contract that nobody in the town hall had read "
        "to the end.",
        "Engineers replaced forty of the girders and left the others in place. Each of them carries a sensor now, and "
        "the readings are published every hour on the website of the port, where anyone may look them up.",
        "Heavy lorries stay banned. The council will decide in autumn whether buses may use the bridge as well, and "
        "the bakers, the ferrymen and the tram drivers have all announced that they will attend the meeting.",
        "The ferry that served both banks meanwhile will make its last crossing on Sunday. Its captain has been "
        "offered a job in the control room of the bridge, and says he is thinking it over.",
    ),
    subhead="What the repairs cost",
    caption="The first tram crosses the iron bridge on Monday morning.",
    credit="Photo: Marek Dahl/Port Agency",
    related_label="More on this story",
    related=(
        ("Why the girders cracked in the first place", "https://harbour.example/2015/02/girders"),
        ("Ferry captain ponders life on dry land", "https://harbour.example/2024/04/ferry-captain"),
        ("Council splits over buses on the old bridge", "https://harbour.example/2024/03/council-buses"),
    ),
    consent="We use cookies to improve your experience. Accept all or manage your choices in the settings.",
    share=("Share on Facebook", "Tweet", "Send by WhatsApp"),
    newsletter="Sign up for our morning newsletter",
    comments_label="2 comments",
    comments=(
        "I took the second tram and it was full already. Please run them every five minutes, at least in the mornings!",
        "Nine years for forty girders. My grandfather helped to build the whole thing in four, and he had one arm.",
    ),
    navigation=("Home", "City", "Region", "Sport", "Culture", "Weather"),
    legal="© 2024 The Harbour Post. All rights reserved. Terms of use and privacy policy.",
)

NEWS_DE = News(
    language="de",
    site="Uferbote",
    url="https://uferbote.example/stadt/eisenbruecke-wieder-offen",
    title="Eiserne Brücke nach neun Jahren wieder offen",
    kicker="Verkehr",
    standfirst="Seit Montagmorgen fahren wieder Straßenbahnen über den Fluss – zehn Jahre nach dem Fund der ersten Risse.",
    author="Jörg Wendland",
    byline="Von Jörg Wendland",
    instant="2024-05-06T08:30:00+02:00",
    date="06.05.2024, 08:30 Uhr",
    paragraphs=(
        "Um Viertel nach fünf rollte am Montag die erste Bahn über die eiserne Brücke. An Bord waren elf Fahrgäste, zwei "
        "Hunde und eine Blaskapelle, die leise spielen sollte und das nicht tat.",
        "„Zwei Jahre hat man uns versprochen, neun haben wir gewartet“, sagte die Bäckerin Inge Kaltwasser, deren Laden "
        "am östlichen Ende liegt. „Meine Tochter hat in der Zeit laufen, lesen und schimpfen gelernt.“",
        "Die Stadt gab 61 Millionen Euro aus, mehr als das Dreifache der ersten Schätzung. Die Prüfer nannten als Gründe "
        "den Stahlpreis, ein Hochwasser im Winter und einen Vertrag, den im Rathaus niemand zu Ende gelesen hatte.",
        "Vierzig Träger wurden ersetzt, die übrigen blieben an ihrem Platz. Jeder trägt nun einen Fühler, und die "
        "Messwerte stehen jede Stunde auf der Seite des Hafenamts, wo sie jeder nachlesen kann.",
        "Schwere Lastwagen bleiben verboten. Ob Busse fahren dürfen, entscheidet der Rat im Herbst; Bäcker, Fährleute "
        "und Straßenbahnfahrer haben angekündigt, dass sie zur Sitzung kommen werden.",
        "Die Fähre, die beide Ufer in der Zwischenzeit verband, fährt am Sonntag zum letzten Mal. Ihrem Kapitän wurde "
        "eine Stelle im Stellwerk der Brücke angeboten, und er denkt noch darüber nach.",
    ),
    subhead="Was die Sanierung gekostet hat",
    caption="Die erste Straßenbahn überquert am Montag die eiserne Brücke.",
    credit="Foto: Marek Dahl/Hafenbild",
    related_label="Mehr zum Thema",
    related=(
        ("Warum die Träger überhaupt gerissen sind", "https://uferbote.example/stadt/traeger"),
        ("Der Fährmann und das Leben an Land", "https://uferbote.example/leute/faehrmann"),
        ("Rat streitet über Busse auf der Brücke", "https://uferbote.example/politik/busse"),
    ),
    consent="Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten. Alle akzeptieren oder Einstellungen ändern.",
    share=("Auf Facebook teilen", "Twittern", "Per WhatsApp teilen"),
    newsletter="Jetzt unseren Newsletter bestellen",
    comments_label="2 Kommentare",
    comments=(
        "Die zweite Bahn war schon voll. Bitte wenigstens morgens alle fünf Minuten fahren, das kann doch nicht schwer sein!",
        "Neun Jahre für vierzig Träger. Mein Großvater hat die ganze Brücke in vier Jahren mitgebaut, mit einem Arm.",
    ),
    navigation=("Startseite", "Stadt", "Region", "Sport", "Kultur", "Wetter"),
    legal="© 2024 Uferbote Verlag. Alle Rechte vorbehalten. Impressum und Datenschutz.",
)

NEWS_RU = News(
    language="ru",
    site="Речной вестник",
    url="https://vestnik.example/news/2024/05/most",
    title="Железный мост открыли после девяти лет ремонта",
    kicker="Транспорт",
    standfirst="Трамваи снова пошли через реку в понедельник утром, спустя десять лет после того, как нашли первые трещины.",
    author="Анна Озерова",
    byline="Автор: Анна Озерова",
    instant="2024-05-06T08:30:00+03:00",
    date="6 мая 2024, 08:30",
    paragraphs=(
        "Первый трамвай прошёл по железному мосту в понедельник в четверть шестого утра. В вагоне ехали одиннадцать "
        "пассажиров, две собаки и духовой оркестр, который просили играть тихо, но он не послушался.",
        "«Нам обещали два года, а ждали мы девять, — сказала Инна Калинина, хозяйка булочной у восточного берега. — "
        "Моя дочь за это время научилась ходить, читать и жаловаться».",
        "Город потратил на работы шестьдесят один миллион, втрое больше первой сметы. Проверяющие объяснили это ценой "
        "стали, зимним паводком, унёсшим леса, и договором, которого в мэрии никто не дочитал до конца.",
        "Инженеры заменили сорок балок, остальные оставили на месте. На каждой теперь стоит датчик, и показания каждый "
        "час появляются на странице речного порта, где их может посмотреть любой желающий.",
        "Тяжёлым грузовикам въезд по-прежнему закрыт. Осенью городской совет решит, пускать ли на мост автобусы, и "
        "булочники, паромщики и водители трамваев уже пообещали прийти на заседание.",
        "Паром, который всё это время ходил между берегами, в воскресенье отправится в последний рейс. Капитану "
        "предложили работу в диспетчерской моста, и он пока раздумывает.",
    ),
    subhead="Во что обошёлся ремонт",
    caption="Первый трамвай пересекает железный мост в понедельник утром.",
    credit="Фото: Марк Дальний/Порт-Пресс",
    related_label="Читайте также",
    related=(
        ("Почему балки вообще треснули", "https://vestnik.example/news/2015/balki"),
        ("Капитан парома думает о жизни на суше", "https://vestnik.example/news/2024/parom"),
        ("Совет спорит об автобусах на мосту", "https://vestnik.example/news/2024/avtobusy"),
    ),
    consent="Мы используем файлы cookie, чтобы сайт работал лучше. Продолжая пользоваться сайтом, вы соглашаетесь с этим.",
    share=("Поделиться ВКонтакте", "Поделиться в Telegram"),
    newsletter="Подпишитесь на утреннюю рассылку",
    comments_label="Комментарии (2)",
    comments=(
        "Второй трамвай был уже полный. Пустите их хотя бы утром раз в пять минут, неужели это так трудно!",
        "Девять лет на сорок балок. Мой дед помогал строить весь мост четыре года, и рука у него была одна.",
    ),
    navigation=("Главная", "Город", "Область", "Спорт", "Культура", "Погода"),
    legal="© 2024 Речной вестник. Все права защищены. Перепечатка только с разрешения редакции.",
)

NEWS_ZH = News(
    language="zh",
    site="江畔日报",
    url="https://jiangpan.example/2024/0506/tieqiao.html",
    title="铁桥修缮九年后重新开放",
    kicker="交通",
    standfirst="星期一清晨，有轨电车再次驶过江面，此时距离工程师在旧钢梁上发现裂缝已有十年。",
    author="林小舟",
    byline="记者：林小舟",
    instant="2024-05-06T08:30:00+08:00",
    date="2024年5月6日 08:30",
    paragraphs=(
        "星期一清晨五点一刻，第一辆有轨电车驶上铁桥，车上有十一名乘客、两条狗，还有一支铜管乐队。乐队事先被告知要轻声演奏，但他们并没有照办。",
        "“当初答应我们两年，结果等了九年。”在东岸经营面包店的陈怡说，“这段时间里，我女儿学会了走路、识字和抱怨，现在她终于可以坐电车了。”",
        "市政府为这项工程花费了六千一百万元，是最初预算的三倍多。审计人员认为原因包括钢材价格上涨、冬季洪水冲走了脚手架，以及一份市政厅里没有人读完的合同。",
        "工程师更换了四十根钢梁，其余的保留在原处。如今每根钢梁上都装有传感器，读数每小时在港务局的网站上公布一次，任何人都可以查询。",
        "重型卡车仍然禁止通行。市议会将在秋天决定是否允许公共汽车上桥，面包师、渡船工人和电车司机都已表示会出席会议。",
        "在此期间往返两岸的渡船将于星期日最后一次航行。船长已收到桥梁控制室的工作邀请，他说自己还在考虑。",
    ),
    subhead="修缮花了多少钱",
    caption="星期一清晨，第一辆有轨电车驶过铁桥。",
    credit="图片来源：马瑞/港口图片社",
    related_label="相关新闻",
    related=(
        ("钢梁当初为什么会出现裂缝呢", "https://jiangpan.example/2015/gangliang.html"),
        ("渡船船长考虑上岸之后的生活", "https://jiangpan.example/2024/duchuan.html"),
        ("议会就公共汽车能否上桥争论不休", "https://jiangpan.example/2024/gongjiao.html"),
    ),
    consent="我们使用cookie来改善您的体验，继续浏览即表示您同意我们使用cookie。",
    share=("分享到微博", "分享到微信"),
    newsletter="订阅我们的晨间邮件",
    comments_label="评论（2）",
    comments=(
        "第二班电车就已经坐满了，希望至少早上能五分钟一班，这应该不难做到吧！",
        "四十根钢梁修了九年，我爷爷当年参加修建整座桥只用了四年，而且他只有一只手。",
    ),
    navigation=("首页", "城市", "地区", "体育", "文化", "天气"),
    legal="版权所有 © 2024 江畔日报社，未经许可不得转载。",
)

NEWS_AR = News(
    language="ar",
    site="صحيفة الضفة",
    url="https://diffa.example/2024/05/iron-bridge",
    title="إعادة فتح الجسر الحديدي بعد تسع سنوات من الترميم",
    kicker="النقل",
    standfirst="عادت عربات الترام إلى عبور النهر صباح يوم الاثنين، بعد عشر سنوات من اكتشاف المهندسين شقوقا في العوارض القديمة.",
    author="أمينة العلي",
    byline="كتبت أمينة العلي",
    instant="2024-05-06T08:30:00+03:00",
    date="6 مايو 2024، 08:30",
    paragraphs=(
        "عبر أول ترام الجسر الحديدي في الخامسة والربع من صباح الاثنين، وعلى متنه أحد عشر راكبا وكلبان وفرقة نحاسية طلب "
        "منها أن تعزف بهدوء فلم تفعل.",
        "وقالت إيناس الخباز، صاحبة المخبز عند الطرف الشرقي: «وعدونا بسنتين فانتظرنا تسعا. تعلمت ابنتي خلالها المشي "
        "والقراءة والشكوى، وصار بوسعها أخيرا أن تركب الترام».",
        "وأنفقت المدينة واحدا وستين مليونا على الأشغال، أي أكثر من ثلاثة أضعاف التقدير الأول. وعزا المدققون ذلك إلى ثمن "
        "الفولاذ، وفيضان شتوي جرف السقالات، وعقد لم يقرأه أحد في البلدية حتى نهايته.",
        "واستبدل المهندسون أربعين عارضة وتركوا البقية في مكانها. وعلى كل منها الآن جهاز قياس تنشر قراءاته كل ساعة على "
        "موقع الميناء، حيث يستطيع الجميع الاطلاع عليها.",
        "ويظل عبور الشاحنات الثقيلة محظورا. وسيقرر المجلس في الخريف السماح للحافلات بالعبور أو منعها، وقد أعلن الخبازون "
        "وأصحاب العبارات وسائقو الترام أنهم سيحضرون الجلسة.",
        "أما العبارة التي ربطت الضفتين طوال تلك المدة فستقوم برحلتها الأخيرة يوم الأحد. وقد عرضت على قبطانها وظيفة في "
        "غرفة التحكم بالجسر، وهو يقول إنه ما زال يفكر في الأمر.",
    ),
    subhead="كم كلف الترميم",
    caption="أول ترام يعبر الجسر الحديدي صباح الاثنين.",
    credit="Photo: Marek Dahl/Port Agency",
    related_label="مواضيع ذات صلة",
    related=(
        ("لماذا تشققت العوارض في الأصل", "https://diffa.example/2015/girders"),
        ("قبطان العبارة يفكر في الحياة على اليابسة", "https://diffa.example/2024/ferry"),
        ("المجلس منقسم حول عبور الحافلات على الجسر", "https://diffa.example/2024/buses"),
    ),
    consent="نستخدم ملفات تعريف الارتباط (cookies) لتحسين تجربتك. بمواصلة التصفح فإنك توافق على ذلك.",
    share=("شارك على فيسبوك", "شارك على واتساب"),
    newsletter="اشترك في نشرتنا الصباحية",
    comments_label="تعليقان",
    comments=(
        "كان الترام الثاني ممتلئا بالفعل. أرجو أن يمر كل خمس دقائق في الصباح على الأقل، فليس ذلك بالأمر العسير!",
        "تسع سنوات لأربعين عارضة. جدي ساعد في بناء الجسر كله في أربع سنوات، وكانت له يد واحدة.",
    ),
    navigation=("الرئيسية", "المدينة", "الإقليم", "رياضة", "ثقافة", "الطقس"),
    legal="جميع الحقوق محفوظة © 2024 صحيفة الضفة. All rights reserved.",
    direction="rtl",
)

ALL = (NEWS_EN, NEWS_DE, NEWS_RU, NEWS_ZH, NEWS_AR)
ENGLISH = NEWS_EN.html
RUSSIAN = NEWS_RU.html
