"""``tearsheet extract``: captures in, articles out."""

from typing import TYPE_CHECKING, Annotated

import typer

from tearsheet.choices import Comments, Favour
from tearsheet.cli.inputs import Said, Where
from tearsheet.cli.job import Job
from tearsheet.cli.options import (
    CapturedFieldOption,
    CapturedOption,
    CommentsOption,
    ErrorsOption,
    FavourOption,
    Format,
    FormatOption,
    InputsArgument,
    JobsOption,
    LimitsOption,
    MediaOption,
    OutputOption,
    QuietOption,
    ResumeOption,
    TextFieldOption,
    UrlFieldOption,
    UrlOption,
    parse_captured,
    parse_fields,
    parse_limits,
)
from tearsheet.cli.plan import make_plan, run_plan

if TYPE_CHECKING:
    from rich.console import Console

    from tearsheet.article.article import Article

__all__ = ["extract"]


def extract(
    inputs: InputsArgument,
    format_: FormatOption = None,
    output: OutputOption = None,
    url: UrlOption = None,
    captured: CapturedOption = None,
    media: MediaOption = None,
    text_field: TextFieldOption = None,
    url_field: UrlFieldOption = "url",
    captured_field: CapturedFieldOption = None,
    favour: FavourOption = Favour.BALANCE,
    comments: CommentsOption = Comments.AUTO,
    jobs: JobsOption = 1,
    fields: Annotated[
        str | None,
        typer.Option(
            "--fields", metavar="NAMES", help="Fields of the JSON record, such as title,authors.", show_default=False
        ),
    ] = None,
    with_removed: Annotated[
        bool, typer.Option("--with-removed", help="Keep what was left out in the JSON record, with its role.")
    ] = False,
    statements: Annotated[
        bool, typer.Option("--with-statements", help="Find who said what, for --format parquet; that takes longer.")
    ] = False,
    limits: LimitsOption = None,
    errors: ErrorsOption = None,
    resume: ResumeOption = False,
    quiet: QuietOption = False,
) -> None:
    """Turn captures into articles.

    One capture prints for a person, several print JSON lines, a folder (-o DIR) gets a JSON file for each. Name the
    format in scripts. Exit status: 0 all good, 1 some inputs failed, 2 wrong usage.

    Examples:

    \b
      tearsheet extract story.html
      tearsheet extract story.html --format markdown -o story.md
      tearsheet extract pages/ 'more/**/*.html' --jobs 4 -o articles/
      tearsheet extract crawl.warc.gz --errors failed.jsonl > articles.jsonl
      tearsheet extract dump.jsonl.zst --text-field html > articles.jsonl
      curl -s $ADDRESS | tearsheet extract - --url $ADDRESS
      tearsheet extract pages/ --fields url,title,published
      tearsheet extract crawl/*.warc.gz --format parquet -o tables/ --jobs 8
    """
    if format_ is Format.PARQUET:
        from tearsheet.cli.parquet import check_options, run_shards
        from tearsheet.readers.jsonlines import Fields
        from tearsheet.shards.settings import Settings

        given = {
            "--url": url,
            "--captured": captured,
            "--media": media,
            "--fields": fields,
            "--with-removed": with_removed,
        }
        settings = Settings(
            favour, comments, statements, parse_limits(limits or ()), Fields(text_field, url_field, captured_field)
        )
        raise typer.Exit(
            run_shards(inputs, check_options(output, given), settings, jobs=jobs, errors=errors, quiet=quiet)
        )
    if statements:
        raise typer.BadParameter(
            "only --format parquet has them; see tearsheet statements", param_hint="--with-statements"
        )
    record = "--fields" if fields is not None else "--with-removed" if with_removed else None
    names: tuple[str, ...] | None = None
    if fields is not None:
        from tearsheet.formats import FIELDS

        names = parse_fields(fields, FIELDS)
    instant = parse_captured(captured) if captured is not None else None
    job = Job(
        None,
        parse_limits(limits or ()),
        names,
        with_removed or "left_out" in (names or ()),
        favour=favour,
        comments=comments,
    )
    plan = make_plan(
        inputs,
        format_,
        output,
        said=Said(url, instant, media),
        where=Where(text_field, url_field, captured_field),
        job=job,
        record=record,
        errors=errors,
        jobs=jobs,
        resume=resume,
        quiet=quiet,
        show=_show,
    )
    raise typer.Exit(run_plan(plan))


def _show(article: "Article", console: "Console") -> None:
    from tearsheet.cli.person import show_article

    show_article(article, console)
