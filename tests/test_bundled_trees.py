"""The trees that come with the program, and the one it writes for a beginner, are beyond reproach."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from gametree.cli.group import gametree
from gametree.files.locations import bundled_trees
from gametree.files.tree_file import load_tree
from gametree.model.assessment import Assessment
from gametree.model.outline import lay_out
from gametree.model.text import clean_line
from gametree.tui.columns import Columns
from gametree.tui.row_painter import RowPainter
from gametree.tui.standing import Standing
from gametree.tui.tree_view import TreeView

PLACES = pytest.mark.parametrize("place", bundled_trees(), ids=lambda place: place.name)


@pytest.fixture
def scored(tmp_path: Path):
    """Score two nodes of three of a tree, with ranges, and the question; the journal."""

    def score(place) -> Path:
        nodes = list(load_tree(place.path).nodes.values())
        share = {node.id: 0.1 if node.kind == "architecture" else 0.6 for node in nodes}
        rows = [f"{node.id},{share[node.id]},0.05,0.95" for number, node in enumerate(nodes) if number % 3]
        table = tmp_path / "scores.csv"
        table.write_text("\n".join(["node,plausibility,low,high", *rows, "question,0.05,0,1"]))
        journal = tmp_path / "ada.toml"
        assert run("score", place.path, "--from", table, "--assessment", journal)[0] == 0
        return journal

    return score


def run(*arguments: str | Path) -> tuple[int, str, str]:
    answer = CliRunner().invoke(gametree, [str(argument) for argument in arguments])
    return answer.exit_code, answer.stdout, answer.stderr


def test_these_are_the_bundled_trees():
    assert [place.name for place in bundled_trees()] == [
        "goal-directedness", "incomplete-preferences", "levels-of-abstraction", "masks-and-shoggoths",
        "mesa-optimisers", "technical-alignment",
    ]  # fmt: skip


@PLACES
def test_a_bundled_tree_passes_check_in_silence(place):
    assert run("check", place.path) == (0, "", "")


@PLACES
def test_titles_are_thoughts_of_a_line(place):
    for node in load_tree(place.path).nodes.values():
        assert clean_line(node.title) == node.title
        assert cell_len(node.title) <= 70


@PLACES
def test_every_row_fits_its_column_at_120(place):
    tree = load_tree(place.path)
    view = TreeView(lay_out(tree))
    columns = Columns.of(79, len("20–50"))  # the tree's share of 120 columns, with a range in sight
    painter = RowPainter(tree, Standing(Assessment("ada")))
    rows = ("".join(words for words, _ in painter.cells(view, line, columns)) for line in range(1, len(view.visible)))
    assert [row for row in rows if "…" in row] == []


@PLACES
def test_every_node_of_a_bundled_tree_cites_a_source(place):
    assert all(node.sources for node in load_tree(place.path).nodes.values())


@PLACES
@pytest.mark.parametrize("command", ["show", "outlook", "importance"])
def test_a_bundled_tree_is_shown_within_80_columns(place, command, scored):
    for assessment in ((), ("--assessment", scored(place))):
        code, shown, _ = run(command, place.path, *assessment)
        assert code == 0
        assert max(map(cell_len, shown.splitlines())) <= 80


ODD_NAMES = [
    "my-tree.toml",
    "My Tree.toml",
    "a\"b\\c'.toml",
    "%s %(title)s.toml",
    "強化学習.toml",
    "-.toml",
    "...toml",
    "a\nb\x1b[31m.toml",
    "\u202ertl.toml",
    "{braces} [brackets].toml",
    "x" * 200 + ".toml",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_starter_tree_passes_check_in_silence_under_any_name(tmp_path, name):
    code, out, err = run("new", tmp_path / name)
    assert (code, out) == (0, "")
    assert "\x1b" not in err
    assert run("check", tmp_path / name) == (0, "", "")


def test_a_starter_tree_brings_its_schema_and_the_line_for_git(tmp_path):
    run("new", tmp_path / "one.toml")
    run("new", tmp_path / "two.toml")
    assert (tmp_path / "gametree.schema.json").exists()
    assert (tmp_path / ".gitattributes").read_text() == "**/*.assessments/*.toml merge=union -text\n"


def test_a_starter_tree_never_replaces_a_file(tmp_path):
    (tmp_path / "mine.toml").write_text("mine")
    code, _, err = run("new", tmp_path / "mine.toml")
    assert (code, (tmp_path / "mine.toml").read_text()) == (2, "mine")
    assert "exists already" in err
