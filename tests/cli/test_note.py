"""`gametree note`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def notes(run: Run) -> list[str]:
    (debate, _) = run("show", "./debate.toml", "--format", "json").json()["nodes"]
    return [note["text"] for note in debate["notes"]]


def test_a_note_is_added_and_where_is_narrated(run: Run):
    answer = run("note", "./debate.toml", "debate", "Depends.")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "note on debate added, in debate.assessments/ada-lovelace.toml\n"
    run("note", "./debate.toml", "debate", "Still.")
    assert notes(run) == ["Depends.", "Still."]


def test_a_dash_reads_the_note_from_standard_input(run: Run):
    assert run("note", "./debate.toml", "debate", "-", stdin="\nTwo\n  lines, é.\n\n").code == 0
    assert notes(run) == ["Two\n  lines, é."]


@pytest.mark.parametrize("text", ["- however, no", "-h is not for help here", "-hello", "--range is odd", "-1", "--"])
def test_a_note_may_begin_with_a_dash(run: Run, text: str):
    arguments = ["--", text] if text == "--" else [text]
    assert run("note", "./debate.toml", "debate", *arguments).code == 0
    assert notes(run) == [text]


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_is_still_to_be_had(run: Run, flag: str):
    assert "Examples:" in run("note", flag).out


@pytest.mark.parametrize("stdin", ["", "\n \n", b"caf\xe9", b"\xff\xfeh\0i\0"])
def test_nothing_or_no_text_from_standard_input_is_a_sentence(run: Run, journal: Path, stdin: str | bytes):
    answer = run("note", "./debate.toml", "debate", "-", stdin=stdin)
    assert (answer.code, answer.out) == (2, "")
    assert "nothing was written" in answer.err
    assert not journal.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(["debate", ""], "the note is empty"), (["debate", " \n"], "the note is empty"), (["debat", "x"], "did you mean"),
     (["debate"], "Missing argument"), (["debate", "x\udcff"], "not UTF-8")],
)  # fmt: skip
def test_what_is_no_note_is_a_sentence(run: Run, journal: Path, arguments: list[str], sentence: str):
    answer = run("note", "./debate.toml", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    assert not journal.exists()


def test_a_closed_standard_input_is_a_sentence(shell: Run):
    done = shell("{} note ./debate.toml debate - <&-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"gametree: standard input is closed; nothing was written\n"


HOSTILE = "\x1b[31mred\x1b]52;c;aGk=\x07\x9b1m\u202eevil\u2066\u200b\x00\x08\U000e0041"


@pytest.mark.parametrize(
    "command", [("show",), ("show", "--format", "markdown"), ("log",), ("log", "--format", "json")]
)
def test_control_and_direction_characters_of_a_note_never_reach_the_terminal(run: Run, command: tuple[str, ...]):
    run("note", "./debate.toml", "debate", "-", stdin=HOSTILE)
    answer = run(command[0], "./debate.toml", *command[1:])
    assert answer.code == 0
    assert not set(answer.out + answer.err) & set(HOSTILE) - set("[]31mred;2caGk=1evil5m")


def test_json_gives_the_note_back_unchanged(run: Run):
    run("note", "./debate.toml", "debate", "-", stdin=HOSTILE)
    assert notes(run) == [HOSTILE]
