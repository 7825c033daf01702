"""``tearsheet archive copies|stories|story|corroborate``: what articles of an archive have to do with each other."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tearsheet.cli.archiverun import ArchiveArgument, opened
from tearsheet.cli.console import say
from tearsheet.cli.jsontext import json_text

if TYPE_CHECKING:
    import sqlite3

__all__ = ["copies", "corroborate", "stories", "story"]

LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="How many.")]


def copies(
    path: ArchiveArgument,
    article: Annotated[
        int | None, typer.Argument(metavar="[ARTICLE]", help="Its number in the archive.", show_default=False)
    ] = None,
    passages: Annotated[bool, typer.Option("--passages", help="The shared passages, as spans of both texts.")] = False,
    limit: LimitOption = 100,
) -> None:
    """Show which articles share text, as JSON: all pairs, or those of one article.

    Articles that came in since the last time are compared first.

    Examples:

    \b
      tearsheet archive copies news.tear
      tearsheet archive copies news.tear 17 --passages
    """
    from itertools import islice

    from tearsheet.archive.copies import copies_of, copy_pairs, judge_direction, shared_passages

    def found(archive: "sqlite3.Connection") -> Any:
        if article is not None:
            return [asdict(copy) for copy in copies_of(archive, article, passages=passages)[:limit]]
        pairs = []
        for pair in islice(copy_pairs(archive), limit):
            told: dict[str, Any] = {"pair": asdict(pair), "direction": asdict(judge_direction(archive, pair))}
            if passages:
                told["passages"] = [asdict(shared) for shared in shared_passages(archive, pair.article, pair.other)]
            pairs.append(told)
        return pairs

    _show(path, found)


def stories(path: ArchiveArgument, limit: LimitOption = 20) -> None:
    """List stories, articles about one event, as JSON: those with the newest articles first.

    Articles that came in since the last time are compared first.
    """
    from tearsheet.archive.stories import find_stories

    _show(path, lambda archive: [asdict(one) for one in find_stories(archive, limit=limit)])


def story(
    path: ArchiveArgument,
    article: Annotated[int, typer.Argument(metavar="ARTICLE", help="One of its articles.", show_default=False)],
) -> None:
    """Show the story that an article belongs to, as JSON: its articles, and the statements that one text alone carries.

    Copies of a text count as one text. An article that is alone is a story of one.
    """
    from tearsheet.archive.corroboration import single_sources
    from tearsheet.archive.loading import load_text
    from tearsheet.archive.stories import story_of

    def found(archive: "sqlite3.Connection") -> Any:
        load_text(archive, article)
        one = story_of(archive, article)
        numbers = [each.article for each in one.articles] if one is not None else [article]
        told: dict[str, Any] = asdict(one) if one is not None else {"story": None, "articles": [], "texts": [[article]]}
        return told | {"single": [asdict(each) for each in single_sources(archive, numbers)]}

    _show(path, found)


def corroborate(
    path: ArchiveArgument,
    statement: Annotated[
        int, typer.Argument(metavar="STATEMENT", help="Its number in the archive.", show_default=False)
    ],
    limit: LimitOption = 100,
) -> None:
    """Show which other articles carry a statement, as JSON: grouped into texts with their copies, earliest first.

    It says what stands where. Whether it is so, nobody can tell from that.
    """
    from tearsheet.archive.corroboration import corroborate as look

    def found(archive: "sqlite3.Connection") -> Any:
        whole = look(archive, statement)
        return asdict(replace(whole, texts=whole.texts[:limit]))

    _show(path, found)


def _show(path: str, find: "Callable[[sqlite3.Connection], Any]") -> None:
    """Bring the archive up to date and print what was found."""
    with opened(path, made=False) as archive:
        from tearsheet.archive.linking import link_articles
        from tearsheet.archive.opening import telling

        try:
            with telling(archive.path):
                link_articles(archive.connection)
                found = find(archive.connection)
        except LookupError as error:
            say(str(error.args[0]))
            raise typer.Exit(1) from None
        print(json_text(found, indent=2))
