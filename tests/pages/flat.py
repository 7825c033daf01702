"""Pages that somebody flattened to text, with their furniture, line by line."""

# ruff: noqa: E501

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flat:
    """A flattened news page.

    Attributes:
        title: first line.
        credit: photographer, run together with the caption.
        caption: of the photograph; stands again, with the site behind it, as image description.
        subscribe: label of a button.
        paragraphs: six; a related pair stands after the first and after the fourth.
        related: image description (without the site) and headline of two stories.
        feed: header of a feed.
        comments: count and prompt.
        loader: a leftover.
        chat: a label.
        template: a placeholder in another language.
    """

    language: str
    site: str
    title: str
    credit: str
    caption: str
    subscribe: str
    paragraphs: tuple[str, ...]
    related: tuple[tuple[str, str], ...]
    feed: str
    comments: tuple[str, str]
    loader: str
    chat: str
    template: str

    @property
    def text(self) -> str:
        """The capture."""
        p = self.paragraphs
        (one, first), (two, second) = self.related
        return "\n".join(
            (
                self.title,
                "",
                f"{self.credit}{self.caption}",
                f"{self.caption} - {self.site}",
                self.subscribe,
                p[0],
                "",
                f"{one} - {self.site}",
                first,
                p[1],
                "",
                p[2],
                "",
                p[3],
                "",
                f"{two} - {self.site}",
                second,
                "",
                p[4],
                "",
                p[5],
                "",
                self.feed,
                *self.comments,
                self.loader,
                self.chat,
                self.template,
            )
        )


FLAT_FR = Flat(
    language="fr",
    site="Courrier du Fleuve",
    title="Le port refuse de fermer le vieux pont aux tramways",
    credit="© Agence du Port . Luc R. Fontaine",
    caption="Trams wait at the western end of the iron bridge while engineers look at the girders, a spokesman for the port said",
    subscribe="S'abonner",
    paragraphs=(
        "La direction du port n'a pas l'intention de fermer le pont de fer aux tramways pendant les travaux, a déclaré au "
        "Courrier du Fleuve une porte-parole de la mairie, interrogée sur la proposition des ingénieurs.",
        "Le conseil municipal n'apprécie guère l'idée de détourner les lignes par la rive nord, où les rues sont trop "
        "étroites et les habitants déjà excédés par le bruit.",
        "«Nous ne fermons rien à la demande de qui que ce soit. Si nous recevons des mesures qui montrent un danger, nous "
        "ferons nos propres vérifications avant de prendre une décision», a répondu le directeur du port.",
        "Selon lui, si le danger est confirmé, les tramways rouleront au pas et «un seul à la fois», comme pendant l'hiver "
        "de la grande crue.",
        "Les ingénieurs avaient proposé mardi, à deux reprises, une fermeture de six semaines afin de remplacer quarante "
        "poutres fissurées sur la rive gauche.",
        "Ils ont également souligné que la mairie avait refusé de publier les relevés des capteurs, sous prétexte qu'ils "
        "seraient mal compris. Dans le même temps, personne n'a su expliquer pourquoi deux poutres avaient été repeintes "
        "la semaine dernière, de nuit et sans autorisation.",
    ),
    related=(
        ("Des ouvriers sur le pont", "Pont de fer: la mairie n'a pas le droit de cacher les relevés des capteurs"),
        ("Le bac no 4", "Le dernier bac du fleuve reprend du service près de l'écluse"),
    ),
    feed="Fil d'actu",
    comments=("0", "Pour participer aux discussions, identifiez-vous ou créez-vous un compte"),
    loader="loader",
    chat="Chat",
    template="Заголовок открываемого материала",
)

FLAT_DE = Flat(
    language="de",
    site="Uferbote",
    title="Hafenamt will die alte Brücke nicht für Bahnen sperren",
    credit="Foto: Hafenbild . Jörg D. Wendland",
    caption="Trams wait at the western end of the iron bridge while engineers look at the girders on Monday morning",
    subscribe="Abonnieren",
    paragraphs=(
        "Das Hafenamt denkt nicht daran, die eiserne Brücke während der Arbeiten für die Straßenbahn zu sperren. Das sagte "
        "eine Sprecherin dem Uferboten auf die Frage nach dem Vorschlag der Ingenieure.",
        "Der Rat hält wenig davon, die Linien über das Nordufer zu führen, wo die Gassen eng sind und die Anwohner den Lärm "
        "schon lange leid.",
        "„Wir sperren nichts auf Zuruf. Wenn uns Messwerte vorliegen, die eine Gefahr zeigen, prüfen wir das selbst, bevor "
        "wir etwas entscheiden“, antwortete der Leiter des Hafenamts.",
        "Bestätige sich die Gefahr, so sagte er, führen die Bahnen im Schritt und „nur eine auf einmal“, wie im Winter des "
        "großen Hochwassers.",
        "Die Ingenieure hatten am Dienstag zweimal eine Sperrung von sechs Wochen vorgeschlagen, um vierzig gerissene Träger "
        "am linken Ufer zu ersetzen.",
        "Sie wiesen auch darauf hin, dass das Rathaus die Werte der Fühler nicht herausgibt, weil man sie falsch verstehen "
        "könnte. Zugleich konnte niemand erklären, warum in der letzten Woche zwei Träger neu gestrichen wurden, nachts und "
        "ohne Auftrag.",
    ),
    related=(
        ("Arbeiter auf der Brücke", "Eiserne Brücke: Das Rathaus darf die Messwerte nicht verstecken"),
        ("Fähre Nummer 4", "Die letzte Fähre des Flusses legt wieder an der Schleuse ab"),
    ),
    feed="Meistgelesen",
    comments=("0", "Um zu kommentieren, melden Sie sich bitte an"),
    loader="lädt ...",
    chat="Chat",
    template="{{ article.title }}",
)
