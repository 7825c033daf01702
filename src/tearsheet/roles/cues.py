"""Single words that hint at furniture, in many languages: weak evidence each, for the learned part of the roles.

Unlike the stock phrases of `tearsheet.roles.wording`, none of them decides anything; training finds out which to
believe, and where.
"""

import re

from tearsheet.native import signloops
from tearsheet.page.role import Role

__all__ = ["CUES", "HINTS", "cues"]

_WORDS: dict[Role, str] = {
    Role.COMMENTS: "comment comments commented reply replies respond discussion discuss moderated akismet "
    "commenter commenters kommentar kommentare kommentaren kommentieren antworten antwort "
    "abbrechen diskutieren sagt commentaire commentaires répondre réagir réaction réactions "
    "comentario comentarios comentar responder comentário comentários commento commenti "
    "commenta rispondi reactie reacties reageer komentarz komentarze komentuj skomentuj "
    "odpowiedz комментарий комментарии комментариев комментировать ответить коментар "
    "коментарі σχόλιο σχόλια σχολιάστε komentář komentáře yorum yorumlar kommentarer "
    "hozzászólás comentariu تعليق تعليقات תגובות टिप्पणी komentar",
    Role.SHARE: "share shares shared tweet facebook twitter whatsapp telegram linkedin pinterest "
    "instagram youtube reddit tumblr bluesky mastodon threads tiktok messenger flipboard xing "
    "viber vkontakte weibo digg stumbleupon delicious follow copied clipboard print teilen "
    "folgen kopieren drucken ausdrucken partager suivre imprimer compartir síguenos imprimir "
    "compartilhar siga condividi segui stampa delen volg udostępnij drukuj wydrukuj "
    "поделиться поделитесь печать распечатать твитнуть вконтакте одноклассники κοινοποίηση "
    "εκτύπωση sdílet paylaş dela megosztás شارك مشاركة שתף साझा bagikan",
    Role.NEWSLETTER: "newsletter newsletters inbox mailing bulletin email mail mails emails postfach "
    "infolettre courriel boletín boletim correo biuletyn рассылка рассылку рассылки почту "
    "nyhetsbrev nieuwsbrief bülten zpravodaj hírlevél نشرة",
    Role.CALL_TO_ACTION: "subscribe subscriber subscribers subscription signup login logout register password "
    "username account cart checkout donate download app trial quote demo submit continue "
    "upload enter required field log sign abonnieren abo abonnement anmelden anmeldung "
    "einloggen registrieren registrierung passwort benutzername konto warenkorb spenden jetzt "
    "testen absenden vergessen abonnez abonner connexion connecter inscrire compte suscríbete "
    "suscribirse suscripción iniciar sesión registrarse contraseña cuenta assine entrar "
    "cadastre senha abbonati accedi registrati prenumerera zaloguj zarejestruj hasło "
    "подписаться подписка войти вход регистрация пароль зарегистрироваться εγγραφή σύνδεση "
    "κωδικός přihlásit předplatné giriş abone اشترك تسجيل הרשמה",
    Role.CONSENT: "cookie cookies consent gdpr accept reject agree vendors purposes preferences akzeptieren "
    "ablehnen einwilligung zustimmen datenschutzeinstellungen notwendige zweck accepter "
    "refuser consentement aceptar rechazar consentimiento aceitar rejeitar accetta rifiuta "
    "consenso zgoda zgadzam akceptuję ciasteczka куки согласие принять çerez samtycke "
    "toestemming",
    Role.LEGAL: "copyright rights reserved terms conditions policy privacy trademark trademarks "
    "disclaimer licence license llc ltd inc gmbh powered imprint legal issn impressum "
    "datenschutz datenschutzerklärung agb urheberrecht vorbehalten rechte nutzungsbedingungen "
    "haftungsausschluss mentions légales droits réservés confidentialité cgu cgv aviso "
    "privacidad derechos reservados términos direitos termos diritti riservati informativa "
    "voorbehouden prawa zastrzeżone regulamin polityka prywatności права защищены правила "
    "конфиденциальности лицензия свидетельство роскомнадзор правообладатель редакция "
    "πνευματικά δικαιώματα όροι χρήσης απορρήτου všechna práva vyhrazena hakları saklıdır "
    "rättigheter حقوق محفوظة זכויות",
    Role.RELATED: "related recommended recommendations similar also likely interested stories posts "
    "articles weiterlesen ähnliche verwandte auch interessieren könnte lesen beiträge artikel "
    "liés similaires aussi lire sujet relacionados relacionadas también además leia veja "
    "também correlati leggi anche powiązane zobacz czytaj także podobne читайте также похожие "
    "теме материалы σχετικά άρθρα διαβάστε επίσης související läs också lees ook ilgili ذات "
    "صلة קשורות",
    Role.FEED: "latest trending popular viewed recent newest live breaking ticker hours minutes ago "
    "meistgelesen neueste aktuelle beliebt beliebte aktuell derniers dernières récents lus "
    "fil último últimas últimos leído leídas vistas popolari ultime letti najnowsze popularne "
    "czytane последние лента популярное популярные новости читаемые τελευταία δημοφιλή "
    "nejčtenější senaste mest meest gelezen son dakika الأكثر أحدث",
    Role.TAGS: "tags tag topics topic keywords filed labels categories category hashtags schlagworte "
    "schlagwörter themen kategorien stichworte étiquettes catégories sujets thèmes etiquetas "
    "temas palavras categorías argomenti tagi tematy słowa kategorie теги метки тэги рубрики "
    "темы ετικέτες κατηγορίες štítky ämnen trefwoorden etiketler وسوم",
    Role.NAVIGATION: "home homepage menu about contact careers jobs events services sitemap navigation search "
    "previous next faq faqs help support rss archive archives advertise page back top skip "
    "toggle sections shop products pricing solutions sport sports politics business opinion "
    "culture lifestyle weather travel health science technology world startseite kontakt über "
    "karriere suche suchen hilfe archiv wetter politik wirtschaft kultur panorama reise "
    "wissen menü mediadaten presse veranstaltungen seite nächste vorherige zurück weiter mehr "
    "anzeigen accueil contactez recherche aide politique économie météo suivant précédent "
    "plan inicio contacto buscar ayuda política deportes economía página siguiente anterior "
    "início contato esportes chi siamo contatti cerca strona główna szukaj polityka "
    "gospodarka następna poprzednia reklama главная контакты поиск архив карта реклама "
    "политика экономика спорт культура общество страница далее назад вакансии проекте αρχική "
    "επικοινωνία αναζήτηση πολιτική οικονομία αθλητισμός κόσμος ελλάδα πολιτισμός úvod "
    "kontakty hledat anasayfa iletişim spor الرئيسية اتصل رياضة ראשי होम",
    Role.BYLINE: "by author authors editor correspondent reporter writer staff von autor autorin redakteur "
    "redakteurin par auteur journaliste por redacción redactor di autore redazione przez "
    "autorka автор авторы корреспондент συντάκτης συντάκτρια av door skribent",
    Role.CREDIT: "photo photos photograph photographer foto fotos picture image images imago getty reuters "
    "afp dpa epa shutterstock unsplash istock alamy photographie crédit credit credits bild "
    "quelle fotograf zdjęcie fot фото фотография φωτογραφία eurokinissi bildquelle imagen "
    "shot archivfoto symbolbild illustration",
    Role.ADVERTISEMENT: "advertisement advertisements sponsored promoted anzeige werbung annonce publicité "
    "publicidad publicidade pubblicità реклама reklama διαφήμιση advertentie reklam إعلان",
}
_INSIDE: dict[Role, str] = {
    Role.COMMENTS: "评论 評論 留言 跟帖 回复 回覆 コメント 댓글 답글",
    Role.SHARE: "分享 微博 转发 微信 打印 列印 シェア ツイート フォロー 공유 인쇄 페이스북",
    Role.NEWSLETTER: "邮件 電子報 电子报 メルマガ ニュースレター 뉴스레터 이메일",
    Role.CALL_TO_ACTION: "登录 登入 注册 註冊 订阅 訂閱 密码 下载 ログイン 会員登録 登録 購読 로그인 회원가입 구독 "
    "신고",
    Role.CONSENT: "同意 クッキー 쿠키",
    Role.LEGAL: "版权 版權 著作權 著作权 隐私 隱私 条款 免责 备案 许可证 著作権 無断転載 利用規約 "
    "プライバシー 저작권 무단 이용약관 개인정보",
    Role.RELATED: "相关 相關 推荐 推薦 関連 おすすめ 관련 추천",
    Role.FEED: "最新 热门 熱門 排行 点击 热点 即時 ランキング 人気 新着 인기 속보 많이",
    Role.TAGS: "标签 標籤 关键词 關鍵字 关键字 タグ キーワード 태그",
    Role.NAVIGATION: "首页 首頁 网站地图 关于 關於 联系 聯絡 导航 新闻 财经 体育 娱乐 搜索 搜尋 上一页 下一页 "
    "频道 视频 ホーム トップ 検索 お問い合わせ 経済 スポーツ 홈 정치 경제 사회 스포츠 검색 "
    "메뉴",
    Role.BYLINE: "记者 記者 作者 编辑 編輯 责任编辑 執筆 기자",
    Role.CREDIT: "图片 圖片 摄影 攝影 写真 撮影 사진",
    Role.ADVERTISEMENT: "广告 廣告 広告 광고",
}
"""Of languages that write no spaces between words: looked for anywhere."""

