"""Code without fences, tables in columns, links by label and what terminal browsers print in place of controls."""

import pytest

from tearsheet.page.block import Kind
from tests.pages.reading import outline, text_blocks

PROSE = "The mill reads one record from standard input, and writes it out again."


@pytest.mark.parametrize(
    "code",
    [
        "#!/usr/bin/env python3\nimport sys\nfor line in sys.stdin:\n    sys.stdout.write(line)",
        "const mill = require('mill');\nmill.run({ fast: true }, () => {\n  console.log('done');\n});",
        "$ mill run --filter ./pass.py",
        "mill grind oats.txt --stones 2 --sieve fine",
        ">>> mill.run(3)",
        "SELECT name FROM mills WHERE wheels > 2;\nDELETE FROM mills;",
        '<div class="mill">\n  <p>Wheel</p>\n</div>',
        "sudo apt-get install mill\ncd /srv/mill\nmake install",
        "mill/\n├── wheel.py\n│   └── axle.py\n└── setup.py".partition("\n")[2],
        "server {\n    listen 80;\n    # the old name\n    server_name mill.example;\n}",
    ],
)
def test_code_without_fences(code: str) -> None:
    assert outline(text_blocks(f"{PROSE}\n{code}\n{PROSE}")) == [
        ("paragraph", PROSE),
        ("code", code),
        ("paragraph", PROSE),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "$ 4,477",
        ">>> Mehr Gastkommentare",
        "if you want to win: play",
        "{{ mills.count }}",
        "S = Specific",
        "from the mill to the river;",
        "Rooms available: 3 (two of them small)",
        "<p></p>",
        "for everybody in the mill: bread",
        "git is a tool for programmers.",
        "Price = 20",
    ],
)
def test_what_only_looks_like_code(line: str) -> None:
    assert "code" not in [kind for kind, _ in outline(text_blocks(f"{PROSE}\n{line}\n{PROSE}"))]


def test_code_is_not_joined_with_a_wrapped_paragraph_around_it() -> None:
    wrapped = (
        "A filter is a small program that the mill runs for every record. It\nreads one record from standard input "
        "and writes it to standard\noutput, changed or not. A filter that writes nothing drops the record,\nand one "
        "that writes more than a record for each that it reads makes the\nmill stop."
    )
    code = "$ mill run --filter ./pass.py input.rec output.rec --and --other"
    found = outline(text_blocks(f"{wrapped}\n{code}\n{wrapped}"))
    assert [kind for kind, _ in found] == ["paragraph", "code", "paragraph"]
    assert found[1][1] == code


def test_common_indent_is_no_part_of_the_code() -> None:
    (code,) = [
        block
        for block in text_blocks(f"{PROSE}\n\n   if mill.turns():\n       mill.stop()\n")
        if block.kind is Kind.CODE
    ]
    assert code.text == "if mill.turns():\n    mill.stop()"


def test_indented_code_of_markdown() -> None:
    text = f"## Listing\n\n{PROSE}\n\n    mill list\n    mill show 2021-04-03\n\n{PROSE}"
    assert [kind for kind, _ in outline(text_blocks(text))] == ["heading", "paragraph", "code", "paragraph"]


def test_indented_text_without_markdown_is_no_code() -> None:
    assert "code" not in [
        kind for kind, _ in outline(text_blocks(f"{PROSE}\n\n    The second part\n    of the mill\n\n{PROSE}"))
    ]


def test_table_in_columns() -> None:
    text = f"{PROSE}\n\n   Code   Meaning\n   0      the record is kept\n   12     the run stops\n\n{PROSE}"
    (table,) = [block for block in text_blocks(text) if block.kind is Kind.TABLE]
    assert table.text == "Code | Meaning\n0 | the record is kept\n12 | the run stops"
    assert [[cell.text for cell in row] for row in table.cells][2] == ["12", "the run stops"]


def test_numbers_that_end_below_one_another_are_a_column() -> None:
    text = "Wheels      3\nMillers    12\nRecords  1400"
    assert [kind for kind, _ in outline(text_blocks(text))] == ["table"]


def test_columns_of_wide_characters() -> None:
    text = "国家    首都\n法国    巴黎\n意大利  罗马"
    assert [kind for kind, _ in outline(text_blocks(text))] == ["table"]


def test_two_spaces_behind_sentences_are_no_columns() -> None:
    text = "It rained.  Nobody came to the mill.\nThe wheel turned on.  We went home.\nNight fell.  It rained."
    assert {kind for kind, _ in outline(text_blocks(text))} == {"paragraph"}


