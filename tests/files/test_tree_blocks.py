"""A plainly written tree file in pieces."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest
import tomli

from gametree.files.editing.statements import Unfit
from gametree.files.locations import bundled_trees
from gametree.files.tree_blocks import _bottoms, _plain_bottoms, read_blocks

from .spellings import spelt_tree

TEXT = """\
#:schema x

[tree]
title = "T"

# Part one

# about a
[node.a]  # a
kind = "claim"  # why
# above the title
title = "A"
# below

# at the end
"""


def test_comments_go_with_what_they_are_about():
    blocks = read_blocks(TEXT)
    tree, a = blocks.blocks
    assert (tree.name, tree.lead, tree.tail) == (("tree",), "#:schema x\n\n", "")
    assert (a.name, a.lead, a.header, a.tail) == (
        ("node", "a"), "\n# Part one\n\n# about a\n", "[node.a]  # a\n", "# below\n",
    )  # fmt: skip
    assert [(item.key, item.lead, item.opening, item.value, item.closing) for item in a.items] == [
        ("kind", "", "kind = ", '"claim"', "  # why\n"), ("title", "# above the title\n", "title = ", '"A"', "\n"),
    ]  # fmt: skip
    assert blocks.rest == "\n# at the end\n"


@pytest.mark.parametrize("place", bundled_trees(), ids=lambda place: place.name)
def test_the_pieces_of_a_tree_are_the_tree(place):
    text = place.path.read_text()
    blocks = read_blocks(text)
    assert "".join(block.text for block in blocks.blocks) + blocks.rest == text


def test_random_trees_are_the_sum_of_their_pieces_or_spelt_otherwise():
    plain = 0
    for seed in range(300):
        text = spelt_tree(Random(seed)).text.removeprefix("\ufeff").replace("\r\n", "\n").rstrip("\n") + "\n"
        try:
            blocks = read_blocks(text)
        except Unfit:
            continue
        plain += 1
        assert "".join(block.text for block in blocks.blocks) + blocks.rest == text
    assert plain > 100


@pytest.mark.parametrize(
    "text",
    [
        'tree.title = "T"\n',
        '[tree]\ntitle = "T"\n[node]\na = { kind = "claim" }\n',
        '[node]\na.kind = "claim"\n',
        '[node.a]\nkind = "claim"\n[node.a.more]\nx = 1\n',
        '[node.a]\nmore.x = 1\n',
        '[node.a]\nmore = { x = 1 }\n',
        "[[node]]\nx = 1\n",
        "[mine]\nx = 1\n",
    ],
)  # fmt: skip
def test_other_spellings_are_not_taken_apart(text: str):
    with pytest.raises(Unfit):
        read_blocks(text)


def test_a_table_spelt_as_nearly_everybody_does_is_seen_at_once_to_end_where_a_look_at_each_statement_says():
    seen = 0
    for seed in range(300):
        random = Random(seed)
        text = spelt_tree(random).text.removeprefix("\ufeff").rstrip("\r\n") + "\n"
        lines = text.splitlines(keepends=True)
        for _ in range(random.randrange(4)):
            lines.insert(random.randrange(len(lines)), random.choice(["# a comment\n", "\n", "  # [node.x]\n"]))
        text = "".join(lines)
        with suppress(tomli.TOMLDecodeError, Unfit):
            tomli.loads(text)
            at_once = _plain_bottoms(text)
            seen += bool(at_once)
            assert at_once in ([], list(_bottoms(text)))
    assert seen > 50
