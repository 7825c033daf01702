"""Lines of source code and of commands in a flat capture, which no fence parts from the text around them.

A line is told by its syntax: prompts, assignments, calls, braces, tags, the words that statements begin with. Lines
that only look as if they might belong to code do so where they stand among such lines. In Markdown, code is indented.
"""

import re

from tearsheet.page.textlines import Lines
from tearsheet.page.textsigns import CODE, holds

__all__ = ["find_code"]

_LONGEST = 240
_QUERY = (
    r"(?:SELECT [^!?]{1,200} FROM|DELETE FROM|INSERT INTO|UPDATE [\w.]+ SET|CREATE (?:TABLE|INDEX|VIEW)|ALTER TABLE"
    r"|DROP TABLE) \S"
)
_CODE = re.compile(
    r"\$ [A-Za-z_./~\"'(]|>>> ?[a-z_@(\[{\"'\d]|[│├└]|PS [A-Z]:[^>\n]{0,80}> \S|[A-Z]:\\[^>\n]{0,80}>\S"
    r"|#!/|# ?(?:include|define|ifdef|ifndef|endif|pragma)\b|<\?(?:php|xml)\b|<!DOCTYPE\b|<!--"
    r"|import [\w.*{}, ]+(?: (?:as|from) [\w.'\"@/-]+)?;?\Z|from [\w.]+ import \S|using [\w.]+;\Z|package [\w.]+;?\Z"
    r"|(?:public|private|protected|static|final|const|let|var|val) [\w<>\[\], ]+(?:[=(;{]|\Z)"
    r"|[a-z_$@][\w.$@]*(?:\[[^\]\n]{0,60}\])*(?: ?: ?\w+)? ?(?::|[-+*/|&%])?=(?!=) ?[^\s=]|[A-Z]\w*=[^\s=]"
    r"|[a-z_$][\w.$]*(?:::\w+)*\((?:[^()\n]|\([^()\n]{0,80}\)){0,200}\) ?[;{:]?\Z"
    r"|[\])};,{(\[]+\Z"
    r"|</?[a-z][\w:-]*(?:\s+[\w:@-]+(?:=(?:\"[^\"\n]{0,120}\"|'[^'\n]{0,120}'|[\w{}.]+))?){0,20}\s*/?>"
    r"|(?:sudo )?(?:apt|apt-get|yum|dnf|brew|pip3?|npm|npx|yarn|git|curl|wget|docker|kubectl|cd|mkdir|chmod|ssh|make"
    r"|cargo|go|python3?|node|conda|composer|export|terraform|helm|gem|bundle|mvn|systemctl|rsync|tar|cp|mv|rm) "
    r"(?:-{1,2}\w|(?:install|run|clone|add|commit|push|pull|build|init|get|create)\b|\w*[./~=]\S)"
    rf"|{_QUERY}"
    r"|\"[\w$-]{1,60}\": ?\S"
)
"""How lines of code begin."""

_ENDS = frozenset(";{}:)]")
_STATEMENT = re.compile(
    r"(?:(?:async |export |public |private |protected |static |final |abstract )*"
    r"(?:def|class|function|func|fn|struct|enum|interface|namespace) \w[^.!?]*"
    r"|for \w+(?:, ?\w+)* in [^!?]+:|(?:try|else|finally|except|do|begin)(?: \w+(?: as \w+)?)?:"
    r"|\}? ?(?:for|while|if|elif|else if|else|switch|with|unless|foreach|catch)\b(?=[^!?]*[=()<>\[\]_{])[^!?]*[:{]"
    r"|(?:return|print|echo|puts|assert|raise|throw|yield|await|del)\b[^!?]*[)\]};]"
    r"|(?=[^.!?]*[=()<>\[\]_$])[^!?]*(?:[;{]|\}\)?;?)"
    r"|[.#@]?[a-z-]+(?:[ ,:.#>][\w.#:>, -]*)? ?\{)\Z"
)
"""What lines of code that end in a brace, a bracket, a colon or a semicolon say."""

_POSSIBLE = re.compile(
    r"#(?!\w)|//|/\*|\*/|\* |-- |<[!/?a-zA-Z]|@\w|[\])}]|[\w.-]+\(|[\w.$-]+ ?[:=]|[\"'\w].{0,160}[,\\|(\[{&]\Z"
    r"|(?:return|pass|break|continue|end|fi|done|esac|then|else|do|from|where|and|or|order by|group by)\b",
    re.IGNORECASE,
)
_SURE = re.compile(r"(?:\$|>>>|PS [A-Z]:[^>]*>|[A-Z]:\\[^>]*>) ?\S|#!/|[│├└]|" + _QUERY)
_OPTION = re.compile(r"[a-z][\w.-]*(?: [\w./:=*~\"'@-]+){0,8}? --[a-z][\w-]")
"""A command with an option of several letters."""

