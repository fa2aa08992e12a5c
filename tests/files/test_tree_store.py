"""Edits on disk: what somebody else wrote meanwhile is edited, or said, and never overwritten."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from gametree.errors import BadEdit, FaultyEdit, FaultyTree, NotWritten, ReadOnlyTree, TreeChanged, UnreadableFile
from gametree.files import replacing
from gametree.files.appending import stamp_of
from gametree.files.editing.edits import AddNode, MoveNode, RemoveNode, RenameNode, SetKeys
from gametree.files.locations import find_tree
from gametree.files.tree_store import (
    StoredTree,
    copy_tree,
    read_stored_tree,
    refuse_bundled,
    save_edit,
    save_step,
)

TREE = """\
[tree]
title = "Debate"

[node.debate]
kind = "strategy"
title = "Two models debate"

[node.collusion]
kind = "problem"
parent = "debate"
title = "They collude"
"""
RETITLE = SetKeys("collusion", {"title": "They conspire"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "trees" / "debate.toml"
    path.parent.mkdir()
    path.write_text(TREE)
    return path


@pytest.fixture
def stored(path: Path) -> StoredTree:
    return read_stored_tree(path)


def test_an_edit_is_on_disk_when_it_is_said_to_be(stored, path):
    saved = save_edit(stored, RETITLE)
    assert path.read_text() == TREE.replace("They collude", "They conspire") == saved.stored.text.text
    assert saved.stored.stamp == stamp_of(path)
    assert saved.stored.text.tree.nodes["collusion"].title == "They conspire"


def test_edits_and_their_steps_follow_one_another(stored, path):
    first = save_edit(stored, RETITLE)
    second = save_edit(first.stored, RenameNode("debate", "two-models"))
    back = save_step(second.stored, second.plan.back)
    back = save_step(back.stored, first.plan.back)
    assert path.read_text() == TREE
    again = save_step(back.stored, first.plan.forth)
    assert again.stored.text.text == first.stored.text.text == path.read_text()


def test_the_marks_and_line_ends_of_the_file_stay(path):
    data = b"\xef\xbb\xbf" + TREE.replace("\n", "\r\n").encode()
    path.write_bytes(data)
    save_edit(read_stored_tree(path), RETITLE)
    assert path.read_bytes() == data.replace(b"They collude", b"They conspire")


def test_a_change_by_somebody_else_elsewhere_is_kept(stored, path):
    theirs = TREE.replace("Two models debate", "Models debate").replace("[node.debate]", "# why\n[node.debate]")
    path.write_text(theirs)
    saved = save_edit(stored, RETITLE)
    assert path.read_text() == theirs.replace("They collude", "They conspire")
    back = save_step(saved.stored, saved.plan.back)
    assert path.read_text() == theirs == back.stored.text.text


@pytest.mark.parametrize(
    ("edit", "old", "new", "sentence"),
    [
        (RETITLE, "They collude", "They may collude", "where this edit changes it too"),
        (RETITLE, "node.collusion", "node.conspiracy", 'nothing was written: the tree has no node "collusion"'),
        (RETITLE, 'title = "Debate"', 'title = "Deb', "nothing was written: .* cannot be opened"),
        (RETITLE, "[node.debate]", "<<<<<<< ours\n[node.debate]", "nothing was written: .* cannot be opened"),
        (RemoveNode("debate", recursive=True), "They collude", "They may", "where this edit changes it too"),
        (RemoveNode("collusion"), "They collude", 'They may"\nshort = "may', "where this edit changes it too"),
        (MoveNode("collusion", before="debate"), "[node.debate]", "[node.dabate]", "nothing was written: .* no node"),
    ],
)  # fmt: skip
def test_a_change_by_somebody_else_to_the_same_is_said(stored, path, edit, old, new, sentence):
    more = '\n[node.other]\nkind = "claim"\ntitle = "Other"\n'
    path.write_text(TREE + more)
    stored = read_stored_tree(path)
    theirs = (TREE + more).replace(old, new)
    path.write_text(theirs)
    with pytest.raises(TreeChanged, match=sentence):
        save_edit(stored, edit)
    assert path.read_text() == theirs


def test_a_branch_that_grew_meanwhile_is_not_removed(stored, path):
    theirs = TREE + '\n[node.payment]\nkind = "strategy"\nparent = "collusion"\ntitle = "Pay"\n'
    path.write_text(theirs + '\n[node.other]\nkind = "claim"\ntitle = "Other"\n')
    other = read_stored_tree(path)
    path.write_text(other.text.text + '\n[node.more]\nkind = "strategy"\nparent = "collusion"\ntitle = "More"\n')
    with pytest.raises(TreeChanged):
        save_edit(other, RemoveNode("collusion", recursive=True))


def test_a_step_that_others_have_written_over_is_not_taken_back(stored, path):
    saved = save_edit(stored, RETITLE)
    theirs = path.read_text().replace("conspire", "plot")
    path.write_text(theirs)
    with pytest.raises(TreeChanged):
        save_step(saved.stored, saved.plan.back)
    assert path.read_text() == theirs


def test_what_was_written_already_is_not_said_to_have_changed(stored, path):
    save_edit(stored, RETITLE)
    inode = path.stat().st_ino
    assert save_edit(stored, RETITLE).stored.text.text == path.read_text()
    assert path.stat().st_ino == inode


@pytest.mark.parametrize(
    ("edit", "error"), [(SetKeys("x", {"title": "y"}), "UnknownNode"), (SetKeys("debate", {"kind": "x"}), "FaultyEdit")]
)
def test_a_refused_edit_touches_nothing(stored, path, edit, error):
    before = path.stat()
    with pytest.raises((BadEdit, FaultyEdit, Exception)) as raised:
        save_edit(stored, edit)
    assert type(raised.value).__name__ == error
    assert path.stat() == before


def test_a_full_disk_leaves_the_old_file_and_the_edit_can_be_made_again(stored, path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(replacing.os, "write", full)
        with pytest.raises(NotWritten, match="no space left on device"):
            save_edit(stored, RETITLE)
    assert path.read_text() == TREE
    save_edit(stored, RETITLE)
    assert path.read_text() == TREE.replace("collude", "conspire")


def test_a_file_that_is_gone_is_said(stored, path):
    path.unlink()
    with pytest.raises(NotWritten, match="no such file"):
        save_edit(stored, RETITLE)


def test_what_cannot_be_read_is_said(path):
    with pytest.raises(UnreadableFile):
        read_stored_tree(path.parent)
    path.write_bytes(b"\xff")
    with pytest.raises(FaultyTree):
        read_stored_tree(path)
    path.write_text("[tree")
    with pytest.raises(FaultyTree) as raised:
        read_stored_tree(path)
    assert raised.value.findings[0].check == "syntax"


def test_a_bundled_tree_is_copied_first(tmp_path):
    place = find_tree("technical-alignment")
    with pytest.raises(
        ReadOnlyTree, match=r"copy it first: cp '.*technical-alignment\.toml' \./technical-alignment\.toml"
    ):
        refuse_bundled(place)
    stored = copy_tree(place, tmp_path / "mine.toml")
    assert (tmp_path / "mine.toml").read_bytes() == place.path.read_bytes()
    edit = AddNode("new", {"kind": "problem", "title": "New", "parent": ("hch",)})
    assert "new" in save_edit(stored, edit).stored.text.tree.nodes
    with pytest.raises(NotWritten, match="it exists already"):
        copy_tree(place, tmp_path / "mine.toml")
    with pytest.raises(NotWritten, match=r"try mine\.toml"):
        copy_tree(place, tmp_path / "mine")
