"""What a tree works out of its nodes, and what of that a later version takes over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.model.tree import KINDS, QUESTION, Header, Kind, Node, Side, Tree
from tests.model.trees import dags, tree_of

TREE = tree_of(
    """
    [node.rl]
    kind = "architecture"
    [node.gaming]
    kind = "failure-mode"
    parent = ["rl", "debate"]
    see = ["debate", "debate"]
    formerly = ["goodhart", "hacking"]
    [node.debate]
    kind = "strategy"
    parent = "rl"
    [node.doom]
    kind = "objection"
    see = ["debate", "rl"]
    """
)


def test_children_stand_under_each_of_their_parents_in_file_order():
    assert TREE.children == {QUESTION: ("rl", "doom"), "rl": ("gaming", "debate"), "debate": ("gaming",)}


def test_links_lead_back_from_what_is_seen_and_count_once():
    assert TREE.linked == {"debate": ("gaming", "doom"), "rl": ("doom",)}


def test_every_former_id_leads_to_the_present_one():
    assert TREE.renamed == {"goodhart": "gaming", "hacking": "gaming"}


@pytest.mark.parametrize(
    ("node", "above"), [("rl", (QUESTION,)), ("gaming", ("rl", "debate")), (QUESTION, ()), ("gone", ())]
)
def test_above_a_node_are_its_parents_or_the_question(node: str, above: tuple[str, ...]):
    assert TREE.above(node) == above


@pytest.mark.parametrize(("node", "has"), [("rl", True), ("debate", False), ("gaming", False), ("doom", False)])
def test_ways_beneath_a_node_are_children_on_its_own_side(node: str, has: bool):
    assert TREE.has_ways_beneath(node) is has


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_decides_the_side(kind: Kind):
    ours = {"architecture", "strategy", "claim"}
    assert Node(id="a", kind=kind, title="A").side is (Side.PROPONENT if kind in ours else Side.OPPONENT)


def test_only_architectures_at_the_top_are_scenarios():
    inner = TREE.nodes["debate"].changed(kind="architecture")
    assert [node.id for node in Tree("t", TREE.header, {}, {**TREE.nodes, "debate": inner}).architectures] == ["rl"]


def test_a_tree_that_asks_nothing_asks_its_title_and_one_without_nodes_has_no_children():
    empty = Tree("empty", Header(title="Debate"))
    assert (empty.question, empty.children, empty.linked, empty.architectures) == ("Debate", {}, {}, ())
    assert TREE.question == "Does it work?"


def test_a_changed_node_leaves_the_one_it_was_made_of_alone():
    before = TREE.nodes["debate"]
    after = before.changed(title="Debates")
    assert (before.title, after.title, after.parents) == ("-", "Debates", ("rl",))


def linking(draw: st.DrawFn, tree: Tree) -> Tree:
    """The tree with links, and with former ids, no two of them alike."""
    if not tree.nodes:
        return tree
    names = st.sampled_from(list(tree.nodes))
    owners = {f"old-{number}": draw(names) for number in range(draw(st.integers(0, 3)))}
    nodes = {
        name: node.changed(
            see=tuple(draw(st.lists(names, max_size=2))),
            formerly=tuple(old for old, owner in owners.items() if owner == name),
        )
        for name, node in tree.nodes.items()
    }
    return Tree(tree.name, tree.header, {}, nodes)


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[Tree, Tree]:
    """Two trees that share some of their nodes; the second may be the first, but for one node."""
    before = linking(draw, draw(dags(6)))
    other = linking(draw, draw(dags(6)))
    taken = {*other.nodes} if draw(st.booleans()) else set(draw(st.permutations(list(other.nodes)))[:1])
    nodes = {**before.nodes, **{name: node for name, node in other.nodes.items() if name in taken}}
    olds: set[str] = set()
    for name, node in nodes.items():
        nodes[name] = node.changed(
            parents=tuple(parent for parent in node.parents if parent in nodes),
            formerly=tuple(old for old in node.formerly if old not in olds),
        )
        olds.update(node.formerly)
    order = draw(st.permutations(list(nodes))) if draw(st.booleans()) else nodes
    return before, Tree("random", before.header, {}, {name: nodes[name] for name in order})


@given(two_versions())
def test_what_a_later_version_takes_over_is_what_it_would_work_out_itself(versions: tuple[Tree, Tree]):
    before, after = versions
    assert all((before.children is not None, before.renamed is not None, before.linked is not None))
    changed = {name for name in {*before.nodes, *after.nodes} if before.nodes.get(name) != after.nodes.get(name)}
    common = [name for name in before.nodes if name in after.nodes]
    moved = common if common != [name for name in after.nodes if name in before.nodes] else []
    alone = Tree("random", after.header, {}, after.nodes)
    told = before.followed_by(after, changed, moved)
    assert (told.children, told.renamed, told.linked) == (alone.children, alone.renamed, alone.linked)


def test_what_was_not_worked_out_is_not_taken_over():
    before, after = Tree("t", TREE.header, {}, TREE.nodes), Tree("t", TREE.header, {}, {})
    assert before.followed_by(after, list(TREE.nodes)).children == {}


def test_a_version_knows_what_hangs_elsewhere_since_the_one_before_and_no_other():
    moved = TREE.nodes["debate"].changed(parents=())
    words = TREE.nodes["rl"].changed(title="Reinforcement learning")
    after = Tree("t", TREE.header, {}, {**TREE.nodes, "debate": moved, "rl": words})
    TREE.followed_by(after, ["debate", "rl"], ["doom"])
    assert after.hung_since(TREE) == {"debate", "doom"}
    assert after.hung_since(Tree("t", TREE.header, {}, TREE.nodes)) is None
    assert TREE.hung_since(after) is None
