"""Edits of a tree's text, shown by the lines that change; everything else stays byte for byte."""

from __future__ import annotations

from difflib import ndiff
from textwrap import dedent

import pytest

from gametree.errors import BadEdit, FaultyEdit, GametreeError, TreeChanged
from gametree.files.editing.changes import apply_changes
from gametree.files.editing.checking import TreeText
from gametree.files.editing.edits import (
    AddNode,
    AddSource,
    DuplicateNode,
    Edit,
    Link,
    MoveNode,
    RemoveNode,
    RenameNode,
    SetKeys,
    Unlink,
)
from gametree.files.editing.meaning import changes_of
from gametree.files.tree_editor import Step, edit_text, plan_edit, take_step

TREE = """\
#:schema ./gametree.schema.json
[tree]
title = "Debate"   # for now
question = "Does it work?"

[source.paper]
title = "A paper"


# 1. The plan

# the oldest idea
[node.debate]
kind = "strategy"
title = "Two models debate"
text = '''
Each shows the other's errors.
'''
sources = ["paper"]

[node.collusion]  # Cotra's worry
kind = "failure-mode"
parent = "debate"
title = "They collude"
see = ["judge"]

[node.payment]
kind = "strategy"
parent = "collusion"
title = "Pay the winner alone"

# 2. The judge

[node.judge]
kind = "problem"
parent = ["debate"]
title = "The judge errs"
tags = [
  "people",   # not models
]
"""


def changed_lines(before: str, after: str) -> str:
    """The lines that go (-) and come (+), as they stand."""
    return "".join(f"{line}\n" for line in ndiff(before.split("\n"), after.split("\n")) if line[0] in "-+")


def assert_edit(edit: Edit, lines: str, tree: str = TREE) -> None:
    plan = plan_edit(TreeText(tree), edit)
    assert changed_lines(tree, plan.after.text) == dedent(lines).lstrip("\n")
    assert take_step(plan.after, plan.back).after.text == tree


def test_a_value_changes_between_its_marks():
    assert_edit(
        SetKeys("debate", {"title": "Two models argue"}),
        """
        - title = "Two models debate"
        + title = "Two models argue"
        """,
    )


def test_a_text_keeps_its_marks_and_a_comment_behind_it_stays():
    assert_edit(
        SetKeys("debate", {"text": "Each shows the other's errors.\nOr so.\n"}),
        """
        + Or so.
        """,
    )
    assert_edit(
        SetKeys("question", {"title": "Market-making"}),
        """
        - title = "Debate"   # for now
        + title = "Market-making"   # for now
        """,
    )


def test_a_new_key_goes_where_such_keys_go():
    assert_edit(
        SetKeys("collusion", {"tags": ("models", "people"), "text": "They do.\n", "kind": "problem"}),
        """
        - kind = "failure-mode"
        + kind = "problem"
        + text = '''
        + They do.
        + '''
        + tags = ["models", "people"]
        """,
    )


def test_a_key_that_is_taken_away_takes_its_line():
    assert_edit(
        SetKeys("judge", {"tags": None}),
        """
        - tags = [
        -   "people",   # not models
        - ]
        """,
    )


def test_a_list_grows_by_an_item():
    assert_edit(
        SetKeys("judge", {"tags": ("people", "scale")}),
        """
        +   "scale",
        """,
    )


def test_a_new_node_becomes_the_last_child():
    assert_edit(
        AddNode("secrecy", {"kind": "problem", "title": "They hide it", "parent": ("collusion",)}),
        """
        + [node.secrecy]
        + kind = "problem"
        + parent = "collusion"
        + title = "They hide it"
        +\x20
        """,
    )


def test_a_new_node_goes_before_another_with_its_comments():
    assert_edit(
        AddNode("first", {"kind": "claim", "title": "First", "text": "One line."}, before="debate"),
        """
        +\x20
        + [node.first]
        + kind = "claim"
        + title = "First"
        + text = "One line."
        """,
    )
    assert "# 1. The plan\n\n[node.first]" in edit_text(
        TREE, AddNode("first", {"kind": "claim", "title": "First"}, before="debate")
    )


def test_a_new_node_at_the_end_of_a_file_without_a_last_newline():
    tree = TREE.removesuffix("\n")
    edit = AddNode("new", {"kind": "claim", "title": "New"}, after="judge")
    assert edit_text(tree, edit) == f'{tree}\n\n[node.new]\nkind = "claim"\ntitle = "New"'


