"""The commands together, and what they have in common: UTF-8, one-line errors, exit statuses."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from tearsheet._version import __version__
from tearsheet.cli.archive import app as archive
from tearsheet.cli.clean import clean
from tearsheet.cli.cluster import app as cluster
from tearsheet.cli.console import discard, say, speak_utf8
from tearsheet.cli.corpus import app as corpus
from tearsheet.cli.extract import extract
from tearsheet.cli.inspect import inspect
from tearsheet.cli.search import search
from tearsheet.cli.serve import serve
from tearsheet.cli.statements import statements

__all__ = ["app"]


class _Commands(TyperGroup):
    """The group of commands; nothing that happens below it shows the person a stack trace."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; with ``standalone_mode`` leave the program with its exit status."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        speak_utf8()
        try:
            status = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
            sys.stdout.flush()
        except (KeyboardInterrupt, typer.Abort):
            say("interrupted")
            status = 130
        except BrokenPipeError:
            discard(sys.stdout)
            status = 0
        except OSError as error:
            say(str(error))
            status = 1
        except Exception as error:
            # Wrong usage: Typer's exceptions know their message and status, whichever library they come from.
            if not hasattr(error, "format_message"):
                raise
            message = error.format_message()
            context = getattr(error, "ctx", None)
            if "\n" in message:
                # No arguments at all: the message is the whole help.
                print(message, file=sys.stderr)
            else:
                say(message + (f" (see '{context.command_path} --help')" if context is not None else ""))
            status = int(getattr(error, "exit_code", 2))
        sys.exit(status if isinstance(status, int) else 0)


app = typer.Typer(
    name="tearsheet",
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"tearsheet {__version__}")
        raise typer.Exit


@app.callback()
def tearsheet(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Turn captured web pages into the record of what was published.

    Examples:

    \b
      tearsheet extract story.html                       read an article
      tearsheet extract pages/ -o articles/              a JSON file for each page
      tearsheet clean corpus.jsonl -o clean.jsonl        texts without furniture
      tearsheet statements story.html                    who said what
      tearsheet inspect story.html                       what was kept and why
      tearsheet inspect story.html --html -o why.html    the same in a browser
      tearsheet archive add news.tear pages/             keep them in one file
      tearsheet search news.tear bridge ferry            find them again
      tearsheet serve news.tear --open                   look at them in a browser
    """


app.command()(extract)
app.command()(clean)
app.command()(inspect)
app.command()(statements)
app.add_typer(archive)
app.command()(search)
app.add_typer(cluster)
app.add_typer(corpus)
app.command()(serve)
