"""What each column of a Block tells that the learned models see, with its unit or range: one line a name.

Sections keep to the modules that name the columns; a test holds both against each other, name by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tearsheet.roles.content import CONVENTION
from tearsheet.roles.cues import CUES
from tearsheet.roles.surroundings import FAR

__all__ = [
    "ABOVE",
    "BLOCK_SECTIONS",
    "CONTENT_SECTIONS",
    "COUNT",
    "FLAG",
    "FURNITURE_SECTIONS",
    "LOG",
    "SHARE",
    "Section",
]

FLAG, SHARE, LOG, COUNT, LEVELS, ODDS = "0 or 1", "0 to 1", "ln(1 + n)", "count", f"levels, 0 to {FAR}", "log-odds"

Lines = Mapping[str, tuple[str, str]]
"""Unit or range, and explanation, by name."""


@dataclass(frozen=True, slots=True)
class Section:
    """Columns that belong together.

    Attributes:
        title: heading of the section.
        module: of `tearsheet.roles`, that names and measures the columns.
        lines: unit or range and explanation of each name.
        about: what is true of all of them.
        places: where a name is looked at, when the columns are called ``PLACE: NAME``: what each place is.
        flat: values that stand in every flat capture, by name; ``"*"`` for all names.
    """

    title: str
    module: str
    lines: Lines
    about: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    flat: Mapping[str, float] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, str]:
        """Each column with the name, in `lines`, that explains it."""
        if not self.places:
            return {name: name for name in self.lines}
        return {f"{place}: {name}": name for place in self.places for name in self.lines}

    def flat_value(self, name: str) -> float | None:
        """What stands for a name in every flat capture; ``None`` where it is measured there too."""
        return self.flat.get(name, self.flat.get("*"))


_OWN = Section(
    "The Block itself",
    "features",
    {
        "units": (LOG, "length of its text in characters; wide ones (Chinese, Japanese, Korean) count 2.5 times"),
        "words": (LOG, "pieces between spaces"),
        "link share": (SHARE, "characters that are in links"),
        "links": (LOG, "links"),
        "strong share": (SHARE, "characters that are in bold type"),
        "stops": (LOG, "ends of sentences: full stops, question marks and the like of any script before a space"),
        "commas": (LOG, "commas and semicolons of any script"),
        "digit share": (SHARE, "characters that are digits"),
        "upper case": (FLAG, "all its letters are capitals"),
        "ends sentence": (FLAG, "its last character ends a sentence, or is a colon or semicolon; closing quotes aside"),
        "ends with colon": (FLAG, "its last character is a colon"),
        "ends with ellipsis": (FLAG, "its last character is an ellipsis, or it ends with three full stops"),
        "time or year": (FLAG, "a time of day or a year, in less than 200 characters"),
        "furniture sign": (FLAG, "a bar, bullet, arrow, cross, ©, @, # or an address, in less than 200 characters"),
        "kind paragraph": (FLAG, "it is a paragraph"),
        "kind heading": (FLAG, "it is a heading"),
        "kind list item": (FLAG, "it is an item of a list"),
        "kind quotation": (FLAG, "it is a quotation"),
        "kind table": (FLAG, "it is a table of data"),
        "kind code": (FLAG, "it is code"),
        "kind caption": (FLAG, "it is a caption"),
        "kind image": (FLAG, "it is an image"),
        "level": ("0 up", "1 to 6 for a heading, the nesting of a list item, 0 for all else"),
        "tag p": (FLAG, "its element is `p`"),
        "tag div": (FLAG, "its element is `div`"),
        "tag span": (FLAG, "its element is `span`"),
        "tag cell": (FLAG, "its element is `td` or `th`"),
        "tag a": (FLAG, "its element is `a` or `button`"),
        "depth": ("levels", "its element below the root"),
        "same text": (COUNT, "Blocks of the page with the same text, itself included; 0 for an image"),
        "same shape": (LOG, "Blocks of its kind whose element and parent have the same tags and the same names"),
        "shape units": (LOG, "length of the Blocks of the same shape, all together"),
        "shape link share": (SHARE, "of that length, what is in links"),
        "title likeness": (SHARE, "words shared with the page's title, of all words of both; 0 from 400 characters on"),
        "description likeness": (SHARE, "its words that the page's description has; 0 from 400 characters on"),
        "gap before": ("-1 to 5", "line breaks between it and the Block before; -1 where the page is HTML"),
        "emphasis share": (SHARE, "characters that are emphasised"),
        "price": (FLAG, "a price, in less than 200 characters"),
        "contact": (FLAG, "a mail address, web address or telephone number"),
        "stars": (FLAG, "a rating in stars or out of 5 or 10, in less than 200 characters"),
        "times": (COUNT, "`time` elements"),
        "copies before": ("count, up to 5", "Blocks with the same text that stand before it"),
        "copies after": ("count, up to 5", "Blocks with the same text that stand behind it"),
    },
    flat={
        **dict.fromkeys(("link share", "links", "strong share", "kind caption", "kind image", "times"), 0.0),
        **dict.fromkeys(("tag p", "tag div", "tag span", "tag cell", "tag a"), 0.0),
        **dict.fromkeys(("shape link share", "description likeness", "emphasis share"), 0.0),
        "depth": -1.0,
    },
)

ABOVE = {
    "article": "an article, or a post",
    "main": "the main part of the page",
    "navigation": "a menu",
    "header": "the head of the page, or of a part of it",
    "footer": "the foot of the page, or of a part of it",
    "aside": "what stands beside the main part",
    "form": "a form",
    "figure": "an image with its caption",
    "quotation": "a quotation",
    "table": "a table, of data or for layout",
    "list": "a list",
    "button": "a button",
    "dialog": "a dialogue box or an alert",
    "noscript": "what is for readers without scripts",
    "body property": "what microdata declares to be the text of an article or a review",
    "comment type": "what microdata or ARIA declares to be a comment",
    "hidden": "what is not shown, at least at first",
    "content name": "the main part of the page, by its name",
    "story name": "an article, a post or a list of them",
    "text name": "running text",
    "comments name": "readers' comments, or replies",
    "menu name": "menus, breadcrumbs, page numbers, tables of contents",
    "masthead name": "the head of the page, with logo and banner",
    "bottom name": "the foot of the page, with the imprint",
    "sidebar name": "columns and boxes at the side",
    "related name": "teasers of other stories",
    "share name": "buttons to share and to follow",
    "newsletter name": "newsletters, subscriptions, accounts, paywalls",
    "advertisement name": "advertisements",
    "author name": "who wrote it, or a box about the author",
    "date name": "when it was published",
    "meta name": "the line of author, date and section",
    "tags name": "topics, categories, keywords",
    "caption name": "captions and credits",
    "image name": "images, galleries, videos",
    "consent name": "cookie notices and other notices",
    "overlay name": "what opens above the page",
    "title name": "titles and headlines",
    "standfirst name": "standfirsts, summaries, descriptions",
    "kicker name": "the line above a headline",
    "product name": "products of a shop",
    "price name": "prices, stock, and the way to the checkout",
    "reviews name": "reviews, ratings, testimonials",
    "features name": "specifications of a product",
    "hidden name": "what is not shown, or read aloud only",
    "grid name": "lists, grids and feeds of like items",
    "thread name": "messages of a thread, questions and answers",
    "poster name": "who wrote a post, with rank and picture",
    "quoted name": "quotations, of another post above all",
    "signature name": "what a user writes below every post",
    "code name": "code and documentation of programs",
    "questions name": "frequent questions, tabs, what opens at a click",
    "section name": "parts of a page that a builder of pages put together",
    "sources name": "notes, references, bibliographies",
    "biography name": "a few lines about the author",
}
"""What elements hold, by the names of `tearsheet.roles.surroundings`."""

_NEAREST = "levels up to the nearest element that by its tag, role or names is: "

_SURROUNDINGS = Section(
    "Elements above the Block",
    "surroundings",
    {name: (LEVELS, _NEAREST + told) for name, told in ABOVE.items()},
    "How many levels above the Block the nearest such element stands: 0 for its own element, "
    f"{FAR} for none, or for farther away. An element counts under every name that its tag, roles or words stand for.",
    {"above": "the Block's element and all above it"},
    {"*": FAR},
)

_CONTAINERS = Section(
    "Containers",
    "tree",
    {
        "blocks": (LOG, "Blocks in it"),
        "units": (SHARE, "of the page's length, what it holds"),
        "prose units": (SHARE, "of the page's prose, what it holds"),
        "link share": (SHARE, "of its length, what is in links"),
        "mean units": (LOG, "mean length of its Blocks"),
    },
    "Elements around the Block that each hold more Blocks than the one before; zeros where there are no more.",
    {
        "container 1": "the innermost element that holds more than this Block",
        "container 2": "the next one that holds more Blocks than the first",
        "container 3": "the next one that holds more Blocks than the second",
    },
    {"*": 0.0},
)

_BY_OFFSET = {
    -3: "three before",
    -2: "two before",
    -1: "just before",
    1: "just behind",
    2: "two behind",
    3: "three behind",
}
_NEIGHBOURS = Section(
    "Neighbours",
    "features",
    {name: _OWN.lines[name] for name in ("units", "link share", "ends sentence")}
    | {name: _OWN.lines[name] for name in ("kind paragraph", "kind heading", "kind image")},
    "The same numbers of the Blocks before and behind, in reading order; -1 beyond the ends of the page.",
    {f"neighbour {offset:+d}": f"the Block {where}" for offset, where in _BY_OFFSET.items()},
)

_WINDOWS = Section(
    "Windows",
    "features",
    {
        "units": (LOG, "mean length of the Blocks"),
        "link share": (SHARE, "of their length, what is in links"),
        "prose units": (LOG, "mean length of their prose, a Block"),
    },
    places={f"within {count}": f"the Block and {count} on either side" for count in (2, 6)},
    flat={"link share": 0.0},
)

_WHOLE = Section(
    "The whole page",
    "features",
    {
        "page blocks": (LOG, "Blocks"),
        "page units": (LOG, "length"),
        "page link share": (SHARE, "of the length, what is in links"),
        "page prose share": (SHARE, "of the length, what is prose"),
        "page paragraphs": (SHARE, "Blocks that are paragraphs"),
        "has markup": (FLAG, "the page is HTML; 0 says that columns with a flat value hold that"),
    },
    flat={"page link share": 0.0, "has markup": 0.0},
)

_POSITION = Section(
    "Where the Block stands",
    "features",
    {
        "position": (SHARE, "Blocks before it, of all others"),
        "prose before": (SHARE, "of the page's prose, what stands before it"),
        "prose after": (SHARE, "of the page's prose, what stands behind it"),
        "blocks after title": ("-50 to 200", "Blocks from the title to it, negative before; -99 without a title"),
        "units after title": ("±ln(1 + n)", "length from the title to it, negative before; -99 without a title"),
        "in core": (FLAG, "it stands in the smallest element that holds 60 % of the prose"),
        "in wide core": (FLAG, "it stands in the smallest element that holds 90 % of the prose"),
        "levels to core": (LEVELS, "from the element with 60 % of the prose up to what holds the Block as well"),
        "prose share of core": (SHARE, "of the page's prose, what that element holds; the same for all Blocks"),
        "levels to title": (LEVELS, f"from the Block up to what holds the title as well; {FAR} without a title"),
        "blocks since heading": ("-1 to 60", "Blocks up to the nearest heading before it; -1 for none"),
        "level of heading": ("0 to 6", "level of that heading; 0 for none"),
        "prose since title": (LOG, "prose between the title and it; before the title, since the start of the page"),
        "blocks since prose": ("1 to 99", "Blocks up to the nearest long piece of prose before it; 99 for none"),
        "blocks to prose": ("1 to 99", "Blocks down to the nearest long piece of prose behind it; 99 for none"),
    },
    "The title is the Block that is most like the title that the page gives. A long piece of prose has over 120 units.",
    flat={"in core": 1.0, "in wide core": 1.0, "levels to core": 0.0, "prose share of core": 0.0}
    | {"levels to title": float(FAR)},
)

_SIBLINGS = Section(
    "Rows of like siblings",
    "siblings",
    {
        "siblings": (LOG, "members"),
        "share of page": (SHARE, "of the page's length, what they hold"),
        "mean units": (LOG, "mean length of a member"),
        "priced share": (SHARE, "members with a price"),
        "position": (SHARE, "members before the one that holds the Block, of all"),
        "mean blocks": ("number", "Blocks in a member, on average"),
        "prose outside": (SHARE, "of the page's prose, what stands elsewhere"),
        "prose share": (SHARE, "of the row's length, what is prose"),
    },
    "Four or more elements with one parent, one tag and one first class name that hold text: cards of a shop, teasers, "
    "posts, items of a menu. Zeros where the Block stands in none.",
    {
        "row": "the innermost row around the Block",
        "row of several blocks": "the innermost row whose members hold more than 1.4 Blocks on average",
    },
    {"*": 0.0},
)

_TRIPLES = "of its triples of words, those that stand in "
_DECLARED = Section(
    "Texts that the page declares",
    "declared",
    {
        "in declared articleBody": (SHARE, f"{_TRIPLES}the declared text of an article"),
        "in declared description": (SHARE, f"{_TRIPLES}a declared description"),
        "in declared reviewBody": (SHARE, f"{_TRIPLES}the declared text of a review"),
        "length of declared articleBody": (LOG, "triples of words in the declared text of an article"),
        "length of declared description": (LOG, "triples of words in declared descriptions"),
        "length of declared reviewBody": (LOG, "triples of words in declared texts of reviews"),
        "blocks from declared body": ("-50 to 50", "Blocks from the stretch that holds the declared text; 0 within it"),
    },
    "The page's JSON-LD held against the Block; zeros where it declares nothing.",
    flat={"*": 0.0},
)

_TOLD: Lines = {
    "told by names": (ODDS, "that it is content, by the tokens of the names and tags around it"),
    "told by words": (ODDS, "that it is content, by the tokens of its words"),
}
BLOCK_SECTIONS: tuple[Section, ...] = (
    _OWN,
    _SURROUNDINGS,
    _CONTAINERS,
    _NEIGHBOURS,
    _WINDOWS,
    _WHOLE,
    _POSITION,
    _SIBLINGS,
    _DECLARED,
)
"""The columns that `tearsheet.roles.features` measures."""

CONTENT_SECTIONS: tuple[Section, ...] = (
    *BLOCK_SECTIONS,
    Section(
        "What tokens tell",
        "content",
        _TOLD,
        "Weights of the Block's tokens, added up, divided by the square root of their number, plus a constant. In a "
        "flat capture the constant of the names stands alone.",
    ),
    Section(
        "What tokens tell of neighbours",
        "content",
        _TOLD,
        "The same of the Blocks before and behind; 0 beyond the ends of the page.",
        {f"neighbour {offset:+d}": f"the Block {_BY_OFFSET[offset]}" for offset in (-2, -1, 1, 2)},
    ),
    Section(
        "The convention",
        "content",
        {CONVENTION: (FLAG, "where the line is drawn: 1 as a news editor would, 0 keeping more")},
        "Not measured: the model answers for both, and its answers are weighed by how likely the page is an article.",
    ),
)
"""The columns of the content model."""

_PHRASE = "it reads like a stock phrase of the role: "
_OWN_PHRASES = "consent, comments, newsletter, call to action, share, legal, feed, related"
FURNITURE_SECTIONS: tuple[Section, ...] = (
    Section(
        "Hints",
        "leftout",
        {role.value: (FLAG, f"a word that hints at the role: {role.value}") for role in CUES},
        "Single words in many languages, listed in `roles/cues.py`; the models find out which to believe.",
        {
            "hint": "the first 160 characters of the Block",
            "hint before": "the nearest Block before it of up to 60 characters with any hint, such as a box's heading",
            "hint after": "the nearest such Block behind it",
        },
    ),
    Section(
        "Around it",
        "leftout",
        {
            "distance of hint before": (
                "1 to 30",
                "Blocks up to the nearest short one with a hint before; 30 for none",
            ),
            "distance of hint after": (
                "1 to 30",
                "Blocks down to the nearest short one with a hint behind; 30 for none",
            ),
            "images before": ("0 to 3", "2 if an image stands just before it, plus 1 if one stands two before"),
            "images after": ("0 to 3", "2 if an image stands just behind it, plus 1 if one stands two behind"),
        },
        flat={"images before": 0.0, "images after": 0.0},
    ),
    Section(
        "Signs in its text",
        "leftout",
        {
            "copyright sign": (FLAG, "a sign for copyright or a trade mark"),
            "bar or bullet": (FLAG, "a bar, bullet, arrow or cross"),
            "address": (FLAG, "a mail or web address"),
            "clock time": (FLAG, "a time of day"),
            "year": (FLAG, "a year"),
            "brackets": (FLAG, "an opening bracket"),
            "question at end": (FLAG, "a question mark at the end"),
            "asterisk at end": (FLAG, "an asterisk at the end"),
            "number alone": (FLAG, "a number and nothing else"),
            "no letter": (FLAG, "no letter and no digit"),
            "time share": (SHARE, "characters that are in `time` elements"),
        },
        "Looked for in the first 160 characters.",
        flat={"time share": 0.0},
    ),
    Section(
        "Stock phrases",
        "leftout",
        {name: (FLAG, f"{_PHRASE}{name}") for name in _OWN_PHRASES.split(", ")}
        | {
            "byline": (FLAG, "it says who wrote the article"),
            "credit": (FLAG, "it names a photographer or an agency"),
            "dateline": (FLAG, "it says when, and little else"),
        },
        "Listed in `roles/wording.py`, in many languages.",
        {"phrase": "the Block's text"},
    ),
)
"""The columns of the model for left-out Blocks, without those that it shares with the content model."""
