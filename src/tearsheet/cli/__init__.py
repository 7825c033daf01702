"""The command line: one module a command.

Nothing heavy is imported before a command runs, so that ``--help``, ``--version`` and completion answer at once.
"""

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    Args:
        arguments: what follows the program's name; ``None`` takes the process's own.

    Raises:
        SystemExit: always; 0 all good, 1 some inputs failed, 2 wrong usage, 130 interrupted.
    """
    from tearsheet.cli.app import app

    app(None if arguments is None else list(arguments), prog_name="tearsheet")
