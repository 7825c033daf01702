"""The walk over a tree says the same in Python as compiled, to the last character."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import tearsheet
from tearsheet.capture import Capture
from tearsheet.errors import LimitError
from tearsheet.limits import Deadline, Limits
from tearsheet.native import pageloops
from tearsheet.page.html import read_html
from tearsheet.page.noting import noted_class
from tearsheet.page.signs import PAIRS, TELLING
from tearsheet.page.structured import NAMES

PIECES = """
<div>|</div>|<p>|</p>|<ul>|<ol start=3>|</ul>|</ol>|<li>|<li value=7>|</li>|<h2>|</h2>|<blockquote>
</blockquote>|<dl>|<dt>|<dd>|<a href=/quay>|<a href='https://example.org/b?c=d'>|<a href='#top'>|<a href>
<a name=x>|</a>|<b>|</b>|<em>|</em>|<code>|</code>|<time datetime=2026-03-02>|</time>|<q>|</q>
<span class=byline>|</span>|<span class='post date'>|<br>|<hr>|<figure data-caption='Boats in the fog'>
<figcaption>|<span class=photographer>|</figcaption>|</figure>|<picture>|</picture>
<img src=/a.jpg alt='The pier'>|<img data-src=/b.jpg width=20 height=20 alt=:)>|<source srcset='/c.webp 2x'>
<table>|<tr>|<td>|<th colspan=2>|</table>|<pre>|</pre>|<article itemscope itemtype=https://schema.org/Article>
</article>|<span itemprop=author>|<div class='h-entry note'>|<span class=p-author>|<a rel=author href=/mia>
<a rel=nofollow href=/z>|<my-image data-src=https://example.org/d.png>|</my-image>|<noscript>|</noscript>
<iframe></iframe>|<svg><text>x</text></svg>|<style>p{}</style>
<script>var state = {"author": "Mia Wolff"}</script>|<meta property=og:url content=https://example.org/q>
<base href=https://example.org/s/>|<div lang=de hidden>|<nav role=navigation style='display: none'>|</nav>
<button>|</button>|<!-- note -->|<?php x ?>|<math alttext='x2'></math>|<address>|</address>
<div id=main class='a b'>|<section id=s>|</section>|The harbour|opened at|noon.|Boats|5|km|x| |\u00a0|\n\n
  two  spaces |tab\there|soft\u00adly|\u200b|\ufeff |\u2060word|ßtraße|Ω|中文。|عربي|०९|²|ǅ|İ|\U0001d49c|news
Sport|A|b|<meta itemprop=name content=Quay>|<meta name=' Author ' content=' Mia '>|<link rel=canonical href=/q>
<link itemprop=url href=//a.example/x>|<link rel='' href=/y>|<h1>|</h1>|<noscript><img src='/a.jpg?x'></noscript>
<picture><source srcset='/e.jpg 300w, /f.jpg 900w'><img src=/blank.gif width=' 40px' height=></picture>
<img srcset='/g.jpg, /h.jpg 2x' data-src=/i.jpg>|<img data-lazy-srcset='/j.jpg 1x' src=/k.jpg class=emoji alt=😀>
<img data-my-url=/l.png src=/m.jpg>|<img alt='  two  words ' src='data:image/gif,x'>|<source data-srcset='/n.jpg 1x'>
<b class=author>|<span class=author title=2026>|<time class=date>|<x-time>|</x-time>|<x-ago class=timeago title=5>
<pre class=author>|</pre>|<i class='hentry vcard'>|<p class=date data-time=20>|<p class=user data-author=Mia>
<script>window.__x__ = function() {}</script>|<script>(function(){headline})</script>|<script> </script>
<script type=application/ld+json>{"a": 1}</script>|<script> x = {}</script>|<script type=text/json>[]</script>
<style><!-- </noscript>|</style>|<a class=fn>|<ul class='author list'>|<figure class=author>|<button class=author>
"""
WALKED = """
import json, sys
{first}
from tests_walk import told
print(json.dumps([told(html, nodes) for html, nodes in json.load(sys.stdin)]))
"""
HIDDEN = """
import ctypes
def hidden(*arguments): raise OSError
ctypes.CDLL = hidden
"""
"""As where the parser does not show its functions."""


def told(html: str, nodes: int = 500_000) -> str:
    """All that is read of a document, as text."""
    limits = Limits(nodes=nodes, depth=40, seconds=60.0)
    try:
        page = read_html(Capture(html, url="https://example.org/news/one"), html, limits, Deadline(limits, "test"))
    except LimitError as error:
        return str(error)
    elements = page.elements
    rows = elements.tag, elements.parent, elements.nth, elements.names, elements.role, elements.languages
    return repr((page, page.markup, rows, sorted(elements.instructed)))


def documents() -> list[tuple[str, int]]:
    chosen = random.Random(11)
    pieces = PIECES.strip().replace("\n", "|").split("|")
    pieces += ["\n", " ", " "]
    made = [("".join(chosen.choices(pieces, k=chosen.randrange(1, 60))), 500_000) for _ in range(600)]
    made += [
        ("<div>" * depth + "deep" + "</div>" * depth + "<p>end", 500_000) for depth in (30, 54, 55, 56, 57, 58, 90)
    ]
    made += [("<p><a href=/x>" + "<b>bold <i>word</i></b> " * 2_000, nodes) for nodes in (1, 2_048, 4_096, 9_000)]
    return made


def test_something_is_read():
    said = told("<p class='a'>The <a href=/quay>harbour</a>\u200b opened<br>at noon.")
    assert "text='The harbour opened\\nat noon.'" in said
    assert "target='https://example.org/quay'" in said


compiled = pytest.mark.skipif(not tearsheet.compiled, reason="built without a C compiler, or TEARSHEET_PURE is set")


@compiled
@pytest.mark.parametrize(("pure", "first"), [("1", ""), ("", HIDDEN)], ids=["in Python", "parser that hides"])
def test_documents_are_read_alike(tmp_path: Path, pure: str, first: str):
    (tmp_path / "tests_walk.py").write_text(Path(__file__).read_text("utf-8"), "utf-8")
    made = documents()
    path = os.pathsep.join((str(tmp_path), *filter(None, (os.environ.get("PYTHONPATH"),))))
    environment = {**os.environ, "TEARSHEET_PURE": pure, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", WALKED.format(first=first)],
        env=environment,
        input=json.dumps(made),
        capture_output=True,
        text=True,
        check=True,
    )
    for (html, nodes), slow in zip(made, json.loads(done.stdout), strict=True):
        assert told(html, nodes) == slow, html[:500]


@compiled
@pytest.mark.skipif(sys.platform == "win32", reason="modules show no functions of libraries inside them")
def test_the_parser_shows_its_functions():
    assert pageloops is not None


PARTS = "author posted Posted by user name User Name date Time HTML hentry h-entry fn vcard card post comment x a1 é K"


@compiled
@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PARTS.split(), " ", "-", "_", "\u00a0", "\x1f"]), max_size=8).map("".join))
@example("HTMLTime")
@example("a userName")
@example("posted-by")
@example("big fooHENTRY")
def test_class_names_that_tell_are_not_passed_over(classes: str):
    loops = pytest.importorskip("tearsheet.markuploops")
    if noted_class(classes):
        assert loops.ClassNames(NAMES, TELLING, PAIRS)(classes)
