"""`gametree show` and `gametree list`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_json_has_the_tree_the_assessor_and_the_nodes_in_file_order(run: Run):
    run("score", "./debate.toml", "debate", "35%", "--range", "20%", "50%")
    run("note", "./debate.toml", "debate", "Why")
    shown = run("show", "./debate.toml", "--format", "json").json()
    assert {"title": "Debate", "question": "Does debate work?", "text": "What is in scope."}.items() <= shown[
        "tree"
    ].items()
    assert shown["assessor"] == "ada-lovelace"
    debate, collusion = shown["nodes"]
    assert debate.pop("notes")[0]["text"] == "Why"
    wanted = {
        "id": "debate", "kind": "strategy", "side": "proponent", "title": "Two models debate", "parents": [],
        "text": "Each shows the other's errors.", "sources": ["paper"], "plausibility": 0.35, "range": [0.2, 0.5],
        "stale": False}  # fmt: skip
    assert wanted.items() <= debate.items()
    unscored = {"side": "opponent", "parents": ["debate"], "plausibility": None, "range": None, "notes": []}
    assert unscored.items() <= collusion.items()


def test_a_node_reworded_since_is_stale(run: Run, folder: Path):
    run("score", "./debate.toml", "debate", "35%")
    tree = folder / "debate.toml"
    tree.write_text(tree.read_text().replace("Two models", "Three models"))
    assert run("show", "./debate.toml", "--format", "json").json()["nodes"][0]["stale"] is True
    assert "stale" in run("show", "./debate.toml").out


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_people_get_titles_scores_and_notes(run: Run, format_: str):
    run("score", "./debate.toml", "debate", "35%", "--range", "20%", "50%")
    out = run("show", "./debate.toml", "--format", format_).out
    for words in ("Two models debate", "They collude", "35 %", "20–50", "1 of 2 scored"):
        assert words in out


def test_reading_writes_nothing_and_says_where_a_journal_would_be(run: Run, folder: Path):
    answer = run("show", "./debate.toml", "--as", "Zoë")
    assert answer.code == 0
    assert "zoe has no assessment of this tree yet; it will be debate.assessments/zoe.toml" in answer.err
    assert [path.name for path in folder.iterdir()] == ["debate.toml"]


def test_orphans_are_told(run: Run, journal: Path):
    journal.parent.mkdir()
    journal.write_text('t1 = { node = "\\u001bgone", plausibility = 0.3 }\n')
    assert run("show", "./debate.toml").err == "no longer in the tree, but scored or noted: ␛gone\n"


def test_an_assessor_of_the_journal_is_shown_clean(run: Run, journal: Path):
    journal.parent.mkdir()
    journal.write_text('assessor = "\\u001b]52;c;x\\u0007\\u202e"\n')
    for format_ in ("text", "json", "markdown"):
        answer = run("show", "./debate.toml", "--format", format_)
        assert not {"\x1b", "\x07", "\u202e"} & set(answer.out + answer.err)


def test_bundled_trees_are_listed_and_can_be_shown_and_scored(run: Run, home: Path):
    (entry, *_) = run("list", "--format", "json").json()
    assert entry["scored"] == 0
    shown = run("show", entry["name"], "--format", "json").json()
    assert len(shown["nodes"]) == entry["nodes"]
    answer = run("score", entry["name"], shown["nodes"][0]["id"], "30%")
    assert str(home / "data" / "gametree" / "bundled") in answer.err
    assert run("list", "--format", "json").json()[0]["scored"] == 1
    assert f"{entry['name']}  {entry['nodes']} nodes, 1 scored" in run("list").out


def test_a_tree_of_a_folder_that_cannot_be_read_is_a_sentence(run: Run, folder: Path):
    for argument in (
        ".",
        "./",
        str(folder),
        "./no-such.toml",
        "./debate.toml/x",
        "a" * 300,
        "./" + "a" * 300,
        "",
        "no",
    ):
        answer = run("show", argument)
        assert (answer.code, answer.out) == (2, ""), argument
        assert answer.err.startswith("gametree: ")


def test_a_faulty_tree_shows_its_findings_and_is_no_data(run: Run, folder: Path):
    (folder / "bad.toml").write_text('[tree]\ntitle = "x"\n[node.a]\nkind = "strategi"\ntitle = "a\\u001b[31m"\n')
    answer = run("show", "./bad.toml")
    assert (answer.code, answer.out) == (2, "")
    assert "bad.toml:4:" in answer.err
    assert "\x1b" not in answer.err


def test_the_name_of_a_file_beside_a_bundled_name_is_explained(run: Run, folder: Path):
    (folder / "mine").write_text("x")
    assert "to open the file of that name, write ./mine" in run("show", "mine").err


@pytest.mark.parametrize("columns", ["10", "80", "300"])
def test_a_pipe_gets_80_columns_whatever_the_terminal_has(shell: Run, columns: str):
    done = shell("{} show ./debate.toml | cat", COLUMNS=columns)
    assert max(map(len, done.stdout.decode().splitlines())) <= 80


def test_json_of_every_command_is_one_document(run: Run):
    for arguments in (("list",), ("show", "./debate.toml"), ("log", "./debate.toml"), ("check", "debate.toml")):
        assert json.loads(run(*arguments, "--format", "json").out) is not None
