from collections.abc import Callable

from tearsheet.article.metadata import Metadata

Read = Callable[..., Metadata]
LEAD = "After a winter of repairs the ferry carries passengers across the lake again."
BODY = "".join(
    f"<p>Sentence {n} of the report tells at some length what the company, the town and the passengers said.</p>"
    for n in range(4)
)


def test_a_paragraph_named_like_one_is_the_standfirst(metadata_of: Read) -> None:
    found = metadata_of(f"<h1>Ferry returns</h1><p class=standfirst>{LEAD}</p>{BODY}")
    assert found.standfirst == LEAD
    assert found.evidences["standfirst"][0].place.selector is not None


def test_a_paragraph_that_says_what_the_description_says(metadata_of: Read) -> None:
    head = f"<meta name=description content='{LEAD}'>"
    assert (
        metadata_of(f"{head}<h1>Ferry returns</h1><div><p><b>{LEAD}</b></p></div><div>{BODY}</div>").standfirst == LEAD
    )


def test_a_description_cut_off_still_names_the_visible_text(metadata_of: Read) -> None:
    head = f"<meta property=og:description content='{LEAD[:50]}...'>"
    assert metadata_of(f"{head}<h1>Ferry returns</h1><div><h2>{LEAD}</h2></div><div>{BODY}</div>").standfirst == LEAD


def test_a_description_that_nobody_sees_is_evidence_alone(metadata_of: Read) -> None:
    found = metadata_of(
        f"<meta name=description content='Words for search engines, seen nowhere else.'><h1>Ferry returns</h1>{BODY}"
    )
    assert found.standfirst is None
    assert [e.source for e in found.evidences["standfirst"]][-1] == "meta"


def test_the_first_paragraph_of_the_body_stays_a_paragraph(metadata_of: Read) -> None:
    head = f"<meta name=description content='{LEAD}'>"
    assert metadata_of(f"{head}<h1>Ferry returns</h1><article><p>{LEAD}</p>{BODY}</article>").standfirst is None


def test_a_standfirst_of_several_points(metadata_of: Read) -> None:
    points = [
        "The ferry carries passengers again.",
        "Repairs went on through the winter.",
        "Fares stay what they were last year.",
    ]
    listed = "".join(f"<li>{point}</li>" for point in points)
    found = metadata_of(f"<h1>Ferry returns</h1><ul class=summary>{listed}</ul>{BODY}")
    assert found.standfirst == "\n".join(points)
