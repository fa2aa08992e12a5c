"""`gametree node`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import TREE

Run = Callable[..., Any]


@pytest.fixture
def node(run: Run, folder: Path) -> Run:
    """Run `gametree node COMMAND ./debate.toml …`."""
    return lambda command, *arguments, stdin="": run("node", command, "./debate.toml", *arguments, stdin=stdin)


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "debate.toml"


@pytest.mark.parametrize(
    ("arguments", "old", "new", "said"),
    [
        (["add", "payment", "--kind", "strategy", "--title", "Pay", "--parent", "collusion"], TREE,
         f'{TREE}\n[node.payment]\nkind = "strategy"\nparent = "collusion"\ntitle = "Pay"\n', "added payment"),
        (["add", "a", "--kind", "claim", "--title", "A", "--text", "- x", "--before", "debate"], "[node.debate]",
         '[node.a]\nkind = "claim"\ntitle = "A"\ntext = "- x"\n\n[node.debate]', "added a"),
        (["set", "debate", "title", "Three models"], "Two models debate", "Three models", "set title of debate"),
        (["set", "collusion", "tags", "a", "b"], 'e"]\n\n', 'e"]\n\n', "set tags of collusion"),
        (["set", "debate", "sources"], 'sources = ["paper"]\n', "", "set sources of debate"),
        (["set", "question", "text", "- all of it"], "What is in scope.", "- all of it", "set text of question"),
        (["move", "collusion", "--before", "debate"], "", "", "moved collusion"),
        (["move", "collusion", "--parent", "question"], 'parent = "debate"\n', "", "moved collusion"),
        (["unlink", "collusion", "debate"], 'parent = "debate"\n', "", "collusion lies beneath debate no longer"),
        (["rename", "debate", "argue"], 'parent = "debate"', 'parent = "argue"', "debate is argue now"),
        (["remove", "collusion"], TREE[TREE.index("\n[node.collusion]"):], "", "removed collusion"),
    ],
)  # fmt: skip
def test_a_tree_is_edited_and_it_is_said(node: Run, file: Path, arguments, old, new, said):
    answer = node(*arguments)
    assert (answer.code, answer.out, answer.err) == (0, "", f"{said}, in debate.toml\n")
    text = file.read_text()
    if arguments[0] == "rename":
        text = text.replace("[node.argue]", "[node.debate]").replace('formerly = ["debate"]\n', "")
    if "tags" in arguments:
        assert 'tags = ["a", "b"]\n' in text
    elif "--before" in arguments and arguments[0] == "move":
        assert text.index("[node.collusion]") < text.index("[node.debate]")
    else:
        assert text == TREE.replace(old, new)


def test_a_second_parent_and_a_branch(node: Run, file: Path):
    node("add", "market", "--kind", "strategy", "--title", "Market")
    assert node("link", "collusion", "market").err == "collusion lies beneath market as well, in debate.toml\n"
    assert 'parent = ["debate", "market"]' in file.read_text()
    node("add", "payment", "--kind", "strategy", "--title", "Pay", "--parent", "collusion", "--parent", "market")
    node("unlink", "collusion", "debate")
    answer = node("remove", "market", "--recursive")
    assert answer.err == "removed market and 2 beneath it, in debate.toml\n"
    assert "payment" not in file.read_text()


@pytest.mark.parametrize(("text", "written"), [("one\r\ntwo\n\n", '"""\none\ntwo\n"""'), ("one", '"one"')])
def test_a_text_comes_from_standard_input(node: Run, file: Path, text: str, written: str):
    file.write_text(TREE.replace('text = "Each shows the other\'s errors."\n', ""))
    assert node("set", "debate", "text", "-", stdin=text).code == 0
    assert f"text = {written}\n" in file.read_text()
    assert node("add", "a", "--kind", "claim", "--title", "A", "--text", "-", stdin=text).code == 0
    assert file.read_text().count(f"text = {written}\n") == 2


def test_a_text_ends_as_those_of_the_file_do(node: Run, file: Path):
    file.write_text(TREE.replace('"Each shows the other\'s errors."', '"""\nEach shows the other\'s errors.\n"""'))
    node("set", "collusion", "text", "One line.")
    assert 'text = """\nOne line.\n"""\n' in file.read_text()


def test_a_dry_run_shows_the_diff_and_writes_nothing(node: Run, file: Path):
    answer = node("set", "collusion", "title", "They conspire", "--dry-run")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[:3] == ["--- a/debate.toml", "+++ b/debate.toml", "@@ -16,5 +16,5 @@"]
    assert '-title = "They collude"\n+title = "They conspire"\n' in answer.out
    assert file.read_text() == TREE


