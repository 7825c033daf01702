"""Pages that are no plain news articles: a live blog, a forum, a shop, documentation."""

# ruff: noqa: E501

_POSTS = (
    ("ropewalker", "2024-03-02T09:12:00+00:00", "2 March 2024, 09:12",
     "I have an old ferry engine in my shed and it will not start after the winter. The starter turns, the fuel pump "
     "hums, but nothing happens. Has anybody here taken one of these apart before I do something stupid?"),
    ("Tinker_Bill", "2024-03-02T10:40:00+00:00", "2 March 2024, 10:40",
     "Check the decompression lever first. On mine it had frozen half open, and I spent a week cleaning injectors for "
     "nothing. A drop of oil and a wooden mallet did the job in the end."),
    ("ropewalker", "2024-03-03T18:05:00+00:00", "3 March 2024, 18:05",
     "It was the lever! Half open, exactly as you said. It coughed twice, smoked out the whole street and has been "
     "running since lunch. The neighbours are not speaking to me, but thank you."),
    ("Margit", "2024-03-04T07:30:00+00:00", "4 March 2024, 07:30",
     "For the record, and for those who find this thread later: the same thing happens with the smaller model, only "
     "that the lever sits behind the exhaust there and you need a mirror to see it."),
)  # fmt: skip

FORUM = (
    """<!doctype html><html lang="en"><head><title>Old ferry engine does not start - The Shed Forum</title>
<meta property="og:site_name" content="The Shed Forum">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"DiscussionForumPosting",
"headline":"Old ferry engine does not start"}</script></head>
<body class="forum"><nav class="navbar"><a href="/">Forum index</a> <a href="/engines">Engines</a> <a href="/login">Login</a>
</nav><div class="breadcrumb"><a href="/">Index</a> » <a href="/engines">Engines</a></div>
<h1 class="thread-title">Old ferry engine does not start</h1>
<div class="thread posts">"""
    + "".join(
        f"""<article class="post message" id="post-{number}"><div class="post-author"><a class="username" rel="author"
href="/u/{author}">{author}</a> <span class="rank">Member</span></div>
<time class="date" datetime="{instant}">{date}</time>
<div class="post-body content"><p>{text}</p></div>
<div class="post-footer"><a href="#reply">Reply</a> <a href="#quote">Quote</a> <a href="#report">Report</a></div></article>"""
        for number, (author, instant, date, text) in enumerate(_POSTS)
    )
    + """</div><div class="pagination"><a href="?p=2">2</a> <a href="?p=3">3</a></div>
<footer class="footer">Powered by ShedBoard. <a href="/terms">Terms of use</a></footer></body></html>"""
)
FORUM_POSTS = _POSTS

LIVE_ENTRIES = (
    ("2024-05-06T11:20:00+02:00", "11:20", "Mayor speaks at the bridge",
     "The mayor has thanked the engineers and the bakers, in that order, and has promised that the next repair will be "
     "announced before it begins. There was some laughter at the back, where the ferrymen stood."),
    ("2024-05-06T09:45:00+02:00", "09:45", "Second tram delayed",
     "The second tram is standing at the western end with its doors open. The driver says a swan has settled on the "
     "rails, and the fire brigade has been asked whether it has anybody who is good with swans."),
    ("2024-05-06T06:02:00+02:00", "06:02", "All passengers have crossed",
     "The first tram has reached the eastern bank. Eleven passengers got off, and the band went straight back to the "
     "western side because it had left its tuba there."),
    ("2024-05-06T05:15:00+02:00", "05:15", "First tram on its way",
     "It is a quarter past five and the first tram is rolling onto the iron bridge. Some two hundred people are "
     "watching from the quay, most of them with coffee, a few of them still in their slippers."),
)  # fmt: skip

