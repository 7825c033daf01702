"""Copies, stories and corroboration: articles of an archive held against each other."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tearsheet import Article, Author, AuthorKind, Block, Capture, Kind, Place
from tearsheet.archive.candidates import copy_candidates
from tearsheet.archive.clusters import put_together
from tearsheet.archive.copies import copies_of, copy_pairs, likely_origin
from tearsheet.archive.corroboration import Match, corroborate, single_sources
from tearsheet.archive.folding import read_words
from tearsheet.archive.forms import prefix_of
from tearsheet.archive.indexing import fingerprint_word, index_statements
from tearsheet.archive.linking import count_unlinked, link_articles
from tearsheet.archive.loading import load_content, load_statements
from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import open_archive, transaction
from tearsheet.archive.packing import pack
from tearsheet.archive.passages import compare
from tearsheet.archive.record import write_statements
from tearsheet.archive.shingles import fingerprint, shingle
from tearsheet.archive.stories import find_stories, find_story
from tearsheet.archive.storing import make_rows, replace_article, store_article
from tearsheet.cli.app import app
from tearsheet.statements.statement import Span, Statement

WIRE = (
    "A landslide above Brunnental buried forty metres of the cantonal road on Thursday morning. Nobody was hurt, but "
    "a delivery van was pushed against the railing. The geologist Petra Imhof closed the slope for helicopters and "
    "walkers alike, because two hundred cubic metres of rock still hang loose above the quarry. The municipality "
    "expects the road to stay shut until the middle of next week at the earliest."
)
OWN = (
    "In Brunnental nobody slept much. The landslide that came down on Thursday took the cantonal road with it, and "
    "with the road went the school bus, the post and the milk lorry. Petra Imhof, the geologist whom the municipality "
    "called, counts two hundred cubic metres of loose rock above the quarry. The van that stood at the railing is a "
    "wreck."
)
LONGER = (
    "Roads in the mountains are under strain this spring, as the thaw has come early and the rain does not end. "
    + WIRE
    + " Last year the canton spent eleven million francs on nets and galleries. Engineers say that is half of what "
    "would be needed, and politicians of all parties have asked for a plan before the summer recess begins in July."
)
ELSEWHERE = (
    "The chess club of Oberwil has a new champion: Lena Vogt, aged eleven, beat the veteran Karl Roth in forty moves. "
    "Her trainer says she plays faster than she talks. The final of the youth league follows in Lucerne in autumn."
)


def article(text: str, address: str | None, day: int = 7, **more: object) -> Article:
    block = Block(text, Kind.PARAGRAPH, Place(kind="text", start=0, end=len(text)), block=0)
    published = datetime(2026, 5, day, 8, tzinfo=UTC)
    return Article(
        title=more.pop("title", None),  # type: ignore[arg-type]
        body=(block,),
        url=address,
        published=published,
        language="en",
        capture=Capture(text, url=address, captured=published),
        **more,  # type: ignore[arg-type]
    )


def store(archive: sqlite3.Connection, articles: list[Article]) -> list[int]:
    with transaction(archive):
        maker = Maker().number(archive)
        return [store_article(archive, make_rows(one, statements=False), maker)[0] for one in articles]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    made = open_archive(tmp_path / "news.tear")
    yield made
    made.close()


def test_a_wire_story_is_found_inside_a_longer_piece(archive: sqlite3.Connection) -> None:
    agency = (Author("Alpine News Agency", AuthorKind.AGENCY),)
    wire, longer, _ = store(
        archive,
        [
            article(WIRE, "https://wire.example/1", authors=agency),
            article(LONGER, "https://daily.example/2", 8),
            article(ELSEWHERE, "https://daily.example/3"),
        ],
    )
    assert link_articles(archive) == 3
    (copy,) = copies_of(archive, longer, passages=True).items
    assert copy.pair.other == wire
    assert copy.pair.other_contained == 1.0
    assert copy.pair.contained < 0.6
    (passage,) = copy.passages
    assert LONGER[passage.start : passage.end] + "." == WIRE
    assert WIRE[passage.other_start : passage.other_end] + "." == WIRE
    assert (copy.direction.first, copy.direction.reasons) == (wire, ("agency", "instants", "containment"))
    assert copy.direction.confidence > 0.9


def test_a_text_that_says_whose_it_is_is_the_copy(archive: sqlite3.Connection) -> None:
    """Cut shorter and dated the same day, the copy credits the outlet that it has the text from."""
    cut = WIRE.rpartition(" The municipality")[0] + " – Herald"
    own, copied = store(
        archive,
        [
            article(WIRE, "https://herald.example/1", site_name="The Herald"),
            article(cut, "https://post.example/1", site_name="The Post"),
        ],
    )
    link_articles(archive)
    (copy,) = copies_of(archive, copied).items
    assert (copy.direction.first, copy.direction.reasons) == (own, ("credit",))
    (copy,) = copies_of(archive, own).items
    assert copy.direction.first == own


@pytest.mark.parametrize(
    "credited",
    [
        {"text": WIRE + " (NPA)"},
        {"text": "BRUNNENTAL (NPA) - " + WIRE},
        {"text": WIRE, "authors": (Author("NPA", AuthorKind.AGENCY),)},
        {"text": LONGER, "authors": (Author("Nordic Press Agency", AuthorKind.AGENCY),)},
    ],
)
def test_an_agency_that_is_credited_had_the_text_first(
    archive: sqlite3.Connection, credited: dict[str, object]
) -> None:
    text = str(credited.pop("text"))
    wire, copied = store(
        archive,
        [
            article(WIRE, "https://npa.example/1", site_name="The Nordic Press Agency"),
            article(text, "https://daily.example/1", site_name="The Daily", **credited),
        ],
    )
    link_articles(archive)
    (copy,) = copies_of(archive, copied).items
    assert copy.direction.first == wire
    assert "credit" in copy.direction.reasons
    assert "agency" not in copy.direction.reasons
    assert copy.direction.confidence >= 0.6


def test_of_two_that_credit_a_third_the_earlier_is_less_surely_the_first(archive: sqlite3.Connection) -> None:
    agency = (Author("NPA", AuthorKind.AGENCY),)
    daily, _ = store(
        archive,
        [
            article(WIRE + " (NPA)", "https://daily.example/1", 7, site_name="The Daily"),
            article("BRUNNENTAL (NPA) - " + LONGER, "https://post.example/1", 8, site_name="The Post"),
        ],
    )
    link_articles(archive)
    (pair,) = copy_pairs(archive).items
    assert pair.direction.first == daily
    assert "instants" in pair.direction.reasons
    assert 0 < pair.direction.confidence < 0.3
    # The agency itself comes in later, and is where both have it from.
    (wire,) = store(archive, [article(WIRE, "https://npa.example/1", 7, site_name="NPA", authors=agency)])
    link_articles(archive)
    for copy in copies_of(archive, wire).items:
        assert copy.direction.first == wire
        assert copy.direction.confidence > 0.5
    assert likely_origin(archive, [daily, daily + 1, wire])[0] == wire


def test_a_text_cut_shorter_does_not_tell_which_was_first(archive: sqlite3.Connection) -> None:
    cut = WIRE.rpartition(" The municipality")[0]
    store(archive, [article(WIRE, "https://herald.example/1"), article(cut, "https://post.example/1")])
    link_articles(archive)
    (pair,) = copy_pairs(archive).items
    assert pair.direction.first is None


def test_editions_of_an_address_are_no_copies(archive: sqlite3.Connection) -> None:
    store(
        archive, [article(WIRE, "https://wire.example/1"), article(WIRE + " More soon.", "https://wire.example/1", 8)]
    )
    link_articles(archive)
    assert copy_pairs(archive).total == 0


def test_reporters_who_hear_the_same_speaker_copy_nothing(archive: sqlite3.Connection) -> None:
    words = "“We will not open this road before the last loose stone has come down, whatever anybody says about it,”"
    one = f"The mayor was firm. {words} she said in the town hall, to the applause of some forty neighbours."
    other = f"At the meeting in Brunnental there was no doubt. {words} were the words of Anna Lutz on Friday night."
    store(archive, [article(one, "https://a.example/1"), article(other, "https://b.example/1")])
    link_articles(archive)
    assert copy_pairs(archive).total == 0


def test_stories_are_the_same_in_every_order(tmp_path: Path) -> None:
    texts = {"https://a.example/1": WIRE, "https://b.example/1": OWN, "https://c.example/1": ELSEWHERE}
    found = set()
    for number, order in enumerate(permutations(texts)):
        with transaction(made := open_archive(tmp_path / f"{number}.tear")):
            pass
        for address in order:
            store(made, [article(texts[address], address)])
            link_articles(made)
        (story,) = find_stories(made).items
        found.add(frozenset(one.address for one in story.articles))
        made.close()
    assert found == {frozenset({"https://a.example/1", "https://b.example/1"})}


def test_days_that_lie_far_apart_make_no_story(archive: sqlite3.Connection) -> None:
    first, _ = store(archive, [article(WIRE, "https://a.example/1", 1), article(OWN, "https://b.example/1", 28)])
    link_articles(archive)
    assert len(find_story(archive, first).articles) == 1


def test_a_new_record_is_compared_anew(archive: sqlite3.Connection) -> None:
    first, second = store(archive, [article(WIRE, "https://a.example/1"), article(LONGER, "https://b.example/1")])
    link_articles(archive)
    assert copy_pairs(archive).total == 1
    with transaction(archive):
        rows = make_rows(article(ELSEWHERE, "https://b.example/1"), statements=False)
        replace_article(archive, second, rows, Maker().number(archive), text=LONGER)
    assert count_unlinked(archive) == 1
    link_articles(archive)
    assert copy_pairs(archive).total == 0
    assert len(find_story(archive, first).articles) == 1


def say(archive: sqlite3.Connection, number: int, text: str, speaker: str) -> int:
    with transaction(archive):
        archive.execute("INSERT OR IGNORE INTO people (name, folded) VALUES (?, ?)", (speaker, speaker.lower()))
        (person,) = archive.execute("SELECT id FROM people WHERE name = ?", (speaker,)).fetchone()
        (count,) = archive.execute("SELECT count(*) FROM statements WHERE article = ?", (number,)).fetchone()
        row = archive.execute(
            'INSERT INTO statements (article, number, form, attitude, negated, speaker_id, start, "end",'
            " confidence) VALUES (?, ?, 'direct', 'speech', 0, ?, 0, 1, 0.9) RETURNING id",
            (number, count, person),
        ).fetchone()
        said = write_statements([*load_statements(archive, number), Statement(text, (Span(0, 1),))])
        packed = pack(said, prefix_of(load_content(archive, number)))
        archive.execute("UPDATE records SET statements = ? WHERE article = ?", (packed, number))
        index_statements(archive, [(row[0], text, speaker)])
    return int(row[0])


def test_corroboration_parts_texts_from_copies(archive: sqlite3.Connection) -> None:
    wire, longer, own, _ = store(
        archive,
        [
            article(WIRE, "https://wire.example/1", 7),
            article(LONGER, "https://daily.example/2", 8),
            article(OWN, "https://paper.example/3", 9),
            article(ELSEWHERE, "https://daily.example/4", 9),
        ],
    )
    asked = say(archive, wire, "Two hundred cubic metres of rock still hang loose above the quarry", "Petra Imhof")
    copied = say(archive, longer, "Two hundred cubic metres of rock still hang loose above the quarry", "Petra Imhof")
    told = say(archive, own, "above the quarry hang two hundred loose cubic metres of rock", "Petra Imhof")
    alone = say(archive, own, "the van that stood at the railing is a wreck", "Hans Gerber")
    for one in (wire, own):  # too short to be held against others
        say(archive, one, "the road", "Petra Imhof")
    link_articles(archive)
    found = corroborate(archive, asked)
    assert [one.statement for one in found.own] == [copied]
    assert [[one.statement for one in text] for text in found.texts] == [[told]]
    assert found.own[0].match is Match.WORDS
    assert found.texts[0][0].match is Match.CONTENT
    assert found.texts[0][0].same_speaker
    assert [one.statement for one in single_sources(archive, [wire, longer, own])] == [alone]
    with pytest.raises(LookupError):
        corroborate(archive, 999)


def test_commands_print_json(archive: sqlite3.Connection) -> None:
    wire, _ = store(archive, [article(WIRE, "https://a.example/1"), article(LONGER, "https://b.example/1")])
    statement = say(archive, wire, "Nobody was hurt in the landslide", "Petra Imhof")
    path = archive.execute("PRAGMA database_list").fetchone()[2]
    run = CliRunner().invoke
    pairs = json.loads(run(app, ["archive", "copies", path, "--passages"]).stdout)
    assert pairs["items"][0]["passages"][0]["words"] > 60
    assert json.loads(run(app, ["archive", "copies", path, str(wire)]).stdout)["items"][0]["pair"]["contained"] == 1.0
    assert len(json.loads(run(app, ["archive", "stories", path]).stdout)["items"][0]["articles"]) == 2
    assert json.loads(run(app, ["archive", "story", path, str(wire)]).stdout)["single"][0]["statement"] == statement
    assert json.loads(run(app, ["archive", "corroborate", path, str(statement)]).stdout)["texts"] == []
    for wrong in (["copies", path, "99"], ["story", path, "99"], ["corroborate", path, "99"]):
        assert run(app, ["archive", *wrong]).exit_code == 1


@given(st.text(alphabet=st.sampled_from("aBéÉœßñŁŉ0½²_ .-'\n«»“”’€жЖйѕЯΔάςẤª\u00ad\u0301\u200dかऺक™…")))
def test_texts_that_are_cut_at_once_are_the_same_numbers(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        quick = shingle(text)
        patch.setattr("tearsheet.archive.shingles.cut_words", lambda text: None)
        slow = shingle(text)
    for name in ("words", "starts", "ends", "shingles", "worth"):
        assert np.array_equal(getattr(quick, name), getattr(slow, name))


def test_whether_words_tell_enough_is_what_all_of_them_say() -> None:
    plain, quoted = (f"{mark}{WIRE}{mark} The rest of it is new." for mark in ("", '"'))
    for one, other in permutations((plain, quoted)):
        overlap = compare(shingle(one), shingle(other))
        assert overlap.tells(overlap.words / 3 - 2)
        assert not overlap.tells(overlap.words * 0.6)
    alike = compare(shingle(plain), shingle(plain))
    assert alike.tells(alike.words)
    assert not alike.tells(alike.words + 1)


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    text = "周四上午山谷上方的山体滑坡掩埋了四十米长的公路无人受伤但一辆送货车被推到了护栏上地质学家关闭了斜坡"
    overlap = compare(shingle("今天" + text), shingle(text + "明天"))
    (passage,) = overlap.passages
    assert ("今天" + text)[passage.start : passage.end] == text


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_passages_say_the_same_on_both_sides(before: str, shared: str, behind: str) -> None:
    one, other = before + " " + shared, shared + " " + behind
    overlap = compare(shingle(one), shingle(other))
    assert 0 <= overlap.resemblance <= 1
    assert overlap.tells(0)
    assert not overlap.tells(overlap.words + 0.001)
    for passage in overlap.passages:
        assert 0 <= passage.start < passage.end <= len(one)
        assert 0 <= passage.other_start < passage.other_end <= len(other)


@given(st.lists(st.sampled_from("abcdefgh"), max_size=60), st.integers(0, 40))
def test_a_long_enough_passage_has_a_fingerprint_in_common(words: list[str], count: int) -> None:
    passage = " ".join(f"w{number}" for number in range(30 + count))
    one = read_words(" ".join(words) + " " + passage)
    other = read_words(passage + " " + " ".join(reversed(words)))
    assert set(fingerprint(one)) & set(fingerprint(other))


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30), st.integers(0, 9))
def test_stories_are_whole_wherever_they_are_begun(pairs: set[tuple[int, int]], first: int) -> None:
    """Whichever article is asked about, its story is the same set; all articles together have the same stories."""
    alike = {
        one: frozenset({one, *(b for a, b in pairs if a == one), *(a for a, b in pairs if b == one)})
        for one in range(10)
    }
    stories = put_together(range(10), alike.__getitem__)
    assert sum(map(len, stories)) == len(set().union(*stories))
    assert put_together([first], alike.__getitem__) == [story for story in stories if first in story]


def test_an_article_between_two_events_does_not_join_them() -> None:
    one, other, between = set(range(8)), set(range(10, 18)), 20
    # The one in between is like two articles of each event.
    alike = {article: one | ({between} if article < 2 else set()) for article in one}
    alike |= {article: other | ({between} if article < 12 else set()) for article in other}
    alike[between] = {between, 0, 1, 10, 11}
    stories = put_together(alike, lambda article: frozenset(alike[article]))
    assert stories == [one, other]


def test_what_an_article_is_about_is_kept_for_the_next_time(
    archive: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = store(archive, [article(WIRE, "https://a.example/1")])
    link_articles(archive)
    (second,) = store(archive, [article(OWN, "https://b.example/1")])

    def read(title: str | None, text: str) -> object:
        raise AssertionError("terms were read anew")

    monkeypatch.setattr("tearsheet.archive.linking.read_terms", read)
    link_articles(archive)
    assert [one.article for one in find_story(archive, first).articles] == [first, second]


def test_of_old_articles_the_terms_are_read_anew(archive: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tearsheet.archive.linking._PROFILES_KEPT", 1)
    first, _ = store(archive, [article(WIRE, "https://a.example/1"), article(ELSEWHERE, "https://c.example/1")])
    link_articles(archive)
    assert archive.execute("SELECT count(*) FROM profiles").fetchone() == (1,)
    store(archive, [article(OWN, "https://b.example/1")])
    link_articles(archive)
    assert len(find_story(archive, first).articles) == 2


def test_of_many_that_share_text_those_with_rare_text_in_common_are_compared(archive: sqlite3.Connection) -> None:
    common = list(range(1, 4))
    for number in range(1, 71):
        rare = [1000] if number == 70 else []
        words = " ".join(map(fingerprint_word, [*common, *rare]))
        archive.execute("INSERT INTO traces (rowid, words) VALUES (?, ?)", (number, words))
    found = copy_candidates(archive, [*common, 1000], 71)
    assert len(found) == 40
    # What 64 and more have leads to the first 64 of them alone.
    assert 70 in found