def test_a_moved_node_takes_along_its_comments_and_what_lies_beneath_it_alone():
    payment = TREE[TREE.index("[node.payment]") : TREE.index("# 2.")]
    collusion = TREE[TREE.index("[node.collusion]") : TREE.index("# 2.")]
    tree = TREE.replace("[node.collusion]", "# told by Ada\n[node.collusion]")
    moved = tree.replace(f"# told by Ada\n{collusion}", "") + f"\n# told by Ada\n{collusion.removesuffix(chr(10))}"
    assert edit_text(tree, MoveNode("collusion", after="judge")) == moved
    moved = TREE.replace(payment, "").replace("[node.collusion]", f"{payment}[node.collusion]")
    assert edit_text(TREE, MoveNode("payment", before="collusion")) == moved


def test_behind_its_own_parent_a_node_becomes_the_first_child():
    judge = TREE[TREE.index("\n[node.judge]") :]
    moved = TREE.removesuffix(judge).replace("\n[node.collusion]", f"{judge}\n[node.collusion]")
    assert edit_text(TREE, MoveNode("judge", after="debate")) == moved
    new = AddNode("new", {"kind": "problem", "title": "New", "parent": ("debate",)}, after="debate")
    assert '["paper"]\n\n[node.new]' in edit_text(TREE, new)


def test_a_node_moves_to_other_parents_in_its_own_line():
    assert_edit(
        MoveNode("payment", ("judge", "collusion")),
        """
        - parent = "collusion"
        + parent = ["judge", "collusion"]
        """,
    )
    assert_edit(
        MoveNode("collusion", ()),
        """
        - parent = "debate"
        """,
    )


def test_parents_come_and_go():
    assert_edit(
        Link("payment", "judge"),
        """
        - parent = "collusion"
        + parent = ["collusion", "judge"]
        """,
    )
    assert_edit(
        Unlink("judge", "debate"),
        """
        - parent = ["debate"]
        """,
    )


def test_one_parent_left_is_a_word_unless_a_comment_would_be_lost():
    linked = edit_text(TREE, Link("payment", "judge"))
    assert edit_text(linked, Unlink("payment", "judge")) == TREE
    commented = TREE.replace('parent = "collusion"', 'parent = [\n  "collusion", # first\n  "judge", # second\n]')
    assert_edit(
        Unlink("payment", "judge"),
        """
        -   "judge", # second
        """,
        commented,
    )


def test_a_renamed_node_is_followed_by_all_that_name_it():
    assert_edit(
        RenameNode("judge", "jury"),
        """
        - see = ["judge"]
        + see = ["jury"]
        - [node.judge]
        + [node.jury]
        + formerly = ["judge"]
        """,
    )


def test_a_node_renamed_back_forgets_only_that_name():
    there = edit_text(TREE, RenameNode("judge", "jury"))
    back = edit_text(there, RenameNode("jury", "judge"))
    assert changed_lines(TREE, back) == '+ formerly = ["jury"]\n'


def test_a_removed_node_takes_its_own_comments_and_links_to_it():
    assert_edit(
        RemoveNode("judge"),
        """
        - see = ["judge"]
        - [node.judge]
        - kind = "problem"
        - parent = ["debate"]
        - title = "The judge errs"
        - tags = [
        -   "people",   # not models
        - ]
        -\x20
        """,
    )


def test_children_with_another_parent_stay_and_lose_the_one():
    tree = TREE.replace('parent = "collusion"', 'parent = ["collusion", "judge"]')
    assert_edit(
        RemoveNode("collusion", recursive=True),
        """
        - [node.collusion]  # Cotra's worry
        - kind = "failure-mode"
        - parent = "debate"
        - title = "They collude"
        - see = ["judge"]
        -\x20
        - parent = ["collusion", "judge"]
        + parent = "judge"
        """,
        tree,
    )


def test_a_branch_goes_as_one():
    assert_edit(
        RemoveNode("collusion", recursive=True),
        """
        - [node.collusion]  # Cotra's worry
        - kind = "failure-mode"
        - parent = "debate"
        - title = "They collude"
        - see = ["judge"]
        -\x20
        - [node.payment]
        - kind = "strategy"
        - parent = "collusion"
        - title = "Pay the winner alone"
        -\x20
        """,
    )


