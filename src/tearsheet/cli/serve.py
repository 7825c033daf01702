"""``tearsheet serve``: an archive, or single pages, in a browser and for programs."""

import secrets
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tearsheet.cli.console import say
from tearsheet.cli.options import LimitsOption, parse_limits
from tearsheet.errors import ArchiveError

if TYPE_CHECKING:
    from tearsheet.web.settings import Settings

__all__ = ["serve"]


def serve(
    path: Annotated[
        str | None,
        typer.Argument(metavar="[ARCHIVE]", help="The archive's file; without it, single pages.", show_default=False),
    ] = None,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65_535, metavar="N", help="0 for any that is free.")] = 8127,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            envvar="TEARSHEET_TOKEN",
            metavar="TOKEN",
            help="What readers must show; made and printed where others than this machine can connect.",
            show_default=False,
        ),
    ] = None,
    add_token: Annotated[
        str | None,
        typer.Option(
            "--add-token",
            envvar="TEARSHEET_ADD_TOKEN",
            metavar="TOKEN",
            help="What those must show who add pages; it lets them read as well.",
            show_default=False,
        ),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nobody may add pages.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, max=64, metavar="N", help="Worker processes that extract.")
    ] = 2,
    private: Annotated[
        bool,
        typer.Option("--allow-private-addresses", help="Fetch from this machine and its network, if asked to."),
    ] = False,
    limits: LimitsOption = None,
    opened: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
) -> None:
    """Serve an archive to browsers and programs; without one, pages that are pasted, dropped in or sent.

    Only this machine can connect, unless --host says otherwise; then a token is needed. Ctrl-C ends it.

    Examples:

    \b
      tearsheet serve news.tear --open
      tearsheet serve
      tearsheet serve news.tear --host 0.0.0.0 --read-only
    """
    bounds = parse_limits(limits or ())
    try:
        from tearsheet.web.serving import LOOPBACK, listen
        from tearsheet.web.serving import serve as run
        from tearsheet.web.settings import Settings
    except ModuleNotFoundError as error:
        say(f"{error.name} is missing: pip install 'tearsheet[web]'")
        raise typer.Exit(1) from error
    local = host in LOOPBACK
    if not local:
        token = token or secrets.token_urlsafe(18)
        if path is not None and not read_only:
            add_token = add_token or secrets.token_urlsafe(18)
    settings = Settings(
        archive=Path(path) if path is not None else None,
        token=token,
        add_token=add_token,
        read_only=read_only,
        hosts=frozenset({"localhost", "127.0.0.1", "[::1]"}) if token is None else None,
        jobs=jobs,
        private=private,
        limits=bounds,
    )
    try:
        listening = listen(host, port)
    except OSError as error:
        say(f"cannot listen at {host}, port {port}: {error.strerror or error}")
        raise typer.Exit(1) from error
    with listening:
        address = _address(host, listening.getsockname()[1])

        def ready() -> None:
            _tell(address, settings)
            if opened:
                webbrowser.open(f"{address}/" + (f"?token={add_token or token}" if token is not None else ""))

        try:
            run(settings, listening, on_ready=ready)
        except ArchiveError as error:
            say(str(error))
            raise typer.Exit(1) from error
    say("stopped")


def _address(host: str, port: int) -> str:
    name = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)
    return f"http://{f'[{name}]' if ':' in name else name}:{port}"


def _tell(address: str, settings: "Settings") -> None:
    """Where it is, and with which token."""
    what = settings.archive.name if settings.archive is not None else "single pages"
    say(f"{what} at {address}/ (Ctrl-C ends it)")
    if settings.token is not None:
        say(f"to read: {address}/?token={settings.token}")
    if settings.add_token is not None and settings.archive is not None and not settings.read_only:
        say(f"to add:  {address}/?token={settings.add_token}")
    sys.stderr.flush()
