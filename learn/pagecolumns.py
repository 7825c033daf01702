"""What each column of a whole page tells that the learned models see, with its unit or range: one line a name."""

from learn.blockcolumns import ABOVE, BLOCK_SECTIONS, COUNT, FLAG, LOG, SHARE, Section
from tearsheet.roles.pagetype import LEARNED_TYPES

__all__ = ["CERTAINTY_SECTIONS", "PAGE_SECTIONS"]

_TYPES = "declared schema.org types: "
PAGE_SECTIONS: tuple[Section, ...] = (
    Section(
        "The shape of the page",
        "pagetype",
        {
            "log blocks": (LOG, "Blocks"),
            "log units": (LOG, "length"),
            "link share": (SHARE, "of the length, what is in links"),
            "prose share": (SHARE, "of the length, what is prose"),
            "core prose share": (SHARE, "of the prose, what the smallest element with 60 % of it holds"),
            "mean prose block": (LOG, "mean length of a Block of prose"),
            "longest prose block": (LOG, "length of the longest Block of prose"),
            "headings": (SHARE, "Blocks that are headings"),
            "first headings": (COUNT, "headings of the first level"),
            "list item share": (SHARE, "of the length, what is in lists"),
            "table share": (SHARE, "of the length, what is in tables of data"),
            "code share": (SHARE, "of the length, what is code"),
            "quotation share": (SHARE, "of the length, what is quoted"),
            "images": (SHARE, "Blocks that are images"),
            "time marks": (SHARE, "Blocks with a `time` element"),
            "prices": (LOG, "prices in Blocks of less than 200 characters"),
            "questions": (SHARE, "Blocks that end with a question mark"),
            "title position": ("below 1", "Blocks before the title, of all; below 0 without a title"),
            "has markup": (FLAG, "the page is HTML"),
        },
        flat=dict.fromkeys(("link share", "core prose share", "images", "time marks", "has markup"), 0.0),
    ),
    Section(
        "The shape of its address",
        "pagetype",
        {
            "path depth": (COUNT, "steps of the path"),
            "path digits": (COUNT, "digits in the path"),
            "path hyphens": (COUNT, "hyphens and underscores in the last step"),
            "path length": (COUNT, "characters of the path"),
            "is root": (FLAG, "there is no path"),
            "has query": (FLAG, "there is a query"),
            "has date": (FLAG, "the path has a year and a month"),
        },
        "Of the capture's address, or else of the canonical one or Open Graph's; -1 where there is none. No part of an "
        "address is looked at as text.",
    ),
    Section(
        "What it declares",
        "pagetype",
        {
            "declares article": (LOG, f"{_TYPES}NewsArticle and its kin, Article, Report, BlogPosting"),
            "declares live blog": (LOG, f"{_TYPES}LiveBlogPosting"),
            "declares forum": (LOG, f"{_TYPES}DiscussionForumPosting, QAPage, Question, SocialMediaPosting"),
            "declares documentation": (LOG, f"{_TYPES}TechArticle, APIReference, SoftwareSourceCode, HowTo"),
            "declares product": (LOG, f"{_TYPES}Product, ProductGroup, Offer, AggregateOffer"),
            "declares collection": (LOG, f"{_TYPES}CollectionPage, OfferCatalog, ProductCollection"),
            "declares listing": (LOG, f"{_TYPES}ItemList, SearchResultsPage, Blog, BreadcrumbList"),
            "declares service": (LOG, f"{_TYPES}Service, LocalBusiness, FAQPage, SoftwareApplication, Organization"),
            "declares website": (LOG, f"{_TYPES}WebSite, WebPage"),
            "declares og article": (FLAG, "Open Graph's type is an article"),
            "declares published time": (FLAG, "a meta element gives the time of publication"),
            "declares price": (FLAG, "a meta element is about a price"),
        },
        "In JSON-LD and microdata, and in meta elements.",
        flat={"*": 0.0},
    ),
    Section(
        "Lengths near elements",
        "pagetype",
        {name: (SHARE, f"of the page's length, what stands near: {told}") for name, told in ABOVE.items()},
        "For each name under *Elements above the Block*: how much of the page stands at most 4 levels below such an "
        "element.",
        {"share within 4 of": "the Blocks at most 4 levels below it"},
        {"*": 0.0},
    ),
    Section(
        "Means over the Blocks",
        "pagetype",
        {column: section.lines[name] for section in BLOCK_SECTIONS for column, name in section.columns.items()},
        "For each column of a Block, from *The Block itself* to *Texts that the page declares*: its mean over the "
        "Blocks, weighed by their length.",
        {"mean of": "all Blocks of the page"},
    ),
)
"""The columns of the page type model."""

CERTAINTY_SECTIONS: tuple[Section, ...] = (
    Section(
        "The decision",
        "certainty",
        {
            "expected F1": (SHARE, "F1 of the kept Blocks if their probabilities are right"),
            "kept units": (LOG, "length that is kept"),
            "kept share of page": (SHARE, "of the length that could be kept, what is"),
            "mean probability of kept": (SHARE, "mean probability of what is kept, weighed by length"),
            "doubtful share": ("0 up", "length with probabilities between 0.25 and 0.75, by the length to be expected"),
            "left behind share": (SHARE, "of the length to be expected, what is not kept"),
            "kept share of span": (SHARE, "of the length from the first kept Block to the last, what is kept"),
            "kept blocks": (LOG, "Blocks that are kept"),
            "least sure tenth": (SHARE, "probability that nine in ten kept Blocks exceed"),
            "news probability": (SHARE, "probability that the page is an article"),
            "has title": (FLAG, "the page shows its title"),
            "has markup": (FLAG, "the page is HTML"),
            **{f"is {kind.value}": (FLAG, f"its type is taken to be: {kind.value}") for kind in LEARNED_TYPES},
        },
        "The length to be expected is that of each Block times its probability.",
        flat={"has markup": 0.0},
    ),
)
"""The columns of the model that tells how right the decision is likely to be."""
