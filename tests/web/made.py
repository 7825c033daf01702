"""Captures for an archive of a few articles, and what asks a server."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import urllib3

from tearsheet.capture import Capture
from tearsheet.web.settings import Settings

BRIDGE = """<html lang="en"><head><title>Bridge reopens</title>
<meta property="og:site_name" content="Aar Courier"><link rel="canonical" href="https://courier.example/bridge">
<meta property="article:published_time" content="2024-05-01T08:00:00Z"><meta name="author" content="Ada Moser"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Bridge reopens</h1><p class="byline">By Ada Moser</p>
<p>The bridge over the Aar reopened on Monday after two years of building works in the old town of Bern.</p>
<p>"We have waited long enough for this bridge," said Karin Keller, the mayor, at the opening on Monday morning.</p>
<p>{more}</p></article></body></html>"""

FERRY = """<html lang="en"><head><title>Ferry stays</title><meta property="og:site_name" content="Lake Post">
<link rel="canonical" href="https://post.example/ferry">
<meta property="article:published_time" content="2024-06-02T08:00:00Z"></head><body><article><h1>Ferry stays</h1>
<p>The ferry goes on although the bridge over the Aar reopened on Monday after two years of building works in the old
town of Bern.</p><p>"We have waited long enough for this bridge," said Karin Keller, the mayor, at the opening on Monday
morning.</p><p>Nobody asked the ferrymen, who carried eleven thousand people in those two years.</p>
</article></body></html>"""


NOTES = """First ferry crosses the Sound

By Ada Moser

14 May 2024

The 6.15 from Quay Street left on time yesterday, and most of its passengers did not notice that anything had changed.

"I missed the boat, to be honest," said Ruth Penhale, who has taken the crossing every working day for nine years.

The battery, as heavy as six delivery vans, is charged at night from the island's own wind turbines.
"""


def captures() -> list[Capture]:
    first = datetime(2024, 5, 2, 12, tzinfo=UTC)
    more = ("Crossing it is free for everybody.", "Crossing it costs two francs from July on.")
    return [
        Capture(BRIDGE.format(more=more[0]).encode(), url="https://courier.example/bridge", captured=first),
        Capture(
            BRIDGE.format(more=more[1]).encode(), url="https://courier.example/bridge", captured=first.replace(day=9)
        ),
        Capture(FERRY.encode(), url="https://post.example/ferry", captured=first.replace(month=6)),
        Capture(NOTES, name="notes"),
    ]


@dataclass
class Served:
    """A server in a thread."""

    url: str
    settings: Settings
    pool: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(retries=False, timeout=30.0))

    def ask(self, address: str, method: str = "GET", body: Any = None, **headers: str) -> urllib3.BaseHTTPResponse:
        """What is answered."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.pool.request(method, self.url + address, body=body, headers=named)

    def json(self, address: str) -> Any:
        """What is answered, as plain values."""
        answer = self.ask(address)
        assert answer.status == 200, answer.data
        return json.loads(answer.data)


Serve = Callable[[Settings], Served]
