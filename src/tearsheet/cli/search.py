"""``tearsheet search``: articles and statements of an archive, found by words and narrowed by who, where and when."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tearsheet.archive.filters import Filters, Order
from tearsheet.cli.archiverun import ArchiveArgument, opened
from tearsheet.cli.console import printable, say
from tearsheet.cli.jsontext import json_text
from tearsheet.statements.kinds import Attitude, Form

if TYPE_CHECKING:
    from tearsheet.archive.search import ArticleHit, Found, StatementHit
    from tearsheet.page.role import PageType

__all__ = ["search"]

_BOLD, _PLAIN = "\ue000", "\ue001"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day such as 2024-05-31") from None


def _page_type(name: str) -> "PageType":
    from tearsheet.choices import choose
    from tearsheet.page.role import PageType

    try:
        return choose(PageType, name, "it")
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--type") from None


def _option(name: str, metavar: str, text: str) -> Any:
    return typer.Option(name, metavar=metavar, help=text, show_default=False)


def search(
    path: ArchiveArgument,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUERY]...", help='Words, "phrases", prefix*, AND, OR, NOT, parentheses.', show_default=False
        ),
    ] = None,
    statements: Annotated[bool, typer.Option("--statements", help="Find statements instead of articles.")] = False,
    outlet: Annotated[str | None, _option("--outlet", "NAME", "Words of the outlet's name, or its host.")] = None,
    country: Annotated[str | None, _option("--country", "CODE", "Country of the outlet, such as FR.")] = None,
    author: Annotated[str | None, _option("--author", "NAME", "Words of an author's name.")] = None,
    speaker: Annotated[str | None, _option("--speaker", "NAME", "Words of the name of somebody quoted.")] = None,
    section: Annotated[str | None, _option("--section", "NAME", "Section or rubric.")] = None,
    tag: Annotated[str | None, _option("--tag", "TAG", "A tag of the publisher's.")] = None,
    language: Annotated[str | None, _option("--language", "TAG", "Language, such as en.")] = None,
    page_type: Annotated[str | None, _option("--type", "TYPE", "Kind of page, such as article or forum.")] = None,
    since: Annotated[
        date | None, typer.Option(parser=_day, metavar="DAY", help="First day of publication.", show_default=False)
    ] = None,
    until: Annotated[
        date | None, typer.Option(parser=_day, metavar="DAY", help="Last day of publication.", show_default=False)
    ] = None,
    form: Annotated[Form | None, _option("--form", "FORM", "Of a statement: direct, indirect, mixed.")] = None,
    attitude: Annotated[
        Attitude | None, _option("--attitude", "ATTITUDE", "Of a statement: speech, thought, plan.")
    ] = None,
    order: Annotated[Order, typer.Option("--order", help="What comes first.")] = Order.RELEVANCE,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, metavar="N", help="Hits a page.")] = 20,
    page: Annotated[str | None, _option("--page", "PAGE", "The page that an earlier search called the next.")] = None,
    all_editions: Annotated[
        bool, typer.Option("--all-editions", help="Older captures of the same address as well.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object with all hits.")] = False,
) -> None:
    """Find articles or statements in an archive.

    What is no valid query is searched as its words. Exit status 1 where nothing is found.

    Examples:

    \b
      tearsheet search news.tear bridge ferry
      tearsheet search news.tear '"new ferry" OR bridg*' --since 2024-05-01 --outlet courier
      tearsheet search news.tear tolls --statements --speaker keller --json
    """
    filters = Filters(
        outlet=outlet,
        country=country,
        author=author,
        speaker=speaker,
        section=section,
        tag=tag,
        language=language,
        page_type=_page_type(page_type) if page_type is not None else None,
        since=since,
        until=until,
        form=form,
        attitude=attitude,
    )
    wanted = " ".join(query or ())
    how: dict[str, Any] = {"order": order, "limit": limit, "page": page, "all_editions": all_editions}
    found: Found[Any]
    with opened(path, read_only=True) as archive:
        try:
            found = (archive.search_statements if statements else archive.search)(wanted, filters, **how)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--page") from None
    if as_json:
        hits = [asdict(hit) for hit in found.hits]
        record = {"total": found.total, "plain": found.query.plain, "next": found.next, "hits": hits}
        print(json_text(record, indent=2))
    else:
        if found.query.plain and wanted.strip():
            say("not a valid query; it is searched as words")
        lines: Callable[[Any], list[str]] = _statement_lines if statements else _article_lines
        _show([lines(hit) for hit in found.hits])
        if found.next is not None:
            say(f"{found.total} found; the next page: --page {found.next}")
        if not found.total:
            say("nothing found")
    if not found.total:
        raise typer.Exit(1)


def _article_lines(hit: "ArticleHit") -> list[str]:
    """An article for a person: title, where and when and by whom, the passage, the address."""
    told = [hit.outlet, (hit.published or "")[:10], ", ".join(hit.authors)]
    return [
        hit.title or "(no title)",
        "   ".join(part for part in told if part),
        hit.snippet.marked(*_marks()),
        hit.address or f"article {hit.article}",
    ]


def _statement_lines(hit: "StatementHit") -> list[str]:
    """A statement for a person: who said it, the words, where."""
    verb = {"speech": "said", "thought": "thought", "plan": "plans"}[hit.attitude]
    head = f"{hit.speaker or 'somebody'} {'did not say' if hit.negated else verb}"
    if hit.audience:
        head += f" ({hit.audience})"
    if hit.day:
        head += f" on {hit.day}"
    within = hit.article
    told = [within.title or "(no title)", within.outlet, (within.published or "")[:10]]
    return [
        f"{head}, {hit.form}:",
        hit.snippet.marked(*_marks()),
        "   ".join(part for part in told if part),
        within.address or f"article {within.article}",
    ]


def _marks() -> tuple[str, str]:
    """What stands around a hit: characters that become bold type at a terminal, brackets elsewhere."""
    return (_BOLD, _PLAIN) if sys.stdout.isatty() else ("[", "]")


def _show(hits: list[list[str]]) -> None:
    for number, lines in enumerate(hits):
        if number:
            print()
        for place, line in enumerate(lines):
            text = printable(line).replace(_BOLD, "\033[1m").replace(_PLAIN, "\033[0m")
            print(f"  {text}" if place else text)