LIVE_BLOG = (
    """<!doctype html><html lang="en"><head><title>Live: the iron bridge reopens | The Harbour Post</title>
<meta property="og:type" content="article"><meta property="og:title" content="Live: the iron bridge reopens">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"LiveBlogPosting",
"headline":"Live: the iron bridge reopens","datePublished":"2024-05-06T05:00:00+02:00"}</script></head>
<body><header class="masthead"><nav><a href="/">Home</a><a href="/city">City</a></nav></header><main>
<h1>Live: the iron bridge reopens</h1>
<p class="standfirst">Trams cross the river again today. We are on the bridge and tell you what happens there.</p>
<div class="live-feed">"""
    + "".join(
        f"""<article class="live-entry"><time datetime="{instant}">{clock}</time><h2>{title}</h2><p>{text}</p></article>"""
        for instant, clock, title, text in LIVE_ENTRIES
    )
    + """</div></main><footer>© 2024 The Harbour Post. All rights reserved.</footer></body></html>"""
)

PRODUCT = """<!doctype html><html lang="en"><head><title>Copper kettle, 1.5 litres | Pots &amp; Sons</title>
<meta property="og:type" content="product"><meta property="og:title" content="Copper kettle, 1.5 litres">
<meta property="product:price:amount" content="84.00"><meta property="og:site_name" content="Pots &amp; Sons">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Copper kettle, 1.5 litres",
"sku":"K-15","offers":{"@type":"Offer","price":"84.00","priceCurrency":"EUR"}}</script></head>
<body><header><nav><ul><li><a href="/">Home</a><li><a href="/kettles">Kettles</a><li><a href="/cart">Basket (0)</a></ul></nav>
</header><main class="product"><div class="product-gallery"><img src="/img/kettle-large.jpg" alt="Copper kettle"></div>
<div class="product-info"><h1 class="product-title">Copper kettle, 1.5 litres</h1><span class="price">€84.00</span>
<button class="add-to-cart">Add to basket</button></div>
<section class="product-description"><h2>Description</h2>
<p>This kettle is spun from a single sheet of copper and lined with tin by hand. It boils a litre and a half of water in
about four minutes on gas, and sings a little when it is done, which most people come to like.</p>
<p>The handle is of beech and stays cool. Do not put the kettle in the dishwasher, and do not leave it on the flame when it
is empty: the tin will melt, and we will have to line it again, which we do for a small fee.</p>
<ul><li>Copper, 1.2 mm thick, lined with tin</li><li>Holds 1.5 litres</li><li>Weighs 1.1 kg</li></ul></section>
<section class="related-products"><h3>Customers also bought</h3><ul><li><a href="/p/pan">Copper pan, 24 cm</a> €96.00</li>
<li><a href="/p/ladle">Tinned ladle</a> €22.00</li></ul></section></main>
<footer><a href="/terms">Terms of service</a> <a href="/privacy">Privacy policy</a> © 2024 Pots &amp; Sons</footer></body></html>"""

DOCUMENTATION = """<!doctype html><html lang="en"><head><title>Listing boats — ferry 2.1 documentation</title>
<meta name="generator" content="docs"></head><body><nav class="sidebar toc"><ul><li><a href="index.html">Overview</a></li>
<li><a href="install.html">Installation</a></li><li><a href="boats.html">Listing boats</a></li></ul></nav>
<main class="document"><section id="boats"><h1>Listing boats</h1>
<p>The function <code>ferry.boats()</code> gives every boat of the fleet, in the order in which they were launched. It reads
the register once and keeps it, so that calling it again costs nothing.</p>
<div class="highlight-python"><div class="highlight"><pre><span class="kn">import</span> <span>ferry</span>

<span class="k">for</span> boat <span class="k">in</span> ferry.boats():
    <span class="nb">print</span>(boat.name)
</pre></div></div>
<h2>Attributes of a boat</h2><table class="docutils"><thead><tr><th>Attribute</th><th>Type</th><th>Meaning</th></tr></thead>
<tbody><tr><td>name</td><td>str</td><td>Name on the bow</td></tr><tr><td>seats</td><td>int</td><td>Seats below deck</td></tr>
<tr><td>launched</td><td>date</td><td>Day of the launch</td></tr></tbody></table>
<h2>Errors</h2><p>Two things can go wrong when the register is read, and each has an exception of its own:</p>
<ul><li><p><code>RegisterMissing</code> when there is no register at the path that was given.</p></li>
<li><p><code>RegisterBroken</code> when a line of it cannot be read; its number is in the message.</p></li></ul>
</section></main><footer>Built with care. <a href="search.html">Search</a></footer></body></html>"""