def test_a_copied_branch_stands_behind_the_original():
    copied = edit_text(TREE, DuplicateNode("collusion", {"collusion": "quarrel", "payment": "reward"}))
    assert changed_lines(TREE, copied) == dedent(
        """\
        + [node.quarrel]
        + kind = "failure-mode"
        + parent = "debate"
        + title = "They collude"
        + see = ["judge"]
        +\x20
        + [node.reward]
        + kind = "strategy"
        + parent = "quarrel"
        + title = "Pay the winner alone"
        +\x20
        """
    )


def test_what_is_shared_lies_beneath_a_copied_branch_as_well():
    tree = TREE.replace('parent = ["debate"]', 'parent = ["debate", "payment"]')
    copied = edit_text(tree, DuplicateNode("collusion", {"collusion": "quarrel", "payment": "reward"}))
    assert 'parent = ["debate", "payment", "reward"]' in copied


def test_a_source_goes_behind_the_others():
    assert_edit(
        AddSource("talk", {"title": "A talk", "url": "https://example.org"}),
        """
        +\x20
        + [source.talk]
        + title = "A talk"
        + url = "https://example.org"
        """,
    )
    tree = '[tree]\ntitle = "T"\n\n[node.a]\nkind = "claim"\ntitle = "A"\n'
    assert '"T"\n\n[source.talk]\ntitle = "A talk"\n\n[node.a]' in edit_text(
        tree, AddSource("talk", {"title": "A talk"})
    )


def test_the_first_node_of_a_file_goes_to_its_end():
    edit = AddNode("a", {"kind": "claim", "title": "A"})
    assert edit_text('[tree]\ntitle = "T"\n', edit) == '[tree]\ntitle = "T"\n\n[node.a]\nkind = "claim"\ntitle = "A"\n'


HEADER = '[tree]\ntitle = "T"\n'


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ('node.a.kind = "claim"\nnode.a.title = "A"\n', SetKeys("a", {"title": "B"}),
         'node.a.kind = "claim"\nnode.a.title = "B"\n'),
        ('node . "a".kind = "claim"\nnode.a.title = "A"\n', SetKeys("a", {"short": "B"}),
         'node . "a".kind = "claim"\nnode.a.title = "A"\nnode.a.short = "B"\n'),
        ('node = { a = { kind = "claim", title = "A" } }\n', SetKeys("a", {"short": "B"}),
         'node = { a = { kind = "claim", title = "A", short = "B" } }\n'),
        ('node = { a = { kind = "claim", title = "A" } }\n', AddNode("b", {"kind": "claim", "title": "B\nB"}),
         'node = { a = { kind = "claim", title = "A" }, b = { kind = "claim", title = "B\\nB" } }\n'),
        ('[node]\na = {kind="claim", title="A"}\n', AddNode("b", {"kind": "claim", "title": "B"}),
         '[node]\na = {kind="claim", title="A"}\nb = { kind = "claim", title = "B" }\n'),
        ('[node]\na.kind = "claim"\na.title = "A"\n', AddNode("b", {"kind": "claim", "title": "B"}, before="a"),
         '[node]\nb.kind = "claim"\nb.title = "B"\na.kind = "claim"\na.title = "A"\n'),
        ('[node]\n\'a\'.kind = "claim"\na.title = "A"\n', RenameNode("a", "b"),
         '[node]\n\'b\'.kind = "claim"\nb.title = "A"\nb.formerly = ["a"]\n'),
        ('node.a = { kind = "claim", title = "A" }\n', RenameNode("a", "b"),
         'node.b = { kind = "claim", title = "A", formerly = ["a"] }\n'),
    ],
)  # fmt: skip
def test_odd_spellings_are_kept(before, edit, after):
    table = "" if before.startswith("node") else HEADER
    end = HEADER if before.startswith("node") else ""
    assert edit_text(table + before + end, edit) == table + after + end


def test_the_ends_of_lines_the_mark_at_the_beginning_and_the_indentation_are_the_files_own():
    tree = "\ufeff[tree]\r\ntitle = \"T\"\r\n\r\n  [node.a]\r\n  kind   = 'claim'\r\n  title  = 'A'\r\n"
    edit = AddNode("b", {"kind": "problem", "title": "B", "parent": ("a",), "text": "Two\nlines\n"})
    assert edit_text(tree, edit) == tree + (
        "\r\n  [node.b]\r\n  kind   = 'problem'\r\n  parent = 'a'\r\n  title  = 'B'\r\n"
        '  text   = """\r\nTwo\r\nlines\r\n"""\r\n'
    )


