"""A node's own lines: what belongs to them, and what comes of editing them."""

from __future__ import annotations

import pytest

from gametree.errors import BadEdit, FaultyEdit
from gametree.files.editing.checking import TreeText
from gametree.files.node_block import read_block, step_to_block
from gametree.files.tree_editor import take_step

TREE = """\
[tree]
title = "T"
question = "Q?"

# about a
[node.a]
kind = "strategy"
title = "A"

[node.b]
kind = "problem"
parent = "a"
title = "B"  # mine
"""


def edited(text: str, node_id: str, block: str) -> str:
    tree = TreeText(text)
    return take_step(tree, step_to_block(tree, node_id, block)).after.text


@pytest.mark.parametrize(
    ("node_id", "block"),
    [
        ("question", '[tree]\ntitle = "T"\nquestion = "Q?"\n'),
        ("a", '# about a\n[node.a]\nkind = "strategy"\ntitle = "A"\n'),
        ("b", '[node.b]\nkind = "problem"\nparent = "a"\ntitle = "B"  # mine\n'),
    ],
)
@pytest.mark.parametrize("spelling", [("", "\n"), ("\ufeff", "\r\n")])
def test_the_lines_of_a_node_are_its_table_with_its_comments(node_id: str, block: str, spelling: tuple[str, str]):
    mark, newline = spelling
    text = mark + TREE.replace("\n", newline)
    assert read_block(TreeText(text), node_id) == block
    other = block.replace('"T"', "'T2'").replace('"A"', "'A2'").replace('"B"', "'B2'")
    assert edited(text, node_id, other) == text.replace(block.replace("\n", newline), other.replace("\n", newline))


def test_comments_alone_can_be_edited():
    assert edited(TREE, "a", "# about b\n" + read_block(TreeText(TREE), "a").partition("\n")[2]) == TREE.replace(
        "# about a", "# about b"
    )


def test_a_second_node_can_be_written_beside_it():
    block = read_block(TreeText(TREE), "b") + '\n[node.c]\nkind = "strategy"\nparent = "b"\ntitle = "C"\n'
    assert list(TreeText(edited(TREE, "b", block)).data["node"]) == ["a", "b", "c"]


def test_a_newline_forgotten_at_the_end_is_added():
    assert edited(TREE, "a", '[node.a]\nkind = "strategy"\ntitle = "A2"').count('"A2"\n\n[node.b]') == 1


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ('[node.a]\nkind = "strategy"\ntitle = "A\n', "line 3 of what you wrote"),
        ('[node.a]\nkind = "strategi"\ntitle = "A"\n', "did you mean"),
        ("", "no node"),
    ],
)
def test_lines_that_spoil_the_tree_are_refused(block: str, said: str):
    with pytest.raises((BadEdit, FaultyEdit), match=said):
        edited(TREE, "a", block)


def test_a_node_without_a_header_of_its_own_is_edited_in_an_editor():
    text = '[tree]\ntitle = "T"\n[node]\na = { kind = "strategy", title = "A" }\n'
    with pytest.raises(BadEdit, match="edit the file itself"):
        read_block(TreeText(text), "a")
