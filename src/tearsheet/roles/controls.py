"""What buttons, counters and players say that stand on and around images."""

import re

__all__ = ["is_control", "without_control"]

_LONGEST = 60
_PHRASES = frozenset(
    phrase.strip().casefold()
    for phrase in """
    ad, advertisement, advertising, anzeige, werbung, reklama, publicité, publicidad, pubblicità, реклама
    image, images, photo, photos, picture, pictures, gallery, photo gallery, slideshow, icon, caption
    video, audio, podcast, embed, live, watch, watch now, watch live, play, play video, listen, listen now, loading
    enlarge, enlarge image, enlarge this image, expand, expand image, zoom, zoom in, full screen, open gallery
    see gallery
    close, hide, next, previous, prev, more, less, share, save, copy link, hide caption, toggle caption, show caption
    bild, bilder, foto, fotos, fotostrecke, fotostrecke ansehen, bildergalerie, galerie, bild vergrößern, bild schließen
    bilder ansehen, fotos ansehen, alle bilder ansehen, alle bilder anzeigen, vergrößern, schließen, mehr
    weniger, weiter
    zurück, mehr anzeigen, player wird geladen, video starten, bild in großansicht, newsletter, newsletter abonnieren
    agrandir, agrandir l'image, agrandir l’image, voir la galerie, voir les photos, voir plus, vidéo, diaporama, fermer
    ampliar, ampliar imagen, ampliar foto, ver galería, ver fotos, ver más, ver imagen, vídeo, galería, cerrar, imagen
    imagem, ver galeria, galeria, ampliar imagem, fechar, immagine, galleria, ingrandisci, chiudi, guarda il video
    vergroten, vergroot, vergroot afbeelding, foto vergroten, bekijk foto's, sluiten, afbeelding, fotogalerij
    förstora, förstora bild, visa mer, stäng, bildspel, forstørr, vis mer, se mer, lukk, forstør, luk, suurenna, sulje
    zvětšit, zavřít, powiększ, powiększ zdjęcie, zobacz galerię, galeria zdjęć, zamknij, nagyítás, galéria, bezárás
    увеличить, открыть галерею, видео, галерея, закрыть, збільшити, відео, закрити, βίντεο, μεγέθυνση, büyüt, galeri
    فيديو, تكبير الصورة, تكبير, إغلاق, ویدیو, بزرگنمایی, וידאו, להגדלה, סגור, वीडियो, गैलरी, भिडियो, ভিডিও
    视频, 視頻, 点击查看, 点击放大, 点击查看大图, 查看原图, 查看大图, 图集, 放大, 動画, 拡大, 拡大する, 画像を拡大
    画像を拡大する
    写真を拡大, 全画面で見る, 영상, 비디오, 확대, 확대보기, 이미지 확대, 이미지 확대보기, 사진 확대, 크게보기
    """.replace("\n", ",").split(",")
    if phrase.strip()
)
_COUNTED = re.compile(
    r"[\W\d_]+|\d{1,3}\s*(?:/|of|von|de|sur|di|из|z)\s*\d{1,3}|(?:\d{1,2}:)?\d{1,2}:\d\d(?:\s*min\w*)?\.?"
    r"|(?:view|see|show|all)\s+(?:all\s+)?\d{0,3}\s*(?:images?|photos?|pictures?)|\d{1,3}\s*(?:images?|photos?|fotos?|bilder)"
)
"""Counters and clocks."""
_OPENING = re.compile(
    r"(?:open|click|tap|view|hover|swipe)\b[\w ]{0,30}"
    r"\b(?:gallery|image|photo|picture|full ?screen|enlarge|expand|zoom)"
)
"""Instructions, as far as they are sentences of English."""
_TRAILING = re.compile(
    r"[\s(|]*(?:\bmore\s*>|\b(?:visa mer|read more|show more|see more|mehr anzeigen|voir plus|ver más|hide caption"
    r"|toggle caption|show caption|enlarge(?: this)? image|bild vergrößern|expand image))\s*[>)]*\s*\Z",
    re.IGNORECASE,
)


def is_control(text: str) -> bool:
    """Whether a text is nothing but what a button, a counter or a player's clock says."""
    if len(text) > _LONGEST:
        return False
    words = text.casefold().strip(" \t\n.:!>»›…()[]|")
    return words in _PHRASES or _COUNTED.fullmatch(words) is not None or _OPENING.match(words) is not None or not words


def without_control(text: str) -> str:
    """A text without what a button says that stands at its end."""
    end = max(len(text) - _LONGEST, 0)
    return text[:end] + _TRAILING.sub("", text[end:])