def test_links_by_label() -> None:
    text = (
        "See the [handbook][1], the [Forum][] or [plan].\n\n"
        '[1]: https://mill.example/book\n[forum]: <https://mill.example/f> "Forum"\n[plan]: /plan\n'
    )
    block = text_blocks(text)[0]
    assert block.text == "See the handbook, the Forum or plan."
    assert [(block.text[mark.start : mark.end], mark.target) for mark in block.links] == [
        ("handbook", "https://mill.example/book"),
        ("Forum", "https://mill.example/f"),
        ("plan", "/plan"),
    ]


def test_label_without_an_address_stays() -> None:
    text = "A note [1] and a [word][2] stay.\n\n[1]: https://mill.example/\n"
    assert text_blocks(text)[0].text == "A note [1] and a [word][2] stay."


def test_first_address_of_a_label_counts() -> None:
    text = "The [mill][a] turns.\n\n[a]: https://one.example/\n[A]: https://two.example/\n"
    assert text_blocks(text)[0].links[0].target == "https://one.example/"


def test_controls_of_terminal_browsers() -> None:
    text = "Search: ____________ (BUTTON) Go\n[IMG]\n( ) Yes (*) No\n[logo.png]\n[ ] Remember me\nA mill (of wood)"
    assert [said for _, said in outline(text_blocks(text))] == [
        "Search: Go",
        "Yes No",
        "Remember me",
        "A mill (of wood)",
    ]


def test_character_references() -> None:
    text = "Salt &amp; flour&nbsp;&ndash; the miller&#8217;s &nothing; AT&T"
    assert text_blocks(text)[0].text == "Salt & flour – the miller’s &nothing; AT&T"


def test_hostile_lines_take_no_time() -> None:
    lines = ["(" * 240, "a(" * 120, "=[" * 120, "{" * 239 + "!", "if " + "(" * 230, "[" * 5000, "&" * 5000, "  x" * 100]
    text = "\n".join(line for line in lines for _ in range(40)) + "\n[a]: " + "(" * 5000
    assert text_blocks(text)


def test_amounts_below_one_another_are_a_list() -> None:
    lines = [
        "1 pumpkin of about 900 g",
        "2 cloves of garlic",
        "½ onion",
        "700 ml stock",
        "Salt and pepper",
        "10 g cumin",
    ]
    found = text_blocks("\n".join(["Ingredients", *lines, PROSE]))
    assert [block.kind for block in found] == [Kind.PARAGRAPH, *[Kind.LIST_ITEM] * len(lines), Kind.PARAGRAPH]
    assert [block.text for block in found[1:-1]] == lines


@pytest.mark.parametrize(
    "lines",
    [
        ["1 Pub landlord bans shoes", "2 Snow warning", "3 Manager sacked", "4 Lottery won"],
        ["12:10 Pub landlord", "12:20 Snow warning", "12:30 Manager sacked", "12:40 Lottery won"],
        ["3 May 2020", "4 June 2020", "5 July 2020", "6 July 2020"],
        ["3 hours ago", "Snow warning", "5 hours ago", "Manager sacked", "7 hours ago", "Lottery won", "9 hours ago"],
        ["3 cups", "2 cups"],
        ["In all 40 came.", "30 of them left.", "20 came back.", "9 stayed."],
    ],
)
def test_rankings_dates_and_sentences_are_no_amounts(lines: list[str]) -> None:
    assert {block.kind for block in text_blocks("\n".join([PROSE, *lines, PROSE]))} == {Kind.PARAGRAPH}


def test_rows_of_several_cells_between_bars_are_a_table() -> None:
    rows = "Grain | Sieve | Price\nOats | fine | 3.20\nRye | coarse | 2.80"
    (table,) = [block for block in text_blocks(f"{PROSE}\n{rows}\n{PROSE}") if block.kind is Kind.TABLE]
    assert [[cell.text for cell in row] for row in table.cells][1:] == [
        ["Oats", "fine", "3.20"],
        ["Rye", "coarse", "2.80"],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Home | Mills | Contact\nImprint | Privacy | Terms",
        f"One | two | {PROSE}\nOne | two | {PROSE}\nOne | two | {PROSE}",
    ],
)
def test_menus_and_long_lines_with_bars_are_no_table(lines: str) -> None:
    assert all(block.kind is not Kind.TABLE for block in text_blocks(f"{PROSE}\n{lines}\n{PROSE}"))
