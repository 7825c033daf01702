"""Random markup: tag soup, and real-looking pages damaged at random (hypothesis strategies)."""

from hypothesis import strategies as st

WORDS = (
    "bridge Fluss мост 大桥重开 الجسر גשר पुल ποταμός steigt. 🎉 1998 a&amp;b &lt;p&gt; don&#8217;t x\u00ady \u200b ﷽ é"
).split()

TAGS = (
    "p div span b i a em strong code h1 h2 h3 ul ol li dl dt dd table tbody thead tr td th caption blockquote pre "
    "figure figcaption section article aside header footer nav main button form label noscript time address center "
    "details summary font u small sup sub br hr select option textarea template svg math iframe video object title "
    "head body html script style x-own frameset noframes plaintext picture "
    "nobr marquee legend fieldset ruby rt dir menu"
).split()

ATTRIBUTES = (
    "",
    " class=lead",
    " id='x y'",
    ' href="/more?a=1&b=2"',
    " hidden",
    ' style="display:none"',
    " itemprop=author",
    " datetime=2024-05-01",
    ' class="a > b" title="1<2"',
    " =",
    ' "stray',
    " start=3",
    " colspan=2",
    " role=presentation",
    " src=/a.jpg",
)

words = st.sampled_from(WORDS)
text = st.lists(words, min_size=1, max_size=4).map(" ".join)
start_tags = st.builds(lambda tag, rest: f"<{tag}{rest}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
end_tags = st.sampled_from(TAGS).map(lambda tag: f"</{tag}>")
odd = st.sampled_from(
    ["<!-- x -->", "<?x y?>", "<![CDATA[ x ]]>", "<", "&", "\0", " \n ", "<img src=/i.jpg alt=bridge>", "</"]
)

soup = st.lists(st.one_of(text, text, start_tags, start_tags, end_tags, odd), max_size=40).map("".join)
"""Tags and words in any order."""

NESTED = [
    tag for tag in TAGS if tag not in ("plaintext", "script", "style", "title", "textarea", "frameset", "noframes")
]


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def wrapped(tag: str, rest: str, parts: list[str]) -> str:
        return f"<{tag}{rest}>{''.join(parts)}</{tag}>"

    plain = st.sampled_from([attribute for attribute in ATTRIBUTES if '"stray' not in attribute])
    return st.builds(wrapped, st.sampled_from(NESTED), plain, st.lists(inner, max_size=4))


nested = st.lists(st.recursive(text, _element, max_leaves=20), min_size=1, max_size=4).map("".join)
"""Elements well nested, as far as HTML allows it."""


def damaged(page: str, most: int = 6) -> st.SearchStrategy[str]:
    """A page with slices taken out, doubled, moved, or filled with soup."""

    def apply(changes: list[tuple[str, int, int, str]]) -> str:
        changed = page
        for change, start, length, filling in changes:
            start = start % (len(changed) + 1)
            part = changed[start : start + length]
            if change == "delete":
                changed = changed[:start] + changed[start + length :]
            elif change == "double":
                changed = changed[:start] + part + changed[start:]
            elif change == "cut":
                changed = changed[:start]
            elif change == "insert":
                changed = changed[:start] + filling + changed[start:]
            else:
                changed = changed[:start] + changed[start + length :] + part
        return changed

    change = st.tuples(
        st.sampled_from(["delete", "double", "insert", "move", "delete", "double", "insert", "move", "cut"]),
        st.integers(0, 1_000_000),
        st.integers(1, 300),
        soup,
    )
    return st.lists(change, max_size=most).map(apply)
