"""What a person is asked about a node, in words fit for its kind and place."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from gametree.model.kinds import LOOKS, architectures_above, conditional_question, label, relation
from gametree.model.tree import KINDS, QUESTION

from .trees import tree_of

TREE = tree_of(
    """
    [node.rl]
    kind = "architecture"
    title = "AGI is end-to-end trained RL"
    short = "end-to-end trained RL"
    [node.hch]
    kind = "architecture"
    title = "Hch"
    [node.gaming]
    kind = "failure-mode"
    parent = "rl"
    [node.oversight]
    kind = "strategy"
    parent = "gaming"
    [node.debate]
    kind = "strategy"
    parent = ["oversight", "hch"]
    [node.honest]
    kind = "claim"
    parent = "oversight"
    [node.both]
    kind = "strategy"
    parent = "rl"
    refinement = "all"
    [node.part]
    kind = "strategy"
    parent = "both"
    [node.doubt]
    kind = "objection"
    [node.cost]
    kind = "problem"
    parent = "debate"
    """
)


@pytest.mark.parametrize(
    ("node_id", "question"),
    [
        ("rl", "How likely is AGI built this way?"),
        (
            "gaming",
            "Assuming end-to-end trained RL: how likely does this happen, if nothing listed beneath it prevents it?",
        ),
        (
            "oversight",
            "Assuming end-to-end trained RL: how likely does this work, given that at least one of the ways beneath "
            "it holds, if nothing listed beneath it interferes?",
        ),
        (
            "debate",
            "Assuming end-to-end trained RL or Hch: how likely does this work, "
            "if nothing listed beneath it interferes?",
        ),
        (
            "both",
            "Assuming end-to-end trained RL: how likely does this work, given that all of the ways beneath it hold, "
            "if nothing listed beneath it interferes?",
        ),
        (
            "honest",
            "Assuming end-to-end trained RL: how likely is this true, if nothing listed beneath it speaks against it?",
        ),
        ("doubt", "How likely does this hold good, if nothing listed beneath it answers it?"),
        (
            "cost",
            "Assuming end-to-end trained RL or Hch: how likely does this bite, "
            "if nothing listed beneath it answers it?",
        ),
    ],
)
def test_the_question_fits_the_kind_and_the_place(node_id, question):
    assert conditional_question(TREE, TREE.nodes[node_id]) == question


@pytest.mark.parametrize(
    ("node_id", "parent_id", "words"),
    [
        ("rl", QUESTION, "bears on the question itself"),
        ("gaming", "rl", "counters"),
        ("oversight", "gaming", "answers"),
        ("debate", "oversight", "is one way to have"),
        ("part", "both", "is one part of"),
    ],
)
def test_a_node_stands_to_its_parent_in_words(node_id, parent_id, words):
    assert relation(TREE, TREE.nodes[node_id], parent_id) == words


def test_architectures_above_come_in_file_order():
    assert architectures_above(TREE, TREE.nodes["cost"]) == ["end-to-end trained RL", "Hch"]


def test_a_label_is_short_and_on_one_line():
    assert label(TREE.nodes["rl"]) == "end-to-end trained RL"
    assert label(TREE.nodes["rl"].changed(short=None, title="a\n\x1bb")) == "a ␛b"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_glyph_of_one_cell_that_no_other_has(kind):
    assert cell_len(LOOKS[kind].glyph) == 1
    assert sum(look.glyph == LOOKS[kind].glyph for look in LOOKS.values()) == 1
