"""Pages that hold more than one thing: an article with comments, a question with answers, a front page, a ticker."""

# ruff: noqa: E501

from tests.pages.news import NEWS_EN

REMARKS = (
    ("otter77", "2024-05-07T08:10:00+00:00",
     "I crossed that bridge every morning for eleven years and never once saw the engineer they are talking about."),
    ("marta_k", "2024-05-07T09:32:00+00:00",
     "Lovely piece. My grandmother sold buttons on the quay, and she would have had something to say about the tram."),
    ("finch", "2024-05-07T21:05:00+00:00", "Agreed"),
)  # fmt: skip
"""Who wrote it, when, and what."""


def discussed(names: str = "comments-area", remark: str = "comment") -> str:
    """A news page with readers' comments of the usual make below the article."""
    comments = "".join(
        f'<li class="{remark} depth-1" itemscope itemtype="https://schema.org/Comment"><div class="comment-meta"><img src="/a/{author}.png" alt="">'
        f'<b class="fn" itemprop="author">{author}</b> <time datetime="{instant}">{instant[:10]}</time></div>'
        f'<div class="comment-content"><p>{text}</p></div><div class="reply"><a href="#r">Reply</a> <button>Like</button></div></li>'
        for author, instant, text in REMARKS
    )
    section = (
        f'<section class="{names}"><h3>3 comments</h3><ol class="commentlist">{comments}</ol>'
        '<form class="comment-form"><p>Your email address will not be published.</p><button>Post comment</button></form></section>'
    )
    start, end = NEWS_EN.html.index('<section id="comments"'), NEWS_EN.html.index("</main>")
    return NEWS_EN.html[:start] + section + NEWS_EN.html[end:]


QUESTION_TEXT = (
    "I have inherited a tide clock from an aunt who lived on the coast, and it loses about forty minutes every week. "
    "The battery is new. Is there anything I can turn, or do tide clocks always drift like that?"
)
ANSWERS = (
    ("ebb", "2023-04-02T10:00:00Z",
     "They always drift, because the moon keeps no timetable. Set it at high water on the day of a full moon and you "
     "will be right to within half an hour for most of the month."),
    ("harbourmaster", "2023-04-03T16:45:00Z",
     "Before you blame the moon, look at the hands: on mine the minute hand touched the glass. I bent it back with a "
     "spoon, and the clock has kept good time for two years."),
    ("slackwater", "2023-04-09T07:20:00Z",
     "There is a small screw at the back of the movement, under the paper seal. A quarter of a turn to the right makes "
     "it faster, but make a mark first so that you find your way back."),
)  # fmt: skip
QUESTION = (
    """<!doctype html><html lang="en"><head><title>Why does my tide clock lose time? - Ask the Quay</title>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"QAPage","mainEntity":{"@type":"Question",
"name":"Why does my tide clock lose time?"}}</script></head><body><header><a href="/">Ask the Quay</a>
<nav><a href="/questions">Questions</a> <a href="/tags">Tags</a></nav></header><main>
<h1>Why does my tide clock lose time?</h1><div class="question"><div class="user" rel="author">aunts_heir</div>
<time datetime="2023-04-01T09:00:00Z">1 April 2023</time><div class="post-text"><p>"""
    + QUESTION_TEXT
    + """</p></div></div><h2>3 answers</h2><div class="answers">"""
    + "".join(
        f'<div class="answer" id="a{number}"><div class="post-text"><p>{text}</p></div><div class="user"><a rel="author" href="/u/{author}">{author}</a>'
        f' <time datetime="{instant}">{instant[:10]}</time></div><a href="#share">Share</a></div>'
        for number, (author, instant, text) in enumerate(ANSWERS)
    )
    + "</div></main><footer>Ask the Quay · <a href='/terms'>Terms</a></footer></body></html>"
)

_HEADLINES = (
    "Council votes to move the fish market back to the quay",
    "The last lamplighter of Netmakers' Row turns ninety today",
    "School choir wins in the capital after losing its coach",
    "Heavy rain expected on both banks from Thursday evening",
    "Ferry timetable changes for the first time since 1998",
    "What the new levy on jetties means for small boat owners",
    "Library opens on Sundays, and the librarians are not amused",
    "Three crews set out for the regatta, and one comes back early",
    "Opinion: leave the old crane where it is, and paint it blue",
    "Harbour swimmers find a bicycle that was stolen in 1974",
    "Bakery on Salt Street closes after four generations",
    "Tram drivers and council agree on longer breaks in winter",
    "Photographs: the night the river froze down to the weir",
    "Second bridge would cost twice as much as first thought",
    "How a seal became the most famous resident of Pier Nine",
    "Court hears the case of the missing lighthouse lamp again",
    "New benches on the mole face the wrong way, readers say",
    "The island's only cinema shows its first film in colour",
    "Interview: the woman who has counted gulls for forty years",
    "Old rope works to become a school for boat builders",
    "Fog closes the airport, and nobody notices until noon",
    "Quiz: how well do you know the lights of the estuary?",
)
FRONT_PAGE = (
    """<!doctype html><html lang="en"><head><title>The Harbour Post - news from both banks</title>
<meta property="og:type" content="website"><meta property="og:site_name" content="The Harbour Post"></head><body>
<header class="masthead"><a href="/">The Harbour Post</a><nav class="menu"><ul><li><a href="/city">City</a><li><a href="/river">River</a>
<li><a href="/sport">Sport</a></ul></nav></header><main class="front">"""
    + "".join(
        f'<div class="teaser card"><a href="/2024/05/{number}-story.html"><img src="/t/{number}.jpg" alt=""><h3>{headline}</h3></a></div>'
        for number, headline in enumerate(_HEADLINES)
    )
    + "</main><footer><a href='/imprint'>Imprint</a> © 2024 The Harbour Post</footer></body></html>"
)

