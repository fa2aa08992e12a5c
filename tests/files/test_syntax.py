"""What is wrong with a text that is not TOML, and where."""

from __future__ import annotations

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from gametree.files.placing import syntax_finding
from gametree.files.syntax import explain_syntax
from gametree.model.finding import Finding
from gametree.model.text import clean_line


def error_in(text: str) -> ValueError | RecursionError | None:
    try:
        tomli.loads(text)
    except (ValueError, RecursionError) as error:
        return error
    return None


def finding_in(text: str) -> Finding:
    error = error_in(text)
    assert error is not None
    return syntax_finding(text, error)


# ‹ and › stand about what is pointed at; nothing between them: behind the last character
@pytest.mark.parametrize(
    ("marked", "sentence"),
    [
        ("a = 1\n‹!›a = 2", "neither a table such as [node.my-idea] nor a key with its value stands here"),
        ("‹=› 1", "neither a table such as [node.my-idea] nor a key with its value stands here"),
        ("a ‹1›", "after a key comes an = and its value"),
        ("[‹]›", "no key can begin here"),
        ("[a‹›", "the table's name should end here, with a ]"),
        ("[[a‹]›\n", "the table's name should end here, with ]]"),
        ("a = ‹›", "a value is missing or malformed here"),
        ("a = ‹s›trategy", "a text is written in quotation marks"),
        ("a = 1 ‹b› = 2", "the line should end here"),
        ('a = ["x" ‹"›y"]', "the array needs a comma or its closing ] here"),
        ("a = { b = 1 ‹c› = 2 }", "the inline table needs a comma or its closing } here"),
        ('a = "C:\\d‹i›r"', "a backslash in a string is written twice, \\\\"),
        ('a = "\\‹›', "a backslash in a string is written twice, \\\\"),
        ('a = "\\u‹1›2"', "after \\x, \\u or \\U come two, four or eight hexadecimal digits"),
        ("a = ‹2›026-02-30", "there is no such date or time"),
        ('a = "x‹\n›b = 1', "the string should be closed before the line ends"),
        ("a = 'x‹\n›b = 1", "the string should be closed before the line ends"),
        ("a = 'x‹\n›b = 'y'", "the string should be closed before the line ends"),
        ("a = 'it‹›", "the string should be closed before the line ends"),
        ('a = "‹\x07›"', "the control character U+0007 cannot stand here"),
        ("a = '‹\x1b›'", "the control character U+001B cannot stand here"),
        ("# ‹\x7f›", "the control character U+007F cannot stand here"),
        ('a = ‹"""›x\n', 'the text that begins here has no closing """'),
        ("a = ‹'''›x\nb = '", "the text that begins here has no closing '''"),
        ('a = ‹"""›x\n[b]\nc = """y"""\n', 'the text that begins here has no closing """'),
        ("a = 1\n\n‹a› = 2", '"a" is there already, in line 1; rename or remove one of them'),
        ("[node.a]\n[node.b]\n[node.‹a›]", '"a" is there already, in line 1; rename or remove one of them'),
        ('"\\u001b" = 1\n‹"\\u001b"› = 1', '"␛" is there already, in line 1; rename or remove one of them'),
        ("a = 1\n[‹a›]\n", '"a" is there already, in line 1; rename or remove one of them'),
        ("a = { b = 1, ‹b› = 2 }", '"b" is there already, in line 1; rename or remove one of them'),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_slip_is_told_in_words_with_its_place(marked: str, sentence: str, newline: str):
    before, _, rest = marked.partition("‹")
    pointed_at, _, behind = rest.partition("›")
    finding = finding_in(f"# 1\n# 2\n{before}{pointed_at}{behind}".replace("\n", newline).replace("line 1", "line 3"))
    at = f"# 1\n# 2\n{before}"
    assert finding.message == f"not valid TOML: {sentence}".replace("in line 1", "in line 3")
    assert (finding.place.line, finding.place.column) == (at.count("\n") + 1, len(at) - at.rfind("\n"))


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "||||||| 1234567", "=======", ">>>>>>> theirs"])
def test_a_conflict_that_git_left_is_called_one(mark: str):
    finding = finding_in(f"a = 1\n{mark}\nb = 2\n")
    assert finding.message == "here is a git conflict marker; settle the conflict first"
    assert (finding.place.line, finding.place.column, finding.place.width) == (2, 1, 7)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a = 1\nb = " + "[" * 5000, "values are nested too deeply to read"),
        ("a = 1\nb = " + "9" * 5000, "a number has too many digits to read"),
    ],
)
def test_what_is_too_much_to_read_is_said_where_it_begins(text: str, sentence: str):
    finding = finding_in(text)
    assert (finding.message, finding.place.line, finding.place.column) == (sentence, 2, 5)


PIECES = [
    "[a]",
    "[[a]]",
    "a",
    ".b",
    " = ",
    "1",
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\n",
    "#",
    "\x01",
    "ü",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_of_any_text_that_is_not_toml_one_clean_sentence_is_said_and_the_place_is_in_it(text: str):
    error = error_in(text)
    if error is not None:
        (start, end), message = explain_syntax(text, error)
        assert 0 <= start <= len(text)
        assert start < end
        assert clean_line(message) == message
