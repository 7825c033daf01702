"""Runs what README.md and docs/ show, and compares: Python blocks as programs or doctests, console blocks as commands.

``python tests/docs/test_snippets.py`` writes the output of every console block anew.
"""

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WIDTH = 92
"""Columns of the terminal that the commands are shown in."""

_BLOCK = re.compile(r"^```(?P<language>python|console)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\].*?\x1b\\)")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A fenced block of a page."""

    language: str
    code: str
    line: int
    span: tuple[int, int]


def snippets(page: Path) -> Iterator[Snippet]:
    """The blocks of a page that can be run."""
    text = page.read_text("utf-8")
    for match in _BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 2
        yield Snippet(match["language"], match["code"], line, match.span("code"))


def commands(code: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output shown below it."""
    for part in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def run(command: str, folder: Path) -> str:
    """What a command prints in a terminal, standard error behind standard output, without colours."""
    pty = pytest.importorskip("pty", reason="terminals of this kind are not here")
    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": str(WIDTH), "LINES": "50", "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', '')}"
    process = subprocess.Popen(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
    )
    os.close(theirs)
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(ours, 65_536)
        except OSError:  # how Linux says that nobody has the other end any more
            break
        if not part:
            break
        parts.append(part)
    _, errors = process.communicate(timeout=60)
    os.close(ours)
    shown = _ESCAPE.sub("", (b"".join(parts) + errors).decode("utf-8")).replace("\r\n", "\n")
    return "".join(f"{line.rstrip()}\n" for line in shown.rstrip().split("\n"))


def alike(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed; ``...`` stands for anything, also for whole lines."""
    pattern = re.escape(shown.strip()).replace(re.escape("..."), ".*?")
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in it, and nothing else."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page_shows_what_happens(page: Path, workplace: Path) -> None:
    namespace: dict[str, object] = {"__name__": "__main__"}
    for snippet in snippets(page):
        place = f"{page.name}:{snippet.line}"
        if snippet.language == "console":
            for command, shown in commands(snippet.code):
                printed = run(command, workplace)
                assert alike(shown, printed), f"{place}: $ {command}\n{printed}"
        elif ">>>" in snippet.code:
            check(snippet, place, namespace)
        else:
            exec(compile("\n" * (snippet.line - 1) + snippet.code, str(page), "exec"), namespace)


def check(snippet: Snippet, place: str, namespace: dict[str, object]) -> None:
    """Run a block of doctests; what it defines stays in the namespace."""
    test = doctest.DocTestParser().get_doctest(snippet.code, {}, place, place, snippet.line - 1)
    test.globs = namespace
    report: list[str] = []
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    doctest.DocTestRunner(optionflags=flags).run(test, out=report.append, clear_globs=False)
    assert not report, "".join(report)


def test_there_is_something_to_run() -> None:
    languages = [snippet.language for page in PAGES for snippet in snippets(page)]
    assert languages.count("python") > 5
    assert languages.count("console") > 3


def test_differences_are_seen() -> None:
    assert alike("one\n...\nfour\n", "one\ntwo\nthree\nfour\n")
    assert not alike("one\nthree\n", "one\ntwo\nthree\n")


def _rewrite() -> None:
    """Put what the commands print now into the pages; outputs with ``...`` that still fit stay."""
    import tempfile

    for page in PAGES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copytree(ROOT / "examples", folder / "examples")
            text = page.read_text("utf-8")
            new: list[str] = []
            done = 0
            for snippet in snippets(page):
                if snippet.language != "console":
                    continue
                new.append(text[done : snippet.span[0]])
                done = snippet.span[1]
                for command, shown in commands(snippet.code):
                    printed = run(command, folder)
                    new.append(f"$ {command}\n{shown if alike(shown, printed) else printed.lstrip(chr(10))}")
            page.write_text("".join((*new, text[done:])), "utf-8")


if __name__ == "__main__":
    _rewrite()
