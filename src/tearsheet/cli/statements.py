"""``tearsheet statements``: captures in, who said what out."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from tearsheet.capture import Capture
from tearsheet.choices import Comments, Engine, Favour
from tearsheet.cli.inputs import Said, Where
from tearsheet.cli.job import RECORDS, Job
from tearsheet.cli.jsontext import json_text
from tearsheet.cli.options import (
    CapturedFieldOption,
    CapturedOption,
    CommentsOption,
    ErrorsOption,
    FavourOption,
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

__all__ = ["StatementsJob", "statements"]


@dataclass(frozen=True, slots=True)
class StatementsJob(Job):
    """What to make of a capture: the statements of its article.

    Attributes:
        engine: what reads them.
    """

    engine: Engine = Engine.DEFAULT

    def article(self, capture: Capture) -> "Article":
        """Extract the article; a warning tells where the engine does not know its language.

        Raises:
            TearsheetError: the capture cannot be read, or a limit is reached.
        """
        from tearsheet.statements.engines import engine_for, unread

        article = Job.article(self, capture)
        if engine_for(self.engine, article.language) is self.engine:
            return article
        return replace(article, warnings=(*article.warnings, unread(self.engine, article.language)))

    def write(self, article: "Article") -> str:
        """The statements in the format asked for, with a line feed at its end."""
        from tearsheet.formats.statements import STATEMENT_FORMATS, statements_record

        article = _read(article, self.engine)
        if self.format in RECORDS:
            record = statements_record(article)
            names = self.fields if self.fields is not None else tuple(record)
            text = json_text({name: record[name] for name in names}, indent=self.indent)
        else:
            text = STATEMENT_FORMATS[self.format or "text"](article)
        return text if text.endswith("\n") else text + "\n"


def statements(
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
    engine: Annotated[
        Engine,
        typer.Option("--engine", help="accurate finds more in English and takes longer; see tearsheet[accurate]."),
    ] = Engine.DEFAULT,
    jobs: JobsOption = 1,
    fields: Annotated[
        str | None,
        typer.Option(
            "--fields", metavar="NAMES", help="Fields of the JSON record, such as url,statements.", show_default=False
        ),
    ] = None,
    limits: LimitsOption = None,
    errors: ErrorsOption = None,
    resume: ResumeOption = False,
    quiet: QuietOption = False,
) -> None:
    """Tell who said what in the articles of captures.

    One capture prints for a person, several print JSON lines, a folder (-o DIR) gets a JSON file for each. Spans are
    offsets in the record's text. Exit status: 0 all good, 1 some inputs failed, 2 wrong usage.

    Examples:

    \b
      tearsheet statements story.html
      tearsheet statements story.html --format json
      tearsheet statements pages/ --jobs 4 -o statements/
      tearsheet statements dump.jsonl.zst --text-field html > statements.jsonl
    """
    if engine is Engine.ACCURATE:
        _need()
    names: tuple[str, ...] | None = None
    if fields is not None:
        from tearsheet.formats.statements import STATEMENT_FIELDS

        names = parse_fields(fields, STATEMENT_FIELDS)
    plan = make_plan(
        inputs,
        format_,
        output,
        said=Said(url, parse_captured(captured) if captured is not None else None, media),
        where=Where(text_field, url_field, captured_field),
        job=StatementsJob(None, parse_limits(limits or ()), names, favour=favour, comments=comments, engine=engine),
        record="--fields" if fields is not None else None,
        errors=errors,
        jobs=jobs,
        resume=resume,
        quiet=quiet,
        show=partial(_show, engine=engine),
    )
    raise typer.Exit(run_plan(plan))


def _need() -> None:
    """Say at once what is not installed, rather than for each capture."""
    from tearsheet.statements.accurate.weights import accurate_tagger

    try:
        accurate_tagger()
    except ModuleNotFoundError as error:
        raise typer.BadParameter(str(error), param_hint="--engine") from None


def _read(article: "Article", engine: Engine) -> "Article":
    return article if engine is Engine.DEFAULT else article.with_statements(engine)


def _show(article: "Article", console: "Console", *, engine: Engine) -> None:
    from tearsheet.cli.saidtext import show_statements

    show_statements(_read(article, engine), console)