def test_a_line_of_a_text_that_looks_like_a_node_is_left_alone():
    tree = HEADER + "\n[node.b]\nkind = 'claim'\ntitle = 'B'\ntext = '''\n[node.a]\ntitle = 'A'\n'''\n"
    tree += "\n[ node.a ]\nkind = 'claim'\ntitle = 'A'\n"
    assert_edit(
        SetKeys("a", {"title": "C"}),
        """
        - title = 'A'
        + title = 'C'
        """,
        tree,
    )
    assert edit_text(tree, SetKeys("a", {"title": "C"})).endswith("title = 'C'\n")


def test_a_line_of_a_text_that_looks_just_like_the_node_is_left_alone_too():
    node = "kind = 'claim'\ntitle = 'A'\n"
    text = f"{HEADER}\n[node.b]\nkind = 'claim'\ntitle = 'B'\ntext = '''\n[node.a]\n{node}[node.c]\n'''\n"
    for header in ("[ node.a ]", "[node.a]"):
        after = edit_text(f"{text}\n{header}\n{node}", SetKeys("a", {"title": "C"}))
        assert after == f"{text}\n{header}\n{node.replace(chr(65), chr(67))}"


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (SetKeys("debat", {"title": "x"}), 'the tree has no node "debat"; did you mean "debate"?'),
        (AddNode("judge", {"kind": "claim", "title": "x"}), 'there is a node "judge" already; choose another id'),
        (RenameNode("debate", "judge"), 'there is a node "judge" already; choose another id'),
        (RenameNode("debate", "debate"), 'there is a node "debate" already; choose another id'),
        (AddSource("paper", {"title": "x"}), 'there is a source "paper" already; choose another id'),
        (Link("judge", "debate"), '"debate" is a parent of "judge" already'),
        (Link("judge", "question"), "nothing lies beneath the question and a node at once; move"),
        (Unlink("judge", "payment"), '"payment" is no parent of "judge"; its parents are "debate"'),
        (Unlink("debate", "payment"), '"payment" is no parent of "debate"; it has none'),
        (RemoveNode("collusion"), '1 node lies beneath "collusion" alone; remove them with it'),
        (RemoveNode("debate", recursive=True), "no node would be left; a tree keeps at least one"),
        (MoveNode("debate", before="judge", after="judge"), "a node goes before one or after one, not both"),
        (MoveNode("judge", after="judge"), '"judge" cannot stand beside itself'),
        (MoveNode("collusion", after="payment"), '"payment" lies beneath "collusion" and moves with it'),
        (DuplicateNode("judge", {}), 'the copy of "judge" needs an id of its own'),
        (DuplicateNode("judge", {"judge": "x", "debate": "x"}), "two copies cannot have the same id"),
    ],
)  # fmt: skip
def test_an_edit_that_makes_no_sense_is_a_sentence(edit, sentence):
    with pytest.raises(GametreeError) as raised:
        edit_text(TREE, edit)
    assert str(raised.value).startswith(sentence)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (SetKeys("judge", {"kind": "strategem"}), '"strategem" is not a kind; did you mean "strategy"?'),
        (SetKeys("judge", {"title": ""}), "title of node \"judge\" is empty"),
        (SetKeys("judge", {"titel": "x"}), '"titel" is not a key of a node; did you mean "title"?'),
        (SetKeys("judge", {"sources": ("papre",)}), 'there is no source "papre"; did you mean "paper"?'),
        (SetKeys("judge", {"text": "<<<<<<< ours\n=======\n>>>>>>> theirs\n"}), "here is a git conflict marker"),
        (AddNode("Judge 2", {"kind": "claim", "title": "x"}), 'the id "Judge 2" is not kebab-case'),
        (AddNode("question", {"kind": "claim", "title": "x"}), 'the id "question" is reserved'),
        (AddNode("a", {"kind": "claim", "title": "x", "parent": ("b",)}), 'there is no node "b"'),
        (AddNode("a", {"kind": "architecture", "title": "x"}), 'the strategy "debate" stands at the top level'),
        (Link("debate", "payment"), "these nodes lie beneath themselves: debate → collusion → payment → debate"),
        (MoveNode("debate", ("debate",)), 'node "debate" is its own parent'),
    ],
)  # fmt: skip
def test_a_tree_that_would_not_pass_its_checks_is_refused_with_the_finding(edit, sentence):
    with pytest.raises(FaultyEdit, match="the tree would no longer pass `gametree check`") as raised:
        edit_text(TREE, edit)
    assert raised.value.findings[0].message.startswith(sentence)