CUES: tuple[Role, ...] = tuple(_WORDS)
"""The roles that words hint at, in the order of the bits of `cues`."""

_BITS: dict[str, int] = {}
for _bit, _words in enumerate(_WORDS.values()):
    for _word in _words.split():
        _BITS[_word] = _BITS.get(_word, 0) | 1 << _bit
_BITS_INSIDE = {word: 1 << CUES.index(role) for role, words in _INSIDE.items() for word in words.split()}

# Vowel signs of the scripts of India and South-East Asia are part of the word.
_WORD = re.compile("[\\w\u0900-\u0dff\u0e00-\u0e7f]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ANY_INSIDE = re.compile("|".join(sorted(_BITS_INSIDE, key=lambda word: (-len(word), word))))


def cues(text: str) -> int:
    """The hints of a short text: one bit for each of `CUES`."""
    if HINTS is not None:
        return int(HINTS.read(text))
    found = 0
    for word in _WORD.findall(text.lower()):
        found |= _BITS.get(word, 0)
    return found if text.isascii() else found | _inside(text)


def _inside(text: str) -> int:
    """The hints inside a text of a language that writes no spaces."""
    found = 0
    if _UNSPACED.search(text):
        for word in _ANY_INSIDE.findall(text):
            found |= _BITS_INSIDE[word]
    return found


HINTS = None if signloops is None else signloops.Hints(_BITS, _inside)
"""The words for the compiled loops; ``None`` where everything runs in Python."""