TICKER = (
    ("2024-08-11T18:52:00+02:00", "Der Pegel fällt wieder, um drei Zentimeter in der Stunde. Die Feuerwehr hat die ersten Pumpen abgestellt und "
     "schickt die Helfer zum Essen, das die Bäckerei am Markt gespendet hat."),
    ("2024-08-11T17:15:00+02:00", "Am alten Wehr hat sich ein Baum quer gelegt. Taucher sind auf dem Weg, müssen aber warten, bis die Strömung "
     "nachlässt. Die Uferstraße bleibt bis auf Weiteres für alle gesperrt."),
    ("2024-08-11T15:40:00+02:00", "Die Bürgermeisterin hat sich ein Bild von der Lage gemacht und bittet alle, die Keller nicht mehr zu betreten. "
     "Wer Sandsäcke braucht, bekommt sie am Bauhof, solange der Vorrat reicht."),
    ("2024-08-11T14:05:00+02:00", "Der Fluss hat die erste Marke überschritten. Auf der Insel sind zwei Familien aus ihren Häusern geholt worden, "
     "auch der Hund ist in Sicherheit, der sich lange gewehrt hat."),
    ("2024-08-11T12:30:00+02:00", "Es regnet seit neun Stunden. Der Wetterdienst rechnet damit, dass es am Nachmittag aufhört, warnt aber vor "
     "einer zweiten Welle aus den Bergen, die am Abend die Stadt erreicht."),
)  # fmt: skip
LIVE_TICKER = (
    """<!doctype html><html lang="de"><head><title>Liveticker zum Hochwasser: Pegel fällt wieder | Flussbote</title>
<meta property="og:type" content="article"></head><body><header><nav><a href="/">Start</a> <a href="/stadt">Stadt</a></nav></header>
<main><h1>Liveticker zum Hochwasser: Pegel fällt wieder</h1><p class="lead">Wir berichten den ganzen Tag von beiden Ufern.</p><div class="feed">"""
    + "".join(
        f'<div class="eintrag"><time datetime="{instant}">{instant[11:16]} Uhr</time><p>{text}</p></div>'
        for instant, text in TICKER
    )
    + "</div></main><footer>© 2024 Flussbote</footer></body></html>"
)

STORIES = (
    ("https://harbour.example/2024/05/07/crane", "Old crane leaves the quay after ninety years", "Ida Brandt",
     "2024-05-07T07:00:00+02:00",
     ("The crane on the fish quay was taken down on Tuesday, bolt by bolt, while the people who had worked under it "
      "stood behind the fence and said very little. It had not lifted anything since the year 1998.",
      "It will be put up again in the yard of the school of boat builders, where it is to be painted blue, as a vote "
      "among the pupils has decided, and where it may lift nothing heavier than a dinghy from now on.",
      "The council had wanted to sell it for scrap. A letter from eleven retired stevedores changed its mind, together "
      "with the price of scrap, which has fallen by half since the autumn of last year.",
      "What comes to its place is not decided. The harbour master would like a second landing stage, the baker a "
      "terrace, and the gulls, which have nested on the jib for decades, have not been asked.")),
    ("https://harbour.example/2024/05/06/levy", "Levy on jetties divides the owners of small boats", "Tom Okafor",
     "2024-05-06T16:20:00+02:00",
     ("Whoever ties up at a public jetty is to pay four crowns a night from July, and nobody on the pontoon can talk "
      "about anything else. The list for signatures hangs beside the tap, and it is already full on both sides.",
      "The money is meant for the jetties themselves, two of which have been closed since the storm in November. The "
      "owners say that they have paid for them twice already, once in tax and once in planks.",
      "A few are in favour, though not loudly. If four crowns keep out those who leave their boats to rot all winter, "
      "said one of them, then he would gladly pay eight, and bring the planks as well.")),
)  # fmt: skip
"""Address, headline, author, instant and paragraphs."""


def scrolled(start: str = '<article class="story" data-url="{url}">', headline: str = "{title}") -> str:
    """A news page below whose article the next ones have been loaded, each with all that belongs to it."""
    more = "".join(
        f"""{start.format(url=url)}<h1 class="headline">{headline.format(url=url, title=title)}</h1>
<div class="byline">By {author}</div><time class="date" datetime="{instant}">{instant[:10]}</time>
<figure><img src="/i/{number}.jpg" alt="" width="900" height="600"><figcaption>What one saw on the quay that day</figcaption></figure>
<div class="article-body">{"".join(f"<p>{text}</p>" for text in paragraphs)}
<p>More about it: <a href="/2023/older">An older story about the same thing on the quay</a></p></div></article>"""
        for number, (url, title, author, instant, paragraphs) in enumerate(STORIES)
    )
    return NEWS_EN.html.replace("</article>", "</article>" + more, 1)