def test_faults_that_were_there_before_stop_nobody():
    tree = TREE.replace('"failure-mode"', '"faliure-mode"').replace('sources = ["paper"]', 'sources = ["papre"]')
    assert_edit(
        RenameNode("collusion", "collusions"),
        """
        - [node.collusion]  # Cotra's worry
        + [node.collusions]  # Cotra's worry
        + formerly = ["collusion"]
        - parent = "collusion"
        + parent = "collusions"
        """,
        tree,
    )
    with pytest.raises(FaultyEdit, match='there is no source "papers"'):
        edit_text(tree, SetKeys("debate", {"sources": ("papers",)}))


def test_a_text_that_is_not_toml_is_a_sentence():
    with pytest.raises(BadEdit, match="the file cannot be read, line 2: not valid TOML"):
        edit_text('[tree]\ntitle = "T', SetKeys("question", {"title": "x"}))


def test_what_says_so_already_is_not_written():
    for edit in (SetKeys("judge", {"tags": ("people",), "text": None}), MoveNode("judge", ("debate",)),
                 MoveNode("collusion", after="debate"), MoveNode("payment", before="judge")):  # fmt: skip
        assert plan_edit(TreeText(TREE), edit).splices == ()


def test_the_data_that_an_edit_should_come_to_can_be_had_without_a_text():
    data = {"tree": {"title": "T"}, "node": {"a": {"kind": "claim", "title": "A"}}}
    after = apply_changes(data, changes_of(RenameNode("a", "b"), data))
    assert after == {"tree": {"title": "T"}, "node": {"b": {"kind": "claim", "title": "A", "formerly": ["a"]}}}
    assert data["node"] == {"a": {"kind": "claim", "title": "A"}}


# steps: undo and redo, when others have changed the text


def test_a_step_is_taken_back_though_other_lines_changed():
    plan = plan_edit(TreeText(TREE), SetKeys("judge", {"title": "Judges err"}))
    later = plan.after.text.replace("[source.paper]", "# new\n\n[source.paper]").replace("winner alone", "winner")
    back = take_step(TreeText(later), plan.back)
    assert back.after.text == later.replace("Judges err", "The judge errs")
    assert take_step(back.after, back.back).after.text == later


@pytest.mark.parametrize(("old", "new"), [("Judges err", "Jurors err"), ('"Judges err"', '"Judges err" # !')])
def test_a_step_whose_place_changed_is_not_taken(old, new):
    plan = plan_edit(TreeText(TREE), SetKeys("judge", {"title": "Judges err", "kind": "objection"}))
    later = plan.after.text.replace(old, new)
    if old.startswith('"'):  # a comment there changes nothing that was said
        assert "Judges" not in take_step(TreeText(later), plan.back).after.text
        return
    with pytest.raises(TreeChanged, match="what this would change was changed meanwhile"):
        take_step(TreeText(later), plan.back)


def test_a_removed_node_does_not_come_back_beneath_one_that_is_gone():
    plan = plan_edit(TreeText(TREE), RemoveNode("payment"))
    later = edit_text(plan.after.text, RemoveNode("collusion"))
    with pytest.raises((TreeChanged, FaultyEdit)):
        take_step(TreeText(later), plan.back)


def test_a_new_node_that_has_got_a_child_is_not_taken_back():
    plan = plan_edit(TreeText(TREE), AddNode("new", {"kind": "problem", "title": "New", "parent": ("debate",)}))
    child = AddNode("child", {"kind": "strategy", "title": "Child", "parent": ("new",)})
    later = plan_edit(plan.after, child).after
    with pytest.raises(FaultyEdit, match='there is no node "new"'):
        take_step(later, plan.back)


def test_a_step_does_not_change_the_order_of_nodes_by_the_way():
    text = TreeText(TREE)
    moved = plan_edit(text, MoveNode("judge", before="collusion"))
    with pytest.raises(TreeChanged, match="the lines that this would change"):
        take_step(text, Step(moved.splices, {}))
    assert take_step(text, moved.forth).after.text == moved.after.text


def test_an_id_that_a_node_had_is_not_given_to_another():
    renamed = edit_text(TREE, RenameNode("judge", "jury"))
    with pytest.raises(FaultyEdit, match='"jury" is formerly "judge", but that is a node of today'):
        edit_text(renamed, AddNode("judge", {"kind": "problem", "title": "New", "parent": ("debate",)}))
