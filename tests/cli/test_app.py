"""What the commands have in common."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from tearsheet import __version__
from tearsheet.cli import main
from tearsheet.cli.app import app


def test_version() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout == f"tearsheet {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["clean", "--help"], ["inspect", "--help"]])
def test_help_has_examples_and_fits_a_terminal(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0
    assert "Examples:" in result.stdout
    assert any(f"tearsheet {name}" in result.stdout for name in ("inspect story", "extract story", "clean page"))
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_completion_is_there() -> None:
    assert "--install-completion" in CliRunner().invoke(app, ["--help"]).stdout


def test_main_leaves_with_the_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["extract", "no-such-file.html"])
    assert left.value.code == 1
    assert "no-such-file.html" in capsys.readouterr().err


def test_an_unknown_command_is_told_in_one_line() -> None:
    result = CliRunner().invoke(app, ["frobnicate"])
    assert result.exit_code == 2
    assert result.stderr == "tearsheet: No such command 'frobnicate'. (see 'tearsheet --help')\n"


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_nothing_heavy_is_imported_before_a_command_runs(argument: str) -> None:
    program = (
        "import sys\nfrom tearsheet.cli import main\n"
        f"try: main([{argument!r}])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'selectolax', 'fastwarc', 'urllib3', 'rich', 'tearsheet.page', 'tearsheet.roles'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
