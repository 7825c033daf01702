"""``tearsheet archive copies|stories|story|corroborate|people|outlets``: articles of an archive held together."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tearsheet.archive.listing import OutletOrder, PersonOrder
from tearsheet.archive.plain import to_plain
from tearsheet.cli.archiverun import ArchiveArgument, opened
from tearsheet.cli.console import say
from tearsheet.cli.jsontext import json_text

if TYPE_CHECKING:
    from tearsheet.archive.archive import Archive

__all__ = ["copies", "corroborate", "outlets", "people", "stories", "story"]

LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, metavar="N", help="How many a page.")]
PageOption = Annotated[
    str | None,
    typer.Option("--page", metavar="PAGE", help="The page that an earlier one called the next.", show_default=False),
]


def copies(
    path: ArchiveArgument,
    article: Annotated[
        int | None, typer.Argument(metavar="[ARTICLE]", help="Its number in the archive.", show_default=False)
    ] = None,
    passages: Annotated[bool, typer.Option("--passages", help="The shared passages, as spans of both texts.")] = False,
    limit: LimitOption = 100,
    page: PageOption = None,
) -> None:
    """Show which articles share text, as JSON: all pairs, or those of one article.

    Articles that came in since the last time are compared first.

    Examples:

    \b
      tearsheet archive copies news.tear
      tearsheet archive copies news.tear 17 --passages
    """

    def found(archive: "Archive") -> object:
        if article is None:
            return archive.copy_pairs(passages=passages, limit=limit, page=page)
        return archive.copies(article, passages=passages, limit=limit, page=page)

    _show(path, found)


def stories(path: ArchiveArgument, limit: LimitOption = 20, page: PageOption = None) -> None:
    """List stories, articles about one event, as JSON: those with the newest articles first.

    Articles that came in since the last time are compared first.
    """
    _show(path, lambda archive: archive.stories(limit=limit, page=page))


def story(
    path: ArchiveArgument,
    article: Annotated[int, typer.Argument(metavar="ARTICLE", help="One of its articles.", show_default=False)],
) -> None:
    """Show the story that an article belongs to, as JSON: its articles, and the statements that one text alone carries.

    Copies of a text count as one text. An article that is alone is a story of one.
    """
    _show(path, lambda archive: to_plain(archive.story(article)) | {"single": archive.single_sources(article)})


def corroborate(
    path: ArchiveArgument,
    statement: Annotated[
        int, typer.Argument(metavar="STATEMENT", help="Its number in the archive.", show_default=False)
    ],
) -> None:
    """Show which other articles carry a statement, as JSON: grouped into texts with their copies, earliest first.

    It says what stands where. Whether it is so, nobody can tell from that.
    """
    _show(path, lambda archive: archive.corroborate(statement))


def people(
    path: ArchiveArgument,
    name: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Words of it.")] = None,
    order: Annotated[PersonOrder, typer.Option("--order", help="Who comes first.")] = PersonOrder.STATEMENTS,
    limit: LimitOption = 50,
    page: PageOption = None,
) -> None:
    """List people who say or write something, as JSON: with how many statements, in how many articles, and when."""
    asked = " ".join(name or ())
    _show(path, lambda archive: archive.people(asked, order=order, limit=limit, page=page), linked=False)


def outlets(
    path: ArchiveArgument,
    name: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Words of it, or the host.")] = None,
    order: Annotated[OutletOrder, typer.Option("--order", help="What comes first.")] = OutletOrder.ARTICLES,
    limit: LimitOption = 50,
    page: PageOption = None,
) -> None:
    """List outlets, as JSON: with how many articles, and when the first and the last of them was published."""
    asked = " ".join(name or ())
    _show(path, lambda archive: archive.outlets(asked, order=order, limit=limit, page=page), linked=False)


def _show(path: str, find: "Callable[[Archive], object]", *, linked: bool = True) -> None:
    """Print what was found; where it rests on articles held against each other, they are brought up to date first."""
    # What lies where nothing can be written is shown as it was left.
    read_only = not linked or not all(os.access(place, os.W_OK) for place in (path, Path(path).parent))
    with opened(path, made=False, read_only=read_only) as archive:
        try:
            if linked and not read_only:
                archive.link()
            elif linked and (waiting := archive.unlinked()):
                say(f"{path} cannot be written to: {waiting:,} articles are not compared with the others yet")
            found = find(archive)
        except LookupError as error:
            say(str(error.args[0]))
            raise typer.Exit(1) from None
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--page") from None
        print(json_text(to_plain(found), indent=2))