def test_what_the_tree_says_already_is_not_written(node: Run, file: Path):
    before = file.stat()
    assert node("set", "debate", "title", "Two models debate").err == "debate.toml says so already\n"
    assert node("set", "debate", "title", "Two models debate", "--dry-run").out == ""
    assert file.stat() == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["set", "debate", "kind", "stratgy"], '11:8: unknown-kind: "stratgy" is not a kind; did you mean "strategy"?'),
        (["set", "debate", "sources", "x"], 'there is no source "x"; define [source.x] or name another'),
        (["set", "debate", "title"], 'node "debate" has no title'),
        (["set", "debate", "titel", "x"], '"titel" cannot be set; did you mean "title"?'),
        (["set", "debate", "parent", "x"], "its parents are changed with: gametree node link, unlink or move"),
        (["set", "debate", "formerly", "x"], "its former ids are written by: gametree node rename"),
        (["set", "debate", "title", "Two", "words"], "title takes one value; put it in quotation marks"),
        (["set", "question", "kind", "x"], '"kind" cannot be set; there are title, question, text, authors'),
        (["set", "debat", "title", "x"], 'the tree has no node "debat"; did you mean "debate"?'),
        (["add", "debate", "--kind", "claim", "--title", "x"], 'there is a node "debate" already'),
        (["add", "x", "--kind", "claim", "--title", "x", "--before", "y"], 'the tree has no node "y"'),
        (["add", "x", "--kind", "claim", "--title", "x", "--before", "debate", "--after", "debate"], "not both"),
        (["add", "Debate 2", "--kind", "claim", "--title", "x"], "is not kebab-case"),
        (["add", "x", "--title", "x"], "Missing option '--kind'"),
        (["move", "debate"], "say where to: --parent, --before or --after"),
        (["move", "debate", "--parent", "collusion"], "these nodes lie beneath themselves"),
        (["link", "collusion", "question"], "move \"collusion\" to the top level"),
        (["unlink", "debate", "collusion"], '"collusion" is no parent of "debate"; it has none'),
        (["rename", "debate", "collusion"], 'there is a node "collusion" already'),
        (["remove", "debate"], '1 node lies beneath "debate" alone'),
        (["remove", "debate", "--recursive"], "no node would be left"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_a_sentence_and_nothing_is_written(node: Run, file: Path, arguments, sentence):
    for more in ([], ["--dry-run"]):
        answer = node(*arguments, *more)
        assert (answer.code, answer.out) == (2, "")
        assert sentence in answer.err
        assert file.read_text() == TREE


def test_a_refused_edit_shows_every_finding_at_its_place(node: Run, file: Path):
    before = file.read_bytes()
    answer = node("add", "judge", "--kind", "stratgy", "--title", "", "--parent", "nobody")
    where = [line.split(": ")[:2] for line in answer.err.splitlines() if line.startswith("debate.toml:")]
    assert [check for _, check in where] == ["missing-key", "unknown-kind", "unknown-parent"]
    assert len({place for place, _ in where}) == 3
    assert answer.err.endswith("nothing was written; `gametree check` would find 3 errors in the tree then\n")
    assert (answer.code, file.read_bytes()) == (2, before)


def test_a_bundled_tree_is_not_edited_where_it_is(run: Run):
    answer = run("node", "set", "technical-alignment", "hch", "title", "x")
    assert (answer.code, answer.out) == (2, "")
    assert "technical-alignment came with gametree and is not edited where it is; copy it first: cp '" in answer.err


def test_a_file_that_cannot_be_read_is_a_sentence(run: Run, file: Path):
    assert "there is no such file" in run("node", "set", "./nix.toml", "hch", "title", "x").err
    file.write_text("[tree\n")
    answer = run("node", "set", "./debate.toml", "debate", "title", "x")
    assert answer.code == 2
    assert "debate.toml:1:6: syntax: not valid TOML" in answer.err


@pytest.mark.parametrize("stdin", [b"caf\xe9", b"\xff"])
def test_no_text_from_standard_input_is_a_sentence(node: Run, file: Path, stdin: bytes):
    answer = node("set", "debate", "text", "-", stdin=stdin)
    assert (answer.code, answer.err) == (2, "gametree: standard input is not UTF-8; nothing was written\n")
    assert file.read_text() == TREE


@pytest.mark.parametrize("command", ["add", "set", "move", "link", "unlink", "rename", "remove"])
def test_every_edit_explains_itself(run: Run, command: str):
    answer = run("node", command, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert f"gametree node {command} my-tree.toml" in answer.out
    assert "--dry-run" in answer.out
    assert command in run("node", "--help").out


def test_without_a_command_or_with_a_wrong_one_those_there_are_are_named(run: Run):
    assert "say what to do: add, set, move, link, unlink, rename or remove" in run("node").err
    assert 'there is no command "mov"; did you mean "move"?' in run("node", "mov").err
    assert 'there is no command "xyz"; there are add, set, move' in run("node", "xyz").err


def test_values_may_begin_with_a_dash(node: Run, file: Path):
    assert node("set", "debate", "title", "-h is no question for help").code == 0
    assert 'title = "-h is no question for help"' in file.read_text()
    assert "Examples:" in node("set", "-h").err + node("set", "--help").out