_MARK = re.compile(r"[{}()\[\];=<>_$|&\\\"'/]|--")
_LEAST_MARKS, _FARTHEST = 3, 12
_MARKDOWN = ("```", "](", "][", "\n## ", "\n===", "\n---")
_CODE_INDENT = 4
_ITEM = re.compile(r"(?:[*+\-•]|\d{1,3}[.)])\s")
_PLACEHOLDER = re.compile(r"\$?\$?\{\{?[^{}\n]{0,120}\}\}?")
_FIRST = frozenset("abcdefghijklmnopqrstuvwxyz$#>/<{}()[]@\"_│├└,;|&+-*.'")
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_CAPITAL = re.compile(r"PS [A-Z]:|[A-Z]:\\|[A-Z]\w*=|(?:SELECT|DELETE|INSERT|UPDATE|CREATE|ALTER|DROP)\b")
_PROSE = re.compile(r"[^\W\d_]{2,}[.!?…]['\")]?\Z|(?:[^\W\d_]{2,},? ){4}[^\W\d_]{2}|[。！？]")
"""The end of a sentence, or many words in a row without any syntax between."""


def find_code(lines: Lines, text: str) -> list[tuple[int, int]]:
    """Runs of lines that are code: the first and the last line of each.

    Args:
        lines: of the capture, parted and not joined yet.
        text: the capture.
    """
    found: list[tuple[int, int]] = []
    if "\n    " in text and (text.startswith("#") or any(sign in text for sign in _MARKDOWN)):
        found = _indented_code(lines)
    if not holds(text, CODE):
        return found
    taken = {number for first, last in found for number in range(first, last + 1)}
    sure = [
        number
        for number, line in enumerate(lines.text)
        if (line[0] in _FIRST or line[-1] in _ENDS or (line[0] in _CAPITALS and _CAPITAL.match(line)))
        and len(line) <= _LONGEST
        and _reads_as_code(line)
        and not _is_prose(line)
    ]
    sure = [number for number in sure if number not in taken]
    place = 0
    while place < len(sure):
        first = last = sure[place]
        strong = 1
        place += 1
        while place < len(sure) and _runs_through(lines, first, last, sure[place]):
            last = sure[place]
            strong += 1
            place += 1
        if strong > 1 or _is_command(lines.text[first]):
            found.append((first, last))
    return sorted(found)


def _indented_code(lines: Lines) -> list[tuple[int, int]]:
    """Lines of Markdown that stand four columns in, below an empty line and no item of a list."""
    found: list[tuple[int, int]] = []
    number = 0
    while number < len(lines):
        above = number - 1
        if (
            lines.indent[number] < _CODE_INDENT
            or lines.gap[number] < 1
            or (above >= 0 and (lines.indent[above] or _ITEM.match(lines.text[above])))
        ):
            number += 1
            continue
        last = number
        while last + 1 < len(lines) and lines.indent[last + 1] >= _CODE_INDENT and lines.gap[last + 1] <= 1:
            last += 1
        if not any(
            _PROSE.search(lines.text[other]) or _ITEM.match(lines.text[other]) for other in range(number, last + 1)
        ):
            found.append((number, last))
        number = last + 1
    return found


def _reads_as_code(line: str) -> bool:
    if "{{" in line or "${" in line:
        # What a template left over is no code, unless more of it is.
        line = _PLACEHOLDER.sub("", line).strip()
        if not line:
            return False
    return (
        _CODE.match(line) is not None
        or _OPTION.match(line) is not None
        or (line[-1] in _ENDS and _STATEMENT.match(line) is not None)
    )


def _is_prose(line: str) -> bool:
    return _PROSE.search(line) is not None and _SURE.match(line) is None


def _runs_through(lines: Lines, first: int, last: int, after: int) -> bool:
    """Whether the lines between two of code may be code too."""
    if lines.gap[after] > 1 or after - last > _FARTHEST:
        return False
    base = lines.indent[first]
    for number in range(last + 1, after):
        line = lines.text[number]
        if lines.gap[number] > 1 or len(line) > _LONGEST or line.startswith(("```", "~~~")):
            return False
        indented = lines.indent[number] >= base + 2
        if _is_prose(line) and not line.startswith(("#", "//", "*", "/*", "--")):
            return False
        if not (indented or _POSSIBLE.match(line)):
            return False
    return True


def _is_command(line: str) -> bool:
    """Whether a line that stands alone is code beyond doubt."""
    if _SURE.match(line) or _OPTION.match(line):
        return True
    return len(set(_MARK.findall(line))) >= _LEAST_MARKS and (line[0] != "<" or "=" in line)
